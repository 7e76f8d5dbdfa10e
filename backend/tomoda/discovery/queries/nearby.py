"""Events nearby, as they are asked for all the time."""

import msgspec

from tomoda.core.geo import Circle
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.discovery.queries import cards
from tomoda.discovery.queries.cards import Choice, When, until
from tomoda.discovery.schemas import NearbyEvents

_NEAR = f"""
    with here as materialized (select st_setsrid(st_makepoint($2, $3), 4326)::geography as point),
    {cards.ME.format(now="$5")},
    near as (
        select e.*, st_distance(e.shown, here.point) as metres
        from here, me, now cross join lateral (
            select e.* from events e where {cards.LISTED} and e.starts_at < $6 and {cards.near_by("here.point")}
            order by e.shown <-> here.point limit $7
        ) e
        where st_dwithin(e.shown, here.point, $4)
    )
"""
_FROM = f"from near e cross join me cross join now {cards.JOINED}"


def _each(statement: str) -> str:
    """A statement with its parameters taken from a row of `q`; the instant is the same for all."""
    columns = {"$1": "q.viewer", "$2": "q.lon", "$3": "q.lat", "$4": "q.metres", "$6": "q.until", "$7": "q.most"}
    for parameter, column in columns.items():
        statement = statement.replace(parameter, column)
    return f"""
        select answer.*
        from unnest($1::uuid[], $2::float8[], $3::float8[], $4::float8[], $6::timestamptz[], $7::int[])
            with ordinality as q (viewer, lon, lat, metres, until, most, n)
        cross join lateral ({statement}) answer
        order by q.n
    """


_WHOLE = f"""
    {_NEAR}
    select row_to_json(answer) from (select coalesce(json_agg(
        (select row_to_json(found) from (select {cards.CARD} as event, round(e.metres) as metres) found)
        order by e.metres, e.id
    ), '[]') as data {_FROM}) answer
"""
NEARBY = sql(_WHOLE)
_CHOSEN = cards.CHOSEN.format(category="$8", tag="$9", tonight="$10")
NEARBY_CHOSEN = sql(_WHOLE.replace("and e.starts_at < $6", f"and e.starts_at < $6 and {_CHOSEN}"))
NEARBY_EACH = sql(_each(_WHOLE))


class Nearby(msgspec.Struct, frozen=True):
    """One question of `nearby`."""

    viewer: Viewer
    area: Circle
    when: When
    limit: int


async def nearby(tx: Tx, viewer: Viewer, area: Circle, choice: Choice, limit: int = 50) -> Json[NearbyEvents]:
    """What is on, or soon will be, within the circle; the nearest first. Distances in metres."""
    asked = (viewer.id, area.lon, area.lat, area.metres, tx.now, until(tx.now, choice.when), limit)
    if choice.plain:
        return await tx.json(NEARBY, *asked)
    return await tx.json(NEARBY_CHOSEN, *asked, *choice.columns)


async def nearby_each(tx: Tx, asked: list[Nearby]) -> list[bytes]:
    """What `nearby` answers to each of these, in one statement."""
    rows = await tx.rows(
        NEARBY_EACH,
        [one.viewer.id for one in asked],
        [one.area.lon for one in asked],
        [one.area.lat for one in asked],
        [one.area.metres for one in asked],
        tx.now,
        [until(tx.now, one.when) for one in asked],
        [one.limit for one in asked],
    )
    return [row[0] for row in rows]
