"""What the map is told."""

from uuid import UUID

import msgspec

from tomoda.core.geo import Point, cell
from tomoda.core.tx import Tx
from tomoda.events import queries
from tomoda.events.messages import EventOffMap, EventOnMap
from tomoda.events.queries import EventRow


async def show(tx: Tx, event_id: UUID, host_id: UUID, lat: float, lon: float) -> None:
    """A public event is on the map, or looks different there."""
    card = msgspec.Raw(await queries.public_card(tx, event_id))
    tx.emit(EventOnMap(cell=cell(Point(lat, lon)), host_id=host_id, card=card))


async def show_again(tx: Tx, event: EventRow) -> None:
    """If it is public, its seats may be different now."""
    if event.visibility == "public":
        await show(tx, event.id, event.host_id, event.shown_lat, event.shown_lon)


def hide(tx: Tx, event: EventRow) -> None:
    """It is no longer where it was."""
    where = cell(Point(event.shown_lat, event.shown_lon))
    tx.emit(EventOffMap(cell=where, host_id=event.host_id, event_id=event.id, at=tx.now))
