"""Money: whole numbers of a currency's smallest unit, and which currencies we know."""

from dataclasses import dataclass

import msgspec


class Money(msgspec.Struct, frozen=True):
    """An amount in the currency's smallest unit (cents, yen); the currency by its ISO 4217 code in small letters."""

    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Currency:
    """How many digits come after the point, and the least and most that anybody is asked for at once."""

    digits: int
    least: int
    most: int


CURRENCIES = {
    "eur": Currency(2, 100, 5_000),
    "gbp": Currency(2, 100, 5_000),
    "jpy": Currency(0, 100, 10_000),
    "usd": Currency(2, 100, 5_000),
}
"""A deposit is to be remembered, not to be feared: fifty euros at most."""


def said(amount: int, currency: str) -> str:
    """As in `5.00 EUR` or `1,000 JPY`: for texts that are written before it is known who reads them."""
    digits = CURRENCIES[currency].digits
    return f"{amount / 10**digits:,.{digits}f} {currency.upper()}"
