"""What is asked about kind words: who met whom, what stands on a page, what waits for its person."""

from datetime import timedelta
from uuid import UUID

from tomoda.core.errors import NotFound
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events.queries import require_seen
from tomoda.events.schemas.kindness import KindWords, KindWordsAfter, MyKindWords

WRITTEN_WITHIN = timedelta(days=90)  # after the end of the last event at which both were
MOST_SHOWN, MOST_MINE, MOST_MET = 50, 200, 100

# Who was there is told to whoever is told who comes; a host and their guests know each other.
_KNOWS = "(shows_guests({viewer}, {event}) or {event}.host_id = {other})"
_MET = f"""
    e.state = 'scheduled' and e.ends_at > $3 and e.ends_at <= $4 and may_see_event($1, e)
    and was_there($1, e) and was_there({{other}}, e) and {_KNOWS.format(viewer="$1", event="e", other="{other}")}
"""
MET = sql(f"""
    select e.id from events e
    where (e.host_id = $1 or e.id in (select event_id from rsvps where user_id = $1 and answer = 'going'))
        and {_MET.format(other="$2")}
    order by e.ends_at desc, e.id limit 1
""")

_MINE = """(
    select json_build_object('kinds', m.kinds, 'words', m.words, 'written_at', m.written_at)
    from kind_words m where m.writer_id = $1 and m.about_id = u.id and m.taken_back_at is null
)"""

SHOWN = sql(f"""
    select json_build_object(
        'data', (select coalesce(json_agg(k.said order by k.shown_at desc, k.id), '[]') from (
            select k.shown_at, k.id, json_build_object(
                'id', k.id, 'writer', person_card(w), 'kinds', k.kinds, 'words', k.words,
                'month', to_char(k.written_at at time zone 'UTC', 'YYYY-MM'),
                'event', case when e.id is not null and may_see_event($1, e) and (
                    $1 in (k.writer_id, k.about_id) or (was_there($1, e) and shows_guests($1, e))
                ) then json_build_object('id', e.id, 'title', e.title) end
            ) as said
            from kind_words k join users w on w.id = k.writer_id left join events e on e.id = k.event_id
            where k.about_id = u.id and k.state = 'shown' and visible($1, w.id)
                and shown_to(u.kind_words_for, of.own, of.friend)
            order by k.shown_at desc, k.id limit {MOST_SHOWN}
        ) k),
        'mine', {_MINE},
        'may_write', not of.own and exists (
            select from events e
            where (e.host_id = $1 or e.id in (select event_id from rsvps where user_id = $1 and answer = 'going'))
                and {_MET.format(other="u.id")}
        )
    )
    from users u, lateral (select u.id = $1 as own, are_friends($1, u.id) as friend) of
    where u.id = $2 and visible($1, u.id)
""")

MY_WORDS = sql(f"""
    select json_build_object(
        'received', (select coalesce(json_agg(k.said order by k.written_at desc, k.id), '[]') from (
            select k.written_at, k.id, json_build_object(
                'id', k.id, 'writer', person_card(w), 'kinds', k.kinds, 'words', k.words,
                'written_at', k.written_at, 'state', k.state,
                'event', case when e.id is not null and may_see_event($1, e)
                              then json_build_object('id', e.id, 'title', e.title) end
            ) as said
            from kind_words k join users w on w.id = k.writer_id left join events e on e.id = k.event_id
            where k.about_id = $1 and k.state <> 'declined' and visible($1, w.id)
            order by k.written_at desc, k.id limit {MOST_MINE}
        ) k),
        'written', (select coalesce(json_agg(k.said order by k.written_at desc, k.id), '[]') from (
            select k.written_at, k.id, json_build_object(
                'person', person_card(u), 'kinds', k.kinds, 'words', k.words, 'written_at', k.written_at
            ) as said
            from kind_words k join users u on u.id = k.about_id
            where k.writer_id = $1 and k.taken_back_at is null and visible($1, u.id)
            order by k.written_at desc, k.id limit {MOST_MINE}
        ) k)
    )
""")

AFTER = sql(f"""
    select json_build_object(
        'until', e.ends_at + $5::interval,
        'data', (select coalesce(json_agg(met.said order by met.name, met.id), '[]') from (
            select lower(u.display_name) as name, u.id,
                json_build_object('person', person_card(u), 'mine', {_MINE}) as said
            from users u
            where (u.id = e.host_id or u.id in (
                    select user_id from rsvps where event_id = e.id and answer = 'going'
                )) and u.id <> $1 and visible($1, u.id) and {_MET.format(other="u.id")}
            order by lower(u.display_name), u.id limit {MOST_MET}
        ) met)
    )
    from events e where e.id = $2
""")


async def met_at(tx: Tx, viewer: Viewer, person: UUID) -> UUID | None:
    """The last event at which it is noted that both were, if the viewer may know that."""
    return await tx.value(MET, viewer.id, person, tx.now - WRITTEN_WITHIN, tx.now)


async def on_page(tx: Tx, viewer: Viewer, person: UUID) -> Json[KindWords]:
    """What stands on a person's page. Raises NotFound also for those whom the viewer may not see."""
    try:
        return await tx.json(SHOWN, viewer.id, person, tx.now - WRITTEN_WITHIN, tx.now)
    except LookupError:
        raise NotFound from None


async def mine(tx: Tx, viewer: Viewer) -> Json[MyKindWords]:
    """About the viewer, and by the viewer."""
    return await tx.json(MY_WORDS, viewer.id)


async def after(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[KindWordsAfter]:
    """Whom the viewer met there. Raises EventNotFound."""
    await require_seen(tx, viewer, event_id)
    return await tx.json(AFTER, viewer.id, event_id, tx.now - WRITTEN_WITHIN, tx.now, WRITTEN_WITHIN)
