"""Soak: the whole of it at a low rate for long, and the resident memory of each process meanwhile.

    python -m tests.bench soak [--minutes 60] [--rate 5] [--sockets 200] [--every 60]

An API, a gateway and a worker as production runs them. People say something in their rooms and read what was said;
all hold a socket and beat, and each second one of them comes anew. Whoever stayed must have heard every message
once. Growth is the median of the last third, less that of the middle one: the first is for what every process fills
once (prepared statements, caches, pools).
"""

import argparse
import asyncio
import hashlib
import os
import statistics
import time
from contextlib import ExitStack
from uuid import UUID

import msgspec
import uvloop

from tests.bench._load import answer
from tests.bench._processes import resident_mib
from tests.bench._stack import stack
from tests.bench._stage import Client, client, row
from tests.bench.sending import Crowd, crowd
from tomoda.core.app import App
from tomoda.core.words import new_id

BEATS = 25  # seconds
RENEW = 600  # seconds
STAY = 0.5  # of all people keep their socket to the end


async def enter(app: App, port: int, room: UUID, person: UUID) -> Client:
    """Somebody's socket, which listens to their room."""
    secret = str(new_id())
    whose = msgspec.json.encode({"user_id": person, "session_id": person})
    await app.valkey.set(f"ticket:{hashlib.sha256(secret.encode()).hexdigest()}", whose, ex=30)
    one = await client(f"ws://127.0.0.1:{port}/ws")
    one.count = b'"chat.message_sent"'
    for frame in (
        {"do": "hello", "body": {"ticket": secret, "v": 1}},
        {"do": "listen", "body": {"to": f"room:{room}"}},
    ):
        one.news.clear()
        one.say(msgspec.json.encode(frame))
        await asyncio.wait_for(one.news.wait(), 30)
    return one


async def talk(port: int, here: Crowd, rate: float, until: float) -> dict[UUID, int]:
    """Say something and read the room, at this rate; how much was said in each room."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    said = dict.fromkeys(here.rooms, 0)
    number = 0
    begun = renewed = time.monotonic()
    while time.monotonic() < until:
        if time.monotonic() > renewed + RENEW:
            here.renew()
            renewed = time.monotonic()
        room, _, token = here.people[number % len(here.people)]
        writer.write(here.request(number))
        await answer(reader)
        ask = f"GET /api/v1/rooms/{room}/messages HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n"
        writer.write(ask.encode())
        await answer(reader)
        said[room] += 1
        number += 1
        await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))
    writer.close()
    return said


async def come_and_go(app: App, port: int, here: Crowd, held: list[Client], first: int, until: float) -> None:
    """Each second one of those from `first` on leaves, and comes anew; all beat."""
    at = first
    beaten = time.monotonic()
    while time.monotonic() < until:
        await asyncio.sleep(1)
        room, person, _ = here.people[at]
        held[at].transport.disconnect()
        held[at] = await enter(app, port, room, person)
        at = at + 1 if at + 1 < len(held) else first
        if time.monotonic() > beaten + BEATS:
            beaten = time.monotonic()
            for one in held:
                one.say(b'{"do":"beat","body":{"active":true}}')


async def watch(pids: dict[str, int], every: float, until: float) -> list[list[float]]:
    """Print the resident memory of each process, in MiB, and give it back."""
    row("minutes", *pids, "load")
    seen: list[list[float]] = []
    begun = time.monotonic()
    while time.monotonic() < until:
        await asyncio.sleep(every)
        seen.append([resident_mib(pid) for pid in pids.values()])
        row((time.monotonic() - begun) / 60, *seen[-1], os.getloadavg()[0])
    return seen


def growth(seen: list[list[float]]) -> list[float]:
    """Of each process, in MiB between the middle third and the last."""
    third = len(seen) // 3
    middle, last = seen[third : 2 * third], seen[-third:]
    return [
        statistics.median(look[n] for look in last) - statistics.median(look[n] for look in middle)
        for n in range(len(seen[0]))
    ]


async def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=5, help="messages per second, and as many questions")
    parser.add_argument("--sockets", type=int, default=200)
    parser.add_argument("--every", type=float, default=60, help="seconds between two looks at the memory")
    asked = parser.parse_args()
    with stack() as around, ExitStack() as closing:
        parts = {
            mode: closing.enter_context(around.part(mode, None, DRAIN_SECONDS="1"))
            for mode in ("api-hub", "ws-hub", "async")
        }
        async with around.app() as app:
            here = await crowd(app, asked.sockets // 20, 20)
            port = parts["ws-hub"][1]
            held = [await enter(app, port, room, person) for room, person, _ in here.people]
            staying = int(len(held) * STAY)
            until = time.monotonic() + asked.minutes * 60
            said, _, seen = await asyncio.gather(
                talk(parts["api-hub"][1], here, asked.rate, until),
                come_and_go(app, port, here, held, staying, until),
                watch({mode: pid for mode, (pid, _) in parts.items()}, asked.every, until),
            )
            await asyncio.sleep(5)
            for one, (room, _, _) in zip(held[:staying], here.people, strict=False):
                assert one.heard == said[room], f"{said[room]} were said, {one.heard} heard"
            row("growth", *growth(seen))
            row("said", sum(said.values()), f"all heard by {staying}")


if __name__ == "__main__":
    uvloop.run(main())
