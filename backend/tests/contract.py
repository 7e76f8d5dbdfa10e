"""Holds every answer in the tests against the contract, strictly: an unknown field is a fault."""

import json
import re
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from tomoda.app import describe
from tomoda.core.errors import PROBLEMS


@cache
def _document() -> dict[str, Any]:
    return _closed(json.loads(describe()["openapi.json"]))


def _closed(value: Any) -> Any:
    """The same schemas, but what they do not name is not allowed."""
    if isinstance(value, list):
        return [_closed(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(value, dict):
        return value
    closed: dict[str, Any] = {key: _closed(inner) for key, inner in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if closed.get("type") == "object" and isinstance(closed.get("properties"), dict):
        closed.setdefault("additionalProperties", False)
    return closed


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Addresses without parameters first: `/users/me` is not somebody called me."""
    paths = sorted(_document()["paths"], key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + "$"), path) for path in paths]


@cache
def _validator(path: str, method: str, status: str, kind: str) -> Draft202012Validator:
    answer = _document()["paths"][path][method]["responses"][status]
    schema = answer["content"][kind]["schema"]
    return Draft202012Validator({**schema, "components": _document()["components"]})


def check(method: str, url_path: str, status: int, kind: str, body: Any) -> None:
    """Raises AssertionError if this answer is not what the contract promises for this request."""
    path = next((path for pattern, path in _patterns() if pattern.match(url_path)), None)
    if path is None or method.lower() not in _document()["paths"][path]:
        assert status in (404, 405), f"{method} {url_path} is not in the contract"
        return
    operation = _document()["paths"][path][method.lower()]
    promised = operation["responses"].get(str(status))
    assert promised is not None, f"{method} {path} answers {status}, which the contract does not know: {body}"
    if body is None:
        assert "content" not in promised or status == 204, f"{method} {path} {status} has no body"
        return
    for fault in _validator(path, method.lower(), str(status), kind).iter_errors(body):
        raise AssertionError(f"{method} {path} {status}: {fault.json_path}: {fault.message}")
    if kind == "application/problem+json":
        assert body["code"] in promised["x-problems"], f"{method} {path} does not promise {body['code']}"
        assert PROBLEMS[body["code"]].status == status
