"""The queue for a seat: offers in the order of waiting, each with a deadline that is shorter the nearer the start.

The rules, in short. A seat that comes free is offered at once, in the transaction that freed it, to whoever has
waited longest and whose party fits; a party that is too large is passed over and keeps its place. An offered seat is
held. Whoever declines an offer, or lets it pass, leaves the queue. In the last minute before the start, and after
it, nothing is offered: free seats are anybody's.

All of it is done under the lock of the event's row.
"""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.events import queries
from tomoda.events.actions import calendars, showing, telling
from tomoda.events.messages import (
    AskStillComing,
    QueueMoved,
    QuorumDecided,
    RemindGuests,
    SettleQueue,
    StillComingAsked,
)
from tomoda.events.queries import EventRow
from tomoda.events.schemas import Standing

LONGEST_OFFER = timedelta(hours=6)
SHORTEST_OFFER = timedelta(minutes=1)
PAYING = timedelta(minutes=10)  # how long a seat is held for somebody who is paying
SHARE_OF_REST = 8  # an offer lasts an eighth of the time that is left
REMINDERS: dict[Literal["day", "hour"], timedelta] = {"day": timedelta(days=1), "hour": timedelta(minutes=90)}
AT_ONCE = 200  # people looked at in one statement

COUNT = sql("update events set going = going + $2, offered = offered + $3 where id = $1")

EXPIRE = sql("""
    update rsvps set answer = 'no', offered_until = null, answered_at = $2
    where event_id = $1 and answer = 'offered' and offered_until <= $2 returning user_id, party
""")

LAPSE = sql("""
    update rsvps set answer = 'no', confirm_by = null, answered_at = $2
    where event_id = $1 and answer = 'going' and confirm_by <= $2 returning user_id, party
""")

DECIDED = sql("""
    update events set state = $2, quorum_state = $3, version = version + 1, updated_at = $4 where id = $1
""")

ASK_STILL = sql("""
    update rsvps set confirm_by = $2 where event_id = $1 and answer = 'going' and confirm_by is null returning user_id
""")

ASKING = sql("""
    select user_id, party from rsvps r join events e on e.id = r.event_id
    where r.event_id = $1 and r.answer = 'pending' and visible(e.host_id, r.user_id) order by r.answered_at, r.user_id
""")
LET_IN = sql("""
    update rsvps set answer = 'going', late_from = (
        select starts_at - make_interval(mins => late_cancel) from events where id = $1
    ) where event_id = $1 and user_id = $2
""")
LET_WAIT = sql("update rsvps set answer = 'waitlisted', queued_at = answered_at where event_id = $1 and user_id = $2")

# Nobody is offered a seat by somebody who may not see them: a closed account waits for nothing.
NEXT = sql("""
    select r.user_id, r.party from rsvps r join events e on e.id = r.event_id
    where r.event_id = $1 and r.answer = 'waitlisted' and r.party <= $2 and visible(e.host_id, r.user_id)
    order by r.queued_at, r.user_id limit $3
""")

OFFER = sql("""
    update rsvps set answer = 'offered', offered_until = $3 where event_id = $1 and user_id = any($2::uuid[])
""")

END_BY = sql("""
    update rsvps set offered_until = $2 where event_id = $1 and answer = 'offered' and offered_until > $2
""")

DISSOLVE = sql("""
    update rsvps set answer = 'no', offered_until = null
    where event_id = $1 and answer in ('offered', 'waitlisted', 'pending')
""")
NOTHING_OFFERED = sql("update events set offered = 0 where id = $1")


def offer_ends(now: datetime, starts_at: datetime) -> datetime | None:
    """Until when an offer made now would last; None if it is too late to offer anything. Never after the start."""
    rest = starts_at - now
    if rest < SHORTEST_OFFER:
        return None
    return now + min(LONGEST_OFFER, max(SHORTEST_OFFER, rest / SHARE_OF_REST))


def pay_until(event: EventRow, now: datetime) -> datetime:
    """Until when a seat is offered to whom the host lets in, to pay for it: never shorter than paying takes."""
    return min(max(offer_ends(now, event.last_call) or now, now + PAYING), max(event.ends_at, now + SHORTEST_OFFER))


async def settle(tx: Tx, event: EventRow) -> None:
    """End offers whose time has passed, then offer every free seat to whoever waits. `event` must be locked and true.

    It is brought up to date: its counts are right afterwards.
    """
    if not event.settled:
        await _end_what_passed(tx, event)
    await _decide(tx, event)
    until = offer_ends(tx.now, event.last_call)
    if event.state != "scheduled" or until is None:
        return
    while chosen := await _choose(tx, event):
        await tx.run(OFFER, event.id, list(chosen), until)
        await count(tx, event, 0, sum(chosen.values()))
        for user_id in chosen:
            _stands(tx, event, user_id, "offered", until)
        settle_at(tx, event.id, until)


async def _end_what_passed(tx: Tx, event: EventRow) -> None:
    """Offers and questions whose time has passed; once in a transaction, whose clock stands still."""
    event.settled = True
    passed = await tx.rows(EXPIRE, event.id, tx.now)
    for row in passed:
        await count(tx, event, 0, -row["party"])
        _stands(tx, event, row["user_id"], "no")
    for row in await tx.rows(LAPSE, event.id, tx.now):
        await count(tx, event, -row["party"], 0)
        telling.said(tx, event, row["user_id"], "no")
        calendars.keep(tx, event.id, row["user_id"])
        if row["user_id"] == event.viewer_id:
            event.answer = "no"


