"""Who may see where I am: begun, changed and ended by me alone, or by time."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from tomoda.core import seals
from tomoda.core.errors import FieldError, Malformed, NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.notifications import actions as notices
from tomoda.presence.actions import places, positions
from tomoda.presence.errors import BadTimes, TooManyShares, WouldShorten
from tomoda.presence.messages.positions import (
    RemindOfSharing,
    SharingChanged,
    SharingForADay,
    StillSharing,
)
from tomoda.presence.queries import positions as queries
from tomoda.presence.queries.positions import Open, sealed_for
from tomoda.presence.schemas.positions import NewGhost, NewPositionShare
from tomoda.users import queries as people

SHORTEST, LONGEST = timedelta(minutes=15), timedelta(days=3)
LONGEST_GHOST = timedelta(days=30)
MOST_SHARES = 50
REMIND_AFTER = (4, 24, 48)  # hours
A_MOMENT = timedelta(minutes=1)  # that a sheet was open for

FREE = sql("select not exists (select from position_shares where id = $1 and user_id <> $2)")
BEGIN = sql("""
    insert into position_shares (id, user_id, audience, person_id, list_id, room_id, precision, begun_at, until,
                                 arriving)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
""")
# The last point stays where it is no more exact than before, and no less: another precision begins without one.
CHANGE = sql("""
    update position_shares set id = $2, precision = $3, begun_at = $4, until = $5, arriving = $6,
        sealed = case when precision = $3 then sealed end, taken_at = case when precision = $3 then taken_at end,
        doubtful = doubtful and precision = $3
    where id = $1
""")
ALL = sql("select coalesce(array_agg(id), '{}') from position_shares where user_id = $1")
BE_GHOST = sql("""
    insert into ghosts (user_id, begun_at, until, everybody) values ($1, $2, $3, $4)
    on conflict (user_id) do update set begun_at = excluded.begun_at, until = excluded.until,
        everybody = excluded.everybody
""")
NO_GHOST = sql("delete from ghosts where user_id = $1")
BETWEEN = sql("""
    delete from position_shares
    where (user_id = $1 and person_id = $2) or (user_id = $2 and person_id = $1) returning user_id
""")
IN_ROOM = sql("select user_id, id from position_shares where room_id = $1")
PEOPLE_OF = sql("select coalesce(array_agg(one), '{}') from circle_people($1) one")
EXPIRED = sql("select user_id, array_agg(id) as ids from position_shares where until <= $1 group by user_id limit 500")
FORGET_POINTS = sql("""
    update position_shares set sealed = null, taken_at = null, doubtful = false where taken_at <= $1
""")
FORGET_STATES = sql("delete from whereabouts where taken_at <= $1")
FORGET_GHOSTS = sql("delete from ghosts where until <= $1")
STILL_ON = sql("""
    select until from position_shares
    where id = $2 and user_id = $1 and until > $3 and precision <> 'hidden' and begun_at <= $4
