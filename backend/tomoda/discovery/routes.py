"""Looking around: `/map`, `/events/nearby`, `/radar`, people's pages, and whom one may know."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Response, get
from litestar.datastructures import CacheControlHeader
from litestar.params import QueryParameter

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import Malformed, NotFound, RateLimited
from tomoda.core.gather import Gather
from tomoda.core.geo import Box, Circle
from tomoda.core.http import PRIVATE, hot
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.core.words import ids_in
from tomoda.discovery.queries import map as viewport
from tomoda.discovery.queries import people
from tomoda.discovery.queries.cards import Choice, When
from tomoda.discovery.queries.nearby import Nearby, nearby_each
from tomoda.discovery.queries.nearby import nearby as find_nearby
from tomoda.discovery.queries.radar import radar as find_people
from tomoda.discovery.queries.search import search as find
from tomoda.discovery.schemas import FoundEvents, Invitable, Map, NearbyEvents, Pictures, Profile, Radar, Suggestions
from tomoda.events.errors import EventNotFound
from tomoda.media.errors import UploadsOff
from tomoda.media.schemas import Ids
from tomoda.presence.errors import RadarOff
from tomoda.presence.queries import radar as own
from tomoda.users.queries import NEW_FOR

FARTHEST = 50_000  # metres
LOOKS = Limit("radar", 30, 3600, closed=True)
LOOKS_NEW = Limit("radar_new", 10, 3600, closed=True)  # by an account younger than a week
LOOKS_BY_DEVICE = Limit("radar_device", 60, 3600, closed=True)

Lat = Annotated[float, QueryParameter(ge=-90, le=90)]
Lon = Annotated[float, QueryParameter(ge=-180, le=180)]
Metres = Annotated[float, QueryParameter(gt=0, le=FARTHEST)]
Zoom = Annotated[float, QueryParameter(ge=0, le=22)]
Category = Annotated[str | None, QueryParameter(pattern="^[a-z]{2,20}$")]
Tag = Annotated[str | None, QueryParameter(min_length=1, max_length=30)]
Most = Annotated[int, QueryParameter(ge=1, le=100)]

_WHEN: dict[str, When] = {"now": "now", "tonight": "tonight", "week": "week", "all": "all"}


@get("/events/nearby")
async def nearby(
    lat: Lat,
    lon: Lon,
    viewer: Viewer,
    app: App,
    metres: Metres = 5000,
    when: Literal["now", "tonight", "week", "all"] = "all",
    category: Category = None,
    tag: Tag = None,
    limit: Most = 50,
) -> Json[NearbyEvents]:
    """What is on, or soon will be, around a point; the nearest first. `tonight` is the evening at the event's place."""
    async with app.reading() as tx:
        return await find_nearby(tx, viewer, Circle(lat, lon, metres), Choice(when, category, tag), limit)


@get("/map")
async def on_map(
    south: Lat,
    west: Lon,
    north: Lat,
    east: Lon,
    zoom: Zoom,
    viewer: Viewer,
    app: App,
    when: Literal["now", "tonight", "week", "all"] = "all",
    category: Category = None,
    tag: Tag = None,
    whose: Literal["all", "friends", "mine"] = "all",
) -> Json[Map]:
    """What is on in a viewport: each event, or zoomed out clusters and what is mine.

    `whose`: only what friends host, or only what I host or answered, each by itself however far out.
    """
    box, choice = Box(south, west, north, east), Choice(when, category, tag)
    async with app.reading() as tx:
        return await viewport.on_map(tx, viewer, box, zoom, choice, whose)


@get("/users/{user_id:uuid}", raises=[NotFound])
async def profile(user_id: UUID, viewer: Viewer, app: App) -> Json[Profile]:
    """A person's page: what they show to everybody, and to their friends if I am one."""
    async with app.reading() as tx:
        return await people.profile(tx, viewer, user_id)


@get("/users/pictures", raises=[Malformed, UploadsOff])
async def pictures(ids: Ids, viewer: Viewer, app: App) -> Response[Pictures]:
    """The pictures of up to fifty people at once, their ids with commas between them; ask again after `expires_at`."""
    wanted = ids_in(ids)
    async with app.reading() as tx:
        return Response(Pictures(await people.pictures(tx, viewer, wanted)), headers=PRIVATE)


@get("/friends/suggestions")
async def suggestions(viewer: Viewer, app: App) -> Json[Suggestions]:
    """Whom I may know, and why."""
    async with app.reading() as tx:
        return await people.suggestions(tx, viewer)


@get("/events/{event_id:uuid}/invitable", raises=[EventNotFound])
async def invitable(event_id: UUID, viewer: Viewer, app: App) -> Json[Invitable]:
    """Whom I may ask to come to an event of mine, or where guests may invite: whom I met before, and my groups."""
    async with app.reading() as tx:
        return await people.invitable(tx, viewer, event_id)


@get("/events/search")
async def search(
    q: Annotated[str, QueryParameter(min_length=1, max_length=80)],
    viewer: Viewer,
    app: App,
    when: Literal["now", "tonight", "week", "all"] = "all",
    category: Category = None,
    tag: Tag = None,
    limit: Most = 50,
) -> Json[FoundEvents]:
    """Public events by title, place, tag or host, in any script; the soonest first, and nothing else decides."""
    async with app.reading() as tx:
        return await find(tx, viewer, q, Choice(when, category, tag), limit)


@get("/radar", opt={"session": True}, cache_control=CacheControlHeader(no_store=True), raises=[RadarOff, RateLimited])
async def radar(viewer: Viewer, app: App) -> Json[Radar]:
    """Who else can be found near by, for who can be found: about where, and what we have in common.

    People are shown in a band once three who fit are in it. There is no distance; the order is that of names.
    """
    async with app.reading() as tx:
        me = await own.looking(tx, viewer)
        per_hour = LOOKS_NEW if tx.now - me.joined_at < NEW_FOR else LOOKS
    await limits.take(app, per_hour, str(viewer.id))
    await limits.take(app, LOOKS_BY_DEVICE, me.device_key.hex() if me.device_key else str(viewer.session_id))
    async with app.reading() as tx:
        return await find_people(tx, viewer)


@hot("/api/v1/events/nearby")
async def nearby_at_once(app: App, viewer: Viewer, asked: dict[str, str]) -> bytes | None:
    """The answer of `nearby` to a plain question, without the framework on its way."""
    if not asked.keys() <= {"lat", "lon", "metres", "when", "limit"}:
        return None
    area = Circle(float(asked["lat"]), float(asked["lon"]), float(asked.get("metres", "5000")))
    when, limit = _WHEN.get(asked.get("when", "all")), int(asked.get("limit", "50"))
    plain = -90 <= area.lat <= 90 and -180 <= area.lon <= 180 and 0 < area.metres <= FARTHEST and 1 <= limit <= 100
    if when is None or when == "tonight" or not plain:
        return None
    return await nearby_together(app, Nearby(viewer, area, when, limit))


async def _nearby_each(app: App, asked: list[Nearby]) -> list[bytes]:
    async with app.reading() as tx:
        return await nearby_each(tx, asked)


nearby_together = Gather(_nearby_each)

ROUTES = [nearby, on_map, search, profile, pictures, suggestions, invitable, radar]
