"""What hosts ask, announce and put to the vote, as it goes over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.media.schemas import State
from tomoda.users.schemas import PersonCard

type Tag = Annotated[str, msgspec.Meta(min_length=1, max_length=30)]
type Tags = Annotated[list[Tag], msgspec.Meta(max_length=5)]
type KeptDays = Annotated[int, msgspec.Meta(ge=1, le=180)]
type LateCancel = Annotated[int, msgspec.Meta(ge=0, le=2880)]


class NewQuestion(msgspec.Struct, forbid_unknown_fields=True):
    """What the host would like to know of whoever joins. With the `id` that it has it stays the same question."""

    prompt: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    required: bool = False
    id: UUID | None = None


type NewQuestions = Annotated[list[NewQuestion], msgspec.Meta(max_length=5)]


class Question(msgspec.Struct):
    """What is asked at joining; `going` needs an answer if it is `required`. Only hosts see the answers."""

    id: UUID
    prompt: str
    required: bool


class GivenAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """An answer to one of the host's questions; an empty one takes it back."""

    question: UUID
    answer: Annotated[str, msgspec.Meta(max_length=500)]


type GivenAnswers = Annotated[list[GivenAnswer], msgspec.Meta(max_length=5)]


class NewCover(msgspec.Struct, forbid_unknown_fields=True):
    """A picture that was uploaded, and what is to be seen on it, for whoever cannot see it."""

    id: UUID
    alt: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class CoverOnCard(msgspec.Struct):
    """The event's picture, which each viewer asks for under `/media`, and what is to be seen on it."""

    id: UUID
    alt: str


class Cover(msgspec.Struct):
    """The event's picture, and what is to be seen on it.

    Until it is `ready` there is nothing to be shown. `width` and `height` are pixels of the largest picture.
    """

    id: UUID
    alt: str
    state: State
    width: int | None
    height: int | None
    blurhash: str | None


class NewCopy(msgspec.Struct, forbid_unknown_fields=True):
    """When the copy begins, on the wall clock of the same place; it is a draft unless said otherwise."""

    local_start: datetime
    id: UUID | None = None
    draft: bool = True


class NewAnnouncement(msgspec.Struct, forbid_unknown_fields=True):
    """What everybody who comes, or waits for a seat, is told."""

    body: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]


class Announcement(msgspec.Struct):
    """What a host told everybody who comes, or waits."""

    id: UUID
    author: PersonCard
    body: str
    created_at: datetime


class Announcements(msgspec.Struct):
    """The newest first."""

    data: list[Announcement]


class NewPollOption(msgspec.Struct, forbid_unknown_fields=True):
    """A place by its name, or a time on the wall clock of the event's place."""

    text: Annotated[str, msgspec.Meta(max_length=200)] = ""
    local_start: datetime | None = None


class NewPoll(msgspec.Struct, forbid_unknown_fields=True):
    """A question about when, or where. `closes_at`: until when one may vote, else until the host closes it."""

    about: Literal["time", "place"]
    question: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    options: Annotated[list[NewPollOption], msgspec.Meta(min_length=2, max_length=10)]
    closes_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


class PollOption(msgspec.Struct):
    """One of the options, how many are for it, of those whom the viewer may see, and whether the viewer is."""

    id: UUID
    text: str
    local_start: datetime | None
    votes: int
    mine: bool


class Poll(msgspec.Struct):
    """A question about when or where, for whoever comes or may come. The host decides by editing the event."""

    id: UUID
    about: Literal["time", "place"]
    question: str
    options: list[PollOption]
    closes_at: datetime | None
    open: bool
    created_at: datetime


class Polls(msgspec.Struct):
    """The newest first."""

    data: list[Poll]


class Vote(msgspec.Struct, forbid_unknown_fields=True):
    """Every option that suits me; none takes my vote back."""

    options: Annotated[list[UUID], msgspec.Meta(max_length=10)]
