"""Moments as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.core.geo import Latitude, Longitude
from tomoda.media.schemas import State
from tomoda.users.schemas import PersonCard

MOST_PHOTOS = 4

type Precision = Literal["venue", "area", "city"]
type Audience = Literal["friends", "list", "event"]


class NewMomentPhoto(msgspec.Struct, forbid_unknown_fields=True):
    """An upload of mine, and what is to be seen on it."""

    id: UUID
    alt: Annotated[str, msgspec.Meta(max_length=300)] = ""


class MomentSharing(msgspec.Struct, forbid_unknown_fields=True):
    """With whom, and from when: a day from then on.

    `list_id` goes with `list`, `event_id` with `event`; `album`: those who came see it as long as the event is kept.
    `publish_at` is at most a day ahead; until then nobody else sees it.
    """

    audience: Audience = "friends"
    list_id: UUID | None = None
    event_id: UUID | None = None
    album: bool = False
    publish_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


class NewMomentPlace(msgspec.Struct, forbid_unknown_fields=True):
    """Where, and how precisely others (and we) may know it: of `area` and `city` only the square or town is stored.

    `name` is for a `venue`; the others are called by what they lie in.
    """

    lat: Latitude
    lon: Longitude
    name: Annotated[str, msgspec.Meta(max_length=100)] = ""
    precision: Precision = "area"


class NewMoment(msgspec.Struct, forbid_unknown_fields=True):
    """One to four photos at a place, with a few words. `sharing` null: for my journal alone.

    `keep`: I have it in my journal after it has expired. `sensitive`: shown blurred until somebody wants to see it.
    """

    photos: Annotated[list[NewMomentPhoto], msgspec.Meta(min_length=1, max_length=MOST_PHOTOS)]
    place: NewMomentPlace
    sharing: MomentSharing | None = msgspec.field(default_factory=MomentSharing)
    body: Annotated[str, msgspec.Meta(max_length=280)] = ""
    keep: bool = False
    sensitive: bool = False


class MomentPhoto(msgspec.Struct):
    """A photo of a moment, without where it is found: `GET /media` tells that. Pixels are of the largest picture."""

    id: UUID
    alt: str
    state: State
    width: int | None
    height: int | None
    blurhash: str | None


class MomentPlace(msgspec.Struct):
    """Where it was: exactly there (`venue`), somewhere in a square of about 1 km (`area`), or in a town (`city`)."""

    lat: float
    lon: float
    name: str
    precision: Precision


class MomentEvent(msgspec.Struct):
    """The event that it is shared at."""

    id: UUID
    title: str


class OwnMoment(msgspec.Struct):
    """What only the author knows of a moment: with whom it is shared, whether it is kept, and who likes it."""

    audience: Literal["friends", "list", "event", "mine"]
    list_id: UUID | None
    keep: bool
    likes: list[PersonCard]


class Moment(msgspec.Struct):
    """A moment as this viewer may see it.

    `waiting`: not yet, for anybody else; `shown` until `expires_at`; `album`: to those who came; `kept`: to its
    author alone. `liked`: by the viewer, which only its author learns. `mine` is null for everybody else.
    """

    id: UUID
    author: PersonCard
    body: str
    photos: list[MomentPhoto]
    place: MomentPlace
    event: MomentEvent | None
    state: Literal["waiting", "shown", "album", "kept"]
    album: bool
    sensitive: bool
    publish_at: datetime
    expires_at: datetime
    liked: bool
    mine: OwnMoment | None


class Moments(msgspec.Struct):
    """The latest first."""

    data: list[Moment]


class Journal(msgspec.Struct):
    """All moments of mine that there are, the latest first; `next_cursor` leads on."""

    data: list[Moment]
    next_cursor: str | None


class MomentGroup(msgspec.Struct):
    """Moments so close to each other at this zoom that they are one marker: where, and which, the latest first."""

    lat: float
    lon: float
    ids: list[UUID]


class MomentMap(msgspec.Struct):
    """What may be seen in a viewport now: the latest 200, each in one of the groups. `more`: there are others."""

    data: list[Moment]
    groups: list[MomentGroup]
    more: bool
