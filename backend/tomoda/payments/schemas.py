"""Deposits as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.core.money import Money
from tomoda.events.schemas.life import GivenAnswer, GivenAnswers
from tomoda.users.schemas import PersonCard

type CurrencyCode = Literal["eur", "gbp", "jpy", "usd"]
type State = Literal["open", "lapsed", "paid", "returning", "returned", "kept"]
type Reason = Literal["in_time", "attended", "no_seat", "off", "host", "judged", "erased", "late", "no_show"]


class NewDeposit(msgspec.Struct, forbid_unknown_fields=True):
    """What whoever comes leaves until they have come, in the currency's smallest unit (cents, yen)."""

    amount: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    currency: CurrencyCode


class Coming(msgspec.Struct, forbid_unknown_fields=True):
    """I come, and pay: with answers to the host's questions, and the event's code, as in any answer."""

    answers: GivenAnswers = msgspec.field(default_factory=list[GivenAnswer])
    code: Annotated[str, msgspec.Meta(max_length=32)] = ""


class MyDeposit(msgspec.Struct):
    """What I leave, or left, for one event.

    `open`: to be paid until `pay_until` on `checkout_url` (null: ask for it again). `lapsed`: not paid in time.
    `paid`: the host has it until it is decided, at `decided_at` at the earliest. `returning`: on its way back.
    `returned`, `kept`: for good, at `ended_at`. `reason` says why it was given back (`in_time`, `attended`: or nobody
    said otherwise, `no_seat`, `off`, `host`, `judged`: staff decided so, `erased`) or kept (`late`, `no_show`).
    """

    id: UUID
    amount: int
    currency: str
    state: State
    reason: Reason | None
    pay_until: datetime
    checkout_url: str | None
    receipt_url: str | None
    paid_at: datetime | None
    decided_at: datetime | None
    ended_at: datetime | None


class DepositPage(msgspec.Struct):
    """What an event asks for, until when one may change one's mind (`late_from`; null: always), and mine, the latest.

    Whoever does not come and said so in time, came, or was excused has it back; else the host keeps it, after two days
    for the host to say who came and two for the guest to contest it.
    """

    deposit: Money | None
    late_from: datetime | None
    answer: Literal["going", "maybe", "no", "pending", "waitlisted", "offered", "removed"] | None
    mine: MyDeposit | None


class EventNamed(msgspec.Struct):
    """An event by its title; the title is empty once the viewer may not see it any more."""

    id: UUID
    title: str


class DepositOfMine(msgspec.Struct):
    """One of my deposits, and for what; the event is null once it was deleted."""

    event: EventNamed | None
    deposit: MyDeposit


class MyDeposits(msgspec.Struct):
    """The hundred latest of those that were paid, the newest first."""

    data: list[DepositOfMine]


class GuestDeposit(msgspec.Struct):
    """What one guest has left with me."""

    person: PersonCard
    amount: int
    currency: str
    state: State
    reason: Reason | None


class GuestDeposits(msgspec.Struct):
    """In the order in which they were paid."""

    data: list[GuestDeposit]


class Payouts(msgspec.Struct):
    """Whether my account at Stripe may take deposits: `none`, `started` (Stripe wants to know more) or `ready`."""

    state: Literal["none", "started", "ready"]


class PayoutsPage(msgspec.Struct):
    """Where one tells Stripe the rest; good for one visit."""

    url: str
