"""Places under `/locations`."""

import logging
from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import QueryParameter

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import RateLimited
from tomoda.core.geo import Box, Circle, Point
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.edges.photon import Feature, Photon, PhotonDown
from tomoda.locations import actions, queries
from tomoda.locations.errors import GeocoderUnavailable, LocationNotFound, NothingToSearch
from tomoda.locations.schemas import Kind, Location, Locations, OsmPlace, Zone

log = logging.getLogger("tomoda.locations")

TYPING = Limit("locations", 60, 20)
RESOLVING = Limit("resolve", 20, 60)
AT_THE_POINT = 60.0  # metres around a point in which reverse looks for something to call it by
LARGEST_RADIUS = 50_000

Text = Annotated[str, QueryParameter(min_length=1, max_length=200)]
Lang = Annotated[str, QueryParameter(pattern="^[a-z]{2,3}$")]
Lat = Annotated[float, QueryParameter(ge=-90, le=90)]
Lon = Annotated[float, QueryParameter(ge=-180, le=180)]
MaybeLat = Annotated[float | None, QueryParameter(ge=-90, le=90)]
MaybeLon = Annotated[float | None, QueryParameter(ge=-180, le=180)]
Count = Annotated[int, QueryParameter(ge=1, le=50)]
Metres = Annotated[float, QueryParameter(gt=0, le=LARGEST_RADIUS)]
Key = Annotated[str | None, QueryParameter(pattern="^[a-z_]{2,30}$")]


@get("/locations/autocomplete", raises=[NothingToSearch, RateLimited])
async def autocomplete(
    q: Text, viewer: Viewer, app: App, lang: Lang = "en", lat: MaybeLat = None, lon: MaybeLon = None, limit: Count = 8
) -> Locations:
    """While somebody types: stored places with a name that begins so, in any script; near `lat`, `lon` first."""
    await limits.take(app, TYPING, str(viewer.id))
    async with app.reading() as tx:
        return queries.thanked(queries.decoded(await queries.autocomplete(tx, q, lang, limit, _point(lat, lon))))


@get("/locations/search", raises=[NothingToSearch, RateLimited])
async def search(
    q: Text,
    viewer: Viewer,
    app: App,
    lang: Lang = "en",
    lat: MaybeLat = None,
    lon: MaybeLon = None,
    south: MaybeLat = None,
    west: MaybeLon = None,
    north: MaybeLat = None,
    east: MaybeLon = None,
    limit: Count = 20,
) -> Locations:
    """Stored places, then the geocoder's, then those with a similar name; `south … east` keeps to a viewport."""
    await limits.take(app, TYPING, str(viewer.id))
    queries.read(q)
    near, box = _point(lat, lon), _box(south, west, north, east)
    async with app.reading() as tx:
        found = queries.decoded(await queries.autocomplete(tx, q, lang, limit, near, box))
        if not found and box is None:
            found = queries.decoded(await queries.alike(tx, q, lang, limit))
    if len(found) < limit and box is None:
        found += _new(await _ask(app, q, near, lang, limit), found)
    return queries.thanked(found[:limit])


@get("/locations/nearby", raises=[RateLimited])
async def nearby(
    lat: Lat,
    lon: Lon,
    viewer: Viewer,
    app: App,
    radius: Metres = 1000,
    key: Key = None,
    lang: Lang = "en",
    limit: Count = 20,
) -> Locations:
    """Stored places within `radius` metres, the nearest first."""
    await limits.take(app, TYPING, str(viewer.id))
    async with app.reading() as tx:
        cards = await queries.nearby(tx, Circle(lat, lon, radius), key, lang, limit)
    return queries.thanked(queries.decoded(cards))


@get("/locations/reverse", raises=[RateLimited])
async def reverse(lat: Lat, lon: Lon, viewer: Viewer, app: App, lang: Lang = "en", limit: Count = 5) -> Locations:
    """What to call a point: what stands there, else the nearest town."""
    await limits.take(app, TYPING, str(viewer.id))
    async with app.reading() as tx:
        cards = await queries.nearby(tx, Circle(lat, lon, AT_THE_POINT), None, lang, limit)
        found = queries.decoded(cards)
        if not found:
            found = queries.decoded(await queries.nearby(tx, Circle(lat, lon, LARGEST_RADIUS), "place", lang, 1))
    return queries.thanked(found)


