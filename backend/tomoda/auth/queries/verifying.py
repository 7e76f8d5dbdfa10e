"""What is asked about the mark of verification."""

from tomoda.auth.schemas import Verification
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer

MINE = sql("""
    select json_build_object('offered', $2::boolean, 'mark', (
        select json_build_object('kind', kind, 'verified_at', verified_at, 'expires_at', expires_at,
                                 'revoked', revoked_at is not null)
        from verifications where user_id = $1 and expires_at > $3
    ))
""")


async def mine(tx: Tx, viewer: Viewer, *, offered: bool) -> Json[Verification]:
    """The viewer's own mark, and whether this host has somebody who checks."""
    return await tx.json(MINE, viewer.id, offered, tx.now)
