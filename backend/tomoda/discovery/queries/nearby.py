"""Events nearby, as they are asked for all the time.

Most cards say the same to everybody who has nothing to do with the event, so they are made once per version of the
event and its host, and kept in the process. What Postgres decides at each request is *which* events this viewer may
see, in which order, and which of the cards are their own.
"""

from itertools import repeat
from typing import Any

import msgspec
from asyncpg import Record

from tomoda.core.geo import Circle
from tomoda.core.kept import Kept
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.discovery.queries import cards
from tomoda.discovery.queries.cards import Choice, When, until
from tomoda.discovery.schemas import NearbyEvents

MOST_KEPT = 25_000  # cards in a generation, about 0.9 kB each

PLAIN = """
    e.host_id <> $1 and mine.answer is null and unseen.going = 0 and unseen.offered = 0
"""
"""Whether the card says to this viewer what it says to everybody."""

KEY = """
    concat(e.id, ' ', e.row_version, ' ', (select u.xmin from users u where u.id = e.host_id),
           case when now.at < e.starts_at then 's' when now.at < e.ends_at then 'o' else 'c' end)
"""
"""The version of a plain card: of its event, of its host, and what the clock makes of it."""

_NEAR = f"""
    with here as materialized (select st_setsrid(st_makepoint($2, $3), 4326)::geography as point),
    {cards.ME.format(now="$5")},
    near as (
        select e.*, st_distance(e.shown, here.point) as metres
        from here, me, now cross join lateral (
            select e.*, e.xmin as row_version from events e where {cards.LISTED} and e.starts_at < $6
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

# The same, but of plain cards only their versions; `own` is null where all are plain.
VERSIONS_EACH = sql(
    _each(f"""
        {_NEAR}
        select array_agg(key) as keys, array_agg(metres) as metres,
               case when bool_and(own is null) then null else array_agg(own) end as own
        from (
            select round(e.metres)::int as metres, {KEY} as key,
                   case when not ({PLAIN}) then {cards.CARD}::text end as own
            {_FROM}
            order by e.metres, e.id
        ) found
    """)
)

# By nobody who has anything to do with them; one that has changed meanwhile is left out.
PLAIN_CARDS = sql(f"""
    with me as (select '{{}}'::uuid[] as hidden), now as (select $3::timestamptz as at)
    select key, card::text from (
        select {KEY} as key, {cards.CARD.replace("$1", cards.NOBODY)} as card
        from (select e.*, e.xmin as row_version from events e where e.id = any($1)) e
        cross join me cross join now {cards.JOINED.replace("$1", cards.NOBODY)}
    ) made
    where key = any($2)
""")


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
    """What `nearby` answers to each of these, in one statement; a second one makes the cards that are not kept."""
    kept: Kept = tx.app.living.setdefault("discovery.cards", Kept(MOST_KEPT))
    questions = _columns(tx, asked)
    answers = await tx.rows(VERSIONS_EACH, *questions)
    plain = {key: kept.get(key) for answer in answers for key, own in _keys(answer) if own is None}
    if missing := [key for key, card in plain.items() if card is None]:
        made = await tx.rows(PLAIN_CARDS, [key.partition(" ")[0] for key in missing], missing, tx.now)
        if len(made) < len(missing):  # one has changed this very moment
            return [row[0] for row in await tx.rows(NEARBY_EACH, *questions)]
        for key, card in made:
            plain[key] = fresh = str(card).encode()
            kept.put(key, fresh)
    return [_joined(answer, plain) for answer in answers]


def _columns(tx: Tx, asked: list[Nearby]) -> tuple[Any, ...]:
    return (
        [one.viewer.id for one in asked],
        [one.area.lon for one in asked],
        [one.area.lat for one in asked],
        [one.area.metres for one in asked],
        tx.now,
        [until(tx.now, one.when) for one in asked],
        [one.limit for one in asked],
    )


def _keys(answer: Record) -> list[tuple[str, str | None]]:
    keys: list[str] = answer["keys"] or []
    return list(zip(keys, answer["own"] or repeat(None), strict=False))


def _joined(answer: Record, plain: dict[str, bytes | None]) -> bytes:
    found = [
        b'{"event":%b,"metres":%d}' % (plain[key] if own is None else own.encode(), metres)
        for (key, own), metres in zip(_keys(answer), answer["metres"] or (), strict=True)
    ]
    return b'{"data":[' + b",".join(found) + b"]}"
