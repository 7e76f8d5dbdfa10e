"""What is asked about reports. Staff see what was reported, whoever has blocked them; reporters what they may see."""

from datetime import datetime
from uuid import UUID

import msgspec

from tomoda.admin.schemas import AccountAppeals, Appeals, CaseFile, Cases, Log, MyReports, Sanctions, Unsafe
from tomoda.chat.queries.pieces import ATTACHED
from tomoda.core.errors import NotFound
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.media.queries import EVIDENCE, seen_in

ROLE = sql("select role from staff where user_id = $1")

MINE = sql("""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'id', id, 'kind', kind, 'reason', reason, 'state', state, 'outcome', outcome,
        'created_at', created_at, 'closed_at', closed_at
    ) order by created_at desc, id), '[]'))
    from reports where reporter_id = $1
""")

_CASE = """
    json_build_object(
        'id', r.id, 'kind', r.kind, 'reason', r.reason, 'words', r.words, 'urgent', r.urgent, 'state', r.state,
        'outcome', r.outcome, 'created_at', r.created_at, 'claimed', r.claimed_by is not null,
        'accused', (select person_card(users) from users where users.id = r.accused_id)
    )
"""

QUEUE = sql(f"""
    select json_build_object('data', coalesce(json_agg(card), '[]')) from (
        select {_CASE} as card from reports r where r.state = 'open' order by r.urgent desc, r.created_at limit 200
    ) open
""")

_SANCTION = """
    json_build_object('kind', s.kind, 'reason', s.reason, 'begun_at', s.begun_at, 'until', s.until,
                      'lifted_at', s.lifted_at, 'appeal', s.appeal, 'appealed_at', s.appealed_at,
                      'upheld_at', s.upheld_at)
"""

FILE = sql(f"""
    select json_build_object(
        'case', {_CASE}, 'evidence', e.seen,
        'sanctions', (select coalesce(json_agg({_SANCTION} order by s.begun_at desc), '[]')
                      from sanctions s where s.user_id = r.accused_id)
    )
    from reports r join report_evidence e on e.report_id = r.id where r.id = $1
""")

STANDING = sql(f"""
    select json_build_object('data', coalesce(json_agg({_SANCTION} order by s.begun_at desc), '[]'))
    from sanctions s where s.user_id = $1
""")

ACCOUNTS = sql(f"""
    select json_build_object('data', coalesce(json_agg(card), '[]')) from (
        select json_build_object('person', person_card(users), 'sanction', {_SANCTION}) as card
        from sanctions s join users on users.id = s.user_id
        where s.appealed_at is not null and s.upheld_at is null and s.lifted_at is null
        order by s.appealed_at, s.id limit 200
    ) waiting
""")

LOG = sql("""
    select json_build_object('data', coalesce(json_agg(entry), '[]')) from (
        select json_build_object('id', id, 'staff_id', staff_id, 'act', act, 'target_id', target_id,
                                 'report_id', report_id, 'reason', reason, 'done_at', done_at) as entry
        from staff_log where $1::uuid is null or target_id = $1 order by id desc limit 200
    ) latest
""")

_ABOUT = "json_build_object('id', e.id, 'title', e.title, 'starts_at', e.starts_at, 'host', person_card(host))"

APPEALS = sql(f"""
    select json_build_object('data', coalesce(json_agg(card), '[]')) from (
        select json_build_object(
            'id', m.id, 'kind', m.kind, 'at', m.at, 'person', person_card(users), 'word', m.word,
            'contested_at', m.contested_at, 'event', case when e.id is not null then {_ABOUT} end,
            'checked_in', exists (select from check_ins c where c.event_id = m.event_id and c.user_id = m.user_id),
            'marks_by_host', (
                select count(*) from reliability_marks o join events x on x.id = o.event_id
                where o.kind = 'no_show' and x.host_id = e.host_id
            )
        ) as card
        from reliability_marks m join users on users.id = m.user_id
        left join events e on e.id = m.event_id left join users host on host.id = e.host_id
        where m.contested_at is not null and m.judged_at is null
        order by m.contested_at, m.id limit 200
    ) waiting
""")

