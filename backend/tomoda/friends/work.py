"""How friendships follow blocks, and what is forgotten."""

from tomoda.core.app import App
from tomoda.core.jobs import every
from tomoda.core.messages import on
from tomoda.core.tx import Tx
from tomoda.friends import actions
from tomoda.users.messages import Blocked, PersonErased, PersonHidden, PersonRestored


@on(Blocked)
async def end_friendship(tx: Tx, signal: Blocked) -> None:
    """Part of the same transaction: nobody is friends with whom they have blocked."""
    await actions.part_for_good(tx, signal.blocker_id, signal.blocked_id)


@on(PersonHidden)
async def lose_sight(tx: Tx, signal: PersonHidden) -> None:
    """Somebody vanished: their friends' lists are different now, on screens that are open, too."""
    await actions.tell_friends(tx, signal.user_id)


@on(PersonRestored)
async def see_again(tx: Tx, signal: PersonRestored) -> None:
    """They are back, and among their friends again."""
    await actions.tell_friends(tx, signal.user_id)


@on(PersonErased)
async def lose_for_good(tx: Tx, signal: PersonErased) -> None:
    """They are gone from every list, in this transaction."""
    await actions.tell_friends(tx, signal.user_id)


@every("23 3 * * *")
async def forget_withdrawn(app: App) -> None:
    """Requests that were taken back are forgotten once no cool-down needs them."""
    async with app.transaction() as tx:
        await tx.run(actions.FORGET_WITHDRAWN, tx.now - actions.COOL_DOWN)
