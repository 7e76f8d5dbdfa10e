# Cloud Build: dev on each push to main, prod on a release tag; manifests never start a build, so that its own commit
# does not build again.
resource "google_secret_manager_secret" "github" {
  secret_id = "tomoda_platform-github"
  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }
}

# Cloud Build itself reads the token when it connects; its identity is made with the service.
resource "google_secret_manager_secret_iam_member" "connect" {
  secret_id = google_secret_manager_secret.github.secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = "serviceAccount:service-${data.google_project.this.number}@gcp-sa-cloudbuild.iam.gserviceaccount.com"
}

resource "google_cloudbuildv2_connection" "github" {
  name     = "github"
  location = var.region
  github_config {
    app_installation_id = var.github_installation
    authorizer_credential {
      oauth_token_secret_version = "${google_secret_manager_secret.github.id}/versions/latest"
    }
  }
  depends_on = [google_secret_manager_secret_iam_member.connect]
}

resource "google_cloudbuildv2_repository" "tomoda" {
  name              = "tomoda"
  location          = var.region
  parent_connection = google_cloudbuildv2_connection.github.name
  remote_uri        = var.repository
}

locals {
  parts = { backend = "backend/**", frontend = "frontend/**", photon = "photon/**" }
  builds = merge([
    for part, files in local.parts : {
      for name in keys(var.environments) : "${part}-${name}" => { part = part, environment = name, files = files }
    }
  ]...)
}

resource "google_cloudbuild_trigger" "build" {
  for_each        = local.builds
  name            = each.key
  location        = var.region
  service_account = google_service_account.build[each.value.environment].id
  filename        = "cloudbuild-${each.value.part}.yaml"
  # Prod is built by a tag, which has no changed files to look at.
  included_files = each.value.environment == "prod" ? [] : [each.value.files, "cloudbuild-${each.value.part}.yaml"]
  ignored_files  = each.value.environment == "prod" ? [] : ["devops/**", "docs/**"]
  substitutions = {
    _ENVIRONMENT = each.value.environment
    _REGION      = var.region
    _REPOSITORY  = "${var.region}-docker.pkg.dev/${var.project}/tomoda-${each.value.environment}-repo"
    _CACHE       = "${var.region}-docker.pkg.dev/${var.project}/tomoda-${each.value.environment}-cache"
    _SIGNING_KEY = "gcpkms://${google_kms_crypto_key.images.id}"
  }
  repository_event_config {
    repository = google_cloudbuildv2_repository.tomoda.id
    push {
      branch = each.value.environment == "prod" ? null : "^main$"
      tag    = each.value.environment == "prod" ? "^v[0-9]+\\.[0-9]+\\.[0-9]+$" : null
    }
  }
  # A person looks before prod.
  approval_config {
    approval_required = each.value.environment == "prod"
  }
}

# To log, to have an image scanned, and to say of it that it was built here.
locals {
  build_roles = [
    "roles/logging.logWriter", "roles/ondemandscanning.admin", "roles/containeranalysis.occurrences.editor",
    "roles/containeranalysis.notes.attacher", "roles/binaryauthorization.attestorsViewer",
  ]
}

resource "google_project_iam_member" "build" {
  for_each = {
    for pair in setproduct(keys(var.environments), local.build_roles) : "${pair[0]}-${pair[1]}" => pair
  }
  project = var.project
  role    = each.value[1]
  member  = google_service_account.build[each.value[0]].member
}

resource "google_kms_crypto_key_iam_member" "sign" {
  for_each      = var.environments
  crypto_key_id = google_kms_crypto_key.images.id
  role          = "roles/cloudkms.signerVerifier"
  member        = google_service_account.build[each.key].member
}

# Cosign looks which version of the key there is.
resource "google_kms_crypto_key_iam_member" "see" {
  for_each      = var.environments
  crypto_key_id = google_kms_crypto_key.images.id
  role          = "roles/cloudkms.viewer"
  member        = google_service_account.build[each.key].member
}

resource "google_secret_manager_secret_iam_member" "push" {
  for_each  = var.environments
  secret_id = google_secret_manager_secret.github.secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.build[each.key].member
}

resource "google_container_analysis_note" "built" {
  name = "tomoda-built"
  attestation_authority {
    hint {
      human_readable_name = "Built and signed by Cloud Build"
    }
  }
}

data "google_kms_crypto_key_version" "images" {
  crypto_key = google_kms_crypto_key.images.id
}

resource "google_binary_authorization_attestor" "built" {
  name = "tomoda-built"
  attestation_authority_note {
    note_reference = google_container_analysis_note.built.name
    public_keys {
      id = data.google_kms_crypto_key_version.images.id
      pkix_public_key {
        public_key_pem      = data.google_kms_crypto_key_version.images.public_key[0].pem
        signature_algorithm = data.google_kms_crypto_key_version.images.public_key[0].algorithm
      }
    }
  }
}

# Logged first: refusing is switched on once every image of a week was found attested. The builds attest (cloudbuild-*).
resource "google_binary_authorization_policy" "tomoda" {
  global_policy_evaluation_mode = "ENABLE"
  default_admission_rule {
    evaluation_mode         = "REQUIRE_ATTESTATION"
    enforcement_mode        = "DRYRUN_AUDIT_LOG_ONLY"
    require_attestations_by = [google_binary_authorization_attestor.built.name]
  }
}
