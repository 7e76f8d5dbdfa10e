"""Giving deposits back, or letting the host keep them: each of them once, and never both."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from tomoda.core.money import said
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events import queries as events
from tomoda.events.actions.showing import CORRECTED_WITHIN
from tomoda.notifications import actions as notices
from tomoda.payments import queries
from tomoda.payments.errors import NothingToReturn
from tomoda.payments.messages import DepositBack, DepositChanged, DepositKept, EndCheckout, GiveBack
from tomoda.payments.queries import PaymentRow
from tomoda.payments.schemas import Reason

CONTESTED_WITHIN = timedelta(hours=48)  # after the host's two days: the guest's
KEPT_FOR = timedelta(days=7 * 365 + 2)  # what was paid
UNPAID_FOR = timedelta(days=30)
HEARD_FOR = timedelta(days=30)
AT_ONCE = 100

# Given up in time, or with a reason, it goes back at once; given up late it waits for whoever takes the seat. Where
# they stand is asked for: in one transaction they may have lost a seat and taken another.
LEFT = sql("""
    update payments p set state = 'returning', reason = 'in_time', hold_until = $3
    where event_id = $1 and user_id = $2 and state = 'paid' and not exists (
        select from reliability_marks m where m.event_id = $1 and m.user_id = $2
    ) and not exists (
        select from rsvps r where r.event_id = $1 and r.user_id = $2 and r.answer = 'going'
    ) returning id
""")
DECLINED = sql("""
    update payments set state = 'lapsed', ended_at = $3
    where event_id = $1 and user_id = $2 and state = 'open' and hold_until > $3 and not exists (
        select from rsvps r where r.event_id = $1 and r.user_id = $2 and r.answer in ('going', 'offered')
    ) returning id
""")
ALL_BACK = sql("""
    update payments set state = 'returning', reason = $2, hold_until = $3
    where event_id = $1 and state = 'paid' returning id, user_id, host_id
""")
ALL_OFF = sql("""
    update payments set state = 'lapsed', ended_at = $2 where event_id = $1 and state = 'open'
    returning id, user_id, host_id
""")
THEIRS_BACK = sql("""
    update payments set state = 'returning', reason = 'erased', hold_until = $2
    where (user_id = $1 or host_id = $1) and state = 'paid' returning id
""")
THEIRS_OFF = sql("""
    update payments set state = 'lapsed', ended_at = $2 where (user_id = $1 or host_id = $1) and state = 'open'
    returning id
""")
HOST_GIVES = sql("""
    update payments set state = 'returning', reason = 'host', hold_until = $4, ended_at = null
    where event_id = $1 and user_id = $2 and host_id = $3 and state in ('paid', 'kept') returning id
""")
LIFTED = sql("""
    update payments set state = 'returning', reason = 'judged', hold_until = $3, ended_at = null
    where event_id = $1 and user_id = $2 and state = 'kept' returning id
""")
SETTLE = sql("""
    update payments p set
        state = case when found.kind is null then 'returning' else 'kept' end, hold_until = $4,
        reason = coalesce(found.kind, 'attended'), ended_at = case when found.kind is not null then $4::timestamptz end
    from (
        select e.ends_at, m.id as mark, m.kind, m.contested_at, m.judged_at
        from payments o join events e on e.id = o.event_id
        left join reliability_marks m on m.event_id = o.event_id and m.user_id = o.user_id where o.id = $1
    ) found
    where p.id = $1 and p.state = 'paid' and found.ends_at <= $2 and (
        found.mark is null or (found.contested_at is null and (found.ends_at <= $3 or found.judged_at is not null))
    ) returning p.state
""")
BACK = sql("""
    update payments set state = 'returned', refund = nullif($2, ''), ended_at = $3
    where id = $1 and state = 'returning' and tries = $4 returning id
""")
UNDONE = sql("""
    update payments set state = 'returning', refund = null, ended_at = null, tries = tries + 1, hold_until = $3
    where id = $1 and state in ('returned', 'returning') and tries = $2 returning id
""")
FORGET = sql("""
    delete from payments where ended_at < $1 or (state = 'lapsed' and ended_at < $2)
