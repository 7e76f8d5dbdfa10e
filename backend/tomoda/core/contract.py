"""The contract as two documents: what may be asked over HTTP (OpenAPI 3.1), and what is told over the socket."""

import inspect
import json
from typing import Any

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from tomoda.core.errors import (
    AccountSuspended,
    Malformed,
    NotSignedIn,
    Problem,
    ProblemDetails,
    RateLimited,
    SessionEnded,
    Unavailable,
)
from tomoda.core.messages import CONTROL, SIGNALS, Signal

_REF = "#/components/schemas/{name}"
_PROBLEM = {"application/problem+json": {"schema": {"$ref": _REF.format(name="ProblemDetails")}}}


def openapi(app: Litestar) -> dict[str, Any]:
    """OpenAPI 3.1, with each operation's problems by their codes."""
    document: dict[str, Any] = json.loads(json.dumps(app.openapi_schema.to_schema()))
    _, components = msgspec.json.schema_components([ProblemDetails], ref_template=_REF)
    document["components"].setdefault("schemas", {}).update(components)
    document["components"]["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            path = document["paths"].get(_openapi_path(route.path_format))
            if path is not None and isinstance(handler, HTTPRouteHandler):
                for method in handler.http_methods:
                    if method.lower() in path:
                        _describe(path[method.lower()], handler)
    return _sorted(document)


def _openapi_path(path: str) -> str:
    return path.split(":")[0] if "{" not in path else path


def _describe(operation: dict[str, Any], handler: HTTPRouteHandler) -> None:
    function = handler.fn
    domain = function.__module__.split(".")[1]
    operation["operationId"] = f"{domain}_{function.__name__}"
    operation["tags"] = [domain]
    promise = inspect.getdoc(function) or ""
    operation["summary"] = promise.splitlines()[0].rstrip(".")
    operation["description"] = promise
    public = bool(handler.opt.get("public"))
    operation["security"] = [] if public else [{"bearer": []}]
    kept = {status: answer for status, answer in operation["responses"].items() if int(status) < 400}
    for answer in kept.values():
        answer["description"] = "As asked."
        if not answer.get("headers"):
            answer.pop("headers", None)
    operation["responses"] = kept | _problems(handler, public=public, takes=_takes(operation))


def _takes(operation: dict[str, Any]) -> bool:
    return bool(operation.get("parameters") or operation.get("requestBody"))


def _problems(handler: HTTPRouteHandler, *, public: bool, takes: bool) -> dict[str, Any]:
    named = [kind for kind in handler.raises or () if issubclass(kind, Problem)]
    named += (
        [RateLimited, Unavailable]
        + ([] if public else [NotSignedIn, SessionEnded, AccountSuspended])
        + ([Malformed] if takes else [])
    )
    found: dict[str, set[str]] = {}
    for kind in named:
        found.setdefault(str(kind.status), set()).add(kind.code)
    return {
        status: {"description": ", ".join(sorted(codes)), "content": _PROBLEM, "x-problems": sorted(codes)}
        for status, codes in found.items()
    }


def _sorted(value: Any) -> Any:
    """The same document with its keys in one order, so that a diff shows changes only."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, list):
        return [_sorted(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
    return value


def signals() -> dict[str, Any]:
    """Every signal that a client can hear: its topics, whether it is lasting, and the JSON Schema of its data."""
    heard = {name: kind for name, kind in SIGNALS.items() if kind.topics and CONTROL not in kind.topics}
    heard = {name: kind for name, kind in heard.items() if kind.__module__.startswith("tomoda.")}
    _, components = msgspec.json.schema_components(heard.values(), ref_template="#/components/{name}")
    told = {name: _told(kind, components.pop(kind.__name__)) for name, kind in heard.items()}
    return _sorted({"signals": told, "components": components})


def _told(kind: type[Signal], schema: dict[str, Any]) -> dict[str, Any]:
    shown = {field: rule for field, rule in schema["properties"].items() if field not in kind.private}
    data = {"type": "object", "properties": shown, "required": sorted(shown), "additionalProperties": False}
    promise = inspect.getdoc(kind) or ""
    return {"topics": list(kind.topics), "lasting": kind.lasting, "description": promise, "data": data}


def text(document: dict[str, Any]) -> str:
    """As it is committed."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
