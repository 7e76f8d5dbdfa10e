# What dev and prod share, for ../bootstrap, ../gcp and ../cloudflare: another owner changes it here.
project        = "development-485000"
region         = "asia-east1"
zone           = "asia-east1-a"
state_bucket   = "tomoda-terraform-state"
cluster        = "gke-tomoda"
repository     = "https://github.com/tomoda-life/tomoda.git"
domain         = "tomoda.life"
alert_email    = "ops@tomoda.life"
monthly_budget = 400
environments = {
  dev  = { namespace = "tomoda" }
  prod = { namespace = "prod" }
}
