"""Server-sent events: who cannot open a WebSocket hears the same, with the same places, and no more."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, Self, cast
from urllib.parse import quote, urlencode

import pytest

from dev.process import LOCALHOST
from tests.makers.chat import direct_room, say
from tests.realtime.conftest import Gate
from tests.realtime.doors import ALLOWED, Knocked, knock, losing
from tests.realtime.ear import Ear
from tests.world import Person, World
from tomoda.core.hub import events, socket
from tomoda.core.messages import HearingChanged
from tomoda.users import actions as people

PATH = events.PATH.decode()


class Stream(Ear):
    """An ear for events: `told` and `frames` as of a socket, `code` from the last event."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    reading: asyncio.Task[None] | None = None
    status = 0
    head = ""
    body: Any = None

    @classmethod
    async def ask(cls, gate: Gate, target: str, method: str = "GET", *, pieces: int = 0, **headers: str) -> Self:
        """Send the request, as a whole or in pieces, and read the head of the answer."""
        ear = cls()
        ear.reader, ear.writer = await asyncio.open_connection(LOCALHOST, gate.port, limit=1 << 22)
        OPEN.append(ear)
        lines = [f"{method} {target} HTTP/1.1", "Host: here", *(f"{n}: {v}" for n, v in headers.items())]
        request = "\r\n".join([*lines, "", ""]).encode()
        step = pieces or len(request)
        for at in range(0, len(request), step):
            ear.writer.write(request[at : at + step])
            await ear.writer.drain()
            await asyncio.sleep(0)
        async with asyncio.timeout(20):
            ear.head = (await ear.reader.readuntil(b"\r\n\r\n")).decode().lower()
            ear.status = int(ear.head.split(" ")[1])
            if ear.status != 200:
                rest = await ear.reader.read()
                ear.body = json.loads(rest) if rest.startswith(b"{") else rest
        return ear

    @classmethod
    async def by(cls, person: Person, gate: Gate, *listen: str, pieces: int = 0) -> Self:
        """Listen to these topics with the person's token."""
        ear = await cls.ask(gate, _target(*listen), pieces=pieces, Authorization=f"Bearer {person.token}")
        assert ear.status == 200, ear.body
        ear.reading = asyncio.create_task(ear._read())
        await ear.until(lambda one: "ready" in one)
        return ear

    async def _read(self) -> None:
        while True:
            try:
                event = (await self.reader.readuntil(b"\n\n")).decode()
            except (asyncio.IncompleteReadError, ConnectionError):
                self.closed.set()
                return
            data: Any = json.loads("\n".join(line[6:] for line in event.split("\n") if line.startswith("data: ")))
            if event.startswith("event: close"):
                self.code = data["code"]
                continue
            messages = cast("list[Any]", data) if isinstance(data, list) else [data]
            self.frames.append(len(messages))
            self.told += messages
            self._news.set()

    async def end_it(self) -> None:
        """Cut the connection."""
        self._check()
        if self.reading is not None:
            self.reading.cancel()
        self.writer.close()
        await asyncio.gather(self.writer.wait_closed(), return_exceptions=True)


OPEN: list[Stream] = []


@pytest.fixture(autouse=True)
async def streams() -> AsyncIterator[None]:
    """Whatever a test opens is cut in the end."""
    yield
    while OPEN:
        await OPEN.pop().end_it()


def _target(*listen: str, **more: str) -> str:
    return f"{PATH}?{urlencode([*(('listen', one) for one in listen), *more.items()], quote_via=quote)}"


async def test_the_same_is_heard_as_over_a_socket(world: World, gate: Gate) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    await knock(world.app, "a", 1, 2, 3)
    ear = await Ear.of(ann, gate.url)
    ALLOWED["shut"] = {ann.id: None}
    for topic, after in (("door:a", 1), ("door:b", 0), ("door:shut", 0), ("street:x", None), (f"room:{room}", None)):
        await ear.listen(topic, after)
    stream = await Stream.by(ann, gate, "door:a,1", "door:b,0", "door:shut,0", "street:x", f"room:{room}", pieces=7)
    assert "content-type: text/event-stream" in stream.head
    for topic in ("door:a", "door:b", "street:x", f"room:{room}"):
        await stream.until(lambda one, topic=topic: one.get("listening") == topic)
    await stream.until(lambda one: "refused" in one)
    await knock(world.app, "a", 4)
    with losing(world.app):
        await knock(world.app, "b", 1)
    await knock(world.app, "b", 2)
    await say(bo, room, "one\ntwo")
    for one in (ear, stream):
        await one.place("door:a", 4)
        await one.place("door:b", 2)
        await one.until(lambda told: told.get("signal") == "chat.message_sent")
    assert stream.places("door:a") == [2, 3, 4]
    assert stream.heard("chat.message_sent")[0]["body"] == "one\ntwo"

    def by_topic(ear: Ear) -> dict[str, list[Any]]:
        """In each topic in order; topics do not wait for each other."""
        topics: dict[str, list[Any]] = {}
        for one in ear.told:
            name = one.get("on") or one.get("listening") or one.get("refused")
            if name is not None:
                topics.setdefault(name, []).append(one)
        return topics

    assert by_topic(stream) == by_topic(ear)
    ear.leave()


