"""What is asked about API keys."""

from datetime import datetime
from uuid import UUID

import msgspec

from tomoda.auth.schemas import ApiKeys
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer


class Known(msgspec.Struct):
    """A key with its owner's state."""

    id: UUID
    user_id: UUID
    scopes: list[str]
    last_used_at: datetime | None
    state: str


BY_HASH = sql("""
    select k.id, k.user_id, k.scopes, k.last_used_at, users.state
    from api_keys k join users on users.id = k.user_id
    where k.hash = $1 and (k.expires_at is null or k.expires_at > $2)
""")

COUNT = sql("select count(*) from api_keys where user_id = $1")

MINE = sql("""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'id', id, 'name', name, 'hint', hint, 'scopes', scopes,
        'created_at', created_at, 'expires_at', expires_at, 'last_used_at', last_used_at
    ) order by created_at desc, id), '[]')) from api_keys where user_id = $1
""")


async def by_hash(tx: Tx, hashed: bytes) -> Known | None:
    """The key with this hash, if it has not expired."""
    return await tx.maybe(Known, BY_HASH, hashed, tx.now)


async def count(tx: Tx, viewer: Viewer) -> int:
    """How many keys the viewer has."""
    return await tx.value(COUNT, viewer.id)


async def mine(tx: Tx, viewer: Viewer) -> Json[ApiKeys]:
    """The viewer's keys, the latest first; of each only its end is known."""
    return await tx.json(MINE, viewer.id)
