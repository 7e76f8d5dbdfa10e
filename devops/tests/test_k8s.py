"""Every manifest renders, is valid to the letter, and keeps our own rules; and each rule is able to refuse."""

import copy
import functools
import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path

import hcl2
import jsonschema
from jsonschema.protocols import Validator
import policies
import pytest
import yaml
from referencing import Registry
from referencing.jsonschema import DRAFT7
from render import K8S, Document, everything, folders, named, of, rendered

CORE = Path(importlib.util.find_spec("kubernetes_validate").origin).parent / "kubernetes-json-schema"
[STRICT] = sorted(CORE.glob("v1.35*strict"))


@functools.cache
def schema(version: str, kind: str) -> Validator | None:
    group, _, number = version.rpartition("/")
    prefix = f"{group.split('.')[0]}-" if group else ""
    file = STRICT / f"{kind.lower()}-{prefix}{number}.json"
    if not file.exists() or "." in group and not group.endswith(".k8s.io"):
        return None
    definitions = DRAFT7.create_resource(json.loads((STRICT / "_definitions.json").read_text()))
    registry = Registry().with_resources((name, definitions) for name in ("_definitions.json", "/api/_definitions.json"))
    return jsonschema.Draft7Validator(json.loads(file.read_text()), registry=registry)


@pytest.mark.parametrize("folder", folders(), ids=lambda f: str(f.relative_to(K8S)))
def test_every_folder_renders(folder: Path) -> None:
    assert rendered(folder)


def test_kubernetes_own_kinds_are_valid_to_the_letter() -> None:
    checked = 0
    for where, document in everything():
        if (check := schema(document["apiVersion"], document["kind"])) is not None:
            faults = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:120]}" for e in check.iter_errors(document)]
            assert not faults, (where, faults)
            checked += 1
    assert checked > 100


def test_an_unknown_field_is_refused() -> None:
    broken = copy.deepcopy(named("prod", "Deployment", "api"))
    broken["spec"]["replica"] = 2
    assert list(schema("apps/v1", "Deployment").iter_errors(broken))


@pytest.mark.parametrize("policy", policies.ALL, ids=lambda p: p.__name__)
def test_our_own_rules_are_kept(policy: policies.Policy) -> None:
    faults = [f"{where}: {fault}" for where, document in everything() for fault in policy(document)]
    assert not faults


def at(document: Document, path: str) -> Document:
    for step in path.split("."):
        document = document[int(step)] if step.isdigit() else document[step]
    return document


def put(path: str, value: object) -> Callable[[Document], None]:
    where, _, key = path.rpartition(".")

    def change(document: Document) -> None:
        (at(document, where) if where else document)[key] = value

    return change


def drop(path: str) -> Callable[[Document], None]:
    where, _, key = path.rpartition(".")

    def change(document: Document) -> None:
        del (at(document, where) if where else document)[key]

    return change


