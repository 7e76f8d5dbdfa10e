"""The same event again, at another time."""

from datetime import datetime
from uuid import UUID

from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events import queries
from tomoda.events.actions import making
from tomoda.events.errors import EventNotFound
from tomoda.events.schemas import EventCard, NewEvent
from tomoda.events.schemas.life import NewCopy

# As its host would have sent it; instants as the wall clock of the place shows them.
AS_NEW = sql("""
    select json_build_object(
        'confirm_public', true, 'title', e.title, 'description', e.description, 'category', e.category,
        'place', json_build_object(
            'lat', round(st_y(e.place::geometry)::numeric, 6), 'lon', round(st_x(e.place::geometry)::numeric, 6),
            'name', e.place_name, 'address', e.address, 'location_id', e.location_id, 'address_for', e.address_for
        ),
        'time_zone', e.time_zone, 'local_start', e.local_start, 'local_end', e.local_end, 'seats', e.seats,
        'visibility', coalesce(e.braked_from, e.visibility), 'join_mode', e.join_mode, 'plus_max', e.plus_max,
        'rsvp_by', e.rsvp_by at time zone e.time_zone, 'still_coming', e.still_coming,
        'guests_invite', e.guests_invite, 'tentative', e.tentative, 'guest_list', e.guest_list,
        'quorum', case when e.quorum is not null then json_build_object(
            'needs', e.quorum, 'by', least(e.quorum_by, e.starts_at) at time zone e.time_zone
        ) end,
        'access_code', e.access_code, 'questions', e.questions, 'tags', e.tags, 'kept_days', e.kept_days,
        'late_cancel', e.late_cancel,
        'cover', case when e.cover_id is not null then json_build_object('id', e.cover_id, 'alt', e.cover_alt) end
    ) from events e where e.id = $1
""")


async def as_new(tx: Tx, event_id: UUID) -> NewEvent:
    """The event as its host would make it now. Raises EventNotFound."""
    found = await tx.decoded(NewEvent, AS_NEW, event_id)
    if found is None:
        raise EventNotFound
    return found


def begin_at(new: NewEvent, local_start: datetime) -> None:
    """Move everything that has a time, on the wall clock, so that it begins then."""
    assert new.local_start is not None and new.local_end is not None  # noqa: S101, PT018 - `as_new` gives both
    by = local_start - new.local_start
    new.local_start, new.local_end = local_start, new.local_end + by
    new.rsvp_by = new.rsvp_by and new.rsvp_by + by
    if new.quorum is not None:
        new.quorum.by += by


async def copy(tx: Tx, viewer: Viewer, event_id: UUID, data: NewCopy) -> Json[EventCard]:
    """My event again at another time, without its guests. Raises BadTime, EventIdTaken, NotTheHost."""
    await queries.hosted(tx, viewer, event_id)
    new = await as_new(tx, event_id)
    begin_at(new, data.local_start.replace(tzinfo=None))
    new.id, new.draft = data.id, data.draft
    return await making.create(tx, viewer, new)
