"""Who blocks somebody is rid of them."""

from tests.world import World
from tomoda.core.words import new_id
from tomoda.users import queries


async def test_after_a_block_neither_finds_the_other(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    assert (await ann.get(f"/users/{bo.id}")).body["display_name"] == "Bo"
    assert (await ann.put(f"/users/me/blocks/{bo.id}")).status == 204
    nobody = await ann.get(f"/users/{new_id()}")
    for asker, other in ((ann, bo), (bo, ann)):
        answer = await asker.get(f"/users/{other.id}")
        assert answer.status == nobody.status == 404
        assert {**answer.body, "instance": ""} == {**nobody.body, "instance": ""}
    assert [one["username"] for one in (await ann.get("/users/me/blocks")).body["data"]] == ["Bo"]
    assert (await bo.get("/users/me/blocks")).body["data"] == []
    async with world.app.reading() as tx:
        assert await queries.hidden_from(tx, ann.viewer) == {bo.id}
        assert await queries.hidden_from(tx, bo.viewer) == {ann.id}


async def test_blocking_twice_is_blocking_once_and_unblocking_opens_again(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    for _ in range(2):
        assert (await ann.put(f"/users/me/blocks/{bo.id}")).status == 204
    assert (await bo.put(f"/users/me/blocks/{ann.id}")).status == 404, "Bo cannot see whom he would block"
    assert (await ann.delete(f"/users/me/blocks/{bo.id}")).status == 204
    assert (await bo.get(f"/users/{ann.id}")).status == 200


async def test_nobody_blocks_themselves_or_somebody_who_does_not_exist(world: World) -> None:
    ann = await world.user("Ann")
    assert (await ann.put(f"/users/me/blocks/{ann.id}")).body["code"] == "cannot_block_yourself"
    assert (await ann.put(f"/users/me/blocks/{new_id()}")).status == 404


async def test_a_username_is_one_persons_only(world: World) -> None:
    await world.user("Ann")
    bo = await world.user("Bo")
    taken = await bo.patch("/users/me", {"username": "ANN"})
    assert (taken.status, taken.body["code"]) == (409, "username_taken")
    assert (await bo.patch("/users/me", {"username": "bo_1", "bio": "ラーメン  好き"})).body["bio"] == "ラーメン  好き"
    assert (await bo.patch("/users/me", {"time_zone": "Mars/Base"})).body["errors"][0]["pointer"] == "#/time_zone"
