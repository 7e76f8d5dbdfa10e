"""Fan-out beside a peer: `python -m tests.bench fanout --peer BINARY [--peer-arguments=-coalesce]`.

In alternating rounds, server pinned to one core, load on the other. Saturated: senders keep a bounded number of
messages under way, and deliveries per second are counted. Paced (`--rate`): so many messages per second and room,
and the time from sending to each listener is sampled. Ours hears its messages from Valkey, as in production; the
peer (a hub of `/ws?room=&uid=` that echoes to the room) hears them from a member's socket, without any broker.
"""

import argparse
import asyncio
import shlex
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import uvloop

from dev.process import LOCALHOST, Running, accepts, free_port, spawn, wait_until
from tests.bench._stage import (
    LOAD_CORE,
    SERVER_CORE,
    Client,
    Stage,
    client,
    open_stage,
    percentile,
    processor_seconds,
    row,
)
from tomoda.core.feed import Frame

TEXT = "See you at the east exit, I am wearing a yellow jacket!"
UNDER_WAY = 64  # messages per room that may be sent before the slowest listener has heard them


@dataclass
class Crowd:
    """Listeners in rooms, and how to say something there."""

    rooms: list[list[Client]]
    say: Callable[[int, int], Awaitable[None] | None]
    pids: list[int]  # of the servers

    @property
    def everybody(self) -> list[Client]:
        """All listeners."""
        return [one for room in self.rooms for one in room]

    def used(self) -> float:
        """Seconds of processor that the servers have taken so far."""
        return sum(map(processor_seconds, self.pids))

    def leave(self) -> None:
        """Disconnect all."""
        for one in self.everybody:
            one.transport.disconnect(graceful=False)


async def ours(stage: Stage, running: list[Running], rooms: int, members: int) -> Crowd:
    """Members of `user:` topics of their own choosing, over these gateways in turn: who may listen is asked as in
    production.
    """
    found: list[list[Client]] = []
    topics: list[str] = []
    places: list[int] = []
    for _ in range(rooms):
        who = uuid4()
        topics.append(f"user:{who}")
        places.append(0)
        found.append([await _join(stage, running[n % len(running)], who, n) for n in range(members)])

    def say(room: int, ns: int) -> None:
        places[room] += 1
        place, topic = places[room], topics[room]
        told = {"id": UUID(int=place), "ts": ns, "body": TEXT}
        text = {"signal": "chat.message_sent", "on": topic, "place": place, "data": told}
        stage.app.publish([Frame(topic, place, 0, None, msgspec.json.encode(text))])

    return Crowd(found, say, [one.pid for one in running])


async def _join(stage: Stage, running: Running, who: UUID, number: int) -> Client:
    one = await client(f"ws://{running.url}/ws")
    one.say(b'{"do":"hello","body":{"ticket":"%b","v":1}}' % (await stage.ticket(number, who)).encode())
    await one.news.wait()
    one.news.clear()
    one.say(b'{"do":"listen","body":{"to":"user:%b","after":0}}' % str(who).encode())
    await one.news.wait()
    return one


async def peers(running: Running, rooms: int, members: int) -> Crowd:
    """Members of the peer's rooms; the first of each speaks."""
    found = [[await client(f"ws://{running.url}/ws?room=r{r}&uid=u{n}") for n in range(members)] for r in range(rooms)]

    def say(room: int, ns: int) -> None:
        text = {"type": "message", "room": f"r{room}", "id": ns, "ts": ns, "body": TEXT}
        found[room][0].say(msgspec.json.encode(text))

    return Crowd(found, say, [running.pid])