# Without who says so: that it was said at this event is enough to look at its host, and to hear of a pattern.
UNSAFE = sql(f"""
    select json_build_object('data', coalesce(json_agg(card), '[]')) from (
        select json_build_object(
            'id', f.id, 'met', f.met, 'words', f.words, 'given_at', f.given_at, 'event', {_ABOUT},
            'others', (select count(*) from event_feedback o join events x on x.id = o.event_id
                       where x.host_id = e.host_id and not o.felt_safe and o.id <> f.id)
        ) as card
        from event_feedback f join events e on e.id = f.event_id join users host on host.id = e.host_id
        where not f.felt_safe and f.read_at is null
        order by f.given_at, f.id limit 200
    ) waiting
""")

HELD = sql("""
    select distinct media_id as id from report_media
    where media_id = any($2::uuid[]) and exists (select from staff where user_id = $1)
""")

LOCK_REPORT = sql("select id, reporter_id, accused_id, kind, target_id, state from reports where id = $1 for update")

# What the reporter sees of it, and who is answerable for it.
USER = sql("""
    select id as accused, json_build_object(
               'username', username, 'display_name', display_name, 'bio', bio,
               'avatar_id', case when shown_to(avatar_for, false, are_friends($1, id)) then avatar_id end
           ) as seen,
           false as soon
    from users where id = $2 and id <> $1
""")
EVENT = sql("""
    select e.host_id as accused, json_build_object(
        'title', e.title, 'description', e.description, 'place_name', e.place_name, 'starts_at', e.starts_at,
        'host', (select person_card(users) from users where users.id = e.host_id),
        'cover', case when e.cover_id is not null then json_build_object('id', e.cover_id, 'alt', e.cover_alt) end
    ) as seen, e.starts_at between $3::timestamptz - interval '4 hours' and $3::timestamptz + interval '2 hours' as soon
    from events e where e.id = $2 and may_see_event($1, e)
""")
_SAID = f"""
    json_build_object('id', m.id, 'author', (select person_card(users) from users where users.id = m.author_id),
                      'body', m.body, 'sent_at', m.sent_at, 'edited_at', m.edited_at, 'deleted_at', m.deleted_at,
                      'attachments', {ATTACHED.format(one="and m.deleted_at is null")})
"""
MESSAGE = sql(f"""
    select m.author_id as accused, json_build_object('message', {_SAID}, 'around', (
        select coalesce(json_agg(near.said order by near.seq), '[]') from (
            select {_SAID.replace("m.", "n.")} as said, n.seq from messages n
            where n.room_id = $2 and n.seq between m.seq - 5 and m.seq + 5 and n.seq > $4 and n.id <> m.id
                and (n.author_id is null or visible($1, n.author_id))
        ) near
    )) as seen, false as soon
    from messages m where m.room_id = $2 and m.id = $3 and m.seq > $4
        and (m.author_id is null or visible($1, m.author_id))
""")
ROOM = sql(f"""
    select coalesce(e.host_id, (
        select user_id from members where room_id = r.id and user_id <> $1 and (r.kind = 'direct' or role = 'owner')
        limit 1
    )) as accused, json_build_object('title', r.title, 'kind', r.kind, 'avatar_id', r.avatar_id, 'latest', (
        select coalesce(json_agg(late.said order by late.seq), '[]') from (
            select {_SAID} as said, m.seq from messages m
            where m.room_id = r.id and m.seq > $3 and (m.author_id is null or visible($1, m.author_id))
            order by m.seq desc limit 20
        ) late
    )) as seen, false as soon
    from rooms r left join events e on e.id = r.event_id where r.id = $2
""")
MOMENT = sql("""
    select m.author_id as accused, json_build_object(
        'author', (select person_card(users) from users where users.id = m.author_id), 'body', m.body,
        'place_name', m.place_name, 'publish_at', m.publish_at,
        'attachments', (select json_agg(json_build_object('id', p.media_id, 'alt', p.alt) order by p.n)
                        from moment_photos p where p.moment_id = m.id)
    ) as seen, false as soon
    from moments m where m.id = $2 and may_see_moment($1, m, $3)
""")