""")


async def share(tx: Tx, viewer: Viewer, share_id: UUID, new: NewPositionShare) -> None:
    """Let people see where I am. What was shared with the same people before is replaced, and never cut silently.

    Raises NotFound (no friend, list or room of mine), BadTimes, WouldShorten, TooManyShares.
    """
    await people.lock(tx, viewer.id)
    _require_times(tx, new)
    await _require_audience(tx, viewer, new)
    if not await tx.value(FREE, share_id, viewer.id):
        raise NotFound
    mine = await queries.open_shares(tx, viewer)
    before = next((one for one in mine if (one.audience, one.of) == (new.audience, new.of)), None)
    if before and before.until and new.until and new.until < before.until and not new.shorten:
        raise WouldShorten(until=before.until)
    if before is None and len(mine) >= MOST_SHARES:
        raise TooManyShares
    await _save(tx, viewer, share_id, new, before)
    await positions.tell(tx, viewer.id, await queries.audience(tx, viewer.id, [share_id]))
    tx.emit(SharingChanged(user_id=viewer.id))
    for hours in REMIND_AFTER:
        if new.until and tx.now + timedelta(hours=hours) < new.until:
            tx.enqueue(RemindOfSharing(viewer.id, share_id, hours), after=timedelta(hours=hours))


async def _save(tx: Tx, viewer: Viewer, share_id: UUID, new: NewPositionShare, before: Open | None) -> None:
    arriving = None
    if new.arriving is not None:
        arriving = seals.seal(tx.app, sealed_for("arriving", viewer.id), msgspec.json.encode(new.arriving))
    others = [one for one in await tx.value(ALL, viewer.id) if one == share_id and (not before or before.id != one)]
    if others:
        await positions.end(tx, viewer.id, others)
    if before is not None:
        await tx.run(CHANGE, before.id, share_id, new.precision, tx.now, new.until, arriving)
        return
    await sweep_of(tx, viewer.id)
    whom = [new.of if new.audience == kind else None for kind in ("person", "list", "room")]
    await tx.run(BEGIN, share_id, viewer.id, new.audience, *whom, new.precision, tx.now, new.until, arriving)


async def sweep_of(tx: Tx, owner: UUID) -> None:
    """What has ended by time makes room for what begins."""
    for row in await tx.rows(EXPIRED, tx.now):
        if row["user_id"] == owner:
            await positions.end(tx, owner, row["ids"])


def _require_times(tx: Tx, new: NewPositionShare) -> None:
    if new.precision == "hidden":
        if new.audience != "person" or new.until is not None:
            raise BadTimes("Hiding is from one person, and has no end.")
        return
    if new.until is None or not tx.now + SHORTEST - A_MOMENT <= new.until <= tx.now + LONGEST:
        raise BadTimes


async def _require_audience(tx: Tx, viewer: Viewer, new: NewPositionShare) -> None:
    if (new.of is None) != (new.audience == "friends"):
        raise Malformed(errors=[FieldError("#/of", "names a person, a list or a room, and nothing for all friends")])
    match new.audience:
        case "person":
            known = await tx.value(queries.ARE_FRIENDS, viewer.id, new.of) and new.of != viewer.id
        case "list":
            known = await tx.value(queries.MY_LIST, viewer.id, new.of)
        case "room":
            known = new.of is not None and await queries.in_room(tx, viewer, new.of)
        case _:
            known = True
    if not known:
        raise NotFound


async def stop(tx: Tx, viewer: Viewer, share_id: UUID) -> None:
    """It ends now, on all devices, and its point is gone. Others go on."""
    await people.lock(tx, viewer.id)
    await positions.end(tx, viewer.id, [share_id])


async def stop_all(tx: Tx, owner: UUID) -> None:
    """Nobody sees them any more, and nothing of where they were is kept."""
    await people.lock(tx, owner)
    await tx.run(places.NO_STATE, owner)
    if ids := await tx.value(ALL, owner):
        await positions.end(tx, owner, ids)


async def haunt(tx: Tx, viewer: Viewer, new: NewGhost) -> None:
    """Be a ghost: friends get no new point, and the last one ages as if my app were closed. Nobody is told.

    Raises BadTimes.
    """
    if new.until is not None and not tx.now < new.until <= tx.now + LONGEST_GHOST:
        raise BadTimes
    await people.lock(tx, viewer.id)
    await tx.run(BE_GHOST, viewer.id, tx.now, new.until, new.everybody)
    tx.emit(SharingChanged(user_id=viewer.id))


async def appear(tx: Tx, viewer: Viewer) -> None:
    """Be a ghost no more: the next point is shown again."""
    await people.lock(tx, viewer.id)
    if await tx.run(NO_GHOST, viewer.id):
        tx.emit(SharingChanged(user_id=viewer.id))


async def part(tx: Tx, one: UUID, other: UUID) -> None:
    """They are no longer friends: what was shared between the two, and its points, are gone in this transaction."""
    owners = {row["user_id"] for row in await tx.rows(BETWEEN, one, other)}
    await positions.tell(tx, one, [other])
    await positions.tell(tx, other, [one])
    for owner in sorted(owners):
        tx.emit(SharingChanged(user_id=owner))


async def leave_room(tx: Tx, room_id: UUID, person: UUID) -> None:
    """Somebody is no longer in a room: neither they nor those in it see each other by it any more."""
    for row in await tx.rows(IN_ROOM, room_id):
        if row["user_id"] == person:
            await positions.end(tx, person, [row["id"]])
            await positions.tell(tx, person, await tx.value(PEOPLE_OF, room_id))
        else:
            await positions.tell(tx, row["user_id"], [person])


async def sweep(tx: Tx) -> None:
    """What has ended, or grown old, is deleted, and whoever saw it is told."""
    for row in await tx.rows(EXPIRED, tx.now):
        await positions.end(tx, row["user_id"], row["ids"])
    await tx.run(FORGET_POINTS, tx.now - queries.SHOWN_FOR)
    await tx.run(FORGET_STATES, tx.now - queries.SHOWN_FOR)
    await tx.run(FORGET_GHOSTS, tx.now)


async def remind(tx: Tx, job: RemindOfSharing) -> None:
    """Tell somebody that they still share; after a day by mail, too, as they choose for what concerns their safety."""
    since = tx.now - timedelta(hours=job.hours)
    until: datetime | None = await tx.value(STILL_ON, job.user_id, job.share_id, tx.now, since)
    if until is None:
        return
    if job.hours < 24:
        notice = StillSharing(share_id=job.share_id, hours=job.hours, until=until)
    else:
        notice = SharingForADay(share_id=job.share_id, day=tx.now.date(), until=until)
    await notices.notify(tx, [job.user_id], notice)
