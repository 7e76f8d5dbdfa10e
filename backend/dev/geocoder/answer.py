"""Answers what was asked out of `locations`, as GeoJSON in Photon's shape."""

from typing import Any

import msgspec

from dev.geocoder.ask import Common, Reverse, Search, TagFilter
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.locations import queries
from tomoda.locations.errors import NothingToSearch

WIDEST = 40_000_000  # metres around the equator, at zoom 0
POOL = 50  # how many are looked at before the filters
ROUND = 400  # how many of the nearest are looked at before the filters

FEATURES = sql("""
    select l.id, json_build_object(
        'type', 'Feature',
        'properties', json_strip_nulls(json_build_object(
            'osm_type', coalesce(l.osm_type, 'N'),
            'osm_id', coalesce(l.osm_id, -l.geonames_id),
            'osm_key', l.osm_key,
            'osm_value', l.osm_value,
            'type', l.kind,
            'postcode', l.postcode,
            'housenumber', l.housenumber,
            'countrycode', l.country_code,
            'name', coalesce(l.names ->> $2, l.name),
            'country', l.country,
            'city', case when l.kind = 'city' then null else l.city end,
            'district', l.district,
            'street', l.street,
            'state', l.state,
            'extent', case when l.west is not null then json_build_array(l.west, l.north, l.east, l.south) end
        )),
        'geometry', json_build_object(
            'type', 'Point', 'coordinates', json_build_array(st_x(l.place::geometry), st_y(l.place::geometry))
        )
    ) as feature, l.kind, l.osm_key, l.osm_value, l.country_code, l.postcode, coalesce(l.names ->> $2, l.name) as name,
        l.geonames_id
    from unnest($1::uuid[]) with ordinality as wanted (id, n)
    join locations l using (id)
    order by wanted.n
""")
AROUND = sql("""
    select near.id
    from (
        select l.id, l.place from locations l order by l.place <-> st_point($1, $2)::geography limit $4
    ) near
    where st_dwithin(near.place, st_point($1, $2)::geography, $3)
    order by st_distance(near.place, st_point($1, $2)::geography)
""")
LATEST = sql("select max(created_at) from locations")


async def search(tx: Tx, ask: Search) -> bytes:
    """Places whose name begins as typed, in any script; then those with a similar name."""
    try:
        cards = await queries.autocomplete(tx, ask.text, _lang(ask.common), POOL, ask.point, ask.box, _blur(ask))
        found = [card.id for card in queries.decoded(cards)]
        if not found and ask.box is None:
            found = [card.id for card in queries.decoded(await queries.alike(tx, ask.text, _lang(ask.common), POOL))]
    except NothingToSearch:
        found = []
    return await _features(tx, ask.common, ask.countries, found)


async def reverse(tx: Tx, ask: Reverse) -> bytes:
    """What is around a point, the nearest first."""
    rows = await tx.rows(AROUND, ask.point.lon, ask.point.lat, ask.radius, ROUND)
    return await _features(tx, ask.common, [], [row["id"] for row in rows])


async def status(tx: Tx) -> bytes:
    """Whether it answers, and from when its places are."""
    latest = await tx.value(LATEST)
    return msgspec.json.encode({"status": "Ok", "import_date": latest, "version": "tomoda-dev"})


def _lang(ask: Common) -> str:
    return "" if ask.lang == "default" else ask.lang


def _blur(ask: Search) -> float:
    """How wide nearness reaches: what a viewport of this zoom shows, wider if importance is to count for more."""
    return max(100.0, WIDEST / 2**ask.zoom * (1 + 4 * ask.scale))


async def _features(tx: Tx, ask: Common, countries: list[str], ids: list[Any]) -> bytes:
    kept: list[bytes] = []
    seen: set[tuple[Any, ...]] = set()
    for row in await tx.rows(FEATURES, ids, _lang(ask)):
        same = (row["name"], row["postcode"], row["osm_value"], row["geonames_id"])  # two towns are two
        if not _wanted(ask, countries, row) or (ask.dedupe and row["name"] is not None and same in seen):
            continue
        seen.add(same)
        kept.append(row["feature"])
    return b'{"type":"FeatureCollection","features":[' + b",".join(kept[: ask.limit]) + b"]}"


def _wanted(ask: Common, countries: list[str], row: Any) -> bool:
    if ask.layers and row["kind"] not in ask.layers:
        return False
    if countries and row["country_code"] not in countries:
        return False
    included = [tag for tag in ask.tags if tag.how == "include"]
    if included and not any(_is(tag, row) for tag in included):
        return False
    return not any(_excludes(tag, row) for tag in ask.tags)


def _is(tag: TagFilter, row: Any) -> bool:
    return tag.key in (None, row["osm_key"]) and tag.value in (None, row["osm_value"])


def _excludes(tag: TagFilter, row: Any) -> bool:
    """`!key:value` leaves out that pair, `key:!value` keeps a key but for one value."""
    if tag.how == "exclude":
        return _is(tag, row)
    if tag.how == "exclude_value":
        return row["osm_value"] == tag.value or (tag.key is not None and row["osm_key"] != tag.key)
    return False