async def test_who_may_no_longer_hear_is_told_gone_and_whose_session_ends_is_closed(world: World, gate: Gate) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    hers, his = await Stream.by(ann, gate, "door:a,0"), await Stream.by(bo, gate, "door:a,0")
    for ear in (hers, his):
        await ear.until(lambda one: one.get("listening") == "door:a")
    ALLOWED["a"] = {bo.id: None}
    async with world.app.transaction() as tx:
        tx.emit(HearingChanged(topic="door:a", user_id=bo.id, reason="removed"))
    await knock(world.app, "a", 1)
    await hers.place("door:a", 1)
    assert await his.until(lambda one: "gone" in one) == {"gone": "door:a", "reason": "removed"}
    assert (await ann.put(f"/users/me/blocks/{bo.id}")).status < 300
    await hers.until(lambda one: one.get("listening") == "door:a" and not one["caught_up"], 3)
    await knock(world.app, "a", 2, who=bo.id)
    assert await hers.place("door:a", 2) == {"on": "door:a", "place": 2}, "of a hidden person only the place"
    async with world.app.transaction() as tx:
        await people.hide(tx, bo.id, "suspended")
    assert await his.end() == 4403
    assert his.places("door:a") == []
    async with asyncio.timeout(30):
        while (again := await Stream.ask(gate, _target("door:a"), Authorization=f"Bearer {bo.token}")).status == 200:
            await asyncio.sleep(0.1)  # until this process has read of the ending
    assert (again.status, again.body["code"]) == (403, "account_suspended")
    gate.app.draining = True
    busy = await Stream.ask(gate, _target("door:a"), Authorization=f"Bearer {ann.token}")
    assert (busy.status, busy.body["code"]) == (503, "unavailable")
    assert "retry-after: 2" in busy.head
    await gate.gateway.drain(0.05)
    assert await hers.end() == 4009, "a restart sends everybody away, with the code of the socket"


async def test_ways_in(world: World, gate: Gate) -> None:
    ann = await world.user("Ann")
    ticket = (await ann.post("/realtime/tickets")).body["ticket"]
    first = await Stream.ask(gate, _target("door:a", ticket=ticket), Origin="http://localhost:8000")
    assert first.status == 200
    assert "access-control-allow-origin: http://localhost:8000" in first.head
    long = _target(*(f"door:{n:080}" for n in range(600)))
    bearer = f"Bearer {ann.token}"
    refusals = [
        (await Stream.ask(gate, _target("door:a", ticket=ticket)), 401, "not_signed_in"),
        (await Stream.ask(gate, _target("door:a")), 401, "not_signed_in"),
        (await Stream.ask(gate, _target("door:a", ticket=ann.token)), 401, "not_signed_in"),
        (await Stream.ask(gate, _target("door:a"), Authorization="Bearer nonsense"), 401, "not_signed_in"),
        (
            await Stream.ask(gate, _target("door:a"), Origin="https://evil.example", Authorization=bearer),
            403,
            "not_allowed",
        ),
        (await Stream.ask(gate, _target("door:a,-1"), Authorization=bearer), 400, "malformed"),
        (await Stream.ask(gate, _target("door:a,x"), Authorization=bearer), 400, "malformed"),
        (await Stream.ask(gate, _target("door:a"), "POST", Authorization=bearer), 405, "method_not_allowed"),
        (await Stream.ask(gate, long, Authorization=bearer), 413, "too_large"),
    ]
    for ear, status, code in refusals:
        assert (ear.status, ear.body["code"], ear.body["type"].rsplit("/", 1)[1]) == (
            status,
            code,
            code.replace("_", "-"),
        )
    asked = await Stream.ask(gate, PATH, "OPTIONS", Origin="http://localhost:8000")
    assert asked.status == 204
    assert "access-control-allow-headers: authorization" in asked.head
    assert (await Stream.ask(gate, f"{PATH}/more", Authorization=bearer)).status == 404, (
        "other addresses are picows' to answer"
    )


async def test_one_stream_hears_so_many_topics_and_no_more(world: World, gate: Gate) -> None:
    names = [f"street:{n}" for n in range(socket.LIMITS["topics"] + 1)]
    stream = await Stream.by(await world.user("Ann"), gate, *names)
    assert await stream.until(lambda one: "refused" in one) == {"refused": names[-1], "code": "too_many_topics"}


async def test_a_slow_listener_is_sent_away_before_it_costs_memory(world: World, gate: Gate) -> None:
    ann = await world.user("Ann")
    await Stream.ask(gate, _target("door:a,0"), Authorization=f"Bearer {ann.token}")
    quick = await Stream.by(ann, gate, "door:a,0")
    for _ in range(200):
        async with world.app.transaction() as tx:
            for n in range(25):
                tx.emit(Knocked(door="a", n=n, text="x" * 8000))
        if len(gate.hub.members) == 1:
            break
    assert len(gate.hub.members) == 1, "who does not read is gone; who reads stays"
    await quick.place("door:a", 25)


async def test_a_beat_tells_the_time_and_that_somebody_is_there(
    world: World, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "BEAT", 0.05)
    stream = await Stream.by(await world.user("Ann"), gate)
    told = await stream.until(lambda one: "beat" in one)
    assert told["beat"]["server_time"].endswith("Z")
