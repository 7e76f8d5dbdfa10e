"""One sender, all the way: `python -m tests.bench lone` sends messages over HTTP, and times them to another's socket.

POST → transaction in Postgres (durable) → Valkey → gateway → socket, each a real process; 20 messages per second.
`--idle 10000` measures memory and the rate of accepting instead: so many sockets that do nothing.
"""

import argparse
import asyncio
import math
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
from tomoda.friends import actions as friends
from tomoda.users import actions as people

EACH = 2.0  # messages per second of one sender: below the limit

NAMED = sql("update users set username = $2, username_folded = lower($2) where id = $1")


async def _person(stage: Stage, name: str) -> tuple[Viewer, str]:
    async with stage.app.transaction() as tx:
        user_id = await people.create(tx, name, f"{name}@example.org", date(1990, 5, 17), locale="en")
        await tx.run(NAMED, user_id, name)
        entered = await auth.begin_session(tx, user_id, "bench")
    token = tokens.issue(stage.app.secret, user_id, entered.session_id, datetime.now(UTC))
    return Viewer(user_id, entered.session_id), token


async def _enter_as(stage: Stage, gateway: str, who: UUID) -> Client:
    one = await client(f"ws://{gateway}/ws")
    one.say(b'{"do":"hello","body":{"ticket":"%b","v":1}}' % (await stage.ticket(1, who)).encode())
    await one.news.wait()
    one.count = b'"chat.message_sent"'
    return one


async def lone(stage: Stage, count: int, rate: float) -> None:
    """Print the median and p99 of the whole way, in ms. Nobody sends more often than a person may."""
    api, gateway = stage.serve("api-hub", None), stage.serve("ws-hub", None)
    bo, _ = await _person(stage, "bo")
    ear = await _enter_as(stage, gateway.url, bo.id)
    ways: list[tuple[str, dict[str, str]]] = []
    for n in range(math.ceil(rate / EACH)):
        who, token = await _person(stage, f"sender{n}")
        async with stage.app.transaction() as tx:
            await friends.ask(tx, who, bo.id)
        async with stage.app.transaction() as tx:
            await friends.accept(tx, bo, who.id)
        async with stage.app.transaction() as tx:
            room = await open_direct(tx, who, bo.id)
        ear.news.clear()
        ear.say(b'{"do":"listen","body":{"to":"room:%b"}}' % str(room).encode())
        await ear.news.wait()
        ways.append((f"http://{api.url}/api/v1/rooms/{room}/messages", {"authorization": f"Bearer {token}"}))
    late: list[float] = []
    async with httpx.AsyncClient() as http:
        for n in range(count + len(ways)):
            address, headers = ways[n % len(ways)]
            begun = time.perf_counter()
            took = await _once(http, ear, f"{address}/{uuid4()}", headers)
            if n >= len(ways):  # the first round warms up
                late.append(took * 1000)
            await asyncio.sleep(max(0.0, 1 / rate - (time.perf_counter() - begun)))
    row("lone message", "p50 ms", "p90 ms", "p99 ms")
    row(f"{len(late)} sent", *(percentile(late, share) for share in (0.5, 0.9, 0.99)))


async def _once(http: httpx.AsyncClient, ear: Client, address: str, headers: dict[str, str]) -> float:
    begun, heard = time.perf_counter(), ear.heard
    sending = asyncio.create_task(http.put(address, json={"body": f"See you there, {begun:.6f}"}, headers=headers))
    while ear.heard == heard:
        ear.news.clear()
        await asyncio.wait_for(ear.news.wait(), 10)
    took = time.perf_counter() - begun
    assert (await sending).status_code == 200
    return took


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
