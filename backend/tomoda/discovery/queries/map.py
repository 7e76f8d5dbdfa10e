"""What is on in a viewport: each event by itself, or further out in clusters."""

import math
from typing import Literal

import msgspec

from tomoda.core.geo import CELL_ZOOM, Box, Point, cell
from tomoda.core.sql import Json, Statement, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.discovery.queries import cards, clusters
from tomoda.discovery.queries.cards import Choice, until
from tomoda.discovery.schemas import Map

type Whose = Literal["all", "friends", "mine"]

CLUSTER_BELOW = 11  # zoom: further out, events are clustered
WIDEST = 16  # tiles: what is wider or higher is shown as further out than it says
LARGEST_MAP = 300  # events
LIVE_CELLS = 24  # topics; a viewport of more cells is too far out to be followed live
SQUARE = 45 / 512  # degrees: the squares of `cell_of`
OUTLINE = 0.4  # squares: in what is smaller, events are found by its outline
# Up to so many squares, and how many events of each are looked at first: of few, enough for a corner of each.
LOOKED_AT_FIRST = ((4, 1000), (16, 400), (10**6, 100))
CHOSEN = cards.CHOSEN.format(category="$9", tag="$10", tonight="$11")

# By longitude and latitude: the index of places knows a box on the sphere, which bulges.
_NEAR_BY = cards.near_by("st_point(($2::float8 + $4) / 2, ($3::float8 + $5) / 2)::geography")
_INSIDE = "st_x(e.shown::geometry) between $2 and $4 and st_y(e.shown::geometry) between $3 and $5"
_IN_BOX = f"""
    select e.* from (
        select e.* from events e, me, now
        where {cards.INDEXED} and {cards.ON} and e.starts_at < $7
            and e.shown && st_makeenvelope($2, $3, $4, $5, 4326)::geography and {_INSIDE} and {_NEAR_BY}
        order by e.starts_at, e.id limit {LARGEST_MAP + 1}
    ) e
    where {cards.OF_SOMEBODY}
    order by e.starts_at, e.id limit $8 + 1
"""
# Of each square the soonest are looked at, which tells until when it is worth looking; then those until then. Both are
# read by the index and no further, however many there are. Limits are written out, so that the plan is made for few;
# `offset 0` keeps what is asked of each row away from other indexes, which would read all of a square to sort it.
_IN_SQUARES = f"""
    with squares as materialized (
        select x * 4096 + y as cell
        from generate_series(floor(($2::float8 + 180) * 512 / 45)::int, floor(($4::float8 + 180) * 512 / 45)::int) x,
             generate_series(floor(($3::float8 + 90) * 512 / 45)::int, floor(($5::float8 + 90) * 512 / 45)::int) y
    ), until as materialized (
        select coalesce((
            select e.starts_at from squares, me, now cross join lateral (
                select e.* from events e
                where cell_of(e.shown) = squares.cell and {cards.INDEXED} order by e.starts_at, e.id limit FIRST
            ) e
            where {cards.ON} and e.starts_at < $7 and {_INSIDE} and {_NEAR_BY}
            order by e.starts_at limit 1 offset {LARGEST_MAP}
        ), 'infinity') as at
    )
    select e.* from squares, me, now cross join lateral (
        select e.* from (
            select e.* from events e
            where cell_of(e.shown) = squares.cell and {cards.INDEXED} and e.starts_at <= (select at from until)
                and e.starts_at < $7
            order by e.starts_at, e.id offset 0
        ) e
        where {cards.ON} and {_INSIDE} and {_NEAR_BY}
        order by e.starts_at, e.id limit {LARGEST_MAP + 1}
    ) e
    where {cards.OF_SOMEBODY}
    order by e.starts_at, e.id limit $8 + 1
"""
# Public ones are counted in clusters besides, as everybody's are: a cluster says how many there are.
_MINE = f"""
    select e.* from events e, now
    where e.id = any(array({cards.MINE}))
        and e.state = 'scheduled' and e.ends_at > now.at and e.starts_at < $7 and {_INSIDE} and ONLY
        and may_see_event($1, e)
    order by e.starts_at, e.id limit $8 + 1
"""
_HIDDEN_FROM_MAP = f"(e.visibility <> 'public' or not {_NEAR_BY})"
# A public event is mine if I host it or may come, or if a friend hosts it; one that I have declined is not.
_NOT_CLUSTERED = """(
    e.visibility <> 'public' or e.host_id = $1
    or exists (select from friendships f where f.user_id = $1 and f.friend_id = e.host_id)
    or exists (
        select from rsvps r where r.event_id = e.id and r.user_id = $1
            and r.answer in ('going', 'maybe', 'offered', 'waitlisted', 'pending')
    )
    or exists (
        select from event_invitations i where i.event_id = e.id and i.user_id = $1 and i.declined_at is null
    )
)"""
# $12: whose are wanted. A friend's are those that friends host.
_OF_THEIRS = """case $12::text
    when 'friends' then exists (select from friendships f where f.user_id = $1 and f.friend_id = e.host_id)
    else e.host_id = $1
        or exists (
            select from rsvps r where r.event_id = e.id and r.user_id = $1
                and r.answer in ('going', 'maybe', 'offered', 'waitlisted', 'pending')
        )
end"""
_CARDS = f"""
    select coalesce(json_agg({cards.CARD} order by e.starts_at, e.id), '[]') as events
    from found e cross join me cross join now {cards.JOINED}
"""


