"""Questions that wait at the same moment share a statement, and each gets its own answer."""

import asyncio

import pytest

from tests.makers.events import event
from tests.world import Person, World
from tomoda.core import gather

NEARBY = "/events/nearby?lat=60.1699&lon=24.9384"


async def titles(person: Person, path: str = NEARBY) -> list[str]:
    """What this person is shown."""
    answer = await person.get(path)
    assert answer.status == 200, answer.body
    return [one["event"]["title"] for one in answer.body["data"]]


async def test_who_asks_together_with_others_still_sees_only_their_own(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gather, "LATE", 60)
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    await event(ann, "Picnic")
    await event(cy, "Chess")
    await bo.put(f"/users/me/blocks/{ann.id}")
    alone = [await titles(one) for one in (ann, bo, cy)]
    assert [sorted(one) for one in alone] == [["Chess", "Picnic"], ["Chess"], ["Chess", "Picnic"]]

    pool, asked = world.app.pool, list[str]()
    held = [await pool.acquire() for _ in range(pool.size)]
    for connection in held:
        connection.add_query_logger(lambda record: asked.append(record.query))
    people = [ann, bo, cy, bo, cy, ann, bo, ann]
    questions = [asyncio.create_task(titles(one)) for one in people]
    one_only = asyncio.create_task(titles(cy, f"{NEARBY}&limit=1"))
    async with asyncio.timeout(60):  # one statement waits for a connection, and all other questions for the next one
        while pool.waiting() < 1 or sum(len(one.questions) for one in world.app.gathered.values()) < len(people):
            await asyncio.sleep(0.01)
    for connection in held:
        pool.release(connection)
    expected = {ann.id: alone[0], bo.id: alone[1], cy.id: alone[2]}
    assert await asyncio.gather(*questions) == [expected[one.id] for one in people]
    assert await one_only == alone[2][:1]
    assert len(asked) == 2, "they were asked together"


async def test_what_breaks_one_statement_breaks_nobody_for_good(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await event(ann, "Picnic")
    pool = world.app.pool
    held = [await pool.acquire() for _ in range(pool.size)]
    questions = [asyncio.create_task(titles(one)) for one in (ann, bo, bo)]
    async with asyncio.timeout(60):  # the first statement is late, so that a second one starts beside it
        while pool.waiting() < 2:
            await asyncio.sleep(0.01)
    for connection in held:
        connection.terminate()
        pool.release(connection)
    assert await asyncio.gather(*questions) == [["Picnic"]] * 3
