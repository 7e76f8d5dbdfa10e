"""What the map is told, and what those hear who look at an event."""

from uuid import UUID

import msgspec

from tomoda.core.geo import Point, cell
from tomoda.core.tx import Tx
from tomoda.events import queries
from tomoda.events.messages import EventCounted, EventOffMap, EventOnMap, RsvpChanged
from tomoda.events.queries import EventRow
from tomoda.events.schemas import Answer


async def show(tx: Tx, event_id: UUID, host_id: UUID, lat: float, lon: float) -> None:
    """A public event is on the map, or looks different there."""
    card = msgspec.Raw(await queries.public_card(tx, event_id))
    tx.emit(EventOnMap(cell=cell(Point(lat, lon)), host_id=host_id, card=card))


async def show_again(tx: Tx, event: EventRow) -> None:
    """If it is public, its seats may be different now."""
    if event.visibility == "public" and event.state == "scheduled":
        await show(tx, event.id, event.host_id, event.shown_lat, event.shown_lon)


def hide(tx: Tx, event: EventRow) -> None:
    """It is no longer where it was."""
    where = cell(Point(event.shown_lat, event.shown_lon))
    tx.emit(EventOffMap(cell=where, host_id=event.host_id, event_id=event.id, at=tx.now))


def said(tx: Tx, event: EventRow, user_id: UUID, answer: Answer, *, aloud: bool = False) -> None:
    """Somebody says whether they come: told to everybody only where everybody may know who does.

    Whoever goes away is heard in the room only if they want it, `aloud`.
    """
    shown_in = event.id if event.guest_list == "all" else None
    tell = [event.host_id, user_id]
    tx.emit(RsvpChanged(event_id=event.id, shown_in=shown_in, user_id=user_id, tell=tell, answer=answer, aloud=aloud))
    if shown_in is None and event.guest_list != "hidden":
        tx.emit(EventCounted(event_id=event.id, user_id=user_id))
