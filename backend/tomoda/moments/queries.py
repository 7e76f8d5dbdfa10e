"""What is asked about moments. `may_see_moment` in SQL is the only judge, by the clock of the transaction."""

import math
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from tomoda.core import paging
from tomoda.core.errors import NotFound
from tomoda.core.geo import Box
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events.errors import EventNotFound
from tomoda.media.queries import seen_in
from tomoda.moments.schemas import Moment, MomentMap, Moments

MOST_SHOWN = 200  # moments of a list or a map
PAGE = 30  # moments of a journal
FINEST = 20  # zoom: what is closer than a metre is one marker however far in
WEEK_AFTER = "interval '7 days'"  # how long after an event moments are shared there

# $1 is the viewer; {now} the parameter that is the clock.
_CARD = """
    json_build_object(
        'id', m.id, 'author', (select person_card(users) from users where users.id = m.author_id), 'body', m.body,
        'photos', (
            select coalesce(json_agg(json_build_object(
                'id', p.media_id, 'alt', p.alt, 'state', u.state, 'width', u.width, 'height', u.height,
                'blurhash', u.blurhash
            ) order by p.n), '[]')
            from moment_photos p join uploads u on u.id = p.media_id where p.moment_id = m.id
        ),
        'place', json_build_object('lat', m.lat, 'lon', m.lon, 'name', m.place_name, 'precision', m.precision),
        'event', (
            select json_build_object('id', e.id, 'title', e.title) from events e
            where e.id = m.event_id and may_see_event($1, e)
        ),
        'state', case when m.audience = 'mine' then 'kept' when m.publish_at > {now} then 'waiting'
                      when m.expires_at > {now} then 'shown' when m.album and m.event_id is not null then 'album'
                      else 'kept' end,
        'album', m.album, 'sensitive', m.sensitive or (m.flagged_at is not null and m.author_id <> $1),
        'publish_at', m.publish_at, 'expires_at', m.expires_at,
        'liked', exists (select from moment_likes l where l.moment_id = m.id and l.user_id = $1),
        'mine', case when m.author_id = $1 then json_build_object(
            'audience', m.audience, 'list_id', m.list_id, 'keep', m.keep, 'likes', (
                select coalesce(json_agg(person_card(u) order by l.liked_at desc, u.id), '[]')
                from moment_likes l join users u on u.id = l.user_id
                where l.moment_id = m.id and visible($1, l.user_id)
            )
        ) end
    )
"""

ONE = sql(f"select {_CARD.format(now='$3')} from moments m where m.id = $2 and may_see_moment($1, m, $3)")

OF_PERSON = sql(f"""
    select json_build_object('data', coalesce((
        select json_agg(card order by publish_at desc, id) from (
            select m.id, m.publish_at, {_CARD.format(now="$3")} as card from moments m
            where m.author_id = person.id and m.publish_at <= $3 and m.expires_at > $3 and may_see_moment($1, m, $3)
            order by m.publish_at desc, m.id limit {MOST_SHOWN}
        ) found
    ), '[]')) from users person where person.id = $2 and visible($1, person.id)
""")

# Whoever is not among its people may see the event and none of these.
AT_EVENT = sql(f"""
    select json_build_object('data', coalesce((
        select json_agg(card order by publish_at desc, id) from (
            select m.id, m.publish_at, {_CARD.format(now="$3")} as card from moments m
            where m.event_id = e.id and m.publish_at <= $3 and (m.expires_at > $3 or m.album)
                and may_see_moment($1, m, $3)
            order by m.publish_at desc, m.id limit {MOST_SHOWN}
        ) found
    ), '[]')) from events e where e.id = $2 and may_see_event($1, e)
""")

JOURNAL = sql(f"""
    select coalesce(json_agg(card order by publish_at desc, id), '[]') as data, count(*)::int as n,
           (array_agg(publish_at order by publish_at desc, id))[count(*)::int] as at,
           (array_agg(id order by publish_at desc, id))[count(*)::int] as last
    from (
        select m.id, m.publish_at, {_CARD.format(now="$2")} as card from moments m
        where m.author_id = $1 and may_see_moment($1, m, $2)
            and ($3::timestamptz is null or m.publish_at < $3 or (m.publish_at = $3 and m.id > $4::uuid))
        order by m.publish_at desc, m.id limit $5
    ) page
""")

