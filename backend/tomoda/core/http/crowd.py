"""The crowd at the door: so many requests are answered at once, more wait in order, and too many are sent away."""

import asyncio

from tomoda.core.errors import Unavailable

AT_ONCE = 512  # requests under way in one process; a few connections to Postgres serve them
WAITING = 8192  # requests that wait for that, in one process; about 10 kB each
COME_BACK = 2  # seconds


class Crowd:
    """Of one process. Who has entered must leave."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._room = asyncio.Semaphore(at_once)
        self._places = waiting
        self._waiting = 0

    async def enter(self) -> None:
        """Wait for one's turn. Raises Unavailable where too many wait already."""
        if not self._room.locked():
            await self._room.acquire()
            return
        if self._waiting >= self._places:
            raise Unavailable(retry_after=COME_BACK)
        self._waiting += 1
        try:
            await self._room.acquire()
        finally:
            self._waiting -= 1

    def leave(self) -> None:
        """Let the next one in."""
        self._room.release()
