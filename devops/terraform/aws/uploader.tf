# The identity that signs uploads: it may put, read back to look at, and delete what people have uploaded (quarantine/),
# what was made of it (media/), and the list of whom a restore must not bring back (erased/); nothing else.
resource "aws_iam_user" "uploader" {
  name = "tomoda-uploader-${var.environment}"
  path = "/tomoda/"
}

data "aws_iam_policy_document" "uploader" {
  statement {
    sid       = "Objects"
    actions   = ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"]
    resources = [for prefix in ["quarantine", "media", "erased"] : "${aws_s3_bucket.assets.arn}/${prefix}/*"]
  }
  # Without it a missing object is a 403, which says something else.
  statement {
    sid       = "List"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.assets.arn]
  }
}

resource "aws_iam_policy" "uploader" {
  name   = "tomoda-uploader-${var.environment}"
  policy = data.aws_iam_policy_document.uploader.json
}

resource "aws_iam_user_policy_attachment" "uploader" {
  user       = aws_iam_user.uploader.name
  policy_arn = aws_iam_policy.uploader.arn
}

# Its access key is made by a person and put into Secret Manager (docs/runbooks/secrets.md): a key made here would lie
# in the state.

resource "aws_budgets_budget" "month" {
  name         = "tomoda-${var.environment}"
  budget_type  = "COST"
  limit_amount = tostring(var.monthly_budget)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  notification {
    comparison_operator        = "GREATER_THAN"
    threshold                  = 80
    threshold_type             = "PERCENTAGE"
    notification_type          = "FORECASTED"
    subscriber_email_addresses = [var.alert_email]
  }
}
