"""Limits: how often something may be done, counted in Valkey over a sliding window.

What is asked at the same moment is counted in one round trip, by one script that knows both ways of counting.
"""

import logging
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redis.exceptions import RedisError

from tomoda.core.errors import RateLimited, Unavailable
from tomoda.core.gather import Gather

if TYPE_CHECKING:
    from tomoda.core.app import App

log = logging.getLogger("tomoda.core.limits")

MOST = 64  # requests that are counted in one round trip

# ARGV: the instant, then for each request the number of its uses, then those: how, key, three arguments.
# Each request is counted until one of its uses is too many: which one (0: none), what was used, when it is free again.
_COUNT = """
local now, at, answers = tonumber(ARGV[1]), 2, {}

-- Two fixed windows, the older one weighted by how much of it still lies inside the sliding one.
local function take(key, window, limit, cost)
    local slot, left = math.floor(now / window), 1 - (now % window) / window
    local current = tonumber(redis.call('get', key .. slot) or 0)
    local used = current + tonumber(redis.call('get', key .. (slot - 1)) or 0) * left
    if used + cost > limit then return used, window * left end
    redis.call('incrby', key .. slot, cost)
    if current == 0 then redis.call('expire', key .. slot, math.ceil(window * 2)) end
end

-- The same thing at several places: a set of them.
local function spread(key, window, most, place)
    if redis.call('sismember', key, place) == 1 then return end
    local there = redis.call('scard', key)
    if there >= most then return there, math.max(1, redis.call('ttl', key)) end
    redis.call('sadd', key, place)
    if there == 0 then redis.call('expire', key, window) end
end

while ARGV[at] do
    local last, answer = at + 5 * ARGV[at], {0}
    for use = at + 1, last, 5 do
        local how, key, window, most = ARGV[use], ARGV[use + 1], tonumber(ARGV[use + 2]), tonumber(ARGV[use + 3])
        local used, rest
        if how == 'take' then
            used, rest = take(key, window, most, tonumber(ARGV[use + 4]))
        else
            used, rest = spread(key, window, most, ARGV[use + 4])
        end
        if used then
            answer = {(use - at + 4) / 5, tostring(used), tostring(rest)}
            break
        end
    end
    answers[#answers + 1] = answer
    at = last + 1
end
return answers
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


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a limit by whoever `key` is, or as many as it costs; of a spread, one at this place."""

    limit: Limit | Spread
    key: str
    place: str = ""
    cost: int = 1

    def told(self) -> tuple[str, str, int, int, str | int]:
        """How, key, seconds, how many, place or cost."""
        how = self.limit
        if isinstance(how, Spread):
            return "spread", f"spread:{how.name}:{self.key}", how.seconds, how.different, self.place
        return "take", f"limit:{how.name}:{self.key}:", how.seconds, how.times, self.cost


@dataclass(frozen=True, slots=True)
class Spent:
    """A use that was too many: what had been used up, and in how many seconds there is more."""

    use: Use
    used: float
    seconds: int


async def _count(app: "App", requests: list[list[Use]]) -> list[Spent | None]:
    told: list[Any] = [app.clock().timestamp()]
    for uses in requests:
        told.append(len(uses))
        for use in uses:
            told += use.told()
    script = app.living.get("limits")
    if script is None:
        script = app.living["limits"] = app.valkey.register_script(_COUNT)
    found: list[list[bytes]] = await script(args=told)
    return [
        Spent(uses[int(which) - 1], float(rest[0]), max(1, math.ceil(float(rest[1])))) if int(which) else None
        for uses, (which, *rest) in zip(requests, found, strict=True)
    ]


_together = Gather(_count, most=MOST)


async def spent(app: "App", *uses: Use) -> Spent | None:
    """Count one use of each, in this order, up to the first that is too many. None: nothing is; or Valkey is out of
    reach, and none of them is closed then. Raises Unavailable if one is.
    """
    try:
        return await _together(app, list(uses))
    except (RedisError, OSError) as fault:
        names = ", ".join(use.limit.name for use in uses)
        log.warning("limit not counted", extra={"limit": names, "fault": type(fault).__name__})
        if any(isinstance(use.limit, Limit) and use.limit.closed for use in uses):
            raise Unavailable(retry_after=2) from None
        return None


async def take(app: "App", limit: Limit, *keys: str, cost: int = 1) -> None:
    """Count a use, or what it costs, for each key (an account, an address). Raises RateLimited if one is used up."""
    found = await spent(app, *(Use(limit, key, cost=cost) for key in keys))
    if found is not None:
        raise used_up(limit, found)


def used_up(limit: Limit, found: Spent) -> RateLimited:
    """The refusal, with what the IETF's draft says about budgets."""
    left = max(0, limit.times - math.ceil(found.used))
    return RateLimited(
        retry_after=found.seconds,
        headers={
            "RateLimit-Policy": f'"{limit.name}";q={limit.times};w={limit.seconds}',
            "RateLimit": f'"{limit.name}";r={left};t={found.seconds}',
        },
    )
