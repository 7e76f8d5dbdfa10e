"""What must be so before anything starts; each refusal is a sentence with its remedy."""

import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path

from dev import system
from dev.plan import FRONTEND, Plan
from dev.process import CannotStart, is_free

NEEDED = 2 * 1024**3  # bytes: databases, bundles and logs of a long day
OLDEST_NODE = (20, 19)


def check(plan: Plan, *, embedded: bool, web: bool) -> None:
    """Raise CannotStart for the first thing that stands in the way."""
    _disk(plan.folder)
    _ports(plan)
    if embedded:
        system.need_postgis()
    if web:
        _node()


def _disk(folder: Path) -> None:
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(existing).free
    if free < NEEDED:
        raise CannotStart(
            f"Only {free / 1024**3:.1f} GiB are free where {existing} is, and Tomoda needs {NEEDED // 1024**3}: "
            "make room, or keep the project on another disk."
        )


def _ports(plan: Plan) -> None:
    taken = [f"{port} ({name.replace('_', ' ')})" for name, port in asdict(plan.ports).items() if not is_free(port)]
    if taken:
        what = f"Port {taken[0]} is" if len(taken) == 1 else f"The ports {', '.join(taken)} are"
        raise CannotStart(
            f"{what} taken by another program: stop it (`lsof -i :{taken[0].split()[0]}` says which it is), "
            "or use other ports: `TOMODA_PORT_OFFSET=10000 ./task dev`."
        )


def _node() -> None:
    node = shutil.which("node")
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout if node else ""
    numbers = tuple(int(part) for part in version.strip().lstrip("v").split(".")[:2] if part.isdigit())
    if numbers < OLDEST_NODE:
        found = f"only {version.strip()} is here" if version else "it is not installed"
        raise CannotStart(
            f"The web app needs Node 20.19 or newer, and {found}: start with `./task dev`, which fetches it, "
            "or install it (https://nodejs.org; macOS: brew install node)."
        )
    if not (FRONTEND / "node_modules" / "expo").exists():
        raise CannotStart("The web app's packages are not installed: run `./task setup`.")
