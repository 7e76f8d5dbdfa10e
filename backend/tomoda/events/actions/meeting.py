"""Finding each other there: where exactly, what it looks like, what one wears. For whoever has a seat, and hosts."""

from uuid import UUID

from tomoda.core.errors import FieldError, Malformed, NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, clean_text
from tomoda.events import queries
from tomoda.events.actions.coming import require_on
from tomoda.events.messages.showing import SpotChanged
from tomoda.events.schemas.life import NewCover
from tomoda.events.schemas.showing import NewSpot, Wearing
from tomoda.media import actions as media

FARTHEST = 2_000  # metres from the event's place to the flag

SPOT = sql("""
    insert into event_spots (event_id, note, flag, photo_id, photo_alt)
    select e.id, $2, case when $3::float8 is not null then st_point($3, $4)::geography end, $5, $6
    from events e
    where e.id = $1 and ($3::float8 is null or st_dwithin(e.place, st_point($3, $4)::geography, $7))
    on conflict (event_id) do update set
        note = excluded.note, flag = excluded.flag, photo_id = excluded.photo_id, photo_alt = excluded.photo_alt
""")
IS_MINE = sql("select exists (select from event_spots where event_id = $1 and photo_id = $2)")
WEAR = sql("""
    insert into event_wears (event_id, user_id, wears) values ($1, $2, $3)
    on conflict (event_id, user_id) do update set wears = excluded.wears
""")
UNDRESS = sql("delete from event_wears where event_id = $1 and user_id = $2")


async def mark_spot(tx: Tx, viewer: Viewer, event_id: UUID, new: NewSpot) -> None:
    """As host, say where exactly, in place of what was said. Raises MediaUnusable; Malformed for a flag far away."""
    event = await queries.hosted(tx, viewer, event_id, "edit")
    if event.state != "draft":
        require_on(tx, event)
    photo, alt = new.photo and new.photo.id, _alt(new.photo)
    if photo is not None and not await tx.value(IS_MINE, event_id, photo):
        await media.require_usable(tx, viewer, [photo], frozenset({"photo"}))
        await media.use(tx, [photo], "spot")
    lon, lat = (new.flag.lon, new.flag.lat) if new.flag else (None, None)
    if not await tx.run(SPOT, event_id, clean_text(new.note), lon, lat, photo, alt, FARTHEST):
        raise Malformed(errors=[FieldError("#/flag", "must be within two kilometres of the event's place")])
    media.empty_soon(tx)
    tx.emit(SpotChanged(event_id=event_id, by=viewer.id))


def _alt(photo: NewCover | None) -> str:
    alt = clean_line(photo.alt) if photo else ""
    if photo and not alt:
        raise Malformed(errors=[FieldError("#/photo/alt", "must not be empty")])
    return alt


async def wear(tx: Tx, viewer: Viewer, event_id: UUID, said: Wearing) -> None:
    """What I can be known by; nothing takes it back. Raises NotFound for whoever neither hosts nor comes."""
    event = await queries.lock(tx, viewer, event_id)
    require_on(tx, event)
    hosts = event.host_id == viewer.id or await queries.rights(tx, event_id, viewer.id) is not None
    if not hosts and event.answer != "going":
        raise NotFound
    wears = clean_line(said.wears)
    await (tx.run(WEAR, event_id, viewer.id, wears) if wears else tx.run(UNDRESS, event_id, viewer.id))
    tx.emit(SpotChanged(event_id=event_id, by=viewer.id))
