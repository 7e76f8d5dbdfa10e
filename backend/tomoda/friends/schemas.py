"""Friends as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.users.schemas import PersonCard


class Friend(msgspec.Struct):
    """A friend, since when, and whether I count them among my close ones (only I know)."""

    person: PersonCard
    since: datetime
    close: bool


class Friends(msgspec.Struct):
    """All of mine, by name."""

    data: list[Friend]


class FriendRequest(msgspec.Struct):
    """Somebody who asked, or was asked, and when."""

    person: PersonCard
    asked_at: datetime


class FriendRequests(msgspec.Struct):
    """Who waits for my answer, and whose answer I wait for; the latest first."""

    incoming: list[FriendRequest]
    outgoing: list[FriendRequest]


class Relationship(msgspec.Struct):
    """How the viewer stands to a person. Mutual friends are counted among those whom the viewer may see."""

    state: Literal["none", "asked_by_me", "asked_by_them", "friends"]
    since: datetime | None
    close: bool
    mutual_friends: int


class People(msgspec.Struct):
    """People, by name."""

    data: list[PersonCard]


class FriendList(msgspec.Struct):
    """A list of friends that I can share with; nobody else knows that it exists."""

    id: UUID
    name: str
    people: list[PersonCard]


class FriendLists(msgspec.Struct):
    """All of mine, the oldest first."""

    data: list[FriendList]


class ListName(msgspec.Struct, forbid_unknown_fields=True):
    """What a list is called."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=50)]


class FriendLink(msgspec.Struct):
    """The address behind my QR code. Who opens it sees my card and can ask me; a new one makes the old one void."""

    url: str
    token: str
    created_at: datetime


class MyLink(msgspec.Struct):
    """My link, if I have made one."""

    link: FriendLink | None
