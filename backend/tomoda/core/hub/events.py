"""Events: the same signals with the same places for whoever cannot open a WebSocket (server-sent events over HTTP/1.1).

`GET /api/v1/realtime/events?listen=room:7c…,41&listen=user:…` with an access token in `Authorization`, or with
`ticket=`, which is good once. What one listens to is said in the address; to listen to more is to ask again.
"""

import asyncio
import socket
from http import HTTPStatus
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec

from tomoda.core import feed, tokens
from tomoda.core.errors import (
    AccountSuspended,
    FieldError,
    Malformed,
    MethodNotAllowed,
    NotAllowed,
    NotSignedIn,
    Problem,
    TooLarge,
    Unavailable,
)
from tomoda.core.hub import tickets
from tomoda.core.hub.member import NOT_SIGNED_IN, SUSPENDED, Hearing
from tomoda.core.hub.socket import HEARTBEAT, HELLO_WITHIN, LAST_WORDS, LIMITS
from tomoda.core.hub.tickets import Digest
from tomoda.core.metrics import CLOSED, SOCKETS
from tomoda.core.origins import granted, preflight
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id

if TYPE_CHECKING:
    from tomoda.core.hub.hub import Hub

PATH = b"/api/v1/realtime/events"
HEAD_BYTES = 49_152  # of a request: five hundred topics and what browsers add
BEAT = 15.0  # seconds between two beats of ours; proxies cut what is silent for longer
DEAD = 60_000  # milliseconds after which a connection that takes nothing is cut
COME_BACK = 2  # seconds

_STREAM = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]


class Asked(msgspec.Struct):
    """A request: its headers by their names in small letters, and what its address says."""

    method: str
    listen: list[tuple[str, int | None]]
    ticket: str | None
    headers: dict[str, str]


