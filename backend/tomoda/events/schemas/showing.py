"""Showing up, or not, as it goes over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.core.geo import Latitude, Longitude
from tomoda.events.schemas.life import Cover, NewCover
from tomoda.users.schemas import PersonCard

type Wears = Annotated[str, msgspec.Meta(max_length=80)]
type Attended = Literal["came", "no_show", "excused"]


class NewWay(msgspec.Struct, forbid_unknown_fields=True):
    """On the way, or late by about so many minutes; `cannot_come` gives up the seat. The room is told."""

    state: Literal["on_my_way", "running_late", "cannot_come"]
    minutes: Annotated[int, msgspec.Meta(ge=1, le=180)] | None = None


class Way(msgspec.Struct):
    """On the way, or late by about so many minutes, said at this time."""

    state: Literal["on_my_way", "running_late"]
    minutes: int | None
    at: datetime


class Attendance(msgspec.Struct):
    """A guest who had a seat; `scanned`: they checked in themselves. `word`: what they say to being marked absent."""

    person: PersonCard
    party: int
    attended: Attended | None
    scanned: bool
    word: str


class AttendanceSheet(msgspec.Struct):
    """Who came, as hosts say it until `until`; in the order of names."""

    data: list[Attendance]
    until: datetime


class AttendanceSaid(msgspec.Struct, forbid_unknown_fields=True):
    """Whether this guest came; null: it is not said."""

    user_id: UUID
    attended: Attended | None


class SaidAttendance(msgspec.Struct, forbid_unknown_fields=True):
    """Who came; guests who are left out stay as they are."""

    data: Annotated[list[AttendanceSaid], msgspec.Meta(min_length=1, max_length=500)]


class MarkedEvent(msgspec.Struct):
    """The event that a mark is about."""

    id: UUID
    title: str


class Mark(msgspec.Struct):
    """A seat given up late that nobody took, or a seat left empty. `weight` fades by half every 60 days.

    While it is `contested` it weighs nothing; once staff have `judged` that it stands it cannot be contested again.
    Nobody but its owner is shown it, and staff if it is contested.
    """

    id: UUID
    kind: Literal["late", "no_show"]
    event: MarkedEvent | None
    at: datetime
    weight: float
    contested: bool
    judged: bool
    word: str


class Reliability(msgspec.Struct):
    """What is kept about my showing up, for me alone; the newest first."""

    data: list[Mark]


class MarkContested(msgspec.Struct, forbid_unknown_fields=True):
    """Why it is not right. The host reads it and can correct it."""

    word: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class Feedback(msgspec.Struct, forbid_unknown_fields=True):
    """How it was, for nobody to see but me and those who look after safety: whether we met, whether I felt safe."""

    met: bool
    felt_safe: bool
    words: Annotated[str, msgspec.Meta(max_length=1000)] = ""


class MyFeedback(msgspec.Struct):
    """What I said, if I did."""

    given: Feedback | None


class Flag(msgspec.Struct, forbid_unknown_fields=True):
    """A point on the map, within two kilometres of the event's place."""

    lat: Latitude
    lon: Longitude


class NewSpot(msgspec.Struct, forbid_unknown_fields=True):
    """Where exactly to meet, in words, on the map and on a photo of the spot; all of it in place of what was said."""

    note: Annotated[str, msgspec.Meta(max_length=200)] = ""
    flag: Flag | None = None
    photo: NewCover | None = None


class Wearing(msgspec.Struct, forbid_unknown_fields=True):
    """What one can be known by there: "a yellow hat". Nothing takes it back."""

    wears: Wears


class Worn(msgspec.Struct):
    """What somebody who hosts or comes can be known by."""

    person: PersonCard
    wears: str


class Spot(msgspec.Struct):
    """Where exactly to meet, and whom to look for; empty for whoever neither hosts nor has a seat. Hosts come first."""

    note: str
    flag: Flag | None
    photo: Cover | None
    people: list[Worn]
