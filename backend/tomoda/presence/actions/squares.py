"""How a point becomes coarse: always the same square of a grid, left only when somebody is well outside of it.

There is no noise, which could be averaged away, and no line at which a dot would jump to and fro.
"""

import hmac
import math
from typing import Literal
from uuid import UUID

import msgspec

from tomoda.core.geo import Point, metres_between
from tomoda.presence.schemas.positions import PositionSpot

type Level = Literal["street", "area", "city"]
type Square = tuple[int, int]

SIDES: dict[Level, float] = {"street": 0.002, "area": 0.01, "city": 0.1}  # degrees of latitude: 222 m, 1.1 km, 11 km
SLACK = 0.25  # of a side: so far outside of a square one still is in it
METRES = 111_195.0  # in a degree of latitude
COVER = 1500.0  # metres: the smallest square that stands for a private place, which lies somewhere in it


class Place(msgspec.Struct):
    """A private place as it is kept, and the square that others see of it: its middle, and half a side in metres."""

    name: str
    lat: float
    lon: float
    metres: int
    cover: Point
    half: float


def square_of(point: Point, level: Level, before: Square | None) -> Square:
    """The square that somebody is in; the one before, if they are still in or close to it."""
    if before is not None and _holds(before, point, level):
        return before
    row = _row(point.lat, level)
    columns = _columns(row, level)
    return row, min(columns - 1, int((point.lon + 180) / 360 * columns))


def spot_of(square: Square, level: Level, accuracy: float = 0.0) -> PositionSpot:
    """Its middle, and the radius in which somebody is who is in it, or close to it."""
    side = SIDES[level]
    middle = _middle(square, level)
    half = (0.5 + SLACK) * side * METRES
    return PositionSpot(round(middle.lat, 6), round(middle.lon, 6), math.ceil(max(half * math.sqrt(2), accuracy)))


def _holds(square: Square, point: Point, level: Level) -> bool:
    middle = _middle(square, level)
    east = (point.lon - middle.lon + 180) % 360 - 180
    high, wide = SIDES[level], 360 / _columns(square[0], level)
    return abs(point.lat - middle.lat) <= (0.5 + SLACK) * high and abs(east) <= (0.5 + SLACK) * wide


def _middle(square: Square, level: Level) -> Point:
    row, column = square
    lat = min(90.0, (row + 0.5) * SIDES[level] - 90)
    return Point(lat, (column + 0.5) * 360 / _columns(row, level) - 180)


def _row(lat: float, level: Level) -> int:
    return min(round(180 / SIDES[level]) - 1, int((lat + 90) / SIDES[level]))


def _columns(row: int, level: Level) -> int:
    """As many as make squares about as wide as they are high."""
    lat = (row + 0.5) * SIDES[level] - 90
    return max(1, round(360 * math.cos(math.radians(lat)) / SIDES[level]))


def place(key: bytes, user_id: UUID, name: str, where: Point, metres: int) -> Place:
    """A private place in a square that says nothing of where in it: the same one if it is set again near by."""
    half = max(COVER, 4.0 * metres) / 2
    known = "{}.{}".format(*square_of(where, "area", None))
    dice = hmac.digest(key, f"cover:{user_id}:{known}".encode(), "sha256")
    north, east = ((int.from_bytes(dice[at : at + 8]) / 2**64 * 2 - 1) * (half - metres) for at in (0, 8))
    lat = max(-89.9, min(89.9, where.lat + north / METRES))
    lon = where.lon + east / (METRES * math.cos(math.radians(lat)))
    return Place(name, where.lat, where.lon, metres, Point(lat, (lon + 180) % 360 - 180), half)


def covers(place: Place, point: Point) -> bool:
    """Whether the square of a private place holds the point."""
    east = ((point.lon - place.cover.lon + 180) % 360 - 180) * METRES * math.cos(math.radians(place.cover.lat))
    return abs(point.lat - place.cover.lat) * METRES <= place.half and abs(east) <= place.half


def shown(place: Place) -> PositionSpot:
    """What others see of whoever is in it."""
    return PositionSpot(round(place.cover.lat, 6), round(place.cover.lon, 6), math.ceil(place.half * math.sqrt(2)))


def apart(one: PositionSpot, point: Point) -> float:
    """Metres that somebody has travelled at least who was in the one and is at the other."""
    return max(0.0, metres_between(Point(one.lat, one.lon), point) - one.metres)
