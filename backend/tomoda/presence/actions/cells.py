"""The squares in which people near by are shown, and how to get from one to another.

The earth is divided once and for all into squares of 12 km: rows of equal height, each with as many columns as fit its
circumference. Where many people live, each is divided again, into 2 × 2 or 4 × 4. How far depends on the square alone,
so no two squares overlap, and nobody's square says more about them than about anybody else in it.
"""

import math

import msgspec

from tomoda.core.geo import EARTH_RADIUS, Box, Point, metres_between
from tomoda.core.tx import Tx
from tomoda.locations import queries as locations

LARGEST = 12_000  # metres: the side of a square where few people live
TOWN_WITHIN = 25_000  # metres from the middle of such a square in which a town makes it a town's
CITY, TOWN = 0.573, 0.506  # the importance of a place with 100,000, and with 20,000 people
HOLD = 0.15  # of its side: who is no farther outside their square stays in it, so that its edge tells nothing

ROWS = round(math.pi * EARTH_RADIUS / LARGEST)
HEIGHT = 180 / ROWS  # degrees


class Cell(msgspec.Struct, frozen=True):
    """A square: `parts` to a side of the largest, and its row and column from the south and from the 180th meridian."""

    parts: int
    row: int
    column: int

    @property
    def name(self) -> str:
        """As it is stored: `parts.row.column`."""
        return f"{self.parts}.{self.row}.{self.column}"

    @property
    def side(self) -> int:
        """About how long and wide it is, in metres."""
        return LARGEST // self.parts

    @property
    def centre(self) -> Point:
        """Its middle."""
        lat = -90 + (self.row + 0.5) * HEIGHT / self.parts
        return Point(lat, -180 + (self.column + 0.5) * _width(self.row // self.parts) / self.parts)

    @property
    def box(self) -> Box:
        """Its edges."""
        high, wide = HEIGHT / self.parts, _width(self.row // self.parts) / self.parts
        south, west = -90 + self.row * high, -180 + self.column * wide
        return Box(south, west, min(90.0, south + high), min(180.0, west + wide))

    def metres_outside(self, point: Point) -> float:
        """How far a point lies outside, 0 if it is inside."""
        middle = self.centre
        north = abs(point.lat - middle.lat) - HEIGHT / self.parts / 2
        apart = abs(point.lon - middle.lon)
        east = min(apart, 360 - apart) - _width(self.row // self.parts) / self.parts / 2
        degree = math.pi * EARTH_RADIUS / 180
        return max(north * degree, east * degree * math.cos(math.radians(middle.lat)), 0.0)


def _columns(row: int) -> int:
    """How many of the largest squares this row of them has."""
    lat = math.radians(-90 + (row + 0.5) * HEIGHT)
    return max(1, round(2 * math.pi * EARTH_RADIUS * math.cos(lat) / LARGEST))


def _width(row: int) -> float:
    return 360 / _columns(row)


def named(name: str) -> Cell:
    """The square that is stored under this name."""
    parts, row, column = (int(one) for one in name.split("."))
    return Cell(parts, row, column)


def at(point: Point, parts: int) -> Cell:
    """The square that holds a point, if the largest one there is divided so."""
    row = min(ROWS - 1, int((point.lat + 90) / HEIGHT))
    inner = min(ROWS * parts - 1, int((point.lat + 90) / (HEIGHT / parts)))
    inner = min(max(inner, row * parts), row * parts + parts - 1)
    columns = _columns(row) * parts
    return Cell(parts, inner, min(columns - 1, int((point.lon + 180) / 360 * columns)))


async def of(tx: Tx, point: Point, before: Cell | None) -> Cell:
    """The square of a point. Who was in one, and is hardly outside, is in it still."""
    largest = at(point, 1).centre
    parts = _parts(await locations.largest_town(tx, largest, TOWN_WITHIN))
    found = at(point, parts)
    if before and before.parts == parts and before.metres_outside(point) <= HOLD * before.side:
        return before
    return found


def _parts(importance: float | None) -> int:
    """How far a square is divided, by the largest town near by: 0 if there is none, None if no towns are known."""
    if importance is None:
        return 2
    return 4 if importance >= CITY else 2 if importance >= TOWN else 1


def metres_travelled(one: Cell, other: Cell) -> float:
    """At least how far somebody went from one square to the other."""
    return max(0.0, metres_between(one.centre, other.centre) - 0.71 * (one.side + other.side))
