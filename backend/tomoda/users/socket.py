"""A person's own topic, and whose doings are not told to them."""

from uuid import UUID

from tomoda.core.feed import hidden, topic
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.users import queries


@topic("user")
async def may_listen(tx: Tx, viewer: Viewer, user_id: UUID) -> int | None:
    """Only to one's own."""
    return 0 if user_id == viewer.id else None


@hidden
async def hidden_from(tx: Tx, viewer: Viewer) -> frozenset[UUID]:
    """Blocked in either direction."""
    return await queries.hidden_from(tx, viewer)
