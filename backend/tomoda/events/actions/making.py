"""Making an event, changing it, calling it off."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from asyncpg import ForeignKeyViolationError

from tomoda.core.errors import FieldError, Malformed, VersionConflict
from tomoda.core.geo import Point
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import ZONES, clean_line, clean_text, new_id
from tomoda.events import queries
from tomoda.events.actions import queue, telling
from tomoda.events.errors import (
    BadTime,
    EventIdTaken,
    EventIsCancelled,
    EventNotFound,
    EventOver,
    NotTheHost,
    SeatsTaken,
)
from tomoda.events.messages import EventCancelled, EventChanged, EventCreated
from tomoda.events.queries import EventRow
from tomoda.events.schemas import EventCard, EventEdit, NewEvent, NewPlace
from tomoda.locations.queries import time_zone_at

LASTS = timedelta(hours=2, minutes=30)
LONGEST = timedelta(days=7)
HORIZON = timedelta(days=366)
LATE_START = timedelta(minutes=15)  # how long ago an event may have begun when it is made
NEIGHBOURHOOD = 0.01  # degrees: what is shown instead of a hidden place is the middle of a square of about 1 km

CREATE = sql("""
    insert into events (
        id, host_id, title, description, category, place, shown, place_name, address, location_id, address_for,
        time_zone, local_start, local_end, starts_at, ends_at, seats, visibility, created_at, updated_at,
        join_mode, plus_max
    ) values (
        $1, $2, $3, $4, $5, st_point($6, $7)::geography, st_point($8, $9)::geography, $10, $11, $12, $13,
        $14, $15, $16, $17, $18, $19, $20, $21, $21, $22, $23
    ) on conflict (id) do nothing
""")

EDIT = sql("""
    update events set
        title = coalesce($2, title), description = coalesce($3, description), category = coalesce($4, category),
        time_zone = $5, local_start = $6, local_end = $7, starts_at = $8, ends_at = $9,
        seats = $10, visibility = coalesce($11, visibility), version = version + 1, updated_at = $12,
        join_mode = coalesce($13, join_mode), plus_max = coalesce($14, plus_max)
    where id = $1
""")

MOVE = sql("""
    update events set place = st_point($2, $3)::geography, shown = st_point($4, $5)::geography,
        place_name = $6, address = $7, location_id = $8, address_for = $9
    where id = $1
""")

CANCEL = sql("""
    update events set state = 'cancelled', cancel_reason = $2, version = version + 1, updated_at = $3 where id = $1
""")


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when, on the place's wall clock and as instants."""

    time_zone: str
    local_start: datetime
    local_end: datetime
    starts_at: datetime
    ends_at: datetime


async def create(tx: Tx, viewer: Viewer, new: NewEvent) -> Json[EventCard]:
    """Make an event. With an id that this host used before, it is that event. Raises BadTime, EventIdTaken."""
    zone = new.time_zone or time_zone_at(Point(new.place.lat, new.place.lon))
    span = _span(tx.now, zone, new.local_start, new.local_end)
    if not tx.now - LATE_START <= span.starts_at <= tx.now + HORIZON:
        raise BadTime("It must begin between a quarter of an hour ago and a year from now.")
    event_id = new.id or new_id()
    if not await _store(tx, viewer, event_id, new, span):
        return await _again(tx, viewer, event_id)
    tx.emit(EventCreated(event_id=event_id, host_id=viewer.id, title=clean_line(new.title)))
    if new.visibility == "public":
        lat, lon = shown(new.place)
        await telling.show(tx, event_id, viewer.id, lat, lon)
    return await queries.card(tx, viewer, event_id)


async def _store(tx: Tx, viewer: Viewer, event_id: UUID, new: NewEvent, span: Span) -> bool:
    lat, lon = shown(new.place)
    place = (new.place.lon, new.place.lat, lon, lat, clean_line(new.place.name), clean_line(new.place.address))
    words = (_title(new.title), clean_text(new.description), new.category)
    rest = (new.place.location_id, new.place.address_for, *_columns(span), new.seats, new.visibility, tx.now)
    joining = (new.join_mode, new.plus_max)
    try:
        return await tx.run(CREATE, event_id, viewer.id, *words, *place, *rest, *joining) == 1
    except ForeignKeyViolationError:
        raise Malformed(errors=[FieldError("#/category", "is not one of GET /categories")]) from None


