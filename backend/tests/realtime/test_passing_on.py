"""Passing on: encoded once, joined when several are due, at once when alone, and never more than fits."""

import asyncio

import pytest
from picows import WSHandshakeError, WSMsgType
from prometheus_client import REGISTRY

from tests.realtime.conftest import Gate
from tests.realtime.doors import Knocked, knock
from tests.realtime.ear import Ear
from tests.world import World
from tomoda.core.hub import socket
from tomoda.core.hub.topics import TOGETHER


async def test_what_is_due_together_leaves_in_one_frame(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    await ear.listen("door:a", 0)
    await ear.listen("door:b", 0)
    ear.frames.clear()
    async with world.app.transaction() as tx:
        for n in range(100):
            tx.emit(Knocked(door="ab"[n % 2], n=n))
    await ear.place("door:b", 50)
    await ear.place("door:a", 50)
    assert len(ear.frames) <= 5, ear.frames
    assert sum(ear.frames) == 100
    ear.leave()


async def test_a_lone_message_does_not_wait(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    await ear.listen("door:a", 0)
    waited = REGISTRY.get_sample_value("tomoda_gateway_lag_seconds_sum")
    for n in range(1, 21):
        await knock(world.app, "a", n)
        await ear.place("door:a", n)
        await asyncio.sleep(2 * TOGETHER)
    assert REGISTRY.get_sample_value("tomoda_gateway_lag_seconds_sum") == waited, "none waited for others to join it"
    assert ear.frames[-20:] == [1] * 20
    ear.leave()


async def test_whoever_does_not_read_is_sent_away_with_4008_and_misses_nothing_after_coming_back(
    world: World, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "LAST_WORDS", 3.0)
    ann = await world.user("Ann")
    slow, quick = await Ear.of(ann, gate.url), await Ear.of(ann, gate.url)
    for ear in (slow, quick):
        await ear.listen("door:a", 0)
    slow.transport.underlying_transport.pause_reading()  # pyright: ignore[reportAttributeAccessIssue]
    member = next(one for one in gate.hub.members if one.hearings)
    largest, text, n = 0, "x" * 200_000, 0
    while len(gate.hub.members) == 2 and n < 200:
        n += 1
        await knock(world.app, "a", n, text=text)
        await quick.place("door:a", n)
        for one in gate.hub.members:
            assert isinstance(one, socket.Socket)
            largest = max(largest, one.transport.underlying_transport.get_write_buffer_size())
    assert len(gate.hub.members) == 1, "one was sent away"
    assert largest <= socket.LIMITS["buffer_bytes"] + 2 * len(text), "memory stays bounded"
    assert member is not None
    slow.transport.underlying_transport.resume_reading()  # pyright: ignore[reportAttributeAccessIssue]
    assert await slow.end() == 4008
    known = slow.places("door:a")
    assert known == list(range(1, len(known) + 1)), "no gap before the end"
    back = await Ear.of(ann, gate.url)
    assert (await back.listen("door:a", known[-1]))["caught_up"]
    await back.place("door:a", n)
    assert known + back.places("door:a") == list(range(1, n + 1))
    for ear in (quick, back):
        ear.leave()


async def test_draining_sends_everybody_away_in_waves_and_takes_nobody_new(world: World, gate: Gate) -> None:
    ann = await world.user("Ann")
    ears = [await Ear.of(ann, gate.url) for _ in range(20)]
    draining = asyncio.create_task(gate.gateway.drain(2.0))
    await asyncio.sleep(1)
    gone = sum(ear.code is not None for ear in ears)
    assert 0 < gone < 20, "not all at once"
    with pytest.raises(WSHandshakeError):
        await Ear.open(gate.url)
    await draining
    assert {await ear.end() for ear in ears} == {4009}


async def test_pings_are_answered(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    ear.transport.send(WSMsgType.PING, b"are you there")
    ear.say("beat")
    await ear.until(lambda one: "beat" in one)
    ear.leave()
