# Cloudflare: the zone's records that external-dns does not own, and its tokens. DNS only, never an edge.
terraform {
  required_version = ">= 1.11"
  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.19"
    }
  }
  backend "gcs" {
    bucket = "tomoda-terraform-state"
    prefix = "cloudflare"
  }
}

# The token comes from CLOUDFLARE_API_TOKEN.
provider "cloudflare" {}
