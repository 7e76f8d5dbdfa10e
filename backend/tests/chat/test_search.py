"""What was said is found again, by those who may read it."""

from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import UUID

import msgspec
import pytest

from tests.makers.chat import direct_room, group, say
from tests.world import Person, World
from tomoda.chat.queries import search
from tomoda.core.app import App
from tomoda.core.sql import Statement, sql


async def found(person: Person, words: str, more: str = "") -> list[str]:
    answer = await person.get(f"/messages/search?q={quote(words)}{more}")
    assert answer.status == 200, answer.body
    return [one["body"] for one in answer.body["data"]]


SAID = [
    "Ramen tonight?",
    "ラーメン食べたい",
    "渋谷の東口で待ってる",
    "ＲＡＭＥＮ again",
    "ok, see you",
    "100% sure",
    "서울에서 만나",
]


FOUND: list[tuple[str, list[str]]] = [
    ("ramen", ["ＲＡＭＥＮ again", "Ramen tonight?"]),
    ("ame", ["ＲＡＭＥＮ again", "Ramen tonight?"]),
    ("tonight RAM", ["Ramen tonight?"]),
    ("東", ["渋谷の東口で待ってる"]),
    ("東口", ["渋谷の東口で待ってる"]),
    ("ラー", ["ラーメン食べたい"]),
    ("ﾗｰﾒﾝ", ["ラーメン食べたい"]),
    ("口東", []),
    ("서울", ["서울에서 만나"]),
    ("ok", ["ok, see you"]),
    ("se", ["ok, see you"]),
    ("s ra", []),
    ("t ra", ["Ramen tonight?"]),
    ("ra 東", []),
    ("0%", ["100% sure"]),
    ("%", ["100% sure"]),
    ("_", []),
]


async def test_any_part_of_a_word_in_any_script(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    for text in SAID:
        await say(ann, room, text)
    for newest, least in ((search.NEWEST, search.LEAST), (1, 1)):  # found by reading, and by asking the index
        monkeypatch.setattr(search, "NEWEST", newest)
        monkeypatch.setattr(search, "LEAST", least)
        assert [(words, await found(bo, words)) for words, _ in FOUND] == FOUND


async def test_only_what_i_may_read_is_found(world: World) -> None:
    ann, bo, cy, eve = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Eve")]
    room, other = await group(ann, bo, cy), await direct_room(ann, eve)
    await say(ann, room, "secret one")
    await say(ann, other, "secret two")
    await ann.delete(f"/rooms/{room}/members/{cy.id}")
    gone = (await say(bo, room, "secret three")).body
    await say(bo, room, "secret four")
    assert await found(bo, "secret") == ["secret four", "secret three", "secret one"]
    assert await found(cy, "secret") == ["secret one"], "up to when Cy left"
    assert await found(eve, "secret") == ["secret two"]
    assert await found(ann, "secret", f"&room_id={room}") == ["secret four", "secret three", "secret one"]
    assert await found(eve, "secret", f"&room_id={room}") == []
    await bo.delete(f"/rooms/{room}/messages/{gone['id']}")
    assert await found(ann, "secret", f"&room_id={room}") == ["secret four", "secret one"]
    await ann.put(f"/users/me/blocks/{bo.id}")
    assert await found(ann, "secret", f"&room_id={room}") == ["secret one"]
    assert await found(bo, "secret") == ["secret four"]


async def test_pages_follow_each_other_and_what_disappeared_is_not_found(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    await ann.patch(f"/rooms/{room}", {"expire_seconds": 60})
    await say(ann, room, "tick burn")
    await ann.patch(f"/rooms/{room}", {"expire_seconds": None})
    for n in range(5):
        await say(ann, room, f"tick {n}")
    world.move(timedelta(seconds=61))
    seen: list[str] = []
    cursor = ""
    for _ in range(4):
        page = (await bo.get(f"/messages/search?q=tick&limit=2{cursor}")).body
        seen += [one["body"] for one in page["data"]]
        cursor = f"&cursor={page['next_cursor']}"
        if page["next_cursor"] is None:
            break
    assert seen == [f"tick {n}" for n in range(4, -1, -1)]
    assert (await bo.get("/messages/search?q=tick&cursor=nonsense")).status == 400


FILL = sql("""
    insert into messages (room_id, seq, id, author_id, body, sent_at)
    select $1, n, gen_random_uuid(), $2, 'word' || n || ' 東京' || chr(19968 + n), $3::timestamptz
    from generate_series(1, $4) n
""")
ANALYZE = sql("analyze messages")


async def test_only_the_index_of_my_rooms_is_asked(world: World) -> None:
    """Not one message of another's room is read, and none of mine that lacks the letters."""
    ann, bo, eve = [await world.user(name) for name in ("Ann", "Bo", "Eve")]
    rooms = [await direct_room(ann, bo), await direct_room(ann, eve), await direct_room(bo, eve)]
    async with world.app.transaction() as tx:
        for room in rooms:
            await tx.run(FILL, room, eve.id, tx.now, 1500)
        await tx.run(ANALYZE)
    forever = (datetime.max.replace(tzinfo=world.app.clock().tzinfo), UUID(int=0))
    asked = (bo.id, world.app.clock(), None, list[str](), *forever, 20, list[str]())
    for statement, what, index in (
        (search.BY_LETTERS, "%word14%", "messages_letters"),
        (search.BY_SHORT, ["東京"], "messages_characters"),
    ):
        found = await plan(world.app, statement, *asked, what)
        assert f'"Index Name":"{index}"' in found, found
        assert "messages_pkey" not in found, "it reads whole rooms"


async def plan(app: App, statement: Statement, *values: object) -> str:
    """How it is carried out, as a server plans it that keeps one plan for all parameters."""
    async with app.transaction() as tx:
        connection = tx._connection  # pyright: ignore[reportPrivateUsage]
        await connection.execute("set local plan_cache_mode = force_generic_plan")
        prepared = await connection.prepare(statement.text)
        return msgspec.json.encode(await prepared.explain(*values)).decode()
