"""Whatever is refused becomes a problem; whatever breaks becomes one, too, and is logged."""

import logging
import re
from typing import Any, cast

import msgspec
from asyncpg import InterfaceError, InternalClientError, PostgresConnectionError
from asyncpg.exceptions import CannotConnectNowError, TooManyConnectionsError
from litestar import Request, Response
from litestar.exceptions import HTTPException, MethodNotAllowedException, ValidationException
from litestar.types import Scope, Send
from redis.exceptions import ConnectionError as ValkeyGone

from tomoda.core.errors import (
    TYPE_BASE,
    FieldError,
    Malformed,
    MethodNotAllowed,
    NotFound,
    Problem,
    ProblemDetails,
    TooLarge,
    Unavailable,
)

log = logging.getLogger("tomoda.http")

MEDIA_TYPE = "application/problem+json"
COME_BACK = 2  # seconds, when Postgres or Valkey is out of reach

type Asked = Request[Any, Any, Any]


def respond(request: Asked, problem: Problem) -> Response[bytes]:
    """The problem as an answer."""
    body = msgspec.json.encode(problem.body(**_numbers(request.scope)))
    return Response(body, status_code=problem.status, media_type=MEDIA_TYPE, headers=problem.sent_with())


async def refuse(scope: Scope, send: Send, problem: Problem) -> None:
    """The problem as an answer, where there is no framework yet."""
    headers = [(b"content-type", MEDIA_TYPE.encode())]
    headers += [(name.lower().encode(), value.encode()) for name, value in problem.sent_with().items()]
    await tell(send, problem.status, headers, msgspec.json.encode(problem.body(**_numbers(scope))))


async def tell(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    """A whole answer."""
    length = (b"content-length", str(len(body)).encode())
    start: Any = {"type": "http.response.start", "status": status, "headers": [*headers, length]}
    await send(start)
    end: Any = {"type": "http.response.body", "body": body, "more_body": False}
    await send(end)


def _numbers(scope: Scope) -> dict[str, str]:
    """What the doorkeeper calls this request, and the tap that it is part of, if anybody has said so."""
    seen: Any = scope
    numbers = {"request_id": str(seen.get("request_id", ""))}
    if (trace := seen.get("trace_id")) is not None:
        numbers["trace_id"] = trace
    return numbers


def _invalid(request: Asked, fault: ValidationException) -> Response[bytes]:
    extra: Any = fault.extra
    found = cast("list[dict[str, Any]]", extra) if isinstance(extra, list) else []
    errors = [FieldError(_pointer(one), str(one.get("message", ""))) for one in found]
    if missing := re.match(r"Missing required (\w+) parameter '([\w-]+)'", fault.detail):
        errors.append(FieldError(f"#/{missing[1]}/{missing[2]}", "is required"))
    return respond(request, Malformed(errors=errors) if errors else Malformed(fault.detail.partition(" for ")[0]))


def _pointer(error: dict[str, Any]) -> str:
    """A JSON pointer to the field in the body, or `#/query/…`, `#/header/…` for parameters."""
    key = re.sub(r"\[(\d+)\]", r".\1", str(error.get("key", "")))
    if not key and (named := re.search(r"field `(\w+)`", str(error.get("message", "")))):
        key = named[1]
    path = "/".join(part.replace("~", "~0").replace("/", "~1") for part in key.split(".") if part and part != "$")
    source = error.get("source")
    source = getattr(source, "value", source)
    return f"#/{path}" if source in (None, "body") else f"#/{source}/{path}"


def _refused(request: Asked, fault: HTTPException) -> Response[bytes]:
    if isinstance(fault, Problem):
        return respond(request, fault)
    match fault.status_code:
        case 404:
            return respond(request, NotFound())
        case 413:
            return respond(request, TooLarge())
        case status if status < 500:
            return respond(request, Malformed(fault.detail))
        case _:
            return _broken(request, fault)


def _not_allowed(request: Asked, fault: MethodNotAllowedException) -> Response[bytes]:
    return respond(request, MethodNotAllowed(headers=dict(fault.headers or {})))


def _away(request: Asked, fault: Exception) -> Response[bytes]:
    log.warning("out of reach", extra={"fault": type(fault).__name__, **_numbers(request.scope)})
    return respond(request, Unavailable(retry_after=COME_BACK))


def _broken(request: Asked, fault: Exception) -> Response[bytes]:
    """A bug: its trace goes to the log, its number to the person."""
    numbers = _numbers(request.scope)
    log.error("request failed", exc_info=fault, extra=numbers)
    body = ProblemDetails(
        type=TYPE_BASE + "internal-error",
        title="Something broke on our side",
        status=500,
        code="internal_error",
        detail="Something broke on our side. It was noted; please try again.",
        instance=f"urn:tomoda:request:{numbers['request_id']}",
        trace_id=numbers.get("trace_id"),
    )
    return Response(msgspec.json.encode(body), status_code=500, media_type=MEDIA_TYPE)


HANDLERS: dict[int | type[Exception], Any] = {
    ValidationException: _invalid,
    MethodNotAllowedException: _not_allowed,
    HTTPException: _refused,
    PostgresConnectionError: _away,
    CannotConnectNowError: _away,
    TooManyConnectionsError: _away,
    InterfaceError: _away,
    InternalClientError: _away,
    ValkeyGone: _away,
    ConnectionError: _away,
    TimeoutError: _away,
    Exception: _broken,
}
