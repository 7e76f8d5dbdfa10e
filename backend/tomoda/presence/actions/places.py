"""Private places: home, work. Near them others see a large square in which the place lies somewhere."""

from uuid import UUID

import msgspec

from tomoda.core import seals
from tomoda.core.errors import NotFound
from tomoda.core.geo import Point
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line
from tomoda.presence.actions.squares import Place, place, shown
from tomoda.presence.errors import PlacesUnreadable, TooManyPlaces
from tomoda.presence.messages.positions import PositionChanged, SharingChanged
from tomoda.presence.queries import positions as queries
from tomoda.presence.queries.positions import sealed_for
from tomoda.presence.schemas.positions import NewPrivatePlace, PrivatePlace
from tomoda.users import queries as people

MOST_PLACES = 10

SAVE = sql("""
    insert into private_places (id, user_id, sealed, created_at) values ($1, $2, $3, $4)
    on conflict (id) do update set sealed = excluded.sealed where private_places.user_id = $2 returning id
""")
COUNT = sql("select count(*) from private_places where user_id = $1 and id <> $2")
FORGET = sql("delete from private_places where user_id = $1 and id = $2")
NO_POINTS = sql("""
    update position_shares set sealed = null, taken_at = null, doubtful = false
    where user_id = $1 and sealed is not null
""")
NO_STATE = sql("delete from whereabouts where user_id = $1")


async def all_of(tx: Tx, viewer: Viewer) -> list[Place]:
    """Mine. Raises PlacesUnreadable if one of them cannot be read: it might be here."""
    return [found for _, found in await _read(tx, viewer)]


async def listed(tx: Tx, viewer: Viewer) -> list[PrivatePlace]:
    """Mine, for me, with what others see instead. Raises PlacesUnreadable."""
    return [
        PrivatePlace(place_id, one.name, one.lat, one.lon, one.metres, shown(one))
        for place_id, one in await _read(tx, viewer)
    ]


async def _read(tx: Tx, viewer: Viewer) -> list[tuple[UUID, Place]]:
    why = sealed_for("place", viewer.id)
    rows = await tx.rows(queries.PLACES, viewer.id)
    try:
        plain = [(row["id"], seals.unseal(tx.app, why, row["sealed"])) for row in rows]
    except seals.Unreadable:
        raise PlacesUnreadable from None
    return [(place_id, msgspec.json.decode(one, type=Place)) for place_id, one in plain]


async def save(tx: Tx, viewer: Viewer, place_id: UUID, new: NewPrivatePlace) -> None:
    """Set a private place, or set it anew. The points that are shown until the next one go: they may be in it.

    Raises TooManyPlaces; NotFound if the id is somebody else's.
    """
    await people.lock(tx, viewer.id)
    if await tx.value(COUNT, viewer.id, place_id) >= MOST_PLACES:
        raise TooManyPlaces
    name = clean_line(new.name) or "·"
    made = place(seals.key(tx.app, 0), viewer.id, name, Point(new.lat, new.lon), new.metres)
    sealed = seals.seal(tx.app, sealed_for("place", viewer.id), msgspec.json.encode(made))
    if await tx.value(SAVE, place_id, viewer.id, sealed, tx.now) is None:
        raise NotFound
    who = await queries.audience(tx, viewer.id)
    await tx.run(NO_STATE, viewer.id)
    if await tx.run(NO_POINTS, viewer.id) and who:
        tx.emit(PositionChanged(people=sorted(who), user_id=viewer.id))
    tx.emit(SharingChanged(user_id=viewer.id))


async def forget(tx: Tx, viewer: Viewer, place_id: UUID) -> None:
    """It is private no longer; what was shown near it stays as coarse as it was."""
    await people.lock(tx, viewer.id)
    if await tx.run(FORGET, viewer.id, place_id):
        tx.emit(SharingChanged(user_id=viewer.id))
