"""How many listed events there are where and when: what came and went is folded into counts that a map can add up.

Whoever makes or changes an event adds a line (`event_changes`, by a trigger) and waits for nobody; the lines are folded
into `event_counts` by one worker at a time. A reader adds both up in one statement, so it never matters how far the
folding is.
"""

from datetime import timedelta

from tomoda.core.sql import sql
from tomoda.core.tx import Tx

AT_ONCE = 1_000  # lines in one transaction
LEVELS = (1, 4, 7, 10)  # squares of 45/2^level degrees; zooms between them add up squares of the next
BEHIND = timedelta(minutes=5)  # what ended so long ago is dropped from the counts

LOCK = sql("select minute from event_counts_from for update")
SET_FROM = sql("update event_counts_from set minute = minute_of($1)")

FOLD = sql(f"""
    with came as materialized (
        delete from event_changes where id in (select id from event_changes order by id limit {AT_ONCE}) returning *
    ), added as (
        insert into event_counts as c (level, category, ending, span, x, slot, y, zone, n, lon, lat)
        select level, kind, ending, span, (lon << level) / 45000000,
               case span when 0 then 0 else minute / span end, (lat << level) / 45000000, zone,
               sum(n), sum(n * lon), sum(n * lat)
        from came
        cross join unnest(array[{", ".join(map(str, LEVELS))}]::smallint[]) level
        cross join unnest(array[0, 1, 60]::smallint[]) span
        cross join lateral (values (''), (came.category)) kinds (kind)
        cross join lateral (values (true, came.ends), (false, came.starts)) edges (ending, minute)
        where minute >= (select minute from event_counts_from)
        group by 1, 2, 3, 4, 5, 6, 7, 8
        having sum(n) <> 0 or sum(n * lon) <> 0 or sum(n * lat) <> 0
        on conflict (level, category, ending, span, x, slot, y, zone)
            do update set n = c.n + excluded.n, lon = c.lon + excluded.lon, lat = c.lat + excluded.lat
        returning 1
    )
    select (select count(*) from came)::int
""")

# What is over leaves its slot, and the sum of all.
DROP_MINUTES = sql("""
    with gone as (
        delete from event_counts where span = 1 and slot < minute_of($1)
        returning level, category, ending, x, y, zone, n, lon, lat
    ), sums as (
        select level, category, ending, x, y, zone, sum(n) as n, sum(lon) as lon, sum(lat) as lat
        from gone group by 1, 2, 3, 4, 5, 6
    )
    update event_counts c set n = c.n - s.n, lon = c.lon - s.lon, lat = c.lat - s.lat
    from sums s
    where c.span = 0 and c.slot = 0 and c.level = s.level and c.category = s.category and c.ending = s.ending
        and c.x = s.x and c.y = s.y and c.zone = s.zone
""")
DROP_HOURS = sql("delete from event_counts where span = 60 and slot < minute_of($1) / 60")
SET_OVER = sql("""
    update events set over = true
    where id in (
        select id from events where state = 'scheduled' and visibility = 'public' and not over and ends_at <= $1
        order by ends_at limit $2 for update skip locked
    )
""")


async def fold(tx: Tx) -> bool:
    """Fold some lines into the counts, and drop what is over. Whether there may be more lines."""
    before = tx.now - BEHIND
    await tx.run(LOCK)
    folded: int = await tx.value(FOLD)
    await tx.run(DROP_MINUTES, before)
    await tx.run(DROP_HOURS, before)
    await tx.run(SET_FROM, before)
    return folded == AT_ONCE


async def notice_over(tx: Tx) -> bool:
    """Leave what has ended out of the indexes of what is on. Whether there may be more."""
    return await tx.run(SET_OVER, tx.now - BEHIND, AT_ONCE) == AT_ONCE
