"""Kind words as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.events.schemas.showing import MarkedEvent
from tomoda.users.schemas import PersonCard

type Kindness = Literal["good_company", "welcoming", "thoughtful", "kept_word"]
LONGEST = 200  # characters of a kind word's own words


class NewKindWord(msgspec.Struct, forbid_unknown_fields=True):
    """What was good about somebody whom I met: one to four of these, and a line of my own if I like."""

    kinds: Annotated[list[Kindness], msgspec.Meta(min_length=1, max_length=4)]
    words: Annotated[str, msgspec.Meta(max_length=LONGEST)] = ""


class KindWordAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """What becomes of a kind word about me. `written_at` says which one I have read: it may have changed since."""

    answer: Literal["shown", "hidden", "declined"]
    written_at: datetime


class KindWord(msgspec.Struct):
    """What somebody says of whom they met, on that person's page.

    `month` (2031-05) is when it was written. The event is named only to who was there and may know who came.
    """

    id: UUID
    writer: PersonCard
    kinds: list[Kindness]
    words: str
    month: str
    event: MarkedEvent | None


class MyKindWord(msgspec.Struct):
    """What I have written about somebody. Whether they show it is theirs, and not told."""

    kinds: list[Kindness]
    words: str
    written_at: datetime


class KindWords(msgspec.Struct):
    """What stands on a person's page for this viewer, the latest first, 50 at most; nothing counts or adds them up.

    `mine` is what I wrote about them, and `may_write` whether I met them where it was noted, within 90 days.
    """

    data: list[KindWord]
    mine: MyKindWord | None
    may_write: bool


class ReceivedKindWord(msgspec.Struct):
    """A kind word about me. `waiting` ones nobody but me and who wrote it has seen."""

    id: UUID
    writer: PersonCard
    kinds: list[Kindness]
    words: str
    written_at: datetime
    state: Literal["waiting", "shown", "hidden"]
    event: MarkedEvent | None


class WrittenKindWord(msgspec.Struct):
    """A kind word of mine, and about whom."""

    person: PersonCard
    kinds: list[Kindness]
    words: str
    written_at: datetime


class MyKindWords(msgspec.Struct):
    """About me, the latest first, and by me, the latest first; 200 of each at most."""

    received: list[ReceivedKindWord]
    written: list[WrittenKindWord]


class MetThere(msgspec.Struct):
    """Somebody whom I met at an event, and what I wrote about them."""

    person: PersonCard
    mine: MyKindWord | None


class KindWordsAfter(msgspec.Struct):
    """Whom I met there, by name, 100 at most, and until when I may write; nobody before it ends, or if I was away."""

    data: list[MetThere]
    until: datetime
