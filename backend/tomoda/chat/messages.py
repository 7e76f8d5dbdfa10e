"""What happens in rooms."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from tomoda.chat.schemas import Attachment, Sealed, Share, System
from tomoda.core.messages import Job, Signal
from tomoda.core.personal import part, personal
from tomoda.notifications.messages import Notice, thing
from tomoda.users.schemas import PersonCard

personal("mine", "members.user_id", "reactions.user_id", "chat_settings.user_id")
personal("mine", "messages.author_id", but=("sealed",))
personal("mine", "secret_devices.user_id", but=("signature_key",))
personal("others", "rooms.opened_by", "secret_commits.author_id")
part("message_versions", "messages")
part("attachments", "messages")
part("key_packages", "secret_devices")
part("secret_commits", "rooms")

thing("room", "exists (select from members m where m.room_id = {id} and m.user_id = {viewer} and m.left_at is null)")


class MessageSent(Signal):
    """Somebody said something, or something happened. Ids (what it replies to, whom it calls, which event it shares)
    open nothing: each listener resolves them as far as they may see. After `expires_at` nobody is told any more."""

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
    mentions: list[UUID] = []
    here: bool = False
    system: System | None = None
    share: Share | None = None
    attachments: list[Attachment] = []
    expires_at: datetime | None = None
    sealed: Sealed | None = None


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
    mentions: list[UUID] = []
    here: bool = False
    expires_at: datetime | None = None
    sealed: Sealed | None = None


class MessageDeleted(Signal):
    """It is gone; what replies to it shows nothing of it."""

    topics = ("room:{room_id}",)
    actor = "author_id"
    private = frozenset({"author_id"})
    room_id: UUID
    author_id: UUID
    id: UUID
    deleted_at: datetime
    deleted_by: Literal["author", "moderator"] = "author"


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
    """Somebody came into the room. Their own list of rooms hears it, too.

    Where the host keeps the guests to themselves, nobody else does.
    """

    topics = ("room:{shown_in}", "user:{user_id}")
    actor = "user_id"
    private = frozenset({"shown_in"})
    shown_in: UUID | None
    room_id: UUID
    user_id: UUID


class MemberLeft(Signal):
    """Somebody left the room, or was removed."""

    topics = ("room:{shown_in}", "user:{user_id}")
    actor = "user_id"
    private = frozenset({"shown_in"})
    shown_in: UUID | None
    room_id: UUID
    user_id: UUID


class ReadMoved(Signal):
    """I have read further, on one of my devices."""

    topics = ("user:{user_id}",)
    user_id: UUID
    room_id: UUID
    seq: int


class ReadShown(Signal):
    """Somebody has read up to here and shows it; in small rooms only. It may be lost: the next one says more."""

    topics = ("room:{room_id}",)
    lasting = False
    actor = "user_id"
    room_id: UUID
    user_id: UUID
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
    mentions: bool = False


class RoomChanged(Signal):
    """What the room is called, or how it is run, is different: ask for it again."""

    topics = ("room:{room_id}",)
    actor = "user_id"
    private = frozenset({"user_id"})
    room_id: UUID
    user_id: UUID | None = None


class RoleChanged(Signal):
    """Somebody may do more, or less, in the room."""

    topics = ("room:{room_id}",)
    actor = "user_id"
    room_id: UUID
    user_id: UUID
    role: str


class PinChanged(Signal):
    """A message was pinned, or is no longer. The author is the message's."""

    topics = ("room:{room_id}",)
    actor = "author_id"
    private = frozenset({"author_id"})
    room_id: UUID
    author_id: UUID | None
    message_id: UUID
    on: bool


class PreviewReady(Signal):
    """What the page behind a message's link says of itself; null: its author took the preview away."""

    topics = ("room:{room_id}",)
    actor = "author_id"
    private = frozenset({"author_id"})
    room_id: UUID
    author_id: UUID
    message_id: UUID
    preview: msgspec.Raw


class AttachmentChanged(Signal):
    """An attachment was looked at after its message was said: it is ready, or refused."""

    topics = ("room:{room_id}",)
    actor = "author_id"
    private = frozenset({"author_id"})
    room_id: UUID
    author_id: UUID
    message_id: UUID
    attachment: Attachment | None
    expires_at: datetime | None = None


class ShareChanged(Signal):
    """Where somebody is, which a card shows, is shared until another instant; null: it is over."""

    topics = ("room:{room_id}",)
    actor = "author_id"
    private = frozenset({"author_id"})
    room_id: UUID
    author_id: UUID
    message_id: UUID
    until: datetime | None


class DraftChanged(Signal):
    """I have begun to write something on one of my devices."""

    topics = ("user:{user_id}",)
    user_id: UUID
    room_id: UUID
    body: str


class Mentioned(Signal):
    """Somebody calls me in a room."""

    topics = ("user:{people}",)
    actor = "author_id"
    private = frozenset({"people", "author_id"})
    people: list[UUID]
    author_id: UUID
    room_id: UUID
    message_id: UUID


class RequestChanged(Signal):
    """A stranger wrote to me, or a request was accepted or declined: ask for the list of rooms again."""

    topics = ("user:{people}",)
    private = frozenset({"people"})
    people: list[UUID]
    room_id: UUID


class ChatSettingsChanged(Signal):
    """I changed how I talk, on one of my devices."""

    topics = ("user:{user_id}",)
    user_id: UUID


class WrittenTo(Notice):
    """Somebody wrote to me alone."""

    topic = "messages"
    urgency = "direct"
    fact = "message:{message_id}"
    people = ("author_id",)
    thing = ("room", "room_id")
    link = "/rooms/{room_id}"
    texts = {"en": ("{who}", "{text}"), "ja": ("{who}さん", "{text}")}
    room_id: UUID
    message_id: UUID
    author_id: UUID
    text: str


class AskedToTalk(Notice):
    """A stranger would like to talk to me."""

    topic = "messages"
    urgency = "social"
    fact = "request:{room_id}"
    people = ("author_id",)
    thing = ("room", "room_id")
    link = "/rooms/{room_id}"
    texts = {
        "en": ("{who} would like to write to you", "You decide whether they may."),
        "ja": ("{who}さんからメッセージリクエスト", "受けるかどうかはあなた次第です。"),
    }
    room_id: UUID
    author_id: UUID


class CalledInRoom(Notice):
    """Somebody calls me, or everybody, in a room."""

    topic = "messages"
    urgency = "room"
    fact = "message:{message_id}"
    people = ("author_id",)
    thing = ("room", "room_id")
    link = "/rooms/{room_id}"
    texts = {"en": ("{who} · {title}", "{text}"), "ja": ("{who}さん · {title}", "{text}")}
    room_id: UUID
    message_id: UUID
    author_id: UUID
    title: str
    text: str


class TellOfMessage(Job):
    """Whoever is written to, or called, and has not read it by now, is told."""

    room_id: UUID
    message_id: UUID


class FetchPreview(Job):
    """What the page behind a message's first link says of itself is to be asked for."""

    room_id: UUID
    message_id: UUID


class Unsay(Job):
    """What a deleted message said is taken out of what is kept for those who missed it."""

    room_id: UUID
    message_id: UUID
