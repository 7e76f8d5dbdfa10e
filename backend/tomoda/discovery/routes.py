"""Looking around: `/map` and `/events/nearby`."""

from typing import Annotated, Literal

from litestar import get
from litestar.params import QueryParameter

from tomoda.core.app import App
from tomoda.core.geo import Box, Circle
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.discovery import queries
from tomoda.discovery.schemas import Map, NearbyEvents

FARTHEST = 50_000  # metres

Lat = Annotated[float, QueryParameter(ge=-90, le=90)]
Lon = Annotated[float, QueryParameter(ge=-180, le=180)]
Metres = Annotated[float, QueryParameter(gt=0, le=FARTHEST)]
Zoom = Annotated[float, QueryParameter(ge=0, le=22)]
Most = Annotated[int, QueryParameter(ge=1, le=100)]


@get("/events/nearby")
async def nearby(
    lat: Lat,
    lon: Lon,
    viewer: Viewer,
    app: App,
    metres: Metres = 5000,
    when: Literal["now", "tonight", "week", "all"] = "all",
    limit: Most = 50,
) -> Json[NearbyEvents]:
    """What is on, or soon will be, around a point; the nearest first."""
    async with app.reading() as tx:
        return await queries.nearby(tx, viewer, Circle(lat, lon, metres), when, limit)


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
) -> Json[Map]:
    """What is on in a viewport: each event, or zoomed out clusters and what is mine."""
    async with app.reading() as tx:
        return await queries.on_map(tx, viewer, Box(south, west, north, east), zoom, when)


ROUTES = [nearby, on_map]
