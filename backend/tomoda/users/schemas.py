"""People as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

type DisplayName = Annotated[str, msgspec.Meta(min_length=1, max_length=50)]
type Username = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_]{3,20}$")]
type Audience = Literal["everyone", "friends", "nobody"]
type InvitesFrom = Literal["everyone", "friends_of_friends", "friends"]
type Locale = Literal["en", "ja"]
type Age = Literal["18-24", "25-34", "35-44", "45-54", "55-64", "65+"]
type Interest = Literal[
    "food",
    "coffee",
    "drinks",
    "cooking",
    "music",
    "concerts",
    "dancing",
    "film",
    "theatre",
    "art",
    "museums",
    "books",
    "games",
    "sports",
    "running",
    "cycling",
    "hiking",
    "climbing",
    "swimming",
    "outdoors",
    "gardening",
    "photography",
    "crafts",
    "tech",
    "science",
    "travel",
    "volunteering",
    "wellbeing",
    "pets",
]
type Language = Literal[
    "ar",
    "da",
    "de",
    "en",
    "es",
    "et",
    "fi",
    "fr",
    "hi",
    "id",
    "it",
    "ja",
    "ko",
    "ne",
    "nl",
    "no",
    "pl",
    "pt",
    "ru",
    "sv",
    "th",
    "tl",
    "tr",
    "uk",
    "vi",
    "zh",
]
type Interests = Annotated[list[Interest], msgspec.Meta(max_length=12)]
type Languages = Annotated[list[Language], msgspec.Meta(max_length=8)]
type ContactHash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]


class PersonCard(msgspec.Struct):
    """What everybody who may see a person sees of them."""

    id: UUID
    username: str
    display_name: str


class Audiences(msgspec.Struct, forbid_unknown_fields=True):
    """Who sees what of my page. Those whom I have blocked, or who blocked me, see nothing of it."""

    bio: Audience = "everyone"
    pronouns: Audience = "everyone"
    home: Audience = "friends"
    avatar: Audience = "everyone"
    interests: Audience = "everyone"
    languages: Audience = "everyone"
    age: Audience = "nobody"
    kind_words: Audience = "friends"
    verified: Audience = "everyone"


class Preferences(msgspec.Struct, forbid_unknown_fields=True):
    """How the app looks and speaks, on all of my devices."""

    theme: Literal["system", "light", "dark"] = "system"
    units: Literal["metric", "imperial"] = "metric"
    clock: Literal["24", "12"] = "24"


class Me(msgspec.Struct):
    """My own account."""

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
    woman: bool
    audiences: Audiences
    findable: bool
    findable_by_email: bool
    suggested: bool
    invites_from: InvitesFrom
    preferences: Preferences
    email: str | None
    locale: str
    time_zone: str
    state: str


class ProfileEdit(msgspec.Struct, forbid_unknown_fields=True):
    """What is left out stays as it is.

    `woman` is shown to nobody: it opens "women only" among people near by, and nothing else asks for it.
    """

    display_name: DisplayName | msgspec.UnsetType = msgspec.UNSET
    username: Username | msgspec.UnsetType = msgspec.UNSET
    bio: Annotated[str, msgspec.Meta(max_length=500)] | msgspec.UnsetType = msgspec.UNSET
    pronouns: Annotated[str, msgspec.Meta(max_length=40)] | msgspec.UnsetType = msgspec.UNSET
    home: Annotated[str, msgspec.Meta(max_length=80)] | msgspec.UnsetType = msgspec.UNSET
    avatar_id: UUID | msgspec.UnsetType | None = msgspec.UNSET
    interests: Interests | msgspec.UnsetType = msgspec.UNSET
    languages: Languages | msgspec.UnsetType = msgspec.UNSET
    age_band: Age | msgspec.UnsetType | None = msgspec.UNSET
    woman: bool | msgspec.UnsetType = msgspec.UNSET
    audiences: Audiences | msgspec.UnsetType = msgspec.UNSET
    findable: bool | msgspec.UnsetType = msgspec.UNSET
    findable_by_email: bool | msgspec.UnsetType = msgspec.UNSET
    invites_from: InvitesFrom | msgspec.UnsetType = msgspec.UNSET
    suggested: bool | msgspec.UnsetType = msgspec.UNSET
    preferences: Preferences | msgspec.UnsetType = msgspec.UNSET
    locale: Locale | msgspec.UnsetType = msgspec.UNSET
    time_zone: Annotated[str, msgspec.Meta(max_length=64)] | msgspec.UnsetType = msgspec.UNSET


class Contacts(msgspec.Struct, forbid_unknown_fields=True):
    """Addresses of others: of each, in hexadecimal, the SHA-256 of `tomoda:` and the address in lower case."""

    hashes: Annotated[list[ContactHash], msgspec.Meta(min_length=1, max_length=100)]


class FoundContact(msgspec.Struct):
    """Whose address one of them is."""

    hash: str
    person: PersonCard


class FoundContacts(msgspec.Struct):
    """Who of them is here and wants to be found by their address, by name. Nothing is said of the others."""

    data: list[FoundContact]


class BlockedPeople(msgspec.Struct):
    """Whom I have blocked, the latest first."""

    data: list[PersonCard]


class MutedPerson(msgspec.Struct):
    """Somebody who is muted, until when; no instant: for good."""

    person: PersonCard
    until: datetime | None


class MutedPeople(msgspec.Struct):
    """Whom I have muted, the latest first."""

    data: list[MutedPerson]


class Mute(msgspec.Struct, forbid_unknown_fields=True):
    """Until when to mute; left out: for good."""

    until: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
