"""Telling those who were written to, or called, and are not looking."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from tomoda.chat.messages import AskedToTalk, CalledInRoom, TellOfMessage, WrittenTo
from tomoda.chat.queries import Seat
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.notifications import actions as notices

WAIT = timedelta(seconds=2)  # who is looking at the room has read it by then
LONGEST = 120  # characters
MOST = 1000  # people

TOLD = sql("""
    select m.author_id, m.body, m.expires_at is not null as passing, room.kind, room.title, room.accepted_at,
           array(
               select mine.user_id from members mine
               where mine.room_id = m.room_id and mine.left_at is null and mine.user_id <> m.author_id
                   and (room.kind = 'direct' or m.here or mine.user_id = any(m.mentions))
                   and mine.read_seq < m.seq and mine.declined_at is null and not muted(mine.user_id, m.author_id, $3)
                   and (mine.muted_until is null or mine.muted_until <= $3
                        or (room.kind <> 'direct' and not mine.mute_mentions))
               limit $4
           ) as people
    from messages m join rooms room on room.id = m.room_id
    where m.room_id = $1 and m.id = $2 and m.deleted_at is null and (m.expires_at is null or m.expires_at > $3)
""")

OTHERS = sql("select array_agg(user_id) from members where room_id = $1 and user_id <> all($2::uuid[])")


class _Told(msgspec.Struct):
    author_id: UUID
    body: str
    passing: bool
    kind: str
    title: str
    accepted_at: datetime | None
    people: list[UUID]


def soon(tx: Tx, room: Seat, message_id: UUID, *, called: bool) -> None:
    """In a moment, look who has not read it."""
    if room.kind == "direct":
        tx.enqueue(TellOfMessage(room.room_id, message_id), after=WAIT, once=f"tell:{room.room_id}")
    elif called:
        tx.enqueue(TellOfMessage(room.room_id, message_id), after=WAIT)


async def tell(tx: Tx, room_id: UUID, message_id: UUID) -> None:
    """Tell them, as far as they want to be told. What disappears is not repeated in a notice."""
    found = await tx.maybe(_Told, TOLD, room_id, message_id, tx.now, MOST)
    if found is None or not found.people:
        return
    text = "…" if found.passing or not found.body else found.body[:LONGEST]
    known = {"room_id": room_id, "author_id": found.author_id}
    if found.kind == "direct" and found.accepted_at is None:
        await notices.notify(tx, found.people, AskedToTalk(**known))
    elif found.kind == "direct":
        await notices.notify(tx, found.people, WrittenTo(message_id=message_id, text=text, **known))
    else:
        called = CalledInRoom(message_id=message_id, title=found.title, text=text, **known)
        await notices.notify(tx, found.people, called)


async def untell(tx: Tx, message_id: UUID) -> None:
    """The message is gone, and what was told of it."""
    for kind in (WrittenTo, CalledInRoom):
        await notices.withdraw(tx, kind, f"message:{message_id}")


async def untell_others(tx: Tx, room_id: UUID, message_id: UUID, called: list[UUID]) -> None:
    """The message calls only these any more: for everybody else, it did not."""
    others: list[UUID] = await tx.value(OTHERS, room_id, called) or []
    await notices.withdraw(tx, CalledInRoom, f"message:{message_id}", others)
