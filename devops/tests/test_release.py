"""The two scripts between a merge and a running pod, tried on repositories of their own."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from render import ROOT

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
