"""Coming in: a ticket that is good once, from our own pages, soon enough, in our own language."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from picows import WSHandshakeError

from tests.realtime.conftest import Gate
from tests.realtime.ear import Ear
from tests.world import World
from tomoda.core.hub import socket


async def test_a_ticket_is_good_once(world: World, gate: Gate) -> None:
    ann = await world.user("Ann")
    ticket = (await ann.post("/realtime/tickets")).body["ticket"]
    first, second = await Ear.open(gate.url), await Ear.open(gate.url)
    first.say("hello", ticket=ticket, v=1)
    ready = (await first.until(lambda one: "ready" in one))["ready"]
    assert ready["session"] == str(ann.session_id)
    assert ready["heartbeat_ms"] == 25000
    second.say("hello", ticket=ticket, v=1)
    assert await second.end() == 4401
    first.leave()


async def test_who_has_no_ticket_stays_outside(gate: Gate) -> None:
    ear = await Ear.open(gate.url)
    ear.say("hello", ticket="made up", v=1)
    assert await ear.end() == 4401


async def test_a_client_of_the_future_is_told_so(world: World, gate: Gate) -> None:
    ann = await world.user("Ann")
    ear = await Ear.open(gate.url)
    ear.say("hello", ticket=(await ann.post("/realtime/tickets")).body["ticket"], v=2)
    assert await ear.end() == 4426


async def test_the_first_frame_must_be_hello(gate: Gate) -> None:
    ear = await Ear.open(gate.url)
    ear.say("listen", to="door:1")
    assert await ear.end() == 4400


@pytest.mark.parametrize("frame", [b"not json", b"[]", b'{"do":5}', b'{"do":"listen","body":{"to":1}}'])
async def test_a_bad_frame_ends_the_connection(world: World, gate: Gate, frame: bytes) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    ear.transport.send(socket.WSMsgType.TEXT, frame)
    assert await ear.end() == 4400


async def test_too_many_frames_end_the_connection(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    for _ in range(socket.LIMITS["frames_at_once"] + 50):
        ear.say("leave", to="door:none")
    assert await ear.end() == 4400


async def test_a_frame_beyond_the_limit_ends_the_connection(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    ear.say("listen", to="x" * socket.LIMITS["frame_bytes"])
    assert await ear.end() in (1009, None)


async def test_pages_of_others_are_refused(gate: Gate) -> None:
    with pytest.raises(WSHandshakeError):
        await Ear.open(gate.url, origin="https://evil.example")
    (await Ear.open(gate.url, origin=gate.app.public_url)).leave()


async def test_who_says_nothing_is_sent_away(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "HELLO_WITHIN", 0.2)
    assert await (await Ear.open(gate.url)).end() == 4008


async def test_who_stops_beating_is_sent_away_and_who_beats_is_not(
    world: World, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "HELLO_WITHIN", 0.2)
    monkeypatch.setattr(socket, "SILENCE", 0.6)
    ann = await world.user("Ann")
    silent, beating = await Ear.of(ann, gate.url), await Ear.of(ann, gate.url)
    for _ in range(10):
        beating.say("beat", active=True)
        await asyncio.sleep(0.1)
    assert silent.code == 4008
    assert beating.code is None
    beat = await beating.until(lambda one: "beat" in one)
    assert beat["beat"]["server_time"].endswith("Z")
    beating.leave()


async def test_a_session_that_ends_ends_its_sockets_here_and_elsewhere(
    world: World, gate: Gate, second_gate: Gate
) -> None:
    ann = await world.user("Ann")
    other = await world.user("Bo")
    mine = [await Ear.of(ann, one.url) for one in (gate, second_gate)]
    his = await Ear.of(other, gate.url)
    await ann.delete(f"/auth/sessions/{ann.session_id}")
    assert [await ear.end(5) for ear in mine] == [4401, 4401]
    assert his.code is None
    his.leave()


async def test_a_ticket_of_an_ended_session_is_worth_nothing(world: World, gate: Gate) -> None:
    ann = await world.user("Ann")
    ticket = (await ann.post("/realtime/tickets")).body["ticket"]
    await ann.delete(f"/auth/sessions/{ann.session_id}")
    await asyncio.sleep(1.5)
    ear = await Ear.open(gate.url)
    ear.say("hello", ticket=ticket, v=1)
    assert await ear.end() == 4401


async def test_beat_carries_the_clock_of_the_server(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    later = world.app.clock() + timedelta(days=1)
    gate.app.clock = lambda: later
    ear.say("beat", active=False)
    beat = await ear.until(lambda one: "beat" in one)
    assert beat["beat"]["server_time"][:19] == later.isoformat()[:19]
    ear.leave()


async def test_health_is_answered_beside_the_sockets(gate: Gate) -> None:
    async with httpx.AsyncClient() as client:
        base = gate.url.replace("ws://", "http://").removesuffix("/ws")
        assert (await client.get(f"{base}/healthz")).status_code == 200
        for _ in range(600):
            if gate.gateway.look.ready:
                break
            await asyncio.sleep(0.05)
        assert (await client.get(f"{base}/readyz")).status_code == 200
        assert (await client.get(f"{base}/elsewhere")).status_code == 404
        gate.app.draining = True
        assert (await client.get(f"{base}/readyz")).status_code == 503
