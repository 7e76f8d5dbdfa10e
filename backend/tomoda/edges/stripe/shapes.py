"""What is asked of Stripe, and what it answers, as far as it matters to us."""

from datetime import datetime
from typing import Literal

import msgspec


class StripeDown(Exception):
    """It does not answer, or not as it promises: try again later."""


class RefundRefused(Exception):
    """It does not give this back, or a bank did not take it: another attempt is needed."""


class NotFromStripe(Exception):
    """Whoever sent this does not know the secret, or it is older than five minutes."""


class Checkout(msgspec.Struct, frozen=True):
    """A page on which something is paid. `intent` and `receipt_url` are there once it is."""

    id: str
    url: str
    state: Literal["open", "paid", "expired"]
    amount: int
    currency: str
    intent: str = ""
    receipt_url: str = ""


class Wanted(msgspec.Struct, frozen=True):
    """What is to be paid, for what, to whose account, until when, and where the browser goes on. `locale`: en or ja."""

    payment: str
    amount: int
    currency: str
    title: str
    account: str
    until: datetime
    back: str
    locale: str


class _Object(msgspec.Struct, frozen=True):
    id: str = ""
    metadata: dict[str, str] | None = None


class _Data(msgspec.Struct, frozen=True):
    object: _Object


class Told(msgspec.Struct, frozen=True):
    """What Stripe says has happened, to what: nothing else of it is believed, but asked for."""

    id: str
    type: str
    data: _Data

    @property
    def payment(self) -> str | None:
        """Which of our payments it is about, as we had it noted there."""
        return (self.data.object.metadata or {}).get("payment")