""")
FORGET_EVENTS = sql("delete from stripe_events where received_at < $1")


def told(payment: PaymentRow) -> dict[str, Any]:
    """What notices say of it."""
    money = said(payment.amount, payment.currency)
    return {"payment_id": payment.id, "title": payment.title or "Tomoda", "money": money}


def say(tx: Tx, payment: PaymentRow) -> None:
    """The guest and the host ask for it again."""
    _say(tx, payment.event_id, payment.user_id, payment.host_id)


def _say(tx: Tx, event_id: UUID | None, guest: UUID | None, *others: UUID | None) -> None:
    if event_id is not None:
        told = [one for one in (guest, *others) if one is not None]
        tx.emit(DepositChanged(event_id=event_id, user_id=guest, people=told))


async def left(tx: Tx, event_id: UUID, user_id: UUID) -> None:
    """A guest does not come: back in time it is theirs at once. Who was still paying cannot any more."""
    for row in await tx.rows(LEFT, event_id, user_id, tx.now):
        tx.enqueue(GiveBack(row["id"]))
        _say(tx, event_id, user_id)
    for row in await tx.rows(DECLINED, event_id, user_id, tx.now):
        tx.enqueue(EndCheckout(row["id"]))
        _say(tx, event_id, user_id)


async def return_all(tx: Tx, event_id: UUID, reason: Reason) -> None:
    """Nobody leaves anything for this event any more: it is off, it is another host's, or the host asks for nothing."""
    for row in await tx.rows(ALL_BACK, event_id, reason, tx.now):
        tx.enqueue(GiveBack(row["id"]))
        _say(tx, event_id, row["user_id"], row["host_id"])
    for row in await tx.rows(ALL_OFF, event_id, tx.now):
        tx.enqueue(EndCheckout(row["id"]))
        _say(tx, event_id, row["user_id"], row["host_id"])


async def forget_person(tx: Tx, user_id: UUID) -> None:
    """Somebody is erased: what they have left anywhere goes back, though nobody is told; and what was left with them,
    for their events go with them, and nobody could say any more who came.
    """
    for row in await tx.rows(THEIRS_BACK, user_id, tx.now):
        tx.enqueue(GiveBack(row["id"]))
    for row in await tx.rows(THEIRS_OFF, user_id, tx.now):
        tx.enqueue(EndCheckout(row["id"]))


async def give_back(tx: Tx, viewer: Viewer, event_id: UUID, user_id: UUID) -> None:
    """As the host with whom it was left: also what I could keep. Twice is once. Raises NothingToReturn."""
    await events.lock_unasked(tx, event_id, None)
    rows = await tx.rows(HOST_GIVES, event_id, user_id, viewer.id, tx.now)
    for row in rows:
        tx.enqueue(GiveBack(row["id"]))
        _say(tx, event_id, user_id, viewer.id)
    if not rows and not await tx.value(WAS_GIVEN, event_id, user_id, viewer.id):
        raise NothingToReturn


WAS_GIVEN = sql("""
    select exists (
        select from payments
        where event_id = $1 and user_id = $2 and host_id = $3 and state in ('returning', 'returned')
    )
""")


async def lifted(tx: Tx, event_id: UUID, user_id: UUID) -> None:
    """Staff have decided that the host was wrong: what the host has kept goes back."""
    for row in await tx.rows(LIFTED, event_id, user_id, tx.now):
        tx.enqueue(GiveBack(row["id"]))
        _say(tx, event_id, user_id)


async def due(tx: Tx) -> list[tuple[UUID, UUID]]:
    """Deposits whose end has come, each with its event."""
    until = (tx.now - CORRECTED_WITHIN, tx.now - CORRECTED_WITHIN - CONTESTED_WITHIN)
    return [(row["id"], row["event_id"]) for row in await tx.rows(queries.DUE, *until, AT_ONCE)]


async def settle(tx: Tx, payment_id: UUID, event_id: UUID) -> None:
    """Given back, or kept, as the marks say now that nobody can change them in time any more."""
    await events.lock_unasked(tx, event_id, None)
    payment = await queries.locked(tx, payment_id)
    until = (tx.now - CORRECTED_WITHIN, tx.now - CORRECTED_WITHIN - CONTESTED_WITHIN)
    state = await tx.value(SETTLE, payment_id, *until, tx.now)
    if payment is None or state is None:
        return
    if state == "returning":
        tx.enqueue(GiveBack(payment_id))
    elif payment.user_id is not None:
        await notices.notify(tx, [payment.user_id], DepositKept(**told(payment)))
    say(tx, payment)


async def back(tx: Tx, payment: PaymentRow, refund: str) -> None:
    """Stripe has it, and sends it on. Twice is once."""
    if await tx.value(BACK, payment.id, refund, tx.now, payment.tries) is None:
        return
    if payment.user_id is not None and payment.reason != "no_seat":
        await notices.notify(tx, [payment.user_id], DepositBack(**told(payment), attempt=payment.tries))
    say(tx, payment)


async def undone(tx: Tx, payment: PaymentRow) -> None:
    """A bank did not take it, or Stripe refused: it is to be given back once more. Twice is once."""
    if await tx.value(UNDONE, payment.id, payment.tries, tx.now) is not None:
        say(tx, payment)


async def forget(tx: Tx) -> None:
    """What nobody need keep: what was paid after seven years, what was not after thirty days."""
    await tx.run(FORGET, tx.now - KEPT_FOR, tx.now - UNPAID_FOR)
    await tx.run(FORGET_EVENTS, tx.now - HEARD_FOR)
