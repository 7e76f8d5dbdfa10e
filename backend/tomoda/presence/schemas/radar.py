"""People near by as they go over the wire."""

from datetime import datetime
from typing import Literal

import msgspec

from tomoda.core.geo import Box, Point
from tomoda.users.schemas import Age, Interest, Interests, Language, Languages

type Band = Literal["area", "next", "around"]
BANDS: tuple[Band, ...] = ("area", "next", "around")


class Ages(msgspec.Struct, forbid_unknown_fields=True):
    """From the youngest band to the oldest, both included: two of them at least."""

    youngest: Age
    oldest: Age


class RadarChoice(msgspec.Struct, forbid_unknown_fields=True):
    """Where I am to be found, how widely, for how many hours, and by whom.

    `place` is not kept: only the square that it lies in is. Left out, it is the square of before.
    `reach`: people of my own square, of those next to it, or of all within 20 km; it counts in both directions, as the
    filters do: whoever does not fit mine is not shown to me, and I am not shown to them. An empty filter lets all pass.
    """

    hours: Literal[1, 3, 12]
    place: Point | None = None
    reach: Band = "next"
    interests: Interests = []
    languages: Languages = []
    ages: Ages | None = None
    women_only: bool = False


class MyRadar(msgspec.Struct):
    """How I am shown near by, to whom, and until when: somewhere in `square`, which is about `side` metres wide."""

    square: Box
    side: int
    reach: Band
    interests: list[Interest]
    languages: list[Language]
    ages: Ages | None
    women_only: bool
    began_at: datetime
    ends_at: datetime


class RadarSwitch(msgspec.Struct):
    """`on`, if I am shown near by now. The rest is for how long still, how often I may choose anew today.

    `places_left` and `choices_left`: how many more squares, and other filters, I may choose before a day has passed.
    """

    on: MyRadar | None
    places_left: int
    choices_left: int
    server_time: datetime
