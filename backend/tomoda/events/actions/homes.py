"""A place that may be somebody's home is shown to everybody only if its host says so once more.

May be: there is a number in what it is called or where it is, as there is on a door, and it is no place that we know
by a name of its own. A park, a street and a café that was chosen are none.
"""

from typing import Protocol
from uuid import UUID

import msgspec

from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.words import clean_line
from tomoda.events.errors import ConfirmPublic
from tomoda.events.schemas import NewEvent, NewPlace

LONGEST = 300  # characters of an address

NAMED = sql("select exists (select from locations where id = $1 and name is not null)")
PLACE = sql("select visibility, place_name as name, address, location_id, address_for from events where id = $1")


class _Where(Protocol):
    """What tells a home from a café."""

    name: str
    address: str
    location_id: UUID | None
    address_for: str


class _Placed(msgspec.Struct):
    visibility: str
    name: str
    address: str
    location_id: UUID | None
    address_for: str


async def may_be_one(tx: Tx, place: _Where | NewPlace) -> bool:
    """An address that everybody would be shown, and that is of no place with a name of its own."""
    return place.address_for == "everyone" and await _is_a_door(tx, place, f"{place.name} {place.address}")


async def _is_a_door(tx: Tx, place: _Where | NewPlace, said: str) -> bool:
    if not any(letter.isnumeric() for letter in said):
        return False
    return place.location_id is None or not await tx.value(NAMED, place.location_id)


async def hide(tx: Tx, place: NewPlace) -> None:
    """What is called by its street and number has that as its address, where the address is not for everybody."""
    if place.address_for == "everyone" or not await _is_a_door(tx, place, place.name):
        return
    said = (clean_line(place.name), clean_line(place.address))
    place.name, place.address = "", ", ".join(part for part in said if part)[:LONGEST]


async def decide(tx: Tx, new: NewEvent) -> None:
    """Who sees it, if that was not said: friends, at what may be a home, else everybody. Raises ConfirmPublic."""
    if new.visibility not in (None, "public"):
        return
    home = await may_be_one(tx, new.place)
    if home and new.visibility == "public" and not new.confirm_public:
        raise ConfirmPublic
    new.visibility = new.visibility or ("friends" if home else "public")


async def require_confirmed(tx: Tx, event_id: UUID) -> None:
    """After a change that nobody has confirmed. Raises ConfirmPublic."""
    now = await tx.one(_Placed, PLACE, event_id)
    if now.visibility == "public" and await may_be_one(tx, now):
        raise ConfirmPublic
