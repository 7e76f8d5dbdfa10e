"""What is asked about devices with keys, and the groups that they make."""

from uuid import UUID

import msgspec

from tomoda.chat import queries
from tomoda.chat.errors import NotSecret
from tomoda.chat.queries import Seat
from tomoda.chat.schemas.secret import Commit, Commits, MyDevices, SecretState
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer

PAGE = 50  # commits

MINE = sql("""
    select json_build_object(
        'data', coalesce(json_agg(json_build_object(
            'id', d.id, 'name', s.device, 'signature_key', d.signature_key, 'created_at', d.created_at,
            'here', d.session_id = $2
        ) order by d.created_at, d.id), '[]'),
        'stock', (
            select json_build_object(
                'packages', count(*) filter (where not last_resort and expires_at > $3),
                'last_resort', coalesce(bool_or(last_resort and expires_at > $3), false)
            ) from key_packages k join secret_devices here on here.id = k.device_id where here.session_id = $2
        )
    )
    from secret_devices d join sessions s on s.id = d.session_id where d.user_id = $1 and s.closed_at is null
""")
STATE = sql("""
    select json_build_object('epoch', room.epoch, 'way_in', room.way_in, 'devices', (
        select coalesce(json_agg(json_build_object(
            'id', d.id, 'user_id', d.user_id, 'signature_key', d.signature_key, 'created_at', d.created_at
        ) order by d.created_at, d.id), '[]')
        from members m join secret_devices d on d.user_id = m.user_id join sessions s on s.id = d.session_id
        where m.room_id = room.id and s.closed_at is null
    ))
    from rooms room where room.id = $1
""")
COMMITS = sql("""
    select epoch, message_id, author_id, change, welcome, made_at from secret_commits
    where room_id = $1 and epoch > $2 order by epoch limit $3
""")


async def devices(tx: Tx, viewer: Viewer) -> Json[MyDevices]:
    """The viewer's devices that have keys."""
    return await tx.json(MINE, viewer.id, viewer.session_id, tx.now)


async def seat(tx: Tx, viewer: Viewer, room_id: UUID) -> Seat:
    """The viewer's place in a secret room. Raises NotFound, NotSecret."""
    mine = await queries.present(tx, viewer, room_id)
    if not mine.secret:
        raise NotSecret
    return mine


async def state(tx: Tx, viewer: Viewer, room_id: UUID) -> Json[SecretState]:
    """How a secret room's group of devices stands. Raises NotFound, NotSecret."""
    await seat(tx, viewer, room_id)
    return await tx.json(STATE, room_id)


async def commits(tx: Tx, viewer: Viewer, room_id: UUID, after: int) -> Json[Commits]:
    """The changes that began the epochs after this one, 50 at a time. Raises NotFound, NotSecret."""
    await seat(tx, viewer, room_id)
    found = await tx.all(Commit, COMMITS, room_id, after, PAGE + 1)
    return Json(msgspec.json.encode(Commits(found[:PAGE], len(found) > PAGE)))
