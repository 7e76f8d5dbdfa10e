"""Events that repeat: a rule, from which occurrences are made some weeks ahead, each an event of its own."""

import calendar
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import msgspec

from tomoda.core.errors import FieldError, Malformed
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.events import queries
from tomoda.events.actions import changing, copying, inviting, making
from tomoda.events.errors import BadTime
from tomoda.events.queries import EventRow
from tomoda.events.schemas import Cancellation, CancellationAhead, EventCard, EventEdit, NewEvent
from tomoda.events.schemas.inviting import PeopleToInvite
from tomoda.events.schemas.series import Repeat, Scope

AHEAD = timedelta(days=35)  # how far occurrences are made in advance
LONGEST = timedelta(days=366)
LOOKED_AT = 60  # occurrences, for whether one would begin before the last has ended

BEGIN = sql("""
    insert into event_series (id, host_id, frequency, every, weekdays, anchor, until, time_zone, made_until, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $6, $9)
""")
JOIN = sql("update events set series_id = $2, occurrence = $3 where id = $1")
SERIES = sql("""
    select s.id, s.host_id, s.frequency, s.every, s.weekdays, s.anchor, s.shift, s.until, s.made_until
    from event_series s join users u on u.id = s.host_id and u.state = 'active' where s.id = $1 for update of s
""")
DUE = sql("select id from event_series where until >= $1 and made_until < $2 order by id")
TEMPLATE = sql("""
    select id from events where series_id = $1 and state = 'scheduled' and host_id = $2
    order by on_its_own, occurrence desc limit 1
""")
MADE = sql("update event_series set made_until = $2 where id = $1")
CO_HOSTS = sql("""
    insert into event_hosts (event_id, user_id, rights, since)
    select $2, user_id, rights, $3 from event_hosts where event_id = $1
""")
# Whoever is invited to the series, and has not declined the last one made, is invited to the next one.
INVITATIONS = sql("""
    insert into event_invitations (event_id, user_id, inviter_id, created_at, request, whole_series)
    select $2, user_id, inviter_id, $3, request, true from event_invitations
    where event_id = $1 and whole_series and declined_at is null on conflict do nothing
""")
ALSO_TO = sql("""
    insert into event_invitations (event_id, user_id, inviter_id, created_at, request, whole_series)
    select later.id, i.user_id, i.inviter_id, i.created_at, i.request, true
    from event_invitations i, unnest($2::uuid[]) later (id)
    where i.event_id = $1 and i.user_id = any($3::uuid[]) and i.inviter_id = $4 and i.declined_at is null
    on conflict do nothing
""")
TO_SERIES = sql("""
    update event_invitations set whole_series = true
    where event_id = $1 and user_id = any($2::uuid[]) and inviter_id = $3 and declined_at is null
""")
ALONE = sql("update events set on_its_own = true where id = $1 and series_id is not null")
OTHERS = sql("""
    select id from events
    where series_id = $1 and id <> $2 and state = 'scheduled' and starts_at > $3 and host_id = $4
        and (not on_its_own or $6) and ($5::timestamp is null or occurrence > $5)
    order by id for no key update
""")
SHIFT = sql("update event_series set shift = shift + $2 where id = $1")
END = sql("update event_series set until = least(until, $2) where id = $1")


class SeriesRow(msgspec.Struct):
    """A series as actions must know it."""

    id: UUID
    host_id: UUID
    frequency: str
    every: int
    weekdays: list[int]
    anchor: datetime
    shift: timedelta
    until: date
    made_until: datetime


def occurrences(frequency: str, every: int, weekdays: list[int], anchor: datetime) -> Iterator[datetime]:
    """On the wall clock, from the first on, without end."""
    if frequency == "monthly":
        yield from _monthly(every, anchor)
        return
    week = anchor - timedelta(days=anchor.isoweekday() - 1)
    for number in range(10**6):
        if frequency == "daily":
            yield anchor + timedelta(days=number * every)
            continue
        for weekday in sorted(set(weekdays)) or [anchor.isoweekday()]:
            at = week + timedelta(weeks=number * every, days=weekday - 1)
            if at >= anchor:
                yield at


