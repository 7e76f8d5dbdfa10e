"""Everything else on the way to production: image files, scripts, YAML, nginx, compose, builds, pages of runbooks."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from render import DEVOPS, K8S, ROOT, rendered, tool

DOCKERFILES = [ROOT / p for p in ("backend/Dockerfile", "frontend/Dockerfile", "photon/Dockerfile")]
BUILDS = sorted(ROOT.glob("cloudbuild-*.yaml"))
RULES = sorted((K8S / "platform/monitoring/rules").glob("*.yaml"))


def scripts() -> list[Path]:
    files = tool("git", "ls-files", "photon", "devops", "scripts", "frontend/serve.sh").stdout.split()
    return [ROOT / f for f in files if (ROOT / f).is_file() and (ROOT / f).read_bytes()[:2] == b"#!" and b"sh" in (ROOT / f).read_bytes()[:32]]


@pytest.mark.parametrize("file", DOCKERFILES, ids=lambda f: f.parent.name)
def test_image_files_are_well_made(file: Path) -> None:
    done = tool("hadolint", "--no-color", str(file))
    assert done.returncode == 0, done.stdout
    text = file.read_text()
    bases = dict(re.findall(r"^ARG (\w+_IMAGE)=(\S+)", text, re.MULTILINE))
    assert bases and all(re.search(r":[^@]+@sha256:[0-9a-f]{64}$", image) for image in bases.values())
    assert not re.search(r"^FROM (?!\$\{\w+_IMAGE\})", text, re.MULTILINE)
    users = re.findall(r"^USER (\S+)", text, re.MULTILINE)
    assert users and all(re.fullmatch(r"[1-9]\d*:[1-9]\d*", user) for user in users)


def test_an_image_file_without_a_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM debian\nRUN cd /tmp && sudo apt-get install curl\n")
    assert tool("hadolint", str(tmp_path / "Dockerfile")).returncode != 0


def test_scripts_are_well_made() -> None:
    assert scripts()
    done = tool("shellcheck", "-x", *map(str, scripts()))
    assert done.returncode == 0, done.stdout


def test_yaml_is_well_made() -> None:
    done = tool("yamllint", "-s", "-c", str(DEVOPS / ".yamllint"), str(K8S), *map(str, BUILDS), str(ROOT / "docker-compose.dev.yml"))
    assert done.returncode == 0, done.stdout


def nginx() -> str:
    return shutil.which("nginx") or "/usr/sbin/nginx"


def prepared(folder: Path) -> Path:
    """The web server's configuration with this machine's paths in place of the image's, and what serve.sh writes."""
    out = folder / "out"
    script = (ROOT / "frontend/serve.sh").read_text().replace("/tmp/tomoda", str(out)).replace("exec nginx", "exec true")
    settings = {
        "PATH": "/usr/bin:/bin",
        "EXPO_PUBLIC_ENVIRONMENT": 'a "quote", a \\ and a </script>',
        "EXPO_PUBLIC_ASSETS_URL": "https://assets.example/x/y",
        "UPLOAD_ORIGIN": "https://bucket.example",
    }
    subprocess.run(["sh", "-c", script], env=settings, check=True)
    www = folder / "www"
    (www / "_expo/static").mkdir(parents=True)
    (www / "index.html").write_text("the app")
    (www / "_expo/static/a.js").write_text("code")
    text = (ROOT / "frontend/nginx.conf").read_text()
    text = text.replace("/tmp/tomoda", "OUT").replace("/tmp/", f"{folder}/").replace("OUT", str(out))
    text = text.replace("/srv/www", str(www))
    text = text.replace("/dev/stderr", f"{folder}/error.log").replace("/dev/stdout", f"{folder}/access.log")
    (folder / "nginx.conf").write_text(text)
    return folder / "nginx.conf"


def test_the_web_servers_configuration_is_valid(tmp_path: Path) -> None:
    done = tool(nginx(), "-t", "-c", str(prepared(tmp_path)))
    assert done.returncode == 0, done.stderr


