"""What one finds when looking around."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from tomoda.events.schemas import EventCard
from tomoda.media.schemas import Addresses
from tomoda.presence.schemas.radar import Band
from tomoda.users.schemas import Age, Interest, Language, PersonCard


class Profile(msgspec.Struct):
    """A person's page, as far as this viewer is among those whom they show it to; the rest is empty."""

    id: UUID
    username: str
    display_name: str
    bio: str
    pronouns: str
    home: str
    avatar_id: UUID | None
    interests: list[Interest]
    languages: list[Language]
    age_band: Age | None
    verified: Literal["id", "selfie", "strong"] | None


class Picture(msgspec.Struct):
    """Somebody's picture of themselves, and where the viewer finds it."""

    user_id: UUID
    picture: Addresses


class Pictures(msgspec.Struct):
    """Of the people who were asked about: those who have a picture and show it to the viewer."""

    data: list[Picture]


class Met(msgspec.Struct):
    """An event at which both were."""

    id: UUID
    title: str


class Reason(msgspec.Struct):
    """Why somebody is suggested: friends in common, of whom up to three are shown, or events at which both were."""

    kind: Literal["mutual_friends", "shared_events"]
    count: int
    people: list[PersonCard]
    events: list[Met]


class Suggestion(msgspec.Struct):
    """Somebody whom the viewer may know, and why."""

    person: PersonCard
    reason: Reason


class Suggestions(msgspec.Struct):
    """Those with most in common first."""

    data: list[Suggestion]


class MetBefore(msgspec.Struct):
    """Somebody who is no friend, and where both were last."""

    person: PersonCard
    event: Met


class GroupToInvite(msgspec.Struct):
    """A group that the viewer is in, with whoever of it is neither there already nor asked; fifty at most."""

    id: UUID
    title: str
    people: list[PersonCard]


class Invitable(msgspec.Struct):
    """Whom one may invite besides friends: those one met last first, fifty; and the twenty newest of one's groups."""

    met: list[MetBefore]
    groups: list[GroupToInvite]


class Nearby(msgspec.Struct):
    """An event with how far its shown place is, in metres."""

    event: EventCard
    metres: int


class NearbyEvents(msgspec.Struct):
    """The nearest first."""

    data: list[Nearby]


class Cluster(msgspec.Struct):
    """Several events close to each other at this zoom: where, how many, and when the first one starts."""

    lat: float
    lon: float
    count: int


class Map(msgspec.Struct):
    """What is on in the viewport. `cells` are the topics `map:<cell>` that keep it current, empty if zoomed out.

    `more`: there are more events than these, which begin later.
    """

    events: list[EventCard]
    clusters: list[Cluster]
    cells: list[str]
    more: bool


class FoundEvents(msgspec.Struct):
    """What was searched for; the soonest first, whatever is popular."""

    data: list[EventCard]


class RadarPerson(msgspec.Struct):
    """Somebody near by: about where, and what both like and speak, as far as they show it.

    `band`: in my own square, in one next to it, or further around (20 km). Nothing more is known of where they are.
    """

    person: PersonCard
    band: Band
    friend: bool
    interests: list[Interest]
    languages: list[Language]


class Radar(msgspec.Struct):
    """Who wants to be found near by and fits, by name; of more than fifty, the same fifty all day.

    `enough`: there are as many as must be before anybody is shown. `more`: there are more than fifty.
    """

    data: list[RadarPerson]
    enough: bool
    more: bool
    ends_at: datetime
