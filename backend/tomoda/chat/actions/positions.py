"""Cards that show where somebody is: they know a share and no point, and follow it."""

from datetime import datetime
from uuid import UUID

from tomoda.chat.messages import ShareChanged
from tomoda.core.errors import FieldError, Malformed
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.presence.actions import positions

MINE = sql("select until from position_shares where id = $1 and user_id = $2 and room_id = $3 and until > $4")
OF_CARD = sql("""
    select (share ->> 'share_id')::uuid from messages
    where room_id = $1 and id = $2 and author_id = $3 and share ->> 'kind' = 'position'
""")
FOLLOW = sql("""
    update messages m set share = m.share || jsonb_build_object('until', now_.until)
    from (
        select card.room_id, card.id, (
            select s.until from position_shares s
            where s.id = (card.share ->> 'share_id')::uuid and s.user_id = $1 and s.until > $2
        ) as until
        from messages card
        where card.author_id = $1 and card.share ->> 'kind' = 'position' and card.share ->> 'until' is not null
    ) now_
    where m.room_id = now_.room_id and m.id = now_.id
        and now_.until is distinct from (m.share ->> 'until')::timestamptz
    returning m.room_id, m.id, now_.until
""")


async def until(tx: Tx, viewer: Viewer, room_id: UUID, share_id: UUID) -> datetime:
    """Until when a share of the viewer's with the people of this room goes on. Raises Malformed if there is none."""
    found = await tx.value(MINE, share_id, viewer.id, room_id, tx.now)
    if found is None:
        raise Malformed(errors=[FieldError("#/share/share_id", "does not exist")])
    return found


async def follow(tx: Tx, person: UUID) -> None:
    """Somebody's shares have changed: their cards say until when it goes on now, or that it is over."""
    for row in await tx.rows(FOLLOW, person, tx.now):
        tx.emit(ShareChanged(room_id=row["room_id"], author_id=person, message_id=row["id"], until=row["until"]))


async def stop(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID) -> None:
    """Whoever takes their card away shares no longer what it showed."""
    share_id = await tx.value(OF_CARD, room_id, message_id, viewer.id)
    if share_id is not None:
        await positions.end(tx, viewer.id, [share_id])
