"""Holds every answer and every signal in the tests against the contract, more strictly than clients do."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

import msgspec
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tomoda.app import doors_only
from tomoda.core import contract
from tomoda.core.messages import SIGNALS

PROBLEM = "application/problem+json"
UNKNOWN_ADDRESS = {404, 405}


class OffContract(AssertionError):
    """The code does something else than the contract says."""


@cache
def openapi() -> dict[str, Any]:
    """The contract of HTTP, closed: a field that it does not name is a fault here, though clients ignore it."""
    return _closed(contract.openapi(doors_only()))


@cache
def signals() -> dict[str, Any]:
    """The contract of signals, closed in the same way."""
    openapi()
    return _closed(contract.signals())


def check_answer(method: str, path: str, status: int, media_type: str, body: bytes) -> None:
    """Raise OffContract unless this answer is one that the contract names for this address."""
    found = _operation(method, path)
    if found is None:
        _check_stranger(method, path, status, media_type)
        return
    template, operation = found
    where = f"{method} {template} → {status}"
    reference = operation["responses"].get(str(status))
    if reference is None:
        raise OffContract(
            f"{where}: the contract knows {sorted(operation['responses'])}; is `raises=` complete? {body!r}"
        )
    answer = _response(reference)
    if "content" not in answer:
        if body:
            raise OffContract(f"{where}: no body is promised, but here is {body[:200]!r}")
        return
    kind = media_type.partition(";")[0].strip()
    if kind not in answer["content"]:
        raise OffContract(f"{where}: {kind or 'no content type'} instead of {list(answer['content'])}")
    if kind.endswith("json"):
        _hold(_validator(template, method, status), msgspec.json.decode(body), where)


def check_signal(name: str, body: bytes) -> None:
    """Raise OffContract unless the contract names this signal with exactly these fields."""
    if name not in SIGNALS or not SIGNALS[name].__module__.startswith("tomoda."):
        return
    if name not in signals()["signals"]:
        return
    _hold(_signal_validator(name), msgspec.json.decode(body), name)


def _check_stranger(method: str, path: str, status: int, media_type: str) -> None:
    if status not in UNKNOWN_ADDRESS or media_type.partition(";")[0] != PROBLEM:
        raise OffContract(f"{method} {path} is not in the contract, but was answered with {status} {media_type}")


def _operation(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    fits = [(template, known) for template, pattern, known in _addresses() if pattern.fullmatch(path)]
    for template, known in sorted(fits, key=lambda one: one[0].count("{")):
        if method.lower() in known:
            return template, known[method.lower()]
    return None


@cache
def _addresses() -> list[tuple[str, re.Pattern[str], dict[str, Any]]]:
    return [
        (template, re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template))), known)
        for template, known in openapi()["paths"].items()
    ]


def _response(reference: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in reference:
        return reference
    return openapi()["components"]["responses"][reference["$ref"].rpartition("/")[2]]


@cache
def _validator(template: str, method: str, status: int) -> Draft202012Validator:
    answer = _response(openapi()["paths"][template][method.lower()]["responses"][str(status)])
    shape = next(iter(answer["content"].values()))["schema"]
    return _over(openapi(), shape)


@cache
def _signal_validator(name: str) -> Draft202012Validator:
    return _over(signals(), signals()["signals"][name]["data"])


def _over(document: dict[str, Any], shape: dict[str, Any]) -> Draft202012Validator:
    registry = cast("Any", Registry)()
    known = registry.with_resource("urn:contract", Resource(document, DRAFT202012))
    return Draft202012Validator(_absolute(shape), registry=known, format_checker=FormatChecker())


def _absolute(shape: Any) -> Any:
    """The same schema, its references leading into the document."""
    match shape:
        case dict():
            known = cast("dict[str, Any]", shape)
            return {key: f"urn:contract{value}" if key == "$ref" else _absolute(value) for key, value in known.items()}
        case list():
            return [_absolute(one) for one in cast("list[Any]", shape)]
        case _:
            return shape


def _hold(validator: Draft202012Validator, found: Any, where: str) -> None:
    errors = cast("Iterator[Any]", validator.iter_errors(found))  # pyright: ignore[reportUnknownMemberType]
    faults = [f"  {error.json_path}: {error.message[:300]}" for error in errors]
    if faults:
        raise OffContract("\n".join([f"{where} is not what the contract says:", *faults]))


def _closed(document: dict[str, Any]) -> dict[str, Any]:
    """Every object with named properties takes no others, except where parts of one are described apart."""

    def close(shape: Any) -> Any:
        if isinstance(shape, list):
            return [close(one) for one in cast("list[Any]", shape)]
        if not isinstance(shape, dict):
            return shape
        known = cast("dict[str, Any]", shape)
        if "allOf" in known:
            return {**known, "allOf": [close(known["allOf"][0]), *known["allOf"][1:]]}
        done = {key: close(value) for key, value in known.items()}
        if isinstance(known.get("properties"), dict) and known.get("type") == "object":
            done.setdefault("additionalProperties", False)
        return done

    return close(document)
