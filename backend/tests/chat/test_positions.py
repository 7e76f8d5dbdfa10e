"""A card in a room says that somebody shows where they are, until when, and to whom; never where."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.events.test_hosts_words import tick
from tests.makers.chat import group, say
from tests.world import Person, World
from tomoda.core.sql import sql
from tomoda.core.words import new_id

ESPLANADI = {"lat": 60.16745, "lon": 24.94745}
TOLD = sql("select name, body from signals where topic = $1 and place > $2")
KEPT = sql("""
    select coalesce(string_agg(row_to_json(m)::text, ' '), '') || coalesce(
        (select string_agg(s.body::text, ' ') from signals s where s.topic like 'room:%'), ''
    ) from messages m
""")


async def shows(who: Person, room: UUID, hours: float = 1) -> tuple[str, Any]:
    """They share where they are with the people of a room, and say so there: the share, and the message."""
    share, until = str(new_id()), (who.world.app.clock() + timedelta(hours=hours)).isoformat()
    wanted = {"audience": "room", "of": str(room), "precision": "exact", "until": until}
    answer = await who.put(f"/positions/shares/{share}", wanted)
    assert answer.status == 200, answer.body
    card = await say(who, room, "", share={"kind": "position", "share_id": share})
    assert card.status == 200, card.body
    return share, card.body


async def is_here(who: Person) -> None:
    """Their device says where they are."""
    fix = {**ESPLANADI, "accuracy": 10, "taken_at": who.world.app.clock().isoformat()}
    assert (await who.put("/positions/me", fix)).status == 200


async def until(who: Person, room: UUID, message: str) -> str | None:
    """Until when the card says that it goes on, to somebody."""
    told = (await who.get(f"/rooms/{room}/messages")).body["data"]
    return next(one["share"] for one in told if one["id"] == message)["until"]


async def sees(who: Person, whom: Person) -> bool:
    """Whether the one sees where the other is."""
    found = (await who.get("/positions")).body["data"]
    return any(one["person"]["id"] == str(whom.id) for one in found)


async def test_a_card_shows_where_somebody_is_to_those_in_the_room_until_it_ends_in_whichever_way(
    world: World,
) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    room = await group(ann, bo, cy)
    share, card = await shows(ann, room)
    await is_here(ann)
    told = [card["share"]["until"], await until(bo, room, card["id"])]
    assert len({datetime.fromisoformat(one or "") for one in told}) == 1
    assert [await sees(who, ann) for who in (bo, cy)] == [True, True]
    async with world.app.reading() as tx:
        assert "60.167" not in await tx.value(KEPT), "a card knows a share, and no point"

    assert (await ann.delete(f"/positions/shares/{share}")).status == 204
    assert [await until(who, room, card["id"]) for who in (ann, bo)] == [None, None], "stopped"
    assert not await sees(bo, ann)

    _, first = await shows(ann, room)
    _, second = await shows(ann, room, hours=2)
    assert [bool(await until(bo, room, one["id"])) for one in (first, second)] == [False, True], "replaced"
    await ann.delete(f"/rooms/{room}/messages/{second['id']}")
    assert (await ann.get("/positions/shares")).body["shares"] == [], "who takes the card away shares no longer"

    _, third = await shows(ann, room)
    world.move(timedelta(hours=1))
    assert await until(bo, room, third["id"]) is None, "over by the server's clock, before anything was swept"
    await tick(world.app, "presence.forget_where_people_were")

    _, fourth = await shows(ann, room)
    await is_here(ann)
    await ann.delete(f"/rooms/{room}/members/{cy.id}")
    assert (await until(cy, room, fourth["id"]), await sees(cy, ann)) == (None, False), "not for who was removed"
    assert (await until(bo, room, fourth["id"]) is not None, await sees(bo, ann)) == (True, True)
    await ann.put("/positions/ghost", {"everybody": True})
    assert await until(bo, room, fourth["id"]), "that she is a ghost, nobody is told"
    await bo.put(f"/users/me/blocks/{ann.id}")
    assert not await sees(bo, ann)
    assert fourth["id"] not in [one["id"] for one in (await bo.get(f"/rooms/{room}/messages")).body["data"]]


async def test_a_card_is_of_a_share_of_ones_own_with_this_room(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room, other = await group(ann, bo), await group(ann, bo)
    share, _ = await shows(ann, room)
    for wrong, who, where in [(share, bo, room), (share, ann, other), (str(new_id()), ann, room)]:
        answer = await say(who, where, "", share={"kind": "position", "share_id": wrong})
        assert (answer.status, answer.body["errors"][0]["pointer"]) == (400, "#/share/share_id")
    mixed = await say(ann, room, "", share={"kind": "position", "share_id": share, "event_id": str(new_id())})
    assert mixed.body["errors"][0]["pointer"] == "#/share"


async def test_who_is_there_hears_that_it_is_over_and_who_leaves_the_room_shows_nothing_more(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await group(ann, bo)
    place = (await bo.get(f"/rooms/{room}/messages")).body["place"]
    _, card = await shows(bo, room)
    await is_here(bo)
    assert await sees(ann, bo)
    assert (await bo.delete(f"/rooms/{room}/members/{bo.id}")).status == 204
    assert (await until(ann, room, card["id"]), await sees(ann, bo)) == (None, False)
    assert (await bo.get("/positions/shares")).body["shares"] == []
    async with world.app.reading() as tx:
        told = await tx.rows(TOLD, f"room:{room}", place)
    ended = [row["body"] for row in told if row["name"] == "chat.share_changed"]
    assert len(ended) == 1
    assert card["id"] in str(ended[0])
