"""Finding places: by what people type, by where they are, by who they are; and the time zone of a point."""

from typing import Any
from uuid import UUID

import msgspec
from tzfpy import get_tz

from tomoda.core.geo import Box, Circle, Point
from tomoda.core.personal import impersonal
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.words import fold
from tomoda.locations.errors import LocationNotFound, NothingToSearch
from tomoda.locations.schemas import THANKS, Location, Locations

impersonal("places of the public", "locations", "location_names")

LAST = "\U0010ffff"  # sorts after every other character
SHORT = 3  # prefixes up to this long have an index of their own, in which the important come first
REACH = 400  # how many of the nearest places are looked through for a match
DEEP = 5000  # how many of them are looked through if more than the name must fit
TOP = 150  # how many of the most important matches are weighed against the near ones


class Query(msgspec.Struct, frozen=True):
    """A text in the form in which it is looked up: a name that begins so, and what else must be there."""

    anchor: str
    patterns: list[str]


def read(text: str) -> list[str]:
    """The words to look up for a text. Raises NothingToSearch."""
    words = "".join(c if c.isalnum() or c in "'・ー" else " " for c in fold(text)).split()
    if not words:
        raise NothingToSearch
    return words


def _ways(text: str) -> list[Query]:
    """First as one phrase; of several words also by the one that says most, the others standing anywhere."""
    words = read(text)
    ways = [Query(" ".join(words), [])]
    if len(words) > 1:
        anchor = max(words, key=_weight)
        ways.append(Query(anchor, [_pattern(word) for word in words if word != anchor]))
    return ways


def _weight(word: str) -> int:
    """How much a word says: Chinese characters and kana say more than Latin letters."""
    return len(word) * (1 if word.isascii() else 3)


def _pattern(word: str) -> str:
    """A word stands at the beginning of one, except in scripts that leave no blanks."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"% {escaped}%" if ord(word[0]) < 0x2E80 else f"%{escaped}%"


_BOXED = """(
            $9::float8 is null
            or (
                st_y(l.place::geometry) between $10 and $12
                and case
                    when $9 <= $11 then st_x(l.place::geometry) between $9 and $11
                    else st_x(l.place::geometry) >= $9 or st_x(l.place::geometry) <= $11
                end
            )
        )"""

# Places with a name that begins so; weighed by importance and, if there is a point, by nearness.
# $1 prefix, $2 its end, $3 other words, $4 language, $5 limit, $6 and $7 longitude and latitude of the middle or null,
# $8 metres at which nearness weighs a third, $9 to $12 west, south, east, north of a box or null.
_MATCHING = f"""
    with important as materialized (
        select n.location_id as id, n.importance
        from (
            select n.location_id, n.importance from location_names n
            where {{prefix}}
            order by n.importance desc
            limit case when $3::text[] = '{{}}' and $9::float8 is null then {TOP} else {DEEP} end
        ) n
        join locations l on l.id = n.location_id
        where l.search like all ($3::text[]) and {_BOXED}
        order by n.importance desc
        limit {TOP}
    ),
    close as materialized (
        select l.id, named.importance
        from (
            select l.* from locations l
            where $6::float8 is not null
            order by l.place <-> st_point($6, $7)::geography
            limit {REACH}
        ) l
        cross join lateral (
            select max(n.importance) as importance
            from (select * from location_names n where n.location_id = l.id offset 0) n
            where n.folded >= $1::text collate "C" and n.folded < $2::text collate "C"
        ) named
        where named.importance is not null and l.search like all ($3::text[]) and {_BOXED}
    ),
    weighed as materialized (
        select l.id, d.metres, found.importance
            + coalesce(
                exp(-least(d.metres / $8::float8, 50)) + 0.4 * exp(-least(d.metres / ($8::float8 * 30), 50)), 0
            )
            + case when l.search like ' ' || $1 || ' %' then 0.05 else 0 end as weight
        from (
            select id, max(importance) as importance
            from (select * from important union all select * from close) either
            group by id
        ) found
        join locations l using (id)
        cross join lateral (
            select st_distance(l.place, st_point($6, $7)::geography, false) as metres
        ) d
    ),
    shown as (
        select distinct on (location_name(l, $4), l.street, l.postcode, l.city, l.country, l.osm_value, l.geonames_id)
            l, weighed.metres, weighed.weight
        from weighed
        join locations l using (id)
        order by location_name(l, $4), l.street, l.postcode, l.city, l.country, l.osm_value, l.geonames_id,
            weighed.weight desc
    )
    select coalesce(json_agg(location_card(best.l, $4, best.metres::integer) order by best.weight desc), '[]')
    from (select * from shown order by weight desc limit $5) best
