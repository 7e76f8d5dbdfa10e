"""Reads a request as Photon 1.x does: the same parameters, the same refusals."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from tomoda.core.geo import Box, Point

LANGUAGES = ("en", "ja", "fi", "sv", "de", "fr", "ko", "zh")
LAYERS = ("house", "street", "locality", "district", "city", "county", "state", "country", "other")
BASE = frozenset({"lang", "limit", "debug", "dedupe", "geometry", "osm_tag", "layer", "include", "exclude"})
SEARCH = BASE | {"q", "lat", "lon", "zoom", "location_bias_scale", "bbox", "countrycode"}
REVERSE = BASE | {"lat", "lon", "radius", "distance_sort", "query_string_filter"}
MOST, USUAL = 50, 15
FARTHEST = 5000.0  # kilometres

type Params = Sequence[tuple[str, str]]


class BadRequest(Exception):
    """The sentence that goes back with a 400."""


class TagFilter(msgspec.Struct, frozen=True):
    """`key:value`, of which either may be absent, wanted or not."""

    key: str | None
    value: str | None
    how: Literal["include", "exclude", "exclude_value"]


class Common(msgspec.Struct, frozen=True, kw_only=True):
    """What may be asked at either address."""

    lang: str
    limit: int
    dedupe: bool
    layers: list[str]
    tags: list[TagFilter]


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """A text, and where its places are looked for."""

    common: Common
    text: str
    point: Point | None
    zoom: int
    scale: float
    box: Box | None
    countries: list[str]


class Reverse(msgspec.Struct, frozen=True, kw_only=True):
    """A point, and how many metres around it."""

    common: Common
    point: Point
    radius: float


def search(params: Params, headers: Mapping[str, str]) -> Search:
    """A forward search. Raises BadRequest."""
    given = _grouped(params, SEARCH)
    text = given.get("q", [""])[0].strip()
    if not text:
        raise BadRequest("Missing parameter 'q'.")
    return Search(
        common=_common(given, headers, USUAL),
        text=text,
        point=_point(given),
        zoom=min(18, max(0, round(_number(given, "zoom", 16.0)))),
        scale=min(1.0, max(0.0, _number(given, "location_bias_scale", 0.2))),
        box=_box(given),
        countries=_countries(given),
    )


def reverse(params: Params, headers: Mapping[str, str]) -> Reverse:
    """What is at a point. Raises BadRequest."""
    given = _grouped(params, REVERSE)
    radius = _number(given, "radius", 1.0)
    if not 0 < radius <= FARTHEST:
        raise BadRequest(f"Invalid value for 'radius' parameter. Must be more than 0 and at most {FARTHEST:.0f} km.")
    point = _point(given)
    if point is None:
        raise BadRequest("Missing parameter 'lat'.")
    return Reverse(common=_common(given, headers, 1), point=point, radius=radius * 1000)


def _grouped(params: Params, allowed: frozenset[str]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, value in params:
        if name not in allowed:
            raise BadRequest(f"Unknown query parameter '{name}'.  Allowed parameters are: {sorted(allowed)}")
        given.setdefault(name, []).append(value)
    return given


def _common(given: dict[str, list[str]], headers: Mapping[str, str], usual: int) -> Common:
    layers = given.get("layer", [])
    if unknown := set(layers) - set(LAYERS):
        raise BadRequest(f"Unknown layer type '{sorted(unknown)[0]}'. Available layers: {list(LAYERS)}")
    if _flag(given, "geometry", "false"):
        raise BadRequest("Geometry output requested but not available in database.")
    if "include" in given or "exclude" in given:
        raise BadRequest("Categories are not available in this database.")
    limit = _number(given, "limit", float(usual))
    if limit < 1 or limit != int(limit):
        raise BadRequest("Invalid value for 'limit' parameter. Must be a positive whole number.")
    return Common(
        lang=_language(given, headers),
        limit=min(MOST, int(limit)),
        dedupe=_flag(given, "dedupe"),
        layers=layers,
        tags=[_tag(text) for text in given.get("osm_tag", [])],
    )


def _language(given: dict[str, list[str]], headers: Mapping[str, str]) -> str:
    if "lang" in given:
        lang = given["lang"][0]
        if lang not in (*LANGUAGES, "default"):
            raise BadRequest(f"Language is not supported. Supported are: default, {', '.join(LANGUAGES)}")
        return lang
    for part in headers.get("accept-language", "").split(","):
        lang = part.split(";")[0].strip().split("-")[0].lower()
        if lang in LANGUAGES:
            return lang
    return "default"


def _point(given: dict[str, list[str]]) -> Point | None:
    if "lat" not in given and "lon" not in given:
        return None
    for name in ("lat", "lon"):
        if name not in given:
            raise BadRequest(f"Missing parameter '{name}'.")
    lat, lon = _number(given, "lat", 0.0), _number(given, "lon", 0.0)
    if not -90 <= lat <= 90:
        raise BadRequest("Invalid value for 'lat' parameter.")
    if not -180 <= lon <= 180:
        raise BadRequest("Invalid value for 'lon' parameter.")
    return Point(lat, lon)


def _box(given: dict[str, list[str]]) -> Box | None:
    if "bbox" not in given:
        return None
    hint = "Invalid value for 'bbox' parameter. Expected minLon,minLat,maxLon,maxLat."
    try:
        west, south, east, north = (float(part) for part in given["bbox"][0].split(","))
    except ValueError:
        raise BadRequest(hint) from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise BadRequest(hint)
    return Box(south, west, north, east)


def _countries(given: dict[str, list[str]]) -> list[str]:
    codes = [code.strip().upper() for value in given.get("countrycode", []) for code in value.split(",")]
    if any(len(code) != 2 or not code.isalpha() for code in codes):
        raise BadRequest("Invalid value for 'countrycode' parameter. Expected two letters.")
    return codes


def _tag(text: str) -> TagFilter:
    """`key:value`, `key`, `:value`; with `!` in front or, for the value alone, after the colon: not that."""
    how: Literal["include", "exclude", "exclude_value"] = "include"
    if text.startswith("!"):
        how, text = "exclude", text[1:]
    elif ":!" in text:
        how, text = "exclude_value", text.replace(":!", ":", 1)
    key, _, value = text.partition(":")
    if not (key or value):
        raise BadRequest("Invalid value for 'osm_tag' parameter.")
    return TagFilter(key or None, value or None, how)


def _number(given: dict[str, list[str]], name: str, usual: float) -> float:
    if name not in given:
        return usual
    try:
        number = float(given[name][0])
    except ValueError:
        raise BadRequest(f"Invalid value for '{name}' parameter. Expected a number.") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise BadRequest(f"Invalid value for '{name}' parameter. Expected a number.")
    return number


def _flag(given: dict[str, list[str]], name: str, usual: str = "true") -> bool:
    return given.get(name, [usual])[0].lower() in ("true", "1", "yes")
