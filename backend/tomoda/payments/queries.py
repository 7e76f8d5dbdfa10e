"""What is asked about deposits."""

from datetime import datetime
from uuid import UUID

import msgspec

from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events import queries as events
from tomoda.events.errors import EventNotFound
from tomoda.payments.schemas import DepositPage, GuestDeposits, MyDeposits, Payouts

MOST = 100

_MINE = """json_build_object(
    'id', p.id, 'amount', p.amount, 'currency', p.currency, 'state', p.state, 'reason', p.reason,
    'pay_until', p.hold_until, 'checkout_url', case when p.state = 'open' then p.checkout_url end,
    'receipt_url', p.receipt_url, 'paid_at', p.paid_at,
    'decided_at', case when p.state = 'paid' then e.ends_at + interval '48 hours' end, 'ended_at', p.ended_at
)"""

PAGE = sql(f"""
    select json_build_object(
        'deposit', case when e.deposit_amount is not null then json_build_object(
            'amount', e.deposit_amount, 'currency', e.deposit_currency
        ) end,
        'late_from', case when r.answer = 'going' then r.late_from
                          else e.starts_at - make_interval(mins => e.late_cancel) end,
        'answer', r.answer,
        'mine', (
            select {_MINE} from payments p where p.event_id = e.id and p.user_id = $1
            order by p.state in ('open', 'paid') desc, p.id desc limit 1
        )
    )
    from events e left join rsvps r on r.event_id = e.id and r.user_id = $1
    where e.id = $2 and may_see_event($1, e)
""")

MINE = sql(f"""
    select json_build_object('data', coalesce(json_agg(one order by id desc), '[]')) from (
        select p.id, json_build_object(
            'deposit', {_MINE},
            'event', case when e.id is not null then json_build_object(
                'id', e.id, 'title', case when may_see_event($1, e) then e.title else '' end
            ) end
        ) as one
        from payments p left join events e on e.id = p.event_id
        where p.user_id = $1 and p.paid_at is not null order by p.id desc limit {MOST}
    ) latest
""")

GUESTS = sql("""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'person', person_card(users), 'amount', p.amount, 'currency', p.currency, 'state', p.state, 'reason', p.reason
    ) order by p.paid_at, p.id), '[]'))
    from payments p join users on users.id = p.user_id
    where p.event_id = $2 and p.host_id = $1 and p.paid_at is not null and visible($1, p.user_id)
""")

PAYOUTS = sql("""
    select json_build_object('state', coalesce((
        select case when ready then 'ready' else 'started' end from payout_accounts where user_id = $1
    ), 'none'))
""")
ACCOUNT = sql("select account, ready from payout_accounts where user_id = $1")

ROW = """
    select p.id, p.event_id, p.user_id, p.host_id, p.account, p.amount, p.currency, p.state, p.reason, p.held,
           p.hold_until, p.made_at, p.checkout, p.checkout_url, p.intent, p.refund, p.tries,
           coalesce((select title from events e where e.id = p.event_id), '') as title,
           coalesce((select locale from users u where u.id = p.user_id), 'en') as locale
    from payments p
"""
BY_ID = sql(ROW + "where p.id = $1")
LOCKED = sql(ROW + "where p.id = $1 for update of p")
RUNNING = sql(ROW + "where p.event_id = $1 and p.user_id = $2 and p.state in ('open', 'paid') for update of p")

# What has an end that nothing else may bring: paying that is over, and giving back that did not come through.
STUCK = sql("""
    select id, state from payments
    where (state = 'open' and hold_until < $1) or (state = 'returning' and hold_until < $1) order by id limit $2
""")

# A mark that is contested waits; without one it is given back once the host cannot say otherwise any more.
DUE = sql("""
    select p.id, p.event_id from payments p join events e on e.id = p.event_id
    left join reliability_marks m on m.event_id = p.event_id and m.user_id = p.user_id
    where p.state = 'paid' and e.ends_at <= $1 and (
        m.id is null or (m.contested_at is null and (e.ends_at <= $2 or m.judged_at is not null))
    ) order by p.id limit $3
""")


class PaymentRow(msgspec.Struct):
    """A deposit as an action must know it."""

    id: UUID
    event_id: UUID | None
    user_id: UUID | None
    host_id: UUID | None
    account: str
    amount: int
    currency: str
    state: str
    reason: str | None
    held: bool
    hold_until: datetime
    made_at: datetime
    checkout: str | None
    checkout_url: str | None
    intent: str | None
    refund: str | None
    tries: int
    title: str
    locale: str


async def page(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[DepositPage]:
    """What the event asks for, and what the viewer has left. Raises EventNotFound."""
    try:
        return await tx.json(PAGE, viewer.id, event_id)
    except LookupError:
        raise EventNotFound from None


async def mine(tx: Tx, viewer: Viewer) -> Json[MyDeposits]:
    """What the viewer has left, anywhere."""
    return await tx.json(MINE, viewer.id)


async def of_guests(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[GuestDeposits]:
    """What guests have left with the viewer. Raises EventNotFound."""
    await events.require_seen(tx, viewer, event_id)
    return await tx.json(GUESTS, viewer.id, event_id)


async def payouts(tx: Tx, viewer: Viewer) -> Json[Payouts]:
    """Whether the viewer's account may take deposits."""
    return await tx.json(PAYOUTS, viewer.id)


async def account(tx: Tx, user_id: UUID) -> tuple[str, bool] | None:
    """Somebody's account at Stripe, and whether it may take money."""
    row = await tx.row(ACCOUNT, user_id)
    return (row["account"], row["ready"]) if row else None


async def by_id(tx: Tx, payment_id: UUID) -> PaymentRow | None:
    """One of them, as it is now."""
    return await tx.maybe(PaymentRow, BY_ID, payment_id)


async def locked(tx: Tx, payment_id: UUID) -> PaymentRow | None:
    """One of them, until the end of the transaction. Whose event is concerned locks that first."""
    return await tx.maybe(PaymentRow, LOCKED, payment_id)


async def running(tx: Tx, event_id: UUID, user_id: UUID) -> PaymentRow | None:
    """What somebody is paying, or has paid, for an event; locked. There is one at most."""
    return await tx.maybe(PaymentRow, RUNNING, event_id, user_id)