def _monthly(every: int, anchor: datetime) -> Iterator[datetime]:
    """The second Tuesday stays the second Tuesday; a fifth one is the last, since not every month has five."""
    nth = (anchor.day - 1) // 7
    for number in range(0, 10**4, every):
        months = anchor.month - 1 + number
        year, month = anchor.year + months // 12, months % 12 + 1
        first, days = calendar.monthrange(year, month)
        on = [day for day in range(1, days + 1) if (first + day - 1) % 7 == anchor.weekday()]
        yield anchor.replace(year=year, month=month, day=on[-1] if nth == 4 else on[nth])


async def create(tx: Tx, viewer: Viewer, new: NewEvent) -> Json[EventCard]:
    """Make an event, and if it repeats those after it, for some weeks. Raises BadTime, Malformed, EventIdTaken."""
    if new.repeat is not None and (new.draft or new.right_now):
        raise Malformed(errors=[FieldError("#/repeat", "must be left out of a draft, and of what is right now")])
    card = await making.create(tx, viewer, new)
    if new.repeat is not None:
        event = await queries.lock(tx, viewer, msgspec.json.decode(card, type=EventCard).id)
        if event.series_id is None:
            await _begin(tx, event, new.repeat)
    return card


async def _begin(tx: Tx, event: EventRow, rule: Repeat) -> None:
    if rule.weekdays and (rule.frequency != "weekly" or event.local_start.isoweekday() not in rule.weekdays):
        raise Malformed(errors=[FieldError("#/repeat/weekdays", "must have that of the first time, and be weekly")])
    last = event.local_start.date() + LONGEST
    if rule.until is not None and not event.local_start.date() <= rule.until <= last:
        raise BadTime("It can repeat for a year, and not end before it begins.")
    rest = occurrences(rule.frequency, rule.every, rule.weekdays, event.local_start)
    begins = [begin for begin, _ in zip(rest, range(LOOKED_AT), strict=False)]
    if any(two - one < event.local_end - event.local_start for one, two in pairwise(begins)):
        raise BadTime("It must end before it begins again.")
    series_id = new_id()
    how = (rule.frequency, rule.every, sorted(set(rule.weekdays)), event.local_start, rule.until or last)
    await tx.run(BEGIN, series_id, event.host_id, *how, event.time_zone, tx.now)
    await tx.run(JOIN, event.id, series_id, event.local_start)
    await make_next(tx, series_id)


async def due(tx: Tx) -> list[UUID]:
    """Series of which occurrences may be to be made."""
    ahead = (tx.now + AHEAD).replace(tzinfo=None)
    return [row["id"] for row in await tx.rows(DUE, tx.now.date() - timedelta(days=1), ahead)]


async def make_next(tx: Tx, series_id: UUID) -> None:
    """Make the occurrences of the next weeks that are not made yet, as the last one is now."""
    series = await tx.maybe(SeriesRow, SERIES, series_id)
    if series is None:
        return
    like = await tx.value(TEMPLATE, series_id, series.host_id)
    if like is None:
        return
    upto = (tx.now + AHEAD).replace(tzinfo=None)
    for at in occurrences(series.frequency, series.every, series.weekdays, series.anchor):
        if at > upto or at.date() > series.until:
            break
        if at > series.made_until:
            await _make(tx, series, like, at)
            await tx.run(MADE, series_id, at)


async def _make(tx: Tx, series: SeriesRow, like: UUID, at: datetime) -> None:
    """One occurrence; one whose time has passed, since no worker ran, is left out."""
    new = await copying.as_new(tx, like)
    copying.begin_at(new, at + series.shift)
    new.id = new_id()
    try:
        await making.create(tx, Viewer(series.host_id), new)
    except BadTime:
        return
    await tx.run(JOIN, new.id, series.id, at)
    await tx.run(CO_HOSTS, like, new.id, tx.now)
    await tx.run(INVITATIONS, like, new.id, tx.now)


