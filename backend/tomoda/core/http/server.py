"""The HTTP server: uvicorn's protocol on the thread that answers, with bounds on what a stranger may hold.

A second thread or process for the sockets would be woken twice per request, which costs more than parsing does
(docs/decisions/0008-one-thread.md).
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httptools
import msgspec
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from tomoda.core.errors import HeadTooLarge, Malformed, Problem
from tomoda.core.http.problems import MEDIA_TYPE

LARGEST_HEAD = 32 * 1024  # bytes of the request line and all headers
WHOLE = 30.0  # seconds in which a request must have arrived, with its body
IDLE = 120  # seconds that a connection may say nothing; longer than a proxy keeps its own (Traefik: 90)
LISTENING = 2048  # connections that the system holds until they are accepted


class Bounded(HttpToolsProtocol):
    """One connection. A head that is too large, or a request that does not end, closes it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, not for ever."""
        super().connection_made(transport)
        self.begun: asyncio.TimerHandle | None = None
        self.heading = self.unfinished = self.ended = False
        self.head = self.came = 0  # bytes of this head: in whole headers, and in chunks that did not end it
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more is to come."""
        super().connection_lost(exc)
        self._arrived()

    def data_received(self, data: bytes) -> None:
        """Some of a request, or of several."""
        self.ended = False
        super().data_received(data)
        if self.heading and not self.ended:
            self.came += len(data)
            if self.came > LARGEST_HEAD:
                self._refuse(HeadTooLarge(limit=LARGEST_HEAD))
                return
        if self.unfinished and self.begun is None:
            self.begun = self.loop.call_later(WHOLE, self.transport.close)

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        self.heading = self.unfinished = True
        self.head = self.came = 0
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count it, since one chunk may bring a whole head."""
        self.head += len(name) + len(value)
        if self.head > LARGEST_HEAD:
            raise httptools.HttpParserError
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self.heading = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole."""
        self.unfinished, self.ended = False, True
        self._arrived()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """What cannot be read is a problem, like all other refusals."""
        self._refuse(
            HeadTooLarge(limit=LARGEST_HEAD) if self.head > LARGEST_HEAD else Malformed("this is not HTTP/1.1")
        )

    def _arrived(self) -> None:
        if self.begun is not None:
            self.begun.cancel()
            self.begun = None

    def _refuse(self, problem: Problem) -> None:
        if self.transport.is_closing():
            return
        body = msgspec.json.encode(problem.body(""))
        head = f"HTTP/1.1 {problem.status} \r\ncontent-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\n"
        self.transport.write(head.encode() + b"connection: close\r\n\r\n" + body)
        self.transport.close()


class Server:
    """Serves an ASGI application on one address, on the loop that runs. Opening and closing the application's own
    life is whoever's who starts this.
    """

    def __init__(self, asgi: Any) -> None:
        self._config = Config(
            asgi,
            http=Bounded,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,  # the doorkeeper knows how many proxies are ours
            timeout_keep_alive=IDLE,
        )
        self._state = ServerState()

    async def start(self, host: str, port: int) -> None:
        """Listen. Raises OSError where somebody else does."""
        self._config.load()
        loop = asyncio.get_running_loop()
        self._listener = await loop.create_server(
            lambda: Bounded(self._config, self._state, {}), host, port, backlog=LISTENING
        )

    async def stop(self, seconds: float) -> None:
        """Take no more requests, and answer those under way, if that takes no longer than this."""
        self._listener.close()
        for connection in list(self._state.connections):
            connection.shutdown()
        if self._state.tasks:
            await asyncio.wait(list(self._state.tasks), timeout=seconds)
        for connection in list(self._state.connections):
            connection.transport.abort()


@asynccontextmanager
async def serving(asgi: Any, host: str, port: int, *, drain: float = 5.0) -> AsyncGenerator[None]:
    """Serve as long as the context is open; when it ends, what is under way has `drain` seconds."""
    server = Server(asgi)
    await server.start(host, port)
    try:
        yield
    finally:
        await server.stop(drain)
