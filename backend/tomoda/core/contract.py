"""The contract, generated from the code: openapi.json, signals.json, and one page per problem."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from tomoda.core.errors import (
    PROBLEMS,
    TYPE_BASE,
    AccountSuspended,
    AnswerLost,
    KeyInFlight,
    KeyReused,
    Malformed,
    NotSignedIn,
    Problem,
    ProblemDetails,
    RateLimited,
    ScopeMissing,
    SessionEnded,
    TooLarge,
    Unavailable,
)
from tomoda.core.http.scopes import scope_of
from tomoda.core.messages import CONTROL, SIGNALS, Signal

type Schema = dict[str, Any]

ONCE: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Sent again with the same key and body within a day, the request is not carried out again: "
    "it gets its first answer, marked by `Idempotent-Replayed: true`.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}

GENERATED = "This page is made from the code by `./task contract`."


def files(litestar: Litestar) -> dict[str, str]:
    """Every generated file by its path from the root of the repository."""
    made = {
        "contract/openapi.json": text(openapi(litestar)),
        "contract/signals.json": text(signals()),
        "docs/problems/README.md": _contents(),
    }
    return made | {f"docs/problems/{_slug(problem)}.md": _page(problem) for problem in _ours()}


def stale(root: Path, litestar: Litestar) -> list[str]:
    """The generated files that are not as the code says, and the pages of problems that are no more."""
    made = files(litestar)
    differ = [
        path for path, wanted in made.items() if not (root / path).exists() or (root / path).read_text() != wanted
    ]
    return differ + [path for path in _pages(root) if path not in made]


def write(root: Path, litestar: Litestar) -> None:
    """Write them all."""
    made = files(litestar)
    for path, wanted in made.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(wanted)
    for path in _pages(root):
        if path not in made:
            (root / path).unlink()


def text(document: Schema) -> str:
    """JSON whose order depends on nothing but its content."""
    return msgspec.json.format(msgspec.json.encode(document, order="sorted"), indent=1).decode() + "\n"


# openapi.json


def openapi(litestar: Litestar) -> Schema:
    """What Litestar says about the routes, with our problems in place of its own errors."""
    document: Schema = msgspec.json.decode(msgspec.json.encode(litestar.openapi_schema.to_schema()))
    answers: Schema = {}
    for path, method, handler in operations(litestar):
        _complete(document["paths"][path][method.lower()], handler, answers)
    document.setdefault("components", {})["responses"] = answers
    (details,), shapes = msgspec.json.schema_components([ProblemDetails], ref_template="#/components/schemas/{name}")
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas |= {name: _without_titles(shape) for name, shape in shapes.items()}
    assert details["$ref"].endswith("/ProblemDetails")  # noqa: S101 - responses refer to it by this name
    document["info"] |= {"description": "Spontaneous events with friends, on a map, live.", "license": {"name": "MIT"}}
    document["components"]["securitySchemes"] = {
        "session": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    }
    return document


def operations(litestar: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    """Each address of ours, with its method and handler."""
    for route in litestar.routes:
        if not isinstance(route, HTTPRoute):
            continue
        for handler in route.route_handlers:
            if handler.fn.__module__.startswith("tomoda.") and handler.include_in_schema is not False:
                for method in sorted(str(one) for one in handler.http_methods if one != "OPTIONS"):
                    yield route.path_format, method, handler


def domain_of(handler: HTTPRouteHandler) -> str:
    """The domain whose door it is; `instance` for what none of them owns."""
    first = handler.fn.__module__.split(".")[1]
    return "instance" if first == "core" else first


def refusals(
    handler: HTTPRouteHandler, *, takes_parameters: bool = True, takes_body: bool = False
) -> list[type[Problem]]:
    """What this handler declares, and what any handler like it may be refused with."""
    found = {one for one in handler.raises or () if issubclass(one, Problem)}
    found |= {Unavailable, RateLimited}
    if takes_parameters or takes_body:
        found.add(Malformed)
    if takes_body:
        found.add(TooLarge)
    if not handler.opt.get("public"):
        found |= {NotSignedIn, SessionEnded, ScopeMissing}
        if not handler.opt.get("suspended"):
            found.add(AccountSuspended)
        if handler.http_methods & {"POST", "PATCH", "DELETE"}:
            found |= {Malformed, KeyInFlight, KeyReused, AnswerLost}
    return sorted(found, key=lambda problem: (problem.status, problem.code))


def _complete(operation: Schema, handler: HTTPRouteHandler, named: Schema) -> None:
    public = bool(handler.opt.get("public"))
    operation["operationId"] = f"{domain_of(handler)}_{handler.fn.__name__}"
    operation["tags"] = [domain_of(handler)]
    operation["description"] = promise = inspect.getdoc(handler.fn) or ""
    operation["summary"] = promise.partition("\n")[0].rstrip(".")
    scope = scope_of(handler)
    operation["security"] = [*([{}] if public else []), {"session": []}, *([{"key": [scope]}] if scope else [])]
    operation.pop("deprecated", None)
    for parameter in operation.get("parameters", ()):
        parameter.pop("deprecated", None)
    if not public and handler.http_methods & {"POST", "PATCH", "DELETE"}:
        operation.setdefault("parameters", []).append(ONCE)
    answers = {status: one for status, one in operation["responses"].items() if status < "400"}
    if "GET" in handler.http_methods:
        answers["304"] = {"description": "What If-None-Match names is still so"}
    for answer in answers.values():
        answer.pop("headers", None)
        answer["description"] = "Done" if "content" not in answer else "As asked"
    if "204" in answers:
        answers["204"].pop("content", None)
    refused = refusals(
        handler,
        takes_parameters=bool(operation.get("parameters")),
        takes_body="requestBody" in operation,
    )
    operation["responses"] = answers | _refused(refused, named)


def _refused(problems: list[type[Problem]], named: Schema) -> Schema:
    """The refusals by status; each is written once, in `named`, and referred to by its codes."""
    by_status: dict[str, list[type[Problem]]] = {}
    for problem in problems:
        by_status.setdefault(str(problem.status), []).append(problem)
    found: Schema = {}
    for status, some in by_status.items():
        found[status] = _name_answer(named, [one.code for one in some], " · ".join(one.title for one in some))
    return found | {"500": _name_answer(named, ["internal_error"], "Something broke on our side")}


def _name_answer(named: Schema, codes: list[str], description: str) -> Schema:
    name = ".".join(codes)
    named[name] = _problem_answer(codes, description)
    return {"$ref": f"#/components/responses/{name}"}


def _problem_answer(codes: list[str], description: str) -> Schema:
    code = {"type": "object", "properties": {"code": {"enum": codes}}, "required": ["code"]}
    schema = {"allOf": [{"$ref": "#/components/schemas/ProblemDetails"}, code]}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}


# signals.json


def signals() -> Schema:
    """Every signal that a client may hear: its name, the topics it goes to, whether it has places, its shape."""
    heard = {name: kind for name, kind in sorted(SIGNALS.items()) if _is_heard(kind)}
    shapes, named = msgspec.json.schema_components(list(heard.values()), ref_template="#/components/{name}")
    said = {name: _signal(kind, named, shape) for (name, kind), shape in zip(heard.items(), shapes, strict=True)}
    apart = {kind.__name__ for kind in heard.values()}
    definitions = {name: _without_titles(shape) for name, shape in named.items() if name not in apart}
    return {"version": 1, "signals": said, "components": definitions}


def _is_heard(kind: type[Signal]) -> bool:
    return kind.__module__.startswith("tomoda.") and any(pattern != CONTROL for pattern in kind.topics)


def _signal(kind: type[Signal], named: Schema, reference: Schema) -> Schema:
    shape: Schema = dict(named[reference["$ref"].rpartition("/")[2]])
    properties = {name: one for name, one in shape["properties"].items() if name not in kind.private}
    return {
        "description": inspect.getdoc(kind) or "",
        "topics": list(kind.topics),
        "lasting": kind.lasting,
        "data": {
            "type": "object",
            "properties": {name: {k: v for k, v in one.items() if k != "default"} for name, one in properties.items()},
            "required": sorted(properties),
        },
    }


def _without_titles(shape: Schema) -> Schema:
    return {key: value for key, value in shape.items() if key != "title"}


# docs/problems/


def _ours() -> list[type[Problem]]:
    return [one for _, one in sorted(PROBLEMS.items()) if one.__module__.startswith("tomoda.")]


def _slug(problem: type[Problem]) -> str:
    return problem.code.replace("_", "-")


def _page(problem: type[Problem]) -> str:
    lines = [
        f"# {problem.title}",
        "",
        inspect.getdoc(problem) or "",
        "",
        f"- `type`: `{TYPE_BASE}{_slug(problem)}`",
        f"- `code`: `{problem.code}`",
        f"- HTTP status: {problem.status}",
        "",
        f"{GENERATED} [All problems](README.md)",
    ]
    return "\n".join(lines) + "\n"


def _contents() -> str:
    rows = [f"| [`{one.code}`]({_slug(one)}.md) | {one.status} | {one.title} |" for one in _ours()]
    head = [
        "# Problems: what the API refuses, and why",
        "",
        "Every refusal is `application/problem+json` (RFC 9457). Decide by `code`, show `detail`, and quote `instance`",
        f"when you ask for help. A fault of ours is `internal_error`, 500. {GENERATED}",
        "",
        "| Code | Status | Meaning |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _pages(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / "docs/problems").glob("*.md"))