async def edit(tx: Tx, viewer: Viewer, event_id: UUID, changes: EventEdit, version: int | None) -> None:
    """Change my event, and with a wider scope those of its series that are still to come. Raises as `changing.edit`."""
    before = await queries.hosted(tx, viewer, event_id, "edit")
    others = await _others(tx, before, changes.scope)
    await changing.edit(tx, viewer, event_id, changes, version)
    if changes.scope == "this" or before.series_id is None:
        await tx.run(ALONE, event_id)
        return
    after = await queries.lock(tx, viewer, event_id)
    by = after.local_start - before.local_start
    for other in others:
        theirs = await queries.lock(tx, viewer, other)
        await changing.edit(tx, viewer, other, _for(theirs, changes, after, by), None)
    if by:
        await tx.run(SHIFT, before.series_id, by)


def _for(theirs: EventRow, changes: EventEdit, this: EventRow, by: timedelta) -> EventEdit:
    """The same change for another occurrence: times move by as much on the wall clock."""
    moved = msgspec.structs.replace(changes)
    start = theirs.local_start + by
    if changes.local_start is not msgspec.UNSET:
        moved.local_start = start
    if changes.local_end is not msgspec.UNSET:
        moved.local_end = start + (this.local_end - this.local_start)
    if isinstance(changes.rsvp_by, datetime) and this.rsvp_by is not None:
        moved.rsvp_by = start - (this.local_start - changes.rsvp_by.replace(tzinfo=None))
    return moved


async def _others(tx: Tx, event: EventRow, scope: Scope, *, also_alone: bool = False) -> list[UUID]:
    """The others of the series that are meant, locked in the order of their ids; never one that has begun."""
    if scope == "this" or event.series_id is None:
        return []
    after = event.occurrence if scope == "following" else None
    rows = await tx.rows(OTHERS, event.series_id, event.id, tx.now, event.host_id, after, also_alone)
    return [row["id"] for row in rows]


async def invite(tx: Tx, viewer: Viewer, event_id: UUID, data: PeopleToInvite) -> None:
    """Invite people to one event, or as its host to what comes after it, too: they are told once, and count once.

    Raises as `inviting.invite`.
    """
    event = None if data.scope == "this" else await queries.hosted(tx, viewer, event_id)
    others = await _others(tx, event, data.scope) if event else []
    await inviting.invite(tx, viewer, event_id, data.people)
    if event is not None and event.series_id is not None:
        await tx.run(TO_SERIES, event_id, data.people, viewer.id)
        await tx.run(ALSO_TO, event_id, others, data.people, viewer.id)


async def cancellation(tx: Tx, viewer: Viewer, event_id: UUID, scope: Scope) -> CancellationAhead:
    """What calling it off will do, with all that goes with it."""
    ahead = await changing.cancellation(tx, viewer, event_id)
    event = await queries.lock(tx, viewer, event_id)
    for other in await _others(tx, event, scope, also_alone=True):
        theirs = await changing.cancellation(tx, viewer, other)
        ahead.notices += theirs.notices
        ahead.going += theirs.going
    return ahead


async def cancel(tx: Tx, viewer: Viewer, event_id: UUID, said: Cancellation) -> None:
    """Call my event off; with a wider scope also those after it, or all to come, and there will be no more."""
    event = await queries.hosted(tx, viewer, event_id)
    others = await _others(tx, event, said.scope, also_alone=True)
    await changing.cancel(tx, viewer, event_id, said.token, said.reason)
    for other in others:
        theirs = await queries.hosted(tx, viewer, other)
        await changing.call_off(tx, theirs, said.reason)
    if said.scope != "this" and event.series_id is not None and event.occurrence is not None:
        last = event.occurrence.date() if said.scope == "following" else tx.now.date()
        await tx.run(END, event.series_id, last - timedelta(days=1))
