"""What happens in rooms."""

from datetime import datetime
from uuid import UUID

from tomoda.core.messages import Signal
from tomoda.core.personal import personal
from tomoda.users.schemas import PersonCard

personal("mine", "members.user_id", "messages.author_id", "reactions.user_id")


class MessageSent(Signal):
    """Somebody said something. What it replies to is an id: each listener resolves it as far as they may see."""

    topics = ("room:{room_id}",)
    actor = "author_id"
    private = frozenset({"author_id"})
    room_id: UUID
    author_id: UUID
    id: UUID
    seq: int
    author: PersonCard
    body: str
    reply_to: UUID | None
    sent_at: datetime


class MessageEdited(Signal):
    """Its author changed what it says."""

    topics = ("room:{room_id}",)
    actor = "author_id"
    private = frozenset({"author_id"})
    room_id: UUID
    author_id: UUID
    id: UUID
    body: str
    edited_at: datetime


class MessageDeleted(Signal):
    """It is gone; what replies to it shows nothing of it."""

    topics = ("room:{room_id}",)
    actor = "author_id"
    private = frozenset({"author_id"})
    room_id: UUID
    author_id: UUID
    id: UUID
    deleted_at: datetime


class ReactionChanged(Signal):
    """Somebody reacted to a message, or took it back."""

    topics = ("room:{room_id}",)
    actor = "user_id"
    room_id: UUID
    user_id: UUID
    message_id: UUID
    emoji: str
    on: bool


class MemberJoined(Signal):
    """Somebody came into the room. Their own list of rooms hears it, too."""

    topics = ("room:{room_id}", "user:{user_id}")
    actor = "user_id"
    room_id: UUID
    user_id: UUID


class MemberLeft(Signal):
    """Somebody left the room, or was removed."""

    topics = ("room:{room_id}", "user:{user_id}")
    actor = "user_id"
    room_id: UUID
    user_id: UUID


class ReadMoved(Signal):
    """I have read further, on one of my devices."""

    topics = ("user:{user_id}",)
    user_id: UUID
    room_id: UUID
    seq: int


class MemberTyping(Signal):
    """Somebody is writing right now; it may be lost, and is over after some seconds."""

    topics = ("room:{room_id}",)
    lasting = False
    actor = "user_id"
    room_id: UUID
    user_id: UUID


class RoomMuted(Signal):
    """I muted a room, or let it speak again, on one of my devices."""

    topics = ("user:{user_id}",)
    user_id: UUID
    room_id: UUID
    muted_until: datetime | None
