# The secrets' names and who reads them; what is in them is written by a person and never passes through this state.
locals {
  secrets = merge(
    { for pair in setproduct(keys(var.environments), ["backend", "s3-uploader", "postgres-app"]) : "tomoda_${pair[0]}-${pair[1]}" => pair[0] },
    { for name in ["cloudflare-cert-manager", "cloudflare-external-dns", "alertmanager", "grafana"] : "tomoda_platform-${name}" => "platform" },
  )
}

resource "google_secret_manager_secret" "tomoda" {
  for_each  = local.secrets
  secret_id = each.key
  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }
  # A mistaken version can be taken back for a week.
  version_destroy_ttl = "604800s"
  lifecycle {
    prevent_destroy = true
  }
}

# For each secret by itself: dev and prod share a project, and a grant for the project would let dev read prod.
resource "google_secret_manager_secret_iam_member" "reader" {
  for_each  = local.secrets
  secret_id = google_secret_manager_secret.tomoda[each.key].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.secrets[each.value].member
}
