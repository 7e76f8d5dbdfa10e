# The edge of the pictures: CloudFront alone may read the bucket, and only for whoever has an address that the app signed.
# Whoever sets this up makes the key (docs/runbooks/secrets.md) and commits its public half; without it nothing is made.
# The other half is CLOUDFRONT_PRIVATE_KEY; its id, CLOUDFRONT_KEY_ID, is the output below.
resource "aws_cloudfront_public_key" "app" {
  name        = "tomoda-app-${var.environment}"
  encoded_key = file("${path.module}/assets-${var.environment}.pem")
}

resource "aws_cloudfront_key_group" "app" {
  name  = "tomoda-app-${var.environment}"
  items = [aws_cloudfront_public_key.app.id]
}

output "assets_key_id" {
  description = "What CloudFront calls the app's key"
  value       = aws_cloudfront_public_key.app.id
}

resource "aws_cloudfront_origin_access_control" "assets" {
  name                              = "tomoda-assets-${var.environment}"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

data "aws_cloudfront_cache_policy" "optimized" {
  name = "Managed-CachingOptimized"
}

resource "aws_cloudfront_response_headers_policy" "assets" {
  name = "tomoda-assets-${var.environment}"
  # A page of the app may read what it shows (to save it, or to draw a voice): the edge says so itself, for what it has
  # cached was asked for by another page.
  cors_config {
    access_control_allow_credentials = false
    access_control_allow_headers {
      items = ["*"]
    }
    access_control_allow_methods {
      items = ["GET", "HEAD"]
    }
    access_control_allow_origins {
      items = var.app_origins
    }
    access_control_max_age_sec = 3600
    origin_override            = true
  }
  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 31536000
      include_subdomains         = true
      override                   = true
    }
    content_type_options {
      override = true
    }
    # What somebody uploaded is shown, never run.
    content_security_policy {
      content_security_policy = "default-src 'none'; sandbox"
      override                = true
    }
  }
  custom_headers_config {
    items {
      header   = "Cross-Origin-Resource-Policy"
      value    = "cross-origin"
      override = true
    }
  }
}

resource "aws_cloudfront_distribution" "assets" {
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"
  price_class     = "PriceClass_200"
  aliases         = [var.assets_host]
  comment         = "Tomoda's pictures, ${var.environment}"
  origin {
    domain_name              = aws_s3_bucket.assets.bucket_regional_domain_name
    origin_id                = "assets"
    origin_access_control_id = aws_cloudfront_origin_access_control.assets.id
  }
  default_cache_behavior {
    target_origin_id           = "assets"
    allowed_methods            = ["GET", "HEAD", "OPTIONS"]
    cached_methods             = ["GET", "HEAD"]
    viewer_protocol_policy     = "redirect-to-https"
    cache_policy_id            = data.aws_cloudfront_cache_policy.optimized.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.assets.id
    compress                   = true
    trusted_key_groups         = [aws_cloudfront_key_group.app.id]
  }
  # The one thing that anybody may ask for: probes have no signed address.
  ordered_cache_behavior {
    path_pattern               = "/${aws_s3_object.health.key}"
    target_origin_id           = "assets"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    viewer_protocol_policy     = "redirect-to-https"
    cache_policy_id            = data.aws_cloudfront_cache_policy.optimized.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.assets.id
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    acm_certificate_arn      = aws_acm_certificate_validation.assets.certificate_arn
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }
}

# CloudFront takes certificates only from this region.
resource "aws_acm_certificate" "assets" {
  region            = "us-east-1"
  domain_name       = var.assets_host
  validation_method = "DNS"
  lifecycle {
    create_before_destroy = true
  }
}

# Waits for the record that ../cloudflare makes.
resource "aws_acm_certificate_validation" "assets" {
  region          = "us-east-1"
  certificate_arn = aws_acm_certificate.assets.arn
}

output "assets_target" {
  description = "What the assets host points at"
  value       = aws_cloudfront_distribution.assets.domain_name
}

output "assets_validation" {
  description = "The record that proves the host is ours"
  value = [for each in aws_acm_certificate.assets.domain_validation_options : {
    name    = trimsuffix(each.resource_record_name, ".")
    type    = each.resource_record_type
    content = trimsuffix(each.resource_record_value, ".")
  }]
}
