"""What is on around here: asked from events, people and places."""

import math
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from tomoda.core.geo import CELL_ZOOM, Box, Circle, Point, cell
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line
from tomoda.discovery.schemas import FoundEvents, Map, NearbyEvents

type When = Literal["now", "tonight", "week", "all"]

CLUSTER_BELOW = 11  # zoom: further out, events are clustered
CLUSTERS_ACROSS = 8  # how many clusters fit across a viewport of one tile
LARGEST_MAP = 300  # events
LIVE_CELLS = 24  # topics; a viewport of more cells is too far out to be followed live

# The same card as the function `event_card` makes, for many at once: joined, where a function would be called.
# `row_to_json` leaves out the blanks that `json_build_object` puts in: an eighth of all bytes.
# It stands in a statement with `me` (what is hidden from the viewer), `e` and `mine`.
_CARD = """
    (select row_to_json(card) from (select
        e.id, e.title, e.category,
        (
            select row_to_json(h) from (
                select host.id, host.username, host.display_name from users host where host.id = e.host_id
            ) h
        ) as host,
        (
            select row_to_json(p) from (
                select round(st_y(at.point)::numeric, 6) as lat, round(st_x(at.point)::numeric, 6) as lon,
                       e.place_name as name, case when at.exact then e.address else '' end as address, at.exact
            ) p
        ) as place,
        e.starts_at, e.ends_at, e.time_zone, e.local_start, e.local_end,
        case when now.at < e.starts_at then 'scheduled' when now.at < e.ends_at then 'ongoing'
             else 'completed' end as status,
        e.tentative, e.seats,
        case when e.guest_list <> 'hidden' or e.host_id = $1 then e.going - unseen.going end as going,
        e.seats is not null and e.going + e.offered - unseen.going - unseen.offered >= e.seats as full,
        e.join_mode, e.plus_max, case when e.host_id = $1 then 'host' else mine.answer end as mine,
        e.visibility, e.version
    ) card)
"""

_ME = "me as materialized (select hidden_from($1) as hidden), now as materialized (select {now}::timestamptz as at)"

# Looked up by key for each of the few rows, whatever the planner believes of the tables' sizes: a join here
# became a scan of all people once the plan was kept for any limit.
_JOINED = """
    cross join lateral (
        select coalesce(sum(r.party) filter (where r.answer = 'going'), 0) as going,
               coalesce(sum(r.party) filter (where r.answer = 'offered'), 0) as offered
        from rsvps r
        where me.hidden <> '{}' and r.event_id = e.id and r.answer in ('going', 'offered')
            and r.user_id = any(me.hidden)
    ) unseen
    cross join lateral (
        select (select r.answer from rsvps r where r.event_id = e.id and r.user_id = $1) as answer offset 0
    ) mine
    cross join lateral (
        select exact, (case when exact then e.place else e.shown end)::geometry as point
        from (select coalesce(e.address_for = 'everyone' or e.host_id = $1 or mine.answer = 'going', false)) as x(exact)
    ) at
"""

# Public, not over, of a host whom the viewer may see.
_LISTED = """
    e.state = 'scheduled' and e.visibility = 'public' and e.ends_at > now.at
    and e.host_id <> all(me.hidden)
    and exists (select from users u where u.id = e.host_id and (u.state = 'active' or u.id = $1))
"""


def _each(statement: str) -> str:
    """A statement with its parameters taken from a row of `q`; the instant is the same for all."""
    columns = {"$1": "q.viewer", "$2": "q.lon", "$3": "q.lat", "$4": "q.metres", "$6": "q.until", "$7": "q.most"}
    for parameter, column in columns.items():
        statement = statement.replace(parameter, column)
    return statement


