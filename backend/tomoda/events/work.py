"""What events do by the clock, and how they follow what happens between people."""

from tomoda.core.app import App
from tomoda.core.jobs import does
from tomoda.core.messages import on
from tomoda.core.tx import Tx
from tomoda.events import actions
from tomoda.events.messages import SettleQueue
from tomoda.users.messages import Blocked


@does(SettleQueue)
async def settle_queue(app: App, job: SettleQueue) -> None:
    """When offers pass: what has passed by now is asked again, and free seats go to the next."""
    async with app.transaction() as tx:
        await actions.settle_now(tx, job.event_id)


@on(Blocked)
async def part(tx: Tx, signal: Blocked) -> None:
    """Neither stays a guest of the other; the seats go to whoever waits."""
    await actions.part(tx, signal.blocker_id, signal.blocked_id)
