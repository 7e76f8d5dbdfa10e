"""The budget: how much one person, or one address of strangers, may ask of all processes together in a minute.

Each process counts for itself and tells Valkey once a second, so that a request costs no round trip. Two processes
may therefore let through a second's worth more than the budget. While Valkey is away, each counts alone.
"""

import asyncio
import logging
import math
from typing import TYPE_CHECKING
from uuid import UUID

from redis.exceptions import RedisError

if TYPE_CHECKING:
    from tomoda.core.app import App

log = logging.getLogger("tomoda.http")

WINDOW = 60  # seconds
SHARE_EVERY = 1.0  # seconds


class _Spent:
    """Requests of one asker in this window: counted here and not told yet, and those that everybody knows of."""

    __slots__ = ("known", "untold")

    def __init__(self) -> None:
        self.untold = 0
        self.known = 0


class Budget:
    """Counts by the application's clock, in whole minutes."""

    def __init__(self, app: "App", per_minute: int) -> None:
        self.app = app
        self.per_minute = per_minute
        self._window = 0
        self._spent: dict[UUID | str, _Spent] = {}
        self._sharing = False
        self._policy = b'"all";q=%d;w=%d' % (per_minute, WINDOW)

    def take(self, asker: UUID | str) -> tuple[int, int]:
        """Count one request: how many are left (-1: this one was too many), and seconds until all are back."""
        now = self.app.clock().timestamp()
        window = int(now // WINDOW)
        if window != self._window:
            self._window, self._spent = window, {}
        spent = self._spent.get(asker)
        if spent is None:
            spent = self._spent[asker] = _Spent()
        left = self.per_minute - spent.known - spent.untold - 1
        if left >= 0:
            spent.untold += 1
        if not self._sharing:
            self._sharing = True
            self.app.beside(self._share())
        return max(left, -1), max(1, math.ceil((window + 1) * WINDOW - now))

    def headers(self, left: int, seconds: int) -> list[tuple[bytes, bytes]]:
        """`RateLimit-Policy` and `RateLimit`, as the IETF's draft writes them."""
        return [(b"ratelimit-policy", self._policy), (b"ratelimit", b'"all";r=%d;t=%d' % (max(left, 0), seconds))]

    async def _share(self) -> None:
        """Tell the others what was spent here, and learn what was spent there."""
        await asyncio.sleep(SHARE_EVERY)
        self._sharing = False
        window = self._window
        told = [(asker, spent, spent.untold) for asker, spent in self._spent.items() if spent.untold]
        try:
            async with self.app.valkey.pipeline(transaction=False) as pipe:
                for asker, _, count in told:
                    pipe.incrby(f"budget:{window}:{asker}", count)  # pyright: ignore[reportUnknownMemberType]
                    pipe.expire(f"budget:{window}:{asker}", 2 * WINDOW)  # pyright: ignore[reportUnknownMemberType]
                totals = await pipe.execute()
        except (RedisError, OSError) as fault:
            log.warning("budgets not shared", extra={"fault": type(fault).__name__})
            return
        for (_, spent, count), total in zip(told, totals[::2], strict=True):
            spent.untold -= count
            spent.known = int(total)
