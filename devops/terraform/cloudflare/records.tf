# Records. api, app, www and the bare name belong to external-dns: two owners of a name undo each other.
resource "cloudflare_dns_record" "assets" {
  for_each = var.assets
  zone_id  = var.zone_id
  name     = each.value.host
  type     = "CNAME"
  content  = each.value.target
  ttl      = 300
  proxied  = false
  comment  = "Pictures of ${each.key}, served by CloudFront"
}

resource "cloudflare_dns_record" "validation" {
  for_each = var.validations
  zone_id  = var.zone_id
  name     = each.value.name
  type     = each.value.type
  content  = each.value.content
  ttl      = 300
  proxied  = false
}

resource "cloudflare_dns_record" "mail" {
  for_each = var.mail
  zone_id  = var.zone_id
  name     = each.value.name
  type     = each.value.type
  content  = each.value.content
  priority = each.value.priority
  ttl      = 3600
  proxied  = false
}

# Only these two may make certificates for the zone.
resource "cloudflare_dns_record" "authority" {
  for_each = toset(["letsencrypt.org", "amazon.com"])
  zone_id  = var.zone_id
  name     = var.domain
  type     = "CAA"
  ttl      = 3600
  data = {
    flags = 0
    tag   = "issue"
    value = each.value
  }
}

resource "cloudflare_zone_dnssec" "zone" {
  zone_id = var.zone_id
  status  = "active"
}
