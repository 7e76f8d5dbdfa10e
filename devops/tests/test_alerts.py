"""The alerts' rules are valid, and each important one speaks when it should and is silent when it should be."""

import json
import re
from pathlib import Path

import pytest
import yaml
from render import K8S, named, rendered, tool

FILES = sorted((K8S / "platform/monitoring/rules").glob("*.yaml"))


def groups(folder: Path) -> Path:
    """Prometheus' own form of all PrometheusRules."""
    found = [g for f in FILES for g in yaml.safe_load(f.read_text())["spec"]["groups"]]
    (folder / "rules.yaml").write_text(yaml.safe_dump({"groups": found}))
    return folder / "rules.yaml"


def test_the_rules_are_valid(tmp_path: Path) -> None:
    done = tool("promtool", "check", "rules", str(groups(tmp_path)))
    assert done.returncode == 0, done.stdout + done.stderr


N = 'namespace="prod"'
PARTS = ("api", "gateway", "worker")


def requests(failed: int, answered: int, minutes: int) -> dict[str, str]:
    """Requests each minute, so many of which failed by a fault of ours."""
    return {f'tomoda_http_requests_total{{{N},status="{status}"}}': f"0+{n}x{minutes}" for status, n in ((500, failed), (200, answered))}


def within(metric: str, quick: int, minutes: int) -> dict[str, str]:
    """A hundred each minute, so many of which within a quarter of a second."""
    return {f'{metric}_bucket{{{N},le="0.25"}}': f"0+{quick}x{minutes}", f"{metric}_count{{{N}}}": f"0+100x{minutes}"}


def ingress(**routes: tuple[int, int]) -> dict[str, str]:
    """What Traefik has passed on each minute: by route, how many failed and how many did not."""
    asked = {(name, code): n for name, both in routes.items() for code, n in zip((502, 101), both, strict=True)}
    return {f'traefik_service_requests_total{{exported_service="{name}",code="{code}"}}': f"0+{n}x60" for (name, code), n in asked.items()}


