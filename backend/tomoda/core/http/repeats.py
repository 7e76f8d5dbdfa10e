"""Repeats: what stands between the doorkeeper and the doors for requests that carry an Idempotency-Key."""

from typing import Any, cast

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from tomoda.core import once
from tomoda.core.app import App
from tomoda.core.errors import Malformed, Problem
from tomoda.core.http.problems import refuse, tell

METHODS = frozenset({"POST", "PATCH", "DELETE"})
LONGEST_KEY = 255
HEADER = b"idempotency-key"
KEPT_HEADERS = frozenset({b"content-type", b"location", b"etag", b"retry-after"})
REPLAYED = (b"idempotent-replayed", b"true")


class Repeats:
    """Signed-in people's repeated requests get their first answer. Strangers' keys mean nothing: whose are they?"""

    def __init__(self, app: App, inner: ASGIApp, largest_body: int) -> None:
        self.app = app
        self.inner = inner
        self.largest_body = largest_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        key = _key(scope)
        if key is None:
            await self.inner(scope, receive, send)
            return
        body = await whole(receive, self.largest_body)
        if body is None:  # too large, and refused as such by what is behind us
            await self.inner(_with_length(scope, self.largest_body + 1), again(b"", receive), send)
            return
        try:
            await self._once(scope, key, body, receive, send)
        except Problem as problem:
            await refuse(scope, send, problem)

    async def _once(self, scope: Scope, key: str, body: bytes, receive: Receive, send: Send) -> None:
        if not 1 <= len(key) <= LONGEST_KEY:
            raise Malformed(f"Idempotency-Key has 1 to {LONGEST_KEY} characters")
        seen: dict[str, Any] = cast("Any", scope)
        route = f"{seen['method']} {seen['path']}"
        print_ = once.fingerprint(seen.get("query_string", b""), body)
        held = await once.claim(self.app, str(seen["viewer"].id), route, key, print_)
        if isinstance(held, once.Kept):
            await _replay(send, held)
            return
        token = once.CURRENT.set(held)
        heard = _Heard()
        try:
            await self.inner(scope, again(body, receive), heard)
        finally:
            once.CURRENT.reset(token)
            try:
                await once.settle(self.app, held, heard.kept())
            finally:
                await heard.pass_on(send)


class _Heard:
    """Keeps an answer back until it is stored: whoever has it may repeat the request at once."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.start: Any = None
        self.body = b""
        self.complete = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body":
            self.body += message["body"]
            self.complete = not message.get("more_body", False)
        self.messages.append(message)

    async def pass_on(self, send: Send) -> None:
        """Send it."""
        for message in self.messages:
            await send(message)

    def kept(self) -> once.Kept | None:
        """The answer, if it is whole and may be kept: one with secrets says no-store."""
        if not self.complete:
            return None
        headers = dict(self.start["headers"])
        if b"no-store" in headers.get(b"cache-control", b""):
            return None
        chosen = [(k.decode(), v.decode()) for k, v in self.start["headers"] if k.lower() in KEPT_HEADERS]
        return once.Kept(self.start["status"], chosen, self.body)


def _key(scope: Scope) -> str | None:
    seen: dict[str, Any] = cast("Any", scope)
    if seen["type"] != "http" or seen["method"] not in METHODS or seen.get("viewer") is None:
        return None
    return next((value.decode("latin-1") for name, value in seen["headers"] if name == HEADER), None)


async def whole(receive: Receive, most: int) -> bytes | None:
    """The body, or None if it is larger than allowed."""
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return body
        body += message["body"]
        if len(body) > most:
            return None
        if not message.get("more_body", False):
            return body


def again(body: bytes, receive: Receive) -> Receive:
    """A receive that tells a body which was read already."""
    told = False

    async def tell() -> Any:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return tell


def _with_length(scope: Scope, length: int) -> Scope:
    seen: dict[str, Any] = cast("Any", scope)
    headers = [(name, value) for name, value in seen["headers"] if name != b"content-length"]
    return cast("Any", {**seen, "headers": [*headers, (b"content-length", str(length).encode())]})


async def _replay(send: Send, kept: once.Kept) -> None:
    headers = [(name.encode(), value.encode()) for name, value in kept.headers]
    await tell(send, kept.status, [*headers, REPLAYED], kept.body)
