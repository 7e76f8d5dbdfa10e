"""Being there: a code that changes every half minute, scanned with or without a connection, counted once.

The host's phone gets a key for this event alone and makes the codes itself; a guest's phone keeps what it scanned and
when, and sends it once it has a connection. A code says its half minute, so a photo of it is of no use later.
"""

import hmac
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events import queries
from tomoda.events.actions import showing
from tomoda.events.errors import CheckInRefused, EventIsCancelled, GuestNotFound
from tomoda.events.queries import EventRow
from tomoda.events.schemas.hosting import CheckInKey, Here, Scan
from tomoda.users import queries as people

STEP = 30  # seconds
DRIFT = timedelta(seconds=90)  # of clocks, and of a hand that is slow
EARLY = timedelta(hours=1)
KEPT = timedelta(hours=48)
SOON = timedelta(hours=1)
NEAR_ENOUGH, UNSURE = 200.0, 150.0  # metres to the place, and how much more if the phone is that unsure

HERE = sql("""
    insert into check_ins (event_id, user_id, scanned_at, received_at, by_host, late) values ($1, $2, $3, $4, $5, $6)
    on conflict (event_id, user_id) do update set by_host = excluded.by_host, near = false where check_ins.near
""")
NEAR = sql("""
    insert into check_ins (event_id, user_id, scanned_at, received_at, by_host, late, near)
    values ($1, $2, $3, $3, false, false, true) on conflict do nothing
""")
DISTANCE = sql("select st_distance(place, st_point($2, $3)::geography) from events where id = $1")
NOT_HERE = sql("delete from check_ins where event_id = $1 and user_id = $2 and by_host")


def key(secret: bytes, event_id: UUID) -> str:
    """The key of this event's codes."""
    return hmac.digest(secret, b"check-in" + event_id.bytes, "sha256").hex()


def code(key_of_event: str, step: int) -> str:
    """The code of one half minute since 1970: sixteen hexadecimal digits."""
    return hmac.digest(bytes.fromhex(key_of_event), str(step).encode(), "sha256").hex()[:16]


async def key_for_host(tx: Tx, viewer: Viewer, event_id: UUID) -> CheckInKey:
    """With which the host's phone makes the codes."""
    event = await queries.hosted(tx, viewer, event_id, "check_in")
    return CheckInKey(key(tx.app.secret, event.id), STEP)


async def scan(tx: Tx, viewer: Viewer, event_id: UUID, data: Scan) -> None:
    """I was there when I scanned this. Twice is once. Raises CheckInRefused with a reason, EventIsCancelled."""
    event = await queries.lock(tx, viewer, event_id)
    _require_time(tx, event, data.scanned_at)
    if event.answer != "going":
        raise CheckInRefused(reason="no_seat")
    shown_at = datetime.fromtimestamp(data.step * STEP, UTC)
    ours = hmac.compare_digest(data.code, code(key(tx.app.secret, event_id), data.step))
    if not ours or abs(data.scanned_at - shown_at) > DRIFT:
        raise CheckInRefused(reason="wrong_code")
    late = tx.now - data.scanned_at > SOON
    await tx.run(HERE, event_id, viewer.id, data.scanned_at, tx.now, False, late)
    await showing.unmark(tx, event_id, viewer.id, "no_show")


def _require_time(tx: Tx, event: EventRow, scanned_at: datetime) -> None:
    if event.state == "cancelled":
        raise EventIsCancelled(current_state="cancelled")
    if scanned_at < event.starts_at - EARLY or scanned_at > tx.now + DRIFT:
        raise CheckInRefused(reason="not_yet")
    if scanned_at > event.ends_at + EARLY or tx.now > event.ends_at + KEPT:
        raise CheckInRefused(reason="too_late")


async def come_near(tx: Tx, viewer: Viewer, event_id: UUID, here: Here) -> None:
    """I am there, since my phone is. Where it is, is not kept; a host may know better. Twice is once.

    Raises CheckInRefused with a reason, EventIsCancelled.
    """
    event = await queries.lock(tx, viewer, event_id)
    _require_time(tx, event, tx.now)
    if event.answer != "going":
        raise CheckInRefused(reason="no_seat")
    metres = await tx.value(DISTANCE, event_id, here.lon, here.lat)
    if metres > NEAR_ENOUGH + min(here.metres, UNSURE):
        raise CheckInRefused(reason="too_far")
    await tx.run(NEAR, event_id, viewer.id, tx.now)


async def tap(tx: Tx, viewer: Viewer, event_id: UUID, guest_id: UUID, *, here: bool) -> None:
    """The host says who is there, and may take it back, until two days after the end. Twice is once."""
    event = await queries.hosted(tx, viewer, event_id, "check_in")
    _require_time(tx, event, min(tx.now, event.ends_at))
    theirs = await queries.lock_unasked(tx, event_id, guest_id)
    if theirs is None or theirs.answer != "going" or not await tx.value(people.VISIBLE, viewer.id, guest_id):
        raise GuestNotFound
    if here:
        await tx.run(HERE, event_id, guest_id, tx.now, tx.now, True, False)
        await showing.unmark(tx, event_id, guest_id, "no_show")
    else:
        await tx.run(NOT_HERE, event_id, guest_id)
