"""Coming, maybe coming, not coming; asking the host; and whom the host lets in or removes."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from tomoda.core.errors import Problem
from tomoda.core.messages import HearingChanged
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events import queries
from tomoda.events.actions import braking, calendars, details, queue, showing, telling
from tomoda.events.errors import (
    AnswersClosed,
    DepositNeeded,
    EventFull,
    EventIsCancelled,
    EventNotFound,
    EventOver,
    GuestNotFound,
    HostIsThere,
    NotTheTime,
    RemovedByHost,
    TooManyGuests,
    WrongState,
)
from tomoda.events.queries import EventRow
from tomoda.events.schemas import Answer, EventCard, RsvpAnswer, Standing
from tomoda.events.schemas.life import GivenAnswer
from tomoda.events.schemas.showing import NewWay
from tomoda.users import queries as people

SEEN_BY_GUESTS = ("going", "maybe")
ADMITTED = (None, "pending", "waitlisted", "offered")
NEWLY = (None, "no")
HAVE_WORD = ("going", "maybe", "offered")
AT_ONCE = timedelta()
IN_QUEUE = ("pending", "waitlisted", "offered", "removed")

# Whoever waits keeps their place when only their party changes.
ANSWER = sql("""
    insert into rsvps as r (event_id, user_id, answer, party, answered_at, queued_at, offered_until, late_from)
    select $1, $2, $3, $4, $5, $6, $7, case when $3 = 'going' then starts_at - make_interval(mins => late_cancel) end
    from events where id = $1
    on conflict (event_id, user_id) do update set
        answer = excluded.answer, party = excluded.party, offered_until = excluded.offered_until,
        confirm_by = null, before = null,
        answered_at = case when r.answer = excluded.answer then r.answered_at else excluded.answered_at end,
        queued_at = case when r.answer = excluded.answer then r.queued_at else excluded.queued_at end,
        late_from = case when r.answer = 'going' and r.before is null then coalesce(r.late_from, excluded.late_from)
                         else excluded.late_from end,
        way = case when excluded.answer = 'going' then r.way end,
        way_minutes = case when excluded.answer = 'going' then r.way_minutes end,
        attended = case when excluded.answer = 'going' then r.attended end,
        answers = case when excluded.answer in ('no', 'removed') then '{}' else r.answers end
""")

UNHOST = sql("delete from event_hosts where event_id = $1 and user_id = $2")
UNINVITE = sql("delete from event_invitations where event_id = $1 and user_id = $2")

SEATS = sql("update events set seats = $2, version = version + 1 where id = $1")

# Only a friend is added who has not answered, and nobody who has said no.
FRIENDS = sql("select are_friends($1, $2)")

SHARED = sql("""
    select e.id, r.user_id from rsvps r join events e on e.id = r.event_id
    where e.state = 'scheduled' and e.ends_at > $3 and r.answer not in ('no', 'removed')
        and ((e.host_id = $1 and r.user_id = $2) or (e.host_id = $2 and r.user_id = $1))
    order by e.id