async def _decide(tx: Tx, event: EventRow) -> None:
    """Whether it takes place, if that is open and can be said: on as soon as enough come, else dissolved in time."""
    if event.state != "scheduled" or not event.undecided:
        return
    if tx.now >= event.decides_at:
        event.state = event.quorum_state = "dissolved"
    elif event.quorum is not None and event.going >= event.quorum:
        event.quorum_state = "on"
    else:
        return
    people = await queries.involved(tx, event.id)
    await tx.run(DECIDED, event.id, event.state, event.quorum_state, tx.now)
    if event.state == "dissolved":
        await dissolve(tx, event.id)
        event.offered = 0
        await showing.forgive(tx, event)
        telling.hide(tx, event)
        calendars.keep_all(tx, event.id)
    told = [event.host_id, *people]
    tx.emit(QuorumDecided(event_id=event.id, people=told, title=event.title, on=event.quorum_state == "on"))


async def _choose(tx: Tx, event: EventRow) -> dict[UUID, int]:
    """Who is next for the seats that are free, with the size of their party."""
    free = AT_ONCE * 10 if event.seats is None else event.seats - event.taken
    chosen: dict[UUID, int] = {}
    if free <= 0:
        return chosen
    for row in await tx.rows(NEXT, event.id, free, AT_ONCE):
        if row["party"] <= free:
            chosen[row["user_id"]] = row["party"]
            free -= row["party"]
    return chosen


async def count(tx: Tx, event: EventRow, going: int, offered: int) -> None:
    """Take seats, or give them back."""
    if going or offered:
        await tx.run(COUNT, event.id, going, offered)
        event.going += going
        event.offered += offered


def _stands(tx: Tx, event: EventRow, user_id: UUID, answer: Standing, until: datetime | None = None) -> None:
    if user_id == event.viewer_id:
        event.answer, event.offered_until = answer, until
    tell(tx, event, user_id, answer, until)


def tell(
    tx: Tx,
    event: EventRow,
    user_id: UUID,
    answer: Standing,
    until: datetime | None = None,
    was: Standing | None = None,
    *,
    pays: bool = False,
) -> None:
    """Somebody's place in the queue is different: they and the host hear of it, nobody else."""
    told, who = [event.host_id, user_id], {"event_id": event.id, "user_id": user_id}
    tx.emit(QueueMoved(**who, tell=told, answer=answer, offered_until=until, was=was, pays=pays))


async def offers_end_by(tx: Tx, event_id: UUID, starts_at: datetime) -> None:
    """The event was moved: no offer outlasts its start."""
    if await tx.run(END_BY, event_id, starts_at):
        settle_at(tx, event_id, starts_at)


async def dissolve(tx: Tx, event_id: UUID) -> None:
    """The event is off: nobody waits for anything any more."""
    await tx.run(DISSOLVE, event_id)
    await tx.run(NOTHING_OFFERED, event_id)


def ask_in_time(tx: Tx, event_id: UUID, starts_at: datetime, minutes: int | None) -> None:
    """If the host wants it, guests are asked some time before the start whether they still come."""
    if minutes is not None:
        at = starts_at - timedelta(minutes=minutes)
        tx.enqueue(AskStillComing(event_id, starts_at), at=max(at, tx.now))


def remind_in_time(tx: Tx, event_id: UUID, starts_at: datetime) -> None:
    """A day and an hour and a half before it begins, as far as these are still to come."""
    for before, time in REMINDERS.items():
        if starts_at - time > tx.now:
            tx.enqueue(RemindGuests(event_id, starts_at, before), at=starts_at - time)


async def ask_still(tx: Tx, event_id: UUID, starts_at: datetime) -> None:
    """Now they are asked; whoever has not answered after half the time that is left gives up the seat.

    Not if the event was moved since the question was asked for: then another job asks.
    """
    event = await queries.lock_unasked(tx, event_id, None)
    if event is None or event.state != "scheduled" or not event.still_coming or event.starts_at != starts_at:
        return
    by = tx.now + (starts_at - tx.now) / 2
    if by - tx.now < SHORTEST_OFFER:
        return
    asked = [row["user_id"] for row in await tx.rows(ASK_STILL, event_id, by)]
    tx.emit(StillComingAsked(event_id=event_id, people=asked, by=by))
    settle_at(tx, event_id, by)


def settle_at(tx: Tx, event_id: UUID, at: datetime) -> None:
    """Something ends then, and seats come free."""
    tx.enqueue(SettleQueue(event_id), at=at)


async def let_in(tx: Tx, event: EventRow) -> None:
    """The host no longer decides who comes: whoever asked does, in that order, as far as there are seats.

    Where they leave a deposit they are offered one, as if they had waited.
    """
    for row in await tx.rows(ASKING, event.id):
        if event.deposit is None and (event.seats is None or event.taken + row["party"] <= event.seats):
            await tx.run(LET_IN, event.id, row["user_id"])
            await count(tx, event, row["party"], 0)
            telling.said(tx, event, row["user_id"], "going")
            calendars.keep(tx, event.id, row["user_id"])
            _stands(tx, event, row["user_id"], "going")
        else:
            await tx.run(LET_WAIT, event.id, row["user_id"])
            _stands(tx, event, row["user_id"], "waitlisted")


async def settle_now(tx: Tx, event_id: UUID) -> None:
    """Lock the event, and do what the clock asks for: offers that have passed go on to the next."""
    event = await queries.lock_unasked(tx, event_id, None)
    if event is not None:
        await settle_held(tx, event)


async def settle_held(tx: Tx, event: EventRow) -> None:
    """The same, for an event that is locked."""
    taken = (event.going, event.offered)
    await settle(tx, event)
    if (event.going, event.offered) != taken:
        await telling.show_again(tx, event)
