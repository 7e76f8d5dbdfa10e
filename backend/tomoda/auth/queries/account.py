"""What is asked about an account as a whole."""

from typing import Literal
from uuid import UUID

import msgspec

from tomoda.auth.schemas import Exports
from tomoda.core.personal import PERSONAL
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer

EXPORTS = sql("""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'id', id, 'state', state, 'created_at', created_at, 'expires_at', expires_at
    ) order by created_at desc, id), '[]'))
    from exports where user_id = $1 and expires_at > $2
""")

READY = sql("""
    select exists (select from exports where user_id = $1 and id = $2 and state = 'ready' and expires_at > $3)
""")
EXPORT = sql("""
    select user_id, case $2::text when 'json' then json else html end as body from exports
    where id = $1 and state = 'ready' and expires_at > $3
""")

WHOSE = sql("select user_id from exports where id = $1 and state = 'preparing'")

type Form = Literal["json", "html"]


class Gathered(msgspec.Struct):
    """What is somebody's, and who they are."""

    user_id: UUID
    body: bytes


PERSON = sql("select json_build_array(to_json(u)) from users u where id = $1")


async def exports(tx: Tx, viewer: Viewer) -> Json[Exports]:
    """The viewer's exports, the latest first."""
    return await tx.json(EXPORTS, viewer.id, tx.now)


async def export(tx: Tx, export_id: UUID, form: Form) -> Gathered | None:
    """One export, if it is ready and not too old; whoever asks for it must show whose link they have."""
    return await tx.maybe(Gathered, EXPORT, export_id, form, tx.now)


async def everything(tx: Tx, user_id: UUID) -> dict[str, bytes]:
    """All rows that are a person's, as JSON, by table."""
    found: dict[str, bytes] = {"users": await tx.json(PERSON, user_id)}
    for one in PERSONAL:
        if one.kind == "mine":
            found[one.named] = await tx.json(one.export, user_id)
    return found
