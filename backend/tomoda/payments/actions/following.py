"""Following Stripe: what it tells is written down, what it is about is asked for, and what follows is done."""

from datetime import timedelta
from uuid import UUID

from tomoda.core.app import App
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.edges.stripe import RefundRefused, Stripe, Told, Wanted
from tomoda.payments import queries
from tomoda.payments.actions import leaving, returning
from tomoda.payments.messages import EndCheckout, FollowAccount, FollowPayment, GiveBack
from tomoda.payments.queries import PaymentRow

HEARD = sql("insert into stripe_events (id, received_at) values ($1, $2) on conflict do nothing")
AT_ONCE = 100
PATIENCE = timedelta(minutes=2)  # after which what should have ended by itself is asked for


async def hear(tx: Tx, told: Told) -> None:
    """Written down by its id, and followed: what it says is not believed, what it is about is asked for."""
    if not await tx.run(HEARD, told.id, tx.now):
        return
    if told.type.startswith("account."):
        tx.enqueue(FollowAccount(told.data.object.id))
    elif (payment := _known(told.payment)) is not None:
        tx.enqueue(FollowPayment(payment))


def _known(noted: str | None) -> UUID | None:
    """The account may be used for other things, too, which note other things."""
    try:
        return UUID(noted) if noted else None
    except ValueError:
        return None


async def make_checkout(app: App, edge: Stripe, payment: PaymentRow) -> None:
    """Have Stripe make the page on which it is paid. Raises StripeDown."""
    until = max(payment.hold_until, payment.made_at + leaving.PAGE_LIVES)
    wanted = Wanted(
        payment=str(payment.id),
        amount=payment.amount,
        currency=payment.currency,
        title=payment.title,
        account=payment.account,
        until=until,
        back=f"{app.public_url}/events/{payment.event_id}/deposit",
        locale=payment.locale,
    )
    checkout = await edge.checkout(wanted)
    async with app.transaction() as tx:
        await leaving.checkout_made(tx, payment.id, checkout)


async def follow(app: App, edge: Stripe, payment_id: UUID) -> None:
    """Ask Stripe what has become of it, and do what follows. Raises StripeDown."""
    async with app.reading() as tx:
        payment = await queries.by_id(tx, payment_id)
    if payment is None:
        return
    if payment.state in ("open", "lapsed") and payment.checkout is not None:
        seen = await edge.look(payment.checkout)
        async with app.transaction() as tx:
            await leaving.finish(tx, payment_id, seen)
    elif payment.state == "returned" and payment.refund and not await edge.is_back(payment.refund):
        async with app.transaction() as tx:
            await returning.undone(tx, payment)
            tx.enqueue(GiveBack(payment_id))


async def end(app: App, edge: Stripe | None, payment_id: UUID) -> None:
    """The time to pay is over, if it is: nobody pays there any more; who has paid in time comes. Raises StripeDown."""
    async with app.reading() as tx:
        payment = await queries.by_id(tx, payment_id)
    if payment is None or payment.state not in ("open", "lapsed"):
        return
    if payment.state == "open" and app.clock() < payment.hold_until:
        return  # the offer was prolonged: another job ends it
    if payment.checkout is not None and edge is not None:
        seen = await edge.end(payment.checkout)
        async with app.transaction() as tx:
            await leaving.finish(tx, payment_id, seen)
    elif payment.checkout is None and payment.state == "open":
        async with app.transaction() as tx:
            await leaving.lapse(tx, payment)


async def send_back(app: App, edge: Stripe, payment: PaymentRow) -> None:
    """Give it back; Stripe knows by our id and attempt whether it was before. Raises StripeDown, RefundRefused."""
    if payment.state != "returning" or payment.intent is None:
        return
    try:
        refund = await edge.give_back(str(payment.id), payment.intent, payment.tries)
    except RefundRefused:
        async with app.transaction() as tx:
            await returning.undone(tx, payment)
        raise
    async with app.transaction() as tx:
        await returning.back(tx, payment, refund)


async def take_up(tx: Tx) -> None:
    """What Stripe never told us, and what a worker began and did not end."""
    for row in await tx.rows(queries.STUCK, tx.now - PATIENCE, AT_ONCE):
        job = EndCheckout(row["id"]) if row["state"] == "open" else GiveBack(row["id"])
        tx.enqueue(job, once=f"deposit:{row['id']}")
