"""Conditional requests (RFC 9110 §13): a strong ETag for each viewer's answer, and 304 for who has it already."""

from hashlib import blake2b
from typing import Any, cast

from litestar.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 256 * 1024  # bytes of an answer that is worth it
ANONYMOUS = b"\0" * 16

PRIVATE = {"cache-control": "private, no-store"}
"""Headers of an answer with addresses that open something for a while: nobody keeps it."""


class Conditional:
    """GETs whose answer is JSON in one piece. Who may not see something gets another answer, and so another tag."""

    def __init__(self, inner: ASGIApp) -> None:
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        seen: dict[str, Any] = cast("Any", scope)
        if seen["type"] == "http" and seen["method"] == "HEAD":
            seen["method"], send = "GET", _bodiless(send)
        if seen["type"] == "http" and seen["method"] == "GET":
            send = _Tagged(seen, send)
        await self.inner(scope, receive, send)


def _bodiless(send: Send) -> Send:
    """HEAD is a GET of which only the headers are sent (RFC 9110 §9.3.2)."""

    async def told(message: Message) -> None:
        answer: Any = message
        if answer["type"] == "http.response.body":
            answer = {**answer, "body": b""}
        await send(answer)

    return told


class _Tagged:
    """Holds the beginning of an answer back until its body is known."""

    def __init__(self, scope: dict[str, Any], send: Send) -> None:
        self.scope = scope
        self.send = send
        self.start: Any = None

    async def __call__(self, message: Message) -> None:
        told: Any = message
        if told["type"] == "http.response.start" and _is_json(told):
            self.start = told
            return
        if self.start is not None:
            told = await self._begin(told)
        await self.send(told)

    async def _begin(self, told: Any) -> Any:
        start, self.start = self.start, None
        body: bytes = told.get("body", b"")
        if not told.get("more_body", False) and len(body) <= LARGEST:
            viewer = self.scope.get("viewer")
            who = viewer.id.bytes if viewer is not None else ANONYMOUS
            tag = b'"%s"' % blake2b(body, digest_size=12, person=who).hexdigest().encode()
            more = [(b"etag", tag), (b"cache-control", b"private, no-cache"), (b"vary", b"authorization")]
            if _has(self.scope, tag):
                start: Any = {**start, "status": 304, "headers": more}
                told = {**told, "body": b""}
            else:
                start = {**start, "headers": [*start["headers"], *more]}
        await self.send(start)
        return told


def _is_json(start: Any) -> bool:
    names = dict(start["headers"])
    plain = names.get(b"content-type", b"").startswith(b"application/json")
    return start["status"] == 200 and plain and b"etag" not in names and b"cache-control" not in names


def _has(scope: dict[str, Any], tag: bytes) -> bool:
    given = next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")
    return any(one.strip().removeprefix(b"W/") == tag for one in given.split(b","))
