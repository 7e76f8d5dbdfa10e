"""An event's card, and which events are listed: the pieces that the statements of discovery are made of."""

import unicodedata
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from tomoda.core.words import clean_line

type When = Literal["now", "tonight", "week", "all"]

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
        e.visibility, e.version, e.right_now,
        case when e.cover_id is not null then json_build_object('id', e.cover_id, 'alt', e.cover_alt) end as cover
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
        from (select coalesce(
            e.address_for = 'everyone' or e.host_id = $1 or mine.answer = 'going'
            or exists (select from event_hosts h where h.event_id = e.id and h.user_id = $1), false
        )) as x(exact)
    ) at
"""

# Public, not over, of a host whom the viewer may see. What the indexes know, and what is asked of each row besides.
INDEXED = "e.state = 'scheduled' and e.visibility = 'public' and not e.over"
ON = "e.ends_at > now.at and e.host_id <> all(me.hidden)"
OF_SOMEBODY = "exists (select from users u where u.id = e.host_id and (u.state = 'active' or u.id = $1))"
LISTED = f"{INDEXED} and {ON} and {OF_SOMEBODY}"


# Only of this category, with this tag, or this evening: by the clock on the wall at the event's own place, from five
# in the afternoon until four at night; after midnight the evening before is still meant.
CHOSEN = """
    ({category}::text is null or e.category = {category}) and ({tag}::text is null or {tag} = any(e.tags))
    and (not {tonight} or (
        e.starts_at < evening_ends(e.time_zone, now.at) and e.ends_at > evening_begins(e.time_zone, now.at)
    ))
"""


# What is right now is for friends of its host, and for whoever looks near by: so many metres from where it is shown.
NEAR_BY = 3_000
FRIENDS_TOO = """(
    e.host_id = $1 or exists (select from friendships f where f.user_id = $1 and f.friend_id = e.host_id)
)"""
FAR_AND_WIDE = f"(not e.right_now or {FRIENDS_TOO})"


def near_by(point: str) -> str:
    """That it is found by whoever looks at this point."""
    return f"(not e.right_now or st_dwithin(e.shown, {point}, {NEAR_BY}) or {FRIENDS_TOO})"


# What is mine, and what friends host: never clustered away, and seen by whoever may. Each has its index.
MINE = """
    select id from events where host_id = $1 and not over
    union select r.event_id from rsvps r where r.user_id = $1 and r.answer <> 'removed'
    union select i.event_id from event_invitations i where i.user_id = $1 and i.declined_at is null
    union select h.id from friendships f join events h on h.host_id = f.friend_id
        where f.user_id = $1 and h.visibility in ('public', 'friends') and h.state = 'scheduled' and not h.over
"""


class Choice(msgspec.Struct, frozen=True):
    """What of all that is on is wanted."""

    when: When = "all"
    category: str | None = None
    tag: str | None = None

    @property
    def plain(self) -> bool:
        """Whether the instant of the start decides alone."""
        return self.when != "tonight" and self.category is None and self.tag is None

    @property
    def columns(self) -> tuple[str | None, str | None, bool]:
        """For CHOSEN: category, tag and whether it is this evening."""
        return self.category, self.tag and fold_tag(self.tag), self.when == "tonight"


def fold_tag(text: str) -> str:
    """A tag in the spelling in which events have it."""
    return clean_line(unicodedata.normalize("NFKC", text)).lstrip("#").strip().lower()


def until(now: datetime, when: When) -> datetime:
    """Before when an event must start: within the hour, within a day, within a week, or at any time."""
    spans = {"now": timedelta(hours=1), "tonight": timedelta(hours=24), "week": timedelta(days=7)}
    return now + spans.get(when, timedelta(days=400))