CASES = [
    ("ApiErrorsBurn1h", {f'tomoda_http_requests_total{{{N},status="500"}}': "0+2x120", f'tomoda_http_requests_total{{{N},status="200"}}': "0+98x120"}, "70m", True),
    ("ApiErrorsBurn1h", {f'tomoda_http_requests_total{{{N},status="404"}}': "0+50x120", f'tomoda_http_requests_total{{{N},status="200"}}': "0+98x120"}, "70m", False),
    ("ApiErrorsBurn6h", {f'tomoda_http_requests_total{{{N},status="500"}}': "0+1x500", f'tomoda_http_requests_total{{{N},status="200"}}': "0+99x500"}, "400m", True),
    ("ApiSlowBurn1h", {f'tomoda_http_request_seconds_bucket{{{N},le="0.25"}}': "0+50x120", f"tomoda_http_request_seconds_count{{{N}}}": "0+100x120"}, "70m", True),
    ("ApiSlowBurn1h", {f'tomoda_http_request_seconds_bucket{{{N},le="0.25"}}': "0+100x120", f"tomoda_http_request_seconds_count{{{N}}}": "0+100x120"}, "70m", False),
    ("DeliverySlowBurn1h", {f'tomoda_gateway_lag_seconds_bucket{{{N},le="0.25"}}': "0+50x120", f"tomoda_gateway_lag_seconds_count{{{N}}}": "0+100x120"}, "70m", True),
    ("EventLoopLate", {f'tomoda_loop_lag_seconds{{{N},pod="api-1"}}': "0.9x30"}, "15m", True),
    ("EventLoopLate", {f'tomoda_loop_lag_seconds{{{N},pod="api-1"}}': "0.1x30"}, "15m", False),
    ("DatabasePoolFull", {f'tomoda_db_pool_in_use{{{N},pod="api-1"}}': "4x30", f'tomoda_db_pool_limit{{{N},pod="api-1"}}': "4x30"}, "10m", True),
    ("DatabasePoolFull", {f'tomoda_db_pool_in_use{{{N},pod="api-1"}}': "3x30", f'tomoda_db_pool_limit{{{N},pod="api-1"}}': "4x30"}, "10m", False),
    ("PublishFailing", {f"tomoda_publish_failures_total{{{N}}}": "0+1x30"}, "12m", True),
    ("WorkerIdle", {f'tomoda_jobs_total{{{N},outcome="done"}}': "7x120"}, "60m", True),
    ("WorkerIdle", {f'tomoda_jobs_total{{{N},outcome="done"}}': "0+1x120"}, "60m", False),
    ("PostgresArchiveFails", {f"cnpg_pg_stat_archiver_seconds_since_last_archival{{{N}}}": "0+60x60"}, "30m", True),
    ("PostgresBackupOld", {f"barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{{{N}}}": "0x2000"}, "27h", True),
    ("PostgresBackupOld", {f"barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{{{N}}}": "0x2000"}, "20h", False),
    ("ValkeyMemory", {f"redis_memory_used_bytes{{{N}}}": "90x30", f"redis_memory_max_bytes{{{N}}}": "100x30"}, "15m", True),
    ("ValkeyDown", {f"redis_up{{{N}}}": "0x30"}, "5m", True),
    ("PhotonDown", {'up{container="photon"}': "0x30"}, "15m", True),
    ("PhotonDown", {'up{container="photon"}': "1x30"}, "15m", False),
    ("TomodaDown", {f'up{{{N},container="{part}"}}': "1x30" for part in PARTS}, "10m", False),
    ("TomodaDown", {f'up{{{N},container="{part}"}}': f"{int(part != 'api')}x30" for part in PARTS}, "10m", True),
    ("TomodaDown", {f'up{{{N},container="{part}"}}': "1x30" for part in PARTS[1:]}, "10m", True),
    # Dev alone is no Tomoda.
    ("TomodaDown", {f'up{{namespace="tomoda",container="{part}"}}': "1x30" for part in PARTS}, "10m", True),
    ("SiteUnreachable", {'probe_success{job="tomoda-site",instance="https://app.tomoda.life/"}': "0x30"}, "5m", True),
    ("RestoreDrillFailed", {f'kube_job_status_failed{{{N},job_name="restore-drill-1"}}': "1x60"}, "15m", True),
    ("SmokeFailed", {f'kube_job_status_failed{{{N},job_name="smoke"}}': "1x30"}, "10m", True),
    ("SmokeFailed", {f'kube_job_status_failed{{{N},job_name="smoke"}}': "0x30"}, "10m", False),
    ("Watchdog", {}, "1m", True),
    ("ApiErrorsBurn1d", requests(4, 996, 160), "26h", True),
    ("ApiErrorsBurn1d", requests(2, 998, 160), "26h", False),
    ("ApiErrorsBurn3d", requests(2, 998, 470), "77h", True),
    ("ApiSlowBurn6h", within("tomoda_http_request_seconds", 90, 500), "400m", True),
    ("ApiSlowBurn1d", within("tomoda_http_request_seconds", 96, 160), "26h", True),
    ("ApiSlowBurn3d", within("tomoda_http_request_seconds", 98, 470), "77h", True),
    ("DeliverySlowBurn6h", within("tomoda_gateway_lag_seconds", 90, 500), "400m", True),
    ("DeliverySlowBurn1d", within("tomoda_gateway_lag_seconds", 96, 160), "26h", True),
    ("DeliverySlowBurn3d", within("tomoda_gateway_lag_seconds", 98, 470), "77h", True),
    ("DeliverySlowBurn3d", within("tomoda_gateway_lag_seconds", 100, 470), "77h", False),
    ("DatabaseWaitLong", {f'tomoda_db_wait_seconds_bucket{{{N},le="0.1"}}': "0+50x60", f'tomoda_db_wait_seconds_bucket{{{N},le="0.25"}}': "0+100x60", f'tomoda_db_wait_seconds_bucket{{{N},le="+Inf"}}': "0+100x60"}, "30m", True),
    ("JobsPileUp", {f'tomoda_jobs_queued{{{N},exported_job="a"}}': "1500x60"}, "30m", True),
    ("JobsPileUp", {f'tomoda_jobs_queued{{{N},exported_job="{name}"}}': "600x60" for name in "ab"}, "30m", False),
    ("JobsFail", {f'tomoda_jobs_total{{{N},outcome="failed"}}': "0+1x60", f'tomoda_jobs_total{{{N},outcome="done"}}': "0+9x60"}, "50m", True),
    ("SocketsDropped", {f'tomoda_gateway_closed_total{{{N},code="1011"}}': "0+30x60", f"tomoda_gateway_sockets{{{N}}}": "100x60"}, "30m", True),
    ("SocketsDropped", {f'tomoda_gateway_closed_total{{{N},code="1012"}}': "0+30x60", f"tomoda_gateway_sockets{{{N}}}": "100x60"}, "30m", False),
    ("SocketsPerPodHigh", {f'tomoda_gateway_sockets{{{N},pod="gateway-1"}}': "16000x60"}, "30m", True),
    ("TomodaDownInDev", {f'up{{{N},container="{part}"}}': "1x90" for part in PARTS}, "60m", True),
    ("PostgresReplicaLags", {f'cnpg_pg_replication_lag{{{N},pod="tomoda-pg-2"}}': "60x30"}, "15m", True),
    ("PostgresDiskFull", {f'kubelet_volume_stats_{what}_bytes{{{N},persistentvolumeclaim="tomoda-pg-1-wal"}}': f"{n}x60" for what, n in (("used", 9), ("capacity", 10))}, "30m", True),
    ("PostgresWraparound", {f"cnpg_pg_database_xid_age{{{N}}}": "600000000x120"}, "90m", True),
    ("PostgresConnections", {f'cnpg_backends_total{{{N},pod="tomoda-pg-1",usename="{who}"}}': "55x60" for who in "ab"}, "30m", True),
    ("ValkeyRefuses", {f"redis_rejected_connections_total{{{N}}}": "0+1x30"}, "20m", True),
    ("CertificateEnds", {'certmanager_certificate_expiration_timestamp_seconds{namespace="cert-manager",name="tomoda"}': "700000x180"}, "2h", True),
    ("CertificateEnds", {'certmanager_certificate_expiration_timestamp_seconds{namespace="cert-manager",name="tomoda"}': "1700000x180"}, "2h", False),
    ("SecretsNotSynced", {'externalsecret_sync_calls_error{namespace="external-secrets",name="backend-secrets"}': "0+1x180"}, "2h", True),
    ("ArgoOutOfSync", {'argocd_app_info{name="tomoda-prod",sync_status="OutOfSync"}': "1x120"}, "1h", True),
    ("ArgoOutOfSync", {'argocd_app_info{name="tomoda-prod",sync_status="Synced"}': "1x120"}, "1h", False),
    ("IngressFails", ingress(api=(0, 9000), gateway=(10, 90)), "20m", True),
    ("IngressFails", ingress(api=(0, 9000), gateway=(1, 9)), "20m", False),
    ("PodRestarts", {f'kube_pod_container_status_restarts_total{{{N},pod="api-1"}}': "0+1x120"}, "80m", True),
]  # fmt: skip


