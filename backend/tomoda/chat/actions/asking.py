"""Requests: what a stranger writes waits until the other says yes."""

from collections.abc import Iterable
from uuid import UUID

from tomoda.chat import queries
from tomoda.chat.errors import NothingToAccept
from tomoda.chat.messages import RequestChanged
from tomoda.chat.queries import Seat
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer

ACCEPT = sql("update rooms set accepted_at = $2 where id = $1 and accepted_at is null and kind = 'direct'")
DECLINE = sql("update members set declined_at = $3, read_seq = $4 where room_id = $1 and user_id = $2")
ACCEPT_PAIR = sql("""
    update rooms set accepted_at = $2 where pair = $1 and accepted_at is null returning id
""")


async def before_speaking(tx: Tx, speaking: Iterable[Seat]) -> None:
    """Whoever answers a stranger has said yes; a stranger's first words reach the other's requests."""
    rooms: dict[tuple[UUID, bool], Seat] = {}
    for mine in speaking:
        if mine.asking:
            rooms.setdefault((mine.room_id, mine.opened_by == mine.user_id), mine)
    for (room_id, asks), mine in rooms.items():
        if not asks:
            await _accepted(tx, mine)
        elif (room_id, False) not in rooms and mine.last_seq == 0 and mine.other is not None:
            tx.emit(RequestChanged(people=[mine.other], room_id=room_id))


async def accept(tx: Tx, viewer: Viewer, room_id: UUID) -> None:
    """Say yes to a stranger: from now on the room is one like others. Twice is once. Raises NothingToAccept."""
    mine = await queries.locked_seat(tx, viewer, room_id)
    if mine.kind != "direct" or (mine.asking and mine.opened_by == viewer.id):
        raise NothingToAccept
    if mine.asking:
        await _accepted(tx, mine)


async def _accepted(tx: Tx, room: Seat) -> None:
    await tx.run(ACCEPT, room.room_id, tx.now)
    people = [one for one in (room.user_id, room.other) if one is not None]
    tx.emit(RequestChanged(people=people, room_id=room.room_id))


async def decline(tx: Tx, viewer: Viewer, room_id: UUID) -> None:
    """Not now: the room leaves my requests, and whoever wrote does not learn of it. Raises NothingToAccept."""
    mine = await queries.locked_seat(tx, viewer, room_id)
    if not mine.asking or mine.opened_by == viewer.id:
        raise NothingToAccept
    await tx.run(DECLINE, room_id, viewer.id, tx.now, mine.last_seq)
    tx.emit(RequestChanged(people=[viewer.id], room_id=room_id))


async def accept_between(tx: Tx, one: UUID, other: UUID) -> None:
    """Two people have become friends: nothing waits between them any more."""
    room_id = await tx.value(ACCEPT_PAIR, pair(one, other), tx.now)
    if room_id is not None:
        tx.emit(RequestChanged(people=[one, other], room_id=room_id))


def pair(one: UUID, other: UUID) -> str:
    """Both ids in order."""
    return ":".join(sorted((str(one), str(other))))
