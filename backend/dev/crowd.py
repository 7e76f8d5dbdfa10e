"""`python -m dev.crowd`: a crowd to measure with, 50,000 people and 200,000 upcoming events around Tokyo.

Written by SQL straight into the tables, since nobody waits for 200,000 requests; the shape is that of real rows.
Refuses a database that already has people in it.
"""

import argparse
import asyncio
import os
import time

import asyncpg

from tomoda.settings import read

PEOPLE = """
    insert into users (id, username, username_folded, display_name, email, email_folded, locale, time_zone,
                       adult_confirmed_at, state_changed_at, created_at)
    select gen_random_uuid(), 'crowd' || n, 'crowd' || n, 'Somebody ' || n, 'crowd' || n || '@tomoda.example',
        'crowd' || n || '@tomoda.example', (array['en', 'ja'])[1 + n % 2], 'Asia/Tokyo', now(), now(), now()
    from generate_series(1, $1::int) n
"""
FRIENDS = """
    with numbered as materialized (select id, row_number() over (order by id) as n from users),
    pairs as (
        select a.id as one, b.id as other
        from numbered a cross join generate_series(1, 5) step
        join numbered b on b.n = a.n + step * step
    )
    insert into friendships (user_id, friend_id, created_at)
    select one, other, now() from pairs union all select other, one, now() from pairs
"""
EVENTS = """
    with hosts as materialized (select array_agg(id order by id) as ids from users),
    times as (
        select n, date_trunc('minute', now()) + n % 600 * interval '1 minute' as starts_at,
            st_setsrid(st_makepoint(139.45 + random() * 0.6, 35.45 + random() * 0.4), 4326)::geography as place
        from generate_series(1, $1::int) n
    )
    insert into events (
        id, host_id, title, description, category, place, shown, place_name, address, time_zone, local_start,
        local_end, starts_at, ends_at, seats, going, visibility, created_at, updated_at
    )
    select gen_random_uuid(), ids[1 + n % array_length(ids, 1)], 'Event number ' || n,
        'We meet at the east exit and walk there together, bring something to share.',
        (array['food', 'music', 'sports', 'study', 'games'])[1 + n % 5], place, place, 'East exit', '1-2-3 Somewhere',
        'Asia/Tokyo', starts_at at time zone 'Asia/Tokyo', (starts_at + interval '2 hours') at time zone 'Asia/Tokyo',
        starts_at, starts_at + interval '2 hours', 4 + n % 40, n % 4, 'public', now(), now()
    from times cross join hosts
"""
ROOMS = """
    insert into rooms (id, kind, event_id, title, created_at)
    select gen_random_uuid(), 'event', e.id, e.title, now() from events e
"""
SEATS = """
    insert into members (room_id, user_id, role, joined_at, joined_seq)
    select r.id, e.host_id, 'owner', now(), 0 from rooms r join events e on e.id = r.event_id
"""
GUESTS = """
    with hosts as materialized (select array_agg(id order by id) as ids from users)
    insert into rsvps (event_id, user_id, answer, answered_at)
    select e.id, ids[1 + ((hashtext(e.id::text) & 65535) + guest * 997) % array_length(ids, 1)], 'going', now()
    from events e cross join hosts cross join lateral generate_series(1, e.going) guest
    on conflict do nothing
"""
COUNTED = """
    update events e set going = coalesce((
        select count(*) from rsvps r where r.event_id = e.id and r.answer = 'going'
    ), 0) where e.going > 0
"""


async def gather(connection: asyncpg.Connection, people: int, events: int) -> None:
    """All of it, with what it took."""
    if await connection.fetchval("select exists (select from users)"):
        raise SystemExit("There are people in this database already; a crowd needs one of its own.")
    await connection.execute("select setseed(0.42)")
    steps: dict[str, tuple[str, list[int]]] = {
        "people": (PEOPLE, [people]),
        "friendships": (FRIENDS, []),
        "events": (EVENTS, [events]),
        "rooms": (ROOMS, []),
        "hosts in their rooms": (SEATS, []),
        "guests": (GUESTS, []),
        "counted": (COUNTED, []),
    }
    for what, (statement, values) in steps.items():
        began = time.monotonic()
        done = await connection.execute(statement, *values)
        print(f"{what}: {done.rsplit(' ', 1)[-1]} in {time.monotonic() - began:.1f} s", flush=True)
    await connection.execute("vacuum analyze")


async def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=50_000)
    options.add_argument("--events", type=int, default=200_000)
    given = options.parse_args()
    where = read(os.environ).database()
    connection = await asyncpg.connect(
        host=where.host, port=where.port, user=where.user, password=where.password or None, database=where.name
    )
    try:
        await gather(connection, given.people, given.events)
    finally:
        await connection.close()


if __name__ == "__main__":
    asyncio.run(main())
