"""How friendships follow blocks, and what is forgotten."""

from tomoda.core.app import App
from tomoda.core.jobs import every
from tomoda.core.messages import on
from tomoda.core.tx import Tx
from tomoda.friends import actions
from tomoda.users.messages import Blocked


@on(Blocked)
async def end_friendship(tx: Tx, signal: Blocked) -> None:
    """Part of the same transaction: nobody is friends with whom they have blocked."""
    await actions.part_for_good(tx, signal.blocker_id, signal.blocked_id)


@every("23 3 * * *")
async def forget_withdrawn(app: App) -> None:
    """Requests that were taken back are forgotten once no cool-down needs them."""
    async with app.transaction() as tx:
        await tx.run(actions.FORGET_WITHDRAWN, tx.now - actions.COOL_DOWN)