def _each(listed: str) -> str:
    mine = _MINE.replace("ONLY", _HIDDEN_FROM_MAP)
    return f"""
        with {cards.ME.format(now="$6")}, listed as materialized ({listed}), mine as materialized ({mine}),
        found as ({_soonest("listed")} union all {_soonest("mine")})
        select cards.events, {_more("listed")} or {_more("mine")} as more from ({_CARDS}) cards
    """


def _soonest(of: str) -> str:
    return f"(select * from {of} order by starts_at, id limit $8)"


def _more(of: str) -> str:
    return f"(select count(*) > $8 from {of})"


def _chosen(statement: str) -> str:
    return statement.replace("and e.starts_at < $7", f"and e.starts_at < $7 and {CHOSEN}")


IN_BOX, IN_BOX_CHOSEN = sql(_each(_IN_BOX)), sql(_chosen(_each(_IN_BOX)))
_IN_SO_MANY = [(squares, _each(_IN_SQUARES.replace("FIRST", str(first)))) for squares, first in LOOKED_AT_FIRST]
IN_SQUARES = [(squares, sql(statement)) for squares, statement in _IN_SO_MANY]
IN_SQUARES_CHOSEN = [(squares, sql(_chosen(statement))) for squares, statement in _IN_SO_MANY]


OF_THEIRS = sql(f"""
    with {cards.ME.format(now="$6")}, mine as materialized ({_chosen(_MINE.replace("ONLY", _OF_THEIRS))}),
    found as {_soonest("mine")}
    select cards.events, {_more("mine")} as more from ({_CARDS}) cards
""")


def _clustered(counted: str) -> str:
    """My events, and clusters of all of them."""
    mine = _chosen(_MINE.replace("ONLY", _NOT_CLUSTERED))
    return f"""
        with {cards.ME.format(now="$6")}, mine as materialized ({mine}), found as {_soonest("mine")}, {counted}
        select cards.events, clusters.clusters, {_more("mine")} as more
        from ({_CARDS}) cards, ({clusters.TOGETHER}) clusters
    """


CLUSTERED = sql(_clustered(clusters.COUNTED))
CLUSTERED_BY_TAG = sql(_clustered(clusters.LOOKED_AT))


class _Half(msgspec.Struct):
    """What is in a viewport, or on one side of the 180th meridian: two arrays in JSON, and whether that is all."""

    events: bytes
    more: bool
    clusters: bytes = b"[]"


