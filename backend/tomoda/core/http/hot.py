"""Hot reads: the few GETs that are asked all the time answer beside the framework, in the same contract.

A hot read answers only what is plainly well-formed. For everything else it steps aside, and the route of the same
address says what is wrong: there is one place that refuses, and the contract is generated from it.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from litestar.types import ASGIApp, Receive, Scope, Send

from tomoda.core.app import App
from tomoda.core.pool import FAULTS
from tomoda.core.viewer import Viewer

if TYPE_CHECKING:
    from litestar.types.asgi_types import HTTPResponseBodyEvent, HTTPResponseStartEvent

type Read = Callable[[App, Viewer, dict[str, str]], Awaitable[bytes | None]]

HOT: dict[str, Read] = {}

LONGEST_QUERY = 400  # bytes; ours have about 60


def hot(path: str) -> Callable[[Read], Read]:
    """Answer GETs of this whole address: `async def …(app, viewer, parameters) -> JSON | None`; None steps aside."""

    def register(read: Read) -> Read:
        HOT[path] = read
        return read

    return register


class Hot:
    """ASGI before the application."""

    def __init__(self, app: App, inner: ASGIApp) -> None:
        self.app = app
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a hot read, or let the application do it."""
        seen: Any = scope
        read = HOT.get(seen["path"]) if seen["type"] == "http" and seen["method"] == "GET" else None
        body = await self._read(read, seen) if read is not None else None
        if body is None:
            await self.inner(scope, receive, send)
            return
        seen["path_template"] = seen["path"]
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        start: HTTPResponseStartEvent = {"type": "http.response.start", "status": 200, "headers": headers}
        await send(start)
        rest: HTTPResponseBodyEvent = {"type": "http.response.body", "body": body, "more_body": False}
        await send(rest)

    async def _read(self, read: Read, scope: dict[str, Any]) -> bytes | None:
        viewer: Viewer | None = scope.get("viewer")
        query: bytes = scope["query_string"]
        if viewer is None or viewer.suspended or viewer.scopes is not None or len(query) > LONGEST_QUERY:
            return None
        parameters = _parameters(query.decode("latin-1"))
        if parameters is None:
            return None
        try:
            return await read(self.app, viewer, parameters)
        except (ValueError, KeyError, *FAULTS):
            return None


def _parameters(query: str) -> dict[str, str] | None:
    """Each parameter once; None if one is there twice, or anything is escaped (which ours need not be)."""
    if "%" in query or "+" in query:
        return None
    pairs = [pair.partition("=") for pair in query.split("&")]
    found = {name: value for name, _, value in pairs}
    return found if len(found) == len(pairs) else None
