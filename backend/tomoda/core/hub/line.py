"""The line to Valkey: one connection that hears the channels of all topics, and comes back when it breaks."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from typing import Any, cast

import hiredis

from tomoda.core.app import Valkey

log = logging.getLogger("tomoda.hub.line")

PATIENCE = 2.0  # seconds for Valkey to accept a connection, and to confirm a subscription
SILENCE = 5.0  # seconds after which a silent line is asked whether it lives; twice that, and it is cut
SOONEST, LATEST = 0.05, 1.0  # seconds between attempts to come back

type Hear = Callable[[str, bytes], None]


class Line(asyncio.Protocol):
    """Hears channels. `hear(channel, payload)` per message, `heard()` after each read, `back()` after a break."""

    def __init__(self, where: Valkey, hear: Hear, heard: Callable[[], None], back: Callable[[], None]) -> None:
        self._where, self._hear, self._heard, self._back = where, hear, heard, back
        self._channels: dict[str, asyncio.Future[None]] = {}
        self._unconfirmed: dict[str, int] = {}
        self._transport: asyncio.Transport | None = None
        self._reader = hiredis.Reader()
        self._cut = asyncio.Event()
        self._fresh = True

    @property
    def up(self) -> bool:
        """Whether there is a connection now."""
        return self._transport is not None

    async def keep(self) -> None:
        """Stay connected for as long as this coroutine runs."""
        wait, first = SOONEST, True
        while True:
            try:
                await self._connect()
            except (OSError, ssl.SSLError):
                await asyncio.sleep(wait)
                wait = min(wait * 2, LATEST)
                continue
            wait = SOONEST
            if not first:
                log.warning("the line to Valkey is back")
                await asyncio.wait(
                    {*self._channels.values(), asyncio.ensure_future(asyncio.sleep(0))}, timeout=PATIENCE
                )
                self._back()
            first = False
            try:
                await self._watch()
            finally:
                self._drop()

    async def subscribe(self, channel: str) -> None:
        """Hear a channel; returns once Valkey has confirmed it, or at once if it is out of reach."""
        found = self._channels.get(channel)
        if found is None:
            found = self._channels[channel] = asyncio.get_running_loop().create_future()
            self._ask(channel)
        if self.up and not found.done():
            await asyncio.wait({found}, timeout=PATIENCE)

    def unsubscribe(self, channel: str) -> None:
        """Hear it no longer."""
        if (found := self._channels.pop(channel, None)) is not None:
            found.cancel()
            self._send("UNSUBSCRIBE", channel)

    def _ask(self, *channels: str) -> None:
        if self._transport is not None and channels:
            for channel in channels:
                self._unconfirmed[channel] = self._unconfirmed.get(channel, 0) + 1
            self._send("SUBSCRIBE", *channels)

    def _send(self, *words: str) -> None:
        if self._transport is not None:
            command = cast("bytes", hiredis.pack_command(words))  # pyright: ignore
            self._transport.write(command)

    async def _connect(self) -> None:
        secure = ssl.create_default_context() if self._where.tls else None
        connecting = asyncio.get_running_loop().create_connection(
            lambda: self, self._where.host, self._where.port, ssl=secure
        )
        await asyncio.wait_for(connecting, PATIENCE)
        if self._where.password:
            self._send("AUTH", *([self._where.username] if self._where.username else []), self._where.password)
        for channel, found in self._channels.items():
            if found.done():
                self._channels[channel] = asyncio.get_running_loop().create_future()
        self._ask(*self._channels)

    async def _watch(self) -> None:
        """Return when the connection is cut; cut it when it has been silent for too long."""
        while not self._cut.is_set():
            self._fresh = False
            self._send("PING")
            try:
                await asyncio.wait_for(self._cut.wait(), SILENCE)
            except TimeoutError:
                if not self._fresh:
                    log.warning("the line to Valkey is silent")
                    return

    def _drop(self) -> None:
        if self._transport is not None:
            self._transport.abort()
            self._transport = None

    # What asyncio calls

    def connection_made(self, transport: Any) -> None:
        """Connected."""
        self._transport = transport
        self._reader = hiredis.Reader()
        self._unconfirmed.clear()
        self._cut.clear()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cut."""
        self._transport = None
        self._cut.set()

    def data_received(self, data: bytes) -> None:
        """Some messages have come."""
        self._fresh = True
        reader = self._reader
        reader.feed(data)
        while (answer := reader.gets()) is not False:
            if isinstance(answer, list):
                found = cast("list[Any]", answer)
                if found[0] == b"message":
                    self._hear(found[1].decode(), found[2])
                elif found[0] == b"subscribe":
                    self._confirm(found[1].decode())
            elif isinstance(answer, hiredis.ReplyError):
                log.error("Valkey refuses", extra={"fault": str(answer)})
        self._heard()

    def _confirm(self, channel: str) -> None:
        self._unconfirmed[channel] = left = self._unconfirmed.get(channel, 1) - 1
        if left <= 0:
            self._unconfirmed.pop(channel, None)
            found = self._channels.get(channel)
            if found is not None and not found.done():
                found.set_result(None)
