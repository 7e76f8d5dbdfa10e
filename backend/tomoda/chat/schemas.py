"""Rooms and messages as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.users.schemas import PersonCard

LONGEST_MESSAGE = 4000  # characters

type Body = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_MESSAGE)]
type Capability = Literal["send", "react", "invite", "moderate", "leave"]


class NewMessage(msgspec.Struct, forbid_unknown_fields=True):
    """What to say; the id in the address is the client's own."""

    body: Body
    reply_to: UUID | None = None


class MessageEdit(msgspec.Struct, forbid_unknown_fields=True):
    """The whole new text."""

    body: Body


class Tally(msgspec.Struct):
    """How many people, of those the viewer may see, reacted so; and whether the viewer did."""

    emoji: str
    count: int
    mine: bool


class Message(msgspec.Struct):
    """A message. `body` is empty once it is deleted; `seq` orders the room and has gaps."""

    id: UUID
    room_id: UUID
    seq: int
    author: PersonCard | None
    body: str
    reply_to: UUID | None
    sent_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    reactions: list[Tally]


class History(msgspec.Struct):
    """Messages in order. `place` is the room topic's place, read before them: listen from there."""

    data: list[Message]
    place: int
    earlier: bool
    later: bool


class RoomCard(msgspec.Struct):
    """A room as it stands in the list. `people` are the others in a direct room, else empty."""

    id: UUID
    kind: Literal["event", "direct", "group"]
    event_id: UUID | None
    title: str
    people: list[PersonCard]
    member_count: int
    unread: int
    read_seq: int
    last: Message | None
    closed_at: datetime | None
    muted_until: datetime | None


class Room(msgspec.Struct):
    """A room that one is in, with what one may do there, and its topic's place, read before the rest."""

    room: RoomCard
    capabilities: list[Capability]
    place: int


class Rooms(msgspec.Struct):
    """All rooms that one is in, the last spoken in first."""

    data: list[RoomCard]
    place: int


class Members(msgspec.Struct):
    """Who is in the room, of those the viewer may see."""

    data: list[PersonCard]


class ReadUpTo(msgspec.Struct, forbid_unknown_fields=True):
    """The `seq` of the last message that was displayed."""

    seq: Annotated[int, msgspec.Meta(ge=0)]


class Muting(msgspec.Struct, forbid_unknown_fields=True):
    """How long the room makes no noise; it still counts what is unread. `event` is until its event ends."""

    until: Literal["off", "hour", "eight_hours", "event", "forever"]
