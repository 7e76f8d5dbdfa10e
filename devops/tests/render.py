"""Renders every kustomization under devops/k8s once, and hands out its documents."""

import functools
import subprocess
import sys
from pathlib import Path

import yaml

DEVOPS = Path(__file__).resolve().parents[1]
ROOT = DEVOPS.parent
K8S = DEVOPS / "k8s"
TOOLS = Path(sys.executable).parent

Document = dict


def tool(*command: str, cwd: Path = ROOT, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """One of the tools that stand beside this Python, or on the PATH."""
    own = TOOLS / command[0]
    words = [str(own) if own.exists() else command[0], *command[1:]]
    return subprocess.run(words, cwd=cwd, input=stdin, capture_output=True, text=True, check=False)


def folders() -> list[Path]:
    """Whatever renders by itself; a component is rendered through a kustomization that uses it."""
    found = []
    for file in sorted(K8S.rglob("kustomization.yaml")):
        if yaml.safe_load(file.read_text())["kind"] == "Kustomization":
            found.append(file.parent)
    return found


@functools.cache
def rendered(folder: Path) -> tuple[Document, ...]:
    done = tool("kubectl", "kustomize", str(folder))
    assert done.returncode == 0, done.stderr
    return tuple(d for d in yaml.safe_load_all(done.stdout) if d)


@functools.cache
def everything() -> tuple[tuple[str, Document], ...]:
    """(where, document) for all kustomizations but the base, which is only half a thing."""
    return tuple(
        (f"{folder.relative_to(K8S)}: {d['kind']}/{d['metadata']['name']}", d)
        for folder in folders()
        if folder.name != "base"
        for d in rendered(folder)
    )


def of(environment: str, *kinds: str) -> list[Document]:
    documents = rendered(K8S / "apps/tomoda/overlays" / environment)
    return [d for d in documents if not kinds or d["kind"] in kinds]


def named(environment: str, kind: str, name: str) -> Document:
    [found] = [d for d in of(environment, kind) if d["metadata"]["name"] == name]
    return found
