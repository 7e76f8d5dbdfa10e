"""A mass return: a gateway is killed, and all of its clients come back at once, to another that is fresh.

    python -m tests.bench returning [--people 2000] [--topics 4] [--missed 5] [--spread 0] [--rounds 2]

Everybody asks the API for a ticket, enters, and listens to their own topic and to that of each room from the place
that they know; what was said while they were away must come, all of it and once. `--spread`: seconds over which they
come at random, as the app waits. Told are how long one had to wait (from when they set out to the last message that
they had missed), and what each part spent on one of them. The load shares the second core with Postgres.
"""

import argparse
import asyncio
import os
import random
import signal
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from uuid import UUID

import msgspec
import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport
from picows import ws_connect as connect  # pyright: ignore[reportUnknownVariableType]

from tests.bench._load import answer
from tests.bench._processes import cpu_seconds, listening, top_of
from tests.bench._stack import stack
from tests.bench._stage import LOAD_CORE, SERVER_CORE, percentile, row
from tests.bench.sending import MEMBERS, Crowd, crowd
from tomoda.core.app import App

MEMBERS_EACH = 50
API_CONNECTIONS = 32
PATIENCE = 180  # seconds, then the run has failed


class Heard(msgspec.Struct):
    """As much of a message as a client needs to keep its places."""

    listening: str | None = None
    refused: str | None = None
    place: int = 0
    caught_up: bool | None = None
    on: str | None = None
    signal: str | None = None


class Listener(WSListener):
    """One connection, which takes in all that it hears."""

    def __init__(self, person: "Person") -> None:
        self.person = person
        self.ready = asyncio.Event()

    def on_ws_connected(self, transport: WSTransport) -> None:
        """Connected."""
        self.transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """A frame: one message, or an array of them."""
        if frame.msg_type == WSMsgType.TEXT:
            text = frame.get_payload_as_bytes()
            try:
                self.person.hear(msgspec.json.decode(text, type=Heard | list[Heard]))
            except RuntimeError as fault:
                self.person.fault = fault
                self.person.done.set()
            self.ready.set()


@dataclass
class Person:
    """Somebody with rooms, and how far they have heard each."""

    token: str
    rooms: list[UUID]
    places: dict[str, int] = field(default_factory=dict[str, int])
    open: int = 0  # topics that have not answered yet
    due: int = 0  # messages that were missed and have not come yet
    done: asyncio.Event = field(default_factory=asyncio.Event)
    listener: Listener | None = None
    fault: RuntimeError | None = None

    def hear(self, told: Heard | list[Heard]) -> None:
        """Keep the places. Raises where a message is missing, doubled or refused."""
        for one in told if isinstance(told, list) else [told]:
            if one.refused or one.caught_up is False:
                raise RuntimeError(f"not caught up: {one}")
            if one.listening:
                self.open -= 1
            elif one.signal and one.on and one.place:
                if one.place != self.places[one.on] + 1:
                    raise RuntimeError(f"place {one.place} after {self.places[one.on]}")
                self.places[one.on] = one.place
                self.due -= one.signal == "chat.message_sent"
        if self.open == 0 and self.due == 0:
            self.done.set()

    async def enter(self, port: int, ticket: str, topics: list[str]) -> None:
        """A socket, and everything that one listens to from where one was; until all of it is here."""
        fresh = Listener(self)
        self.open, self.listener = len(topics), fresh
        self.done.clear()

        def listener() -> WSListener:
            return fresh

        await connect(listener, f"ws://127.0.0.1:{port}/ws", read_buffer_init_size=4096)
        self.say({"do": "hello", "body": {"ticket": ticket, "v": 1}})
        await fresh.ready.wait()
        for topic in topics:
            self.say({"do": "listen", "body": {"to": topic, "after": self.places.setdefault(topic, 0)}})
        await asyncio.wait_for(self.done.wait(), PATIENCE)
        if self.fault:
            raise self.fault

    def say(self, what: object) -> None:
        """One frame."""
        assert self.listener is not None
        self.listener.transport.send(WSMsgType.TEXT, msgspec.json.encode(what))


