"""What is asked about showing up."""

from datetime import datetime
from uuid import UUID

from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events.queries import hosted, require_seen
from tomoda.events.schemas.showing import AttendanceSheet, MyFeedback, Reliability, Spot
from tomoda.media.queries import seen_in

# What a phone scanned is true, whatever was said.
SHEET = sql("""
    select json_build_object('until', e.ends_at + interval '48 hours', 'data', (
        select coalesce(json_agg(json_build_object(
            'person', person_card(users), 'party', r.party,
            'attended', case when c.user_id is null then r.attended
                             when c.near then coalesce(r.attended, 'came') else 'came' end,
            'scanned', coalesce(not c.by_host and not c.near, false), 'word', coalesce(m.word, '')
        ) order by users.display_name, users.id), '[]')
        from rsvps r join users on users.id = r.user_id
        left join check_ins c on c.event_id = r.event_id and c.user_id = r.user_id
        left join reliability_marks m on m.event_id = r.event_id and m.user_id = r.user_id and m.kind = 'no_show'
        where r.event_id = e.id and r.answer = 'going' and visible($1, r.user_id)
    )) from events e where e.id = $2
""")

RELIABILITY = sql("""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'id', m.id, 'kind', m.kind, 'at', m.at, 'contested', m.contested_at is not null,
        'judged', m.judged_at is not null, 'word', m.word,
        'event', case when e.id is not null then json_build_object('id', e.id, 'title', e.title) end,
        'weight', case when m.contested_at is not null then 0.0 else round(
            (case m.kind when 'late' then 0.5 else 1.0 end
             * power(0.5, greatest(0, extract(epoch from $2::timestamptz - m.at)) / 5184000.0))::numeric, 4
        ) end
    ) order by m.at desc, m.id), '[]'))
    from reliability_marks m left join events e on e.id = m.event_id and may_see_event($1, e)
    where m.user_id = $1
""")

FEEDBACK = sql("""
    select json_build_object('given', (
        select json_build_object('met', f.met, 'felt_safe', f.felt_safe, 'words', f.words)
        from event_feedback f where f.event_id = $2 and f.user_id = $1
    ))
""")


# As the address: for hosts and whoever has a seat.
_THERE = """(
    e.host_id = $1 or exists (select from event_hosts h where h.event_id = e.id and h.user_id = $1)
    or exists (select from rsvps r where r.event_id = e.id and r.user_id = $1 and r.answer = 'going')
)"""
SPOT = sql(f"""
    select json_build_object(
        'note', coalesce(s.note, ''),
        'flag', case when s.flag is not null then json_build_object(
            'lat', round(st_y(s.flag::geometry)::numeric, 6), 'lon', round(st_x(s.flag::geometry)::numeric, 6)
        ) end,
        'photo', (
            select json_build_object(
                'id', u.id, 'alt', s.photo_alt, 'state', u.state, 'width', u.width, 'height', u.height,
                'blurhash', u.blurhash
            ) from uploads u where u.id = s.photo_id
        ),
        'people', (
            select coalesce(json_agg(json_build_object('person', person_card(u), 'wears', w.wears)
                                     order by w.user_id <> e.host_id, h.user_id is null, u.display_name, u.id), '[]')
            from event_wears w join users u on u.id = w.user_id
            left join event_hosts h on h.event_id = w.event_id and h.user_id = w.user_id
            where w.event_id = e.id and visible($1, w.user_id) and (
                w.user_id = e.host_id or h.user_id is not null or (shows_guests($1, e) and exists (
                    select from rsvps r where r.event_id = e.id and r.user_id = w.user_id and r.answer = 'going'
                )) or w.user_id = $1
            )
        )
    ) from events e left join event_spots s on s.event_id = e.id where e.id = $2 and may_see_event($1, e) and {_THERE}
""")
SPOTS = sql(f"""
    select s.photo_id as id from event_spots s join events e on e.id = s.event_id
    where s.photo_id = any($2::uuid[]) and may_see_event($1, e) and {_THERE}
""")
NOWHERE = b'{"note":"","flag":null,"photo":null,"people":[]}'


@seen_in("spot")
async def spots(tx: Tx, viewer: Viewer, ids: list[UUID]) -> dict[UUID, datetime | None]:
    """Whoever is told where exactly sees what it looks like."""
    return dict.fromkeys([row["id"] for row in await tx.rows(SPOTS, viewer.id, ids)])


async def spot(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[Spot]:
    """Where exactly, for whoever hosts or has a seat. Raises EventNotFound."""
    await require_seen(tx, viewer, event_id)
    return Json(await tx.value(SPOT, viewer.id, event_id) or NOWHERE)


async def sheet(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[AttendanceSheet]:
    """Who had a seat and who came, for hosts. Raises EventNotFound, NotTheHost."""
    await hosted(tx, viewer, event_id, "check_in")
    return await tx.json(SHEET, viewer.id, event_id)


async def reliability(tx: Tx, viewer: Viewer) -> Json[Reliability]:
    """The viewer's own marks."""
    return await tx.json(RELIABILITY, viewer.id, tx.now)


async def feedback(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[MyFeedback]:
    """What the viewer said of it. Raises EventNotFound."""
    await require_seen(tx, viewer, event_id)
    return await tx.json(FEEDBACK, viewer.id, event_id)
