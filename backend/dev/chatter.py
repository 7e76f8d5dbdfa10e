"""`python -m dev.chatter`: ten thousand messages in the demo's longest talk, to measure how a long room scrolls.

Written by SQL into the room that Aino and Kenji share, since nobody waits for the limit of ten thousand sends.
It is told where by `DATABASE_URL`, as whatever `./task dev --then` runs. Run again, it changes nothing.
"""

import asyncio
import os
import sys

import asyncpg

MESSAGES = 10_000

FILL = """
    with room as (
        select r.id, r.last_seq, array_agg(m.user_id order by u.username) as people
        from rooms r join members m on m.room_id = r.id join users u on u.id = m.user_id
        where r.kind = 'direct' and r.last_seq < $1
        group by r.id having array_agg(u.username order by u.username) = array['aino', 'kenji']
    ),
    said as (
        insert into messages (room_id, seq, id, author_id, body, sent_at)
        select id, last_seq + n, gen_random_uuid(), people[1 + (n / 3) % 2],
            case n % 4
                when 0 then 'Message number ' || n
                when 1 then '今夜は味噌ラーメンにしよう、' || n || '番目の席で。'
                when 2 then repeat('A longer thought about the evening, the ferry and who brings what. ', 1 + n % 5)
                else 'ok ' || n
            end,
            now() - ($1 - n) * interval '40 seconds'
        from room, generate_series(1, $1::int) n
    )
    update rooms set last_seq = rooms.last_seq + $1, accepted_at = coalesce(rooms.accepted_at, now())
    from room where rooms.id = room.id
    returning rooms.id
"""


async def main() -> None:
    """Fill the room, and say which one it is."""
    database = await asyncpg.connect(os.environ["DATABASE_URL"])
    try:
        room = await database.fetchval(FILL, MESSAGES)
    finally:
        await database.close()
    sys.stdout.write(f"filled {room}\n" if room else "nothing to fill: no such room, or filled already\n")


if __name__ == "__main__":
    asyncio.run(main())
