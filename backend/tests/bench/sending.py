"""Sending: how many durable messages a second are accepted, in one hot room and in many.

    python -m tests.bench sending [--rooms 1 --members 600] [--rooms 300 --members 5] [--apis 2] [--seconds 10]

A round goes as fast as it can over `--connections`; the next sends at half of that rate and tells how long each send
took until it was answered. Postgres waits for the disk (`synchronous_commit` is on), and shares the cores with the
API and the load; processor time per message, of the API and of Postgres, is the steadiest figure.
Nobody sends more often than a person may, so a hot room needs many members.
"""

import argparse
import asyncio
import itertools
import os
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from uuid import UUID

import msgspec
import uvloop

from tests.bench._load import Round, answer
from tests.bench._processes import cpu_seconds, listening, top_of
from tests.bench._stack import SECRET, Stack, stack
from tests.bench._stage import row
from tomoda.core import tokens
from tomoda.core.app import App
from tomoda.core.sql import sql
from tomoda.core.words import new_id

TEXT = "See you at the east exit, I am wearing a yellow jacket!"
SAID = 20_000  # messages in all, before anybody sends: plans are kept, and one made for an empty table reads it whole
PAUSE = 11  # seconds until everybody may speak again as often as a person may

PEOPLE = sql("""
    insert into users (id, username, username_folded, display_name, adult_confirmed_at, state_changed_at, created_at)
    select id, 'person' || n, 'person' || n, 'Person ' || n, now(), now(), now()
    from unnest($1::uuid[]) with ordinality one(id, n)
""")
ROOMS = sql("""
    insert into rooms (id, kind, title, created_at, history, accepted_at)
    select id, 'group', 'room', now(), 'all', now() from unnest($1::uuid[]) id
""")
MEMBERS = sql("""
    insert into members (room_id, user_id, role, joined_at, joined_seq)
    select room_id, user_id, 'member', now(), 0 from unnest($1::uuid[], $2::uuid[]) one(room_id, user_id)
""")
EARLIER = sql("""
    with said as (
        insert into messages (room_id, seq, id, author_id, body, sent_at)
        select room_id, n, gen_random_uuid(), author_id, $3, now() - interval '1 day'
        from unnest($1::uuid[], $2::uuid[]) one(room_id, author_id), generate_series(1, $4) n
    )
    update rooms set last_seq = $4 where id = any($1)
""")
ANALYZE = sql("analyze")
COUNT = sql("select count(*) from messages")
GAPS = sql("select count(*) from (select from messages group by room_id having count(*) <> max(seq)) rooms")


class Crowd:
    """People in rooms; `request(n)` is what the n-th send says over the wire. They take turns."""

    def __init__(self, rooms: list[UUID], people: list[tuple[UUID, UUID]]) -> None:
        self.rooms, self.people = rooms, [(room, user, "") for room, user in people]
        self.renew()
        self.body = msgspec.json.encode({"body": TEXT})

    def renew(self) -> None:
        """Access tokens last for a quarter of an hour."""
        now = datetime.now(UTC)
        self.people = [(r, user, tokens.issue(SECRET.encode(), user, new_id(), now)) for r, user, _ in self.people]

    def request(self, number: int) -> bytes:
        """Somebody else each time, and another room, where there are several."""
        room, _, token = self.people[number % len(self.people)]
        return (
            f"PUT /api/v1/rooms/{room}/messages/{new_id()} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(self.body)}\r\n\r\n"
        ).encode() + self.body


async def crowd(app: App, rooms: int, members: int) -> Crowd:
    """Rooms with members of their own."""
    ids = [new_id() for _ in range(rooms)]
    seats = [(room, new_id()) for _ in range(members) for room in ids]
    async with app.reading() as tx:
        await tx.run(PEOPLE, [user for _, user in seats])
        await tx.run(ROOMS, ids)
        await tx.run(MEMBERS, [room for room, _ in seats], [user for _, user in seats])
        authors = [user for _, user in seats[: len(ids)]]
        await tx.run(EARLIER, ids, authors, TEXT, SAID // len(ids))
        await tx.run(ANALYZE)
    return Crowd(ids, seats)


async def send(ports: list[int], here: Crowd, rate: float | None, seconds: float, connections: int) -> Round:
    """Send for this long: at so many a second, counted from when each was due, or as fast as answers come."""
    took: list[float] = []
    numbers = itertools.count()
    begun = time.perf_counter()

    async def one(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (now := time.perf_counter()) < begun + seconds:
            number = next(numbers)
            due = now if rate is None else begun + number / rate
            await asyncio.sleep(max(0.0, due - now))
            writer.write(here.request(number))
            await answer(reader)
            took.append(time.perf_counter() - due)
        writer.close()

    await asyncio.gather(*(one(ports[number % len(ports)]) for number in range(connections)))
    return Round(len(took), time.perf_counter() - begun, sorted(took))


async def measure(around: Stack, app: App, here: Crowd, ports: list[int], asked: argparse.Namespace) -> None:
    """A round to get warm, one at full speed, and one at half of it."""
    ours = [top_of(listening(port)) for port in ports]
    postgres = [top_of(listening(around.database.port))]
    row("rate", "accepted/s", "p50 ms", "p99 ms", "API µs each", "Postgres µs", "load")
    rate: float | None = 100.0
    for seconds in (2, asked.seconds, asked.seconds):
        before, stored = [sum(map(cpu_seconds, one)) for one in (ours, postgres)], await _count(app)
        done = await send(ports, here, rate, seconds, asked.connections)
        used = [sum(map(cpu_seconds, one)) - was for one, was in zip((ours, postgres), before, strict=True)]
        accepted, kept = done.answers / done.seconds, await _count(app) - stored
        assert kept == done.answers, f"{done.answers} were accepted, {kept} are there"
        per = [one / done.answers * 1e6 for one in used]
        asked_for = "as fast" if rate is None else f"{rate:.0f}"
        row(asked_for, accepted, done.percentile(0.5), done.percentile(0.99), *per, os.getloadavg()[0])
        rate = accepted / 2 if rate is None else None
        await asyncio.sleep(PAUSE)
    async with app.reading() as tx:
        assert await tx.value(GAPS) == 0, "places have gaps"


async def _count(app: App) -> int:
    async with app.reading() as tx:
        return await tx.value(COUNT)


async def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rooms", type=int, default=1)
    parser.add_argument("--members", type=int, default=600, help="of each room")
    parser.add_argument("--apis", type=int, default=1, help="processes of the API")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=10)
    asked = parser.parse_args()
    with stack() as around, ExitStack() as closing:
        ports = [closing.enter_context(around.part("api-hub", None))[1] for _ in range(asked.apis)]
        async with around.app() as app:
            here = await crowd(app, asked.rooms, asked.members)
            await measure(around, app, here, ports, asked)


if __name__ == "__main__":
    uvloop.run(main())
