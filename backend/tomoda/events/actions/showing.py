"""Showing up: on the way, given up late, who came. What is kept of it is for the person alone, fades, and can be wrong.

A seat given up late makes a mark, until somebody takes the seat: then it was as good as kept. A seat left empty makes
one if the host says so within two days. Events that are off or moved, and guests whom the host sends away, leave none.
"""

from datetime import timedelta
from uuid import UUID

import msgspec

from tomoda.core.errors import NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_text, new_id
from tomoda.events import queries
from tomoda.events.errors import AttendanceClosed, EventIsCancelled, GuestNotFound, MarkJudged, NotTheTime, WrongState
from tomoda.events.messages.notices import MarkedAbsent
from tomoda.events.messages.showing import MarkLifted, WaySaid
from tomoda.events.queries import EventRow
from tomoda.events.schemas.showing import Attended, Feedback, MarkContested, NewWay, SaidAttendance
from tomoda.notifications import actions as notices

ON_THE_WAY = timedelta(hours=3)  # before the start, from which on one may say so
CORRECTED_WITHIN = timedelta(hours=48)
FEEDBACK_WITHIN = timedelta(days=7)
LONGEST_LATE = timedelta(minutes=2880)
COUNTED_FOR = timedelta(days=365)

WAY = sql("update rsvps set way = $3, way_minutes = $4, way_at = $5 where event_id = $1 and user_id = $2")
MARK = sql("""
    insert into reliability_marks (id, user_id, event_id, kind, at, open_seats) values ($1, $2, $3, $4, $5, $6)
    on conflict (event_id, user_id) do update set kind = excluded.kind, open_seats = excluded.open_seats
    where reliability_marks.kind <> excluded.kind
""")
MARKS = sql(
    "select id, user_id, open_seats from reliability_marks where event_id = $1 and kind = 'late' order by at, id"
)
STILL_OPEN = sql("update reliability_marks set open_seats = $2 where id = $1")
KEPT = sql("delete from reliability_marks where id = any($1::uuid[])")
UNMARK = sql("delete from reliability_marks where event_id = $1 and user_id = $2 and kind = any($3::text[])")
FORGIVE = sql("delete from reliability_marks where event_id = $1")
FORGET = sql("delete from reliability_marks where at < $1")
ATTENDED = sql("""
    update rsvps set attended = $3 where event_id = $1 and user_id = $2 and answer = 'going' returning party
""")
SCANNED = sql("select not by_host and not near from check_ins where event_id = $1 and user_id = $2")
CONTEST = sql("""
    update reliability_marks set word = $3, contested_at = $4 where id = $1 and user_id = $2 and judged_at is null
""")
MY_MARK = sql("select judged_at is not null from reliability_marks where id = $1 and user_id = $2")
LOCK_MARK = sql("""
    select m.user_id, m.event_id, e.host_id from reliability_marks m left join events e on e.id = m.event_id
    where m.id = $1 and m.contested_at is not null and m.judged_at is null for update of m
""")
STANDS = sql("update reliability_marks set contested_at = null, judged_at = $2 where id = $1")
READ = sql("update event_feedback set read_at = $2 where id = $1 and not felt_safe and read_at is null")
FEEDBACK = sql("""
    insert into event_feedback (event_id, user_id, met, felt_safe, words, given_at) values ($1, $2, $3, $4, $5, $6)
    on conflict (event_id, user_id) do update
        set met = excluded.met, felt_safe = excluded.felt_safe, words = excluded.words, given_at = excluded.given_at,
            read_at = null
""")


def require_near(tx: Tx, event: EventRow) -> None:
    """Raises NotTheTime earlier than three hours before the start, or after the end."""
    if event.state != "scheduled" or not event.starts_at - ON_THE_WAY <= tx.now < event.ends_at:
        raise NotTheTime


async def on_the_way(tx: Tx, event: EventRow, new: NewWay) -> None:
    """The event's room hears it; a host may be late, too. Raises NotFound for whoever does not come."""
    require_near(tx, event)
    if event.host_id != event.viewer_id and event.answer != "going":
        raise NotFound
    minutes = new.minutes if new.state == "running_late" else None
    if new.state != "cannot_come":
        await tx.run(WAY, event.id, event.viewer_id, new.state, minutes, tx.now)
    tx.emit(WaySaid(event_id=event.id, user_id=event.viewer_id, state=new.state, minutes=minutes))


async def gave_up(tx: Tx, event: EventRow, party: int) -> None:
    """Somebody gave up so many seats by themselves: late, if it is later than they were told when they joined."""
    if event.late_from is not None and event.late_from <= tx.now < event.ends_at:
        await tx.run(MARK, new_id(), event.viewer_id, event.id, "late", tx.now, party)


