"""What passing signals on costs Valkey: `python -m tests.bench publish`.

A Valkey of its own is told frames as a process of ours tells them (one script for many), with one gateway and with
several that listen to the same topic; then beats as gateways write them. Processor time of Valkey for each.
"""

import argparse
import asyncio
import random
import tempfile
import time
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

import redis.asyncio as redis

from dev import valkey as embedded_valkey
from dev.process import LOCALHOST, Running, free_port
from tests.bench._processes import cpu_seconds
from tomoda.core.app import _PUBLISH  # pyright: ignore[reportPrivateUsage]
from tomoda.presence.actions import BEATS

TOGETHER = 16  # frames that leave in one script when it is busy
FRAME = b"x" * 600  # bytes: a message of some words, with its header
TOPICS = 1000
PEOPLE = 100_000
AT_ONCE = 500  # people whose beats are written in one ZADD


async def _listener(port: int, topics: list[str]) -> asyncio.Task[None]:
    """A gateway as Valkey sees it: it subscribes, and reads whatever comes."""
    reader, writer = await asyncio.open_connection(LOCALHOST, port, limit=1 << 20)
    writer.write(b"".join(b"SUBSCRIBE %b\r\n" % topic.encode() for topic in topics))

    async def read() -> None:
        try:
            while await reader.read(1 << 16):
                pass
        finally:
            writer.close()

    return asyncio.create_task(read())


async def published(running: Running, gateways: int, count: int) -> float:
    """Seconds of Valkey's processor per frame, when so many gateways listen to its topic."""
    topics = [f"room:{uuid4()}" for _ in range(TOPICS)]
    listeners = [await _listener(running.port, topics) for _ in range(gateways)]
    await asyncio.sleep(1)
    client = redis.Redis(host=LOCALHOST, port=running.port)
    tell: Any = client.register_script(_PUBLISH)
    before = cpu_seconds(running.pid)
    for _ in range(count // TOGETHER):
        await tell(args=[part for _ in range(TOGETHER) for part in (random.choice(topics), FRAME)])
    spent = cpu_seconds(running.pid) - before
    for one in listeners:
        one.cancel()
    await asyncio.gather(*listeners, return_exceptions=True)
    await client.aclose()
    return spent / count


async def beaten(running: Running, count: int) -> float:
    """Seconds of Valkey's processor per person whose beat is written, among many."""
    people = [str(UUID(int=random.getrandbits(128))) for _ in range(PEOPLE)]
    client = cast("Any", redis.Redis(host=LOCALHOST, port=running.port))
    for at in range(0, PEOPLE, AT_ONCE):
        await client.zadd(BEATS, dict.fromkeys(people[at : at + AT_ONCE], 1.0))
    before = cpu_seconds(running.pid)
    for _ in range(count // AT_ONCE):
        await client.zadd(BEATS, {one: time.time() for one in random.sample(people, AT_ONCE)}, gt=True)
    spent = cpu_seconds(running.pid) - before
    await client.aclose()
    return spent / count


async def main() -> None:
    """Print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench publish", description=__doc__)
    parser.add_argument("--count", type=int, default=48_000, help="frames, and beats")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        running = embedded_valkey.start(Path(folder), free_port(), keep=False)
        try:
            for gateways in (1, 4, 16, 40):
                cost = await published(running, gateways, asked.count)
                print(f"a frame to {gateways:>2} gateways: {cost * 1e6:6.1f} µs of Valkey")
            print(f"a beat among {PEOPLE:,}: {await beaten(running, asked.count) * 1e6:6.1f} µs of Valkey")
        finally:
            running.stop()


if __name__ == "__main__":
    asyncio.run(main())
