# Who may do what. Members are added, never set: an authoritative binding would throw others out.
resource "google_service_account" "nodes" {
  account_id   = "gke-nodes"
  display_name = "Nodes of the cluster"
}

resource "google_project_iam_member" "nodes" {
  for_each = toset(["roles/logging.logWriter", "roles/monitoring.metricWriter", "roles/monitoring.viewer"])
  project  = var.project
  role     = each.value
  member   = google_service_account.nodes.member
}

resource "google_service_account" "backup" {
  for_each     = var.environments
  account_id   = "cnpg-backup-${each.key}"
  display_name = "Writes the backups of ${each.key}"
}

resource "google_service_account" "photon" {
  account_id   = "photon-index"
  display_name = "Reads the geocoder's indexes"
}

resource "google_service_account" "secrets" {
  for_each     = toset(concat(keys(var.environments), ["platform"]))
  account_id   = "secrets-${each.value}"
  display_name = "Reads the secrets of ${each.value}"
}

resource "google_service_account" "build" {
  for_each     = var.environments
  account_id   = "build-${each.key}"
  display_name = "Builds, signs and releases ${each.key}"
}

# A pod's account speaks as a Google account, without a key anywhere.
locals {
  pod_accounts = merge(
    { for name, env in var.environments : "backup-${name}" => { account = google_service_account.backup[name].name, pod = "${env.namespace}/tomoda-pg" } },
    { for name, env in var.environments : "restore-${name}" => { account = google_service_account.backup[name].name, pod = "${env.namespace}/tomoda-pg-restore" } },
    { for name, account in google_service_account.secrets : "secrets-${name}" => { account = account.name, pod = "external-secrets/secrets-${name}" } },
    { photon = { account = google_service_account.photon.name, pod = "platform/photon" } },
  )
}

resource "google_service_account_iam_member" "pods" {
  for_each           = local.pod_accounts
  service_account_id = each.value.account
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:${var.project}.svc.id.goog[${each.value.pod}]"
  depends_on         = [google_container_cluster.tomoda]
}
