# A network of our own: private nodes, one way out, and one address by which the world comes in.
resource "google_compute_network" "tomoda" {
  name                    = "tomoda"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "nodes" {
  name                     = "tomoda-nodes"
  network                  = google_compute_network.tomoda.id
  region                   = var.region
  ip_cidr_range            = "10.10.0.0/20"
  private_ip_google_access = true
  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = "10.20.0.0/14"
  }
  secondary_ip_range {
    range_name    = "services"
    ip_cidr_range = "10.30.0.0/20"
  }
  # One packet in ten: enough to see who speaks to whom.
  log_config {
    aggregation_interval = "INTERVAL_10_MIN"
    flow_sampling        = 0.1
    metadata             = "INCLUDE_ALL_METADATA"
  }
}

resource "google_compute_router" "tomoda" {
  name    = "tomoda"
  network = google_compute_network.tomoda.id
  region  = var.region
}

resource "google_compute_router_nat" "tomoda" {
  name                               = "tomoda"
  router                             = google_compute_router.tomoda.name
  region                             = var.region
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
  log_config {
    enable = true
    filter = "ERRORS_ONLY"
  }
}

# The operators' webhooks: the control plane calls them on ports that GKE does not open by itself.
resource "google_compute_firewall" "webhooks" {
  name          = "tomoda-webhooks"
  network       = google_compute_network.tomoda.id
  direction     = "INGRESS"
  source_ranges = ["172.16.0.0/28"]
  allow {
    protocol = "tcp"
    ports    = ["8443", "9443", "10250"]
  }
}

resource "google_compute_address" "ingress" {
  name         = "tomoda-ingress"
  region       = var.region
  address_type = "EXTERNAL"
  lifecycle {
    prevent_destroy = true
  }
}

output "ingress_address" {
  description = "The address behind api, app and www"
  value       = google_compute_address.ingress.address
}