FIRST = "spec.template.spec.containers.0"
BROKEN = [
    ("images_by_digest", "Deployment", "api", put(f"{FIRST}.image", "example/backend:latest")),
    ("images_by_digest", "Cluster", "tomoda-pg", put("spec.imageName", "ghcr.io/cloudnative-pg/postgis:latest")),
    ("limits", "Deployment", "api", drop(f"{FIRST}.resources.limits.memory")),
    ("limits", "Deployment", "api", drop(f"{FIRST}.resources.requests.cpu")),
    ("limits", "Deployment", "api", put(f"{FIRST}.resources.limits.cpu", "1")),
    ("limits", "Cluster", "tomoda-pg", drop("spec.resources")),
    ("probes", "Deployment", "gateway", drop(f"{FIRST}.readinessProbe")),
    ("probes", "StatefulSet", "valkey", drop(f"{FIRST}.livenessProbe")),
    ("probes", "Deployment", "api", put(f"{FIRST}.livenessProbe.httpGet.path", "/readyz")),
    ("restricted", "Deployment", "worker", drop("spec.template.spec.securityContext.runAsNonRoot")),
    ("restricted", "Deployment", "worker", put("spec.template.spec.automountServiceAccountToken", True)),
    ("restricted", "Deployment", "worker", drop("spec.template.spec.enableServiceLinks")),
    ("restricted", "Deployment", "worker", put("spec.template.spec.hostNetwork", True)),
    ("restricted", "Deployment", "worker", drop("spec.template.spec.priorityClassName")),
    ("restricted", "Job", "migrate", put(f"{FIRST}.securityContext.readOnlyRootFilesystem", False)),
    ("restricted", "Job", "migrate", drop(f"{FIRST}.securityContext.capabilities")),
    ("drains", "Deployment", "gateway", drop(f"{FIRST}.lifecycle")),
    ("drains", "Deployment", "gateway", put("spec.template.spec.terminationGracePeriodSeconds", 30)),
    ("drains", "Deployment", "gateway", put("spec.strategy.rollingUpdate.maxUnavailable", 1)),
    ("no_plain_secret", "Deployment", "api", put(f"{FIRST}.env", [{"name": "DB_PASSWORD", "value": "x"}])),
    ("no_plain_secret", "Deployment", "api", put("kind", "Secret")),
    ("data_is_kept", "Cluster", "tomoda-pg", drop("metadata.annotations")),
    ("data_is_kept", "StatefulSet", "valkey", drop("metadata.annotations")),
    ("data_is_kept", "Database", "tomoda", put("spec.databaseReclaimPolicy", "delete")),
    ("data_is_kept", "ExternalSecret", "tomoda-pg-app", put("spec.target.deletionPolicy", "Delete")),
    ("not_deprecated", "Cluster", "tomoda-pg", put("spec.backup", {"barmanObjectStore": {}})),
    ("not_deprecated", "Cluster", "tomoda-pg", put("spec.backup", {"retentionPolicy": "30d"})),
    ("not_deprecated", "Cluster", "tomoda-pg", put("spec.monitoring", {"enablePodMonitor": True})),
    ("not_deprecated", "Cluster", "tomoda-pg", put("spec.enableSuperuserAccess", True)),
    ("not_deprecated", "Pooler", "tomoda-pg-pooler", put("spec.monitoring", {"enablePodMonitor": True})),
    ("not_deprecated", "ObjectStore", "tomoda-pg", put("spec.configuration.serverName", "x")),
    ("not_deprecated", "ScheduledBackup", "tomoda-pg", put("spec.schedule", "30 18 * * *")),
    ("not_deprecated", "Certificate", "tomoda", put("spec.renewBefore", "720h")),
    ("not_deprecated", "ExternalSecret", "backend-secrets", put("apiVersion", "external-secrets.io/v1beta1")),
    ("disruptions", "PodDisruptionBudget", "api", put("spec", {"minAvailable": 1})),
    ("exposed", "Service", "api", put("spec.type", "LoadBalancer")),
    ("exposed", "IngressRoute", "tomoda", put("spec.routes.2.middlewares", [{"name": "body-limit"}])),
    ("exposed", "IngressRoute", "tomoda", put("spec.routes.3.match", "PathPrefix(`/`)")),
]


@pytest.mark.parametrize(("rule", "kind", "name", "change"), BROKEN)
def test_each_rule_refuses_what_breaks_it(
    rule: str, kind: str, name: str, change: Callable[[Document], None]
) -> None:
    policy = getattr(policies, rule)
    document = copy.deepcopy(named("prod", kind, name))
    assert not list(policy(document))
    change(document)
    assert list(policy(document))


