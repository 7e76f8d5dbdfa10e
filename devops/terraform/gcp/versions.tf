# Google Cloud: network, cluster, registries, buckets, identities, builds.
terraform {
  required_version = ">= 1.11"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 8.0"
    }
  }
  backend "gcs" {
    bucket = "tomoda-terraform-state"
    prefix = "gcp"
  }
}

provider "google" {
  project = var.project
  region  = var.region
  default_labels = {
    app = "tomoda"
  }
}

data "google_project" "this" {
  project_id = var.project
}
