"""Groups: who is in, who looks after them, and what those who come and go may read."""

from datetime import timedelta

from tests.makers.chat import card, group, heard, may, say
from tests.makers.people import befriend
from tests.world import World
from tomoda.core.words import new_id
from tomoda.users import actions as people


async def test_friends_make_a_group_and_making_it_again_is_the_same(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    room = await group(ann, bo)
    again = await ann.put(f"/rooms/groups/{room}", {"title": "Other", "people": []})
    assert again.body["room"]["title"] == "Ramen club"
    assert [one["role"] for one in (await bo.get(f"/rooms/{room}/members")).body["data"]] == ["owner", "member"]
    assert (await cy.get(f"/rooms/{room}")).status == 404
    assert (await cy.put(f"/rooms/groups/{room}", {"title": "Mine"})).body["code"] == "room_id_taken"
    stranger = await ann.put(f"/rooms/groups/{new_id()}", {"title": "Us", "people": [cy.id]})
    assert (stranger.status, stranger.body["code"]) == (403, "not_your_friend")
    assert len((await ann.get("/rooms")).body["data"]) == 1, "nothing is left of what was refused"


async def test_who_joins_reads_from_then_on_and_who_leaves_reads_up_to_there(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    room = await group(ann, bo)
    await say(ann, room, "before Cy")
    await befriend(bo, cy)
    assert (await bo.put(f"/rooms/{room}/members/{cy.id}", {})).status == 204
    await say(ann, room, "with Cy")
    assert await heard(cy, room) == ["", "with Cy"], "that Cy came, and what was said since"
    assert (await ann.delete(f"/rooms/{room}/members/{cy.id}")).status == 204
    await say(ann, room, "after Cy")
    assert (await heard(cy, room))[-2:] == ["with Cy", ""], "that Cy was removed is the last"
    left = (await cy.get(f"/rooms/{room}")).body
    assert (left["capabilities"], bool(left["room"]["left_at"]), left["room"]["unread"]) == ([], True, 1)
    assert (await say(cy, room, "hello?")).status == 404
    assert (await cy.get(f"/rooms/{room}/members")).status == 404
    assert room not in [one["id"] for one in (await cy.get("/rooms")).body["data"]]
    whole = await ann.patch(f"/rooms/{room}", {"history": "all"})
    assert whole.status == 200
    await bo.put(f"/rooms/{room}/members/{cy.id}", {})
    assert "before Cy" in await heard(cy, room)
    told = [one["system"]["what"] for one in (await ann.get(f"/rooms/{room}/messages")).body["data"] if one["system"]]
    assert told == ["joined", "joined", "joined", "removed", "settings_changed", "joined"]


async def test_members_may_what_their_role_says_and_the_answer_says_so_first(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    room = await group(ann, bo, cy)
    assert {"edit", "remove", "promote", "moderate"} <= await may(ann, room)
    everywhere = {"mention", "share", "draft", "preview", "search", "translate"}
    assert await may(bo, room) == {"send", "react", "attach", "invite", "leave"} | everywhere
    assert (await bo.patch(f"/rooms/{room}", {"title": "Bo's"})).status == 403
    assert (await bo.delete(f"/rooms/{room}/members/{cy.id}")).status == 403
    assert (await bo.put(f"/rooms/{room}/members/{bo.id}", {"role": "owner"})).status == 403
    await ann.put(f"/rooms/{room}/members/{bo.id}", {"role": "admin"})
    assert (await bo.patch(f"/rooms/{room}", {"title": "Bo's"})).body["room"]["title"] == "Bo's"
    assert (await bo.delete(f"/rooms/{room}/members/{ann.id}")).status == 403, "not who is above"
    assert (await bo.delete(f"/rooms/{room}/members/{cy.id}")).status == 204
    last = (await ann.get(f"/rooms/{room}/messages")).body["data"][-1]
    assert (last["system"]["what"], last["author"]["username"]) == ("removed", "Cy")


async def test_nobody_leaves_a_group_that_nobody_would_look_after(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    room = await group(ann, bo, cy)
    refused = await ann.delete(f"/rooms/{room}/members/{ann.id}")
    assert (refused.status, refused.body["code"]) == (409, "last_admin")
    await ann.put(f"/rooms/{room}/members/{cy.id}", {"role": "admin"})
    for _ in range(2):
        assert (await ann.delete(f"/rooms/{room}/members/{ann.id}")).status == 204
    roles = {one["person"]["username"]: one["role"] for one in (await bo.get(f"/rooms/{room}/members")).body["data"]}
    assert roles == {"Bo": "member", "Cy": "owner"}
    async with world.app.transaction() as tx:
        await people.hide(tx, cy.id, "banned")
    assert "edit" in await may(bo, room), "whoever is left looks after it"
    assert (await bo.delete(f"/rooms/{room}/members/{bo.id}")).status == 204, "the last one may go"


async def test_announcements_lock_and_slow_mode_hold_for_members(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await group(ann, bo)
    for setting in ("announcements", "locked"):
        await ann.patch(f"/rooms/{room}", {setting: True})
        assert "send" not in await may(bo, room)
        assert (await say(bo, room, "hm")).body["code"] == "only_moderators"
        assert (await say(ann, room, "hear, hear")).status == 200
        await ann.patch(f"/rooms/{room}", {setting: False})
    await ann.patch(f"/rooms/{room}", {"slow_seconds": 60})
    first = new_id()
    assert (await say(bo, room, "one", first)).status == 200
    slow = await say(bo, room, "two")
    assert (slow.status, slow.body["code"]) == (429, "slow_down")
    assert 50 < slow.body["retry_after"] <= 61
    assert (await say(bo, room, "one", first)).status == 200, "what was said is only answered again"
    assert [(await say(ann, room, str(n))).status for n in range(2)] == [200, 200]
    world.move(timedelta(seconds=61))
    assert (await say(bo, room, "two")).status == 200


async def test_pins_are_kept_in_reach_of_all(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room, message = await group(ann, bo), new_id()
    await say(bo, room, "east exit at 7", message)
    assert (await bo.put(f"/rooms/{room}/pins/{message}")).status == 403
    for _ in range(2):
        assert (await ann.put(f"/rooms/{room}/pins/{message}")).status == 204
    assert [one["body"] for one in (await bo.get(f"/rooms/{room}/pins")).body["data"]] == ["east exit at 7"]
    await ann.delete(f"/rooms/{room}/messages/{message}")
    gone = (await bo.get(f"/rooms/{room}/messages")).body["data"]
    assert [one["deleted_by"] for one in gone if one["id"] == str(message)] == ["moderator"]
    assert (await bo.get(f"/rooms/{room}/pins")).body["data"] == []
    assert (await card(bo, room))["member_count"] == 2
