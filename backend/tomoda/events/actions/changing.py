"""Changing an event, and calling it off."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from tomoda.core import tokens
from tomoda.core.errors import FieldError, Malformed, VersionConflict
from tomoda.core.geo import Point
from tomoda.core.messages import HearingChanged
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, clean_text
from tomoda.events import queries
from tomoda.events.actions import by_mail, calendars, details, homes, paying, queue, showing, sight, telling
from tomoda.events.actions.making import answers_until, checked_title, known_category, shown
from tomoda.events.actions.times import Span, span
from tomoda.events.errors import EventIsCancelled, EventOver, SeatsTaken, StaleCancellation, WrongState
from tomoda.events.messages import EventCancelled, EventChanged
from tomoda.events.queries import EventRow
from tomoda.events.schemas import CancellationAhead, EventEdit, NewPlace
from tomoda.locations.queries import time_zone_at

GRACE = timedelta(days=1)  # after the end, in which words can still be put right
WORDS = frozenset({"title", "description", "category", "tags", "cover"})
CONFIRM_WITHIN = timedelta(days=1)  # at most; never more than half of the time that is left
TOO_LATE_TO_ASK = timedelta(minutes=10)  # before the start: nobody loses a seat over so short a question

EDIT = sql("""
    update events set
        title = coalesce($2, title), description = coalesce($3, description), category = coalesce($4, category),
        time_zone = $5, local_start = $6, local_end = $7, starts_at = $8, ends_at = $9,
        seats = $10, visibility = coalesce($11, visibility), version = version + 1, updated_at = $12,
        join_mode = coalesce($13, join_mode), plus_max = coalesce($14, plus_max),
        tentative = coalesce($15, tentative), guest_list = coalesce($16, guest_list),
        rsvp_by = $17, still_coming = $18, guests_invite = coalesce($19, guests_invite), access_code = $20,
        braked_from = case when $11::text is null then braked_from end
    where id = $1
""")

MOVE = sql("""
    update events set place = st_point($2, $3)::geography, shown = st_point($4, $5)::geography,
        place_name = $6, address = $7, location_id = $8, address_for = $9
    where id = $1
""")

# Each guest keeps what they answered, until they answer again.
MOVED = sql("""
    update rsvps r set
        before = coalesce(r.before, json_build_object('time_zone', $2::text, 'local_start', $3::timestamp,
            'local_end', $4::timestamp, 'place_name', $5::text)::jsonb),
        confirm_by = case when r.answer = 'going' then $6::timestamptz end,
        late_from = null, way = null, way_minutes = null
    where r.event_id = $1 and r.answer not in ('no', 'removed')
""")

CANCEL = sql("""
    update events set state = 'cancelled', cancel_reason = $2, version = version + 1, updated_at = $3 where id = $1
