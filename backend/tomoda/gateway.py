"""The gateway: sockets under `/ws`, events, health, and an end that nobody notices (picows on uvloop)."""

import asyncio
import hashlib
import logging
import random
from collections.abc import Callable
from functools import partial
from typing import Any, cast

from aiofastnet import create_server
from picows import WSAutoPingStrategy, WSUpgradeRequest, WSUpgradeResponse
from picows.common import WSUpgradeResponseWithListener
from picows.picows import WSProtocol  # pyright: ignore

from tomoda.core.app import App
from tomoda.core.hub import Hub, Member, events
from tomoda.core.hub.events import Events
from tomoda.core.hub.member import RESTARTING
from tomoda.core.hub.socket import HELLO_WITHIN, LIMITS, Socket
from tomoda.core.jobs import KEEPS
from tomoda.core.watch import Look

log = logging.getLogger("tomoda.gateway")

WAVES = 20  # in which a draining gateway sends its clients away
BACKLOG = 4096  # connections that may wait to be accepted
READ_BYTES = 2048  # of a socket's buffer at first


class Gateway:
    """One process that holds sockets. Open it with `serve()`; end it with `drain()` and `close()`."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.hub = Hub(app)
        self.look = Look(app)
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self, host: str, port: int) -> None:
        """Accept sockets."""
        await self.hub.open()
        self._tasks = [asyncio.create_task(keep(self.app)) for keep in KEEPS.get("gateway", ())]
        self._tasks.append(asyncio.create_task(self.look.keep()))
        loop = asyncio.get_running_loop()
        entrance = partial(Entrance, self._events, self._sockets)
        self.server = await create_server(loop, entrance, host, port, backlog=BACKLOG)

    async def drain(self, seconds: float) -> None:
        """Take nobody new, and send everybody to another gateway, a few at a time."""
        self.app.draining = True
        members = list(self.hub.members)
        random.shuffle(members)
        for wave in range(WAVES):
            for member in members[wave::WAVES]:
                member.close(RESTARTING)
            await asyncio.sleep(seconds / WAVES)

    async def close(self) -> None:
        """End what is left."""
        self.server.close()
        leftover: list[Member] = list(self.hub.members)
        for member in leftover:
            member.close(RESTARTING)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.hub.close()

    def _events(self) -> Events:
        return Events(self.hub, _digest)

    def _sockets(self) -> Any:
        """What picows makes of a connection to a server of its own (`ws_create_server`)."""
        return WSProtocol(  # pyright: ignore[reportUnknownVariableType]
            *(None, None, False),  # no host, no path: this is the server's side
            self._door,
            logging.getLogger("picows.gateway"),
            *(True, HELLO_WITHIN),  # disconnect when a listener breaks
            *(False, 20, 20, WSAutoPingStrategy.PING_WHEN_IDLE, True),  # answer pings, send none
            LIMITS["frame_bytes"],
            None,
            READ_BYTES,
        )

    def _door(self, request: WSUpgradeRequest) -> Socket | WSUpgradeResponseWithListener | None:
        match request.path.partition(b"?")[0]:
            case b"/ws":
                if self.app.draining:
                    return _answer(503, b"draining")
                origin = request.headers.get("Origin")
                if origin is not None and origin not in self.app.origins:
                    return _answer(403, b"this origin is not ours")
                return Socket(self.hub, _digest)
            case b"/healthz":
                return _answer(200, b'{"status":"ok"}')
            case b"/readyz":
                if self.app.draining:
                    return _answer(503, b'{"status":"draining"}')
                if not self.look.ready:
                    return _answer(503, b'{"status":"out of reach"}')
                return _answer(200, b'{"status":"ok"}')
            case _:
                return None


class Entrance(asyncio.Protocol):
    """Looks at how a connection begins: who asks for events gets them, everybody else talks to picows."""

    def __init__(self, events: Callable[[], Events], sockets: Callable[[], Any]) -> None:
        self._events, self._sockets = events, sockets
        self._begun = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands; the request has to come soon."""
        self.transport = cast("asyncio.Transport", transport)
        self._timer = asyncio.get_running_loop().call_later(HELLO_WITHIN, self.transport.abort)

    def data_received(self, data: bytes) -> None:
        """The request, or a part of it; enough of it to know its address is handed on."""
        self._begun += data
        _, blank, target = self._begun.partition(b" ")
        if (not blank or events.PATH.startswith(target)) and len(self._begun) < READ_BYTES:
            return
        path = target[: len(events.PATH) + 1]
        self._hand_over(wanted=path in (events.PATH + b"?", events.PATH + b" "))

    def connection_lost(self, exc: Exception | None) -> None:
        """Gone before it was known what for."""
        self._timer.cancel()

    def _hand_over(self, *, wanted: bool) -> None:
        self._timer.cancel()
        begun, self._begun = self._begun, b""
        if wanted:
            stream = self._events()
            self.transport.set_protocol(stream)
            stream.connection_made(self.transport)
            stream.data_received(begun)
        else:
            socket = self._sockets()
            self.transport.set_protocol(socket)
            socket.connection_made(self.transport)
            while begun:
                room = socket.get_buffer(len(begun))
                given = min(len(room), len(begun))
                room[:given] = begun[:given]
                socket.buffer_updated(given)
                begun = begun[given:]


def _digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()


def _answer(status: int, body: bytes) -> WSUpgradeResponseWithListener:
    kind = {"Content-Type": "application/json" if body.startswith(b"{") else "text/plain"}
    if status < 400:
        response = WSUpgradeResponse.create_ok_response(body, kind)
    else:
        response = WSUpgradeResponse.create_error_response(status, body, kind)
    return WSUpgradeResponseWithListener(response, None)


async def serve(app: App, stop: asyncio.Event, host: str, port: int, drain_seconds: float) -> None:
    """Serve until told to stop; then send everybody away within `drain_seconds`."""
    async with app:
        gateway = Gateway(app)
        await gateway.open(host, port)
        log.info("gateway listens", extra={"port": port})
        await stop.wait()
        await gateway.drain(drain_seconds)
        await gateway.close()
