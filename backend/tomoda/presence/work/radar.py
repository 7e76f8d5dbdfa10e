"""Who is found near by no longer."""

from tomoda.core.app import App
from tomoda.core.jobs import every
from tomoda.core.messages import on
from tomoda.core.tx import Tx
from tomoda.presence.actions import radar
from tomoda.users.messages import PersonHidden


@on(PersonHidden)
async def leave_the_radar(tx: Tx, signal: PersonHidden) -> None:
    """Whoever left or was shut out is not found near by when they come back."""
    await radar.end(tx, signal.user_id)


@every("41 * * * *")
async def forget_radar(app: App) -> None:
    """Who is no longer found near by, and in which square they were."""
    async with app.transaction() as tx:
        await radar.forget(tx)