def test_each_alert_is_made_to_speak() -> None:
    """What no test has ever heard may be deaf: a renamed label is enough."""
    alerts = {r["alert"] for f in FILES for g in yaml.safe_load(f.read_text())["spec"]["groups"] for r in g["rules"] if "alert" in r}
    assert {alert for alert, _, _, speaks in CASES if speaks} == alerts


@pytest.mark.parametrize(("alert", "series", "at", "speaks"), CASES, ids=lambda v: str(v) if isinstance(v, str | bool) else "")
def test_it_speaks_when_it_should(alert: str, series: dict[str, str], at: str, speaks: bool, tmp_path: Path) -> None:
    rules = groups(tmp_path)
    # Its own group alone, and days in steps of ten minutes: days of all rules by the minute take minutes themselves.
    [group] = [g for g in yaml.safe_load(rules.read_text())["groups"] if any(r.get("alert") == alert for r in g["rules"])]
    rules.write_text(yaml.safe_dump({"groups": [group]}))
    step = "10m" if at.endswith("h") and int(at[:-1]) >= 20 else "1m"
    question = f'(count(ALERTS{{alertname="{alert}",alertstate="firing"}}) > bool 0) or vector(0)'
    case = {
        "rule_files": [rules.name],
        "evaluation_interval": step,
        "tests": [
            {
                "interval": step,
                "input_series": [{"series": s, "values": v} for s, v in series.items()],
                "promql_expr_test": [{"expr": question, "eval_time": at, "exp_samples": [{"labels": "{}", "value": int(speaks)}]}],
            }
        ],
    }
    (tmp_path / "case.yaml").write_text(yaml.safe_dump(case))
    done = tool("promtool", "test", "rules", str(tmp_path / "case.yaml"), cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_panels_ask_for_what_the_application_counts() -> None:
    """A renamed metric breaks a dashboard silently: so the names are held against the source that counts them."""
    source = K8S.parents[1] / "backend/tomoda"
    text = (source / "core/metrics.py").read_text()
    code = "\n".join(file.read_text() for file in source.rglob("*.py"))
    for name in re.findall(r"^([A-Z_]+) = (?:Counter|Gauge|Histogram)\(", text, re.MULTILINE):
        assert re.search(rf"\b{name}\.(labels|inc|dec|set|set_function|observe)\(", code), f"nobody counts {name}"
    counted = set()
    for kind, name in re.findall(r'(Counter|Gauge|Histogram)\(\s*"(tomoda_\w+)"', text):
        counted |= {"Counter": {f"{name}_total"}, "Gauge": {name}, "Histogram": {f"{name}_bucket", f"{name}_count"}}[kind]
    asked = set()
    for document in rendered(K8S / "platform/monitoring"):
        if document["kind"] not in ("PrometheusRule", "ConfigMap"):
            continue
        asked |= set(re.findall(r"\btomoda_\w+", str(document.get("data") or document["spec"])))
    assert asked and asked <= counted, asked - counted


# Whose numbers are asked for, and what makes Prometheus fetch them: a kind and a name of ours, or a chart and what its
# values must say. A chart that is not told so exports nothing, and an alert about it never speaks.
FETCHED = {
    "cnpg_": ("PodMonitor", "tomoda-pg"),
    "barman_cloud_cloudnative_pg_io_": ("PodMonitor", "tomoda-pg"),
    "redis_": ("PodMonitor", "valkey"),
    "argocd_": ("ServiceMonitor", "argocd"),
    "probe_": ("Probe", "tomoda-site"),
    "certmanager_": ("cert-manager", {"prometheus": {"podmonitor": {"enabled": True}}}),
    "externalsecret_": ("external-secrets", {"serviceMonitor": {"enabled": True}}),
    "traefik_": ("traefik", {"metrics": {"prometheus": {"serviceMonitor": {"enabled": True}}}}),
    # Part of kube-prometheus-stack unless its values say otherwise: kube-state-metrics, and the kubelet.
    "kube_": ("prometheus", {"kubeStateMetrics": None}),
    "kubelet_": ("prometheus", {"kubelet": None}),
    "container_": ("prometheus", {"kubelet": None}),
}
NO_METRIC = set(
    "and by or without on ignoring group_left bool offset sum max min count avg topk rate increase irate histogram_quantile "
    "time vector absent clamp_min clamp_max label_replace".split()
)


def names(expression: str) -> set[str]:
    """The metrics that an expression asks for."""
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", expression)
    bare = re.sub(r"\{[^}]*\}|\[[^\]]*\]|\b(?:by|without|on|ignoring) *\([^)]*\)", " ", bare)
    return set(re.findall(r"(?<![\w.:])[a-zA-Z_:][\w:]*", bare)) - NO_METRIC


def asked() -> set[str]:
    """What all alerts, records and panels ask for."""
    found: set[str] = set()
    for document in rendered(K8S / "platform/monitoring"):
        if document["kind"] == "PrometheusRule":
            found |= {n for g in document["spec"]["groups"] for r in g["rules"] for n in names(r["expr"])}
        if document["kind"] == "ConfigMap":
            boards = "\n".join(document["data"].values())
            found |= {n for e in re.findall(r'"expr": ("(?:[^"\\]|\\.)*")', boards) for n in names(json.loads(e))}
    return found


def holds(values: dict, wanted: dict) -> bool:
    """Whether values say what is wanted; None is wanted where nothing may be said."""
    return all(
        holds(values.get(key) or {}, want) if isinstance(want, dict) else values.get(key) == want for key, want in wanted.items()
    )


def test_whatever_is_asked_for_is_fetched_from_somewhere() -> None:
    recorded = {r["record"] for f in FILES for g in yaml.safe_load(f.read_text())["spec"]["groups"] for r in g["rules"] if "record" in r}
    others = {name for name in asked() - recorded if name != "up" and not name.startswith("tomoda_")}
    used = {prefix for name in others for prefix in FETCHED if name.startswith(prefix)}
    assert [name for name in others if not name.startswith(tuple(FETCHED))] == []
    assert used == set(FETCHED), "what nobody asks for needs no line here"
    charts = {d["metadata"]["name"]: d["spec"]["source"].get("helm", {}).get("valuesObject", {}) for d in rendered(K8S / "applications")}
    ours = {(d["kind"], d["metadata"]["name"]) for d in rendered(K8S / "platform/monitoring")}
    for what, wanted in FETCHED.values():
        if isinstance(wanted, dict):
            assert holds(charts[what], wanted), what
        else:
            assert what == "PodMonitor" and named("prod", what, wanted) or (what, wanted) in ours, wanted


def test_expressions_are_read_as_prometheus_reads_them() -> None:
    assert names('sum by (a, b) (rate(x_total{c="y_z"}[5m])) / on (d) (e:f:5m > 0) or time() - max(g_h)') == {"x_total", "e:f:5m", "g_h"}


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_prometheus_is_let_in_where_it_asks(environment: str) -> None:
    """A port that no policy opens is a pod that seems to be down."""
    open_to: dict[str, set[int]] = {}
    for policy in rendered(K8S / "apps/tomoda/overlays" / environment):
        if policy["kind"] != "NetworkPolicy":
            continue
        for rule in policy["spec"].get("ingress", []):
            if any("monitoring" in str(peer.get("namespaceSelector")) for peer in rule["from"]):
                chosen = json.dumps(policy["spec"]["podSelector"])
                open_to[chosen] = open_to.get(chosen, set()) | {port["port"] for port in rule["ports"]}
    ports = {"backend": 9090, "valkey": 9121, "tomoda-pg": 9187, "tomoda-pg-pooler": 9127}
    monitors = {d["metadata"]["name"] for d in rendered(K8S / "apps/tomoda/overlays" / environment) if d["kind"] == "PodMonitor"}
    assert monitors == set(ports)
    for monitor, port in ports.items():
        who = {"backend": "api", "tomoda-pg": '"cnpg.io/cluster": "tomoda-pg"'}.get(monitor, monitor)
        assert any(who in chosen and port in opened for chosen, opened in open_to.items()), monitor