@get("/locations/time-zone")
async def time_zone(lat: Lat, lon: Lon, viewer: Viewer) -> Zone:
    """The IANA time zone at a point."""
    return Zone(queries.time_zone_at(Point(lat, lon)))


@get("/locations/{location_id:uuid}", raises=[LocationNotFound])
async def location(location_id: UUID, viewer: Viewer, app: App, lang: Lang = "en") -> Json[Location]:
    """A stored place."""
    async with app.reading() as tx:
        return await queries.one(tx, location_id, lang)


@post("/locations/resolve", status_code=200, raises=[LocationNotFound, GeocoderUnavailable, RateLimited])
async def resolve(data: OsmPlace, viewer: Viewer, app: App, lang: Lang = "en") -> Json[Location]:
    """Store a place that only the geocoder knew. It is asked again: nobody can make a place up."""
    await limits.take(app, RESOLVING, str(viewer.id))
    async with app.reading() as tx:
        known = await queries.id_of(tx, data.osm)
    feature = None if known else await _again(app, data, lang)
    async with app.transaction() as tx:
        if feature is not None:
            known = await actions.resolve(tx, feature)
        if known is None:
            raise LocationNotFound
        return await queries.one(tx, known, lang)


def _point(lat: float | None, lon: float | None) -> Point | None:
    return None if lat is None or lon is None else Point(lat, lon)


def _box(south: float | None, west: float | None, north: float | None, east: float | None) -> Box | None:
    if south is None or west is None or north is None or east is None:
        return None
    return Box(south, west, north, east)


async def _ask(app: App, text: str, near: Point | None, lang: str, limit: int) -> list[Feature]:
    """What the geocoder finds: nothing if there is none, or if it is down, since a search never fails for that."""
    photon: Photon | None = app.edges.get("photon")
    if photon is None:
        return []
    try:
        return await photon.search(text, near=(near.lat, near.lon) if near else None, zoom=13, lang=lang, limit=limit)
    except PhotonDown as fault:
        log.warning("the geocoder did not answer", extra={"fault": str(fault)})
        return []


async def _again(app: App, wanted: OsmPlace, lang: str) -> Feature:
    """The same place, asked for by its name and by where it is."""
    photon: Photon | None = app.edges.get("photon")
    if photon is None:
        raise GeocoderUnavailable
    try:
        found = await photon.search(wanted.name, near=(wanted.lat, wanted.lon), zoom=18, lang=lang, limit=50)
        if not any(feature.osm == wanted.osm for feature in found):
            found = await photon.reverse(wanted.lat, wanted.lon, metres=AT_THE_POINT, lang=lang, limit=50)
    except PhotonDown:
        raise GeocoderUnavailable from None
    for feature in found:
        if feature.osm == wanted.osm:
            return feature
    raise LocationNotFound


def _new(features: list[Feature], found: list[Location]) -> list[Location]:
    """The geocoder's places that are not among the stored ones."""
    known = {place.osm for place in found}
    return [
        _shown(feature, title)
        for feature in features
        if feature.osm not in known and feature.properties.osm_id > 0 and (title := feature.title)
    ]


def _shown(feature: Feature, title: str) -> Location:
    said = feature.properties
    lon, lat = feature.geometry.coordinates
    parts = (said.street, said.district, said.city, said.state, said.country)
    kinds: dict[str, Kind] = {
        kind: kind for kind in ("house", "street", "locality", "district", "city", "county", "state", "country")
    }
    return Location(
        id=None,
        osm=feature.osm,
        name=title,
        address=", ".join(part for part in parts if part and part != title),
        kind=kinds.get(said.type, "other"),
        category=f"{said.osm_key}:{said.osm_value}",
        lat=lat,
        lon=lon,
        country_code=said.countrycode,
        time_zone=queries.time_zone_at(Point(lat, lon)),
        metres=None,
        source="openstreetmap",
    )


ROUTES = [autocomplete, search, nearby, reverse, time_zone, location, resolve]
