"""Forgetting: what has disappeared is deleted, and what nobody needs any longer. Nobody asks for it but the clock."""

from datetime import timedelta
from uuid import UUID

from tomoda.core.messages import HearingChanged
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.media import actions as media

EVENT_ROOMS_KEPT = timedelta(days=180)  # after the event has ended
EMPTY_GROUPS_KEPT = timedelta(days=30)  # after the last member has left
VERSIONS_KEPT = timedelta(days=90)
COMMITS_KEPT = timedelta(days=90)  # a device that was away for longer comes in anew
AT_ONCE = 5000  # messages

_SILENCED = """
    (signals.body::jsonb || '{"body": "", "mentions": [], "here": false}'::jsonb
        || case when name = 'chat.message_sent' then '{"share": null, "attachments": []}' else '{}' end::jsonb
        || '{"sealed": null}'::jsonb)::json
"""
_HIDDEN = """(signals.body::jsonb || '{"attachment": null}')::json"""

PURGE = sql(f"""
    with gone as (
        delete from messages where ctid = any(array(
            select ctid from messages where expires_at <= $1 order by expires_at limit $2
        )) returning room_id, id, sent_at
    ),
    unseen as (
        update signals set body = {_HIDDEN} from gone
        where signals.topic = 'room:' || gone.room_id and signals.name = 'chat.attachment_changed'
            and signals.body ->> 'message_id' = gone.id::text
    ),
    unsaid as (
        update signals set body = {_SILENCED} from gone
        where signals.topic = 'room:' || gone.room_id and signals.name in ('chat.message_sent', 'chat.message_edited')
            and signals.body ->> 'id' = gone.id::text
    )
    select count(*) from gone
""")
UNSAY = sql(f"""
    update signals set body = {_SILENCED}
    where topic = 'room:' || $1::uuid and name in ('chat.message_sent', 'chat.message_edited')
        and body ->> 'id' = $2::uuid::text
""")
UNSHOW = sql(f"""
    update signals set body = {_HIDDEN}
    where topic = 'room:' || $1::uuid and name = 'chat.attachment_changed' and body ->> 'message_id' = $2::uuid::text
""")
UNSHARE = sql("""
    delete from rooms where id in (
        select room.id from rooms room join events e on e.id = room.event_id where e.ends_at < $1 limit 100
    )
""")
EMPTY = sql("""
    delete from rooms where id in (
        select room.id from rooms room where kind = 'group' and created_at < $1
            and not exists (select from members where room_id = room.id and (left_at is null or left_at > $1))
        limit 100
    )
""")
UNHEARD = sql("delete from signals where topic = $1")
FORGET_ROOM = sql("delete from rooms where id = $1")
OLD_VERSIONS = sql("delete from message_versions where replaced_at < $1")
OLD_COMMITS = sql("delete from secret_commits where made_at < $1")
OLD_PACKAGES = sql("delete from key_packages where expires_at < $1 and not last_resort")


async def forget_room(tx: Tx, room_id: UUID) -> None:
    """Delete a room with all that was said in it, also what is kept for those who missed it."""
    await tx.run(UNHEARD, f"room:{room_id}")
    await tx.run(FORGET_ROOM, room_id)
    tx.emit(HearingChanged(topic=f"room:{room_id}"))


async def hide_expired(tx: Tx) -> int:
    """Delete what has disappeared, wherever it is kept; how many messages."""
    gone = await tx.value(PURGE, tx.now, AT_ONCE)
    if gone:
        media.empty_soon(tx)
    return gone


async def unsay(tx: Tx, room_id: UUID, message_id: UUID) -> None:
    """Take a deleted message's words out of what is kept for those who missed it."""
    await tx.run(UNSAY, room_id, message_id)
    await tx.run(UNSHOW, room_id, message_id)


async def retain(tx: Tx) -> None:
    """Delete rooms of events long past, groups that everybody has left, texts from before old edits, and old keys."""
    await tx.run(UNSHARE, tx.now - EVENT_ROOMS_KEPT)
    await tx.run(EMPTY, tx.now - EMPTY_GROUPS_KEPT)
    await tx.run(OLD_VERSIONS, tx.now - VERSIONS_KEPT)
    await tx.run(OLD_COMMITS, tx.now - COMMITS_KEPT)
    await tx.run(OLD_PACKAGES, tx.now)
