"""Where people are, as it goes over the wire: degrees WGS 84, radii in metres."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.core.geo import Latitude, Longitude
from tomoda.users.schemas import PersonCard

type Shown = Literal["exact", "street", "area", "city"]
type Precision = Literal["exact", "street", "area", "city", "hidden"]
type Sharers = Literal["person", "list", "friends", "room"]


class Fix(msgspec.Struct, forbid_unknown_fields=True):
    """Where my device says it is, within how many metres, and when it was there (no later than now)."""

    lat: Latitude
    lon: Longitude
    accuracy: Annotated[float, msgspec.Meta(ge=0, le=100_000)]
    taken_at: Annotated[datetime, msgspec.Meta(tz=True)]


class Taken(msgspec.Struct):
    """Whether anybody may see me at all: if not, the device may stop asking where it is. `doubtful`: nobody travels
    so fast, which those who see me are told. `arrived`: shares that have ended since I am where they led."""

    sharing: bool
    doubtful: bool
    arrived: list[UUID]


class PositionSpot(msgspec.Struct, frozen=True):
    """Somebody is within `metres` of this point; the point itself says no more than that."""

    lat: float
    lon: float
    metres: int


class FriendPosition(msgspec.Struct):
    """Where somebody is, for this viewer. Until `live_until` it is where they are; then where they were, until
    `shown_until`, by the server's clock. `doubtful`: they seem to have come there faster than anybody travels."""

    person: PersonCard
    spot: PositionSpot
    precision: Shown
    taken_at: datetime
    live_until: datetime
    shown_until: datetime
    doubtful: bool


class Positions(msgspec.Struct):
    """Everybody who lets me know where they are, by name. `friends:<me>` keeps it current."""

    data: list[FriendPosition]
    server_time: datetime


class Arriving(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Where a share ends by itself."""

    lat: Latitude
    lon: Longitude


class NewPositionShare(msgspec.Struct, forbid_unknown_fields=True):
    """For whom, how exactly, until when. `of` is the person, the list or the room; null for all friends.

    A share lasts 15 minutes to three days; `hidden`, for one person, hides me from them whatever else I share, for
    good. A share for the same audience is replaced; that it ends sooner than it did must be said with `shorten`.
    """

    audience: Sharers
    precision: Precision
    of: UUID | None = None
    until: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    arriving: Arriving | None = None
    shorten: bool = False


class PositionShare(msgspec.Struct):
    """A share of mine; `name` is the person's or the list's. `resting`: I am a ghost for them."""

    id: UUID
    audience: Sharers
    of: UUID | None
    name: str | None
    precision: Precision
    begun_at: datetime
    until: datetime | None
    arriving: bool
    resting: bool


class Ghost(msgspec.Struct):
    """Nobody gets a new point of me until then (null: until I say so): friends and lists, or really everybody."""

    begun_at: datetime
    until: datetime | None
    everybody: bool


class NewGhost(msgspec.Struct, forbid_unknown_fields=True):
    """For at most 30 days, or until I say so (null). Without `everybody`, shares with one person or a room go on."""

    until: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    everybody: bool = False


class MySharing(msgspec.Struct):
    """What I share, and whether I am a ghost."""

    shares: list[PositionShare]
    ghost: Ghost | None
    server_time: datetime


class SeenBy(msgspec.Struct):
    """Somebody who may see me now: how exactly, until when, and because of what.

    `as_of`: the point that they see is of then; null if they see none yet. `resting`: they get no newer one.
    """

    person: PersonCard
    precision: Shown
    until: datetime
    audience: Sharers
    as_of: datetime | None
    resting: bool


class WhoSeesMe(msgspec.Struct):
    """Everybody who may see me now, by name. Who is not named does not."""

    data: list[SeenBy]
    server_time: datetime


class NewPrivatePlace(msgspec.Struct, forbid_unknown_fields=True):
    """Home, work: within so many metres others see only a large square in which it lies somewhere."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=50)]
    lat: Latitude
    lon: Longitude
    metres: Annotated[int, msgspec.Meta(ge=100, le=500)] = 200


class PrivatePlace(msgspec.Struct):
    """A place that nobody learns from me. `shown` is what others see when I am near it."""

    id: UUID
    name: str
    lat: float
    lon: float
    metres: int
    shown: PositionSpot


class PrivatePlaces(msgspec.Struct):
    """Mine, the oldest first."""

    data: list[PrivatePlace]
