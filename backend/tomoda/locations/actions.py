"""Storing places, and taking one over from the geocoder when somebody means it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from tomoda.core.geo import Point
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.words import clean_line, fold, new_id
from tomoda.edges.photon import Feature
from tomoda.locations import queries

COLUMNS = (
    *("id", "osm_type", "osm_id", "geonames_id", "kind", "osm_key", "osm_value", "name", "names", "housenumber"),
    *("street", "postcode", "district", "city", "state", "country", "country_code", "importance", "time_zone"),
    *("search", "created_at"),
)
ADD = sql(f"""
    insert into locations ({", ".join(COLUMNS)}, place)
    values ({", ".join(f"${n}" for n in range(1, len(COLUMNS) + 1))}, st_point($22, $23)::geography)
    on conflict do nothing
""")
NAME = sql("insert into location_names (location_id, folded, importance) values ($1, $2, $3)")

IMPORTANCE = {"country": 0.9, "state": 0.7, "city": 0.5, "county": 0.4, "district": 0.35, "locality": 0.3}
LONGEST_NAME = 100  # characters of a name that are looked up
FOREIGN, LATER = 0.2, 0.1  # how much less a name weighs that is an alias, or that is begun at a later word
MOST_STARTS = 5  # words of a name at which a search may begin


class Place(msgspec.Struct, kw_only=True):
    """A place as it comes from a source, before it is ours."""

    osm: str | None = None
    geonames_id: int | None = None
    kind: str
    key: str
    value: str
    name: str | None
    names: dict[str, str] = {}
    aliases: list[str] = []  # more names by which it is found, in whatever language
    housenumber: str | None = None
    street: str | None = None
    postcode: str | None = None
    district: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    country_code: str | None = None
    point: Point
    importance: float
    time_zone: str


def row(place: Place, now: datetime) -> tuple[Any, ...]:
    """The values of COLUMNS."""
    return (
        *(new_id(), place.osm[0] if place.osm else None, int(place.osm[1:]) if place.osm else None),
        *(place.geonames_id, place.kind, place.key, place.value, place.name),
        *(msgspec.json.encode(place.names), place.housenumber, place.street, place.postcode, place.district),
        *(place.city, place.state, place.country, place.country_code, place.importance, place.time_zone),
        *(_search(place), now),
    )


def beginnings(place: Place) -> dict[str, float]:
    """What somebody may begin to type for this place, and how much it then weighs.

    Its own names from their beginning weigh most, their later words less; aliases have no later words.
    """
    found: dict[str, float] = {}
    own = {place.name, *place.names.values()}
    for name in _called(place):
        weight = place.importance - (0 if name in own else FOREIGN)
        words = _words(name)[:LONGEST_NAME].split(" ")
        for start in range(min(len(words), MOST_STARTS) if name in own else 1):
            text = " ".join(words[start:])
            found[text] = max(found.get(text, 0), weight - (LATER if start else 0))
    found.pop("", None)
    return found


def _words(text: str) -> str:
    """Folded, with one blank between words and no punctuation."""
    return " ".join("".join(c if c.isalnum() or c in "'・ー" else " " for c in fold(text)).split())


def _called(place: Place) -> set[str]:
    address = f"{place.street} {place.housenumber}" if place.street and place.housenumber else None
    return {name for name in (place.name, *place.names.values(), *place.aliases, address) if name}


def _search(place: Place) -> str:
    """Names first, then where it is, so that "cafe helsinki" finds one there."""
    about = (
        place.value.replace("_", " "),
        place.street,
        place.housenumber,
        place.district,
        place.city,
        place.state,
        place.country,
    )
    parts = dict.fromkeys(_words(part) for part in (place.name, *sorted(_called(place)), *about) if part)
    return " " + " ".join(part for part in parts if part)[:2000] + " "


async def resolve(tx: Tx, feature: Feature) -> UUID:
    """Our place for one that the geocoder found; the same one however often, and whoever is first."""
    if known := await queries.id_of(tx, feature.osm):
        return known
    place = _place(feature)
    values = row(place, tx.now)
    if await tx.run(ADD, *values, place.point.lon, place.point.lat):
        await tx.run_many(NAME, [(values[0], folded, weight) for folded, weight in beginnings(place).items()])
        return values[0]
    found = await queries.id_of(tx, feature.osm)
    if found is None:
        raise RuntimeError("a place was neither stored nor there")
    return found


def _place(feature: Feature) -> Place:
    said = feature.properties
    lon, lat = feature.geometry.coordinates
    point = Point(lat, lon)
    kind = said.type if said.type in IMPORTANCE or said.type in ("house", "street") else "other"
    title = feature.title or said.city or said.country or "?"
    return Place(
        osm=feature.osm,
        kind=kind,
        key=said.osm_key,
        value=said.osm_value,
        name=clean_line(said.name or title),
        housenumber=said.housenumber,
        street=said.street,
        postcode=said.postcode,
        district=said.district,
        city=said.city,
        state=said.state,
        country=said.country,
        country_code=said.countrycode.upper() if said.countrycode else None,
        point=point,
        importance=IMPORTANCE.get(kind, 0.2),
        time_zone=queries.time_zone_at(point),
    )
