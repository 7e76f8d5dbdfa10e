"""Crashes: whatever is killed at whatever moment, nothing that lasts is lost, doubled or out of order."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from redis.exceptions import RedisError

from dev import postgres as embedded_postgres
from dev import valkey as embedded_valkey
from dev.process import LOCALHOST, Running, answers, free_port, spawn, wait_until
from tests.conftest import SECRET, SERVERS
from tests.makers.chat import direct_room, heard, say
from tests.makers.people import befriend
from tests.realtime.conftest import Gate
from tests.realtime.doors import knock
from tests.realtime.ear import Ear
from tests.world import Person, World
from tomoda.core.app import App, Database, Valkey
from tomoda.core.hub import repair
from tomoda.core.words import new_id
from tomoda.presence import actions as presence
from tomoda.presence import work


@pytest.fixture
async def app(database: Database, tmp_path: Path) -> AsyncIterator[App]:
    """An App whose Valkey is this test's own, to be killed."""
    port = free_port()
    running = embedded_valkey.start(tmp_path, port, keep=False)
    async with App(database=database, cache=Valkey(host=LOCALHOST, port=port), secret=SECRET) as app:
        app.edges["killed"] = running
        yield app
    running.stop()


def start_gateway(world: World, folder: Path) -> Running:
    """A gateway process, as production runs it."""
    port, database = free_port(), world.app.database
    ours = ("DB_", "REDIS_", "S3_", "API_", "GATEWAY_", "SERVER_", "EMAIL_", "PUBLIC_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    env |= {
        "DB_HOST": database.host,
        "DB_PORT": str(database.port),
        "DB_USER": database.user,
        "DB_NAME": database.name,
        "REDIS_HOST": world.app.cache.host,
        "REDIS_PORT": str(world.app.cache.port),
        "JWT_SECRET": SECRET.decode(),
        "GATEWAY_PORT": str(port),
        "METRICS_PORT": str(free_port()),
        "DRAIN_SECONDS": "2",
    }
    log = folder / f"gateway-{port}.log"
    process = spawn([sys.executable, "-m", "tomoda.cli", "serve", "--mode", "ws-hub"], log, env=env)
    wait_until(lambda: answers(f"http://{LOCALHOST}:{port}/readyz"), "gateway", process, log, 90)
    return Running("gateway", port, f"ws://{LOCALHOST}:{port}/ws", log, process)


async def follow(person: Person, url: str, topic: str, known: list[int]) -> Ear:
    """Come back and listen again from the last place known."""
    ear = await Ear.of(person, url)
    assert (await ear.listen(topic, known[-1] if known else 0))["caught_up"]
    return ear


async def test_valkey_is_killed_and_comes_back(world: World, gate: Gate, tmp_path: Path) -> None:
    ann = await world.user("Ann")
    ear = await Ear.of(ann, gate.url)
    await ear.listen("door:a", 0)
    await knock(world.app, "a", 1)
    await ear.place("door:a", 1)
    world.app.edges["killed"].kill()
    await knock(world.app, "a", 2, 3)
    await ear.place("door:a", 3)  # found by comparing, without Valkey
    assert ear.code is None
    assert (await ear.listen("door:b", 0))["caught_up"], "one may even begin to listen"
    again = embedded_valkey.start(tmp_path, world.app.cache.port, keep=False)
    try:
        await ear.until(lambda one: one.get("missed") == "door:a")
        assert (await ear.listen("door:a", 3))["caught_up"]
        await knock(world.app, "a", *range(4, 10))
        await ear.place("door:a", 9)
        assert ear.places("door:a") == list(range(1, 10))
    finally:
        ear.leave()
        again.stop()


async def test_valkey_is_killed_and_nobody_seems_to_have_left(world: World, gate: Gate, tmp_path: Path) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)
    gate.app.clock = world.app.clock
    await presence.settle(world.app)
    world.move(timedelta(seconds=presence.SETTLED_AFTER))
    hers, his = await Ear.of(ann, gate.url), await Ear.of(bo, gate.url)
    await his.listen(f"friends:{bo.id}")

    async def state() -> str:
        [one] = (await bo.get("/presence")).body["data"]
        return one["state"]

    await work.gather(gate.app)
    assert await state() == "online"
    world.app.edges["killed"].kill()
    hers.say("beat", active=True)
    await hers.until(lambda one: "beat" in one)
    with pytest.raises((RedisError, OSError)):
        await work.gather(gate.app)
    answer = await bo.get("/presence")
    assert (answer.status, "retry-after" in answer.headers) == (503, True)
    again = embedded_valkey.start(tmp_path, world.app.cache.port, keep=False)
    try:
        await work.sweep(world.app, everybody=True)
        assert await state() == "unknown", "the worker looks first; nobody is called offline by who cannot know"
        await work.gather(gate.app)
        world.move(timedelta(seconds=presence.SETTLED_AFTER + 1))
        await work.sweep(world.app, everybody=True)
        assert await state() == "online", "the gateway has told of everybody whom it holds"
        assert {one["state"] for one in his.heard("presence.presence_changed")} == {"online"}
    finally:
        hers.leave()
        his.leave()
        again.stop()


