"""Leaving a deposit: a seat is held, it is paid, and the seat is theirs."""

from datetime import timedelta
from uuid import UUID

from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.edges.stripe import Checkout
from tomoda.events import queries as events
from tomoda.events.actions import paying, queue
from tomoda.events.schemas import RsvpAnswer
from tomoda.notifications import actions as notices
from tomoda.payments import queries
from tomoda.payments.actions.returning import say, told
from tomoda.payments.errors import NothingToPay, PayoutsNotReady
from tomoda.payments.messages import EndCheckout, GiveBack, PaidInVain
from tomoda.payments.queries import PaymentRow
from tomoda.payments.schemas import Coming
from tomoda.users import queries as people

PAGE_LIVES = timedelta(hours=1)  # Stripe wants half an hour at least; we end the page when the hold ends
TOO_OLD = timedelta(minutes=20)  # to be asked for once more: another payment is made then

BEGIN = sql("""
    insert into payments (
        id, event_id, user_id, host_id, account, amount, currency, state, held, hold_until, made_at
    ) select $1, id, $2, host_id, $3, deposit_amount, deposit_currency, 'open', $4, $5, $6 from events where id = $7
""")
HELD_UNTIL = sql("update payments set hold_until = $2 where id = $1")
MADE = sql("update payments set checkout = $2, checkout_url = $3 where id = $1 and state = 'open'")
PAID = sql("""
    update payments set state = $2, reason = $3, intent = $4, receipt_url = $5, paid_at = $6, ended_at = null
    where id = $1
""")
LAPSED = sql("update payments set state = 'lapsed', ended_at = $2 where id = $1 and state = 'open'")


async def begin(tx: Tx, viewer: Viewer, event_id: UUID, said: Coming) -> PaymentRow | None:
    """Hold a seat, and what is to be paid for it. None: nothing is to be paid now; the host decides first, or they come
    already, with what they had paid before.

    Raises NothingToPay, PayoutsNotReady, and what an answer may raise.
    """
    before = await events.stands(tx, event_id, viewer.id)
    answer = RsvpAnswer("going", answers=said.answers, code=said.code)
    event = await paying.hold(tx, viewer, event_id, answer, tx.now + queue.PAYING)
    if event.answer == "pending":
        return None
    if event.deposit is None or event.answer != "offered" or event.offered_until is None:
        raise NothingToPay
    running = await queries.running(tx, event_id, viewer.id)
    if running is not None and running.state == "paid":
        await paying.take_paid(tx, event_id, viewer.id)
        return None
    if running is not None and (running.checkout is not None or tx.now - running.made_at < TOO_OLD):
        await tx.run(HELD_UNTIL, running.id, event.offered_until)
        tx.enqueue(EndCheckout(running.id), at=event.offered_until)
        return await queries.by_id(tx, running.id)
    if running is not None:
        await lapse(tx, running)
    account, ready = await queries.account(tx, event.host_id) or ("", False)
    if not ready:
        raise PayoutsNotReady
    made, held = new_id(), before != "offered"
    await tx.run(BEGIN, made, viewer.id, account, held, event.offered_until, tx.now, event_id)
    tx.enqueue(EndCheckout(made), at=event.offered_until)
    return await queries.by_id(tx, made)


async def checkout_made(tx: Tx, payment_id: UUID, checkout: Checkout) -> None:
    """Stripe has a page on which it can be paid."""
    await tx.run(MADE, payment_id, checkout.id, checkout.url)


async def finish(tx: Tx, payment_id: UUID, seen: Checkout) -> None:
    """What Stripe says of it now, whoever asked and however often: paid, or not to be paid any more."""
    payment = await _held(tx, payment_id)
    if payment is None:
        return
    if seen.state == "paid" and payment.state in ("open", "lapsed"):
        await _paid(tx, payment, seen)
    elif seen.state == "expired" and payment.state == "open":
        await lapse(tx, payment)
        if payment.held and payment.event_id is not None and payment.user_id is not None:
            await paying.let_go(tx, payment.event_id, payment.user_id)


async def _held(tx: Tx, payment_id: UUID) -> PaymentRow | None:
    """The payment, locked after its guest and its event, as everything that changes seats locks them."""
    before = await queries.by_id(tx, payment_id)
    if before is None:
        return None
    if before.user_id is not None:
        await people.stays(tx, before.user_id)
    if before.event_id is not None:
        await events.lock_unasked(tx, before.event_id, before.user_id)
    return await queries.locked(tx, payment_id)


async def _paid(tx: Tx, payment: PaymentRow, seen: Checkout) -> None:
    wanted = (seen.amount, seen.currency) == (payment.amount, payment.currency)
    # Whoever has said meanwhile that they do not come gets it back, also where there is a seat.
    seated = (
        wanted
        and payment.state == "open"
        and payment.event_id is not None
        and payment.user_id is not None
        and await paying.take_paid(tx, payment.event_id, payment.user_id)
    )
    state, reason = ("paid", None) if seated else ("returning", "no_seat")
    await tx.run(PAID, payment.id, state, reason, seen.intent, seen.receipt_url or None, tx.now)
    if not seated:
        tx.enqueue(GiveBack(payment.id))
        if payment.user_id is not None:
            await notices.notify(tx, [payment.user_id], PaidInVain(**told(payment)))
    say(tx, payment)


async def lapse(tx: Tx, payment: PaymentRow) -> None:
    """It was not paid in time, and cannot be any more."""
    await tx.run(LAPSED, payment.id, tx.now)
    say(tx, payment)