""")


class Answering(msgspec.Struct):
    """Whose answer it is, and what it says."""

    viewer: Viewer
    said: RsvpAnswer
    pay_until: datetime | None = None  # a seat is held until then while they pay


async def rsvp(
    tx: Tx,
    viewer: Viewer,
    event_id: UUID,
    answer: Answer,
    *,
    guests: int = 0,
    wait: bool = False,
    answers: list[GivenAnswer] | None = None,
) -> Json[EventCard]:
    """Say whether I am coming, and how many I bring. The same answer twice changes nothing.

    Where the host decides, `going` asks. Raises EventFull, unless I would wait; EventOver, EventIsCancelled;
    QuestionsUnanswered.
    """
    said = RsvpAnswer(answer, guests, wait, answers or [])
    (card,) = await rsvp_all(tx, event_id, [Answering(viewer, said)])
    if isinstance(card, Problem):
        raise card
    return card


async def rsvp_all(tx: Tx, event_id: UUID, answering: list[Answering]) -> list[Json[EventCard] | Problem]:
    """What several people answer to one event, in this order, under one lock of its row.

    For each the event, or why not: whoever is refused has changed nothing but what the clock asked for anyway.
    """
    # First who comes, then the row that counts the seats: in this order, and people in theirs.
    whose = [one.viewer.id for one in answering]
    there = await people.all_stay(tx, whose)
    seen = await queries.lock_for(tx, whose, event_id)
    if seen and (event := await queries.words(tx, event_id)):
        await queue.settle_held(tx, event)
    refused: dict[int, Problem] = {}
    looks_different: EventRow | None = None
    for place, one in enumerate(answering):
        try:
            if not seen or one.viewer.id not in there:
                raise EventNotFound
            event = await queries.held(tx, one.viewer, event_id)
            event.settled = True
            if await _answer(tx, event, one, timedelta(microseconds=place)):
                looks_different = event
        except Problem as problem:
            refused[place] = problem
    if looks_different is not None:
        await telling.show_again(tx, looks_different)
    cards = await queries.cards(tx, event_id, [one.viewer.id for n, one in enumerate(answering) if n not in refused])
    return [refused.get(place) or cards.get(one.viewer.id) or EventNotFound() for place, one in enumerate(answering)]


async def _answer(tx: Tx, event: EventRow, one: Answering, after: timedelta) -> bool:
    """One answer, so long after the others of its transaction; whether everybody sees it on the event's card."""
    said = one.said
    if event.host_id == event.viewer_id:
        raise HostIsThere
    require_on(tx, event)
    if event.answer == "removed":
        raise RemovedByHost
    if said.answer != "no" and event.answer not in HAVE_WORD:
        require_answers(tx, event)
        if event.answer in NEWLY:
            details.require_code(event, said.code)
    if said.guests > event.plus_max:
        raise TooManyGuests(plus_max=event.plus_max)
    party = 1 + said.guests
    told = details.answered(event, said.answer, said.answers)
    standing = _standing(event, said.answer, party, wait=said.wait, pays=one.pay_until is not None)
    taken = (event.going, event.offered)
    if event.answer == "going" and standing != "going":
        await showing.gave_up(tx, event, event.holds)
    if (standing, party) != (event.answer, event.party) or event.asked_again:
        await _place(tx, event, standing, party, after, aloud=said.tell_room, pay_until=one.pay_until)
    await details.keep_answers(tx, event, told)
    return (event.going, event.offered) != taken


async def say_way(tx: Tx, viewer: Viewer, event_id: UUID, new: NewWay) -> None:
    """I am on my way, or late; or I cannot come, and my seat goes to whoever waits. Raises NotTheTime, NotFound."""
    if not await people.stays(tx, viewer.id):
        raise EventNotFound
    event = await queries.lock(tx, viewer, event_id)
    require_on(tx, event)
    await queue.settle(tx, event)
    require_on(tx, event)
    if new.state == "cannot_come" and event.host_id == viewer.id:
        raise NotTheTime
    await showing.on_the_way(tx, event, new)
    if new.state == "cannot_come":
        await showing.gave_up(tx, event, event.holds)
        await stand(tx, event, "no", 1)


def require_on(tx: Tx, event: EventRow) -> None:
    """Raises EventIsCancelled, WrongState, EventOver."""
    if event.state == "cancelled":
        raise EventIsCancelled(current_state="cancelled")
    if event.state != "scheduled":
        raise WrongState(current_state=event.state)
    if event.over(tx.now):
        raise EventOver(current_state=event.status(tx.now))


def require_answers(tx: Tx, event: EventRow) -> None:
    """Raises AnswersClosed once the host no longer takes answers."""
    if event.closed(tx.now):
        raise AnswersClosed(rsvp_by=event.rsvp_by)