class Desk:
    """Where tickets are asked for: some connections to the API, as an ingress holds them."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()

    async def open(self) -> None:
        """Connect."""
        for _ in range(API_CONNECTIONS):
            self.free.put_nowait(await asyncio.open_connection("127.0.0.1", self.port))

    async def ticket(self, token: str) -> str:
        """A ticket for whoever has this token."""
        reader, writer = await self.free.get()
        head = f"POST /api/v1/realtime/tickets HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n"
        writer.write(f"{head}Content-Length: 0\r\n\r\n".encode())
        told = await reader.readuntil(b"\r\n\r\n")
        if not told.startswith(b"HTTP/1.1 2"):
            raise RuntimeError(told.decode("latin-1"))
        length = int(told.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        body = await reader.readexactly(length)
        self.free.put_nowait((reader, writer))
        return msgspec.json.decode(body)["ticket"]


async def come(everybody: list[tuple[UUID, Person]], desk: Desk, port: int, spread: float) -> list[float]:
    """All of them, over so many seconds; how long each had to wait, in seconds."""

    async def one(user: UUID, who: Person) -> float:
        await asyncio.sleep(random.random() * spread)
        begun = time.perf_counter()
        ticket = await desk.ticket(who.token)
        await who.enter(port, ticket, [f"user:{user}", *(f"room:{room}" for room in who.rooms)])
        return time.perf_counter() - begun

    return await asyncio.gather(*(one(*each) for each in everybody))


async def say_in_all(port: int, here: Crowd, times: int) -> None:
    """So many messages in each room."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in range(times * len(here.rooms)):
        writer.write(here.request(number))
        await answer(reader)
    writer.close()


async def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--topics", type=int, default=4, help="rooms of each")
    parser.add_argument("--missed", type=int, default=5, help="messages in each room")
    parser.add_argument("--spread", type=float, default=0)
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args()
    async with AsyncExitStack() as closing:
        stage = closing.enter_context(stack())
        pid, api = closing.enter_context(stage.part("api-hub", SERVER_CORE))
        app = await closing.enter_async_context(stage.app())
        here = await crowd(app, asked.people // MEMBERS_EACH, MEMBERS_EACH)
        everybody = await seats(app, here, asked.topics)
        desk = Desk(api)
        await desk.open()
        parts = {"api": pid, "postgres": top_of(listening(stage.database.port)), "valkey": listening(stage.valkey.port)}
        row("", "p50 s", "p99 s", "all s", "µs gateway", *(f"µs {name}" for name in parts), "load")
        for number in range(asked.rounds + 1):
            with stage.part("ws-hub", SERVER_CORE) as (gateway, port):
                pids = [gateway, *parts.values()]
                before, begun = [cpu_seconds(one) for one in pids], time.perf_counter()
                waited = await come(everybody, desk, port, asked.spread)
                took = time.perf_counter() - begun
                spent = [(cpu_seconds(one) - was) / len(everybody) * 1e6 for one, was in zip(pids, before, strict=True)]
                name = "return" if number else "first"
                row(name, percentile(waited, 0.5), percentile(waited, 0.99), took, *spent, os.getloadavg()[0])
                os.kill(gateway, signal.SIGKILL)
                for _, who in everybody:
                    who.due = asked.missed * len(who.rooms)
            await say_in_all(api, here, asked.missed)


async def seats(app: App, here: Crowd, each: int) -> list[tuple[UUID, Person]]:
    """Everybody in some more rooms than their own."""
    found: list[tuple[UUID, Person]] = []
    more: list[tuple[UUID, UUID]] = []
    for number, (room, user, token) in enumerate(here.people):
        rooms = [room, *(here.rooms[(number + n + 1) % len(here.rooms)] for n in range(each))]
        own = list(dict.fromkeys(rooms))[:each]
        more += [(one, user) for one in own if one != room]
        found.append((user, Person(token, own)))
    async with app.reading() as tx:
        await tx.run(MEMBERS, [room for room, _ in more], [user for _, user in more])
    return found


if __name__ == "__main__":
    os.sched_setaffinity(0, {LOAD_CORE})
    uvloop.run(main())