"""


def _matching(prefix: str) -> str:
    return _MATCHING.replace("{prefix}", prefix)


FIRST = sql(_matching("left(n.folded, 1) = $1 and $2::text <> $1"))
SECOND = sql(_matching("left(n.folded, 2) = $1 and $2::text <> $1"))
THIRD = sql(_matching("left(n.folded, 3) = $1 and $2::text <> $1"))
LONGER = sql(_matching('n.folded >= $1::text collate "C" and n.folded < $2::text collate "C"'))
BY_LENGTH = {1: FIRST, 2: SECOND, SHORT: THIRD}

ALL_WORDS = sql("""
    select coalesce(json_agg(location_card(best.l, $3, null) order by best.importance desc), '[]')
    from (
        select l, l.importance from locations l where l.search like all ($1::text[]) order by l.importance desc limit $2
    ) best
""")

ALIKE = sql("""
    select coalesce(json_agg(location_card(best.l, $3, null) order by best.weight desc), '[]')
    from (
        select l, word_similarity($1, l.search) + l.importance * 0.3 as weight
        from locations l
        where l.search %> $1
        order by weight desc
        limit $2
    ) best
""")

NEARBY = sql("""
    select coalesce(json_agg(location_card(near.l, $6, near.metres::integer) order by near.metres), '[]')
    from (
        select l, st_distance(l.place, st_point($1, $2)::geography) as metres
        from locations l
        where st_dwithin(l.place, st_point($1, $2)::geography, $3) and ($4::text is null or l.osm_key = $4)
        order by l.place <-> st_point($1, $2)::geography
        limit $5
    ) near
""")

ONE = sql("select location_card(l, $2, null) from locations l where l.id = $1")
TOWN = sql("""
    select coalesce(
        (select max(importance) from locations
         where geonames_id is not null and st_dwithin(place, st_point($1, $2)::geography, $3)),
        (select 0.0::real from locations where geonames_id is not null limit 1)
    )
""")
BY_OSM = sql("""
    select l.id from locations l
    where (l.osm_type = $1 and l.osm_id = $2) or ($2 < 0 and l.geonames_id = -$2)
""")


async def autocomplete(
    tx: Tx, text: str, lang: str, limit: int, near: Point | None = None, box: Box | None = None, blur: float = 3000
) -> Json[list[Location]]:
    """Places with a name that begins as typed, any word of it; near and important ones first.

    `blur`: the distance in metres at which nearness counts for a third of what it does on the spot.
    """
    near = near or (_middle(box) if box else None)
    found = Json[list[Location]](b"[]")
    for query in _ways(text):
        found = await tx.json(
            BY_LENGTH.get(len(query.anchor), LONGER),
            query.anchor,
            query.anchor + LAST,
            query.patterns,
            lang,
            limit,
            *((near.lon, near.lat) if near else (None, None)),
            blur,
            *((box.west, box.south, box.east, box.north) if box else (None, None, None, None)),
        )
        if found != b"[]":
            break
    return found


def _middle(box: Box) -> Point:
    east = box.east if box.west <= box.east else box.east + 360
    lon = (box.west + east) / 2
    return Point((box.south + box.north) / 2, lon if lon <= 180 else lon - 360)


async def alike(tx: Tx, text: str, lang: str, limit: int) -> Json[list[Location]]:
    """Places that have all these words somewhere in name, kind or address; else those with a similar name."""
    words = read(text)
    found = await tx.json(ALL_WORDS, [_pattern(word) for word in words], limit, lang)
    return found if found != b"[]" else await tx.json(ALIKE, " ".join(words), limit, lang)


async def nearby(tx: Tx, area: Circle, key: str | None, lang: str, limit: int) -> Json[list[Location]]:
    """What is within the circle, the nearest first; `key` is a tag of OpenStreetMap such as `amenity`."""
    return await tx.json(NEARBY, area.lon, area.lat, area.metres, key, limit, lang)


async def one(tx: Tx, location_id: UUID, lang: str) -> Json[Location]:
    """A place. Raises LocationNotFound."""
    try:
        return await tx.json(ONE, location_id, lang)
    except LookupError:
        raise LocationNotFound from None


async def id_of(tx: Tx, osm: str) -> UUID | None:
    """Our id of a place of OpenStreetMap ("N25287150"), or of GeoNames if the number is negative."""
    return await tx.value(BY_OSM, osm[0], int(osm[1:]))


async def largest_town(tx: Tx, point: Point, metres: float) -> float | None:
    """The importance of the largest town within so many metres, 0 if there is none; None if no towns are known."""
    return await tx.value(TOWN, point.lon, point.lat, metres)


def thanked(found: list[Location]) -> Locations:
    """The places with whom to thank for them."""
    return Locations(found, [thanks for source, thanks in THANKS.items() if any(x.source == source for x in found)])


def decoded(cards: Json[Any]) -> list[Location]:
    """The cards, to look into."""
    return msgspec.json.decode(cards, type=list[Location])


def time_zone_at(point: Point) -> str:
    """The IANA zone that rules at a point; at sea, the nautical one."""
    return get_tz(point.lon, point.lat) or "Etc/UTC"
