"""What is asked about showing up."""

from uuid import UUID

from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events.queries import hosted, require_seen
from tomoda.events.schemas.showing import AttendanceSheet, MyFeedback, Reliability

# What a phone scanned is true, whatever was said.
SHEET = sql("""
    select json_build_object('until', e.ends_at + interval '48 hours', 'data', (
        select coalesce(json_agg(json_build_object(
            'person', person_card(users), 'party', r.party,
            'attended', case when c.user_id is not null then 'came' else r.attended end,
            'scanned', coalesce(not c.by_host, false), 'word', coalesce(m.word, '')
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
