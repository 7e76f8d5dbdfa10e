"""Makes friends."""

from tests.world import Person
from tomoda.core.viewer import Viewer
from tomoda.friends import actions


async def befriend(one: Person, other: Person) -> None:
    """One asks, the other says yes."""
    async with one.world.app.transaction() as tx:
        await actions.ask(tx, Viewer(one.id), other.id)
    async with one.world.app.transaction() as tx:
        await actions.accept(tx, Viewer(other.id), one.id)
