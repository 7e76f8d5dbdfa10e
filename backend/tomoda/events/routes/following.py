"""What one follows."""

from uuid import UUID

from litestar import delete, get, post

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.events.actions import following
from tomoda.events.errors import TooManyFollows
from tomoda.events.queries import following as queries
from tomoda.events.schemas.following import Follows, NewFollow

FOLLOWING = Limit("event_follow", 60, 3600)


@get("/events/follows")
async def follows(viewer: Viewer, app: App) -> Json[Follows]:
    """What I follow. Nobody else knows."""
    async with app.reading() as tx:
        return await queries.follows(tx, viewer)


@post("/events/follows", status_code=200, raises=[NotFound, TooManyFollows, RateLimited])
async def follow(data: NewFollow, viewer: Viewer, app: App) -> Json[Follows]:
    """Hear of what is new of a host, around a place, with a tag or words, in the morning; the same twice is once."""
    await limits.take(app, FOLLOWING, str(viewer.id))
    async with app.transaction() as tx:
        await following.follow(tx, viewer, data)
        return await queries.follows(tx, viewer)


@delete("/events/follows/{follow_id:uuid}")
async def unfollow(follow_id: UUID, viewer: Viewer, app: App) -> None:
    """Not any more. Twice is once."""
    async with app.transaction() as tx:
        await following.unfollow(tx, viewer, follow_id)


ROUTES = [follows, follow, unfollow]
