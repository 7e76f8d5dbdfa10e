"""Notices as they go over the wire."""

from datetime import datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from tomoda.notifications.messages import Topic
from tomoda.users.schemas import PersonCard

type Mailing = Literal["now", "digest", "off"]


class NoticeCard(msgspec.Struct):
    """Something that I am told. `kind` and `body` are for clients that know it, `title` and `text` for all."""

    id: UUID
    kind: str
    topic: Topic
    title: str
    text: str
    link: str
    people: list[PersonCard]
    body: dict[str, Any]
    created_at: datetime
    read: bool


class Notices(msgspec.Struct):
    """The latest first; `unread` counts a hundred at most."""

    data: list[NoticeCard]
    next_cursor: str | None
    unread: int
    place: int


class ReadUpTo(msgspec.Struct, forbid_unknown_fields=True):
    """The newest notice that I have seen."""

    id: UUID


class TopicPreference(msgspec.Struct, forbid_unknown_fields=True):
    """How I want to be told of one topic."""

    topic: Topic
    push: bool
    mail: Mailing


class NoticePreferences(msgspec.Struct):
    """Every topic, and when I want to be left in peace: times of day in my own zone."""

    topics: list[TopicPreference]
    quiet_from: time | None
    quiet_until: time | None
    previews: bool


class PreferencesEdit(msgspec.Struct, forbid_unknown_fields=True):
    """Topics that are left out stay as they are; quiet hours have both ends or none."""

    topics: Annotated[list[TopicPreference], msgspec.Meta(max_length=20)] = []
    quiet_from: time | msgspec.UnsetType | None = msgspec.UNSET
    quiet_until: time | msgspec.UnsetType | None = msgspec.UNSET
    previews: bool | msgspec.UnsetType = msgspec.UNSET


class NewDevice(msgspec.Struct, forbid_unknown_fields=True):
    """The push token that Expo gave to the app on this device."""

    token: Annotated[str, msgspec.Meta(pattern=r"^(Exponent|Expo)PushToken\[[\w-]{10,100}\]$", max_length=200)]