# Of the person whom it is about, and of whoever sees it on their page.
KIND_WORD = sql("""
    select k.writer_id as accused, json_build_object(
        'kinds', k.kinds, 'words', k.words, 'written_at', k.written_at, 'state', k.state,
        'writer', (select person_card(w) from users w where w.id = k.writer_id), 'about', person_card(u)
    ) as seen, false as soon
    from kind_words k join users u on u.id = k.about_id,
        lateral (select u.id = $1 as own, are_friends($1, u.id) as friend) of
    where k.id = $2 and k.written_at <= $3 and visible($1, k.writer_id) and visible($1, u.id) and (
        (of.own and k.state <> 'declined') or (k.state = 'shown' and shown_to(u.kind_words_for, false, of.friend))
    )
""")

SEEN = {"event": EVENT, "moment": MOMENT, "kind_word": KIND_WORD}
"""What is seen by itself, whatever room it is in."""


class Found(msgspec.Struct):
    """What is reported: who is answerable, what it looks like now, and whether people meet there soon."""

    accused: UUID | None
    seen: bytes
    soon: bool


class Report(msgspec.Struct):
    """A report as an action must know it."""

    id: UUID
    reporter_id: UUID | None
    accused_id: UUID | None
    kind: str
    target_id: UUID
    state: str


async def role(tx: Tx, viewer: Viewer) -> str:
    """What the viewer may do here. Raises NotFound: for everybody else there is no such place."""
    found = await tx.value(ROLE, viewer.id)
    if found is None or viewer.scopes is not None:
        raise NotFound
    return found


@seen_in(EVIDENCE)
async def held(tx: Tx, viewer: Viewer, ids: list[UUID]) -> dict[UUID, datetime | None]:
    """What is kept as evidence is seen by staff, as long as it is kept."""
    if viewer.scopes is not None:
        return {}
    return dict.fromkeys([row["id"] for row in await tx.rows(HELD, viewer.id, ids)])


async def mine(tx: Tx, viewer: Viewer) -> Json[MyReports]:
    """What the viewer reported."""
    return await tx.json(MINE, viewer.id)


async def queue(tx: Tx) -> Json[Cases]:
    """What waits for a decision, 200 at most."""
    return await tx.json(QUEUE)


async def appeals(tx: Tx) -> Json[Appeals]:
    """Marks that their people contest, 200 at most."""
    return await tx.json(APPEALS)


async def accounts(tx: Tx) -> Json[AccountAppeals]:
    """What those say whose account was taken away, 200 at most."""
    return await tx.json(ACCOUNTS)


async def unsafe(tx: Tx) -> Json[Unsafe]:
    """What guests said who did not feel safe, as far as nobody has read it, 200 at most."""
    return await tx.json(UNSAFE)


async def file(tx: Tx, report_id: UUID) -> Json[CaseFile]:
    """A report with its evidence. Raises NotFound."""
    try:
        return await tx.json(FILE, report_id)
    except LookupError:
        raise NotFound from None


async def standing(tx: Tx, user_id: UUID) -> Json[Sanctions]:
    """Why a person's account was taken away, whenever it was."""
    return await tx.json(STANDING, user_id)


async def log(tx: Tx, target: UUID | None) -> Json[Log]:
    """What staff did, to this person or thing, or to all."""
    return await tx.json(LOG, target)


async def lock(tx: Tx, report_id: UUID) -> Report:
    """The report, locked. Raises NotFound."""
    found = await tx.maybe(Report, LOCK_REPORT, report_id)
    if found is None:
        raise NotFound
    return found
