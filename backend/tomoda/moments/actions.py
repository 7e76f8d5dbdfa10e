"""What is done with moments: posted, kept, shared again, liked, judged, let go."""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from tomoda.core.errors import FieldError, Malformed, NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, clean_text
from tomoda.media import actions as media
from tomoda.media.errors import MediaUnusable
from tomoda.moments import queries
from tomoda.moments.errors import JournalFull, ListMissing, NotAmongThem, StillShared
from tomoda.moments.messages import EndMoment, MomentsChanged, ShowMoment
from tomoda.moments.schemas import MomentSharing, NewMoment, NewMomentPlace
from tomoda.users import queries as people

LIFE = timedelta(hours=24)
LATEST = timedelta(hours=24)  # how far ahead a moment can be posted
MOST_KEPT = 2_000
SQUARES = {"area": 0.01, "city": 0.1}  # degrees: about 1 and 10 km; what is stored is the middle of one, or a town
PHOTO = frozenset({"photo"})

type Judgement = Literal["stays", "blurred", "removed"]

POST = sql("""
    insert into moments (id, author_id, body, precision, lat, lon, place_name, keep, sensitive, created_at, audience,
                         list_id, event_id, album, publish_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
    on conflict (id) do nothing
""")
SHOW = sql("""
    insert into moment_photos (moment_id, n, author_id, media_id, alt)
    select $1, n - 1, $2, media_id, alt from unnest($3::uuid[], $4::text[]) with ordinality as p(media_id, alt, n)
""")
SHARE = sql("""
    update moments set audience = $2, list_id = $3, event_id = $4, album = $5, publish_at = $6, expires_at = $7
    where id = $1
""")
KEEP = sql("update moments set keep = $2 where id = $1")
DELETE = sql("delete from moments where id = $1")
LIKE = sql("""
    insert into moment_likes (moment_id, user_id, liked_at) values ($1, $2, $3) on conflict do nothing
""")
UNLIKE = sql("delete from moment_likes where moment_id = $1 and user_id = $2")
FORGET_LIKES = sql("delete from moment_likes where moment_id = $1")
FORGET_LIKES_BETWEEN = sql("""
    delete from moment_likes l using moments m
    where m.id = l.moment_id and ((m.author_id = $1 and l.user_id = $2) or (m.author_id = $2 and l.user_id = $1))
""")
FLAG = sql("update moments set flagged_at = coalesce(flagged_at, $2) where id = $1")
UNFLAG = sql("update moments set flagged_at = null, sensitive = sensitive or $2 where id = $1")
PURGE = sql("""
    delete from moments where expires_at <= $1 and not keep and not (album and event_id is not null)
""")
CLOSE = sql("""
    with closed as (
        update moments set audience = 'mine', list_id = null, event_id = null, album = false
        where expires_at <= $1 and audience <> 'mine' and keep and not (album and event_id is not null)
        returning id
    )
    delete from moment_likes using closed where moment_id = closed.id
""")


async def post(tx: Tx, viewer: Viewer, moment_id: UUID, new: NewMoment) -> None:
    """Pin photos to a place. Sent again with the same id, nothing changes.

    Raises MediaUnusable, NotAmongThem, ListMissing, JournalFull, Malformed; NotFound if the id is somebody else's.
    """
    await people.lock(tx, viewer.id)
    if await queries.known(tx, viewer, moment_id):
        return
    if new.keep or new.sharing is None:
        await _require_room(tx, viewer)
    ids = [one.id for one in new.photos]
    if len(set(ids)) < len(ids):
        raise MediaUnusable
    await media.require_usable(tx, viewer, ids, PHOTO)
    lat, lon, name = await _place(tx, viewer, new.place)
    told = (clean_text(new.body), new.place.precision, lat, lon, name, new.keep or new.sharing is None, new.sensitive)
    if not await tx.run(POST, moment_id, viewer.id, *told, tx.now, *await _shared(tx, viewer, new.sharing)):
        raise NotFound
    await media.use(tx, ids, "moment")
    await tx.run(SHOW, moment_id, viewer.id, ids, [clean_line(one.alt) for one in new.photos])
    await _announce(tx, viewer, moment_id)


async def share_again(tx: Tx, viewer: Viewer, moment_id: UUID, sharing: MomentSharing) -> None:
    """From my journal to others, who are asked for anew. Raises NotFound, StillShared, NotAmongThem, ListMissing."""
    found = await queries.lock(tx, viewer, moment_id)
    if found.shared(tx.now):
        raise StillShared
    await tx.run(SHARE, moment_id, *await _shared(tx, viewer, sharing))
    await tx.run(FORGET_LIKES, moment_id)
    await _announce(tx, viewer, moment_id)


async def keep(tx: Tx, viewer: Viewer, moment_id: UUID, kept: bool) -> None:
    """Have it in my journal after it has expired; or not, and what nobody sees then is gone. Raises JournalFull."""
    await people.lock(tx, viewer.id)
    found = await queries.lock(tx, viewer, moment_id)
    if kept and not found.keep:
        await _require_room(tx, viewer)
    if kept or found.shared(tx.now):
        await tx.run(KEEP, moment_id, kept)
    else:
        await _delete(tx, moment_id)
    tx.emit(MomentsChanged(people=[viewer.id], moment_id=moment_id))


async def delete(tx: Tx, viewer: Viewer, moment_id: UUID) -> None:
    """Gone at once, for everybody, from the journal as well. Raises NotFound."""
    await queries.lock(tx, viewer, moment_id)
    await _tell(tx, moment_id, viewer.id)
    await _delete(tx, moment_id)