def test_what_the_environment_says_reaches_the_app_as_data(tmp_path: Path) -> None:
    prepared(tmp_path)
    text = (tmp_path / "out/config.js").read_text()
    assert "</script" not in text
    found = json.loads(re.fullmatch(r"globalThis\.__TOMODA__ = (\{.*\});\n", text)[1])
    assert found == {
        "EXPO_PUBLIC_ENVIRONMENT": 'a "quote", a \\ and a </script>',
        "EXPO_PUBLIC_ASSETS_URL": "https://assets.example/x/y",
    }
    policy = (tmp_path / "out/csp.conf").read_text()
    assert "img-src 'self' data: blob: https://assets.example https://bucket.example;" in policy
    assert "/x/y" not in policy


def test_compose_is_valid_pinned_and_reached_only_from_here() -> None:
    file = ROOT / "docker-compose.dev.yml"
    done = tool("podman-compose", "-f", str(file), "config")
    assert done.returncode == 0, done.stderr
    compose = yaml.safe_load(file.read_text())
    assert "version" not in compose
    for name, service in compose["services"].items():
        assert re.search(r":[^@:]*\d[^@:]*(@sha256:[0-9a-f]{64})?$", service["image"]), name
        for port in service.get("ports", []):
            assert str(port).startswith("127.0.0.1:"), (name, port)
        if not service.get("profiles"):
            assert "healthcheck" in service, name


@pytest.mark.parametrize("file", BUILDS, ids=lambda f: f.stem)
def test_builds_sign_and_promote_by_digest(file: Path) -> None:
    build = yaml.safe_load(file.read_text())
    text = file.read_text()
    order = [step["id"] for step in build["steps"]]
    assert order.index("test") < order.index("push") < order.index("sign") < order.index("promote")
    assert "--sbom=true" in text and "--provenance=mode=max" in text and "cosign" in text
    assert build["options"]["logging"] == "CLOUD_LOGGING_ONLY"
    assert "overlays/" in text or "platform/photon/images" in text
    assert not re.search(r"[\w/]+:latest", text)
    used = set(re.findall(r"\$\{?(_[A-Z_]+)", text))
    assert used <= set(build["substitutions"])


def test_there_is_a_build_for_each_image() -> None:
    assert [b.stem for b in BUILDS] == ["cloudbuild-backend", "cloudbuild-frontend", "cloudbuild-photon"]


def test_each_alert_has_a_page_and_each_page_says_what_to_do() -> None:
    pages = {p.stem: p.read_text() for p in (ROOT / "docs/runbooks").glob("*.md")}
    alerts = [r for d in rendered(K8S / "platform/monitoring") if d["kind"] == "PrometheusRule"
              for g in d["spec"]["groups"] for r in g["rules"] if "alert" in r]  # fmt: skip
    assert len(alerts) > 25
    for alert in alerts:
        page = alert["annotations"]["runbook_url"].rpartition("/")[2].removesuffix(".md")
        assert page in pages, alert["alert"]
        assert alert["alert"].startswith(tuple(re.findall(r"`(\w+)`", pages[page]))), (alert["alert"], page)
        assert "## Do" in pages[page], page
    for page in ("deploy", "rollback", "scale", "secrets", "restore", "lost-cluster", "photon"):
        assert "## Do" in pages[page]


def test_the_overview_names_what_there_is() -> None:
    text = (ROOT / "docs/infrastructure.md").read_text()
    for word in ("flowchart LR", "From zero to production", "Valkey", "RustFS", "Barman", "FILE_URL", "development-485000"):
        assert word in text


def test_checkov_finds_nothing_that_is_not_reasoned(tmp_path: Path) -> None:
    for environment in ("dev", "prod"):
        documents = rendered(K8S / "apps/tomoda/overlays" / environment)
        (tmp_path / f"{environment}.yaml").write_text(yaml.safe_dump_all(documents))
    (tmp_path / "terraform").symlink_to(DEVOPS / "terraform")
    config = DEVOPS / ".checkov.yaml"
    lines = config.read_text().splitlines()
    skipped = [line for line in lines if line.strip().startswith("- CKV")]
    assert all(" # " in line for line in skipped), "each exception says why"
    common = ("--config-file", str(config), "--quiet", "--compact", "--skip-download")
    done = tool("checkov", "-d", str(tmp_path), "--framework", "kubernetes", *common)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    done = tool("checkov", "-d", str(DEVOPS / "terraform"), "--framework", "terraform", *common)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