class Events(asyncio.Protocol):
    """A member of the hub over a response that does not end, once it is known who asks."""

    def __init__(self, hub: "Hub", digest: Digest) -> None:
        self.hub = hub
        self.digest = digest
        self.viewer = Viewer(UUID(int=0))
        self.hearings: dict[str, Hearing] = {}
        self.hidden: frozenset[bytes] | None = None
        self.slow = False
        self.closing = False
        self._here = False
        self._head = bytearray()
        self._asked = False
        self._origin = ""
        self._timer: asyncio.TimerHandle | None = None

    # What the hub calls

    def write(self, blob: bytes) -> None:
        """Send one event: a message, or an array of messages."""
        self.transport.write(b"data: %b\n\n" % blob.replace(b"\n", b"\ndata: "))

    def too_slow(self) -> bool:
        """Whether more waits to be sent than may."""
        return self.transport.get_write_buffer_size() > LIMITS["buffer_bytes"]

    def close(self, code: int) -> None:
        """Say why, and end the answer; nothing is written after it."""
        if self.closing:
            return
        self.closing = True
        self.hub.left(self)
        CLOSED.labels(code).inc()
        self.transport.write(b'event: close\ndata: {"code":%d}\n\n' % code)
        self._end()

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands; the request has to come soon."""
        self.transport = cast("asyncio.Transport", transport)
        SOCKETS.inc()
        line = transport.get_extra_info("socket")
        if line is not None and hasattr(socket, "TCP_USER_TIMEOUT"):
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD)
        self._wait(HELLO_WITHIN)

    def data_received(self, data: bytes) -> None:
        """The request, or a part of it. What comes after it is not looked at."""
        if self._asked:
            return
        self._head += data
        end = self._head.find(b"\r\n\r\n")
        if end < 0 and len(self._head) <= HEAD_BYTES:
            return
        self._asked = True
        if end < 0 or end > HEAD_BYTES:
            self._refuse(TooLarge())
            return
        try:
            asked = read(bytes(self._head[:end]))
        except Problem as problem:
            self._refuse(problem)
        else:
            self._head.clear()
            self._answer(asked)

    def pause_writing(self) -> None:
        """The buffer is filling."""
        self.slow = True

    def resume_writing(self) -> None:
        """The buffer is empty again."""
        self.slow = False

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        SOCKETS.dec()
        if self._here:
            feed.attend(self.hub.app, self.viewer, id(self), None)
        if not self.closing:
            self.closing = True
            CLOSED.labels(1006).inc()
        self.hub.left(self)
        if self._timer is not None:
            self._timer.cancel()

    # Coming in

    def _answer(self, asked: Asked) -> None:
        self._origin = asked.headers.get("origin", "")
        app = self.hub.app
        if self._origin and self._origin not in app.origins:
            self._refuse(NotAllowed())
        elif asked.method == "OPTIONS":
            self._say(HTTPStatus.NO_CONTENT, preflight())
            self._leave()
        elif asked.method != "GET":
            self._refuse(MethodNotAllowed(headers={"Allow": "GET"}))
        elif app.draining:
            self._refuse(Unavailable(retry_after=COME_BACK))
        elif (header := asked.headers.get("authorization")) is not None:
            self._admit(asked, self._by_token(header))
        elif asked.ticket is None:
            self._refuse(NotSignedIn())
        else:
            self.hub.start(self._by_ticket(asked, asked.ticket))

    def _by_token(self, header: str) -> Viewer | int:
        scheme, _, token = header.partition(" ")
        app = self.hub.app
        claims = tokens.check(app.secret, token, app.clock()) if scheme.lower() == "bearer" else None
        return NOT_SIGNED_IN if claims is None else tickets.welcome(self.hub, Viewer(claims.sub, claims.sid))

    async def _by_ticket(self, asked: Asked, ticket: str) -> None:
        found = await tickets.take(self.hub, self.digest, ticket)
        if not self.closing:
            self._admit(asked, found)

    def _admit(self, asked: Asked, found: Viewer | int) -> None:
        """All is ready: say so, and listen to all that was asked for."""
        if isinstance(found, int):
            self._refuse(_REFUSALS.get(found) or Unavailable(retry_after=COME_BACK))
            return
        self.viewer, self._here = found, True
        self.hub.came(self)
        feed.attend(self.hub.app, self.viewer, id(self), True)
        self._say(HTTPStatus.OK, _STREAM)
        ready = {
            "session": str(found.session_id),
            "heartbeat_ms": int(HEARTBEAT * 1000),
            "server_time": self.hub.app.clock(),
            "limits": LIMITS,
        }
        self.write(msgspec.json.encode({"ready": ready}))
        self._wait(BEAT)
        for number, (topic, after) in enumerate(asked.listen):
            if number < LIMITS["topics"]:
                self.hub.listen(self, topic, after)
            else:
                self.write(msgspec.json.encode({"refused": topic, "code": "too_many_topics"}))

    def _refuse(self, problem: Problem) -> None:
        body = msgspec.json.encode(problem.body(str(new_id())))
        headers = [(b"content-type", b"application/problem+json"), (b"content-length", b"%d" % len(body))]
        headers += [(name.encode(), value.encode()) for name, value in problem.sent_with().items()]
        self._say(HTTPStatus(problem.status), headers)
        self.transport.write(body)
        self._leave()

    def _say(self, status: HTTPStatus, headers: list[tuple[bytes, bytes]]) -> None:
        """The head of the answer. Its body ends with the connection."""
        lines = [b"HTTP/1.1 %d %b" % (status, status.phrase.encode())]
        shown = [*headers, *granted(self._origin, self.hub.app.origins), (b"connection", b"close")]
        lines += [b"%b: %b" % header for header in shown]
        self.transport.write(b"\r\n".join(lines) + b"\r\n\r\n")

    # Time

    def _wait(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._ring)

    def _ring(self) -> None:
        """A beat of ours: who cannot say that they look is here, and looked when they came."""
        if self.closing or not self._here:
            self.transport.abort()
            return
        feed.attend(self.hub.app, self.viewer, id(self), False)
        self.write(msgspec.json.encode({"beat": {"server_time": self.hub.app.clock()}}))
        self._wait(BEAT)

    def _leave(self) -> None:
        self.closing = True
        self._end()

    def _end(self) -> None:
        self.transport.close()
        self._wait(LAST_WORDS)


_REFUSALS: dict[int, Problem] = {NOT_SIGNED_IN: NotSignedIn(), SUSPENDED: AccountSuspended()}


def read(head: bytes) -> Asked:
    """The request behind the head of an HTTP/1.1 message. Raises Malformed."""
    first, *lines = head.decode("latin-1").split("\r\n")
    method, _, rest = first.partition(" ")
    target, _, version = rest.partition(" ")
    if not version.startswith("HTTP/1."):
        raise Malformed
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon:
            raise Malformed
        headers[name.lower()] = value.strip()
    ticket: str | None = None
    listen: dict[str, int | None] = {}
    for name, value in parse_qsl(target.partition("?")[2], keep_blank_values=True):
        if name == "ticket":
            ticket = value
        elif name == "listen":
            topic, comma, place = value.rpartition(",")
            if comma and not (place.isascii() and place.isdigit() and len(place) <= len(str(1 << 62))):
                raise Malformed(
                    errors=[FieldError("#/query/listen", "must be a topic, or a topic and a place: room:7c…,41")]
                )
            listen[topic if comma else place] = int(place) if comma else None
    return Asked(method, list(listen.items()), ticket, headers)
