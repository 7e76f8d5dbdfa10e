"""Notices: what a person is told. A domain declares its kinds in its `messages.py` as it does its signals."""

import string
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, ClassVar, Literal, dataclass_transform, get_args
from uuid import UUID

import msgspec

from tomoda.core.messages import Job, Signal, name_of
from tomoda.core.personal import part, personal

personal("derived", "notices.user_id")
personal("mine", "notice_preferences.user_id", "notice_settings.user_id")
personal("secret", "devices.user_id")
part("notice_deliveries", "notices")

type Topic = Literal[
    "account",
    "safety",
    "events",
    "seats",
    "calendar",
    "invitations",
    "friends",
    "messages",
    "payments",
    "moments",
    "nearby",
    "follows",
]
type Urgency = Literal["safety", "change", "offer", "direct", "room", "social"]
"""The classes, the most urgent first. The first three break through quiet hours: they are about one's own events."""

TOPICS: tuple[Topic, ...] = get_args(Topic.__value__)
LOCALES = ("en", "ja")
TOPIC_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "account": "your account",
        "safety": "safety",
        "events": "events that you go to",
        "seats": "seats",
        "calendar": "calendar entries",
        "invitations": "invitations",
        "friends": "friends",
        "messages": "messages",
        "payments": "payments",
        "moments": "moments",
        "nearby": "what is near by",
        "follows": "what you follow",
    },
    "ja": {
        "account": "アカウント",
        "safety": "安全",
        "events": "参加するイベント",
        "seats": "席",
        "calendar": "カレンダー",
        "invitations": "招待",
        "friends": "友だち",
        "messages": "メッセージ",
        "payments": "支払い",
        "moments": "モーメント",
        "nearby": "近くのこと",
        "follows": "フォロー中のもの",
    },
}

NOTICES: dict[str, type["Notice"]] = {}
THINGS: dict[str, str] = {}
STILL: dict[str, "Still"] = {}

type Still = Callable[[Any, UUID, Any], Awaitable[bool]]


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Notice(msgspec.Struct, kw_only=True, frozen=True):
    """Something that a person is told, once per `fact`. A subclass states, over its fields:

    `topic`: the row of people's preferences that it falls under. `urgency`: see there. `fact`: a pattern
    (`"offer:{event_id}:{until}"`); the same fact is never told twice to the same person. `people`: the fields that
    name whom it is about. `thing`: (kind, field) of what else it is about, e.g. `("event", "event_id")`; the domain
    that owns that kind says by `thing(…)` who may see one. `expires`: the field with the instant from which on it is
    pointless. `link`: where in the app it leads. `texts`: per language a title and a sentence; besides the fields they
    know `{who}`, the name of the first of the people, and `{zone}`, whose clock is meant ("EET, Helsinki"). Instants
    are shown in the field `time_zone` if there is one, else in the receiver's zone. `told_suspended`: also told by mail
    to whose account was taken away.
    """

    topic: ClassVar[Topic]
    urgency: ClassVar[Urgency]
    fact: ClassVar[str]
    texts: ClassVar[dict[str, tuple[str, str]]]
    link: ClassVar[str] = "/notices"
    people: ClassVar[tuple[str, ...]] = ()
    thing: ClassVar[tuple[str, str] | None] = None
    expires: ClassVar[str | None] = None
    told_suspended: ClassVar[bool] = False
    name: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = name_of(cls)
        for attribute in ("topic", "urgency", "fact", "texts"):
            if not hasattr(cls, attribute):
                raise TypeError(f"{cls.__name__} does not state its {attribute}")
        if set(cls.texts) != set(LOCALES) or cls.topic not in TOPICS:
            raise TypeError(f"{cls.__name__}: a topic of the matrix, and texts in {LOCALES}")
        _require_fields(cls)
        NOTICES[cls.name] = cls

    @property
    def key(self) -> str:
        """What makes it the same notice."""
        return self.fact.format_map(_fields(self))

    @property
    def about(self) -> list[UUID]:
        """The people whom it is about."""
        named: list[Any] = [getattr(self, field) for field in self.people]
        return [one for one in named if one is not None]

    @property
    def thing_id(self) -> UUID | None:
        """What else it is about."""
        return getattr(self, self.thing[1]) if self.thing else None

    @property
    def expires_at(self) -> datetime | None:
        """From when on nobody need be told."""
        return getattr(self, self.expires) if self.expires else None

    @property
    def path(self) -> str:
        """Where in the app it leads."""
        return self.link.format_map(_fields(self))


def _fields(notice: Notice) -> dict[str, Any]:
    return {field: getattr(notice, field) for field in notice.__struct_fields__}


def _require_fields(cls: type[Notice]) -> None:
    """Every field that a pattern or text names is one that the notice has."""
    patterns = [cls.fact, cls.link, *(part for both in cls.texts.values() for part in both)]
    named = {field for text in patterns for _, field, _, _ in string.Formatter().parse(text) if field}
    named |= {*cls.people, *((cls.thing[1],) if cls.thing else ()), *((cls.expires,) if cls.expires else ())}
    fields = cls.__annotations__.keys() | {"who", "zone"}
    if unknown := named - fields - {name for base in cls.__mro__ for name in getattr(base, "__annotations__", {})}:
        raise TypeError(f"{cls.__name__} has no {', '.join(sorted(unknown))}")


def thing(kind: str, seen_if: str) -> None:
    """Who may see a thing of this kind: SQL over `{viewer}` and `{id}`, part of every question for notices.

    `thing("event", "exists (select from events e where e.id = {id} and may_see_event({viewer}, e))")`
    """
    if THINGS.setdefault(kind, seen_if) != seen_if:
        raise TypeError(f"two domains say who may see a {kind}")


def still[N: Notice](
    kind: type[N],
) -> Callable[[Callable[[Any, UUID, N], Awaitable[bool]]], Callable[[Any, UUID, N], Awaitable[bool]]]:
    """Whether it still holds when it is about to be sent: `async def …(tx, user_id, notice) -> bool`, in `work.py`."""

    def register(
        predicate: Callable[[Any, UUID, N], Awaitable[bool]],
    ) -> Callable[[Any, UUID, N], Awaitable[bool]]:
        if STILL.setdefault(kind.name, predicate) is not predicate:
            raise TypeError(f"two functions say whether {kind.name} still holds")
        return predicate

    return register


class NoticesChanged(Signal):
    """I was told something, or it was withdrawn, or I have read: ask for my notices again."""

    topics = ("user:{people}",)
    private = frozenset({"people"})
    people: list[UUID]


class DeliverNotice(Job):
    """Bring one notice to its receiver's devices and mailbox, if it is still to be told."""

    notice_id: UUID


class SendDigest(Job):
    """Mail somebody what came together since the last digest."""

    user_id: UUID
    day: str


class ReadReceipts(Job):
    """Ask what became of pushes, and forget tokens that are dead."""

    notice_id: UUID
