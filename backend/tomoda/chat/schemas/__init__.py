"""Rooms and messages as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.media.schemas import Shown
from tomoda.users.schemas import PersonCard

LONGEST_MESSAGE = 4000  # characters
LONGEST_TITLE = 80
MOST_ADDED = 50  # people at once
MOST_ATTACHED = 10  # photos
MOST_ALLOWED = 50  # people whom a message may call, of whom it calls up to ten
LONGEST_ALT = 300
LONGEST_SEALED = 32_768  # characters of base64: 4,000 of a message, and its padding

type Body = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_MESSAGE)]
type Base64 = Annotated[str, msgspec.Meta(min_length=4, max_length=LONGEST_SEALED, pattern=r"^[A-Za-z0-9+/]+={0,2}$")]
type Title = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TITLE)]
type Role = Literal["owner", "admin", "member"]
type Kind = Literal["event", "direct", "group"]
type Visible = Literal["joined", "all"]
type Capability = Literal[
    "send",
    "react",
    "attach",
    "mention_here",
    "pin",
    "moderate",
    "invite",
    "remove",
    "promote",
    "edit",
    "accept",
    "decline",
    "leave",
    "mention",
    "share",
    "draft",
    "preview",
    "search",
    "translate",
]


class SharedPlace(msgspec.Struct, forbid_unknown_fields=True):
    """A place on earth, under the name that it has for whoever shares it."""

    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    lon: Annotated[float, msgspec.Meta(ge=-180, le=180)]
    name: Annotated[str, msgspec.Meta(max_length=120)] = ""


class Share(msgspec.Struct, forbid_unknown_fields=True):
    """A card: an event, which each reader sees as far as they may, a place, or where its author is.

    `share_id`: a share of positions with the people of this room. What is said of it is no point, but until when it
    goes on, for whoever reads it: `until`, which only the server says; null: it is over.
    """

    kind: Literal["event", "place", "position"]
    event_id: UUID | None = None
    place: SharedPlace | None = None
    share_id: UUID | None = None
    until: datetime | None = None


class NewAttachment(msgspec.Struct, forbid_unknown_fields=True):
    """An upload of mine, and what is to be seen on it, for whoever cannot see it."""

    id: UUID
    alt: Annotated[str, msgspec.Meta(max_length=LONGEST_ALT)] = ""


class Attachment(Shown, kw_only=True):
    """A photo or voice that goes with a message. Its bytes are asked for at `/media`, by whoever sees the message."""

    alt: str


class AllowedMentions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom, of those whom the words name, a message may call; it never calls more than the words and the room allow.

    `people`: those with these ids (none: nobody), or all. `here`: whether "@here" calls everybody.
    """

    people: Literal["all"] | Annotated[list[UUID], msgspec.Meta(max_length=MOST_ALLOWED)] = "all"
    here: bool = True


class Sealed(msgspec.Struct, forbid_unknown_fields=True):
    """What is said in a secret room: readable by the devices that were in its group in this `epoch`, and by no server.

    `text` is an MLS PrivateMessage (RFC 9420) in base64.
    """

    epoch: Annotated[int, msgspec.Meta(ge=0)]
    text: Base64


class NewMessage(msgspec.Struct, forbid_unknown_fields=True):
    """What to say; the id in the address is the client's own. A card or an attachment needs no words.

    `allowed_mentions`: whom it may call; left out, all whom it names.
    In a secret room it is `sealed`, and nothing else.
    """

    body: Annotated[str, msgspec.Meta(max_length=LONGEST_MESSAGE)] = ""
    reply_to: UUID | None = None
    share: Share | None = None
    attachments: Annotated[list[NewAttachment], msgspec.Meta(max_length=MOST_ATTACHED)] = []
    allowed_mentions: AllowedMentions = AllowedMentions()
    sealed: Sealed | None = None


class MessageEdit(msgspec.Struct, forbid_unknown_fields=True):
    """The whole new text, and whom it may call; who was called and no longer is was not.

    In a secret room it is `sealed`, and nothing else.
    """

    body: Body | msgspec.UnsetType = msgspec.UNSET
    allowed_mentions: AllowedMentions = AllowedMentions()
    sealed: Sealed | msgspec.UnsetType = msgspec.UNSET


class System(msgspec.Struct, omit_defaults=True):
    """What happened in the room, as facts: each reader's own language makes the sentence. The author did it."""

    what: Literal[
        "joined",
        "left",
        "removed",
        "renamed",
        "time_changed",
        "place_changed",
        "cancelled",
        "on_my_way",
        "running_late",
        "cannot_come",
        "timer_changed",
        "pinned",
        "settings_changed",
        "secret_started",
        "device_added",
        "device_removed",
        "keys_renewed",
    ]
    title: str | None = None
    starts_at: datetime | None = None
    time_zone: str | None = None
    seconds: int | None = None
    minutes: int | None = None


class Preview(msgspec.Struct):
    """What the page behind a message's first link says of itself."""

    url: str
    title: str
    description: str
    site: str


class Tally(msgspec.Struct):
    """How many people, of those the viewer may see, reacted so; and whether the viewer did."""

    emoji: str
    count: int
    mine: bool


