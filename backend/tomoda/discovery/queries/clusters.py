"""Clusters: how many events there are in each square of the map, and where on average, from counts that events keep.

A cluster is a whole square of 45/2^zoom degrees that the viewport touches, and says how many public events are on in
it, to the minute, of hosts whom the viewer may see. What the counts do not have yet is added from `event_changes`, and
what only this viewer may not see is taken off: the sums are whole numbers, so that nothing is left of it.
"""

from tomoda.discovery.queries.cards import CHOSEN
from tomoda.events.actions.counting import LEVELS

# How many end after now, less those that begin too late for what is asked. For this evening each zone has its own
# bounds, otherwise there is one pair (zone null). `ending` and `starting` are the first minutes that count, or no more.
_BOUNDS = """
    bounds as materialized (
        select null::text as zone, minute_of(now.at) + 1 as ending,
               case when not $14::boolean then minute_after($7) end as starting
        from now where not $11::boolean
        union all
        select zone, greatest(minute_of(now.at), minute_of(evening_begins(zone, now.at))) + 1,
               minute_after(evening_ends(zone, now.at))
        from now, (
            select c.zone from event_counts c, squares s
            where c.level = $13 and c.category = '' and c.ending and c.span = 0
                and c.x between s.west and s.east and c.y between s.south and s.north
            union select c.zone from event_changes c
        ) zones
        where $11::boolean
    )
"""
_SQUARES = """
    squares as materialized (
        select (westmost << finer) as west, ((eastmost + 1) << finer) - 1 as east,
               (southmost << finer) as south, ((northmost + 1) << finer) - 1 as north, finer, next_hour
        from (
            select (((($2::float8 + 180) * 1e6)::bigint << $12::int) / 45000000)::int as westmost,
                   (((($4::float8 + 180) * 1e6)::bigint << $12::int) / 45000000)::int as eastmost,
                   (((($3::float8 + 90) * 1e6)::bigint << $12::int) / 45000000)::int as southmost,
                   (((($5::float8 + 90) * 1e6)::bigint << $12::int) / 45000000)::int as northmost,
                   $13::int - $12::int as finer, minute_of(now.at) / 60 + 1 as next_hour
            from now
        ) corners
    )
"""
# All that is before a bound: minutes until the next hour is full, then hours, then minutes again.
_SLOTS = """
    slots as materialized (
        select s.ending, s.span, s.low, s.high
        from (
            select true as ending, min(ending) as first, max(ending) as last from bounds
            union all select false, min(starting), max(starting) from bounds
        ) bound, squares, lateral (values
            (bound.ending, 0, 0, 1),
            (bound.ending, 1, 0, least(last, next_hour * 60)),
            (bound.ending, 60, next_hour, last / 60),
            (bound.ending, 1, greatest(first / 60, next_hour) * 60, last)
        ) s (ending, span, low, high)
        where last is not null and low < high
    )
"""
_FOLDED = """
    folded as (
        select c.x >> squares.finer as x, c.y >> squares.finer as y,
               case when (c.span = 0) = c.ending then c.n else -c.n end as n,
               case when (c.span = 0) = c.ending then c.lon else -c.lon end as lon,
               case when (c.span = 0) = c.ending then c.lat else -c.lat end as lat
        from squares cross join slots cross join generate_series(squares.west, squares.east) at
        cross join lateral (
            select c.* from event_counts c
            where c.level = $13 and c.category = coalesce($9, '') and c.ending = slots.ending and c.span = slots.span
                and c.x = at and c.slot >= slots.low and c.slot < slots.high
                and c.y between squares.south and squares.north
            offset 0
        ) c
        join bounds b on b.zone is null or b.zone = c.zone
        cross join lateral (select case when c.ending then b.ending else b.starting end as minute) bound
        where case c.span
            when 0 then true
            when 60 then c.slot < bound.minute / 60
            else c.slot < least(bound.minute, squares.next_hour * 60)
                or (c.slot >= greatest(bound.minute / 60, squares.next_hour) * 60 and c.slot < bound.minute)
        end
    )
"""
_CORRECTED = """
    corrected as (
        select ((p.lon << $12::int) / 45000000)::int as x, ((p.lat << $12::int) / 45000000)::int as y,
               p.n, p.n * p.lon as lon, p.n * p.lat as lat
        from (
            select n, category, zone, starts, ends, lon, lat from event_changes
            union all
            select -1, e.category, e.time_zone, minute_of(e.starts_at), minute_after(e.ends_at),
                   micro_lon(e.shown), micro_lat(e.shown)
            from events e, me
            where e.host_id = any(me.hidden) and e.state = 'scheduled' and e.visibility = 'public' and not e.over
                and not e.right_now
        ) p join bounds b on b.zone is null or b.zone = p.zone cross join squares s
        where p.ends >= b.ending and (b.starting is null or p.starts < b.starting)
            and ($9::text is null or p.category = $9)
            and (p.lon << $13::int) / 45000000 between s.west and s.east
            and (p.lat << $13::int) / 45000000 between s.south and s.north
    )
"""
_SUMS = "sums as (select * from folded union all select * from corrected)"
COUNTED = ", ".join((_SQUARES, _BOUNDS, _SLOTS, _FOLDED, _CORRECTED, _SUMS))
"""Of the map's parameters, $12 the zoom, $13 the level of the counts, and $14 whether any time will do."""

_TAGGED = CHOSEN.format(category="$9", tag="$10", tonight="$11")
LOOKED_AT = f"""
    squares as materialized (
        select (((($2::float8 + 180) * 1e6)::bigint << $12::int) / 45000000)::int as west,
               (((($4::float8 + 180) * 1e6)::bigint << $12::int) / 45000000)::int as east,
               (((($3::float8 + 90) * 1e6)::bigint << $12::int) / 45000000)::int as south,
               (((($5::float8 + 90) * 1e6)::bigint << $12::int) / 45000000)::int as north
    ), sums as (
        select ((lon << $12::int) / 45000000)::int as x, ((lat << $12::int) / 45000000)::int as y, 1 as n, lon, lat
        from events e cross join me cross join now cross join squares s
        cross join lateral (select micro_lon(e.shown) as lon, micro_lat(e.shown) as lat) p
        where e.state = 'scheduled' and e.visibility = 'public' and not e.over and not e.right_now
            and e.tags @> array[$10::text] and e.ends_at > now.at and e.starts_at < $7 and {_TAGGED}
            and e.host_id <> all(me.hidden)
            and (lon << $12::int) / 45000000 between s.west and s.east
            and (lat << $12::int) / 45000000 between s.south and s.north
    )
"""
"""The same for one tag, which is not counted: by looking at the events that have it."""

TOGETHER = """
    select coalesce(json_agg(json_build_object('lat', lat, 'lon', lon, 'count', n) order by n desc, lat, lon), '[]')
        as clusters
    from (
        select round(sum(lat) / sum(n) / 1e6 - 90, 6) as lat, round(sum(lon) / sum(n) / 1e6 - 180, 6) as lon,
               sum(n)::bigint as n
        from sums group by x, y having sum(n) > 0
    ) square
"""


def level_of(zoom: int) -> int:
    """The level of the counts that add up to this zoom's squares."""
    return next(level for level in LEVELS if level >= zoom)