@pytest.fixture
def no_comparing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places are not compared with the database for as long as a test takes."""
    monkeypatch.setattr(repair, "COMPARE_EVERY", 600)


async def test_a_session_ends_its_sockets_even_without_valkey(no_comparing: None, world: World, gate: Gate) -> None:
    ann = await world.user("Ann")
    ear = await Ear.of(ann, gate.url)
    world.app.edges["killed"].kill()
    await ann.delete(f"/auth/sessions/{ann.session_id}")
    assert await ear.end(5) == 4401


async def test_a_gateway_is_killed_in_the_middle_of_a_conversation(world: World, tmp_path: Path) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    first, second = start_gateway(world, tmp_path), start_gateway(world, tmp_path)
    try:
        his = await Ear.of(bo, first.url)
        begun = (await his.listen(f"room:{room}"))["place"]
        for n in range(20):
            assert (await say(ann, room, str(n))).status == 200
            if n == 10:
                first.kill()
        await his.end()
        known = his.places(f"room:{room}")
        back = await follow(bo, second.url, f"room:{room}", known or [begun])
        assert (await say(ann, room, "20")).status == 200
        await back.place(f"room:{room}", begun + 21)
        places = known + back.places(f"room:{room}")
        assert places == list(range(begun + 1, begun + 22))
        back.leave()
    finally:
        first.stop()
        second.stop()


async def test_a_gateway_that_is_told_to_stop_sends_its_clients_to_another(world: World, tmp_path: Path) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    topic = f"room:{room}"
    first, second = start_gateway(world, tmp_path), start_gateway(world, tmp_path)
    try:
        ears = [await Ear.of(bo, first.url) for _ in range(10)]
        begun = min([(await ear.listen(topic))["place"] for ear in ears])
        first.process.terminate()
        for n in range(20):
            assert (await say(ann, room, str(n))).status == 200
            await asyncio.sleep(0.05)
        for ear in ears:
            assert await ear.end() == 4009
        assert await asyncio.to_thread(first.process.wait, 10) == 0
        for ear in ears:
            back = await follow(bo, second.url, topic, ear.places(topic) or [begun])
            last = (await bo.get(f"/rooms/{room}/messages")).body["place"]
            if (ear.places(topic) or [begun])[-1] < last:
                await back.place(topic, last)
            assert ear.places(topic) + back.places(topic) == list(range(begun + 1, last + 1))
            back.leave()
    finally:
        first.stop()
        second.stop()


async def test_two_gateways_tell_the_same(world: World, gate: Gate, second_gate: Gate) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    topic = f"room:{room}"
    hers, his = await Ear.of(ann, gate.url), await Ear.of(bo, second_gate.url)
    begun = (await hers.listen(topic))["place"]
    await his.listen(topic)
    await asyncio.gather(*(say(who, room, f"{n}", new_id()) for n in range(10) for who in (ann, bo)))
    for ear in (hers, his):
        await ear.place(topic, begun + 20)
        assert ear.places(topic) == list(range(begun + 1, begun + 21))
    hers.say("typing", room=str(room))
    await his.until(lambda one: one.get("signal") == "chat.member_typing")
    assert [one for one in hers.told if one.get("place")] == [one for one in his.told if one.get("place")]
    for ear in (hers, his):
        ear.leave()


async def test_postgres_restarts_sockets_stay_and_what_was_refused_is_said_again(world: World, gate: Gate) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room, message = await direct_room(ann, bo), new_id()
    his, port = await Ear.of(bo, gate.url), world.app.database.port
    begun = (await his.listen(f"room:{room}"))["place"]
    await asyncio.to_thread(SERVERS[port].stop)
    try:
        refused = [await say(ann, room, "ramen?", message), await ann.get(f"/rooms/{room}")]
        refused.append(await ann.put(f"/rooms/{room}/read", {"seq": 1}))
        his.say("listen", to="door:b", after=0)
        await asyncio.sleep(1.5)
        assert his.code is None
        assert not [one for one in his.told if one.get("listening") == "door:b"]
    finally:
        folder = SERVERS[port].log.parent
        SERVERS[port] = await asyncio.to_thread(embedded_postgres.start, folder, port, durable=False)
    for answer in refused:
        assert (answer.status, answer.body["code"]) == (503, "unavailable")
        assert int(answer.headers["retry-after"]) > 0
    assert (await say(ann, room, "ramen?", message)).status == 200
    await his.place(f"room:{room}", begun + 1)
    await his.until(lambda one: one.get("listening") == "door:b", within=25)
    assert (his.code, his.places(f"room:{room}"), await heard(ann, room)) == (None, [begun + 1], ["ramen?"])
    his.leave()
