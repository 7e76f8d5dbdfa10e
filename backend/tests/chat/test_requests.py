"""Strangers write, and wait for a yes; whoever is written to decides, and is not told on."""

import asyncio
from uuid import UUID

from tests.makers.chat import card, direct_room, heard, may, say
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.core.sql import sql

HOLD = sql("select id from rooms where id = $1 for update")


async def opened(ann: Person, bo: Person) -> UUID:
    return UUID((await ann.put(f"/rooms/direct/{bo.id}")).body["room"]["id"])


async def listed(person: Person, path: str = "/rooms") -> list[UUID]:
    return [UUID(one["id"]) for one in (await person.get(path)).body["data"]]


async def test_a_strangers_words_wait_among_the_requests(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await opened(ann, bo)
    assert await listed(bo, "/rooms/requests") == [], "nothing was said yet"
    answers = [await say(ann, room, str(n)) for n in range(6)]
    assert [one.status for one in answers] == [200] * 5 + [409]
    assert answers[-1].body["code"] == "request_waits"
    assert (await listed(bo), await listed(bo, "/rooms/requests")) == ([], [room])
    assert (await listed(ann), (await card(ann, room))["request"]) == ([room], "mine")
    assert {"accept", "decline", "send"} <= await may(bo, room)
    assert "attach" not in await may(ann, room) | await may(bo, room)
    assert (await ann.post(f"/rooms/{room}/accept")).status == 409, "not whoever asked"
    for _ in range(2):
        assert (await bo.post(f"/rooms/{room}/accept")).status == 204
    assert (await listed(bo), await listed(bo, "/rooms/requests")) == ([room], [])
    assert (await say(ann, room, "at last")).status == 200
    assert "attach" in await may(ann, room)


async def test_a_stranger_who_says_much_at_once_says_no_more_than_five_things(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await opened(ann, bo)
    async with asyncio.timeout(30), world.app.transaction() as tx:
        await tx.row(HOLD, room)
        said = [asyncio.create_task(say(ann, room, str(n))) for n in range(8)]
        while len(world.app.lines.get(("say", room), [])) < 8:
            await asyncio.sleep(0.01)
    assert sorted([(await one).status for one in said]) == [200] * 5 + [409] * 3
    assert len(await heard(bo, room)) == 5


async def test_who_declines_is_not_told_on(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await opened(ann, bo)
    await say(ann, room, "hi")
    before = await card(ann, room), await may(ann, room)
    assert (await bo.post(f"/rooms/{room}/decline")).status == 204
    assert (await card(ann, room), await may(ann, room)) == before
    await say(ann, room, "hello?")
    assert await listed(bo) + await listed(bo, "/rooms/requests") == []
    assert await opened(bo, ann) == room, "Bo thinks better of it"
    assert await listed(bo) == [room]


async def test_who_answers_or_becomes_a_friend_has_said_yes(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    room, other = await opened(ann, bo), await opened(ann, cy)
    await say(ann, room, "hi")
    await say(bo, room, "hi!")
    await say(ann, other, "hello")
    await befriend(ann, cy)
    for person, where in ((ann, room), (bo, room), (ann, other), (cy, other)):
        assert (await card(person, where))["request"] is None
    assert await heard(bo, room) == ["hi", "hi!"]


async def test_while_it_waits_nobody_learns_whether_it_was_read(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await opened(ann, bo)
    seq = (await say(ann, room, "hi")).body["seq"]
    await bo.put(f"/rooms/{room}/read", {"seq": seq})
    assert [one["read_seq"] for one in (await ann.get(f"/rooms/{room}/members")).body["data"]] == [None, None]


async def test_how_far_i_have_read_is_shown_if_i_show_it(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    seq = (await say(ann, room, "hi")).body["seq"]

    async def shown() -> int | None:
        people = (await ann.get(f"/rooms/{room}/members")).body["data"]
        return next(one["read_seq"] for one in people if one["person"]["username"] == "Bo")

    assert await shown() == 0
    await bo.put(f"/rooms/{room}/read", {"seq": seq})
    assert await shown() == seq
    mine = {"read_receipts": False, "typing": True}
    assert (await bo.put("/users/me/chat", mine)).body == mine
    assert await shown() is None
    assert (await card(bo, room))["read_seq"] == seq, "my own devices know"
