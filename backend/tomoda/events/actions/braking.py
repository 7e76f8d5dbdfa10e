"""The brake: an event that spreads further than its host can have meant is closed to new people until they answer.

It is asked about when three times as many people as there are seats want to come (twenty at least; after a yes, twice
as many as then), or when 200 different addresses looked at its shared page within an hour (ten for each seat if that
is more; 500 without a limit of seats; once a day at most). Until then it is for friends of its host, or, if it was for
whoever has its address, for whoever is invited; who has answered sees it as ever. Links into it open nothing meanwhile.
"""

import logging
from datetime import timedelta
from uuid import UUID

from redis.exceptions import RedisError

from tomoda.core.app import App
from tomoda.core.messages import HearingChanged
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events import queries
from tomoda.events.actions import telling
from tomoda.events.errors import WrongState
from tomoda.events.messages import EventChanged
from tomoda.events.messages.braking import CrowdAsked, LookAtCrowd
from tomoda.events.queries import EventRow
from tomoda.notifications import actions as notices

log = logging.getLogger("tomoda.events")

TIMES_SEATS, LEAST_CROWD = 3, 20
LEAST_LOOKS, LOOKS_A_SEAT, LOOKS_WITHOUT_SEATS = 200, 10, 500
LOOKS_WITHIN = 3600  # seconds
SOON = timedelta(minutes=1)
AGAIN = timedelta(days=1)  # after what looks have asked, until they ask again
LESS = {"public": "friends", "unlisted": "invite_only"}

WANTED = sql("""
    select coalesce(sum(party), 0)::int from rsvps
    where event_id = $1 and answer in ('going', 'offered', 'waitlisted', 'pending')
""")
BRAKE = sql("""
    update events set visibility = $2, braked_from = visibility, braked_at = $3, version = version + 1, updated_at = $3
    where id = $1
""")
RELEASE = sql("""
    update events set visibility = $2, braked_from = null, crowd_welcome = $3, version = version + 1, updated_at = $4
    where id = $1
""")


def watch(tx: Tx, event: EventRow) -> None:
    """Somebody waits or asks: within a minute it is looked at how many do."""
    if event.visibility in LESS and event.seats is not None:
        tx.enqueue(LookAtCrowd(event.id), after=SOON, once=f"crowd:{event.id}")


async def looked(app: App, event_id: UUID, address: str) -> None:
    """Somebody looked at its shared page: counted are different addresses, of which none is kept."""
    key = f"looks:{event_id}:{int(app.clock().timestamp()) // LOOKS_WITHIN}"
    try:
        async with app.valkey.pipeline(transaction=False) as pipe:
            pipe.pfadd(key, address)  # pyright: ignore[reportUnknownMemberType]
            pipe.expire(key, LOOKS_WITHIN)  # pyright: ignore[reportUnknownMemberType]
            pipe.pfcount(key)  # pyright: ignore[reportUnknownMemberType]
            new, _, count = await pipe.execute()
    except (RedisError, OSError) as fault:
        log.warning("looks are not counted", extra={"fault": type(fault).__name__})
        return
    if new and count >= LEAST_LOOKS:
        async with app.transaction() as tx:
            tx.enqueue(LookAtCrowd(event_id, int(count)), after=SOON, once=f"looks:{event_id}")


async def look(tx: Tx, event_id: UUID, looks: int) -> None:
    """Close it to new people, and ask its host, if it spreads too far."""
    event = await queries.lock_unasked(tx, event_id, None)
    if event is None or event.visibility not in LESS or event.state != "scheduled" or event.over(tx.now):
        return
    wanted = await tx.value(WANTED, event_id)
    if not (_is_crowd(event, wanted) or _is_looked_at(tx, event, looks)):
        return
    await tx.run(BRAKE, event_id, LESS[event.visibility], tx.now)
    await _tell(tx, event)
    asked = CrowdAsked(event_id=event_id, title=event.title, at=tx.now, wanted=wanted, looks=looks)
    await notices.notify(tx, [event.host_id], asked)


def _is_crowd(event: EventRow, wanted: int) -> bool:
    if event.seats is None:
        return False
    return wanted >= max(LEAST_CROWD, TIMES_SEATS * event.seats, 2 * event.crowd_welcome)


def _is_looked_at(tx: Tx, event: EventRow, looks: int) -> bool:
    if event.braked_at is not None and tx.now < event.braked_at + AGAIN:
        return False
    enough = LOOKS_WITHOUT_SEATS if event.seats is None else max(LEAST_LOOKS, LOOKS_A_SEAT * event.seats)
    return looks >= enough


async def answer(tx: Tx, viewer: Viewer, event_id: UUID, *, reopen: bool) -> None:
    """The host says whether it is for as many people as before again. Raises NotTheHost, WrongState if nobody asks."""
    event = await queries.hosted(tx, viewer, event_id, "edit")
    if event.braked_from is None:
        raise WrongState(current_state=event.status(tx.now))
    wanted = await tx.value(WANTED, event_id)
    await tx.run(RELEASE, event_id, event.braked_from if reopen else event.visibility, wanted, tx.now)
    await notices.withdraw_about(tx, "event", event_id, CrowdAsked)
    await _tell(tx, event)


async def _tell(tx: Tx, before: EventRow) -> None:
    """Whoever may still see it asks for it again; whoever may not hears no more of it."""
    people = [before.host_id, *await queries.involved(tx, before.id)]
    after = await queries.held(tx, Viewer(before.host_id), before.id)
    tx.emit(
        EventChanged(
            event_id=before.id,
            host_id=before.host_id,
            people=people,
            title=before.title,
            what=["visibility"],
            version=after.version,
            quiet=True,
        )
    )
    tx.emit(HearingChanged(topic=f"event:{before.id}", reason="hidden"))
    telling.hide(tx, before)
    await telling.show_again(tx, after)