def _standing(event: EventRow, answer: Answer, party: int, *, wait: bool, pays: bool) -> Standing:
    """What the answer comes to. The queue is settled: a seat that is free here is one that nobody waits for.

    Where there is a deposit, whoever `pays` has it held meanwhile, as if it were offered to them.
    """
    if answer != "going":
        return answer
    has_word = event.answer in ("going", "offered")
    if event.join_mode == "approval" and not has_word:
        return "pending"
    if event.fits(party):
        if event.deposit is None or event.answer == "going":
            return "going"
        if not pays:
            raise DepositNeeded
        return "offered"
    if not wait or has_word or (event.seats is not None and party > event.seats):
        raise EventFull
    return "waitlisted"


async def stand(
    tx: Tx, event: EventRow, standing: Standing, party: int, *, offered_until: datetime | None = None
) -> None:
    """Change where `event.viewer_id` stands, pass on the seats that this frees, and show what is left of them."""
    await _place(tx, event, standing, party, offered_until=offered_until)
    await telling.show_again(tx, event)


async def _place(
    tx: Tx,
    event: EventRow,
    standing: Standing,
    party: int,
    after: timedelta = AT_ONCE,
    *,
    aloud: bool = False,
    pay_until: datetime | None = None,
    offered_until: datetime | None = None,
) -> None:
    """The same, unshown. Who waits does so since `after` this transaction began: those of one keep their order."""
    guest, was, held = event.viewer_id, event.answer, event.holds
    since = tx.now + after if standing in ("waitlisted", "offered") else None
    until = (offered_until or pay_until) if standing == "offered" else None
    await tx.run(ANSWER, event.id, guest, standing, party, tx.now, since, until)
    gained, kept_free = party * (standing == "going"), party * (standing == "offered")
    await queue.count(tx, event, gained - held * (was == "going"), kept_free - held * (was == "offered"))
    event.answer, event.party, event.offered_until = standing, party, until
    if until is not None:
        queue.settle_at(tx, event.id, until)
    if standing == "going" and was != "going":
        await showing.taken_up(tx, event, gained)
    elif standing == "removed":
        await showing.unmark(tx, event.id, guest)
    if (was == "going") != (standing == "going"):
        calendars.keep(tx, event.id, guest)
    _tell(tx, event, was, aloud=aloud, pays=pay_until is not None)
    await queue.settle(tx, event)


def _tell(tx: Tx, event: EventRow, was: Standing | None, *, aloud: bool, pays: bool) -> None:
    """Guests hear who is coming; who waits, asks or was removed is between that person and the host."""
    guest, standing = event.viewer_id, event.answer
    if standing is None:
        return
    if standing in SEEN_BY_GUESTS or was in SEEN_BY_GUESTS or (standing == "no" and was is None):
        seen: Answer = standing if standing == "going" or standing == "maybe" else "no"
        telling.said(tx, event, guest, seen, aloud=aloud)
    if standing in IN_QUEUE or was in IN_QUEUE:
        queue.tell(tx, event, guest, standing, event.offered_until, was, pays=pays)
    if standing in ("waitlisted", "pending"):
        braking.watch(tx, event)


async def admit(tx: Tx, viewer: Viewer, event_id: UUID, guest_id: UUID, *, over: bool = False) -> None:
    """The host lets somebody in who asks or waits, or a friend. One whom the host had removed may answer again.

    Twice is once. Raises EventFull: nobody is let in without a seat, but `over` adds seats for them. Where there is a
    deposit they are offered the seat, and have it once they have paid.
    """
    event = await _their_standing(tx, viewer, event_id, guest_id)
    if event.answer == "removed":
        await stand(tx, event, "no", 1)
    elif event.answer in ADMITTED and not (event.deposit is not None and event.answer == "offered"):
        party = event.party or 1
        if over and event.seats is not None and not event.fits(party):
            event.seats = event.taken - event.holds + party
            await tx.run(SEATS, event_id, event.seats)
        if not event.fits(party):
            raise EventFull
        if event.deposit is None:
            await stand(tx, event, "going", party)
        else:
            await stand(tx, event, "offered", party, offered_until=queue.pay_until(event, tx.now))


