"""What is due to moments later, and what follows for them from below."""

from tomoda.core.app import App
from tomoda.core.jobs import does, every
from tomoda.core.messages import on
from tomoda.core.tx import Tx
from tomoda.media.messages import UploadChecked
from tomoda.moments import actions
from tomoda.moments.messages import EndMoment, ShowMoment
from tomoda.users.messages import Blocked


@does(ShowMoment)
async def show_moment(app: App, job: ShowMoment) -> None:
    """Its time has come: maps that are open show it."""
    async with app.transaction() as tx:
        await actions.show(tx, job.moment_id)


@does(EndMoment)
async def end_moment(app: App, _: EndMoment) -> None:
    """At the instant at which it expires; nobody has seen it from then on, also where this is late."""
    await purge(app)


@every("*/10 * * * *")
async def purge(app: App) -> None:
    """Whatever has expired, also where its job was lost, or its event went with its album."""
    async with app.transaction() as tx:
        await actions.end(tx)


@on(UploadChecked)
async def show_checked(tx: Tx, signal: UploadChecked) -> None:
    """A moment is seen by others once all its photos are ready."""
    await actions.checked(tx, signal.id)


@on(Blocked)
async def forget_likes(tx: Tx, signal: Blocked) -> None:
    """Also if the block is lifted one day."""
    await tx.run(actions.FORGET_LIKES_BETWEEN, signal.blocker_id, signal.blocked_id)
