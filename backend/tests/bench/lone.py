"""One sender, all the way: `python -m tests.bench lone` sends messages over HTTP, and times them to another's socket.

POST → transaction in Postgres (durable) → Valkey → gateway → socket, each a real process; 20 messages per second.
`--idle 10000` measures memory and the rate of accepting instead: so many sockets that do nothing.
"""

import argparse
import asyncio
import os
import resource
import sys
import time
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import httpx
import uvloop

from tests.bench._stage import LOAD_CORE, Client, Stage, client, open_stage, percentile, resident, row
from tomoda import domains
from tomoda.auth import actions as auth
from tomoda.chat.actions import open_direct
from tomoda.core import tokens
from tomoda.core.sql import sql
from tomoda.core.viewer import Viewer
from tomoda.users import actions as people

NAMED = sql("update users set username = $2, username_folded = lower($2) where id = $1")


async def _person(stage: Stage, name: str) -> tuple[Viewer, str]:
    async with stage.app.transaction() as tx:
        user_id = await people.create(tx, name, f"{name}@example.org", date(1990, 5, 17), locale="en")
        await tx.run(NAMED, user_id, name)
        entered = await auth.begin_session(tx, user_id, "bench")
    token = tokens.issue(stage.app.secret, user_id, entered.session_id, datetime.now(UTC))
    return Viewer(user_id, entered.session_id), token


async def _listening(stage: Stage, gateway: str, who: Viewer, room: UUID) -> Client:
    one = await client(f"ws://{gateway}/ws")
    one.count = b'"chat.message_sent"'
    one.say(b'{"do":"hello","body":{"ticket":"%b","v":1}}' % (await stage.ticket(1, who.id)).encode())
    await one.news.wait()
    one.news.clear()
    one.say(b'{"do":"listen","body":{"to":"room:%b"}}' % str(room).encode())
    await one.news.wait()
    return one


async def lone(stage: Stage, count: int, rate: float) -> None:
    """Print the median and p99 of the whole way, in ms."""
    api, gateway = stage.serve("api-hub", None), stage.serve("ws-hub", None)
    (ann, token), (bo, _) = await _person(stage, "ann"), await _person(stage, "bo")
    async with stage.app.transaction() as tx:
        room = await open_direct(tx, ann, bo.id)
    ear = await _listening(stage, gateway.url, bo, room)
    late: list[float] = []
    headers = {"authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(headers=headers) as http:
        for n in range(count):
            ear.news.clear()
            begun = time.perf_counter()
            address = f"http://{api.url}/api/v1/rooms/{room}/messages/{uuid4()}"
            sending = asyncio.create_task(http.put(address, json={"body": f"number {n}"}))
            heard = ear.heard
            while ear.heard == heard:
                await asyncio.wait_for(ear.news.wait(), 5)
                ear.news.clear()
            late.append((time.perf_counter() - begun) * 1000)
            assert (await sending).status_code == 200
            await asyncio.sleep(max(0.0, 1 / rate - (time.perf_counter() - begun)))
    row("lone message", "p50 ms", "p90 ms", "p99 ms")
    row("", *(percentile(late, share) for share in (0.5, 0.9, 0.99)))


async def idle(stage: Stage, count: int) -> None:
    """Print how fast sockets are accepted, and the gateway's memory with all of them open."""
    gateway = stage.serve("ws-hub", 0)
    before, begun = resident(gateway.pid), time.perf_counter()
    held: list[Client] = []
    for first in range(0, count, 100):
        held += await asyncio.gather(*(_enter(stage, gateway.url, n) for n in range(first, min(first + 100, count))))
    took = time.perf_counter() - begun
    row("sockets", "per second", "MB before", "MB with them")
    row(len(held), len(held) / took, before, resident(gateway.pid))


async def _enter(stage: Stage, gateway: str, number: int) -> Client:
    ticket = await stage.ticket(number, UUID(int=number + 1))
    one = await client(f"ws://{gateway}/ws")
    one.say(b'{"do":"hello","body":{"ticket":"%b","v":1}}' % ticket.encode())
    await one.news.wait()
    return one


async def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--idle", type=int, default=0)
    asked = parser.parse_args()
    domains.open_doors()
    async with open_stage() as stage:
        await (idle(stage, asked.idle) if asked.idle else lone(stage, asked.count, asked.rate))


if __name__ == "__main__":
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    if "--idle" in sys.argv:
        os.sched_setaffinity(0, {LOAD_CORE})
    uvloop.run(main())
