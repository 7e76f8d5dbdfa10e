"""Whom people know, find, and count as close."""

from datetime import UTC, datetime

from tests.friends.test_requests import names
from tests.makers.people import befriend
from tests.world import World
from tomoda.core.words import new_id


async def test_a_friend_of_friends_is_suggested_with_the_reason(world: World) -> None:
    ann, bo, cy, dee = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Dee")]
    for one, other in ((ann, bo), (ann, cy), (bo, dee), (cy, dee)):
        await befriend(one, other)
    (suggested,) = (await ann.get("/friends/suggestions")).body["data"]
    assert suggested["person"]["display_name"] == "Dee"
    assert suggested["reason"]["count"] == 2
    assert sorted(one["display_name"] for one in suggested["reason"]["people"]) == ["Bo", "Cy"]
    assert await names(ann, f"/friends/{dee.id}/mutual", "data") == ["Bo", "Cy"]
    assert (await ann.delete(f"/friends/suggestions/{dee.id}")).status == 204
    assert (await ann.get("/friends/suggestions")).body["data"] == []


async def test_who_hides_from_me_is_counted_nowhere(world: World) -> None:
    ann, bo, cy, dee = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Dee")]
    for one, other in ((ann, bo), (ann, cy), (bo, dee), (cy, dee)):
        await befriend(one, other)
    await cy.put(f"/users/me/blocks/{ann.id}")
    (suggested,) = (await ann.get("/friends/suggestions")).body["data"]
    assert suggested["reason"]["count"] == 1
    assert (await ann.get(f"/friends/{dee.id}")).body["mutual_friends"] == 1
    assert await names(ann, f"/friends/{dee.id}/mutual", "data") == ["Bo"]
    await dee.put(f"/users/me/blocks/{ann.id}")
    assert (await ann.get("/friends/suggestions")).body["data"] == []
    assert (await ann.get(f"/friends/{dee.id}/mutual")).status == 404


async def test_lists_and_close_friends_are_nobody_elses_business(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    await befriend(ann, bo)
    mine = new_id()
    assert (await ann.put(f"/friends/lists/{mine}", {"name": "  Climbing  "})).body["data"][0]["name"] == "Climbing"
    assert (await ann.put(f"/friends/lists/{mine}/people/{bo.id}")).status == 204
    assert (await ann.put(f"/friends/lists/{mine}/people/{cy.id}")).status == 404, "Cy is no friend of Ann's"
    assert (await bo.put(f"/friends/lists/{mine}", {"name": "Mine"})).status == 404
    assert (await bo.put(f"/friends/lists/{mine}/people/{ann.id}")).status == 404
    assert (await ann.put(f"/friends/{bo.id}/close")).status == 204
    assert [one["close"] for one in (await ann.get("/friends")).body["data"]] == [True]
    assert [one["close"] for one in (await bo.get("/friends")).body["data"]] == [False]
    assert (await ann.delete(f"/friends/{bo.id}")).status == 204
    assert (await ann.get("/friends/lists")).body["data"][0]["people"] == []
    assert (await bo.get("/friends")).body["data"] == []


async def test_bo_scans_anns_code_until_she_makes_a_new_one(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    assert (await ann.get("/friends/link")).body == {"link": None}
    link = (await ann.put("/friends/link")).body
    assert link["url"].endswith(f"/add/{link['token']}")
    assert (await ann.get("/friends/link")).body == {"link": link}
    assert (await bo.get(f"/friends/links/{link['token']}")).body["id"] == str(ann.id)
    await ann.put("/friends/link")
    assert (await bo.get(f"/friends/links/{link['token']}")).status == 404
    token = (await ann.get("/friends/link")).body["link"]["token"]
    await ann.put(f"/users/me/blocks/{bo.id}")
    assert (await bo.get(f"/friends/links/{token}")).status == 404


async def test_a_username_finds_exactly_one_person_in_any_case(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    assert (await bo.get("/users/by-username/aNN")).body["id"] == str(ann.id)
    assert (await bo.get("/users/by-username/an")).status == 404
    await ann.put(f"/users/me/blocks/{bo.id}")
    assert (await bo.get("/users/by-username/ann")).status == 404


async def test_a_mute_ends_when_it_should_and_is_not_noticed(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    assert (await ann.put(f"/users/me/mutes/{bo.id}", {"until": None})).status == 204
    assert (await ann.put(f"/users/me/mutes/{cy.id}", {"until": datetime(2020, 1, 1, tzinfo=UTC)})).status == 204
    assert await names(ann, "/users/me/mutes", "data") == ["Bo"]
    assert (await bo.get(f"/users/{ann.id}")).status == 200
    assert (await bo.get("/users/me/mutes")).body["data"] == []
    assert (await ann.delete(f"/users/me/mutes/{bo.id}")).status == 204
    assert await names(ann, "/users/me/mutes", "data") == []
