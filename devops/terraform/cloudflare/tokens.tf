# The two tokens that the cluster holds: each may edit this zone's records and nothing else. Their values lie in the state,
# which is encrypted with our own key; from there a person puts them into Secret Manager (docs/infrastructure.md).
data "cloudflare_api_token_permission_groups_list" "needed" {
  for_each = toset(["Zone Read", "DNS Write"])
  name     = urlencode(each.value)
  scope    = "com.cloudflare.api.account.zone"
}

resource "cloudflare_api_token" "cluster" {
  for_each = toset(["cert-manager", "external-dns"])
  name     = "tomoda-${each.value}"
  policies = [{
    effect            = "allow"
    permission_groups = [for group in data.cloudflare_api_token_permission_groups_list.needed : { id = group.result[0].id }]
    resources         = jsonencode({ "com.cloudflare.api.account.zone.${var.zone_id}" = "*" })
  }]
}

output "tokens" {
  description = "For tomoda_platform-cloudflare-cert-manager and tomoda_platform-cloudflare-external-dns"
  value       = { for name, token in cloudflare_api_token.cluster : name => token.value }
  sensitive   = true
}
