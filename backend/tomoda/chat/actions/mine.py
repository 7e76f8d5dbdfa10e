"""What concerns one person alone: how far they have read, what makes noise, what they have begun to write."""

from uuid import UUID

from tomoda.chat import queries
from tomoda.chat.messages import ChatSettingsChanged, DraftChanged, ReadMoved, ReadShown, RoomMuted
from tomoda.chat.schemas import ChatSettings, Muting
from tomoda.core.errors import NotAllowed
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.notifications import actions as notices
from tomoda.presence import queries as presence

READ = sql("""
    update members set read_seq = least($3, (select last_seq from rooms where id = $1))
    where room_id = $1 and user_id = $2 and read_seq < least($3, (select last_seq from rooms where id = $1))
    returning read_seq, (select count(*) from members all_ where all_.room_id = $1 and all_.left_at is null) as people,
        coalesce((select read_receipts from chat_settings where user_id = $2), true) as shown
""")
MUTE = sql("""
    update members set mute_mentions = $5, muted_until = case $3
        when 'off' then null
        when 'hour' then $4::timestamptz + interval '1 hour'
        when 'eight_hours' then $4::timestamptz + interval '8 hours'
        when 'event' then (
            select e.ends_at from rooms join events e on e.id = rooms.event_id where rooms.id = $1 and e.ends_at > $4
        )
        else timestamptz '9999-01-01 00:00+00'
    end
    where room_id = $1 and user_id = $2 and left_at is null returning muted_until
""")
DRAFT = sql("update members set draft = $3 where room_id = $1 and user_id = $2 and left_at is null and draft <> $3")
CHOOSE = sql("""
    insert into chat_settings (user_id, read_receipts, typing) values ($1, $2, $3)
    on conflict (user_id) do update set read_receipts = excluded.read_receipts, typing = excluded.typing
""")


TOLD = sql("""
    select coalesce(array_agg(n.fact), '{}') from notices n
    where n.user_id = $1 and n.thing = 'room' and n.thing_id = $2 and n.read_at is null and n.withdrawn_at is null
        and (n.fact = 'request:' || $2::uuid or exists (
            select from messages m
            where m.room_id = $2 and m.id = (n.body ->> 'message_id')::uuid and m.seq <= $3
        ))
""")


async def read(tx: Tx, viewer: Viewer, room_id: UUID, seq: int) -> None:
    """I have read up to here. It only moves forward; others learn of it only where and if it is shown.

    What I was told of these messages is read with them, on all of my devices.
    """
    mine = await queries.present(tx, viewer, room_id)
    moved = await tx.row(READ, room_id, viewer.id, seq)
    if moved is None:
        return
    await notices.read_facts(tx, viewer, await tx.value(TOLD, viewer.id, room_id, moved["read_seq"]))
    tx.emit(ReadMoved(user_id=viewer.id, room_id=room_id, seq=moved["read_seq"]))
    small = moved["people"] <= queries.RECEIPTS_UPTO and not mine.asking
    if moved["shown"] and small and not await presence.invisible(tx, viewer):
        tx.emit(ReadShown(room_id=room_id, user_id=viewer.id, seq=moved["read_seq"]))


async def mute(tx: Tx, viewer: Viewer, room_id: UUID, how: Muting) -> None:
    """Let the room make no noise for a while. What has no event, or one that is over, is not muted until it ends."""
    await queries.present(tx, viewer, room_id)
    muted_until = await tx.value(MUTE, room_id, viewer.id, how.until, tx.now, how.mentions)
    tx.emit(RoomMuted(user_id=viewer.id, room_id=room_id, muted_until=muted_until, mentions=how.mentions))


async def draft(tx: Tx, viewer: Viewer, room_id: UUID, body: str) -> None:
    """Keep what I have begun to write, for all of my devices; saying something empties it.

    In a secret room it stays on the device: raises NotAllowed.
    """
    mine = await queries.present(tx, viewer, room_id)
    if mine.secret and body:
        raise NotAllowed
    if await tx.run(DRAFT, room_id, viewer.id, body):
        tx.emit(DraftChanged(user_id=viewer.id, room_id=room_id, body=body))


async def choose(tx: Tx, viewer: Viewer, choice: ChatSettings) -> None:
    """Whether others see how far I have read, and that I am writing."""
    await tx.run(CHOOSE, viewer.id, choice.read_receipts, choice.typing)
    tx.emit(ChatSettingsChanged(user_id=viewer.id))
