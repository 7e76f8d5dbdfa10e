# What has to be there before Terraform can keep its state: applied once, by a person, with local state that is then moved.
terraform {
  required_version = ">= 1.11"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 8.0"
    }
  }
}

provider "google" {
  project = var.project
  region  = var.region
}

locals {
  services = [
    "artifactregistry", "billingbudgets", "binaryauthorization", "cloudbilling", "cloudbuild", "cloudkms",
    "cloudresourcemanager", "compute", "container", "containeranalysis", "containerscanning", "iam", "iamcredentials",
    "logging", "monitoring", "ondemandscanning", "secretmanager", "serviceusage", "storage", "sts",
  ]
}

resource "google_project_service" "needed" {
  for_each           = toset(local.services)
  project            = var.project
  service            = "${each.value}.googleapis.com"
  disable_on_destroy = false
}

resource "google_kms_key_ring" "state" {
  name       = "tomoda-state"
  location   = var.region
  depends_on = [google_project_service.needed]
}

resource "google_kms_crypto_key" "state" {
  name            = "terraform-state"
  key_ring        = google_kms_key_ring.state.id
  rotation_period = "7776000s"
  lifecycle {
    prevent_destroy = true
  }
}

data "google_storage_project_service_account" "storage" {
  depends_on = [google_project_service.needed]
}

resource "google_kms_crypto_key_iam_member" "storage" {
  crypto_key_id = google_kms_crypto_key.state.id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:${data.google_storage_project_service_account.storage.email_address}"
}

resource "google_storage_bucket" "state" {
  name                        = var.state_bucket
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  versioning {
    enabled = true
  }
  soft_delete_policy {
    retention_duration_seconds = 2592000
  }
  encryption {
    default_kms_key_name = google_kms_crypto_key.state.id
  }
  depends_on = [google_kms_crypto_key_iam_member.storage]
  lifecycle {
    prevent_destroy = true
  }
}

output "state_bucket" {
  description = "Where the other parts keep their state"
  value       = google_storage_bucket.state.name
}