class Message(msgspec.Struct):
    """A message. `body` is empty once it is deleted; `seq` orders the room and has gaps.

    `system`: not said, but happened; `body` is empty then. `mentions`: who is called, of those the viewer may see.
    After `expires_at` it must not be shown, by the server's clock.
    """

    id: UUID
    room_id: UUID
    seq: int
    author: PersonCard | None
    body: str
    reply_to: UUID | None
    sent_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    deleted_by: Literal["author", "moderator"] | None
    reactions: list[Tally]
    mentions: list[UUID]
    here: bool
    system: System | None
    share: Share | None
    preview: Preview | None
    pinned: bool
    expires_at: datetime | None
    attachments: list[Attachment]
    sealed: Sealed | None


class Language(msgspec.Struct, forbid_unknown_fields=True):
    """The language that is wanted (ISO 639-1), as in "ja"."""

    to: Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$")]


class Translation(msgspec.Struct):
    """What a message says in another language; `source` is the language that it was found to be in, as in "ja"."""

    text: str
    source: str


class History(msgspec.Struct):
    """Messages in order. `place` is the room topic's place, read before them: listen from there."""

    data: list[Message]
    place: int
    earlier: bool
    later: bool


class Pins(msgspec.Struct):
    """Pinned messages, the latest pin first; `place` is the room topic's, read before them."""

    data: list[Message]
    place: int


class Found(msgspec.Struct):
    """Messages that were looked for, the latest first."""

    data: list[Message]
    next_cursor: str | None


class RoomCard(msgspec.Struct):
    """A room as it stands in the list. `people` are the others in a direct room, else empty.

    `request`: a stranger's room that was not accepted yet; `mine` if the viewer asked, else `theirs`.
    `mentions` counts unread messages that call the viewer. `closed_at` is null until the room is closed.
    `secret`: what is said there is sealed for the devices of both, and stays so.
    """

    id: UUID
    kind: Kind
    event_id: UUID | None
    title: str
    avatar_id: UUID | None
    people: list[PersonCard]
    member_count: int
    unread: int
    mentions: int
    read_seq: int
    last: Message | None
    draft: str
    request: Literal["mine", "theirs"] | None
    closed_at: datetime | None
    closes_at: datetime | None
    muted_until: datetime | None
    mute_mentions: bool
    left_at: datetime | None
    secret: bool


class RoomSettings(msgspec.Struct):
    """How a room is run."""

    history: Visible
    slow_seconds: int
    announcements: bool
    locked: bool
    expire_seconds: int | None
    previews: bool


class Room(msgspec.Struct):
    """A room that one is in, with what one may do there, and its topic's place, read before the rest."""

    room: RoomCard
    settings: RoomSettings
    role: Role
    capabilities: list[Capability]
    place: int


class Rooms(msgspec.Struct):
    """All rooms that one is in, the last spoken in first."""

    data: list[RoomCard]
    place: int


class MemberCard(msgspec.Struct):
    """Somebody in the room. `read_seq`: how far they have read, where that is shown and they show it."""

    person: PersonCard
    role: Role
    joined_at: datetime
    read_seq: int | None


class Members(msgspec.Struct):
    """Who is in the room, of those the viewer may see."""

    data: list[MemberCard]


class NewGroup(msgspec.Struct, forbid_unknown_fields=True):
    """A group, and whom to add: friends of whoever makes it."""

    title: Title
    people: Annotated[list[UUID], msgspec.Meta(max_length=MOST_ADDED)] = []


class RoomEdit(msgspec.Struct, forbid_unknown_fields=True):
    """What is left out stays as it is. An event's room is called as its event is."""

    title: Title | msgspec.UnsetType = msgspec.UNSET
    avatar_id: UUID | msgspec.UnsetType | None = msgspec.UNSET
    history: Visible | msgspec.UnsetType = msgspec.UNSET
    slow_seconds: Annotated[int, msgspec.Meta(ge=0, le=21600)] | msgspec.UnsetType = msgspec.UNSET
    announcements: bool | msgspec.UnsetType = msgspec.UNSET
    locked: bool | msgspec.UnsetType = msgspec.UNSET
    expire_seconds: Annotated[int, msgspec.Meta(ge=5, le=31536000)] | msgspec.UnsetType | None = msgspec.UNSET
    previews: bool | msgspec.UnsetType = msgspec.UNSET


class Seating(msgspec.Struct, forbid_unknown_fields=True):
    """As what somebody is in the room; an owner who names another hands the room over."""

    role: Role = "member"


class Draft(msgspec.Struct, forbid_unknown_fields=True):
    """What I have begun to write; empty: nothing."""

    body: Annotated[str, msgspec.Meta(max_length=LONGEST_MESSAGE)]


class ReadUpTo(msgspec.Struct, forbid_unknown_fields=True):
    """The `seq` of the last message that was displayed."""

    seq: Annotated[int, msgspec.Meta(ge=0)]


class ChatSettings(msgspec.Struct, forbid_unknown_fields=True):
    """`read_receipts`: whether others may see how far I have read. Theirs are shown to me either way.

    `typing`: whether others may see that I am writing.
    """

    read_receipts: bool
    typing: bool


class Muting(msgspec.Struct, forbid_unknown_fields=True):
    """How long the room makes no noise; it still counts what is unread. `event` is until its event ends.

    `mentions`: whether what calls me is quiet, too.
    """

    until: Literal["off", "hour", "eight_hours", "event", "forever"]
    mentions: bool = False
