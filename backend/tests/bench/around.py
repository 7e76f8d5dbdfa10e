"""Looking around under load, and a storm of people who all want the same seats.

    python -m tests.bench around

200,000 events of 50,000 people. Map, nearby and search are asked for at a fixed rate, whether the answers have come or
not, so that waiting counts; then everybody of a crowd answers to one event at once. One API process; the program and
Postgres are on the other core, or wherever there is room.
"""

import argparse
import asyncio
import json
import os
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

from tests.bench import requests
from tests.bench._load import answer
from tests.bench._processes import cpu_seconds, listening, top_of
from tests.bench._stack import Stack, person, pin, stack
from tests.bench._stage import percentile
from tomoda.core import tokens
from tomoda.core.app import App
from tomoda.core.sql import sql
from tomoda.events.work import count_what_is_listed

CONNECTIONS = 32
COUNTED = sql("""
    select answer, count(*)::int as n, sum(party)::int as seats
    from rsvps where event_id = $1 group by answer order by answer
""")

type Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def more(viewport: Callable[[int, float, float], str]) -> Iterator[tuple[str, str]]:
    """What is asked less often: half of the city without clusters, and the city by time and kind."""
    yield "map, half the city", viewport(12, 0.15, 0.25)
    for question in ("when=now", "when=tonight", "when=week", "category=food"):
        yield f"map, the city, {question}", f"{viewport(10, 0.4, 0.5)}&{question}"


def questions(token: str, filters: bool) -> Iterator[tuple[str, bytes]]:
    """What somebody asks who looks around Tokyo, with its kind; without an end."""
    chance = random.Random(11)

    def viewport(zoom: int, height: float, width: float) -> str:
        south, west = 35.5 + chance.random() * 0.25, 139.5 + chance.random() * 0.4
        return f"/map?south={south:.5f}&west={west:.5f}&north={south + height:.5f}&east={west + width:.5f}&zoom={zoom}"

    while True:
        number = chance.randrange(200_000)
        for kind, path in (
            ("map, streets", viewport(15, 0.012, 0.02)),
            (
                "nearby",
                f"/events/nearby?lat={35.55 + chance.random() * 0.2:.5f}&lon={139.6 + chance.random() * 0.3:.5f}",
            ),
            ("search, one of many", f"/events/search?q=number%20{number}"),
            ("map, a quarter", viewport(13, 0.05, 0.08)),
            (
                "nearby",
                f"/events/nearby?lat={35.55 + chance.random() * 0.2:.5f}&lon={139.6 + chance.random() * 0.3:.5f}",
            ),
            ("search, all", "/events/search?q=event"),
            ("map, the city", viewport(10, 0.4, 0.5)),
            *(more(viewport) if filters else ()),
        ):
            yield kind, f"GET /api/v1{path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n".encode()


async def lines(port: int, count: int) -> list[Line]:
    """Open connections, a hundred at a time."""
    found: list[Line] = []
    while len(found) < count:
        some = min(100, count - len(found))
        found += await asyncio.gather(*(asyncio.open_connection("127.0.0.1", port) for _ in range(some)))
    return found


async def look(port: int, token: str, rate: float, seconds: float, filters: bool) -> dict[str, list[float]]:
    """Milliseconds from when each question was due until its answer was there, by kind."""
    free: asyncio.Queue[Line] = asyncio.Queue()
    for line in await lines(port, CONNECTIONS):
        free.put_nowait(line)
    took: dict[str, list[float]] = {}
    asked = questions(token, filters)

    async def one(due: float) -> None:
        kind, request = next(asked)
        line = await free.get()
        line[1].write(request)
        await answer(line[0])
        took.setdefault(kind, []).append((time.perf_counter() - due) * 1000)
        free.put_nowait(line)

    begun = time.perf_counter()
    under_way: list[asyncio.Task[None]] = []
    for number in range(int(rate * seconds)):
        due = begun + number / rate
        await asyncio.sleep(max(0, due - time.perf_counter()))
        under_way.append(asyncio.create_task(one(due)))
    await asyncio.gather(*under_way)
    return took