@pytest.mark.parametrize(
    ("rule", "document"),
    [
        ("no_plain_secret", {"kind": "ConfigMap", "metadata": {"name": "c"}, "data": {"JWT_SECRET": "x"}}),
        ("data_is_kept", {"kind": "Namespace", "metadata": {"name": "prod"}}),
        ("data_is_kept", {"kind": "StorageClass", "metadata": {"name": "tomoda-data"}, "reclaimPolicy": "Delete"}),
        ("data_is_kept", {"kind": "Application", "metadata": {"name": "x", "finalizers": ["resources-finalizer.argocd.argoproj.io"]}}),
        ("data_is_kept", {"kind": "Application", "metadata": {"name": "root"}, "spec": {"syncPolicy": {"automated": {"prune": True}}}}),
        ("charts_are_pinned", {"kind": "Application", "spec": {"source": {"chart": "x", "targetRevision": "1.*"}}}),
        ("not_deprecated", {"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "spec": {"source": {"chart": "redis", "repoURL": "https://charts.bitnami.com"}}}),
    ],
)  # fmt: skip
def test_rules_refuse_what_no_overlay_has(rule: str, document: Document) -> None:
    assert list(getattr(policies, rule)(document))


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_overlays_are_short_and_components_are_used(environment: str) -> None:
    folder = K8S / "apps/tomoda/overlays" / environment
    for file in folder.glob("*.yaml"):
        assert len(file.read_text().splitlines()) <= 60, file
    first = (folder / "kustomization.yaml").read_text().splitlines()[0]
    assert first.startswith("# ")


@pytest.mark.parametrize("component", ["gateway-api", "restore-drill"])
def test_every_component_renders_with_the_base(component: str, tmp_path: Path) -> None:
    # kustomize reads nothing above its own folder: the test's folder lies beside the overlays for a moment.
    folder = K8S / "apps/tomoda/overlays" / f".test-{component}-{tmp_path.name}"
    folder.mkdir()
    try:
        text = {
            "apiVersion": "kustomize.config.k8s.io/v1beta1",
            "kind": "Kustomization",
            "resources": ["../../base"],
            "components": [f"../../components/{component}", "../dev/images"],
        }
        (folder / "kustomization.yaml").write_text(yaml.safe_dump(text))
        documents = rendered(folder)
    finally:
        (folder / "kustomization.yaml").unlink()
        folder.rmdir()
    for document in documents:
        if (check := schema(document["apiVersion"], document["kind"])) is not None:
            assert not list(check.iter_errors(document))


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_nothing_is_left_for_the_settings_to_fill(environment: str) -> None:
    text = yaml.safe_dump_all(of(environment))
    assert not re.findall(r"\b(HOSTS|BUCKET|ACCOUNT|store-of-settings|ISSUER|PREFIX|UPLOADS|ASSETS)\b", text)
    assert "tomoda.life" in text


def test_dev_and_prod_share_nothing_that_holds_data_or_secrets() -> None:
    def reaches(environment: str) -> set[str]:
        found = {d["spec"]["configuration"]["destinationPath"] for d in of(environment, "ObjectStore")}
        for secret in of(environment, "ExternalSecret"):
            found.add(secret["spec"]["secretStoreRef"]["name"])
            found |= {each["extract"]["key"] for each in secret["spec"].get("dataFrom", [])}
        return found

    assert not reaches("dev") & reaches("prod")
    assert {d["metadata"]["namespace"] for d in of("dev")} == {"tomoda"}
    assert {d["metadata"]["namespace"] for d in of("prod")} == {"prod"}


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_everything_is_denied_but_what_is_named(environment: str) -> None:
    default = named(environment, "NetworkPolicy", "default-deny")["spec"]
    assert default == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    for policy in of(environment, "NetworkPolicy"):
        for rule in policy["spec"].get("ingress", []) + policy["spec"].get("egress", []):
            assert rule.get("from") or rule.get("to"), policy["metadata"]["name"]
            for peer in rule.get("to", []):
                if peer.get("ipBlock", {}).get("cidr") == "0.0.0.0/0":
                    assert "169.254.0.0/16" in peer["ipBlock"]["except"], policy["metadata"]["name"]


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_each_reference_has_something_at_its_end(environment: str) -> None:
    made = {(d["kind"], d["metadata"]["name"]) for d in of(environment)}
    secrets = {d["spec"]["target"]["name"] for d in of(environment, "ExternalSecret")}
    for document in of(environment):
        for one in policies.containers(document):
            for source in one.get("envFrom", []):
                if "configMapRef" in source:
                    assert ("ConfigMap", source["configMapRef"]["name"]) in made
                else:
                    assert source["secretRef"]["name"] in secrets
    for route in named(environment, "IngressRoute", "tomoda")["spec"]["routes"]:
        for middleware in route.get("middlewares", []):
            assert ("Middleware", middleware["name"]) in made
        for service in route["services"]:
            [port] = named(environment, "Service", service["name"])["spec"]["ports"]
            assert port["port"] == service["port"]


def test_images_of_an_environment_come_from_its_repository() -> None:
    for environment in ("dev", "prod"):
        for document in of(environment, "Deployment", "Job"):
            for one in policies.containers(document):
                assert f"/tomoda-{environment}-repo/" in one["image"]


def test_waves_are_in_an_order_that_works() -> None:
    wave = {
        d["metadata"]["name"]: int(d["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"])
        for d in rendered(K8S / "applications")
    }
    order = ["namespaces", "prometheus-crds", "cert-manager", "barman-plugin", "external-secrets-stores", "tomoda-prod"]
    assert [wave[name] for name in order] == sorted(wave[name] for name in order)
    assert wave["external-secrets"] < wave["external-secrets-stores"] and wave["cnpg"] <= wave["barman-plugin"]
    # What is healthy only with images and an index of ours comes last, or the first bring-up would wait for ever.
    assert wave["photon"] == max(wave.values())


def test_a_person_may_stop_an_application_and_nothing_starts_it_again() -> None:
    """The way back (docs/runbooks/restore.md) begins with it; the application above heals all but that."""
    [root] = [d for d in rendered(K8S / "bootstrap") if d["kind"] == "Application"]
    assert root["spec"]["syncPolicy"]["automated"]["selfHeal"] is True
    assert "/spec/syncPolicy/automated" in root["spec"]["ignoreDifferences"][0]["jsonPointers"]
    assert "RespectIgnoreDifferences=true" in root["spec"]["syncPolicy"]["syncOptions"]


def test_no_wave_waits_for_a_secret_of_a_later_one() -> None:
    """Each wave must be healthy before the next begins: who starts with a secret comes after the one that makes it."""
    made: dict[tuple[str, str], int] = {}
    charts: list[tuple[str, int, str, str]] = []
    applications = rendered(K8S / "applications")
    wave = {d["metadata"]["name"]: int(d["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"]) for d in applications}
    for application in applications:
        spec, mine = application["spec"], wave[application["metadata"]["name"]]
        if "path" not in spec["source"]:
            values = json.dumps(spec["source"].get("helm", {}))
            charts.append((application["metadata"]["name"], mine, spec["destination"]["namespace"], values))
            continue
        for secret in (d for d in rendered(K8S.parents[1] / spec["source"]["path"]) if d["kind"] == "ExternalSecret"):
            made[secret["metadata"].get("namespace", spec["destination"]["namespace"]), secret["metadata"]["name"]] = mine
            assert mine > wave["external-secrets-stores"], secret["metadata"]["name"]
    waiting = {(n, s): w for n, mine, ns, values in charts for (where, s), w in made.items() if ns == where and s in values for w in [mine]}
    assert waiting.keys() == {("external-dns", "cloudflare-api-token"), ("prometheus", "grafana-admin")}
    assert all(w > made[ns, s] for (n, s), w in waiting.items() for name, _, ns, _ in charts if name == n)


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_the_backend_reaches_what_it_asks_for_and_only_that(environment: str) -> None:
    egress = named(environment, "NetworkPolicy", "backend")["spec"]["egress"]
    [outside] = [rule for rule in egress if any("ipBlock" in peer for peer in rule["to"])]
    mail = re.search(r"smtps://resend:.*:(\d+)", (K8S.parents[1] / "backend/tomoda/edges/mail.py").read_text())[1]
    pages = re.search(r"^PORTS = frozenset\(\{(.*?)\}\)", (K8S.parents[1] / "backend/tomoda/edges/pages.py").read_text(), re.MULTILINE)[1]
    assert {port["port"] for port in outside["ports"]} == {443, *map(int, pages.split(", ")), int(mail), 587}
    [without] = [peer["ipBlock"]["except"] for peer in outside["to"]]
    assert {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"} <= set(without), "a page's address is a stranger's choice"
    api = {"ipBlock": {"cidr": "172.16.0.0/28"}}
    [reloader] = [d for d in rendered(K8S / "platform/photon") if d["kind"] == "NetworkPolicy" and d["metadata"]["name"] == "reloader"]
    assert any(api in rule["to"] for rule in reloader["spec"]["egress"])
    photon = [d for d in rendered(K8S / "platform/photon") if d["kind"] == "NetworkPolicy" and d["metadata"]["name"] == "photon"]
    assert not any(api in rule["to"] for d in photon for rule in d["spec"]["egress"])


def test_what_a_pooler_cannot_pass_on_stands_in_the_database() -> None:
    """The application asks each connection for these; through the pooler they are not heard."""
    asked = re.search(r"server_settings=\{(.*?)\}", (K8S.parents[1] / "backend/tomoda/core/app.py").read_text(), re.DOTALL)[1]
    asked = dict(re.findall(r'"(\w+)": "(\w+)"', asked))
    ignored = named("prod", "Pooler", "tomoda-pg-pooler")["spec"]["pgbouncer"]["parameters"]["ignore_startup_parameters"].split(",")
    own = named("prod", "Cluster", "tomoda-pg")["spec"]["postgresql"]["parameters"]
    assert {"jit", "plan_cache_mode"} <= set(asked) & set(ignored)
    assert all(own[name] == value for name, value in asked.items() if name in ignored)


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_uploads_reach_the_bucket_and_are_read_through_the_edge(environment: str) -> None:
    """The backend, the page's policy and Terraform mean the same bucket and hosts; without an endpoint uploads are off."""
    api = named(environment, "Deployment", "api")
    [source] = [s["configMapRef"]["name"] for s in at(api, FIRST)["envFrom"] if "configMapRef" in s]
    told = named(environment, "ConfigMap", source)["data"]
    page = {one["name"]: one["value"] for one in at(named(environment, "Deployment", "frontend"), FIRST)["env"]}
    given = hcl2.loads((K8S.parent / f"terraform/env/{environment}.tfvars").read_text())
    [host], bucket = given["assets_host"], f"tomoda-assets-{environment}"
    assert told["S3_BUCKET"] == bucket
    assert told["S3_ENDPOINT_URL"] == f"https://{bucket}.s3.{told['AWS_REGION']}.amazonaws.com" == page["UPLOAD_ORIGIN"]
    assert told["S3_PUBLIC_URL"] == f"https://{host}" == page["EXPO_PUBLIC_ASSETS_URL"]
    assert told["PUBLIC_URL"] in str(given["app_origins"]), "the bucket lets pages of the app send"


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_the_worker_has_room_for_the_largest_photos_at_once(environment: str) -> None:
    """Where one process of a pod wants more than the pod's limit, all of them end."""
    darkroom = K8S.parents[1] / "backend/tomoda/edges/darkroom"
    number, bits = map(int, re.search(r"^MEMORY = (\d+) << (\d+)", (darkroom / "__main__.py").read_text(), re.MULTILINE).groups())
    at_once = int(re.search(r"^AT_ONCE = (\d+)", (darkroom / "__init__.py").read_text(), re.MULTILINE)[1])
    limit = at(named(environment, "Deployment", "worker"), FIRST)["resources"]["limits"]["memory"]
    assert int(limit.removesuffix("Gi")) << 30 >= at_once * (number << bits) + (512 << 20)


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_each_part_has_an_autoscaler_and_leaves_the_number_of_pods_to_it(environment: str) -> None:
    """Argo CD overlooks the number (applications/tomoda-*.yaml): written here it would hold at the first sync alone."""
    [application] = [d for d in rendered(K8S / "applications") if d["metadata"]["name"] == f"tomoda-{environment}"]
    [overlooked] = application["spec"]["ignoreDifferences"]
    assert overlooked == {"group": "apps", "kind": "Deployment", "jsonPointers": ["/spec/replicas"]}
    scaled = {d["spec"]["scaleTargetRef"]["name"]: d["spec"] for d in of(environment, "HorizontalPodAutoscaler")}
    deployments = {d["metadata"]["name"]: d for d in of(environment, "Deployment")}
    assert scaled.keys() == deployments.keys() == {"api", "gateway", "worker", "frontend"}
    assert not [name for name, each in deployments.items() if "replicas" in each["spec"]]
    least = {"dev": 1, "prod": 2}[environment]
    assert all(least == each["minReplicas"] < each["maxReplicas"] for each in scaled.values())
    assert "tomoda_gateway_sockets" in str(scaled["gateway"]["metrics"])


def amount(text: str) -> float:
    """Gibibytes, or cores."""
    return float(text) if text.isdigit() else int(text.rstrip("MGim")) / {"Mi": 1024, "Gi": 1, "0m": 1000}[text[-2:]]


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_the_quota_has_room_for_all_that_may_run_at_once(environment: str) -> None:
    """At the autoscalers' most, with one pod more of each during a roll-out; the first refused pod would be an outage."""
    most = {d["spec"]["scaleTargetRef"]["name"]: d["spec"]["maxReplicas"] + 1 for d in of(environment, "HorizontalPodAutoscaler")}
    wanted = {"pods": 0.0, "requests.cpu": 0.0, "requests.memory": 0.0, "limits.memory": 0.0}

    def want(number: int, resources: Document) -> None:
        for kind, name in (("requests", "cpu"), ("requests", "memory"), ("limits", "memory")):
            wanted[f"{kind}.{name}"] += number * amount(resources[kind][name])

    for document in of(environment, "Deployment", "StatefulSet", "Job", "CronJob"):
        number = most.get(document["metadata"]["name"], 1)
        wanted["pods"] += number
        for one in policies.containers(document):
            want(number, one["resources"])
    # The database twice, for a restore stands beside what it replaces; the drill's; each with the backup's sidecar.
    database = named(environment, "Cluster", "tomoda-pg")["spec"]
    for number in (database["instances"] * 2, 1):
        wanted["pods"] += number
        want(number, database["resources"])
        want(number, named(environment, "ObjectStore", "tomoda-pg")["spec"]["instanceSidecarConfiguration"]["resources"])
    pooler = named(environment, "Pooler", "tomoda-pg-pooler")["spec"]
    wanted["pods"] += pooler["instances"]
    want(pooler["instances"], pooler["template"]["spec"]["containers"][0]["resources"])
    hard = named(environment, "ResourceQuota", "tomoda")["spec"]["hard"]
    assert not {name: (sum_, hard[name]) for name, sum_ in wanted.items() if sum_ > amount(str(hard[name]))}


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_the_database_has_the_extensions_that_the_schema_wants(environment: str) -> None:
    """The migrations run as the owner, who may not make all of them."""
    schema_ = (K8S.parents[1] / "backend/schema.sql").read_text()
    made = {each["name"] for each in named(environment, "Database", "tomoda")["spec"]["extensions"]}
    assert made == set(re.findall(r"^CREATE EXTENSION IF NOT EXISTS (\w+)", schema_, re.MULTILINE))
