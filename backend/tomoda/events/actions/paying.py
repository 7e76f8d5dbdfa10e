"""Deposits, as far as seats are concerned: a seat is held while somebody pays, and is theirs once they have.

What is paid, given back or kept is nothing that events know; `payments` stands above and calls these.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from tomoda.core.errors import Problem
from tomoda.core.money import Money
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events import queries
from tomoda.events.actions import coming, queue
from tomoda.events.actions.coming import Answering
from tomoda.events.errors import DepositDoesNotFit, EventIsCancelled, EventNotFound, EventOver, WrongState
from tomoda.events.messages import EventChanged
from tomoda.events.queries import EventRow
from tomoda.events.schemas import RsvpAnswer
from tomoda.users import queries as people

LEAST_KEPT = 7  # days after the end: until then a deposit is settled, if nobody contests it

SET = sql("""
    update events set deposit_amount = $2, deposit_currency = $3, version = version + 1, updated_at = $4 where id = $1
""")


def require_fits(event: EventRow, given: dict[str, Any]) -> None:
    """What is changed goes with the deposit that there is. Raises DepositDoesNotFit."""
    if event.deposit is not None:
        seats, guests = given.get("seats", event.seats), given.get("plus_max", event.plus_max)
        _require(seats, guests, given.get("kept_days", event.kept_days))


def _require(seats: int | None, guests: int, kept_days: int) -> None:
    if seats is None:
        raise DepositDoesNotFit(reason="seats")
    if guests:
        raise DepositDoesNotFit(reason="guests")
    if kept_days < LEAST_KEPT:
        raise DepositDoesNotFit(reason="kept")


async def ask_for(tx: Tx, viewer: Viewer, event_id: UUID, deposit: Money | None) -> None:
    """As its host, ask whoever joins from now on for a deposit, or for none.

    Raises NotTheHost, EventOver, EventIsCancelled, WrongState, DepositDoesNotFit.
    """
    event = await queries.hosted(tx, viewer, event_id)
    if event.state == "cancelled":
        raise EventIsCancelled(current_state="cancelled")
    if event.state not in ("draft", "scheduled"):
        raise WrongState(current_state=event.state)
    if event.over(tx.now):
        raise EventOver(current_state=event.status(tx.now))
    if deposit is not None:
        _require(event.seats, event.plus_max, event.kept_days)
    await write(tx, event, deposit)


async def write(tx: Tx, event: EventRow, deposit: Money | None) -> None:
    """The deposit is that from now on, for whoever has not paid one. The event must be locked."""
    await tx.run(SET, event.id, deposit and deposit.amount, deposit and deposit.currency, tx.now)
    involved = [event.host_id, *await queries.involved(tx, event.id)]
    words: dict[str, Any] = {"event_id": event.id, "host_id": event.host_id, "title": event.title}
    tx.emit(EventChanged(**words, people=involved, what=["deposit"], version=event.version + 1, quiet=True))


async def hold(tx: Tx, viewer: Viewer, event_id: UUID, said: RsvpAnswer, until: datetime) -> EventRow:
    """Come as `said`, but pay first: the event, with where the viewer stands now.

    That is `offered` until then, or as long as they were offered the seat anyway; `pending` where the host decides
    first; `waitlisted` if they would rather wait. Raises what an answer may raise.
    """
    (card,) = await coming.rsvp_all(tx, event_id, [Answering(viewer, said, until)])
    if isinstance(card, Problem):
        raise card
    event = await queries.lock_unasked(tx, event_id, viewer.id)
    if event is None:
        raise EventNotFound
    return event


async def take_paid(tx: Tx, event_id: UUID, guest_id: UUID) -> bool:
    """They have paid: the seat that is held for them is theirs, or a free one that nobody waits for.

    False if there is none for them any more.
    """
    if not await people.stays(tx, guest_id):
        return False
    event = await queries.lock_unasked(tx, event_id, guest_id)
    if event is None or not event.seen:
        return False
    await queue.settle(tx, event)
    if event.answer == "going":
        return True
    if event.state != "scheduled" or event.over(tx.now) or event.answer in ("removed", "pending", "waitlisted"):
        return False
    if event.answer != "offered" and (event.closed(tx.now) or not event.fits(1)):
        return False
    await coming.stand(tx, event, "going", 1)
    return True


async def let_go(tx: Tx, event_id: UUID, guest_id: UUID) -> None:
    """They will not pay: the seat that was held for them is free."""
    event = await queries.lock_unasked(tx, event_id, guest_id)
    if event is not None and event.answer == "offered":
        await coming.stand(tx, event, "no", 1)
