"""The services in containers, where a Docker engine answers: `docker-compose.dev.yml` on the same ports."""

import hashlib
import os
import shutil
import subprocess
from dataclasses import asdict

from dev.plan import ROOT, Plan, generated
from dev.process import CannotStart

FILE = ROOT / "docker-compose.dev.yml"


def answers() -> bool:
    """Whether an engine with Compose runs here, and nobody has asked for the embedded services (TOMODA_EMBEDDED=1).

    An engine that is stuck is asked for five seconds, and is none.
    """
    docker = shutil.which("docker")
    if not docker or os.environ.get("TOMODA_EMBEDDED"):
        return False
    return all(_quietly([docker, *words]) for words in (["info"], ["compose", "version"]))


def up(plan: Plan) -> None:
    """Start the services and return once all are healthy."""
    if _compose(plan, "up", "--detach", "--wait").returncode != 0:
        stop(plan)
        raise CannotStart("Docker could not start the services: see above. TOMODA_EMBEDDED=1 does without Docker.")


def stop(plan: Plan) -> None:
    """Stop the services; what they hold is kept in volumes."""
    _compose(plan, "stop")


def forget(plan: Plan) -> None:
    """Remove the services and what they hold."""
    _compose(plan, "down", "--volumes")


def project(plan: Plan) -> str:
    """What the containers and volumes of this folder are called: two clones on one machine share none."""
    return f"tomoda-{plan.folder.name}-{hashlib.sha256(str(plan.folder).encode()).hexdigest()[:8]}"


def _compose(plan: Plan, *words: str) -> subprocess.CompletedProcess[bytes]:
    ports = {f"TOMODA_{name.upper()}_PORT": str(port) for name, port in asdict(plan.ports).items()}
    return subprocess.run(
        ["docker", "compose", "--project-name", project(plan), "--file", str(FILE), *words],
        env={**os.environ, **ports, **generated(plan), "TOMODA_ORIGIN": plan.url},
    )


def _quietly(command: list[str]) -> bool:
    try:
        return (
            subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=5
            ).returncode
            == 0
        )
    except subprocess.TimeoutExpired:
        return False
