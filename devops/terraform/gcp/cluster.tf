# One zonal cluster for both environments: its control plane is not redundant, its data is. Without node_config it has
# no pool of its own (removing a default pool is deprecated).
resource "google_container_cluster" "tomoda" {
  name                = var.cluster
  location            = var.zone
  network             = google_compute_network.tomoda.id
  subnetwork          = google_compute_subnetwork.nodes.id
  deletion_protection = true
  networking_mode     = "VPC_NATIVE"
  # Network policies are enforced by the data path itself.
  datapath_provider     = "ADVANCED_DATAPATH"
  enable_shielded_nodes = true

  release_channel {
    channel = "REGULAR"
  }
  workload_identity_config {
    workload_pool = "${var.project}.svc.id.goog"
  }
  ip_allocation_policy {
    cluster_secondary_range_name  = "pods"
    services_secondary_range_name = "services"
  }
  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = false
    master_ipv4_cidr_block  = "172.16.0.0/28"
  }
  master_authorized_networks_config {
    dynamic "cidr_blocks" {
      for_each = var.operators
      content {
        cidr_block = cidr_blocks.value
      }
    }
  }
  master_auth {
    client_certificate_config {
      issue_client_certificate = false
    }
  }
  database_encryption {
    state    = "ENCRYPTED"
    key_name = google_kms_crypto_key.cluster.id
  }
  binary_authorization {
    evaluation_mode = "PROJECT_SINGLETON_POLICY_ENFORCE"
  }
  # Three in the morning in Tokyo, four hours.
  maintenance_policy {
    recurring_window {
      start_time = "2026-01-01T18:00:00Z"
      end_time   = "2026-01-01T22:00:00Z"
      recurrence = "FREQ=WEEKLY;BYDAY=MO,TU,WE"
    }
  }
  addons_config {
    gce_persistent_disk_csi_driver_config {
      enabled = true
    }
    dns_cache_config {
      enabled = true
    }
  }
  monitoring_config {
    enable_components = ["SYSTEM_COMPONENTS"]
    managed_prometheus {
      enabled = false
    }
  }
  logging_config {
    enable_components = ["SYSTEM_COMPONENTS"]
  }
  security_posture_config {
    mode               = "BASIC"
    vulnerability_mode = "VULNERABILITY_BASIC"
  }
  cost_management_config {
    enabled = true
  }
  # It encrypts from its first minute.
  depends_on = [google_kms_crypto_key_iam_member.cluster]
  lifecycle {
    prevent_destroy = true
  }
}

locals {
  pools = {
    # Operators, ingress, and whatever may not be interrupted.
    system = { machine = "e2-standard-2", min = 2, max = 4, spot = false, taint = null }
    # Postgres, Valkey, Photon: never on machines that can be taken away.
    data = { machine = "e2-standard-4", min = 1, max = 4, spot = false, taint = "data" }
    # What runs at least twice.
    spot = { machine = "e2-standard-2", min = 0, max = 4, spot = true, taint = "spot" }
  }
}

resource "google_container_node_pool" "pool" {
  for_each = local.pools
  name     = each.key
  cluster  = google_container_cluster.tomoda.name
  location = var.zone

  autoscaling {
    min_node_count = each.value.min
    max_node_count = each.value.max
  }
  management {
    auto_repair  = true
    auto_upgrade = true
  }
  upgrade_settings {
    max_surge       = 1
    max_unavailable = 0
  }
  node_config {
    machine_type    = each.value.machine
    spot            = each.value.spot
    disk_type       = "pd-balanced"
    disk_size_gb    = 60
    image_type      = "COS_CONTAINERD"
    service_account = google_service_account.nodes.email
    oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]
    labels = {
      "tomoda.life/pool" = each.key
    }
    metadata = {
      disable-legacy-endpoints = "true"
    }
    workload_metadata_config {
      mode = "GKE_METADATA"
    }
    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }
    dynamic "taint" {
      for_each = each.value.taint == null ? [] : [each.value.taint]
      content {
        key    = "workload"
        value  = taint.value
        effect = "NO_SCHEDULE"
      }
    }
  }
}

resource "google_kms_key_ring" "tomoda" {
  name     = "tomoda"
  location = var.region
}

resource "google_kms_crypto_key" "cluster" {
  name            = "cluster-secrets"
  key_ring        = google_kms_key_ring.tomoda.id
  rotation_period = "7776000s"
  lifecycle {
    prevent_destroy = true
  }
}

resource "google_kms_crypto_key_iam_member" "cluster" {
  crypto_key_id = google_kms_crypto_key.cluster.id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:service-${data.google_project.this.number}@container-engine-robot.iam.gserviceaccount.com"
}

# What signs the images; its public half is what admission asks for.
resource "google_kms_crypto_key" "images" {
  name     = "image-signing"
  key_ring = google_kms_key_ring.tomoda.id
  purpose  = "ASYMMETRIC_SIGN"
  version_template {
    algorithm        = "EC_SIGN_P256_SHA256"
    protection_level = "SOFTWARE"
  }
  lifecycle {
    prevent_destroy = true
  }
}
