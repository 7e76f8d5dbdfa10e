"""Looking for messages among many: `python -m tests.bench search`.

Fills a database with so many messages in English and Japanese, of which the person who looks may read a part, and
asks for words that are everywhere, rare, or not there at all; and for one and two characters of Japanese.
"""

import argparse
import asyncio
import os
import statistics
import time

from tests.bench._stack import person, stack
from tests.bench._stage import row
from tomoda.chat.queries.search import search
from tomoda.core.app import App
from tomoda.core.sql import sql
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id

PEOPLE = sql("""
    insert into members (room_id, user_id, role, joined_at, joined_seq) select id, $1, 'member', now(), 0 from rooms
    where id = any($2::uuid[])
""")
ROOMS = sql("""
    insert into rooms (id, kind, title, created_at, history, accepted_at)
    select id, 'group', 'room', now(), 'all', now() from unnest($1::uuid[]) id
""")
FILL = sql("""
    insert into messages (room_id, seq, id, author_id, body, sent_at)
    select r.id, n, gen_random_uuid(), $2, (
        select string_agg(case when random() < 0.3 + w.i * 0 then jp[1 + floor(random() ^ 3 * 400)::int]
                          else 'word' || floor(random() ^ 3 * 20000)::int end, ' ')
        from generate_series(1, 8) w(i) where w.i <= n
    ), now() - (n * interval '1 minute') - (r.nr * interval '1 second')
    from unnest($1::uuid[]) with ordinality r(id, nr), generate_series(1, $3) n,
         (select array_agg(chr(12354 + (i * 7) % 80) || chr(19968 + i * 37) || chr(19968 + i * 53)) as jp
          from generate_series(1, 400) i) words
""")
ANALYZE = sql("analyze messages")
TIDY = sql("select gin_clean_pending_list('messages_letters'), gin_clean_pending_list('messages_characters')")
SAMPLE = sql("select body from messages where room_id = $1 and seq = 77")

ROUNDS = 15
WORDS = (
    "word19999",
    "nothere",
    "あ一",
    "一",
    "無い",
    "ぉ严",
    "ぉ",
    "w",
    "ok",
    "%",
)  # ぉ严 is among those that are said


async def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--rooms", type=int, default=400)
    parser.add_argument("--mine", type=int, default=60, help="how many of the rooms the person who looks is in")
    asked = parser.parse_args()
    with stack() as around:
        async with App(database=around.database, cache=around.valkey, secret=b"bench" * 8) as app:
            me, author = (await person(app, "me"))[0], (await person(app, "author"))[0]
            rooms = [new_id() for _ in range(asked.rooms)]
            begun = time.perf_counter()
            async with app.reading() as tx:
                await tx.run(ROOMS, rooms)
                await tx.run(PEOPLE, me, rooms[: asked.mine])
                for at in range(0, len(rooms), 10):
                    await tx.run(FILL, rooms[at : at + 10], author, asked.messages // asked.rooms)
                sample: str = await tx.value(SAMPLE, rooms[0])
            async with app.reading() as tx:
                await tx.run(ANALYZE)
                await tx.run(TIDY)
            print(f"{asked.messages} messages in {time.perf_counter() - begun:.0f} s; load {os.getloadavg()[0]:.1f}")
            rare = max(sample.split(), key=len)
            row("words", "median ms", "p90 ms", "hits")
            for words in ("word1", "word1 word2", rare, *WORDS):
                await _measure(app, Viewer(me), words)


async def _measure(app: App, viewer: Viewer, words: str) -> None:
    took: list[float] = []
    found = b""
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        async with app.reading() as tx:
            found = await search(tx, viewer, words, None, None, 20)
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    row(words, statistics.median(took), took[int(len(took) * 0.9)], float(found.count(b'"seq"')))


if __name__ == "__main__":
    asyncio.run(main())
