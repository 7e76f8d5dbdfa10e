"""People become friends, or don't, and nobody is embarrassed."""

import asyncio
from datetime import timedelta
from typing import Any

from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.core import feed
from tomoda.core.sql import sql
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.friends import actions
from tomoda.users import actions as users

TOLD = sql("select count(*) from signals where topic = $1 and name = 'friends.friends_changed'")


async def names(person: Person, path: str, *keys: str | int) -> list[str]:
    found: Any = (await person.get(path)).body
    for key in keys:
        found = found[key]
    return [one.get("person", one)["display_name"] for one in found]


async def state(person: Person, other: Person) -> str:
    return (await person.get(f"/friends/{other.id}")).body["state"]


async def test_ann_asks_and_bo_says_yes(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    for _ in range(2):
        assert (await ann.put(f"/friends/requests/{bo.id}")).body["state"] == "asked_by_me"
    assert await state(bo, ann) == "asked_by_them"
    assert await names(bo, "/friends/requests", "incoming") == ["Ann"]
    assert await names(ann, "/friends/requests", "outgoing") == ["Bo"]
    assert (await bo.post(f"/friends/requests/{ann.id}/accept")).body["state"] == "friends"
    for one, other in ((ann, "Bo"), (bo, "Ann")):
        assert await names(one, "/friends", "data") == [other]
        assert (await one.get("/friends/requests")).body == {"incoming": [], "outgoing": []}
        assert await lists_told(world, one) == 2


async def test_who_asks_somebody_that_has_asked_them_is_their_friend(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await ann.put(f"/friends/requests/{bo.id}")
    assert (await bo.put(f"/friends/requests/{ann.id}")).body["state"] == "friends"


async def test_two_who_ask_at_the_same_instant_become_friends_once(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    async with world.app.transaction() as tx:
        await actions.ask(tx, Viewer(ann.id), bo.id)
        late = asyncio.create_task(bo.put(f"/friends/requests/{ann.id}"))
        done, _ = await asyncio.wait({late}, timeout=0.2)
        assert not done, "Bo waits until Ann's request stands"
    assert (await late).body["state"] == "friends"
    assert await names(ann, "/friends", "data") == ["Bo"]
    assert (await ann.get("/friends/requests")).body == {"incoming": [], "outgoing": []}


async def test_nobody_becomes_friends_with_somebody_who_blocks_them_at_that_instant(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await ann.put(f"/friends/requests/{bo.id}")
    async with world.app.transaction() as tx:
        await users.block(tx, Viewer(ann.id), bo.id)
        late = asyncio.create_task(bo.post(f"/friends/requests/{ann.id}/accept"))
        done, _ = await asyncio.wait({late}, timeout=0.2)
        assert not done, "Bo waits until the block stands"
    assert (await late).status == 404
    assert await names(bo, "/friends", "data") == []


async def test_ann_never_learns_that_bo_declined(world: World) -> None:
    ann, bo, cy = await world.user("Ann"), await world.user("Bo"), await world.user("Cy")
    for other in (bo, cy):
        await ann.put(f"/friends/requests/{other.id}")
    heard = await place(world, ann)
    assert (await bo.post(f"/friends/requests/{ann.id}/decline")).status == 204
    assert await place(world, ann) == heard, "nothing is said to Ann"
    assert await names(bo, "/friends/requests", "incoming") == []
    assert await state(bo, ann) == "none"
    told = [(await ann.get(f"/friends/{other.id}")).body | {"since": None} for other in (bo, cy)]
    assert told[0] == told[1]
    assert sorted(await names(ann, "/friends/requests", "outgoing")) == ["Bo", "Cy"]


async def test_after_a_decline_asking_again_is_told_only_when_the_cool_down_is_over(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await ann.put(f"/friends/requests/{bo.id}")
    await bo.post(f"/friends/requests/{ann.id}/decline")
    heard, lists = await place(world, bo), await lists_told(world, bo)
    assert (await ann.delete(f"/friends/requests/{bo.id}")).status == 204
    assert await state(ann, bo) == "none"
    assert (await ann.put(f"/friends/requests/{bo.id}")).body["state"] == "asked_by_me"
    assert await names(bo, "/friends/requests", "incoming") == []
    assert await place(world, bo) == heard
    world.move(actions.COOL_DOWN + timedelta(minutes=1))
    await ann.put(f"/friends/requests/{bo.id}")
    assert await names(bo, "/friends/requests", "incoming") == ["Ann"]
    assert await lists_told(world, bo) == lists + 1


async def test_bo_who_declined_may_still_change_his_mind(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await ann.put(f"/friends/requests/{bo.id}")
    await bo.post(f"/friends/requests/{ann.id}/decline")
    assert (await bo.put(f"/friends/requests/{ann.id}")).body["state"] == "friends"


async def test_a_request_that_was_taken_back_cannot_be_accepted(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await ann.put(f"/friends/requests/{bo.id}")
    await ann.delete(f"/friends/requests/{bo.id}")
    assert await names(bo, "/friends/requests", "incoming") == []
    assert (await bo.post(f"/friends/requests/{ann.id}/accept")).status == 404
    assert await state(ann, bo) == "none"


async def test_nobody_befriends_themselves_a_stranger_to_the_system_or_who_hides_from_them(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    assert (await ann.put(f"/friends/requests/{ann.id}")).body["code"] == "cannot_befriend_yourself"
    await bo.put(f"/users/me/blocks/{ann.id}")
    nobody = await ann.put(f"/friends/requests/{new_id()}")
    hidden = await ann.put(f"/friends/requests/{bo.id}")
    assert nobody.status == 404
    assert hidden.body | {"instance": ""} == nobody.body | {"instance": ""}


async def test_a_block_ends_friendship_requests_lists_and_what_was_said_of_them(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)
    mine = new_id()
    await ann.put(f"/friends/lists/{mine}", {"name": "Ramen"})
    await ann.put(f"/friends/lists/{mine}/people/{bo.id}")
    assert await names(ann, "/friends/lists", "data", 0, "people") == ["Bo"]
    await bo.put(f"/users/me/blocks/{ann.id}")
    for one in (ann, bo):
        assert await names(one, "/friends", "data") == []
    await bo.delete(f"/users/me/blocks/{ann.id}")
    assert await state(ann, bo) == "none", "lifting a block restores nothing"
    assert (await ann.get("/friends/lists")).body["data"][0]["people"] == []


async def place(world: World, person: Person) -> int:
    async with world.app.reading() as tx:
        return await feed.last_place(tx, f"user:{person.id}")


async def lists_told(world: World, person: Person) -> int:
    """How often somebody was told that their friends or requests are different."""
    async with world.app.reading() as tx:
        return await tx.value(TOLD, f"user:{person.id}")
