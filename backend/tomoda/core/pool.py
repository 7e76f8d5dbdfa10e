"""The pool: a few connections to Postgres, handed from one transaction to the next without a round trip.

The driver has a pool of its own, which resets a connection whenever it comes back and makes two tasks to hand it out:
70 µs per request. Ours carries no state in a session (no SET, no session lock, no LISTEN), so nothing needs a reset;
whatever may be half done is closed instead.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

import asyncpg

from tomoda.core.metrics import POOL_IN_USE, POOL_LIMIT, POOL_SIZE, POOL_WAIT

PATIENCE = 10.0  # seconds to wait for a connection

FAULTS = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)
"""What the database answers with when it is away: ask again."""

UNSOUND = (asyncio.CancelledError, GeneratorExit, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)
"""After these, something may still be under way on the connection: it is closed."""

type Connection = asyncpg.Connection[asyncpg.Record]


class Pool:
    """At most `size` connections, opened when they are needed. Who was used last is used next: its caches are warm."""

    def __init__(self, connect: Callable[[], Awaitable[Any]], size: int) -> None:
        self.size = size
        self.open = 0
        self._connect = connect
        self._idle: list[Connection] = []
        self._waiting: deque[asyncio.Future[Connection | None]] = deque()
        POOL_IN_USE.set_function(self.in_use)
        POOL_SIZE.set_function(lambda: self.open)
        POOL_LIMIT.set(size)

    def in_use(self) -> int:
        """Connections that somebody holds now."""
        return self.open - len(self._idle)

    def waiting(self) -> int:
        """How many wait for a connection."""
        return len(self._waiting)

    async def acquire(self, patience: float = PATIENCE) -> Connection:
        """A connection. Raises TimeoutError if none comes back in time, and the driver's faults."""
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
            self.open -= 1
        if self.open < self.size:
            return await self._another()
        return await self._wait(patience) or await self.acquire(patience)

    def release(self, connection: Connection, *, sound: bool = True) -> None:
        """Give it back. One that is not `sound`, or still in a transaction, is closed."""
        if not sound or connection.is_closed() or connection.is_in_transaction():
            connection.terminate()
            self.open -= 1
            self._hand_on(None)
        elif not self._hand_on(connection):
            self._idle.append(connection)

    async def close(self) -> None:
        """Close what nobody holds, politely."""
        idle, self._idle = self._idle, []
        self.open -= len(idle)
        await asyncio.gather(*(connection.close(timeout=2) for connection in idle), return_exceptions=True)

    async def _another(self) -> Connection:
        self.open += 1
        try:
            return await self._connect()
        except BaseException:
            self.open -= 1
            self._hand_on(None)
            raise

    async def _wait(self, patience: float) -> Connection | None:
        """What somebody gives back, or None: there is room for another one."""
        future: asyncio.Future[Connection | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        begun = perf_counter()
        try:
            async with asyncio.timeout(patience):
                return await future
        except BaseException:
            self._leave(future)
            raise
        finally:
            POOL_WAIT.observe(perf_counter() - begun)

    def _leave(self, future: "asyncio.Future[Connection | None]") -> None:
        """Whoever leaves while being handed something hands it on."""
        if future.cancelled() or not future.done():
            future.cancel()
        elif connection := future.result():
            self.release(connection)
        else:
            self._hand_on(None)

    def _hand_on(self, connection: Connection | None) -> bool:
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(connection)
                return True
        return False