# Whose moments one may see are few, wherever the map is: friends, oneself, and the people of one's events.
_MAYBE = """
    select m.id from friendships f join moments m on m.author_id = f.friend_id
        where f.user_id = $1 and m.expires_at > $2
    union select m.id from moments m where m.author_id = $1 and m.expires_at > $2
    union select m.id from rsvps r join moments m on m.event_id = r.event_id
        where r.user_id = $1 and r.answer in ('going', 'maybe') and m.expires_at > $2
    union select m.id from events e join moments m on m.event_id = e.id where e.host_id = $1 and m.expires_at > $2
    union select m.id from event_hosts h join moments m on m.event_id = h.event_id
        where h.user_id = $1 and m.expires_at > $2
"""
# $3 to $6 south, west, north, east; $7 the zoom. Squares are those of the events' clusters.
IN_VIEW = sql(f"""
    with seen as materialized (
        select m.* from moments m
        where m.id = any(array({_MAYBE})) and m.publish_at <= $2 and m.expires_at > $2 and m.audience <> 'mine'
            and m.lat between $3 and $5
            and case when $4::float8 <= $6::float8 then m.lon between $4 and $6 else m.lon >= $4 or m.lon <= $6 end
            and may_see_moment($1, m, $2)
        order by m.publish_at desc, m.id limit {MOST_SHOWN} + 1
    ), m as (select * from seen order by publish_at desc, id limit {MOST_SHOWN}),
    gathered as (
        select avg(lat) as lat, avg(lon) as lon, json_agg(id order by publish_at desc, id) as ids,
               max(publish_at) as latest
        from m group by floor((lat + 90) * 2 ^ $7::int / 45), floor((lon + 180) * 2 ^ $7::int / 45)
    )
    select json_build_object(
        'data', (select coalesce(json_agg({_CARD.format(now="$2")} order by m.publish_at desc, m.id), '[]') from m),
        'groups', (select coalesce(json_agg(json_build_object('lat', round(lat::numeric, 6)::float8,
            'lon', round(lon::numeric, 6)::float8, 'ids', ids) order by latest desc, lat, lon), '[]') from gathered),
        'more', (select count(*) > {MOST_SHOWN} from seen)
    )
""")

PHOTOS = sql("""
    select p.media_id as id,
           case when m.author_id = $1 and m.keep or m.album and came_to($1, m.event_id) then null else m.expires_at end
               as until
    from moment_photos p join moments m on m.id = p.moment_id
    where p.media_id = any($3::uuid[]) and may_see_moment($1, m, $2)
""")

# What a coarse place is called, and for a town where it is: asked with the middle of a square, never with more.
TOWN = sql("""
    select st_y(near.place::geometry) as lat, st_x(near.place::geometry) as lon, location_name(near.l, $3) as name
    from (
        select l, l.place, st_distance(l.place, st_point($2, $1)::geography) as metres from locations l
        where l.osm_key = 'place' and l.kind = 'city' and st_dwithin(l.place, st_point($2, $1)::geography, 50000)
    ) near
    order by metres > 10000, case when metres > 10000 then metres else -(near.l).importance end, metres limit 1
""")
QUARTER = sql("""
    select location_name(l, $3) from locations l
    where l.osm_key = 'place' and st_dwithin(l.place, st_point($2, $1)::geography, 10000)
    order by l.place <-> st_point($2, $1)::geography limit 1
""")
LOCALE = sql("select locale from users where id = $1")
AUDIENCE = sql("""
    select coalesce(array_agg(p.id), '{}') from moments m, lateral (
        select m.author_id as id
        union select f.friend_id from friendships f where f.user_id = m.author_id and m.audience in ('friends', 'list')
        union select e.host_id from events e where e.id = m.event_id
        union select h.user_id from event_hosts h where h.event_id = m.event_id
        union select r.user_id from rsvps r where r.event_id = m.event_id and r.answer in ('going', 'maybe')
    ) p where m.id = $1 and may_see_moment(p.id, m, $2)
""")
LOCK = sql("""
    select id, author_id, audience, keep, album and event_id is not null as album, created_at, publish_at, expires_at
    from moments where id = $1 for update
""")
SEES = sql("select m.author_id from moments m where m.id = $2 and may_see_moment($1, m, $3)")
OF = sql("select p.moment_id from moment_photos p where p.media_id = $1")
KEPT = sql("select count(*) from moments where author_id = $1 and keep")
MY_LIST = sql("select exists (select from friend_lists where id = $2 and user_id = $1)")
OPEN_EVENT = sql(f"""
    select e.state = 'scheduled' and e.ends_at > $3::timestamptz - {WEEK_AFTER} and comes_to($1, e.id)
    from events e where e.id = $2 and may_see_event($1, e)
""")


