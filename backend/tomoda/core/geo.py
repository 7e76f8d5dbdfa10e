"""Points, circles, boxes and cells on the earth: degrees WGS 84, distances in metres."""

import math
from typing import Annotated

import msgspec

Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]

EARTH_RADIUS = 6_371_008.8  # mean radius in metres (IUGG)
CELL_ZOOM = 12  # a map cell is a Web Mercator tile of this zoom: about 5 km wide at 60° north, 10 km at the equator
MERCATOR_LIMIT = 85.05112878  # the latitude at which Web Mercator ends


class Point(msgspec.Struct, frozen=True):
    """A place on earth."""

    lat: Latitude
    lon: Longitude


class Circle(msgspec.Struct, frozen=True):
    """All that is within `metres` of a point."""

    lat: Latitude
    lon: Longitude
    metres: float


class Box(msgspec.Struct, frozen=True):
    """A map's viewport. `west > east` means that it crosses the 180th meridian."""

    south: Latitude
    west: Longitude
    north: Latitude
    east: Longitude


def metres_between(a: Point, b: Point) -> float:
    """Great-circle distance on a sphere (haversine), within 0.6 % of the geodesic."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b.lon - a.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(chord)))


def cell(point: Point, zoom: int = CELL_ZOOM) -> str:
    """The map cell that holds the point, `zoom.x.y` in the tile numbering of OpenStreetMap."""
    n = 2**zoom
    lat = math.radians(max(-MERCATOR_LIMIT, min(MERCATOR_LIMIT, point.lat)))
    x = min(n - 1, int((point.lon + 180) / 360 * n))
    y = min(n - 1, max(0, int((1 - math.asinh(math.tan(lat)) / math.pi) / 2 * n)))
    return f"{zoom}.{x}.{y}"