""")


async def edit(tx: Tx, viewer: Viewer, event_id: UUID, changes: EventEdit, version: int | None) -> None:
    """Change my event. Raises VersionConflict if it was changed since `version`; SeatsTaken, BadTime, ConfirmPublic."""
    event = await queries.hosted(tx, viewer, event_id, "edit")
    given = _given(changes)
    _require_changeable(event, given, tx.now)
    if version is not None and version != event.version:
        raise VersionConflict(current_state=str(event.version))
    details.require_promise(event, given)
    paying.require_fits(event, given)
    if not given:
        return
    await queue.settle(tx, event)  # an offer that has passed holds no seat
    _require_changeable(event, given, tx.now)
    seats = given.get("seats", event.seats)
    if seats is not None and seats < event.taken:
        raise SeatsTaken(going=event.going, offered=event.offered)
    place = await _place(tx, event_id, changes)
    if isinstance(changes.place, NewPlace) and "time_zone" not in given:
        given |= _other_zone(event, changes.place)
    when = _moved(event, given, tx.now)
    await _write(tx, viewer, event, given, when, seats)
    if place is not None:
        await _move(tx, event_id, place)
    if {"place", "address_for", "visibility"} & given.keys() and not changes.confirm_public:
        await homes.require_confirmed(tx, event_id)
    moved = _is_moved(event, when, changes)
    if moved:
        await by_mail.tell_all(tx, event_id, "moved")
        calendars.keep_all(tx, event_id)
        await _ask_again(tx, event, when, frees=changes.reconfirm == "free")
    after = await queries.lock(tx, viewer, event_id)
    await queue.offers_end_by(tx, event_id, after.last_call)
    if event.join_mode == "approval" and after.join_mode == "open":
        await queue.let_in(tx, after)
    await queue.settle(tx, after)
    await _tell_changed(tx, viewer, event, sorted(given), quiet=changes.quiet and not moved, moved=moved)


def _given(changes: EventEdit) -> dict[str, Any]:
    how = ("quiet", "reconfirm", "scope", "confirm_public")
    fields = {name: getattr(changes, name) for name in changes.__struct_fields__}
    return {name: value for name, value in fields.items() if value is not msgspec.UNSET and name not in how}


def _require_changeable(event: EventRow, given: dict[str, Any], now: datetime) -> None:
    if event.state == "cancelled":
        raise EventIsCancelled(current_state="cancelled")
    if event.state == "dissolved":
        raise WrongState(current_state="dissolved")
    if now >= event.ends_at + GRACE or (event.over(now) and not given.keys() <= WORDS):
        raise EventOver(current_state=event.status(now))


async def _write(tx: Tx, viewer: Viewer, event: EventRow, given: dict[str, Any], when: Span, seats: int | None) -> None:
    title = checked_title(given["title"]) if "title" in given else None
    description = clean_text(given["description"]) if "description" in given else None
    words = (title, description, given.get("category"))
    joining = (given.get("join_mode"), given.get("plus_max"), given.get("tentative"), given.get("guest_list"))
    until = answers_until(given["rsvp_by"], when) if "rsvp_by" in given else event.rsvp_by
    asks = given.get("still_coming", event.still_coming)
    code = details.code(given.get("access_code", event.access_code))
    rest = (*joining, until, asks, given.get("guests_invite"), code)
    await known_category(tx.run(EDIT, event.id, *words, *when.columns, seats, given.get("visibility"), tx.now, *rest))
    await details.write(tx, viewer, event.id, given)
    if when.starts_at != event.starts_at:
        queue.remind_in_time(tx, event.id, when.starts_at)
        if event.undecided:
            queue.settle_at(tx, event.id, min(when.starts_at, event.quorum_by or when.starts_at))
    if when.starts_at != event.starts_at or asks != event.still_coming:
        queue.ask_in_time(tx, event.id, when.starts_at, asks)


def _other_zone(event: EventRow, place: NewPlace) -> dict[str, str]:
    """The new place's time zone, if the event moves into another one: the wall clock stays."""
    before, after = (time_zone_at(Point(where.lat, where.lon)) for where in (event, place))
    return {} if before == after else {"time_zone": after}


def _moved(event: EventRow, given: dict[str, Any], now: datetime) -> Span:
    """The times after an edit. A new start keeps the length, a new zone keeps the wall clock."""
    if not {"local_start", "local_end", "time_zone"} & given.keys():
        return Span(event.time_zone, event.local_start, event.local_end, event.starts_at, event.ends_at)
    zone = str(given.get("time_zone", event.time_zone))
    start: datetime = given.get("local_start", event.local_start)
    end: datetime = given.get("local_end", start + (event.local_end - event.local_start))
    moved = span(now, zone, start, end)
    if event.right_now:
        moved.require_now(now)
    return moved


async def _place(tx: Tx, event_id: UUID, changes: EventEdit) -> NewPlace | None:
    """The place that it gets, or the one that it has with another answer to who is told; None if it stays as it is."""
    new, told = changes.place, changes.address_for
    if isinstance(new, NewPlace):
        if told not in (msgspec.UNSET, new.address_for):
            raise Malformed(errors=[FieldError("#/address_for", "must be what the new place says, or be left out")])
        return new
    return None if told is msgspec.UNSET else await homes.told_to(tx, event_id, told)


