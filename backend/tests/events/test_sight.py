"""Who sees an event, its guests and its address; and what a change asks of those who come."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from tests.makers.chat import say
from tests.makers.events import ESPLANADI, cancel, event, going, standing, waiting
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.core import jobs
from tomoda.events.messages import SettleQueue

AROUND = "lat=60.16745&lon=24.94745"


async def page(person: Person, event_id: object) -> dict[str, Any]:
    return (await person.get(f"/events/{event_id}")).body


async def test_a_draft_is_nobodys_but_the_hosts(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    picnic = await event(host, draft=True)
    assert (await ann.get(f"/events/{picnic}")).status == 404
    assert (await ann.get(f"/events/nearby?{AROUND}")).body["data"] == []
    assert (await page(host, picnic))["capabilities"] == ["edit", "publish", "discard"]
    refused = await host.get(f"/events/{picnic}/cancellation")
    assert (refused.status, refused.body["current_state"]) == (409, "draft")
    for _ in range(2):
        assert (await host.post(f"/events/{picnic}/publish")).status == 200
    assert (await page(ann, picnic))["event"]["status"] == "scheduled"
    refused = await host.delete(f"/events/{picnic}")
    assert (refused.status, refused.body["current_state"]) == (409, "scheduled")
    idea = await event(host, draft=True)
    assert (await host.delete(f"/events/{idea}")).status == 204
    assert (await host.get(f"/events/{idea}")).status == 404


async def test_what_is_for_friends_is_for_friends(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    await befriend(host, ann)
    dinner = await event(host, visibility="friends")
    assert (await ann.get(f"/events/{dinner}")).status == 200
    for path in ("", "/guests", "/room"):
        assert (await bo.get(f"/events/{dinner}{path}")).status == 404
    assert (await bo.put(f"/events/{dinner}/rsvp", {"answer": "going"})).status == 404
    assert (await bo.get(f"/events/nearby?{AROUND}")).body["data"] == []


async def test_whoever_was_removed_from_a_private_event_sees_it_no_more(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    dinner = await event(host)
    await going(ann, dinner)
    await host.patch(f"/events/{dinner}", {"visibility": "invite_only"})
    assert (await ann.get(f"/events/{dinner}")).status == 200, "who comes, stays"
    await host.delete(f"/events/{dinner}/guests/{ann.id}")
    assert (await ann.get(f"/events/{dinner}")).status == 404


async def test_the_host_says_who_is_told_who_comes(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    seen: dict[str, list[tuple[bool, int, int | None]]] = {}
    for kind in ("all", "guests", "count", "hidden"):
        dinner = await event(host, guest_list=kind)
        await going(ann, dinner)
        lists = [(await who.get(f"/events/{dinner}/guests")).body for who in (host, ann, bo)]
        counts = [(await page(who, dinner))["event"]["going"] for who in (host, ann, bo)]
        seen[kind] = [(one["shown"], len(one["data"]), n) for one, n in zip(lists, counts, strict=True)]
    assert seen == {
        "all": [(True, 1, 1)] * 3,
        "guests": [(True, 1, 1), (True, 1, 1), (False, 0, 1)],
        "count": [(True, 1, 1), (False, 0, 1), (False, 0, 1)],
        "hidden": [(True, 1, 1), (False, 0, None), (False, 0, None)],
    }


async def test_a_full_event_does_not_give_away_whom_one_may_not_see(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    dinner = await event(host, seats=1)
    await going(bo, dinner)
    await ann.put(f"/users/me/blocks/{bo.id}")
    card = (await page(ann, dinner))["event"]
    assert (card["going"], card["full"]) == (0, False)
    [near] = (await ann.get(f"/events/nearby?{AROUND}")).body["data"]
    assert near["event"] == card


async def test_who_asked_comes_in_when_the_host_no_longer_decides(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    dinner = await event(host, seats=2, join_mode="approval")
    assert [await waiting(who, dinner) for who in (ann, bo, cleo)] == ["pending"] * 3
    await host.patch(f"/events/{dinner}", {"join_mode": "open"})
    assert [await standing(who, dinner) for who in (ann, bo, cleo)] == ["going", "going", "waitlisted"]
    await going(ann, dinner, "no")
    assert await standing(cleo, dinner) == "offered"


async def test_who_comes_is_shown_what_has_moved_and_loses_the_seat_only_if_that_was_said(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    dinner = await event(host, seats=2, hours=10)
    for who in (ann, bo):
        await going(who, dinner)
    await waiting(cleo, dinner)
    was = (await page(host, dinner))["event"]["local_start"]
    later = (world.app.clock() + timedelta(hours=15)).strftime("%Y-%m-%dT%H:%M:%S")
    await host.patch(f"/events/{dinner}", {"local_start": later, "reconfirm": "free", "quiet": True})
    mine = (await page(ann, dinner))["standing"]
    assert (mine["before"]["local_start"], mine["before"]["place_name"]) == (was, "Esplanadi")
    assert mine["confirm_by"] is not None
    await going(ann, dinner)
    mine = (await page(ann, dinner))["standing"]
    assert (mine["before"], mine["confirm_by"]) == (None, None)
    world.move(timedelta(hours=8))
    await jobs.do_now(world.app, SettleQueue.name, msgspec.json.encode(SettleQueue(dinner)))
    assert [await standing(who, dinner) for who in (ann, bo, cleo)] == ["going", "no", "offered"]


async def test_an_edit_names_what_it_saw_and_words_can_be_put_right_for_a_day(world: World) -> None:
    host = await world.user("Host")
    dinner = await event(host)
    tag = (await host.get(f"/events/{dinner}")).headers["etag"]
    assert (await host.patch(f"/events/{dinner}", {"title": "Supper"}, if_match=tag)).status == 200
    assert (await host.patch(f"/events/{dinner}", {"title": "Feast"}, if_match=tag)).status == 412
    world.move(timedelta(hours=5))
    assert (await host.patch(f"/events/{dinner}", {"description": "It was lovely"})).status == 200
    refused = await host.patch(f"/events/{dinner}", {"seats": 3})
    assert (refused.status, refused.body["code"], refused.body["current_state"]) == (409, "event_over", "completed")
    world.move(timedelta(days=1))
    refused = await host.patch(f"/events/{dinner}", {"description": "Or was it?"})
    assert (refused.status, refused.body["current_state"]) == (409, "archived")


async def test_nothing_is_called_off_unseen(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    dinner = await event(host)
    await going(ann, dinner)
    ahead = (await host.get(f"/events/{dinner}/cancellation")).body
    assert (ahead["notices"], ahead["going"]) == (1, 1)
    await host.patch(f"/events/{dinner}", {"title": "Supper"})
    stale = await host.post(f"/events/{dinner}/cancel", {"token": ahead["token"]})
    assert (stale.status, stale.body["code"]) == (409, "stale_cancellation")
    assert (await cancel(host, dinner, "rain")).status == 200


async def test_one_of_two_equal_times_is_told_apart_by_its_offset(world: World) -> None:
    host = await world.user("Host")
    times = [f"2027-10-31T03:30:00{offset}" for offset in ("", "+03:00", "+02:00")]
    made = [(await page(host, await event(host, local_start=time, place=ESPLANADI)))["event"] for time in times]
    assert [one["starts_at"][11:16] for one in made] == ["00:30", "00:30", "01:30"]
    wanted = {"title": "Never", "place": ESPLANADI, "local_start": "2027-10-31T12:00:00+03:00"}
    refused = await host.post("/events", wanted)
    assert (refused.status, refused.body["errors"][0]["pointer"]) == (400, "#/local_start")


async def test_the_room_shows_its_members_as_the_guest_list_is_shown(world: World) -> None:
    host, ann, bo, cy = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy")]
    seen: dict[str, list[list[str]]] = {}
    for kept in ("all", "guests", "count", "hidden"):
        picnic = await event(host, guest_list=kept)
        for who in (ann, bo, cy):
            await going(who, picnic)
        room = (await host.get(f"/events/{picnic}/room")).body["room"]["id"]
        assert (await say(cy, UUID(room), "hello")).status == 200
        await going(cy, picnic, "no")
        await going(cy, picnic)
        shown = [(await who.get(f"/rooms/{room}/members")).body["data"] for who in (host, ann)]
        seen[kept] = [sorted(one["person"]["username"] for one in members) for members in shown]
        counted = [(await who.get(f"/events/{picnic}/room")).body["room"]["member_count"] for who in (host, ann)]
        assert counted == [4, 3 if kept == "hidden" else 4], "how many there are is told as the event tells it"
        told = [
            one["system"]["what"] for one in (await ann.get(f"/rooms/{room}/messages")).body["data"] if one["system"]
        ]
        assert (told == []) == (kept in ("count", "hidden")), "nor does anything else say who came"
    everybody = ["Ann", "Bo", "Cy", "Host"]
    whoever_showed_themselves = ["Ann", "Cy", "Host"]
    assert seen == {
        "all": [everybody, everybody],
        "guests": [everybody, everybody],
        "count": [everybody, whoever_showed_themselves],
        "hidden": [everybody, whoever_showed_themselves],
    }


async def test_before_it_is_hidden_the_host_reads_from_whom_and_those_who_come_are_told(world: World) -> None:
    host, ann, bo, cy, dee = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy", "Dee")]
    for friend in (ann, bo):
        await befriend(host, friend)
    picnic = await event(host)
    for guest in (ann, cy):
        await going(guest, picnic)

    async def ahead(then: str) -> tuple[object, ...]:
        said = (await host.get(f"/events/{picnic}/sight?visibility={then}")).body
        return said["gains"], said["loses"], said["friends"], said["sure"]

    assert await ahead("invite_only") == ([], ["everybody", "address", "friends"], 1, 2)
    assert await ahead("friends") == ([], ["everybody", "address"], 1, 2)
    assert (await ann.get(f"/events/{picnic}/sight?visibility=friends")).body["code"] == "not_the_host"
    await host.patch(f"/events/{picnic}", {"visibility": "invite_only", "quiet": True})
    assert [(await who.get(f"/events/{picnic}")).status for who in (ann, bo, cy, dee)] == [200, 404, 200, 404]
    told = {who.name: [one["kind"] for one in (await who.get("/notices")).body["data"]] for who in (ann, bo, cy, dee)}
    assert told == {"Ann": ["events.sight_narrowed"], "Bo": [], "Cy": ["events.sight_narrowed"], "Dee": []}
    assert await ahead("unlisted") == (["address"], [], 1, 2)
    await host.patch(f"/events/{picnic}", {"visibility": "unlisted"})
    assert len((await cy.get("/notices")).body["data"]) == 1, "more people are nothing to be warned of"
