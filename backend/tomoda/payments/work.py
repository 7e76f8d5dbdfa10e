"""What deposits do by the clock, what follows when Stripe answers, and how they follow what happens at events."""

import logging

from tomoda.core.app import App
from tomoda.core.jobs import does, every
from tomoda.core.messages import on
from tomoda.core.tx import Tx
from tomoda.edges.stripe import Stripe
from tomoda.events import queries as events
from tomoda.events.actions import paying
from tomoda.events.messages import EventCancelled, HostChanged, QueueMoved, QuorumDecided, RsvpChanged
from tomoda.events.messages.life import EventForgotten
from tomoda.events.messages.showing import MarkLifted
from tomoda.payments import actions, queries
from tomoda.payments.actions import following
from tomoda.payments.messages import EndCheckout, FollowAccount, FollowPayment, GiveBack
from tomoda.users.messages import PersonErased

log = logging.getLogger("tomoda.payments")

MANY = 5  # attempts to give the same deposit back, after which somebody should look


@does(FollowPayment)
async def follow_payment(app: App, job: FollowPayment) -> None:
    """Whatever Stripe has told of it, and in whatever order."""
    edge = app.edges.get("stripe")
    if isinstance(edge, Stripe):
        await following.follow(app, edge, job.payment_id)


@does(EndCheckout)
async def end_checkout(app: App, job: EndCheckout) -> None:
    """The hold is over, or the guest does not come."""
    edge = app.edges.get("stripe")
    await following.end(app, edge if isinstance(edge, Stripe) else None, job.payment_id)


@does(GiveBack)
async def return_deposit(app: App, job: GiveBack) -> None:
    """Give it back, as often as it takes."""
    edge = app.edges.get("stripe")
    async with app.reading() as tx:
        payment = await queries.by_id(tx, job.payment_id)
    if payment is None or not isinstance(edge, Stripe):
        return
    if payment.tries >= MANY:
        log.error("a deposit cannot be given back", extra={"payment": str(payment.id), "tries": payment.tries})
    await following.send_back(app, edge, payment)


@does(FollowAccount)
async def follow_account(app: App, job: FollowAccount) -> None:
    """Whether it may take money now."""
    edge = app.edges.get("stripe")
    if isinstance(edge, Stripe):
        ready = await edge.is_ready(job.account)
        async with app.transaction() as tx:
            await actions.may_take(tx, job.account, ready=ready)


@every("*/5 * * * *")
async def reconcile(app: App) -> None:
    """What Stripe never told us, and what a worker began and did not end, is taken up again."""
    async with app.transaction() as tx:
        await following.take_up(tx)


@every("*/10 * * * *")
async def settle_deposits(app: App) -> None:
    """Two days after the end, or four, or once staff have decided: back to the guest, or the host's."""
    async with app.reading() as tx:
        found = await actions.due(tx)
    for payment_id, event_id in found:
        async with app.transaction() as tx:
            await actions.settle(tx, payment_id, event_id)


@every("13 4 * * *")
async def forget_old_payments(app: App) -> None:
    """Seven years, as books must be kept; and what was never paid after thirty days."""
    async with app.transaction() as tx:
        await actions.forget(tx)


@on(RsvpChanged)
async def follow_answers(tx: Tx, signal: RsvpChanged) -> None:
    """Who does not come after all."""
    if signal.answer != "going":
        await actions.left(tx, signal.event_id, signal.user_id)


@on(QueueMoved)
async def follow_the_queue(tx: Tx, signal: QueueMoved) -> None:
    """Who has declined, was removed, or is hidden, while they were still paying."""
    if signal.answer in ("no", "removed"):
        await actions.left(tx, signal.event_id, signal.user_id)


@on(EventCancelled)
async def give_all_back(tx: Tx, signal: EventCancelled) -> None:
    """It is off: everybody has everything back."""
    await actions.return_all(tx, signal.event_id, "off")


@on(QuorumDecided)
async def give_all_back_without_quorum(tx: Tx, signal: QuorumDecided) -> None:
    """Too few come."""
    if not signal.on:
        await actions.return_all(tx, signal.event_id, "off")


@on(EventForgotten)
async def give_back_what_is_undecided(tx: Tx, signal: EventForgotten) -> None:
    """Nobody can say any more who came: what is not decided by then goes back."""
    await actions.return_all(tx, signal.event_id, "attended")


@on(HostChanged)
async def give_back_what_the_host_before_had(tx: Tx, signal: HostChanged) -> None:
    """A deposit was left with one host, and is not another's: the new one may ask anew."""
    event = await events.lock_unasked(tx, signal.event_id, None)
    if event is not None and event.deposit is not None:
        await paying.write(tx, event, None)
    await actions.return_all(tx, signal.event_id, "host")


@on(MarkLifted)
async def give_back_what_was_kept_wrongly(tx: Tx, signal: MarkLifted) -> None:
    """Staff have decided."""
    await actions.lifted(tx, signal.event_id, signal.user_id)


@on(PersonErased)
async def forget(tx: Tx, signal: PersonErased) -> None:
    """What they have left anywhere goes back to their card, before nobody knows whose it was."""
    await actions.forget_person(tx, signal.user_id)
