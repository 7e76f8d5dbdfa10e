"""Making an event: a draft, or one that everybody hears of at once."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from asyncpg import ForeignKeyViolationError

from tomoda.core.errors import FieldError, Malformed
from tomoda.core.geo import Point
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, clean_text, new_id
from tomoda.events import queries
from tomoda.events.actions import details, homes, queue, telling
from tomoda.events.actions.times import LASTS, RIGHT_NOW_LASTS, Span, meant, span
from tomoda.events.errors import BadTime, EventIdTaken, EventNotFound, WrongState
from tomoda.events.messages import EventCreated
from tomoda.events.queries import EventRow
from tomoda.events.schemas import EventCard, NewEvent, NewPlace
from tomoda.locations.queries import time_zone_at

NEIGHBOURHOOD = 0.01  # degrees: what is shown instead of a hidden place is the middle of a square of about 1 km

CREATE = sql("""
    insert into events (
        id, host_id, title, description, category, place, shown, place_name, address, location_id, address_for,
        time_zone, local_start, local_end, starts_at, ends_at, seats, visibility, created_at, updated_at,
        join_mode, plus_max, state, tentative, guest_list, rsvp_by, still_coming,
        quorum, quorum_by, quorum_state, guests_invite, right_now, access_code
    ) values (
        $1, $2, $3, $4, $5, st_point($6, $7)::geography, st_point($8, $9)::geography, $10, $11, $12, $13,
        $14, $15, $16, $17, $18, $19, $20, $21, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32,
        $33, $34
    ) on conflict (id) do nothing
""")

PUBLISH = sql("update events set state = 'scheduled', version = version + 1, updated_at = $2 where id = $1")
LATER = sql("""
    update events set local_start = $2, local_end = $3, starts_at = starts_at + $4, ends_at = ends_at + $4,
        rsvp_by = rsvp_by + $4, quorum_by = quorum_by + $4
    where id = $1
""")
DISCARD = sql("delete from events where id = $1 and state = 'draft'")


async def create(tx: Tx, viewer: Viewer, new: NewEvent) -> Json[EventCard]:
    """Make an event. With an id that this host used before, it is that event.

    Raises BadTime, EventIdTaken, ConfirmPublic.
    """
    zone = new.time_zone or time_zone_at(Point(new.place.lat, new.place.lon))
    when = span(tx.now, zone, new.local_start, new.local_end, RIGHT_NOW_LASTS if new.right_now else LASTS)
    when.require_soon(tx.now)
    if new.right_now:
        when.require_now(tx.now)
    await homes.decide(tx, new)
    event_id = new.id or new_id()
    if not await _store(tx, viewer, event_id, new, when):
        return await _again(tx, viewer, event_id)
    await details.write(tx, viewer, event_id, {name: getattr(new, name) for name in details.FIELDS})
    tx.emit(EventCreated(event_id=event_id, host_id=viewer.id, title=clean_line(new.title)))
    queue.ask_in_time(tx, event_id, when.starts_at, new.still_coming)
    queue.remind_in_time(tx, event_id, when.starts_at)
    if new.quorum is not None:
        queue.settle_at(tx, event_id, meant(new.quorum.by, when.time_zone, "quorum/by"))
    if new.visibility == "public" and not new.draft:
        lat, lon = shown(new.place)
        await telling.show(tx, event_id, viewer.id, lat, lon)
    return await queries.card(tx, viewer, event_id)


async def _store(tx: Tx, viewer: Viewer, event_id: UUID, new: NewEvent, when: Span) -> bool:
    lat, lon = shown(new.place)
    place = (new.place.lon, new.place.lat, lon, lat, *await homes.worded(tx, new.place))
    words = (checked_title(new.title), clean_text(new.description), new.category)
    rest = (new.place.location_id, new.place.address_for, *when.columns, new.seats, new.visibility, tx.now)
    joining = (new.join_mode, new.plus_max, "draft" if new.draft else "scheduled", new.tentative, new.guest_list)
    asking = (answers_until(new.rsvp_by, when), new.still_coming, *_quorum(new, when, tx.now), new.guests_invite)
    asking = (*asking, new.right_now, details.code(new.access_code))
    return await known_category(tx.run(CREATE, event_id, viewer.id, *words, *place, *rest, *joining, *asking)) == 1


def _quorum(new: NewEvent, when: Span, now: datetime) -> tuple[int | None, datetime | None, str | None]:
    """Raises BadTime unless it is decided between now and the start, Malformed for more people than seats."""
    if new.quorum is None:
        return None, None, None
    by = meant(new.quorum.by, when.time_zone, "quorum/by")
    if not now < by <= when.starts_at:
        raise BadTime("Whether it takes place must be decided before it begins.")
    if new.seats is not None and new.quorum.needs > new.seats:
        raise Malformed(errors=[FieldError("#/quorum/needs", "must not be more than there are seats")])
    return new.quorum.needs, by, "open"


def answers_until(local: datetime | None, when: Span) -> datetime | None:
    """Until when one may answer, on the place's wall clock. Raises BadTime for one after the end."""
    until = meant(local, when.time_zone, "rsvp_by") if local else None
    if until and until > when.ends_at:
        raise BadTime("Answering must end before the event does.")
    return until


async def known_category(writing: Any) -> int:
    """What is written names one of our categories, or raises Malformed."""
    try:
        return await writing
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


async def _begin_now(tx: Tx, event: EventRow, when: Span) -> Span:
    """What was to be right now when it was written begins when it is published, and lasts as long."""
    by = tx.now.replace(second=0, microsecond=0) - when.starts_at
    local = [
        at.astimezone(ZoneInfo(when.time_zone)).replace(tzinfo=None) for at in (when.starts_at + by, when.ends_at + by)
    ]
    await tx.run(LATER, event.id, *local, by)
    queue.ask_in_time(tx, event.id, when.starts_at + by, event.still_coming)
    if event.quorum_by is not None:
        queue.settle_at(tx, event.id, event.quorum_by + by)
    return Span(when.time_zone, local[0], local[1], when.starts_at + by, when.ends_at + by)


async def publish(tx: Tx, viewer: Viewer, event_id: UUID) -> None:
    """The draft becomes an event. Twice is once. Raises WrongState; BadTime if its start has passed: right now can."""
    event = await queries.hosted(tx, viewer, event_id)
    if event.state == "scheduled":
        return
    if event.state != "draft":
        raise WrongState(current_state=event.status(tx.now))
    when = Span(event.time_zone, event.local_start, event.local_end, event.starts_at, event.ends_at)
    if event.right_now and when.starts_at < tx.now:
        when = await _begin_now(tx, event, when)
    when.require_soon(tx.now)
    await tx.run(PUBLISH, event_id, tx.now)
    event.state = "scheduled"
    await telling.show_again(tx, event)


async def discard(tx: Tx, viewer: Viewer, event_id: UUID) -> None:
    """The draft never was. Raises WrongState for what others may know of: that is cancelled."""
    event = await queries.hosted(tx, viewer, event_id)
    if not await tx.run(DISCARD, event_id):
        raise WrongState(current_state=event.status(tx.now))


def checked_title(text: str) -> str:
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
