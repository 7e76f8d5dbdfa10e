# Images: one repository for each environment, tags that cannot be moved, and mirrors of the registries we pull from.
resource "google_artifact_registry_repository" "images" {
  for_each      = var.environments
  repository_id = "tomoda-${each.key}-repo"
  location      = var.region
  format        = "DOCKER"
  description   = "Images of ${each.key}"
  docker_config {
    immutable_tags = true
  }
  vulnerability_scanning_config {
    enablement_config = "INHERITED"
  }
  cleanup_policies {
    id     = "keep-recent"
    action = "KEEP"
    most_recent_versions {
      keep_count = 20
    }
  }
  cleanup_policies {
    id     = "drop-untagged"
    action = "DELETE"
    condition {
      tag_state  = "UNTAGGED"
      older_than = "604800s"
    }
  }
}

# What a build leaves for the next one. Its tags move, which those of images may not.
resource "google_artifact_registry_repository" "cache" {
  for_each      = var.environments
  repository_id = "tomoda-${each.key}-cache"
  location      = var.region
  format        = "DOCKER"
  description   = "Layers between builds of ${each.key}"
  cleanup_policies {
    id     = "drop-old"
    action = "DELETE"
    condition {
      tag_state  = "ANY"
      older_than = "1209600s"
    }
  }
}

resource "google_artifact_registry_repository" "mirror" {
  for_each = {
    dockerhub = "https://registry-1.docker.io"
    ghcr      = "https://ghcr.io"
    quay      = "https://quay.io"
  }
  repository_id = "mirror-${each.key}"
  location      = var.region
  format        = "DOCKER"
  mode          = "REMOTE_REPOSITORY"
  description   = "Keeps what we have pulled from ${each.key}, for the day it is gone"
  remote_repository_config {
    common_repository {
      uri = each.value
    }
  }
}

resource "google_artifact_registry_repository_iam_member" "nodes" {
  for_each   = google_artifact_registry_repository.images
  repository = each.value.name
  location   = var.region
  role       = "roles/artifactregistry.reader"
  member     = google_service_account.nodes.member
}

resource "google_artifact_registry_repository_iam_member" "mirrors" {
  for_each   = google_artifact_registry_repository.mirror
  repository = each.value.name
  location   = var.region
  role       = "roles/artifactregistry.reader"
  member     = google_service_account.nodes.member
}

resource "google_artifact_registry_repository_iam_member" "caches" {
  for_each   = google_artifact_registry_repository.cache
  repository = each.value.name
  location   = var.region
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.build[each.key].member
}

resource "google_artifact_registry_repository_iam_member" "builds" {
  for_each   = google_artifact_registry_repository.images
  repository = each.value.name
  location   = var.region
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.build[each.key].member
}
