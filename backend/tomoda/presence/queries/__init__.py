"""What is asked about who is there."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer


class Chosen(msgspec.Struct):
    """What somebody chose."""

    user_id: UUID
    audience: str
    invisible: bool
    busy: bool
    status: str
    emoji: str
    status_until: datetime | None
    seen_on: date | None


_CHOSEN = """
    person.id as user_id, coalesce(s.audience, 'friends') as audience, coalesce(s.invisible, false) as invisible,
    coalesce(s.busy, false) as busy,
    case when s.status_until <= $2 then '' else coalesce(s.status, '') end as status,
    case when s.status_until <= $2 then '' else coalesce(s.emoji, '') end as emoji,
    case when s.status_until > $2 then s.status_until end as status_until,
    (select seen_on from presence_seen where presence_seen.user_id = person.id) as seen_on
"""

CHOSEN = sql(f"""
    select {_CHOSEN} from unnest($1::uuid[]) person(id) left join presence_settings s on s.user_id = person.id
""")

AROUND = sql(f"""
    select {_CHOSEN}
    from (
        select friend_id as id from friendships where user_id = $1
        union
        select mate from event_mates($1, $2) mate
    ) person left join presence_settings s on s.user_id = person.id
    where exists (select from presence_audience(person.id, $2) seen where seen = $1)
    limit 2000
""")

AUDIENCE = sql("select coalesce(array_agg(seen), '{}') from presence_audience($1, $2) seen")
INVISIBLE = sql("select exists (select from presence_settings where user_id = $1 and invisible)")


async def chosen(tx: Tx, people: list[UUID]) -> dict[UUID, Chosen]:
    """What these people chose."""
    return {one.user_id: one for one in await tx.all(Chosen, CHOSEN, people, tx.now)}


async def around(tx: Tx, viewer: Viewer) -> list[Chosen]:
    """Friends, and who goes to the same events, of those who let the viewer know."""
    return await tx.all(Chosen, AROUND, viewer.id, tx.now)


async def audience(tx: Tx, person: UUID) -> list[UUID]:
    """Who may know whether this person is there."""
    return await tx.value(AUDIENCE, person, tx.now)


async def invisible(tx: Tx, viewer: Viewer) -> bool:
    """Whether the viewer wants to be unseen: then nothing that they do live is told."""
    return await tx.value(INVISIBLE, viewer.id)
