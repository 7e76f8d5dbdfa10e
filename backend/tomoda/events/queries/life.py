"""What is asked about announcements and polls, and about what one hosts and goes to."""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from tomoda.core import paging
from tomoda.core.errors import NotFound
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events.queries import require_seen
from tomoda.events.schemas import Events, Occurrences
from tomoda.events.schemas.life import Announcements, Polls
from tomoda.media import queries as media
from tomoda.media.queries import seen_in

type Which = Literal["recent", "upcoming", "past"]
LIST = "events.mine"
SINCE = timedelta(hours=6)

_HOSTS = """(e.host_id = $1 or exists (select from event_hosts h where h.event_id = e.id and h.user_id = $1))"""
_STANDS = """exists (select from rsvps r where r.event_id = e.id and r.user_id = $1 and r.answer = any(array[{}]))"""

COVERS = sql("""
    select distinct e.cover_id as id from events e where e.cover_id = any($2::uuid[]) and may_see_event($1, e)
""")

OPEN_COVER = sql("select e.cover_id from events e where e.id = $1 and e.cover_id is not null")

ANNOUNCEMENTS = sql(f"""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'id', a.id, 'author', person_card(users), 'body', a.body, 'created_at', a.created_at
    ) order by a.created_at desc, a.id desc), '[]'))
    from event_announcements a join events e on e.id = a.event_id join users on users.id = a.author_id
    where a.event_id = $2 and visible($1, a.author_id)
        and ({_HOSTS} or {_STANDS.format("'going', 'offered', 'waitlisted'")})
""")

# Counted are those who still come or may come, or host, as far as the viewer may see them.
POLLS = sql(f"""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'id', p.id, 'about', p.about, 'question', p.question, 'closes_at', p.closes_at, 'created_at', p.created_at,
        'open', p.closed_at is null and coalesce(p.closes_at > $3, true)
                and e.state in ('draft', 'scheduled') and e.ends_at > $3,
        'options', (
            select json_agg(json_build_object(
                'id', o ->> 'id', 'text', o ->> 'text', 'local_start', o -> 'local_start',
                'votes', (
                    select count(*) from poll_votes v
                    where v.poll_id = p.id and v.option_id = (o ->> 'id')::uuid and visible($1, v.user_id) and (
                        v.user_id = e.host_id
                        or exists (select from event_hosts h where h.event_id = e.id and h.user_id = v.user_id)
                        or exists (select from rsvps r where r.event_id = e.id and r.user_id = v.user_id
                                   and r.answer in ('going', 'maybe'))
                    )
                ),
                'mine', exists (
                    select from poll_votes v
                    where v.poll_id = p.id and v.option_id = (o ->> 'id')::uuid and v.user_id = $1
                )
            ) order by n) from jsonb_array_elements(p.options) with ordinality offered(o, n)
        )
    ) order by p.created_at desc, p.id desc), '[]'))
    from event_polls p join events e on e.id = p.event_id
    where p.event_id = $2 and visible($1, p.author_id) and ({_HOSTS} or {_STANDS.format("'going', 'maybe'")})
""")

_MINE = """
    may_see_event($1, e) and (e.host_id = $1 or e.id in (
        select event_id from rsvps where user_id = $1 and answer not in ('no', 'removed')
    ))
"""
MINE = sql(f"""
    select coalesce(json_agg(event_card($1, e, $2) order by e.starts_at, e.id), '[]')
    from events e where e.ends_at > $3 and {_MINE}
""")
PAST = sql(f"""
    select coalesce(json_agg(event_card($1, e, $2) order by e.ends_at desc, e.id desc), '[]') as data,
           count(*) as n, (array_agg(e.ends_at order by e.ends_at, e.id))[1] as last_at,
           (array_agg(e.id order by e.ends_at, e.id))[1] as last_id
    from (
        select e.* from events e where e.ends_at <= $2 and (e.ends_at, e.id) < ($3, $4) and {_MINE}
        order by e.ends_at desc, e.id desc limit $5
    ) e
""")


OCCURRENCES = sql("""
    select json_build_object('data', coalesce(json_agg(event_card($1, e, $3) order by e.starts_at, e.id), '[]'))
    from (
        select e.* from events of join events e on e.series_id = of.series_id
        where of.id = $2 and e.ends_at > $3 and may_see_event($1, e) order by e.starts_at, e.id limit 60
    ) e
""")


class _After(msgspec.Struct, array_like=True):
    at: datetime
    id: UUID


@seen_in("cover")
async def covers(tx: Tx, viewer: Viewer, ids: list[UUID]) -> dict[UUID, datetime | None]:
    """Whoever may see the event sees its picture."""
    return dict.fromkeys([row["id"] for row in await tx.rows(COVERS, viewer.id, ids)])


async def open_cover(tx: Tx, event_id: UUID) -> str:
    """Where the picture is, of an event that everybody may see. Raises NotFound, UploadsOff."""
    cover_id: UUID | None = await tx.value(OPEN_COVER, event_id)
    found = await media.pictures(tx, [cover_id]) if cover_id else {}
    if cover_id is None or cover_id not in found:
        raise NotFound
    return found[cover_id].files["screen"]


async def announcements(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[Announcements]:
    """What hosts told those who come or wait; nobody else is told. Raises EventNotFound."""
    await require_seen(tx, viewer, event_id)
    return await tx.json(ANNOUNCEMENTS, viewer.id, event_id)


async def polls(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[Polls]:
    """What hosts ask those who come or may come; nobody else is asked. Raises EventNotFound."""
    await require_seen(tx, viewer, event_id)
    return await tx.json(POLLS, viewer.id, event_id, tx.now)


async def occurrences(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[Occurrences]:
    """This event and the others of its series, those to come. Raises EventNotFound."""
    await require_seen(tx, viewer, event_id)
    return await tx.json(OCCURRENCES, viewer.id, event_id, tx.now)


async def mine(tx: Tx, viewer: Viewer, which: Which, cursor: str | None, limit: int) -> Json[Events]:
    """What the viewer hosts or goes to: upcoming, past in pages, or from six hours ago on. Raises BadCursor."""
    place = await tx.place(f"user:{viewer.id}")
    if which != "past":
        since = tx.now if which == "upcoming" else tx.now - SINCE
        return Json(
            b'{"data":%b,"place":%d,"next_cursor":null}' % (await tx.json(MINE, viewer.id, tx.now, since), place)
        )
    after = paging.unseal(tx.app.secret, LIST, _After, cursor, tx.now) if cursor else None
    begin = (after.at, after.id) if after else (tx.now, UUID(int=(1 << 128) - 1))
    row = await tx.row(PAST, viewer.id, tx.now, *begin, limit)
    assert row is not None  # noqa: S101 - an aggregate always has a row
    more = row["n"] == limit
    following = paging.seal(tx.app.secret, LIST, _After(row["last_at"], row["last_id"]), tx.now) if more else None
    told = (row["data"], place, msgspec.json.encode(following))
    return Json(b'{"data":%b,"place":%d,"next_cursor":%b}' % told)
