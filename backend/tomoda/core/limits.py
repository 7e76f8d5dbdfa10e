"""Limits: how often something may be done, counted in Valkey over a sliding window."""

import logging
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redis.exceptions import RedisError

from tomoda.core.errors import RateLimited, Unavailable

if TYPE_CHECKING:
    from tomoda.core.app import App

log = logging.getLogger("tomoda.core.limits")

# Two fixed windows, the older one weighted by how much of it still lies inside the sliding one.
_TAKE = """
local now, window, limit, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local slot = math.floor(now / window)
local current = tonumber(redis.call('get', KEYS[1] .. slot) or 0)
local before = tonumber(redis.call('get', KEYS[1] .. (slot - 1)) or 0)
local passed = (now % window) / window
local used = current + before * (1 - passed)
if used + cost > limit then return {0, tostring(used), tostring(window * (1 - passed))} end
redis.call('incrby', KEYS[1] .. slot, cost)
redis.call('expire', KEYS[1] .. slot, math.ceil(window * 2))
return {1, tostring(used + cost), tostring(window * (1 - passed))}
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """`times` within `seconds`. `closed`: refuse when Valkey is out of reach, as sign-in must; else allow."""

    name: str
    times: int
    seconds: int
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """The same thing at up to `different` places within `seconds`."""

    name: str
    different: int
    seconds: int


_SPREAD = """
if redis.call('sismember', KEYS[1], ARGV[1]) == 1 then return 0 end
if redis.call('scard', KEYS[1]) >= tonumber(ARGV[3]) then return math.max(1, redis.call('ttl', KEYS[1])) end
redis.call('sadd', KEYS[1], ARGV[1])
if redis.call('scard', KEYS[1]) == 1 then redis.call('expire', KEYS[1], ARGV[2]) end
return 0
"""


async def spread(app: "App", how: Spread, key: str, place: str) -> int:
    """Count one more place for this thing: 0, or in how many seconds it may be put somewhere else again."""
    try:
        return int(await app.valkey.eval(_SPREAD, 1, f"spread:{how.name}:{key}", place, how.seconds, how.different))  # pyright: ignore
    except (RedisError, OSError) as fault:
        log.warning("limit not counted", extra={"limit": how.name, "fault": type(fault).__name__})
        return 0


async def take(app: "App", limit: Limit, *keys: str, cost: int = 1) -> None:
    """Count a use, or what it costs, for each key (an account, an address). Raises RateLimited if one is used up."""
    now = app.clock().timestamp()
    for key in keys:
        try:
            allowed, used, rest = await app.valkey.eval(  # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType, reportUnknownMemberType]
                _TAKE, 1, f"limit:{limit.name}:{key}:", now, limit.seconds, limit.times, cost
            )
        except (RedisError, OSError) as fault:
            log.warning("limit not counted", extra={"limit": limit.name, "fault": type(fault).__name__})
            if limit.closed:
                raise Unavailable(retry_after=2) from None
            continue
        if not allowed:
            wait = max(1, math.ceil(float(rest)))  # pyright: ignore[reportUnknownArgumentType]
            raise RateLimited(
                retry_after=wait,
                headers={
                    "RateLimit-Policy": f'"{limit.name}";q={limit.times};w={limit.seconds}',
                    "RateLimit": f'"{limit.name}";r={max(0, limit.times - math.ceil(float(used)))};t={wait}',  # pyright: ignore[reportUnknownArgumentType]
                },
            )