async def _again(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[EventCard]:
    """The event that was made with this id before, if it was this host."""
    try:
        before = await queries.lock(tx, viewer, event_id)
    except EventNotFound:
        raise EventIdTaken from None
    if before.host_id != viewer.id:
        raise EventIdTaken
    return await queries.card(tx, viewer, event_id)


def _title(text: str) -> str:
    title = clean_line(text)
    if len(title) < 3:
        raise Malformed(errors=[FieldError("#/title", "must have at least three characters")])
    return title


def shown(place: NewPlace) -> tuple[float, float]:
    """Latitude and longitude of what everybody is shown: the place itself, or the middle of its neighbourhood.

    The same square for every event in it, so that several events of one host do not narrow it down.
    """
    if place.address_for == "everyone":
        return place.lat, place.lon
    lat, lon = ((value // NEIGHBOURHOOD + 0.5) * NEIGHBOURHOOD for value in (place.lat, place.lon))
    return round(min(max(lat, -90.0), 90.0), 6), round(min(max(lon, -180.0), 180.0), 6)


def instant(local: datetime, zone: str) -> datetime:
    """The instant (UTC) at which the wall clock of a zone shows a local time.

    A time that a clock change skips moves forward by what was skipped; of one that occurs twice it is the first.
    """
    aware = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    return aware.astimezone(UTC)


def _span(now: datetime, zone: str, start: datetime | None, end: datetime | None) -> Span:
    """Raises Malformed for an unknown zone, BadTime for an end before the start or after seven days."""
    if zone not in ZONES:
        raise Malformed(errors=[FieldError("#/time_zone", "must be a zone of the IANA database")])
    place = ZoneInfo(zone)
    starts_at = now.replace(second=0, microsecond=0) if start is None else instant(start, zone)
    ends_at = starts_at + LASTS if end is None else instant(end, zone)
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise BadTime("It must end after it begins, and within seven days.")
    local_start, local_end = (moment.astimezone(place).replace(tzinfo=None) for moment in (starts_at, ends_at))
    return Span(zone, local_start, local_end, starts_at, ends_at)


def _columns(span: Span) -> tuple[str, datetime, datetime, datetime, datetime]:
    return span.time_zone, span.local_start, span.local_end, span.starts_at, span.ends_at


async def edit(tx: Tx, viewer: Viewer, event_id: UUID, changes: EventEdit, version: int | None) -> None:
    """Change my event. Raises VersionConflict if it was changed since `version`; SeatsTaken, BadTime."""
    event = await _mine(tx, viewer, event_id)
    if version is not None and version != event.version:
        raise VersionConflict(current_state=str(event.version))
    given = {name: value for name, value in msgspec.structs.asdict(changes).items() if value is not msgspec.UNSET}
    if not given:
        return
    await queue.settle(tx, event)  # an offer that has passed holds no seat
    seats = given.get("seats", event.seats)
    if seats is not None and seats < event.taken:
        raise SeatsTaken(going=event.going, offered=event.offered)
    if isinstance(changes.place, NewPlace) and "time_zone" not in given:
        given |= _other_zone(event, changes.place)
    span = _moved(event, given, tx.now)
    title = _title(given["title"]) if "title" in given else None
    description = clean_text(given["description"]) if "description" in given else None
    words = (title, description, given.get("category"))
    joining = (given.get("join_mode"), given.get("plus_max"))
    try:
        await tx.run(EDIT, event_id, *words, *_columns(span), seats, given.get("visibility"), tx.now, *joining)
    except ForeignKeyViolationError:
        raise Malformed(errors=[FieldError("#/category", "is not one of GET /categories")]) from None
    if isinstance(changes.place, NewPlace):
        await _move(tx, event_id, changes.place)
    await queue.offers_end_by(tx, event_id, span.starts_at)
    await queue.settle(tx, await queries.lock(tx, viewer, event_id))
    await _tell_changed(tx, viewer, event, sorted(given), title or event.title)


def _other_zone(event: EventRow, place: NewPlace) -> dict[str, str]:
    """The new place's time zone, if the event moves into another one: the wall clock stays."""
    before, after = (time_zone_at(Point(where.lat, where.lon)) for where in (event, place))
    return {} if before == after else {"time_zone": after}


def _moved(event: EventRow, given: dict[str, datetime | str], now: datetime) -> Span:
    """The times after an edit. A new start keeps the length, a new zone keeps the wall clock."""
    if not {"local_start", "local_end", "time_zone"} & set(given):
        return Span(event.time_zone, event.local_start, event.local_end, event.starts_at, event.ends_at)
    zone = str(given.get("time_zone", event.time_zone))
    start, end = given.get("local_start", event.local_start), given.get("local_end")
    assert isinstance(start, datetime)  # noqa: S101 - the schema says so
    kept = start + (event.local_end - event.local_start)
    return _span(now, zone, start, end if isinstance(end, datetime) else kept)


async def _move(tx: Tx, event_id: UUID, place: NewPlace) -> None:
    lat, lon = shown(place)
    names = (clean_line(place.name), clean_line(place.address), place.location_id, place.address_for)
    await tx.run(MOVE, event_id, place.lon, place.lat, lon, lat, *names)


async def _tell_changed(tx: Tx, viewer: Viewer, before: EventRow, what: list[str], title: str) -> None:
    people = await queries.involved(tx, before.id)
    tx.emit(
        EventChanged(
            event_id=before.id,
            host_id=viewer.id,
            people=[viewer.id, *people],
            title=title,
            what=what,
            version=before.version + 1,
        )
    )
    telling.hide(tx, before)
    after = await queries.lock(tx, viewer, before.id)
    if after.visibility == "public":
        await telling.show(tx, after.id, after.host_id, after.shown_lat, after.shown_lon)


async def cancel(tx: Tx, viewer: Viewer, event_id: UUID, reason: str) -> None:
    """Call my event off: its page stays and says so. Twice is once."""
    event = await queries.lock(tx, viewer, event_id)
    if event.host_id != viewer.id:
        raise NotTheHost
    if event.state == "cancelled":
        return
    if event.over(tx.now):
        raise EventOver
    why = clean_text(reason)
    people = await queries.involved(tx, event_id)
    await tx.run(CANCEL, event_id, why, tx.now)
    await queue.dissolve(tx, event_id)
    tx.emit(EventCancelled(event_id=event_id, host_id=viewer.id, people=[viewer.id, *people], reason=why))
    telling.hide(tx, event)


async def _mine(tx: Tx, viewer: Viewer, event_id: UUID) -> EventRow:
    """My event, locked, as long as it can be changed."""
    event = await queries.lock(tx, viewer, event_id)
    if event.host_id != viewer.id:
        raise NotTheHost
    if event.state == "cancelled":
        raise EventIsCancelled
    if event.over(tx.now):
        raise EventOver
    return event