async def taken_up(tx: Tx, event: EventRow, seats: int) -> None:
    """So many seats were taken: those that were given up late, the longest ago first, are as good as kept.

    Leniently: also where other seats were free, and where a guest by mail hands their seat to their own account.
    """
    if event.starts_at - tx.now > LONGEST_LATE:
        return
    kept: list[UUID] = []
    for row in await tx.rows(MARKS, event.id):
        if row["user_id"] == event.viewer_id:
            kept.append(row["id"])
            continue
        filled = min(seats, row["open_seats"])
        seats -= filled
        if filled == row["open_seats"]:
            kept.append(row["id"])
        elif filled:
            await tx.run(STILL_OPEN, row["id"], row["open_seats"] - filled)
    if kept:
        await tx.run(KEPT, kept)


async def forgive(tx: Tx, event: EventRow) -> None:
    """The event is off, or at another time: nobody's coming or not coming counts."""
    await tx.run(FORGIVE, event.id)


async def unmark(tx: Tx, event_id: UUID, user_id: UUID, *kinds: str) -> None:
    """They were there, or were sent away."""
    if await tx.run(UNMARK, event_id, user_id, list(kinds or ("late", "no_show"))):
        await notices.withdraw(tx, MarkedAbsent, f"marked:{event_id}", [user_id])


async def say_who_came(tx: Tx, viewer: Viewer, event_id: UUID, said: SaidAttendance) -> None:
    """As host, from the start until two days after the end. Raises AttendanceClosed, GuestNotFound."""
    event = await queries.hosted(tx, viewer, event_id, "check_in")
    if event.state == "cancelled":
        raise EventIsCancelled(current_state="cancelled")
    if event.state != "scheduled":
        raise WrongState(current_state=event.state)
    if tx.now < event.starts_at:
        raise AttendanceClosed(reason="not_yet")
    if tx.now >= event.ends_at + CORRECTED_WITHIN:
        raise AttendanceClosed(reason="too_late")
    for one in said.data:
        await _came(tx, event, one.user_id, one.attended)


async def _came(tx: Tx, event: EventRow, user_id: UUID, attended: Attended | None) -> None:
    if attended == "no_show" and await tx.value(SCANNED, event.id, user_id):
        raise AttendanceClosed(reason="was_there")
    party = await tx.value(ATTENDED, event.id, user_id, attended)
    if party is None:
        raise GuestNotFound
    if attended != "no_show":
        await unmark(tx, event.id, user_id, "no_show")
    elif await tx.run(MARK, new_id(), user_id, event.id, "no_show", event.starts_at, party):
        await notices.notify(tx, [user_id], MarkedAbsent(event_id=event.id, title=event.title))


async def contest(tx: Tx, viewer: Viewer, mark_id: UUID, data: MarkContested) -> None:
    """It is not right: until it is judged it weighs nothing, and the host reads why. Raises NotFound, MarkJudged."""
    if await tx.run(CONTEST, mark_id, viewer.id, clean_text(data.word), tx.now):
        return
    raise MarkJudged if await tx.value(MY_MARK, mark_id, viewer.id) else NotFound


class Contested(msgspec.Struct):
    """A mark that waits for staff: whose it is, and who made it."""

    user_id: UUID
    event_id: UUID | None
    host_id: UUID | None


async def contested(tx: Tx, mark_id: UUID) -> Contested:
    """The mark, locked until it is judged. Raises NotFound for one that nobody contests."""
    found = await tx.maybe(Contested, LOCK_MARK, mark_id)
    if found is None:
        raise NotFound
    return found


async def judge(tx: Tx, mark_id: UUID, mark: Contested, *, stands: bool) -> None:
    """Staff have decided: it weighs again and for good, or never was."""
    if stands:
        await tx.run(STANDS, mark_id, tx.now)
    else:
        await tx.run(KEPT, [mark_id])
        await notices.withdraw(tx, MarkedAbsent, f"marked:{mark.event_id}", [mark.user_id])
        if mark.event_id is not None:
            tx.emit(MarkLifted(event_id=mark.event_id, user_id=mark.user_id))


async def close_feedback(tx: Tx, feedback_id: UUID) -> None:
    """Staff have read it. Raises NotFound for what is not waiting for them."""
    if not await tx.run(READ, feedback_id, tx.now):
        raise NotFound


async def give_feedback(tx: Tx, viewer: Viewer, event_id: UUID, said: Feedback) -> None:
    """How it was, until a week after. Raises NotTheTime, NotFound for whoever neither came nor hosted."""
    event = await queries.lock(tx, viewer, event_id)
    if event.host_id != viewer.id and event.answer != "going":
        raise NotFound
    if event.state != "scheduled" or not event.starts_at <= tx.now < event.ends_at + FEEDBACK_WITHIN:
        raise NotTheTime
    await tx.run(FEEDBACK, event_id, viewer.id, said.met, said.felt_safe, clean_text(said.words), tx.now)
