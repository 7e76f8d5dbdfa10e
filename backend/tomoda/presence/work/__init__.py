"""What is done about presence each second, and when people part."""

import asyncio
import logging

from redis.exceptions import RedisError

from tomoda.core.app import App
from tomoda.core.jobs import keeps
from tomoda.core.messages import on
from tomoda.core.pool import FAULTS
from tomoda.core.tx import Tx
from tomoda.friends.messages import Unfriended
from tomoda.presence import actions
from tomoda.presence.socket import attendance
from tomoda.presence.work import positions as positions
from tomoda.presence.work import radar as radar

log = logging.getLogger("tomoda.presence")

TOGETHER = 1.0  # seconds in which beats are gathered
LOOK_EVERY = 5.0
LOOK_BACK = 20.0
AT_ONCE = 500


@keeps("gateway")
async def tell_beats(app: App) -> None:
    """Each second, all beats of this process in one write."""
    while True:
        await asyncio.sleep(TOGETHER)
        try:
            await gather(app)
        except (RedisError, *FAULTS) as fault:
            log.warning("beats not written", extra={"fault": type(fault).__name__})


async def gather(app: App) -> None:
    """Write the beats; where Valkey has begun anew, those of everybody who is connected here."""
    mine = attendance(app)
    kept, beats = set(mine.fresh), mine.beats()
    try:
        if not await actions.beat(app, beats):
            beats = mine.beats(everybody=True)
            await actions.beat(app, beats)
            await actions.settle(app)
    except (RedisError, OSError):
        mine.fresh |= kept
        raise
    people = list(beats)
    for at in range(0, len(people), AT_ONCE):
        await actions.notice(app, people[at : at + AT_ONCE])


@keeps("worker")
async def watch(app: App) -> None:
    """Every few seconds: who fell silent or idle. At the start, everybody."""
    everybody = True
    while True:
        try:
            await sweep(app, everybody=everybody)
            everybody = False
        except (RedisError, *FAULTS) as fault:
            everybody = True
            log.warning("presence not swept", extra={"fault": type(fault).__name__})
        await asyncio.sleep(LOOK_EVERY)


async def sweep(app: App, *, everybody: bool) -> None:
    """Tell of those who are no longer where they were."""
    people = await (actions.told(app) if everybody else actions.aged(app, LOOK_BACK))
    for at in range(0, len(people), AT_ONCE):
        await actions.notice(app, people[at : at + AT_ONCE])


@on(Unfriended)
async def part(tx: Tx, signal: Unfriended) -> None:
    """Who is no longer a friend sees the other go, once."""
    await actions.part(tx, signal.one_id, signal.other_id)
