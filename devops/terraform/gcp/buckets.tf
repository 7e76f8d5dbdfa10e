# Buckets: backups of each environment, the geocoder's indexes, logs and traces. None is public, none deletes by age
# what a restore needs: Barman itself decides which backups go.
locals {
  buckets = {
    cnpg-backups-dev  = { keep_old_days = 14 }
    cnpg-backups-prod = { keep_old_days = 45 }
    photon-index      = { keep_old_days = 30 }
    loki              = { keep_old_days = 1 }
    tempo             = { keep_old_days = 1 }
  }
}

resource "google_storage_bucket" "tomoda" {
  for_each                    = local.buckets
  name                        = "tomoda-${each.key}"
  location                    = var.region
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  versioning {
    enabled = true
  }
  soft_delete_policy {
    retention_duration_seconds = 1209600
  }
  # Only what was already replaced or deleted, and uploads that never ended.
  lifecycle_rule {
    condition {
      days_since_noncurrent_time = each.value.keep_old_days
      with_state                 = "ARCHIVED"
    }
    action {
      type = "Delete"
    }
  }
  lifecycle_rule {
    condition {
      age = 7
    }
    action {
      type = "AbortIncompleteMultipartUpload"
    }
  }
  lifecycle {
    prevent_destroy = true
  }
}

resource "google_storage_bucket_iam_member" "backups_write" {
  for_each = var.environments
  bucket   = google_storage_bucket.tomoda["cnpg-backups-${each.key}"].name
  role     = "roles/storage.objectAdmin"
  member   = google_service_account.backup[each.key].member
}

# Barman asks for the bucket itself before it writes.
resource "google_storage_bucket_iam_member" "backups_see" {
  for_each = var.environments
  bucket   = google_storage_bucket.tomoda["cnpg-backups-${each.key}"].name
  role     = "roles/storage.legacyBucketReader"
  member   = google_service_account.backup[each.key].member
}

resource "google_storage_bucket_iam_member" "photon" {
  bucket = google_storage_bucket.tomoda["photon-index"].name
  role   = "roles/storage.objectViewer"
  member = google_service_account.photon.member
}

resource "google_storage_bucket_iam_member" "telemetry" {
  for_each = toset(["loki", "tempo"])
  bucket   = google_storage_bucket.tomoda[each.value].name
  role     = "roles/storage.objectAdmin"
  member   = "principal://iam.googleapis.com/projects/${data.google_project.this.number}/locations/global/workloadIdentityPools/${var.project}.svc.id.goog/subject/ns/monitoring/sa/${each.value}"
}
