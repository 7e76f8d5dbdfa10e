"""Moments under `/moments`, and what somebody or the people of an event show."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, put
from litestar.params import QueryParameter

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import BadCursor, CursorExpired, Malformed, NotFound, RateLimited
from tomoda.core.geo import Box
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.events.errors import EventNotFound
from tomoda.media.errors import MediaUnusable
from tomoda.moments import actions, queries
from tomoda.moments.errors import JournalFull, ListMissing, NotAmongThem, StillShared
from tomoda.moments.schemas import Journal, Moment, MomentMap, Moments, MomentSharing, NewMoment

POSTS = Limit("moments", 20, 86_400)  # also those that are shared again

Lat = Annotated[float, QueryParameter(ge=-90, le=90)]
Lon = Annotated[float, QueryParameter(ge=-180, le=180)]
Zoom = Annotated[float, QueryParameter(ge=0, le=22)]
Cursor = Annotated[str | None, QueryParameter(max_length=1024)]


@get("/moments")
async def in_view(
    south: Lat, west: Lon, north: Lat, east: Lon, zoom: Zoom, viewer: Viewer, app: App
) -> Json[MomentMap]:
    """What I may see in a viewport now, the latest first, and how it is gathered; `friends:<me>` says when to look."""
    async with app.reading() as tx:
        return await queries.in_view(tx, viewer, Box(south, west, north, east), zoom)


@get("/moments/mine", raises=[BadCursor, CursorExpired])
async def journal(viewer: Viewer, app: App, cursor: Cursor = None) -> Json[Journal]:
    """Mine: what waits, what others see, and my journal; thirty at a time."""
    async with app.reading() as tx:
        return await queries.journal(tx, viewer, cursor)


@get("/moments/{moment_id:uuid}", raises=[NotFound])
async def moment(moment_id: UUID, viewer: Viewer, app: App) -> Json[Moment]:
    """One of those that I may see now."""
    async with app.reading() as tx:
        return await queries.one(tx, viewer, moment_id)


@put(
    "/moments/{moment_id:uuid}",
    raises=[NotFound, MediaUnusable, NotAmongThem, ListMissing, JournalFull, Malformed, RateLimited],
)
async def post(moment_id: UUID, data: NewMoment, viewer: Viewer, app: App) -> Json[Moment]:
    """Pin photos to a place, for a day. Where it is, and how precisely, is not changed afterwards. Twenty a day."""
    async with app.reading() as tx:
        known = await queries.known(tx, viewer, moment_id)
    if not known:
        await limits.take(app, POSTS, str(viewer.id))
    async with app.transaction() as tx:
        await actions.post(tx, viewer, moment_id, data)
        return await queries.one(tx, viewer, moment_id)


@delete("/moments/{moment_id:uuid}", raises=[NotFound])
async def remove(moment_id: UUID, viewer: Viewer, app: App) -> None:
    """Delete one of mine, at once and for everybody."""
    async with app.transaction() as tx:
        await actions.delete(tx, viewer, moment_id)


@put("/moments/{moment_id:uuid}/kept", status_code=204, raises=[NotFound, JournalFull])
async def keep(moment_id: UUID, viewer: Viewer, app: App) -> None:
    """Have one of mine in my journal when others see it no longer."""
    async with app.transaction() as tx:
        await actions.keep(tx, viewer, moment_id, kept=True)


@delete("/moments/{moment_id:uuid}/kept", raises=[NotFound])
async def let_go(moment_id: UUID, viewer: Viewer, app: App) -> None:
    """Not to have it in my journal: if nobody else sees it, it is gone."""
    async with app.transaction() as tx:
        await actions.keep(tx, viewer, moment_id, kept=False)


@put(
    "/moments/{moment_id:uuid}/sharing",
    raises=[NotFound, StillShared, NotAmongThem, ListMissing, Malformed, RateLimited],
)
async def share_again(moment_id: UUID, data: MomentSharing, viewer: Viewer, app: App) -> Json[Moment]:
    """Share something of my journal for a day; with whom, is asked again. It counts as one of the twenty."""
    await limits.take(app, POSTS, str(viewer.id))
    async with app.transaction() as tx:
        await actions.share_again(tx, viewer, moment_id, data)
        return await queries.one(tx, viewer, moment_id)


@put("/moments/{moment_id:uuid}/like", status_code=204, raises=[NotFound])
async def like(moment_id: UUID, viewer: Viewer, app: App) -> None:
    """Say that I like it, to its author alone."""
    async with app.transaction() as tx:
        await actions.like(tx, viewer, moment_id, liked=True)


@delete("/moments/{moment_id:uuid}/like", raises=[NotFound])
async def unlike(moment_id: UUID, viewer: Viewer, app: App) -> None:
    """Take that back."""
    async with app.transaction() as tx:
        await actions.like(tx, viewer, moment_id, liked=False)


@get("/users/{user_id:uuid}/moments", raises=[NotFound])
async def of_person(user_id: UUID, viewer: Viewer, app: App) -> Json[Moments]:
    """What somebody shows me now, the latest first."""
    async with app.reading() as tx:
        return await queries.of_person(tx, viewer, user_id)


@get("/events/{event_id:uuid}/moments", raises=[EventNotFound])
async def at_event(event_id: UUID, viewer: Viewer, app: App) -> Json[Moments]:
    """What the people of an event share there, and afterwards its album, for those who came; for others nothing."""
    async with app.reading() as tx:
        return await queries.at_event(tx, viewer, event_id)


ROUTES = [in_view, journal, moment, post, remove, keep, let_go, share_again, like, unlike, of_person, at_event]
