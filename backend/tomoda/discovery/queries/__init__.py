"""What is on around here: asked from events, people and places."""

import math

import msgspec

from tomoda.core.geo import CELL_ZOOM, Box, Point, cell
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line
from tomoda.discovery.queries import cards
from tomoda.discovery.queries.cards import Choice, until
from tomoda.discovery.schemas import FoundEvents, Map

CLUSTER_BELOW = 11  # zoom: further out, events are clustered
CLUSTERS_ACROSS = 8  # how many clusters fit across a viewport of one tile
LARGEST_MAP = 300  # events
LIVE_CELLS = 24  # topics; a viewport of more cells is too far out to be followed live

# Mine are never clustered away, nor are my friends'.
_ON_MAP = f"""
    with box as materialized (select st_makeenvelope($2, $3, $4, $5, 4326)::geography as area),
    {cards.ME.format(now="$6")},
    found as (
        (select e.* from events e, box, me, now
        where {cards.LISTED} and e.starts_at < $7
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
    select coalesce(json_agg({cards.CARD} order by e.starts_at, e.id), '[]')
    from found e cross join me cross join now {cards.JOINED}
"""
_CHOSEN = cards.CHOSEN.format(category="$10", tag="$11", tonight="$12")
ON_MAP = sql(_ON_MAP)
ON_MAP_CHOSEN = sql(_ON_MAP.replace("and e.starts_at < $7", f"and e.starts_at < $7 and {_CHOSEN}"))

_CLUSTERS = f"""
    with box as materialized (select st_makeenvelope($2, $3, $4, $5, 4326)::geography as area),
    {cards.ME.format(now="$6")}
    select coalesce(json_agg(json_build_object('lat', lat, 'lon', lon, 'count', n) order by n desc, lat, lon), '[]')
    from (
        select avg(st_y(e.shown::geometry)) as lat, avg(st_x(e.shown::geometry)) as lon, count(*) as n
        from events e, box, me, now
        where {cards.LISTED} and e.starts_at < $7 and e.shown && box.area
        group by st_snaptogrid(e.shown::geometry, $8)
    ) grid
"""
CLUSTERS = sql(_CLUSTERS)
_CLUSTERED = cards.CHOSEN.format(category="$9", tag="$10", tonight="$11")
CLUSTERS_CHOSEN = sql(_CLUSTERS.replace("and e.starts_at < $7", f"and e.starts_at < $7 and {_CLUSTERED}"))


_WANTED = cards.CHOSEN.format(category="$5", tag="$8", tonight="$9")

# By words of the title, the place and the tags in any script, or by who hosts; the soonest first.
SEARCH = sql(f"""
    with {cards.ME.format(now="$3")},
    found as (
        select e.* from events e where e.id in (
            (select e.id from events e, me, now
            where {cards.LISTED} and e.starts_at < $4 and {_WANTED}
                and grams(event_words(e.title, e.place_name, e.tags)) @> grams(search_form($2))
                and not exists (
                    select from unnest(string_to_array(search_form($2), ' ')) word
                    where position(word in event_words(e.title, e.place_name, e.tags)) = 0
                )
            order by e.starts_at, e.id limit $6)
            union
            (select e.id from users host join events e on e.host_id = host.id cross join me cross join now
            where length($2) > 2 and (host.username_folded = search_form($2) or lower(host.display_name) like $7)
                and {cards.LISTED} and e.starts_at < $4 and {_WANTED}
            order by e.starts_at, e.id limit $6)
        )
    )
    select json_build_object('data', coalesce(json_agg(card order by starts_at, id), '[]')) from (
        select {cards.CARD} as card, e.starts_at, e.id from found e cross join me cross join now {cards.JOINED}
        order by e.starts_at, e.id limit $6
    ) cards
""")


async def search(tx: Tx, viewer: Viewer, words: str, choice: Choice, limit: int = 50) -> Json[FoundEvents]:
    """Public events whose title, place, tags or host these words name; the soonest first."""
    asked = clean_line(words)
    host = asked.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    category, tag, tonight = choice.columns
    until_then = until(tx.now, choice.when)
    return await tx.json(SEARCH, viewer.id, asked, tx.now, until_then, category, limit, host, tag, tonight)


async def on_map(tx: Tx, viewer: Viewer, box: Box, zoom: float, choice: Choice) -> Json[Map]:
    """What is on in the viewport: each event, or zoomed out clusters, and mine."""
    events, clusters = b"[", b"["
    for west, east in _halves(box):
        corners = (west, box.south, east, box.north)
        before = until(tx.now, choice.when)
        far = zoom < CLUSTER_BELOW
        chosen = () if choice.plain else choice.columns
        asked = (viewer.id, *corners, tx.now, before)
        found = await tx.json(ON_MAP if choice.plain else ON_MAP_CHOSEN, *asked, LARGEST_MAP, far, *chosen)
        events = _joined(events, found)
        if far:
            grid = 360 / 2**zoom / CLUSTERS_ACROSS
            near = await tx.json(CLUSTERS if choice.plain else CLUSTERS_CHOSEN, *asked, grid, *chosen)
            clusters = _joined(clusters, near)
    cells = msgspec.json.encode(cells_of(box) if zoom >= CLUSTER_BELOW else [])
    return Json(b'{"events":' + events + b'],"clusters":' + clusters + b'],"cells":' + cells + b"}")


def _joined(before: bytes, more: bytes) -> bytes:
    """JSON arrays, one after the other; `before` is still open."""
    inner = more[1:-1].strip()
    return before + (b"," if inner and before != b"[" else b"") + inner


def _halves(box: Box) -> list[tuple[float, float]]:
    """West and east; two halves if the box crosses the 180th meridian."""
    return [(box.west, box.east)] if box.west <= box.east else [(box.west, 180.0), (-180.0, box.east)]


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
