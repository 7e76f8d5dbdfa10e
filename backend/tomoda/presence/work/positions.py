"""How what people share of where they are follows what happens to them, and time."""

from tomoda.core.app import App
from tomoda.core.jobs import does, every
from tomoda.core.messages import on
from tomoda.core.tx import Tx
from tomoda.friends.messages import Unfriended, Unlisted
from tomoda.presence.actions import positions, sharing
from tomoda.presence.messages.positions import RemindOfSharing
from tomoda.users.messages import Blocked, PersonErased, PersonHidden


@on(Unfriended)
async def stop_between(tx: Tx, signal: Unfriended) -> None:
    """What two people shared with each other ends with their friendship, in the same transaction."""
    await sharing.part(tx, signal.one_id, signal.other_id)


@on(Blocked)
async def stop_seeing(tx: Tx, signal: Blocked) -> None:
    """The same, if they were no friends: they may see each other by a room."""
    await sharing.part(tx, signal.blocker_id, signal.blocked_id)


@on(Unlisted)
async def look_again(tx: Tx, signal: Unlisted) -> None:
    """Who is no longer on a list does not see what is shared with it."""
    await positions.tell(tx, signal.user_id, signal.people)


@on(PersonHidden)
async def vanish(tx: Tx, signal: PersonHidden) -> None:
    """Somebody left, or was suspended or banned: what they shared ends, and nothing of where they were is kept."""
    await sharing.stop_all(tx, signal.user_id)


@on(PersonErased)
async def vanish_for_good(tx: Tx, signal: PersonErased) -> None:
    """The same, before their rows are gone: whoever saw them is told."""
    await sharing.stop_all(tx, signal.user_id)


@does(RemindOfSharing)
async def remind(app: App, job: RemindOfSharing) -> None:
    """After hours of sharing, if it still goes on."""
    async with app.transaction() as tx:
        await sharing.remind(tx, job)


@every("* * * * *")
async def forget_where_people_were(app: App) -> None:
    """Shares that have ended, and points that are too old, are deleted; answers have left them out already."""
    async with app.transaction() as tx:
        await sharing.sweep(tx)