async def on_map(tx: Tx, viewer: Viewer, box: Box, zoom: float, choice: Choice, whose: Whose = "all") -> Json[Map]:
    """What is on in the viewport: the soonest events, or zoomed out clusters, and what is mine or of my friends.

    What is mine alone, or of my friends alone, is in no cluster, however far out.
    """
    halves = _halves(box)
    zoom = min(zoom, _widest(box, halves))
    if whose != "all":
        found = [await _theirs(tx, viewer, half, box, choice, whose) for half in halves]
    elif zoom < CLUSTER_BELOW:
        found = [await _far(tx, viewer, half, box, zoom, choice) for half in halves]
    else:
        found = [await _near(tx, viewer, half, box, choice) for half in halves]
    events, together = _joined([one.events for one in found]), _joined([one.clusters for one in found])
    more = b"true" if any(one.more for one in found) else b"false"
    cells = msgspec.json.encode(cells_of(box) if zoom >= CLUSTER_BELOW else [])
    return Json(b'{"events":' + events + b',"clusters":' + together + b',"cells":' + cells + b',"more":' + more + b"}")


async def _near(tx: Tx, viewer: Viewer, half: tuple[float, float], box: Box, choice: Choice) -> _Half:
    asked = (viewer.id, half[0], box.south, half[1], box.north, tx.now, until(tx.now, choice.when), LARGEST_MAP)
    across, up = (half[1] - half[0]) / SQUARE, (box.north - box.south) / SQUARE
    plain, chosen = IN_BOX, IN_BOX_CHOSEN
    if across * up >= OUTLINE:
        touched = (across + 1) * (up + 1)
        plain, chosen = _for(touched, IN_SQUARES), _for(touched, IN_SQUARES_CHOSEN)
    if choice.plain:
        return await tx.one(_Half, plain, *asked)
    return await tx.one(_Half, chosen, *asked, *choice.columns)


def _for(touched: float, of: list[tuple[int, Statement]]) -> Statement:
    """The statement for so many squares."""
    return next(one for squares, one in of if touched <= squares)


async def _theirs(tx: Tx, viewer: Viewer, half: tuple[float, float], box: Box, choice: Choice, whose: Whose) -> _Half:
    asked = (viewer.id, half[0], box.south, half[1], box.north, tx.now, until(tx.now, choice.when), LARGEST_MAP)
    return await tx.one(_Half, OF_THEIRS, *asked, *choice.columns, whose)


async def _far(tx: Tx, viewer: Viewer, half: tuple[float, float], box: Box, zoom: float, choice: Choice) -> _Half:
    before = until(tx.now, choice.when)
    asked = (viewer.id, half[0], box.south, half[1], box.north, tx.now, before, LARGEST_MAP, *choice.columns)
    level = math.floor(zoom)
    if choice.tag is None:
        counted = (level, clusters.level_of(level), choice.when == "all")
        return await tx.one(_Half, CLUSTERED, *asked, *counted)
    return await tx.one(_Half, CLUSTERED_BY_TAG, *asked, level)


def _joined(arrays: list[bytes]) -> bytes:
    """JSON arrays, one after the other."""
    return b"[" + b",".join(inner for one in arrays if (inner := one[1:-1].strip())) + b"]"


def _halves(box: Box) -> list[tuple[float, float]]:
    """West and east; two halves if the box crosses the 180th meridian."""
    return [(box.west, box.east)] if box.west <= box.east else [(box.west, 180.0), (-180.0, box.east)]


def _widest(box: Box, halves: list[tuple[float, float]]) -> float:
    """At which zoom at most so large a box is a viewport: it costs what is in it, whatever zoom it says."""
    across = max(sum(east - west for west, east in halves), box.north - box.south, 1e-9)
    return max(0.0, math.log2(360 * WIDEST / across))


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
