"""Lists cost a fixed number of statements, however long they are."""

from typing import Any, cast

from tests.checker import openapi
from tests.makers.chat import direct_room, say
from tests.makers.events import event, going
from tests.makers.media import nowhere
from tests.world import Person, World
from tomoda.app import doors_only
from tomoda.core import contract
from tomoda.core.words import new_id

BUDGET = 4
BUDGETS = {"/api/v1/media": 8}  # each use of a picture is asked for, so that what is hidden costs what nothing costs
_AROUND = {"west": "24.9", "south": "60.1", "east": "25", "north": "60.2"}
GIVEN = {"lat": "60.17", "lon": "24.94", "q": "kahvi", "zoom": "14", "ids": str(new_id()), **_AROUND}
"""What required parameters are given, by their names."""


class CountingPool:
    """The pool, which counts the statements that go through it."""

    def __init__(self, pool: Any) -> None:
        self.pool = pool
        self.asked = 0

    async def acquire(self) -> Any:
        """A connection that tells us of each statement."""
        connection = await self.pool.acquire()
        connection.add_query_logger(self._count)
        return connection

    def release(self, connection: Any, *, sound: bool = True) -> None:
        """Give it back as it was."""
        connection.remove_query_logger(self._count)
        self.pool.release(connection, sound=sound)

    async def close(self) -> None:
        """Close it."""
        await self.pool.close()

    def _count(self, _: object) -> None:
        self.asked += 1


def _lists() -> list[str]:
    return [
        path
        for path, method, handler in contract.operations(doors_only())
        if method == "GET" and "{" not in path and path.startswith("/api/v1") and not handler.opt.get("external")
    ]


async def test_no_list_asks_once_per_row(world: World) -> None:
    world.app.edges["s3"] = nowhere()
    ann, *others = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Di")]
    await _some_life(ann, others)
    pool = CountingPool(world.app.pool)
    world.app.pool = cast("Any", pool)
    over: list[str] = []
    for path in _lists():
        await ann.get(_address(path))  # the first time, connections are opened and types looked up
        pool.asked = 0
        answer = await ann.get(_address(path))
        assert answer.status in (200, 404), f"{path}: {answer.body}"
        if pool.asked > BUDGETS.get(path, BUDGET):
            over.append(f"{path}: {pool.asked}")
    assert not over


def _address(path: str) -> str:
    parameters = openapi()["paths"][path]["get"].get("parameters", ())
    needed = [one["name"] for one in parameters if one.get("required") and one["in"] == "query"]
    return path.removeprefix("/api/v1") + "?" + "&".join(f"{name}={GIVEN[name]}" for name in needed)


async def _some_life(ann: Person, others: list[Person]) -> None:
    for who in (ann, *others):
        await who.put("/radar/me", {"hours": 1, "place": {"lat": 60.17, "lon": 24.94}})
    for number in range(3):
        picnic = await event(ann, f"Picnic {number}")
        for other in others:
            await going(other, picnic)
            await say(other, await direct_room(ann, other), "see you there")