async def remove(tx: Tx, viewer: Viewer, event_id: UUID, guest_id: UUID) -> None:
    """The host removes somebody, or says no to who asked; they cannot come back by themselves. Twice is once."""
    event = await _their_standing(tx, viewer, event_id, guest_id)
    if event.answer != "removed":
        await send_away(tx, event)


async def send_away(tx: Tx, event: EventRow) -> None:
    """Removed, no longer invited, and no longer listening where only guests may."""
    await tx.run(UNINVITE, event.id, event.viewer_id)
    await tx.run(UNHOST, event.id, event.viewer_id)
    await stand(tx, event, "removed", event.party or 1)
    tx.emit(HearingChanged(topic=f"event:{event.id}", user_id=event.viewer_id))


async def _their_standing(tx: Tx, viewer: Viewer, event_id: UUID, guest_id: UUID) -> EventRow:
    """My event, locked and settled, as it is for one guest. Raises GuestNotFound for a stranger who never answered."""
    if not await people.stays(tx, guest_id):
        raise GuestNotFound
    event = await queries.hosted(tx, viewer, event_id, "guests")
    require_on(tx, event)
    theirs = await queries.lock_unasked(tx, event_id, guest_id)
    if theirs is not None:
        await queue.settle(tx, theirs)
        require_on(tx, theirs)
    if theirs is None or not await tx.value(people.VISIBLE, viewer.id, guest_id):
        raise GuestNotFound
    if theirs.answer is None and not await tx.value(FRIENDS, viewer.id, guest_id):
        raise GuestNotFound
    return theirs


WAITED = sql("""
    select e.id from rsvps r join events e on e.id = r.event_id
    where r.user_id = $1 and r.answer not in ('no', 'removed') and e.state = 'scheduled' and e.ends_at > $2
    order by e.id
""")
# What is over keeps its rows, and counts whoever is there to be seen. Of this person `$2` says whether to count them.
COUNT_AGAIN = sql("""
    update events e set going = (
        select coalesce(sum(o.party), 0) from rsvps o join users u on u.id = o.user_id and u.state = 'active'
        where o.event_id = e.id and o.answer = 'going' and (o.user_id <> $1 or $2)
    ) + (select coalesce(sum(m.party), 0) from mail_guests m where m.event_id = e.id and m.answer = 'going')
    from rsvps r where r.event_id = e.id and r.user_id = $1 and r.answer = 'going' and (e.ends_at <= $3 or not $2)
""")


async def vanish(tx: Tx, person: UUID) -> None:
    """Nobody sees this person any more: their seats go to whoever waits."""
    for row in await tx.rows(WAITED, person, tx.now):
        event = await queries.lock_unasked(tx, row["id"], person)
        if event is not None:
            await queue.settle(tx, event)
        if event is not None and event.state == "scheduled" and event.answer not in (None, "no", "removed"):
            await stand(tx, event, "no", 1)
    await count_again(tx, person)


async def count_again(tx: Tx, person: UUID) -> None:
    """They vanished or are back: what is over counts them no longer, or again."""
    await tx.run(COUNT_AGAIN, person, True, tx.now)


async def forget(tx: Tx, person: UUID) -> None:
    """Their row in what is over goes, too: its seats are not counted any more."""
    await tx.run(COUNT_AGAIN, person, False, tx.now)


async def part(tx: Tx, one: UUID, other: UUID) -> None:
    """Two people are hidden from each other from now on: neither stays a guest of the other, and seats are freed."""
    for row in await tx.rows(SHARED, one, other, tx.now):
        event = await queries.lock_unasked(tx, row["id"], row["user_id"])
        if event is not None:
            await send_away(tx, event)
