"""Hot: the few addresses that are asked all the time answer beside the framework, in the same contract.

They answer only what is plainly well-formed. For everything else they step aside, and the route of the same address
says what is wrong: there is one place that refuses, and the contract is generated from it.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from litestar.types import ASGIApp, Receive, Scope, Send

from tomoda.core.app import App
from tomoda.core.errors import Problem, Unavailable
from tomoda.core.http.problems import COME_BACK, refuse, tell
from tomoda.core.http.repeats import again, whole
from tomoda.core.pool import FAULTS
from tomoda.core.viewer import Viewer

type Read = Callable[[App, Viewer, dict[str, str]], Awaitable[bytes | None]]

type Write = Callable[[App, Viewer, tuple[UUID, ...], Any], Awaitable[bytes]]

HOT: dict[str, Read] = {}
HOT_WRITES: list["HotWrite"] = []

LONGEST_QUERY = 400  # bytes; ours have about 60
LARGEST_BODY = 1 << 16  # bytes; whatever is larger is the framework's
_ID = "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
_PLAIN = [(b"content-type", b"application/json")]
_JSON = (b"application/json", b"application/json; charset=utf-8")


def hot(path: str) -> Callable[[Read], Read]:
    """Answer GETs of this whole address: `async def …(app, viewer, parameters) -> JSON | None`; None steps aside."""

    def register(read: Read) -> Read:
        HOT[path] = read
        return read

    return register


@dataclass(frozen=True, slots=True)
class HotWrite:
    """A PUT that is carried out beside the framework; `route` is its address there."""

    address: re.Pattern[str]
    route: str
    body: msgspec.json.Decoder[Any]
    write: Write


def hot_write(route: str, body: type) -> Callable[[Write], Write]:
    """Carry out PUTs of `route`, in which ids alone are open: `async def …(app, viewer, ids, body) -> JSON`.

    It may raise Problems, and what it is asked twice it does once.
    """

    def register(write: Write) -> Write:
        address = re.compile(re.sub(r"{\w+:uuid}", _ID, route))
        HOT_WRITES.append(HotWrite(address, route, msgspec.json.Decoder(body), write))
        return write

    return register


class Hot:
    """ASGI before the application."""

    def __init__(self, app: App, inner: ASGIApp) -> None:
        self.app = app
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a hot read, or let the application do it."""
        seen: Any = scope
        if seen["type"] == "http" and seen["method"] == "PUT" and await self._wrote(seen, receive, send):
            return
        read = HOT.get(seen["path"]) if seen["type"] == "http" and seen["method"] == "GET" else None
        body = await self._read(read, seen) if read is not None else None
        if body is None:
            await self.inner(scope, receive, send)
            return
        seen["path_template"] = seen["path"]
        await tell(send, 200, _PLAIN, body)

    async def _wrote(self, scope: Any, receive: Receive, send: Send) -> bool:
        """Whether it was answered here."""
        for hot in HOT_WRITES:
            if (found := hot.address.fullmatch(scope["path"])) and _plain(scope):
                break
        else:
            return False
        body = await whole(receive, LARGEST_BODY)
        try:
            asked = hot.body.decode(body or b"")
        except msgspec.DecodeError:
            await self.inner(scope, again(body or b"", receive), send)
            return True
        scope["path_template"] = hot.route
        try:
            answer = await hot.write(self.app, scope["viewer"], tuple(UUID(one) for one in found.groups()), asked)
        except Problem as problem:
            await refuse(scope, send, problem)
        except (*FAULTS, TimeoutError):
            await refuse(scope, send, Unavailable(retry_after=COME_BACK))
        else:
            await tell(send, 200, _PLAIN, answer)
        return True

    async def _read(self, read: Read, scope: dict[str, Any]) -> bytes | None:
        viewer: Viewer | None = scope.get("viewer")
        query: bytes = scope["query_string"]
        if viewer is None or not _simple(viewer) or len(query) > LONGEST_QUERY:
            return None
        parameters = _parameters(query.decode("latin-1"))
        if parameters is None:
            return None
        try:
            return await read(self.app, viewer, parameters)
        except (ValueError, KeyError, *FAULTS):
            return None


def _simple(viewer: Viewer) -> bool:
    """Somebody in the app, who may do anything that is theirs to do."""
    return not viewer.suspended and viewer.scopes is None


def _plain(scope: Any) -> bool:
    """JSON of a stated and modest size, from somebody in the app, and nothing in the query."""
    viewer: Viewer | None = scope.get("viewer")
    if viewer is None or not _simple(viewer) or scope["query_string"]:
        return False
    length, kind = -1, b""
    for name, value in scope["headers"]:
        if name == b"content-length":
            length = int(value)
        elif name == b"content-type":
            kind = value.lower()
        elif name == b"content-encoding":
            return False
    return 0 <= length <= LARGEST_BODY and kind in _JSON


def _parameters(query: str) -> dict[str, str] | None:
    """Each parameter once; None if one is there twice, or anything is escaped (which ours need not be)."""
    if "%" in query or "+" in query:
        return None
    pairs = [pair.partition("=") for pair in query.split("&")]
    found = {name: value for name, _, value in pairs}
    return found if len(found) == len(pairs) else None
