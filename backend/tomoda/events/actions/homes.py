"""A place that may be somebody's home is shown to everybody only if its host says so once more.

May be: there is a number in what it is called or where it is, as there is on a door, or it is called nothing at all
(where somebody stands), and it is no place that we know by a name of its own. A park, a street and a café that was
chosen are none. The geocoder calls a house by its address, and a known place that is far away says nothing.
"""

import re
import unicodedata
from uuid import UUID

import msgspec

from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.words import clean_line
from tomoda.events.errors import ConfirmPublic
from tomoda.events.queries.rows import AT_MOST, DWELLING
from tomoda.events.schemas import AddressFor, NewEvent, NewPlace

LONGEST = 300  # characters of an address
_KANJI = "[〇一二三四五六七八九十百千]"
KANJI_DOOR = re.compile(
    rf"{_KANJI}(?:丁目|番地|番(?![街町館屋])|号(?![館店線車])|[のノ之‐‑–—―−ー－-]{_KANJI})"
)  # as in frontend/src/features/events/homes.ts; a numeral alone is a name: 六本木, 三鷹

VENUE = sql(f"""
    select exists (
        select from locations l
        where l.id = $1 and st_dwithin(l.place, st_point($2, $3)::geography, $4) and not {DWELLING}
    )
""")
AROUND = sql("select coalesce(district, city, '') from locations where id = $1")
PLACE = sql("""
    select visibility, place_name as name, address, location_id, address_for,
           st_y(place::geometry) as lat, st_x(place::geometry) as lon
    from events where id = $1
""")


class _Placed(msgspec.Struct):
    """What tells a home from a café, of an event that is there; of a new place, it is among what was sent."""

    visibility: str
    lat: float
    lon: float
    name: str
    address: str
    location_id: UUID | None
    address_for: str


async def may_be_one(tx: Tx, place: _Placed | NewPlace) -> bool:
    """A door, or a point without a name, that everybody would be shown, and that is of no known venue."""
    if place.address_for != "everyone":
        return False
    nameless = not clean_line(place.name)
    return (nameless or is_door(f"{place.name} {place.address}")) and not await _is_venue(tx, place)


def is_door(said: str) -> bool:
    """Whether there is a number in it, as on a door: "Secret 1 A 5", "1-2-3", "½", "一丁目二番"."""
    return any(unicodedata.category(one).startswith("N") for one in said) or KANJI_DOOR.search(said) is not None


async def told_to(tx: Tx, event_id: UUID, whom: AddressFor) -> NewPlace:
    """The place that an event has, with its address for `whom`."""
    here = await tx.one(_Placed, PLACE, event_id)
    return NewPlace(here.lat, here.lon, here.name, here.address, here.location_id, whom)


async def _is_venue(tx: Tx, place: _Placed | NewPlace) -> bool:
    if place.location_id is None:
        return False
    return await tx.value(VENUE, place.location_id, place.lon, place.lat, AT_MOST)


async def worded(tx: Tx, place: NewPlace) -> tuple[str, str]:
    """Name and address as they are kept. A name that is an address is one: it is for whom the address is for."""
    name, address = clean_line(place.name), clean_line(place.address)
    if place.address_for == "everyone" or not is_door(name) or await _is_venue(tx, place):
        return name, address
    around = await tx.value(AROUND, place.location_id) if place.location_id else None
    whole = name if not address or name in address else f"{name}, {address}"
    return around or "", whole[:LONGEST]


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
