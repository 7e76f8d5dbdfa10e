"""Every door of every domain keeps the rules of the house."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from litestar.handlers import HTTPRouteHandler

import tomoda
from tomoda import domains
from tomoda.app import doors_only
from tomoda.core import contract
from tomoda.core.errors import PROBLEMS, Problem
from tomoda.core.messages import JOBS, SIGNALS

HOUSE = Path(tomoda.__file__).parent
ROOMS = {"routes", "socket", "work", "actions", "queries", "messages", "schemas", "errors", "__init__"}
OPERATIONS = sorted(contract.operations(doors_only()), key=lambda one: one[:2])  # one order for all test processes
NAMES = [f"{method} {path}" for path, method, _ in OPERATIONS]


@pytest.mark.parametrize(("path", "method", "handler"), OPERATIONS, ids=NAMES)
def test_every_route_says_what_it_does_and_refuses(path: str, method: str, handler: HTTPRouteHandler) -> None:
    assert (handler.fn.__doc__ or "").strip(), "its docstring is its description in the contract"
    declared = [one for one in handler.raises or () if issubclass(one, Problem)]
    assert len(declared) == len(set(declared)), "declared twice"
    if "{" in path:
        assert any(one.status == 404 for one in declared) or method in ("PUT", "DELETE"), "what is not there is 404"


def test_operation_names_are_unique() -> None:
    names = [f"{contract.domain_of(handler)}.{handler.fn.__name__}" for _, _, handler in OPERATIONS]
    assert len(names) == len(set(names))


def test_every_problem_of_a_domain_is_declared_by_a_route() -> None:
    declared = {one for _, _, handler in OPERATIONS for one in handler.raises or ()}
    unused = [
        problem.__name__
        for problem in PROBLEMS.values()
        if problem.__module__.startswith("tomoda.") and ".core." not in problem.__module__ and problem not in declared
    ]
    assert not unused, "a refusal that no client can meet, or a route that does not name it"


def test_everything_with_a_name_says_what_it_is() -> None:
    named = [*PROBLEMS.values(), *SIGNALS.values(), *JOBS.values()]
    silent = [one.__name__ for one in named if not (one.__doc__ or "").strip()]
    assert not silent


def test_domains_have_the_nine_files_and_doors_have_no_sql() -> None:
    for domain in domains.present():
        files = [file for file in (HOUSE / domain).iterdir() if not file.name.startswith(".")]
        found = {file.stem for file in files if file.name != "__pycache__"}
        assert found <= ROOMS, f"{domain} has {found - ROOMS}"
        for door in domains.DOORS:
            for file in [HOUSE / domain / f"{door}.py", *(HOUSE / domain / door).glob("*.py")]:
                if file.exists():
                    assert not re.search(r"\bsql\(", file.read_text()), f"{file} contains SQL"


def test_only_the_job_loop_catches_everything() -> None:
    allowed = {HOUSE / "worker.py"}
    found = [
        str(file.relative_to(HOUSE))
        for file in HOUSE.rglob("*.py")
        if file not in allowed and re.search(r"except Exception\b", file.read_text())
    ]
    assert not found


def test_every_module_says_what_it_is() -> None:
    silent = [file for file in HOUSE.rglob("*.py") if not (import_module(_module(file)).__doc__ or "").strip()]
    assert not silent


def _module(file: Path) -> str:
    parts = file.relative_to(HOUSE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
