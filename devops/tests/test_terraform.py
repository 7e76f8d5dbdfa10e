"""Terraform without its providers: form, grammar, what each resource cannot do without, and what ours never do."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hcl2
import pytest
from render import DEVOPS, tool

TERRAFORM = DEVOPS / "terraform"
FILES = sorted(TERRAFORM.rglob("*.tf"))

# Arguments that the providers ask for (google 8, aws 6, cloudflare 5), one line for each kind that we use.
REQUIRED = {
    "aws_acm_certificate": {"domain_name", "validation_method"},
    "aws_acm_certificate_validation": {"certificate_arn"},
    "aws_budgets_budget": {"budget_type", "time_unit", "limit_amount", "limit_unit"},
    "aws_cloudfront_distribution": {"enabled", "origin", "default_cache_behavior", "restrictions", "viewer_certificate"},
    "aws_cloudfront_key_group": {"name", "items"},
    "aws_cloudfront_origin_access_control": {"name", "origin_access_control_origin_type", "signing_behavior", "signing_protocol"},
    "aws_cloudfront_public_key": {"encoded_key"},
    "aws_cloudfront_response_headers_policy": {"name"},
    "aws_iam_policy": {"policy"},
    "aws_iam_user": {"name"},
    "aws_iam_user_policy_attachment": {"user", "policy_arn"},
    "aws_s3_bucket": {"bucket"},
    "aws_s3_bucket_cors_configuration": {"bucket", "cors_rule"},
    "aws_s3_bucket_lifecycle_configuration": {"bucket", "rule"},
    "aws_s3_bucket_ownership_controls": {"bucket", "rule"},
    "aws_s3_bucket_policy": {"bucket", "policy"},
    "aws_s3_bucket_public_access_block": {"bucket", "block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"},
    "aws_s3_bucket_server_side_encryption_configuration": {"bucket", "rule"},
    "aws_s3_bucket_versioning": {"bucket", "versioning_configuration"},
    "aws_s3_object": {"bucket", "key", "content"},
    "cloudflare_api_token": {"name", "policies"},
    "cloudflare_dns_record": {"zone_id", "name", "type", "ttl"},
    "cloudflare_zone_dnssec": {"zone_id"},
    "google_artifact_registry_repository": {"repository_id", "format"},
    "google_artifact_registry_repository_iam_member": {"repository", "role", "member"},
    "google_billing_budget": {"billing_account", "amount"},
    "google_binary_authorization_attestor": {"name", "attestation_authority_note"},
    "google_binary_authorization_policy": {"default_admission_rule"},
    "google_cloudbuild_trigger": {"filename", "service_account", "location"},
    "google_cloudbuildv2_connection": {"name", "location"},
    "google_cloudbuildv2_repository": {"name", "parent_connection", "remote_uri"},
    "google_compute_address": {"name"},
    "google_compute_firewall": {"name", "network"},
    "google_compute_network": {"name"},
    "google_compute_router": {"name", "network"},
    "google_compute_router_nat": {"name", "router", "source_subnetwork_ip_ranges_to_nat"},
    "google_compute_subnetwork": {"name", "network", "ip_cidr_range"},
    "google_container_analysis_note": {"name"},
    "google_container_cluster": {"name", "location", "deletion_protection"},
    "google_container_node_pool": {"cluster"},
    "google_kms_crypto_key": {"name", "key_ring"},
    "google_kms_crypto_key_iam_member": {"crypto_key_id", "role", "member"},
    "google_kms_key_ring": {"name", "location"},
    "google_monitoring_alert_policy": {"display_name", "combiner", "conditions"},
    "google_monitoring_notification_channel": {"type"},
    "google_monitoring_uptime_check_config": {"display_name", "timeout"},
    "google_project_iam_member": {"project", "role", "member"},
    "google_project_service": {"service"},
    "google_secret_manager_secret": {"secret_id", "replication"},
    "google_secret_manager_secret_iam_member": {"secret_id", "role", "member"},
    "google_service_account": {"account_id"},
    "google_service_account_iam_member": {"service_account_id", "role", "member"},
    "google_storage_bucket": {"name", "location"},
    "google_storage_bucket_iam_member": {"bucket", "role", "member"},
}  # fmt: skip
KEEPS = {"google_storage_bucket", "google_container_cluster", "google_secret_manager_secret", "google_kms_crypto_key", "aws_s3_bucket"}


def parse(text: str) -> dict[str, Any]:
    return hcl2.loads(text)


def resources(tree: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for block in tree.get("resource", []):
        for kind, named in block.items():
            for name, body in named.items():
                yield kind, name, body


def faults(kind: str, name: str, body: dict[str, Any]) -> list[str]:
    """What a resource lacks, or does though it must not."""
    found = [f"{kind}.{name} lacks {missing}" for missing in REQUIRED.get(kind, {"?"}) - set(body)]
    if kind.endswith(("_iam_binding", "_iam_policy")) and kind.startswith("google_"):
        found.append(f"{kind}.{name} is authoritative and throws others out")
    if kind == "cloudflare_dns_record" and body.get("type") != ["CAA"] and "CAA" not in str(body.get("type")):
        if "content" not in body or "value" in body:
            found.append(f"{kind}.{name}: content, not value")
    if kind == "cloudflare_dns_record" and "true" in str(body.get("proxied", "")).lower():
        found.append(f"{kind}.{name} is proxied")
    if "secret_data" in body or kind == "aws_iam_access_key":
        found.append(f"{kind}.{name} puts a secret into the state")
    if "remove_default_node_pool" in body:
        found.append(f"{kind}.{name}: remove_default_node_pool is deprecated")
    if kind in KEEPS and not body.get("lifecycle") and name != "github":
        found.append(f"{kind}.{name} can be destroyed by a plan")
    if kind == "google_storage_bucket" and "public_access_prevention" not in body:
        found.append(f"{kind}.{name} may be public")
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(TERRAFORM)))
def test_what_a_resource_needs_is_there(file: Path) -> None:
    assert [fault for each in resources(parse(file.read_text())) for fault in faults(*each)] == []


def variables(part: str) -> dict[str, Any]:
    return {n: b for v in parse((TERRAFORM / part / "variables.tf").read_text())["variable"] for n, b in v.items()}


def test_terraform_is_formatted(tmp_path: Path) -> None:
    files = [*FILES, *sorted(TERRAFORM.glob("env/*.tfvars"))]
    done = tool("node", "devops/tests/formatted.mjs", *map(str, files))
    assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "crooked.tf").write_text('resource "a" "b" {\n  x = 1\n  long   = 2\n}\n')
    assert tool("node", "devops/tests/formatted.mjs", str(tmp_path / "crooked.tf")).returncode == 1


@pytest.mark.parametrize("part", ["bootstrap", "gcp", "aws", "cloudflare"])
def test_each_reference_has_something_at_its_end(part: str) -> None:
    text = "\n".join(f.read_text() for f in sorted((TERRAFORM / part).glob("*.tf")))
    made = set(re.findall(r'^(?:resource|data) "(\w+)" "(\w+)"', text, re.MULTILINE))
    for kind, name in re.findall(r"(?<![\w.\"/])((?:google|aws|cloudflare)_\w+)\.(\w+)", re.sub(r"#.*", "", text)):
        assert (kind, name) in made, f"{kind}.{name}"
    for name in set(re.findall(r"\bvar\.(\w+)", text)):
        assert f'variable "{name}"' in text, name
    locals_ = set(re.findall(r"\blocal\.(\w+)", text))
    for name in locals_:
        assert re.search(rf"^  {name} +=", text, re.MULTILINE), name


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_the_environments_give_every_variable_that_has_no_default(environment: str) -> None:
    given = set(hcl2.loads((TERRAFORM / f"env/{environment}.tfvars").read_text()))
    assert given == set(variables("aws")), "each one stands there, so that the two environments can be compared"


def test_what_both_environments_share_is_given_once() -> None:
    given = set(hcl2.loads((TERRAFORM / "env/shared.tfvars").read_text()))
    declared = variables("bootstrap") | variables("gcp") | variables("cloudflare")
    # What only an account can say; docs/infrastructure.md says where each is found.
    asked = {"operators", "github_installation", "billing_account", "zone_id", "assets", "validations", "mail"}
    assert given | asked == set(declared)
    assert not given & asked
    text = (DEVOPS.parent / "docs/infrastructure.md").read_text()
    assert [name for name in asked if name not in text] == []


def test_names_agree_with_the_manifests() -> None:
    text = "\n".join(f.read_text() for f in FILES)
    for environment in ("dev", "prod"):
        settings = (DEVOPS / f"k8s/apps/tomoda/overlays/{environment}/settings.yaml").read_text()
        assert f"gs://tomoda-cnpg-backups-{environment}" in settings and f"cnpg-backups-{environment}" in text
        assert f"secretPrefix: tomoda_{environment}" in settings
        assert f"cnpg-backup-{environment}@" in settings
    assert '"cnpg-backup-${each.key}"' in text and '"tomoda_${pair[0]}-${pair[1]}"' in text
    assert '"tomoda-ingress"' in text and "tomoda-ingress" in (DEVOPS / "k8s/applications/traefik.yaml").read_text()


def test_the_uploader_reaches_what_the_application_writes_and_nothing_else() -> None:
    edge = (DEVOPS.parent / "backend/tomoda/edges/s3.py").read_text()
    # It refuses a key that begins otherwise, so that a new folder breaks in the first test that writes there.
    [folders] = re.findall(r"^FOLDERS = frozenset\(\{(.*?)\}\)", edge, re.MULTILINE)
    policy = (TERRAFORM / "aws/uploader.tf").read_text()
    [granted] = re.findall(r"for prefix in \[(.*?)\] : \"\$\{aws_s3_bucket\.assets\.arn\}/\$\{prefix\}/\*\"", policy)
    assert set(re.findall(r"\w+", granted)) == set(re.findall(r"\w+", folders)) >= {"erased"}
    assert policy.count("assets.arn") == 2, "what is granted, and the list"
    asked = set(re.findall(r'_ask\("(\w+)"', edge))
    rights = {"PUT": "s3:PutObject", "GET": "s3:GetObject", "HEAD": "s3:GetObject", "DELETE": "s3:DeleteObject"}
    assert set(re.findall(r'"(s3:\w+)"', policy)) == {rights[method] for method in asked} | {"s3:ListBucket"}
    assets = (TERRAFORM / "aws/assets.tf").read_text()
    assert 'prefix = "quarantine/"' in assets and '"POST"' in assets


def test_probes_may_ask_for_what_they_ask_without_a_signature() -> None:
    probes = (DEVOPS / "k8s/platform/monitoring/probes.yaml").read_text()
    [path] = re.findall(r"https://assets\.tomoda\.life/(\S+)", probes)
    assert f'key           = "{path}"' in (TERRAFORM / "aws/assets.tf").read_text()
    assert f"assets.arn}}/{path}" in (TERRAFORM / "aws/assets.tf").read_text(), "CloudFront may read it"
    [edge] = [b for k, n, b in resources(parse((TERRAFORM / "aws/cloudfront.tf").read_text())) if k == "aws_cloudfront_distribution"]
    [default], [health] = edge["default_cache_behavior"], edge["ordered_cache_behavior"]
    assert "trusted_key_groups" in default, "whatever else is there needs one"
    assert "aws_s3_object.health.key" in str(health["path_pattern"]) and "trusted_key_groups" not in health


@pytest.mark.parametrize(
    "broken",
    [
        'resource "google_project_iam_binding" "x" {\n  project = "p"\n  role = "r"\n  members = []\n}',
        'resource "cloudflare_dns_record" "x" {\n  zone_id = "z"\n  name = "n"\n  type = "A"\n  ttl = 300\n  value = "1.2.3.4"\n}',
        'resource "cloudflare_dns_record" "x" {\n  zone_id = "z"\n  name = "n"\n  type = "A"\n  ttl = 1\n  content = "1.2.3.4"\n  proxied = true\n}',
        'resource "cloudflare_dns_record" "x" {\n  zone_id = "z"\n  name = "n"\n  type = "A"\n  content = "1.2.3.4"\n}',
        'resource "aws_iam_access_key" "x" {\n  user = "u"\n}',
        'resource "aws_s3_bucket" "x" {\n  bucket = "b"\n}',
        'resource "google_unknown" "x" {\n}',
    ],
)
def test_each_rule_refuses_what_breaks_it(broken: str) -> None:
    assert [fault for each in resources(parse(broken + "\n")) for fault in faults(*each)]