class Row(msgspec.Struct):
    """A moment as an action must know it."""

    id: UUID
    author_id: UUID
    audience: str
    keep: bool
    album: bool
    created_at: datetime
    publish_at: datetime
    expires_at: datetime

    def shared(self, now: datetime) -> bool:
        """Whether others see it, or will."""
        return self.audience != "mine" and (now < self.expires_at or self.album)


class _Page(msgspec.Struct):
    data: bytes
    n: int
    at: datetime | None
    last: UUID | None


@seen_in("moment")
async def photos(tx: Tx, viewer: Viewer, ids: list[UUID]) -> dict[UUID, datetime | None]:
    """Whoever sees the moment sees its photos, until it ends: addresses end with it."""
    return {row["id"]: row["until"] for row in await tx.rows(PHOTOS, viewer.id, tx.now, ids)}


async def one(tx: Tx, viewer: Viewer, moment_id: UUID) -> Json[Moment]:
    """A moment. Raises NotFound."""
    try:
        return await tx.json(ONE, viewer.id, moment_id, tx.now)
    except LookupError:
        raise NotFound from None


async def of_person(tx: Tx, viewer: Viewer, person: UUID) -> Json[Moments]:
    """What somebody shows the viewer now, 200 at most. Raises NotFound."""
    try:
        return await tx.json(OF_PERSON, viewer.id, person, tx.now)
    except LookupError:
        raise NotFound from None


async def at_event(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[Moments]:
    """What the people of an event share there, and its album, 200 at most. Raises EventNotFound."""
    try:
        return await tx.json(AT_EVENT, viewer.id, event_id, tx.now)
    except LookupError:
        raise EventNotFound from None


async def in_view(tx: Tx, viewer: Viewer, box: Box, zoom: float) -> Json[MomentMap]:
    """What the viewer may see in a viewport now, and how it is gathered at this zoom."""
    level = min(FINEST, math.floor(zoom))
    return await tx.json(IN_VIEW, viewer.id, tx.now, box.south, box.west, box.north, box.east, level)


async def journal(tx: Tx, viewer: Viewer, cursor: str | None) -> Json[Any]:
    """My own, thirty at a time. Raises BadCursor, CursorExpired."""
    after: tuple[datetime | None, UUID | None] = (None, None)
    if cursor is not None:
        after = paging.unseal(tx.app.secret, "journal", tuple[datetime, UUID], cursor, tx.now)
    page = await tx.one(_Page, JOURNAL, viewer.id, tx.now, *after, PAGE)
    following = b"null"
    if page.n == PAGE:
        following = msgspec.json.encode(paging.seal(tx.app.secret, "journal", (page.at, page.last), tx.now))
    return Json(b'{"data":' + page.data + b',"next_cursor":' + following + b"}")


async def lock(tx: Tx, viewer: Viewer, moment_id: UUID) -> Row:
    """A moment of mine, nobody else's to change until the end of the transaction. Raises NotFound."""
    found = await tx.maybe(Row, LOCK, moment_id)
    if found is None or found.author_id != viewer.id or not await tx.value(SEES, viewer.id, moment_id, tx.now):
        raise NotFound
    return found


async def known(tx: Tx, viewer: Viewer, moment_id: UUID) -> bool:
    """Whether this is a moment of mine already."""
    return await tx.value(SEES, viewer.id, moment_id, tx.now) == viewer.id


async def audience(tx: Tx, moment_id: UUID) -> list[UUID]:
    """Who sees it right now, its author among them."""
    return await tx.value(AUDIENCE, moment_id, tx.now)
