"""Reports and what becomes of them, as they go over the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from tomoda.users.schemas import PersonCard

type Kind = Literal["user", "event", "message", "room", "moment", "kind_word"]
type ReportReason = Literal[
    "spam",
    "harassment",
    "hate",
    "violence",
    "minor",
    "sexual",
    "dating",
    "impersonation",
    "scam",
    "unsafe_event",
    "other",
]
type Outcome = Literal["no_action", "warned", "suspended", "banned"]
type Reasoned = Annotated[str, msgspec.Meta(min_length=3, max_length=2000)]


class Quoted(msgspec.Struct, forbid_unknown_fields=True):
    """What a message of a secret room says, as the reporter's device reads it."""

    message_id: UUID
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]


class NewReport(msgspec.Struct, forbid_unknown_fields=True):
    """What is wrong with what. A message is named with its room. `block`: and never see the person again.

    `said`: of a secret room, which nobody else can read; it is kept as told by the reporter, and proven by nothing.
    """

    kind: Kind
    target_id: UUID
    reason: ReportReason
    room_id: UUID | None = None
    words: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    block: bool = False
    said: Annotated[list[Quoted], msgspec.Meta(max_length=20)] = []


class MyReport(msgspec.Struct):
    """What I reported, and what came of it."""

    id: UUID
    kind: Kind
    reason: ReportReason
    state: Literal["open", "closed"]
    outcome: Outcome | None
    created_at: datetime
    closed_at: datetime | None


class MyReports(msgspec.Struct):
    """The latest first."""

    data: list[MyReport]


class Case(msgspec.Struct):
    """A report as staff see it in the queue; what was reported is shown on its own page only, which is logged."""

    id: UUID
    kind: Kind
    reason: ReportReason
    words: str
    urgent: bool
    state: Literal["open", "closed"]
    outcome: Outcome | None
    created_at: datetime
    claimed: bool
    accused: PersonCard | None


class Cases(msgspec.Struct):
    """The urgent first, then the oldest."""

    data: list[Case]


class CaseFile(msgspec.Struct):
    """A report with what the reporter saw then, and what was decided about the accused before."""

    case: Case
    evidence: dict[str, Any]
    sanctions: list["Sanction"]


class Sanction(msgspec.Struct):
    """Why an account was taken away, from when until when; what its owner says to it, and whether it stood."""

    kind: Literal["suspended", "banned"]
    reason: str
    begun_at: datetime
    until: datetime | None
    lifted_at: datetime | None
    appeal: str | None
    appealed_at: datetime | None
    upheld_at: datetime | None


class Sanctions(msgspec.Struct):
    """The latest first."""

    data: list[Sanction]


class Verdict(msgspec.Struct, forbid_unknown_fields=True):
    """What comes of a report. `until` is for a suspension; without it, it lasts until somebody lifts it.

    `moment` is for a reported one: it stays as it was, stays blurred, or is removed. Unsaid, it stays if nothing
    was found, else blurred.
    """

    outcome: Outcome
    reason: Reasoned
    until: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    moment: Literal["stays", "blurred", "removed"] | None = None


class NewSanction(msgspec.Struct, forbid_unknown_fields=True):
    """Take an account away; the person reads the reason."""

    kind: Literal["suspended", "banned"]
    reason: Reasoned
    until: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


class Lifting(msgspec.Struct, forbid_unknown_fields=True):
    """Why an account is given back, or a mark taken away."""

    reason: Reasoned


class LogEntry(msgspec.Struct):
    """One act of one member of staff."""

    id: UUID
    staff_id: UUID | None
    act: str
    target_id: UUID | None
    report_id: UUID | None
    reason: str
    done_at: datetime


class Log(msgspec.Struct):
    """The latest first, 200 at most."""

    data: list[LogEntry]


class EventInQuestion(msgspec.Struct):
    """The event that an appeal, or what a guest says, is about."""

    id: UUID
    title: str
    starts_at: datetime
    host: PersonCard


class Appeal(msgspec.Struct):
    """A mark that its person says is wrong, with what helps to judge: did they check in, does the host mark many.

    `marks_by_host` are all the empty seats that this host has noted within a year.
    """

    id: UUID
    kind: Literal["late", "no_show"]
    at: datetime
    person: PersonCard
    word: str
    contested_at: datetime
    event: EventInQuestion | None
    checked_in: bool
    marks_by_host: int


class Appeals(msgspec.Struct):
    """The longest waiting first."""

    data: list[Appeal]


class NewAppeal(msgspec.Struct, forbid_unknown_fields=True):
    """Why it is wrong."""

    words: Reasoned


class AccountAppeal(msgspec.Struct):
    """Somebody says that their account should not have been taken away."""

    person: PersonCard
    sanction: Sanction


class AccountAppeals(msgspec.Struct):
    """The longest waiting first."""

    data: list[AccountAppeal]


class AppealVerdict(msgspec.Struct, forbid_unknown_fields=True):
    """Whether the mark or the suspension stands, and why; the person is told."""

    stands: bool
    reason: Reasoned


class UnsafeFeedback(msgspec.Struct):
    """Somebody did not feel safe at this event; who is not said. `others`: how many more said so of this host."""

    id: UUID
    met: bool
    words: str
    given_at: datetime
    event: EventInQuestion
    others: int


class Unsafe(msgspec.Struct):
    """The longest waiting first."""

    data: list[UnsafeFeedback]


class FeedbackClosed(msgspec.Struct, forbid_unknown_fields=True):
    """What came of it, for the log."""

    reason: Reasoned
