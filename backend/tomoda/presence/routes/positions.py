"""Where I am and where friends are, under `/positions`. Never a point in an address, and never one in a log."""

from typing import Any
from uuid import UUID

from litestar import delete, get, put

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import Malformed, NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.presence.actions import places, sharing
from tomoda.presence.actions import positions as actions
from tomoda.presence.errors import BadTimes, PlacesUnreadable, TooManyPlaces, TooManyShares, WouldShorten
from tomoda.presence.queries import positions as queries
from tomoda.presence.schemas.positions import (
    Fix,
    MySharing,
    NewGhost,
    NewPositionShare,
    NewPrivatePlace,
    Positions,
    PrivatePlaces,
    Taken,
    WhoSeesMe,
)

FIXES = Limit("position", 30, 60)
CHOICES = Limit("position_share", 120, 3600)

OURS: dict[str, Any] = {"opt": {"session": True}}  # no server's key reads or moves people


@get("/positions", **OURS)
async def seen(viewer: Viewer, app: App) -> Positions:
    """Where those are who let me know; `friends:<me>` keeps it current."""
    async with app.reading() as tx:
        found = await queries.seen(tx, [(viewer.id, None)])
        return Positions(list(found.get(viewer.id, {}).values()), tx.now)


@put("/positions/me", raises=[PlacesUnreadable, RateLimited], **OURS)
async def here(data: Fix, viewer: Viewer, app: App) -> Taken:
    """Here I am: for whoever I share it with, and for nobody else. At most thirty times a minute."""
    await limits.take(app, FIXES, str(viewer.id))
    async with app.transaction() as tx:
        return await actions.put(tx, viewer, data)


@get("/positions/shares", **OURS)
async def my_shares(viewer: Viewer, app: App) -> Json[MySharing]:
    """What I share, with whom, until when, and whether I am a ghost."""
    async with app.reading() as tx:
        return await queries.sharing(tx, viewer)


@get("/positions/seen-by", **OURS)
async def seen_by(viewer: Viewer, app: App) -> Json[WhoSeesMe]:
    """Everybody who may see me now, person by person, how exactly and until when."""
    async with app.reading() as tx:
        return await queries.seen_by(tx, viewer)


@put(
    "/positions/shares/{share_id:uuid}",
    raises=[NotFound, Malformed, BadTimes, WouldShorten, TooManyShares, RateLimited],
    **OURS,
)
async def share(share_id: UUID, data: NewPositionShare, viewer: Viewer, app: App) -> Json[MySharing]:
    """Let somebody, a list, all friends, or the people of a room see where I am, or change that."""
    await limits.take(app, CHOICES, str(viewer.id))
    async with app.transaction() as tx:
        await sharing.share(tx, viewer, share_id, data)
        return await queries.sharing(tx, viewer)


@delete("/positions/shares/{share_id:uuid}", **OURS)
async def stop(share_id: UUID, viewer: Viewer, app: App) -> None:
    """End a share, at once."""
    async with app.transaction() as tx:
        await sharing.stop(tx, viewer, share_id)


@delete("/positions/shares", **OURS)
async def stop_all(viewer: Viewer, app: App) -> None:
    """End all of them, at once; nothing of where I was is kept."""
    async with app.transaction() as tx:
        await sharing.stop_all(tx, viewer.id)


@put("/positions/ghost", raises=[BadTimes, RateLimited], **OURS)
async def be_a_ghost(data: NewGhost, viewer: Viewer, app: App) -> Json[MySharing]:
    """From now on friends see what they would see if I had closed the app."""
    await limits.take(app, CHOICES, str(viewer.id))
    async with app.transaction() as tx:
        await sharing.haunt(tx, viewer, data)
        return await queries.sharing(tx, viewer)


@delete("/positions/ghost", **OURS)
async def appear(viewer: Viewer, app: App) -> None:
    """Be a ghost no more."""
    async with app.transaction() as tx:
        await sharing.appear(tx, viewer)


@get("/positions/places", raises=[PlacesUnreadable], **OURS)
async def private_places(viewer: Viewer, app: App) -> PrivatePlaces:
    """My private places, and what others see instead of them. Nobody else ever learns of one."""
    async with app.reading() as tx:
        return PrivatePlaces(await places.listed(tx, viewer))


@put("/positions/places/{place_id:uuid}", status_code=204, raises=[NotFound, TooManyPlaces, RateLimited], **OURS)
async def set_place(place_id: UUID, data: NewPrivatePlace, viewer: Viewer, app: App) -> None:
    """Near here, others see only a large square."""
    await limits.take(app, CHOICES, str(viewer.id))
    async with app.transaction() as tx:
        await places.save(tx, viewer, place_id, data)


@delete("/positions/places/{place_id:uuid}", **OURS)
async def forget_place(place_id: UUID, viewer: Viewer, app: App) -> None:
    """It is private no longer."""
    async with app.transaction() as tx:
        await places.forget(tx, viewer, place_id)


ROUTES = [
    seen,
    here,
    my_shares,
    seen_by,
    share,
    stop,
    stop_all,
    be_a_ghost,
    appear,
    private_places,
    set_place,
    forget_place,
]