_NEARBY = f"""
    with here as materialized (select st_setsrid(st_makepoint($2, $3), 4326)::geography as point),
    {_ME.format(now="$5")},
    near as (
        select e.*, st_distance(e.shown, here.point) as metres
        from here, me, now cross join lateral (
            select e.* from events e where {_LISTED} and e.starts_at < $6
            order by e.shown <-> here.point limit $7
        ) e
        where st_dwithin(e.shown, here.point, $4)
    )
    select row_to_json(answer) from (select coalesce(json_agg(
        (select row_to_json(found) from (select {_CARD} as event, round(e.metres) as metres) found)
        order by e.metres, e.id
    ), '[]') as data
    from near e cross join me cross join now {_JOINED}) answer
"""

NEARBY = sql(_NEARBY)

# The same for several at once: each row of `q` is a question.
NEARBY_EACH = sql(f"""
    select (
        {_each(_NEARBY)}
    ) as answer
    from unnest($1::uuid[], $2::float8[], $3::float8[], $4::float8[], $6::timestamptz[], $7::int[])
        with ordinality as q (viewer, lon, lat, metres, until, most, n)
    order by q.n
""")

# Mine are never clustered away, nor are my friends'.
ON_MAP = sql(f"""
    with box as materialized (select st_makeenvelope($2, $3, $4, $5, 4326)::geography as area),
    {_ME.format(now="$6")},
    found as (
        (select e.* from events e, box, me, now
        where {_LISTED} and e.starts_at < $7
            and e.shown && box.area and (not $9 or e.host_id = $1 or exists (
                select from rsvps r where r.event_id = e.id and r.user_id = $1 and r.answer in ('going', 'maybe')
            ))
        order by e.starts_at, e.id limit $8)
        union all
        (select e.* from events e, box, now
        where e.id = any(array(
                select h.id from friendships f join events h on h.host_id = f.friend_id
                where f.user_id = $1 and h.visibility = 'friends' and h.state = 'scheduled'
                union select id from events where host_id = $1
                union select event_id from rsvps where user_id = $1
                union select event_id from event_invitations where user_id = $1
            ))
            and e.state = 'scheduled' and e.visibility <> 'public' and e.ends_at > now.at and e.starts_at < $7
            and e.shown && box.area and may_see_event($1, e)
        order by e.starts_at, e.id limit $8)
    )
    select coalesce(json_agg({_CARD} order by e.starts_at, e.id), '[]')
    from found e cross join me cross join now {_JOINED}
""")

CLUSTERS = sql(f"""
    with box as materialized (select st_makeenvelope($2, $3, $4, $5, 4326)::geography as area),
    {_ME.format(now="$6")}
    select coalesce(json_agg(json_build_object('lat', lat, 'lon', lon, 'count', n) order by n desc, lat, lon), '[]')
    from (
        select avg(st_y(e.shown::geometry)) as lat, avg(st_x(e.shown::geometry)) as lon, count(*) as n
        from events e, box, me, now
        where {_LISTED} and e.starts_at < $7 and e.shown && box.area
        group by st_snaptogrid(e.shown::geometry, $8)
    ) grid
""")


# By words of the title and the place in any script, or by who hosts; the soonest first.
SEARCH = sql(f"""
    with {_ME.format(now="$3")},
    found as (
        select e.* from events e where e.id in (
            (select e.id from events e, me, now
            where {_LISTED} and e.starts_at < $4 and ($5::text is null or e.category = $5)
                and grams(search_form(e.title || ' ' || e.place_name)) @> grams(search_form($2))
                and not exists (
                    select from unnest(string_to_array(search_form($2), ' ')) word
                    where position(word in search_form(e.title || ' ' || e.place_name)) = 0
                )
            order by e.starts_at, e.id limit $6)
            union
            (select e.id from users host join events e on e.host_id = host.id cross join me cross join now
            where length($2) > 2 and (host.username_folded = search_form($2) or lower(host.display_name) like $7)
                and {_LISTED} and e.starts_at < $4 and ($5::text is null or e.category = $5)
            order by e.starts_at, e.id limit $6)
        )
    )
    select json_build_object('data', coalesce(json_agg(card order by starts_at, id), '[]')) from (
        select {_CARD} as card, e.starts_at, e.id from found e cross join me cross join now {_JOINED}
        order by e.starts_at, e.id limit $6
    ) cards
""")


