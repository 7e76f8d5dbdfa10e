"""What one follows: a host, a place, a tag, or words."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from tomoda.core.geo import Latitude, Longitude
from tomoda.users.schemas import PersonCard

type FollowedTag = Annotated[str, msgspec.Meta(min_length=1, max_length=31)]
type FollowedWords = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
type FollowedCategory = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,20}$")]


class FollowedArea(msgspec.Struct, forbid_unknown_fields=True):
    """All that is shown within so many metres of a point, which is kept to a thousandth of a degree."""

    lat: Latitude
    lon: Longitude
    metres: Annotated[int, msgspec.Meta(ge=100, le=50_000)]


class NewFollow(msgspec.Struct, forbid_unknown_fields=True):
    """What I want to hear of: events of a host, around a place, with a tag, or whose title, place or tags say words.

    At least one of these; what is given must all hold, `category` besides. `name` is what I call it; a host has one.
    """

    name: Annotated[str, msgspec.Meta(max_length=80)] = ""
    host_id: UUID | None = None
    around: FollowedArea | None = None
    tag: FollowedTag | None = None
    words: FollowedWords | None = None
    category: FollowedCategory | None = None


class Follow(msgspec.Struct):
    """Something that I follow, since then."""

    id: UUID
    name: str
    host: PersonCard | None
    around: FollowedArea | None
    tag: str | None
    words: str | None
    category: str | None
    since: datetime


class Follows(msgspec.Struct):
    """What I follow; the latest first."""

    data: list[Follow]