async def _move(tx: Tx, event_id: UUID, place: NewPlace) -> None:
    lat, lon = shown(place)
    names = (*await homes.worded(tx, place), place.location_id, place.address_for)
    await tx.run(MOVE, event_id, place.lon, place.lat, lon, lat, *names)


def _is_moved(event: EventRow, when: Span, changes: EventEdit) -> bool:
    """Whether people would go to another place, or at another time."""
    if (when.starts_at, when.ends_at, when.time_zone) != (event.starts_at, event.ends_at, event.time_zone):
        return True
    place = changes.place
    if not isinstance(place, NewPlace):
        return False
    return (place.lat, place.lon, clean_line(place.address)) != (event.lat, event.lon, event.address)


async def _ask_again(tx: Tx, event: EventRow, when: Span, *, frees: bool) -> None:
    """Whoever answered sees what has changed; if silence frees seats, until when they must say again that they come."""
    if when.starts_at != event.starts_at:
        await showing.forgive(tx, event)
    rest = when.starts_at - tx.now
    by = tx.now + min(CONFIRM_WITHIN, rest / 2) if frees and rest > TOO_LATE_TO_ASK else None
    before = (event.time_zone, event.local_start, event.local_end, event.place_name)
    await tx.run(MOVED, event.id, *before, by)
    if by is not None:
        queue.settle_at(tx, event.id, by)


async def _tell_changed(tx: Tx, viewer: Viewer, before: EventRow, what: list[str], *, quiet: bool, moved: bool) -> None:
    people = await queries.involved(tx, before.id)
    after = await queries.lock(tx, viewer, before.id)
    tx.emit(
        EventChanged(
            event_id=before.id,
            host_id=viewer.id,
            people=[viewer.id, *people],
            title=after.title,
            what=what,
            version=after.version,
            quiet=quiet,
            moved=moved,
            narrowed=bool(sight.loses(before.visibility, after.visibility)),
        )
    )
    if after.visibility != before.visibility:
        tx.emit(HearingChanged(topic=f"event:{before.id}", reason="hidden"))
    telling.hide(tx, before)
    await telling.show_again(tx, after)


async def cancellation(tx: Tx, viewer: Viewer, event_id: UUID) -> CancellationAhead:
    """What calling it off will do, and the token that says that the host has seen it."""
    event = await queries.hosted(tx, viewer, event_id)
    _require_cancellable(event, tx.now)
    people = await queries.involved(tx, event_id)
    return CancellationAhead(_cancel_token(tx, event), len(people), event.going, event.starts_at)


def _cancel_token(tx: Tx, event: EventRow) -> str:
    return tokens.sealed(tx.app.secret, "cancel", event.id, event.version)


def _require_cancellable(event: EventRow, now: datetime) -> None:
    if event.state not in ("scheduled", "cancelled"):
        raise WrongState(current_state=event.status(now))
    if event.over(now):
        raise EventOver(current_state=event.status(now))


async def cancel(tx: Tx, viewer: Viewer, event_id: UUID, token: str, reason: str) -> None:
    """Call my event off: its page stays and says so. Twice is once.

    Raises StaleCancellation without the token of what the host has just been shown.
    """
    event = await queries.hosted(tx, viewer, event_id)
    if event.state == "cancelled":
        return
    _require_cancellable(event, tx.now)
    if not tokens.is_sealed(tx.app.secret, token, "cancel", event.id, event.version):
        raise StaleCancellation
    await call_off(tx, event, clean_text(reason))


async def call_off(tx: Tx, event: EventRow, why: str) -> None:
    """It is off: nobody waits any more, and everybody hears of it once. The event must be locked."""
    people = await queries.involved(tx, event.id)
    await tx.run(CANCEL, event.id, why, tx.now)
    await queue.dissolve(tx, event.id)
    await showing.forgive(tx, event)
    await by_mail.tell_all(tx, event.id, "cancelled")
    calendars.keep_all(tx, event.id)
    heard = [event.host_id, *people]
    tx.emit(EventCancelled(event_id=event.id, host_id=event.host_id, people=heard, title=event.title, reason=why))
    telling.hide(tx, event)