async def search(
    tx: Tx, viewer: Viewer, words: str, when: When = "all", category: str | None = None, limit: int = 50
) -> Json[FoundEvents]:
    """Public events whose title, place or host these words name; the soonest first."""
    asked = clean_line(words)
    host = asked.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return await tx.json(SEARCH, viewer.id, asked, tx.now, _until(tx.now, when), category, limit, host)


async def nearby(tx: Tx, viewer: Viewer, area: Circle, when: When = "all", limit: int = 50) -> Json[NearbyEvents]:
    """What is on, or soon will be, within the circle; the nearest first. Distances in metres."""
    return await tx.json(NEARBY, viewer.id, area.lon, area.lat, area.metres, tx.now, _until(tx.now, when), limit)


class Nearby(msgspec.Struct, frozen=True):
    """One question of `nearby`."""

    viewer: Viewer
    area: Circle
    when: When
    limit: int


async def nearby_each(tx: Tx, asked: list[Nearby]) -> list[bytes]:
    """What `nearby` answers to each of these, in one statement."""
    rows = await tx.rows(
        NEARBY_EACH,
        [one.viewer.id for one in asked],
        [one.area.lon for one in asked],
        [one.area.lat for one in asked],
        [one.area.metres for one in asked],
        tx.now,
        [_until(tx.now, one.when) for one in asked],
        [one.limit for one in asked],
    )
    return [row[0] for row in rows]


async def on_map(tx: Tx, viewer: Viewer, box: Box, zoom: float, when: When = "all") -> Json[Map]:
    """What is on in the viewport: each event, or zoomed out clusters, and mine."""
    events, clusters = b"[", b"["
    for west, east in _halves(box):
        corners = (west, box.south, east, box.north)
        until = _until(tx.now, when)
        far = zoom < CLUSTER_BELOW
        found = await tx.json(ON_MAP, viewer.id, *corners, tx.now, until, LARGEST_MAP, far)
        events = _joined(events, found)
        if far:
            grid = 360 / 2**zoom / CLUSTERS_ACROSS
            clusters = _joined(clusters, await tx.json(CLUSTERS, viewer.id, *corners, tx.now, until, grid))
    cells = msgspec.json.encode(cells_of(box) if zoom >= CLUSTER_BELOW else [])
    return Json(b'{"events":' + events + b'],"clusters":' + clusters + b'],"cells":' + cells + b"}")


def _joined(before: bytes, more: bytes) -> bytes:
    """JSON arrays, one after the other; `before` is still open."""
    inner = more[1:-1].strip()
    return before + (b"," if inner and before != b"[" else b"") + inner


def _halves(box: Box) -> list[tuple[float, float]]:
    """West and east; two halves if the box crosses the 180th meridian."""
    return [(box.west, box.east)] if box.west <= box.east else [(box.west, 180.0), (-180.0, box.east)]


def _until(now: datetime, when: When) -> datetime:
    """Before when an event must start: within the hour, within twelve hours, within a week, or at any time."""
    spans = {"now": timedelta(hours=1), "tonight": timedelta(hours=12), "week": timedelta(days=7)}
    return now + spans.get(when, timedelta(days=400))


def cells_of(box: Box) -> list[str]:
    """The map cells in the box, none if there are more than can be followed."""
    width = 360 / 2**CELL_ZOOM
    found: set[str] = set()
    for west, east in _halves(box):
        columns = math.floor((east - west) / width) + 2
        if columns > LIVE_CELLS:
            return []
        found |= {one for x in range(columns) for one in _column(min(west + x * width, east), box)}
        if len(found) > LIVE_CELLS:
            return []
    return sorted(found)


def _column(lon: float, box: Box) -> set[str]:
    _, x, top = cell(Point(box.north, lon)).split(".")
    _, _, bottom = cell(Point(box.south, lon)).split(".")
    return {f"{CELL_ZOOM}.{x}.{y}" for y in range(int(top), min(int(bottom), int(top) + LIVE_CELLS) + 1)}
