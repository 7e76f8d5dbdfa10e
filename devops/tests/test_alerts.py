"""The alerts' rules are valid, and each important one speaks when it should and is silent when it should be."""

import re
from pathlib import Path

import pytest
import yaml
from render import K8S, rendered, tool

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
    ("TomodaDown", {'up{container="api"}': "1x30", 'up{container="gateway"}': "1x30", 'up{container="worker"}': "1x30"}, "10m", False),
    ("TomodaDown", {'up{container="api"}': "1x30", 'up{container="worker"}': "1x30"}, "10m", True),
    ("SiteUnreachable", {'probe_success{job="tomoda-site",instance="https://app.tomoda.life/"}': "0x30"}, "5m", True),
    ("RestoreDrillFailed", {f'kube_job_status_failed{{{N},job_name="restore-drill-1"}}': "1x60"}, "15m", True),
    ("Watchdog", {}, "1m", True),
]  # fmt: skip


@pytest.mark.parametrize(("alert", "series", "at", "speaks"), CASES, ids=lambda v: str(v) if isinstance(v, str | bool) else "")
def test_it_speaks_when_it_should(alert: str, series: dict[str, str], at: str, speaks: bool, tmp_path: Path) -> None:
    rules = groups(tmp_path)
    [rule] = [r for g in yaml.safe_load(rules.read_text())["groups"] for r in g["rules"] if r.get("alert") == alert]
    question = f'count(ALERTS{{alertname="{alert}",alertstate="firing"}}) or vector(0)'
    case = {
        "rule_files": [rules.name],
        "evaluation_interval": "1m",
        "tests": [
            {
                "interval": "1m",
                "input_series": [{"series": s, "values": v} for s, v in series.items()],
                "promql_expr_test": [{"expr": question, "eval_time": at, "exp_samples": [{"labels": "{}", "value": int(speaks)}]}],
            }
        ],
    }
    (tmp_path / "case.yaml").write_text(yaml.safe_dump(case))
    done = tool("promtool", "test", "rules", str(tmp_path / "case.yaml"), cwd=tmp_path)
    assert done.returncode == 0, f"{rule['expr']}\n{done.stdout}{done.stderr}"


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