async def storm(port: int, event: UUID, crowd: list[str], waiting: bool) -> tuple[float, Counter[int]]:
    """Everybody answers at once: in how many seconds all were answered, and with which status."""
    body = json.dumps({"answer": "going", "wait": waiting})
    rest = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    statuses: Counter[int] = Counter()
    all_lines = await lines(port, len(crowd))

    async def one(line: Line, token: str) -> None:
        head = f"PUT /api/v1/events/{event}/rsvp HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n"
        line[1].write((head + rest).encode())
        statuses[int((await line[0].readuntil(b"\r\n\r\n")).split(b" ", 2)[1])] += 1
        line[1].close()

    begun = time.perf_counter()
    await asyncio.gather(*(one(*pair) for pair in zip(all_lines, crowd, strict=True)))
    return time.perf_counter() - begun, statuses


async def made(port: int, token: str, seats: int) -> UUID:
    """One more event, with so many seats."""
    ours, _ = requests.bodies()
    (request,) = requests.post("/api/v1/events", [token], {**ours, "seats": seats})
    ((reader, writer),) = await lines(port, 1)
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    return UUID(json.loads(await reader.readexactly(length))["id"])


async def prepare(app: App, options: argparse.Namespace) -> tuple[str, str, list[str]]:
    """Events and people; the tokens of one who looks around, of a host, and of a crowd."""
    async with app.transaction() as tx:
        await tx.run(requests.PEOPLE, options.people)
    async with app.transaction() as tx:
        await tx._connection.execute(requests.EVENTS.text, options.events, timeout=900)  # pyright: ignore[reportPrivateUsage]
    await count_what_is_listed(app)
    connection = await app.pool.acquire()
    await connection.execute("vacuum analyze", timeout=900)
    app.pool.release(connection)
    async with app.reading() as tx:
        hosts = [row["id"] for row in await tx.rows(requests.HOSTS)]
    _, token = await person(app, "ann")
    _, host = await person(app, "bo")
    return token, host, [tokens.issue(app.secret, one, one, datetime.now(UTC)) for one in hosts[: options.crowd]]


async def main(options: argparse.Namespace, tomoda: Stack) -> None:
    """Prepare, look around, and let the storm come."""
    async with tomoda.app() as app:
        token, host, crowd = await prepare(app, options)
    with tomoda.part("api-hub", 0) as (pid, port):
        pin(1)
        postgres = top_of(listening(tomoda.database.port))
        await look(port, token, options.rate, 3, options.filters)
        before = [cpu_seconds(one) for one in (pid, postgres)]
        took = await look(port, token, options.rate, options.seconds, options.filters)
        count = sum(map(len, took.values()))
        used = [cpu_seconds(one) - was for one, was in zip((pid, postgres), before, strict=True)]
        api, database = (each / count * 1e3 for each in used)
        load = os.getloadavg()[0]
        print(f"{options.rate:.0f} requests/s: CPU each, API {api:.2f} ms, Postgres {database:.2f} ms; load {load:.1f}")
        for kind, times in sorted(took.items()):
            print(
                f"{kind:30} p50 {percentile(times, 0.5):6.1f} ms  p99 {percentile(times, 0.99):6.1f} ms  ({len(times)})"
            )
        for waiting in (False, True):
            event = await made(port, host, options.seats)
            before = [cpu_seconds(one) for one in (pid, postgres)]
            seconds, statuses = await storm(port, event, crowd, waiting)
            used = [cpu_seconds(one) - was for one, was in zip((pid, postgres), before, strict=True)]
            api, database = (each / len(crowd) * 1e3 for each in used)
            async with tomoda.app() as app, app.reading() as tx:
                counted = {row["answer"]: (row["n"], row["seats"]) for row in await tx.rows(COUNTED, event)}
            print(f"{len(crowd)} people, {options.seats} seats, waiting {waiting}: {seconds:.1f} s")
            print(f"    CPU each, API {api:.2f} ms, Postgres {database:.2f} ms; load {os.getloadavg()[0]:.1f}")
            print(f"    statuses {dict(statuses)}, answers (people, seats) {counted}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--rate", type=float, default=50, help="requests per second")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--filters", action="store_true", help="ask for the city by time and kind, too")
    parser.add_argument("--crowd", type=int, default=5_000)
    parser.add_argument("--seats", type=int, default=50)
    chosen = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with stack() as running:
        asyncio.run(main(chosen, running))
