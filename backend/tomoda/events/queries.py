"""What is asked about events."""

from datetime import datetime
from uuid import UUID

import msgspec

from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events.errors import EventNotFound
from tomoda.events.schemas import Categories, EventCard, EventPage, Events, Guests


class EventRow(msgspec.Struct):
    """An event as an action must know it."""

    id: UUID
    host_id: UUID
    title: str
    time_zone: str
    local_start: datetime
    local_end: datetime
    starts_at: datetime
    ends_at: datetime
    seats: int | None
    going: int
    visibility: str
    state: str
    version: int
    lat: float
    lon: float
    shown_lat: float
    shown_lon: float
    answer: str | None

    def over(self, now: datetime) -> bool:
        """Whether it has ended."""
        return now >= self.ends_at

    @property
    def has_seat(self) -> bool:
        """Whether one more guest fits."""
        return self.seats is None or self.going < self.seats


# For no key: others may refer to the event meanwhile (a message in its room), but not count its seats.
LOCK = sql("""
    select e.id, e.host_id, e.title, e.time_zone, e.local_start, e.local_end, e.starts_at, e.ends_at, e.seats, e.going,
           e.visibility, e.state, e.version,
           st_y(e.place::geometry) as lat, st_x(e.place::geometry) as lon,
           st_y(e.shown::geometry) as shown_lat, st_x(e.shown::geometry) as shown_lon,
           (select answer from rsvps where event_id = e.id and user_id = $1) as answer
    from events e where e.id = $2 and may_see_event($1, e) for no key update of e
""")

SEEN = sql("select true from events e where e.id = $2 and may_see_event($1, e)")

CARD = sql("select event_card($1, e, $3) from events e where e.id = $2 and may_see_event($1, e)")

PUBLIC_CARD = sql("select event_card(null, e, $2) from events e where e.id = $1")

PAGE = sql("""
    select event_card($1, e, $3) as card, json_build_object('d', e.description, 'c', e.cancel_reason)::text as words,
           e.host_id = $1 as host, e.state = 'cancelled' or e.ends_at <= $3 as over
    from events e where e.id = $2 and may_see_event($1, e)
""")

GUESTS = sql("""
    select json_build_object('data', coalesce(json_agg(
        json_build_object('person', person_card(users), 'answer', r.answer)
        order by r.answer = 'maybe', r.answered_at, r.user_id
    ), '[]'))
    from rsvps r join users on users.id = r.user_id
    where r.event_id = $2 and r.answer in ('going', 'maybe') and visible($1, r.user_id)
""")

MINE = sql("""
    select coalesce(json_agg(event_card($1, e, $2) order by e.starts_at, e.id), '[]')
    from events e
    where e.ends_at > $2 - interval '6 hours' and may_see_event($1, e) and (
        e.host_id = $1 or e.id in (select event_id from rsvps where user_id = $1 and answer in ('going', 'maybe'))
    )
""")

INVOLVED = sql("select array_agg(user_id) from rsvps where event_id = $1 and answer in ('going', 'maybe')")

CATEGORIES = sql("select json_build_object('data', json_agg(slug order by position)) from categories")


async def lock(tx: Tx, viewer: Viewer, event_id: UUID) -> EventRow:
    """The event, locked: whoever holds it counts its seats. Raises EventNotFound."""
    found = await tx.maybe(EventRow, LOCK, viewer.id, event_id)
    if found is None:
        raise EventNotFound
    return found


async def require_seen(tx: Tx, viewer: Viewer, event_id: UUID) -> None:
    """Raises EventNotFound unless the viewer may see it."""
    if not await tx.value(SEEN, viewer.id, event_id):
        raise EventNotFound


async def card(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[EventCard]:
    """The event as the viewer may know it. Raises EventNotFound."""
    try:
        return await tx.json(CARD, viewer.id, event_id, tx.now)
    except LookupError:
        raise EventNotFound from None


async def public_card(tx: Tx, event_id: UUID) -> Json[EventCard]:
    """The event as everybody may know it: for the map's topics."""
    return await tx.json(PUBLIC_CARD, event_id, tx.now)


async def page(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[EventPage]:
    """The event's own page. Raises EventNotFound."""
    place = await tx.place(f"event:{event_id}")
    row = await tx.row(PAGE, viewer.id, event_id, tx.now)
    if row is None:
        raise EventNotFound
    words = msgspec.json.decode(row["words"])
    may = [] if row["over"] else ["edit", "cancel"] if row["host"] else ["rsvp"]
    rest = {"description": words["d"], "cancel_reason": words["c"], "capabilities": may, "place": place}
    return Json(msgspec.json.encode({"event": msgspec.Raw(row["card"]), **rest}))


async def guests(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[Guests]:
    """Who is coming, and who may be. Raises EventNotFound."""
    await require_seen(tx, viewer, event_id)
    return await tx.json(GUESTS, viewer.id, event_id)


async def mine(tx: Tx, viewer: Viewer) -> Json[Events]:
    """What the viewer hosts or goes to, from six hours ago on."""
    place = await tx.place(f"user:{viewer.id}")
    return Json(b'{"data":' + await tx.json(MINE, viewer.id, tx.now) + b',"place":%d}' % place)


async def involved(tx: Tx, event_id: UUID) -> list[UUID]:
    """Who is going or may be."""
    return await tx.value(INVOLVED, event_id) or []


async def categories(tx: Tx) -> Json[Categories]:
    """The kinds of events there are."""
    return await tx.json(CATEGORIES)
