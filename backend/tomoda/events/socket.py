"""Who hears an event, and a part of the map."""

import re
from uuid import UUID

from tomoda.core.feed import topic
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events import queries
from tomoda.events.errors import EventNotFound

_CELL = re.compile(r"^12\.\d{1,4}\.\d{1,4}$")


@topic("event")
async def may_listen(tx: Tx, viewer: Viewer, event_id: UUID) -> int | None:
    """Whoever may see it."""
    try:
        await queries.require_seen(tx, viewer, event_id)
    except EventNotFound:
        return None
    return 0


@topic("map")
async def may_watch(tx: Tx, viewer: Viewer, cell: str) -> int | None:
    """Everybody who is signed in: only what everybody may know is told there."""
    return 0 if _CELL.match(cell) else None
