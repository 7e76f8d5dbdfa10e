"""The two scripts between a merge and a running pod, tried on repositories of their own."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from render import ROOT, tool

QUIET = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
QUIET |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
DIGEST = "sha256:" + "ab" * 32


def run(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **QUIET, **more}
    return subprocess.run(list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with what the scripts touch, and a bare one that it pushes to."""
    work, bare = tmp_path / "work", tmp_path / "bare.git"
    run("git", "init", "-q", "--bare", "-b", "main", bare, cwd=tmp_path)
    run("git", "clone", "-q", bare, work, cwd=tmp_path)
    for name in ("scripts/release", "scripts/promote", "devops/k8s/apps/tomoda/overlays/prod/images/kustomization.yaml"):
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, work / name)
    (work / "CHANGELOG.md").write_text("# Changes\n\n## Unreleased\n\n- Something new.\n")
    for words in (["checkout", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "start"], ["push", "-q", "origin", "main"]):
        done = run("git", *words, cwd=work)
        assert done.returncode == 0 or words[0] == "checkout", done.stderr
    return work


def promote(checkout: Path, image: str) -> subprocess.CompletedProcess[str]:
    folder = "devops/k8s/apps/tomoda/overlays/prod/images"
    return run(checkout / "scripts/promote", folder, image, cwd=checkout, PROMOTE_REMOTE=str(checkout.parent / "bare.git"))


def pushed(checkout: Path) -> str:
    return run("git", "-C", checkout.parent / "bare.git", "show", "main:devops/k8s/apps/tomoda/overlays/prod/images/kustomization.yaml", cwd=checkout).stdout


def test_a_promoted_digest_is_what_the_environment_runs(checkout: Path) -> None:
    done = promote(checkout, f"backend=registry.example/prod/backend@{DIGEST}")
    assert done.returncode == 0, done.stderr
    assert re.search(rf"name: backend\n    newName: registry.example/prod/backend\n    digest: {DIGEST}", pushed(checkout))
    assert pushed(checkout).count("name: frontend") == 1


def test_the_same_digest_twice_is_no_commit(checkout: Path) -> None:
    promote(checkout, f"backend=registry.example/prod/backend@{DIGEST}")
    assert "nothing to promote" in promote(checkout, f"backend=registry.example/prod/backend@{DIGEST}").stdout


@pytest.mark.parametrize("image", ["backend=registry.example/backend:latest", f"unknown=registry.example/x@{DIGEST}"])
def test_what_is_no_image_of_ours_is_refused(checkout: Path, image: str) -> None:
    before = pushed(checkout)
    assert promote(checkout, image).returncode != 0
    assert pushed(checkout) == before


def test_a_release_is_a_heading_and_a_tag(checkout: Path) -> None:
    done = run("scripts/release", "1.2.0", "--yes", cwd=checkout)
    assert done.returncode == 0, done.stderr
    assert "v1.2.0" in run("git", "tag", cwd=checkout).stdout
    assert re.search(r"## Unreleased\n\n## 1\.2\.0 · \d{4}-\d\d-\d\d\n\n- Something new", (checkout / "CHANGELOG.md").read_text())
    assert run("scripts/release", "1.1.0", "--yes", cwd=checkout).returncode == 1
    assert run("scripts/release", "1.2.0", "--yes", cwd=checkout).returncode == 1


@pytest.mark.parametrize("version", ["", "1.2", "v1.2.3"])
def test_what_is_no_version_is_refused(checkout: Path, version: str) -> None:
    assert run("scripts/release", version, "--yes", cwd=checkout).returncode == 2


def test_a_release_of_what_is_not_committed_is_refused(checkout: Path) -> None:
    (checkout / "stray").touch()
    assert run("scripts/release", "1.2.0", "--yes", cwd=checkout).returncode == 1


def test_another_owner_gives_all_names_once(tmp_path: Path) -> None:
    """And nothing is left of ours: neither an address that would be asked, nor a bucket that would be written."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).stdout.split("\0")
    wanted = ("devops/", "docs/infra", "docs/runbooks/", "docs/mobile.md", "docs/settings.md", "scripts/", "cloudbuild-", "frontend/app.")
    wanted += ("frontend/eas.json", "frontend/serve.sh", "backend/tomoda/settings.py")
    for name in (name for name in listed if name.startswith(wanted) and (ROOT / name).is_file()):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    run("git", "init", "-q", cwd=tmp_path)
    run("git", "add", "-A", cwd=tmp_path)
    names = {"domain": "example.org", "project": "their-project", "prefix": "theirs", "repository": "github.com/them/fork", "app": "org.example.app"}
    names |= {"region": "europe-west1", "zone": "europe-west1-b", "cluster": "theirs", "aws-region": "eu-central-1"}
    assert run("scripts/own", "domain=example.org", cwd=tmp_path).returncode != 0, "half of them is no owner"
    done = run("scripts/own", *(f"{name}={value}" for name, value in names.items()), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    ours = r"tomoda\.life(?!/(backend|pool|alerts))|tomoda-life/|485000|asia-east1|gke-tomoda|ap-northeast|tomoda-(assets|cnpg|photon-index|loki|tempo|terraform)"
    left = run("git", "grep", "-nP", ours, "--", ".", ":!scripts/own", ":!devops/tests/test_release.py", cwd=tmp_path).stdout
    assert left == ""
    buckets = (tmp_path / "devops/terraform/gcp/buckets.tf").read_text()
    assert '= "theirs-${each.key}"' in buckets
    for environment, host in (("dev", "app.dev.example.org"), ("prod", "app.example.org")):
        shown = tool("kubectl", "kustomize", str(tmp_path / f"devops/k8s/apps/tomoda/overlays/{environment}"))
        assert shown.returncode == 0, shown.stderr
        assert f"Host(`{host}`)" in shown.stdout and f"europe-west1-docker.pkg.dev/their-project/tomoda-{environment}-repo/backend" in shown.stdout
        assert f"gs://theirs-cnpg-backups-{environment}" in shown.stdout and f"theirs-assets-{environment}" in shown.stdout
        assert "tomoda.life/backend" in shown.stdout, "labels are no addresses"
