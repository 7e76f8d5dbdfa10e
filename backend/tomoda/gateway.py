"""The gateway: sockets under `/ws`, health, and an end that nobody notices (picows on uvloop)."""

import asyncio
import hashlib
import logging
import random

from picows import WSUpgradeRequest, WSUpgradeResponse
from picows import ws_create_server as create_server  # pyright: ignore[reportUnknownVariableType]
from picows.common import WSUpgradeResponseWithListener

from tomoda.core.app import App
from tomoda.core.hub import Hub, Member
from tomoda.core.hub.member import RESTARTING
from tomoda.core.hub.socket import LIMITS, Socket
from tomoda.core.jobs import KEEPS
from tomoda.core.watch import Look

log = logging.getLogger("tomoda.gateway")

WAVES = 20  # in which a draining gateway sends its clients away
BACKLOG = 4096  # connections that may wait to be accepted


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
        self.server = await create_server(
            self._door,
            host,
            port,
            max_frame_size=LIMITS["frame_bytes"],
            read_buffer_init_size=2048,
            logger_name="gateway",
            backlog=BACKLOG,
        )

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
