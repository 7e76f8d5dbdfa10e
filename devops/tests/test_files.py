"""Everything else on the way to production: image files, scripts, YAML, nginx, compose, builds, pages of runbooks."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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
        "APP_APPLE_TEAM": "AB12CD34EF",
        "APP_ANDROID_CERTIFICATES": "AA:BB:01, CC:DD:02",
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
    assert "connect-src 'self'   https://bucket.example https://assets.example;" in policy
    assert "media-src 'self' blob: https://assets.example;" in policy
    assert "/x/y" not in policy


def test_the_site_says_whose_apps_open_its_links(tmp_path: Path) -> None:
    prepared(tmp_path)
    apple = json.loads((tmp_path / "out/apple-app-site-association").read_text())
    assert apple["applinks"]["details"][0]["appIDs"] == ["AB12CD34EF.life.tomoda.app"] == apple["webcredentials"]["apps"]
    [android] = json.loads((tmp_path / "out/assetlinks.json").read_text())
    assert android["target"]["package_name"] == "life.tomoda.app"
    assert android["target"]["sha256_cert_fingerprints"] == ["AA:BB:01", "CC:DD:02"]


def test_compose_is_valid_pinned_and_reached_only_from_here(tmp_path: Path) -> None:
    file = ROOT / "docker-compose.dev.yml"
    # podman-compose reads the file by itself, but asks first which podman there is; here there need not be one.
    (tmp_path / "podman").write_text("#!/bin/sh\necho podman version 5.4.2\n")
    (tmp_path / "podman").chmod(0o755)
    done = tool("podman-compose", "--podman-path", str(tmp_path / "podman"), "-f", str(file), "config")
    assert done.returncode == 0, done.stderr
    compose = yaml.safe_load(file.read_text())
    assert "version" not in compose
    for name, service in compose["services"].items():
        if "build" in service:  # its bases are pinned in its Dockerfile
            assert (ROOT / service["build"]["context"] / "Dockerfile") in DOCKERFILES
        else:
            assert re.search(r":[^@:]*\d[^@:]*@sha256:[0-9a-f]{64}$", service["image"]), name
        for port in service.get("ports", []):
            assert str(port).startswith("127.0.0.1:"), (name, port)
        assert "healthcheck" in service, name


class Registry(BaseHTTPRequestHandler):
    """What a registry says of one public image, to whoever has fetched a token."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"token":"anybody"}')

    def do_HEAD(self) -> None:
        known = self.path == "/v2/owner/thing/manifests/1.2.3" and "oci.image.index" in self.headers["Accept"]
        allowed = self.headers.get("Authorization") == "Bearer anybody"
        self.send_response(401 if not allowed else 200 if known else 404)
        if not allowed:
            where = f"http://127.0.0.1:{self.server.server_address[1]}/token"
            self.send_header("WWW-Authenticate", f'Bearer realm="{where}",service="s",scope="repository:owner/thing:pull"')
        elif known:
            self.send_header("Docker-Content-Digest", f"sha256:{'ab' * 32}")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_images_are_pinned_by_what_their_registry_says(tmp_path: Path) -> None:
    file = tmp_path / "compose.yml"
    pinned = f"    image: other:1@sha256:{'cd' * 32}\n"
    file.write_text(f"services:\n  a:\n    image: owner/thing:1.2.3  # why\n  b:\n{pinned}")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Registry)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    env = {**os.environ, "PIN_REGISTRY": f"http://127.0.0.1:{server.server_address[1]}", "no_proxy": "*"}
    command = [sys.executable, str(ROOT / "scripts/pin-images"), str(file)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"image: owner/thing:1.2.3@sha256:{'ab' * 32}  # why\n" in file.read_text()
    assert pinned in file.read_text()
    before = "services:\n  a:\n    image: owner/unknown:1\n"
    file.write_text(before)
    assert subprocess.run(command, env=env, capture_output=True, check=False).returncode != 0
    assert file.read_text() == before
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("file", BUILDS, ids=lambda f: f.stem)
def test_builds_sign_and_promote_by_digest(file: Path) -> None:
    build = yaml.safe_load(file.read_text())
    text = file.read_text()
    order = [step["id"] for step in build["steps"]]
    assert order.index("test") < order.index("push") < order.index("sign") < order.index("scan") < order.index("attest")
    assert order.index("attest") < order.index("promote")
    # Tags of images cannot be moved (gcp/registries.tf): what is written at each build lies in a repository of its own.
    assert set(re.findall(r"--cache-to \S*ref=(\S+?)/", text)) == {"$_CACHE"}
    for step in build["steps"]:
        assert "cosign" not in step["name"], "its image has no shell"
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


def test_photon_makes_its_index_from_a_dump_once(tmp_path: Path) -> None:
    """`java` is a script here that writes down what it is told; everything else is the image's own."""
    java = tmp_path / "java"
    java.write_text('#!/bin/sh\necho "$5 $*" >>"$LOG"\n[ "$5" != import ] || mkdir -p "$PHOTON_DATA/imported/photon_data"\n[ "$5" = import ] || exit 3\n')
    java.chmod(0o755)
    data, dump, log = tmp_path / "data", tmp_path / "places.jsonl", tmp_path / "log"
    data.mkdir()
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PHOTON_DATA": str(data), "PHOTON_IMPORT": str(dump), "LOG": str(log)}

    def start() -> subprocess.CompletedProcess[str]:
        return subprocess.run(["sh", str(ROOT / "photon/serve.sh")], env=env, capture_output=True, text=True, timeout=60)

    missing = start()
    assert missing.returncode == 1 and "places:dump" in missing.stdout and not log.exists()
    dump.write_text("{}")
    assert start().returncode == 3, "a Photon that ends ends the container"
    assert (data / "current").resolve() == data / "imported"
    assert start().returncode == 3
    told = log.read_text().splitlines()
    assert [line.split()[0] for line in told] == ["import", "serve", "serve"]
    assert f"-import-file {dump}" in told[0] and f"-data-dir {data}/imported" in told[1]
