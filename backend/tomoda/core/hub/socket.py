"""A socket: one client's WebSocket connection, from its ticket to its close (picows)."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec
from picows import WSCloseCode, WSFrame, WSListener, WSMsgType, WSTransport

from tomoda.core import feed
from tomoda.core.hub import tickets
from tomoda.core.hub.member import (
    BAD_FRAME,
    TOO_SLOW,
    VERSION_UNKNOWN,
    Hearing,
)
from tomoda.core.hub.tickets import Digest
from tomoda.core.metrics import CLOSED, SOCKETS
from tomoda.core.viewer import Viewer

if TYPE_CHECKING:
    from tomoda.core.hub.hub import Hub

VERSION = 1
LIMITS: Final = {
    "topics": 500,  # one socket
    "frame_bytes": 8192,  # from the client
    "frames_per_second": 20,
    "frames_at_once": 600,
    "buffer_bytes": 1 << 20,  # to the client; beyond it: 4008
}
HELLO_WITHIN = 10.0  # seconds
HEARTBEAT = 25.0  # seconds between two beats of a client
SILENCE = 60.0  # seconds after which a client is taken for gone
LAST_WORDS = 5.0  # seconds for the close to get through before the connection is cut
SAYING = 8  # sayings of one socket under way at once; more are lost, as they may be


class Words(msgspec.Struct):
    """What a client says: `{"do":…,"body":{…}}`."""

    do: str
    body: msgspec.Raw = msgspec.Raw(b"{}")


class Hello(msgspec.Struct):
    """Who is there."""

    ticket: str
    v: int


class Listen(msgspec.Struct):
    """What they want to hear, and the last place that they know."""

    to: str
    after: int | None = None


class Leave(msgspec.Struct):
    """What they no longer want to hear."""

    to: str


class Beat(msgspec.Struct):
    """Whether somebody is looking."""

    active: bool = True


_words = msgspec.json.Decoder(Words)
_hello, _listen, _leave = msgspec.json.Decoder(Hello), msgspec.json.Decoder(Listen), msgspec.json.Decoder(Leave)
_beat = msgspec.json.Decoder(Beat)


class Socket(WSListener):
    """A member of the hub, once its ticket was good."""

    __slots__ = ("_budget", "_counted_at", "_doing", "_said_at", "_timer", "closing", "digest", "greeted", "hearings")
    __slots__ += ("hidden", "hub", "slow", "transport", "viewer")

    def __init__(self, hub: "Hub", digest: Digest) -> None:
        self.hub = hub
        self.digest = digest
        self.viewer = Viewer(UUID(int=0))
        self.hearings: dict[str, Hearing] = {}
        self.hidden: frozenset[bytes] | None = None
        self.slow = False
        self.greeted = False
        self.closing = False
        self._doing = 0
        self._budget = float(LIMITS["frames_at_once"])
        self._said_at = self._counted_at = _time()
        self._timer: asyncio.TimerHandle | None = None

    # What the hub calls

    def write(self, blob: bytes) -> None:
        """Send one frame of JSON."""
        self.transport.send(WSMsgType.TEXT, blob)

    def too_slow(self) -> bool:
        """Whether more waits to be sent than may."""
        return self.transport.underlying_transport.get_write_buffer_size() > LIMITS["buffer_bytes"]

    def close(self, code: int) -> None:
        """Say why, and end the connection; nothing is written after it."""
        if self.closing:
            return
        self.closing = True
        self.hub.left(self)
        CLOSED.labels(code).inc()
        self.transport.send_close(code)  # pyright: ignore[reportArgumentType]
        self._wait(LAST_WORDS, self._cut)

    # What picows calls

    def on_ws_connected(self, transport: WSTransport) -> None:
        """The connection stands; the ticket has to come soon."""
        self.transport = transport
        SOCKETS.inc()
        self._wait(HELLO_WITHIN, self._look)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """The connection is gone."""
        SOCKETS.dec()
        feed.attend(self.hub.app, self.viewer, id(self), None)
        if not self.closing:
            self.closing = True
            CLOSED.labels(1006).inc()
        self.hub.left(self)
        if self._timer is not None:
            self._timer.cancel()

    def pause_writing(self) -> None:
        """The buffer is filling."""
        self.slow = True

    def resume_writing(self) -> None:
        """The buffer is empty again."""
        self.slow = False

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """The client says something."""
        if frame.msg_type == WSMsgType.CLOSE:
            self.closing = True
            self.hub.left(self)
            transport.send_close(frame.get_close_code() if frame.payload_size else WSCloseCode.OK)
            transport.disconnect()
        elif self.closing or frame.msg_type in (WSMsgType.PING, WSMsgType.PONG):
            return
        elif frame.msg_type != WSMsgType.TEXT or not frame.fin or not self._may_say():
            self.close(BAD_FRAME)
        else:
            try:
                words = _words.decode(frame.get_payload_as_bytes())
                self._said_at = self._counted_at
                self._do(words)
            except msgspec.MsgspecError:
                self.close(BAD_FRAME)

    def _may_say(self) -> bool:
        now = _time()
        refilled = self._budget + (now - self._counted_at) * LIMITS["frames_per_second"]
        self._budget = min(refilled, LIMITS["frames_at_once"]) - 1
        self._counted_at = now
        return self._budget >= 0

    def _do(self, words: Words) -> None:
        if not self.greeted:
            if words.do != "hello":
                self.close(BAD_FRAME)
                return
            self._greet(_hello.decode(words.body))
            return
        match words.do:
            case "listen":
                asked = _listen.decode(words.body)
                if asked.to not in self.hearings and len(self.hearings) >= LIMITS["topics"]:
                    self.write(_refused(asked.to, "too_many_topics"))
                else:
                    self.hub.listen(self, asked.to, asked.after)
            case "leave" | "unlisten":
                self.hub.unlisten(self, _leave.decode(words.body).to)
            case "beat":
                self.write(msgspec.json.encode({"beat": {"server_time": self.hub.app.clock()}}))
                feed.attend(self.hub.app, self.viewer, id(self), _beat.decode(words.body).active)
            case "hello":
                self.close(BAD_FRAME)
            case _:
                self._say(words)

    def _say(self, words: Words) -> None:
        """Something that a domain understands; what none does is refused, so that a typing error is seen."""
        function = feed.SAYINGS.get(words.do)
        if function is None:
            self.write(_refused(words.do, "unknown"))
        elif self._doing < SAYING:
            self._doing += 1
            self.hub.start(self._saying(function, bytes(words.body)))

    async def _saying(self, function: feed.Say, body: bytes) -> None:
        try:
            await function(self.hub.app, self.viewer, body)
        except msgspec.MsgspecError:
            self.close(BAD_FRAME)
        finally:
            self._doing -= 1

    # The ticket

    def _greet(self, hello: Hello) -> None:
        self.greeted = True
        if hello.v != VERSION:
            self.close(VERSION_UNKNOWN)
        else:
            self.hub.start(self._admit(hello.ticket))

    async def _admit(self, ticket: str) -> None:
        """Take the ticket, which is good once, and say that all is ready."""
        found = await tickets.take(self.hub, self.digest, ticket)
        if self.closing:
            return
        if isinstance(found, int):
            self.close(found)
            return
        self.viewer = found
        self.hub.came(self)
        feed.attend(self.hub.app, self.viewer, id(self), True)
        ready = {
            "session": str(found.session_id),
            "heartbeat_ms": int(HEARTBEAT * 1000),
            "server_time": self.hub.app.clock(),
            "limits": LIMITS,
        }
        self.write(msgspec.json.encode({"ready": ready}))

    # Time

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, then)

    def _look(self) -> None:
        """Whether the client still says something."""
        silent = _time() - self._said_at
        if silent > (SILENCE if self.greeted else HELLO_WITHIN) - 0.01:
            self.close(TOO_SLOW)
        else:
            self._wait(SILENCE - silent, self._look)

    def _cut(self) -> None:
        self.transport.disconnect(graceful=False)


def _time() -> float:
    return asyncio.get_running_loop().time()


def _refused(what: str, code: str) -> bytes:
    return msgspec.json.encode({"refused": what, "code": code})