async def saturate(crowd: Crowd, seconds: float) -> tuple[float, float]:
    """Deliveries per second, and CPU µs of the server per delivery."""
    everybody = crowd.everybody
    sent = [0] * len(crowd.rooms)
    base = [[one.heard for one in room] for room in crowd.rooms]
    before, used, begun = sum(one.heard for one in everybody), crowd.used(), time.perf_counter()
    while time.perf_counter() - begun < seconds:
        for room, members in enumerate(crowd.rooms):
            heard = min(members[n].heard - base[room][n] for n in (0, len(members) // 2, -1))
            for _ in range(UNDER_WAY - (sent[room] - heard)):
                crowd.say(room, int(asyncio.get_running_loop().time() * 1e9))
                sent[room] += 1
        await asyncio.sleep(0.001)
    took = time.perf_counter() - begun
    heard = sum(one.heard for one in everybody) - before
    cpu = crowd.used() - used
    await _quiet(crowd)
    return heard / took, cpu / heard * 1e6


async def pace(crowd: Crowd, rate: float, seconds: float) -> tuple[float, float, float]:
    """Median and p99 in ms from sending to listeners (three per room sampled), and CPU µs per delivery."""
    sampled = [members[n] for members in crowd.rooms for n in {0, len(members) // 2, len(members) - 1}]
    for one in sampled:
        one.sample, one.late = True, []
    loop = asyncio.get_running_loop()
    before, used = sum(one.heard for one in crowd.everybody), crowd.used()
    count = int(rate * seconds)
    begun = loop.time()
    for n in range(count):
        for room in range(len(crowd.rooms)):
            due = begun + (n + room / len(crowd.rooms)) / rate
            if (wait := due - loop.time()) > 0:
                await asyncio.sleep(wait)
            crowd.say(room, int(loop.time() * 1e9))
    await _quiet(crowd)
    heard = sum(one.heard for one in crowd.everybody) - before
    cpu = (crowd.used() - used) / max(heard, 1) * 1e6
    late = [ms * 1000 for one in sampled for ms in one.late]
    for one in sampled:
        one.sample = False
    return percentile(late, 0.5), percentile(late, 0.99), cpu


async def _quiet(crowd: Crowd) -> None:
    last = -1
    while (now := sum(one.heard for one in crowd.everybody)) != last:
        last = now
        await asyncio.sleep(0.3)


def start_peer(binary: str, arguments: str, folder: Path) -> Running:
    """The peer, on the server's core."""
    port = free_port()
    log = folder / f"peer-{port}.log"
    command = ["taskset", "-c", str(SERVER_CORE), binary, "-a", f"{LOCALHOST}:{port}", *shlex.split(arguments)]
    process = spawn(command, log, env={"GOMAXPROCS": "1", "PATH": "/usr/bin"})
    wait_until(lambda: accepts(port), "peer", process, log)
    return Running("peer", port, f"{LOCALHOST}:{port}", log, process)


async def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="the peer's program; without it, only ours is measured")
    parser.add_argument("--peer-arguments", default="")
    parser.add_argument("--rooms", type=int, default=1)
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rate", type=float, help="messages per second and room, instead of as many as possible")
    asked = parser.parse_args()
    async with open_stage() as stage:
        mine = stage.serve("ws-hub", SERVER_CORE)
        other = start_peer(asked.peer, asked.peer_arguments, stage.folder) if asked.peer else None
        if other:
            stage.running.append(other)
        results: dict[str, list[tuple[float, ...]]] = {}
        row("server", *(("p50 ms", "p99 ms", "µs/delivery") if asked.rate else ("deliveries/s", "µs/delivery")))
        for _ in range(asked.rounds):
            for name, running in (("ours", mine), ("peer", other)):
                if running is None:
                    continue
                crowd = await (
                    ours(stage, [running], asked.rooms, asked.members)
                    if name == "ours"
                    else peers(running, asked.rooms, asked.members)
                )
                figures = await (
                    pace(crowd, asked.rate, asked.seconds) if asked.rate else saturate(crowd, asked.seconds)
                )
                crowd.leave()
                await asyncio.sleep(0.5)
                results.setdefault(name, []).append(figures)
                row(name, *figures)
        for name, rounds in results.items():
            row(f"{name} median", *(statistics.median(column) for column in zip(*rounds, strict=True)))
        if other:
            pairs = zip(results["ours"], results["peer"], strict=True)
            ratios = [tuple(a / b for a, b in zip(mine_, theirs, strict=True)) for mine_, theirs in pairs]
            row("ours / peer", *(statistics.median(column) for column in zip(*ratios, strict=True)))


if __name__ == "__main__":
    import os

    os.sched_setaffinity(0, {LOAD_CORE})
    uvloop.run(main())
