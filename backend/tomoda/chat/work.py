"""How rooms follow events, in the same transaction."""

from tomoda.chat import actions, queries
from tomoda.core.messages import on
from tomoda.core.tx import Tx
from tomoda.events.messages import EventChanged, EventCreated, RsvpChanged


@on(EventCreated)
async def open_its_room(tx: Tx, signal: EventCreated) -> None:
    """There is never an event without a room."""
    await actions.open_event_room(tx, signal.event_id, signal.title, signal.host_id)


@on(EventChanged)
async def rename_its_room(tx: Tx, signal: EventChanged) -> None:
    """The room is called as the event is."""
    if "title" in signal.what:
        await actions.rename(tx, signal.event_id, signal.title)


@on(RsvpChanged)
async def follow_the_answer(tx: Tx, signal: RsvpChanged) -> None:
    """Whoever is going, or may be, is in the room; whoever is not hears nothing more."""
    room_id = await tx.value(queries.ROOM_OF_EVENT, signal.event_id)
    if signal.answer == "no":
        await actions.leave(tx, room_id, signal.user_id)
    else:
        await actions.join(tx, room_id, signal.user_id)
