"""An event's card, and which events are listed: the pieces that the statements of discovery are made of."""

from datetime import datetime, timedelta
from typing import Literal

type When = Literal["now", "tonight", "week", "all"]

NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid"
"""Somebody who does not exist, in place of the viewer: what everybody is told."""

# The same card as the function `event_card` makes, for many at once: joined, where a function would be called.
# `row_to_json` leaves out the blanks that `json_build_object` puts in: an eighth of all bytes.
# It stands in a statement with `me` (what is hidden from the viewer), `e` and `mine`.
CARD = """
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

ME = "me as materialized (select hidden_from($1) as hidden), now as materialized (select {now}::timestamptz as at)"

# Looked up by key for each of the few rows, whatever the planner believes of the tables' sizes: a join here
# became a scan of all people once the plan was kept for any limit.
JOINED = """
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
LISTED = """
    e.state = 'scheduled' and e.visibility = 'public' and e.ends_at > now.at
    and e.host_id <> all(me.hidden)
    and exists (select from users u where u.id = e.host_id and (u.state = 'active' or u.id = $1))
"""


def until(now: datetime, when: When) -> datetime:
    """Before when an event must start: within the hour, within twelve hours, within a week, or at any time."""
    spans = {"now": timedelta(hours=1), "tonight": timedelta(hours=12), "week": timedelta(days=7)}
    return now + spans.get(when, timedelta(days=400))
