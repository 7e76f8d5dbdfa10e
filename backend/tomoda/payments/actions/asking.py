"""Asking for deposits: only who has an account that may keep them."""

from uuid import UUID

from tomoda.core.money import CURRENCIES, Money
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events.actions import paying
from tomoda.payments import queries
from tomoda.payments.actions.returning import return_all
from tomoda.payments.errors import DepositOutOfRange, PayoutsNotReady
from tomoda.payments.schemas import NewDeposit

OPEN = sql("""
    insert into payout_accounts (user_id, account, created_at) values ($1, $2, $3) on conflict (user_id) do nothing
""")
READY = sql("update payout_accounts set ready = $2 where account = $1")


async def ask_for(tx: Tx, viewer: Viewer, event_id: UUID, new: NewDeposit | None) -> None:
    """As host, ask whoever joins from now on; or nobody any more, and give back what was left.

    Raises DepositOutOfRange, PayoutsNotReady, and what `paying.ask_for` raises.
    """
    if new is not None:
        known = CURRENCIES[new.currency]
        if not known.least <= new.amount <= known.most:
            raise DepositOutOfRange(least=known.least, most=known.most)
        _, ready = await queries.account(tx, viewer.id) or ("", False)
        if not ready:
            raise PayoutsNotReady
    await paying.ask_for(tx, viewer, event_id, new and Money(new.amount, new.currency))
    if new is None:
        await return_all(tx, event_id, "host")


async def open_account(tx: Tx, viewer: Viewer, account: str) -> None:
    """The account that Stripe has opened for the viewer."""
    await tx.run(OPEN, viewer.id, account, tx.now)


async def may_take(tx: Tx, account: str, *, ready: bool) -> None:
    """Whether it may take money now."""
    await tx.run(READY, account, ready)
