"""Events that take place only if enough people come."""

from datetime import timedelta
from typing import Any

import msgspec

from tests.makers.events import cancel, event, going, standing, waiting
from tests.world import Person, World
from tomoda.core import jobs
from tomoda.events.messages import RemindGuests, SettleQueue


async def told(person: Person) -> list[str]:
    """The titles of somebody's notices, the oldest first."""
    return [one["title"] for one in reversed((await person.get("/notices")).body["data"])]


async def proposal(host: Person, **more: Any) -> Any:
    """Takes place if two come within five hours."""
    by = (host.world.app.clock() + timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%S")
    return await event(host, "Board games", hours=10, time_zone="UTC", quorum={"needs": 2, "by": by}, **more)


async def settle(world: World, games: Any) -> None:
    await jobs.do_now(world.app, SettleQueue.name, msgspec.json.encode(SettleQueue(games)))


async def test_it_is_on_as_soon_as_enough_come_and_stays_on(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    games = await proposal(host)
    await going(ann, games)
    assert (await ann.get(f"/events/{games}")).body["quorum"]["reached"] is False
    await going(bo, games)
    await going(bo, games, "no")
    world.move(timedelta(hours=6))
    await settle(world, games)
    page = (await ann.get(f"/events/{games}")).body
    assert (page["event"]["status"], page["quorum"]["reached"]) == ("scheduled", True)
    assert [await told(who) for who in (host, ann)] == [["Board games is on"]] * 2


async def test_it_dissolves_if_too_few_come_in_time_and_each_hears_of_it_once(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    games = await proposal(host, join_mode="open", seats=2)
    await going(ann, games)
    world.move(timedelta(hours=6))
    assert (await ann.get(f"/events/{games}")).body["event"]["status"] == "dissolved", "the clock says so"
    refused = await bo.put(f"/events/{games}/rsvp", {"answer": "going"})
    assert (refused.status, refused.body["current_state"]) == (409, "dissolved")
    for _ in range(2):
        await settle(world, games)
    assert [await told(who) for who in (host, ann, bo)] == [["Board games does not take place"]] * 2 + [[]]
    assert (await cancel(host, games)).body["current_state"] == "dissolved"


async def test_who_waits_comes_or_goes_is_told_once(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    dinner = await event(host, "Dinner", seats=1, hours=30)
    await going(ann, dinner)
    await waiting(bo, dinner)
    await going(ann, dinner, "no")
    assert await told(bo) == ["A seat for you: Dinner"]
    await going(bo, dinner)
    moved = await host.patch(f"/events/{dinner}", {"place": {"lat": 60.2, "lon": 24.9, "name": "Oodi"}})
    assert moved.status == 200
    await host.patch(f"/events/{dinner}", {"title": "Supper", "quiet": True})
    await host.patch(f"/events/{dinner}", {"description": "Bring wine"})
    starts_at = (await host.get(f"/events/{dinner}")).body["event"]["starts_at"]
    world.move(timedelta(hours=6))
    reminder = msgspec.json.encode({"event_id": dinner, "starts_at": starts_at, "before": "day"})
    for _ in range(2):
        await jobs.do_now(world.app, RemindGuests.name, reminder)
    assert (await told(bo))[-3:] == ["Dinner has moved", "Supper", "Supper"]
    await cancel(host, dinner, "rain")
    assert [await told(who) for who in (ann, bo, cleo)] == [[], ["Supper is off"], []], "what was told before is gone"
    assert await standing(bo, dinner) == "going"


async def test_the_host_is_asked_and_the_asker_is_told(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    dinner = await event(host, "Dinner", join_mode="approval")
    for who in (ann, bo):
        await going(who, dinner)
    assert await told(host) == ["Ann would like to come", "Bo would like to come"]
    await host.put(f"/events/{dinner}/guests/{ann.id}")
    await host.delete(f"/events/{dinner}/guests/{bo.id}")
    assert [await told(who) for who in (ann, bo)] == [["You are in: Dinner"], ["Dinner"]]