async def like(tx: Tx, viewer: Viewer, moment_id: UUID, liked: bool) -> None:
    """Only its author learns of it. Raises NotFound, also for one's own."""
    author = await tx.value(queries.SEES, viewer.id, moment_id, tx.now)
    if author is None or author == viewer.id:
        raise NotFound
    if await (tx.run(LIKE, moment_id, viewer.id, tx.now) if liked else tx.run(UNLIKE, moment_id, viewer.id)):
        tx.emit(MomentsChanged(people=[author, viewer.id], moment_id=moment_id, by=viewer.id))


async def flag(tx: Tx, moment_id: UUID) -> None:
    """Reported as something that not everybody wants to see: blurred for others until somebody has decided."""
    await tx.run(FLAG, moment_id, tx.now)
    await _tell(tx, moment_id, None)


async def judge(tx: Tx, moment_id: UUID, judgement: Judgement) -> None:
    """What becomes of a moment that was reported; it may be gone meanwhile."""
    if judgement == "removed":
        await _tell(tx, moment_id, None)
        await _delete(tx, moment_id)
        return
    await tx.run(UNFLAG, moment_id, judgement == "blurred")
    await _tell(tx, moment_id, None)


async def show(tx: Tx, moment_id: UUID) -> None:
    """It may be seen from now on, if it is still there: those who may see it are told."""
    await _tell(tx, moment_id, None)


async def checked(tx: Tx, media_id: UUID) -> None:
    """A photo was looked at after it was posted."""
    moment_id = await tx.value(queries.OF, media_id)
    if moment_id is not None:
        await _tell(tx, moment_id, None)


async def end(tx: Tx) -> None:
    """Delete what has expired and nobody keeps; what somebody keeps is theirs alone from now on."""
    if await tx.run(PURGE, tx.now):
        media.empty_soon(tx)
    await tx.run(CLOSE, tx.now)


async def _require_room(tx: Tx, viewer: Viewer) -> None:
    if await tx.value(queries.KEPT, viewer.id) >= MOST_KEPT:
        raise JournalFull


async def _place(tx: Tx, viewer: Viewer, spot: NewMomentPlace) -> tuple[float, float, str]:
    """What is stored of where it was, and what it is called: of a coarser place nothing of the exact one."""
    if spot.precision == "venue":
        return round(spot.lat, 6), round(spot.lon, 6), clean_line(spot.name)
    square = SQUARES[spot.precision]
    lat, lon = ((value // square + 0.5) * square for value in (spot.lat, spot.lon))
    lat, lon = round(min(max(lat, -90.0), 90.0), 6), round(min(max(lon, -180.0), 180.0), 6)
    locale = await tx.value(queries.LOCALE, viewer.id)
    if spot.precision == "area":
        return lat, lon, await tx.value(queries.QUARTER, lat, lon, locale) or ""
    town = await tx.row(queries.TOWN, lat, lon, locale)
    return (lat, lon, "") if town is None else (town["lat"], town["lon"], town["name"] or "")


async def _shared(
    tx: Tx, viewer: Viewer, sharing: MomentSharing | None
) -> tuple[str, UUID | None, UUID | None, bool, datetime, datetime]:
    """With whom, from when, until when."""
    if sharing is None:
        return "mine", None, None, False, tx.now, tx.now
    await _require_audience(tx, viewer, sharing)
    begins = max(sharing.publish_at or tx.now, tx.now)
    if begins > tx.now + LATEST:
        raise Malformed(errors=[FieldError("#/sharing/publish_at", "must be within a day")])
    return sharing.audience, sharing.list_id, sharing.event_id, sharing.album, begins, begins + LIFE


async def _require_audience(tx: Tx, viewer: Viewer, sharing: MomentSharing) -> None:
    """Raises Malformed if it names what does not go with it, ListMissing, NotAmongThem."""
    if (sharing.list_id is not None) is not (sharing.audience == "list"):
        raise Malformed(errors=[FieldError("#/sharing/list_id", "goes with the audience `list`, and only with it")])
    if (sharing.event_id is not None) is not (sharing.audience == "event"):
        raise Malformed(errors=[FieldError("#/sharing/event_id", "goes with the audience `event`, and only with it")])
    if sharing.album and sharing.audience != "event":
        raise Malformed(errors=[FieldError("#/sharing/album", "is of an event")])
    if sharing.list_id is not None and not await tx.value(queries.MY_LIST, viewer.id, sharing.list_id):
        raise ListMissing
    if sharing.event_id is not None and not await tx.value(queries.OPEN_EVENT, viewer.id, sharing.event_id, tx.now):
        raise NotAmongThem


async def _announce(tx: Tx, viewer: Viewer, moment_id: UUID) -> None:
    """Tell those who see it now, and have done what is due later."""
    found = await queries.lock(tx, viewer, moment_id)
    if found.publish_at > tx.now:
        tx.enqueue(ShowMoment(moment_id), at=found.publish_at)
    if found.audience != "mine":
        tx.enqueue(EndMoment(moment_id), at=found.expires_at)
    await _tell(tx, moment_id, viewer.id)


async def _tell(tx: Tx, moment_id: UUID, by: UUID | None) -> None:
    seen_by = await queries.audience(tx, moment_id)
    if seen_by:
        tx.emit(MomentsChanged(people=seen_by, moment_id=moment_id, by=by))


async def _delete(tx: Tx, moment_id: UUID) -> None:
    if await tx.run(DELETE, moment_id):
        media.empty_soon(tx)
