"""Whoever may no longer be here is put out of every process: sockets close for good, requests are refused."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from tests.realtime.conftest import Gate
from tests.realtime.ear import Ear
from tests.world import Answer, Person, World
from tomoda.auth import work
from tomoda.users import actions as people

PATIENCE = 30.0  # seconds; it takes about one, unless the machine is busy
PROMISED = 2.0  # seconds from the end of somebody's stay to the close of their last socket
ROUNDS = 4  # of which one must keep the promise: a busy machine may spoil some, a slow mechanism spoils all


@pytest.fixture
async def following(world: World) -> AsyncIterator[None]:
    """The API follows endings, as each of its processes does."""
    task = asyncio.create_task(work.follow_endings(world.app))
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def refused(person: Person, path: str) -> Answer:
    """What a request is answered once the API knows."""
    async with asyncio.timeout(PATIENCE):
        while (answer := await person.get(path)).status == 200:
            await asyncio.sleep(0.05)
    return answer


async def _sign_out(noa: Person) -> None:
    async with noa.world.app.transaction() as tx:
        await work.actions.sign_out(tx, noa.viewer, noa.session_id)


async def _reuse_refresh_token(noa: Person) -> None:
    for _ in range(2):
        await noa.world.ask("POST", "/auth/refresh", {"refresh_token": noa.refresh_token})


async def _leave(noa: Person) -> None:
    assert (await noa.delete("/users/me")).status == 204


async def _ban(noa: Person) -> None:
    async with noa.world.app.transaction() as tx:
        await people.hide(tx, noa.id, "banned")


async def _suspend(noa: Person) -> None:
    async with noa.world.app.transaction() as tx:
        await people.hide(tx, noa.id, "suspended")


@pytest.mark.parametrize(
    ("end", "code", "status", "problem"),
    [
        (_sign_out, 4401, 401, "session_ended"),
        (_reuse_refresh_token, 4401, 401, "session_ended"),
        (_leave, 4401, 401, "session_ended"),
        (_ban, 4401, 401, "session_ended"),
        (_suspend, 4403, 403, "account_suspended"),
    ],
)
async def test_they_are_put_out_of_every_gateway_and_of_the_api(
    world: World,
    gate: Gate,
    second_gate: Gate,
    following: None,
    end: Callable[[Person], Awaitable[None]],
    code: int,
    status: int,
    problem: str,
) -> None:
    noa, bo = await world.user("Noa"), await world.user("Bo")
    hers = [await Ear.of(noa, one.url) for one in (gate, second_gate)]
    his = [await Ear.of(bo, one.url) for one in (gate, second_gate)]
    await end(noa)
    assert [await ear.end(PATIENCE) for ear in hers] == [code, code]
    answer = await refused(noa, "/friends")
    assert (answer.status, answer.body["code"]) == (status, problem)
    assert (await noa.post("/realtime/tickets")).status == status, "there is no way back to the socket"
    for ear in his:
        assert (await ear.listen(f"user:{bo.id}"))["listening"], "nobody else is concerned"
        ear.leave()


async def test_sockets_of_the_revoked_suspended_and_deleted_close_within_two_seconds_on_each_gateway(
    world: World, gate: Gate, second_gate: Gate, following: None
) -> None:
    took: list[float] = []
    while not took or (min(took) > PROMISED and len(took) < ROUNDS):
        took.append(0.0)
        for number, end in enumerate((_sign_out, _suspend, _leave)):
            noa = await world.user(f"Noa{len(took)}{number}")
            hers = [await Ear.of(noa, one.url) for one in (gate, second_gate)]
            await end(noa)
            began = time.monotonic()
            await asyncio.gather(*(ear.end(PATIENCE) for ear in hers))
            took[-1] = max(took[-1], time.monotonic() - began)
    assert min(took) <= PROMISED, f"{took} seconds"
