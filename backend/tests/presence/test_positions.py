"""Friends see where each other are, as far as each lets them: never longer, never more exactly, and never at home."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.events.test_hosts_words import tick
from tests.makers.chat import group
from tests.makers.people import befriend
from tests.realtime.conftest import Gate, open_gate
from tests.realtime.ear import Ear
from tests.world import Answer, Person, World
from tomoda.core.geo import Point, metres_between
from tomoda.core.sql import sql
from tomoda.core.words import new_id
from tomoda.presence.actions.squares import METRES, place
from tomoda.presence.queries import positions as queries

SENAATINTORI = {"lat": 60.169444, "lon": 24.9525}
HOME = {"lat": 60.1871, "lon": 24.9604}
KEPT = sql(
    "select (select count(*) from position_shares where sealed is not null) + (select count(*) from whereabouts)"
)


@pytest.fixture
async def gate(world: World) -> AsyncIterator[Gate]:
    """A gateway whose clock is the world's."""
    async for one in open_gate(world):
        one.app.clock = world.app.clock
        yield one


async def share(who: Person, audience: str, precision: str = "exact", hours: float = 1, **more: Any) -> Answer:
    """Share where they are, with whom `of` says."""
    until = None if precision == "hidden" else later(who.world, hours)
    wanted = {"audience": audience, "precision": precision, "until": until} | more
    return await who.put(f"/positions/shares/{new_id()}", wanted)


async def be(who: Person, lat: float, lon: float, accuracy: float = 10, ago: float = 0) -> Any:
    """They are here, says their device."""
    at = {"lat": lat, "lon": lon, "accuracy": accuracy, "taken_at": later(who.world, -ago / 3600)}
    answer = await who.put("/positions/me", at)
    assert answer.status == 200, answer.body
    return answer.body


async def sees(who: Person, of: Person) -> Any:
    """What the one sees of the other."""
    found = (await who.get("/positions")).body["data"]
    return next((one for one in found if one["person"]["id"] == str(of.id)), None)


def later(world: World, hours: float) -> str:
    return (world.app.clock() + timedelta(hours=hours)).isoformat()


def _away(one: Any, lat: float, lon: float) -> float:
    return metres_between(Point(one["spot"]["lat"], one["spot"]["lon"]), Point(lat, lon))


async def test_nobody_is_seen_who_does_not_share_and_only_by_whom_and_as_long_as_they_say(world: World) -> None:
    ann, bo, cy, dee = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Dee")]
    await befriend(ann, bo)
    await befriend(ann, cy)
    assert not (await be(ann, **SENAATINTORI))["sharing"], "off until somebody switches it on"
    async with world.app.reading() as tx:
        assert await tx.value(KEPT) == 0, "then nothing is kept"
    assert (await share(ann, "person", of=str(dee.id))).status == 404, "friends only"
    assert (await share(ann, "person", hours=0.1, of=str(bo.id))).body["code"] == "bad_times"
    assert (await share(ann, "friends", hours=73)).body["code"] == "bad_times"
    assert (await share(ann, "friends", of=str(bo.id))).body["errors"][0]["pointer"] == "#/of"
    mine = await share(ann, "person", of=str(bo.id))
    assert [one["name"] for one in mine.body["shares"]] == ["Bo"]
    assert await sees(bo, ann) is None, "not where she was before she shared"
    assert (await be(ann, **SENAATINTORI))["sharing"]
    found = await sees(bo, ann)
    assert found["spot"] == SENAATINTORI | {"metres": 10}
    assert [await sees(who, ann) for who in (cy, dee)] == [None, None]
    [seer] = (await ann.get("/positions/seen-by")).body["data"]
    assert (seer["person"]["username"], seer["precision"], seer["audience"]) == ("Bo", "exact", "person")
    world.move(timedelta(minutes=59))
    found = await sees(bo, ann)
    assert datetime.fromisoformat(found["live_until"]) < world.app.clock(), "where she was, no more where she is"
    world.move(timedelta(minutes=1))
    assert await sees(bo, ann) is None, "over by the server's clock, before anything was swept"
    assert (await ann.get("/positions/seen-by")).body["data"] == []
    async with world.app.reading() as tx:
        assert await tx.value(KEPT) == 2
    await tick(world.app, "presence.forget_where_people_were")
    async with world.app.reading() as tx:
        assert await tx.value(KEPT) == 1
    world.move(queries.SHOWN_FOR)
    await tick(world.app, "presence.forget_where_people_were")
    async with world.app.reading() as tx:
        assert await tx.value(KEPT) == 0, "there is no history"


async def test_each_audience_has_one_share_which_is_never_cut_silently(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    for friend in (bo, cy):
        await befriend(ann, friend)
    ramen = new_id()
    await ann.put(f"/friends/lists/{ramen}", {"name": "Ramen"})
    await ann.put(f"/friends/lists/{ramen}/people/{cy.id}")
    await share(ann, "person", "city", of=str(bo.id), hours=5)
    await share(ann, "friends", "street", hours=2)
    await be(ann, **SENAATINTORI)
    assert [(await sees(who, ann))["precision"] for who in (bo, cy)] == ["city", "street"], "the one for him goes first"
    shorter = await share(ann, "person", "exact", of=str(bo.id), hours=1)
    assert (shorter.status, shorter.body["code"]) == (409, "would_shorten")
    assert shorter.body["extra"]["until"] > later(world, 4.9)
    both = (await share(ann, "person", "exact", of=str(bo.id), hours=1, shorten=True)).body["shares"]
    assert [one["audience"] for one in both].count("person") == 1, "replaced, not left running"
    assert await sees(bo, ann) is None, "a past point never becomes more exact"
    await share(ann, "list", "exact", of=str(ramen))
    await be(ann, **SENAATINTORI)
    assert [(await sees(who, ann))["precision"] for who in (bo, cy)] == ["exact", "exact"]
    await ann.delete(f"/friends/lists/{ramen}/people/{cy.id}")
    assert (await sees(cy, ann))["precision"] == "street", "no longer on the list"
    await share(ann, "person", "hidden", of=str(cy.id))
    await be(ann, **SENAATINTORI)
    assert await sees(cy, ann) is None, "hidden from him, whatever others see"
    who = (await ann.get("/positions/seen-by")).body["data"]
    assert [one["person"]["username"] for one in who] == ["Bo"]
    assert (await ann.delete("/positions/shares")).status == 204
    assert [await sees(one, ann) for one in (bo, cy)] == [None, None]
    async with world.app.reading() as tx:
        assert await tx.value(KEPT) == 0
    friends = [await world.user(f"Friend{number}") for number in range(51)]
    for friend in friends:
        await befriend(ann, friend)
    answers = [await share(ann, "person", of=str(friend.id)) for friend in friends]
    assert [one.status for one in answers] == [200] * 50 + [409]
    assert answers[-1].body["code"] == "too_many_shares"


async def test_what_is_coarse_stays_in_its_square_and_holds_whom_it_stands_for(world: World) -> None:
    ann, bo, cy, dee = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Dee")]
    for friend, precision in ((bo, "street"), (cy, "area"), (dee, "city")):
        await befriend(ann, friend)
        await share(ann, "person", precision, of=str(friend.id))
    spots: dict[str, set[str]] = {"Bo": set(), "Cy": set(), "Dee": set()}
    for step in range(40):
        world.move(timedelta(seconds=30))
        lat, lon = 60.17 + step * 0.00005, 24.94 + step * 0.0001
        await be(ann, lat, lon)
        for friend in (bo, cy, dee):
            found = await sees(friend, ann)
            assert _away(found, lat, lon) <= found["spot"]["metres"]
            spots[friend.name].add(json.dumps(found["spot"]))
    assert [len(spots[name]) for name in ("Bo", "Cy", "Dee")] == [2, 1, 1], spots
    for step in range(10):
        world.move(timedelta(seconds=30))
        await be(ann, 60.172 + 0.0004 * (step % 2), 24.944)
        spots["Bo"].add(json.dumps((await sees(bo, ann))["spot"]))
    assert len(spots["Bo"]) <= 4, "to and fro over a line is one square"


async def test_near_home_others_see_a_large_square_that_does_not_tell_where_home_is(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    for friend in (bo, cy):
        await befriend(ann, friend)
    await share(ann, "person", "exact", of=str(bo.id), hours=5)
    await share(ann, "person", "city", of=str(cy.id), hours=5)
    await be(ann, **HOME)
    assert (await sees(bo, ann))["precision"] == "exact"
    home = new_id()
    assert (await ann.put(f"/positions/places/{home}", {"name": "Home", "metres": 200} | HOME)).status == 204
    assert await sees(bo, ann) is None, "the point that was shown there is gone"
    [mine] = (await ann.get("/positions/places")).body["data"]
    assert (mine["name"], mine["lat"], mine["lon"]) == ("Home", HOME["lat"], HOME["lon"])
    squares: set[str] = set()
    for step in range(-6, 7):
        world.move(timedelta(seconds=30))
        lat = HOME["lat"] + step * 0.0003  # 200 m to each side
        await be(ann, lat, HOME["lon"])
        found = await sees(bo, ann)
        squares.add(json.dumps(found["spot"]))
        assert (found["precision"], found["spot"]) == ("area", mine["shown"])
        assert _away(found, lat, HOME["lon"]) <= found["spot"]["metres"]
        assert (await sees(cy, ann))["precision"] == "city"
    assert len(squares) == 1
    world.move(timedelta(minutes=1))
    await be(ann, **SENAATINTORI)
    assert (await sees(bo, ann))["spot"] == mine["shown"], "leaving is not told for five minutes"
    world.move(timedelta(minutes=5))
    await be(ann, **SENAATINTORI)
    assert (await sees(bo, ann))["precision"] == "exact"
    for number in range(9):
        await ann.put(f"/positions/places/{new_id()}", {"name": f"Work {number}"} | SENAATINTORI)
    refused = await ann.put(f"/positions/places/{new_id()}", {"name": "Gym"} | SENAATINTORI)
    assert refused.body["code"] == "too_many_places"
    assert (await bo.put(f"/positions/places/{home}", {"name": "Mine"} | HOME)).status == 404
    assert (await bo.get("/positions/places")).body["data"] == []


async def test_the_squares_of_many_homes_say_nothing_of_where_in_them_home_is() -> None:
    offsets = [place(b"k" * 32, new_id(), "Home", Point(60.0, 25.0), 200).cover.lat - 60.0 for _ in range(400)]
    metres = sorted(one * METRES for one in offsets)
    assert -550 <= metres[0] < -450, "anywhere"
    assert 450 < metres[-1] <= 550, "as long as the whole place is in it"
    assert abs(sum(metres) / len(metres)) < 80, "and not mostly in the middle of one side"
    same = new_id()
    again = {str(place(b"k" * 32, same, "Home", Point(60.0051, 25.0005), 200).cover) for _ in range(3)}
    assert len(again) == 1, "setting it again throws no other dice"


async def test_who_shares_lives_and_who_parts_is_gone_at_once(world: World, gate: Gate) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    for friend in (bo, cy):
        await befriend(ann, friend)
    his, hers = await Ear.of(bo, gate.url), await Ear.of(cy, gate.url)
    for person, ear in ((bo, his), (cy, hers)):
        await ear.listen(f"friends:{person.id}")
    await share(ann, "person", "exact", of=str(bo.id))
    await share(ann, "friends", "city")

    async def hears(ear: Ear, *, precision: str | None, begun: int) -> Any:
        def wanted(one: dict[str, Any]) -> bool:
            if one.get("signal") != "presence.position_changed":
                return False
            where: dict[str, Any] | None = one["data"]["position"]
            return (where["precision"] if where else None) == precision

        return await ear.until(wanted, begun)

    begun = len(his.told), len(hers.told)
    await be(ann, **SENAATINTORI)
    told = await hears(his, precision="exact", begun=begun[0])
    assert told["data"]["position"]["spot"]["lat"] == SENAATINTORI["lat"]
    await hears(hers, precision="city", begun=begun[1])
    begun = len(his.told), len(hers.told)
    await ann.delete(f"/friends/{bo.id}")
    async with world.app.reading() as tx:
        assert await tx.value(KEPT) == 2, "what was shared with him is deleted; her other share and its square stay"
    await hears(his, precision=None, begun=begun[0])
    assert await sees(bo, ann) is None
    world.move(timedelta(hours=1))
    await tick(world.app, "presence.forget_where_people_were")
    await hears(hers, precision=None, begun=begun[1])
    for ear in (his, hers):
        ear.leave()


async def test_a_room_sees_who_shares_with_it_as_long_as_they_are_both_in_it(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    ramen = await group(ann, bo, cy)
    await ann.delete(f"/friends/{cy.id}")
    stranger = await world.user("Dee")
    assert (await share(stranger, "room", of=str(ramen))).status == 404
    assert (await share(ann, "room", "street", of=str(ramen))).status == 200
    await be(ann, **SENAATINTORI)
    assert [(await sees(who, ann))["precision"] for who in (bo, cy)] == ["street", "street"]
    assert await sees(stranger, ann) is None
    await bo.put(f"/users/me/blocks/{ann.id}")
    assert await sees(bo, ann) is None
    assert (await cy.delete(f"/rooms/{ramen}/members/{cy.id}")).status == 204
    assert await sees(cy, ann) is None
    assert (await ann.get("/positions/seen-by")).body["data"] == []


async def test_a_ghost_looks_like_somebody_whose_app_is_closed(world: World) -> None:
    """Once as a ghost who goes on walking, once with the app closed: Bo is answered the same."""
    ann, eve, bo, cy = [await world.user(name) for name in ("Ann", "Eve", "Bo", "Cy")]
    for walker in (ann, eve):
        await befriend(walker, bo)
        await befriend(walker, cy)
        await share(walker, "friends", "exact", hours=70)
        await share(walker, "person", "exact", of=str(cy.id), hours=70)
        await be(walker, **SENAATINTORI)
    assert (await ann.put("/positions/ghost", {"until": later(world, -1)})).body["code"] == "bad_times"
    haunting = (await ann.put("/positions/ghost", {"until": later(world, 12)})).body
    assert [(one["audience"], one["resting"]) for one in haunting["shares"]] == [("friends", True), ("person", False)]
    still = (await ann.get("/positions/seen-by")).body["data"]
    assert [(one["person"]["username"], one["resting"]) for one in still] == [("Bo", True), ("Cy", False)]

    async def alike() -> list[Any]:
        seen = [await sees(bo, one) for one in (ann, eve)]
        plain = [one and {key: one[key] for key in ("spot", "precision", "doubtful")} for one in seen]
        assert plain[0] == plain[1]
        for key in ("taken_at", "live_until", "shown_until") if seen[0] else ():
            apart = datetime.fromisoformat(seen[0][key]) - datetime.fromisoformat(seen[1][key])
            assert abs(apart) < timedelta(seconds=60), "as they were when both were last told of"
        return seen

    for minutes in (1, 10, 300):
        world.move(timedelta(minutes=minutes))
        await be(ann, 60.2, 24.9)
        assert all(await alike())
        assert (await sees(cy, ann))["spot"]["lat"] == 60.2, "whom she shares with by name still sees her"
    await ann.put("/positions/ghost", {"everybody": True})
    world.move(timedelta(minutes=5))
    await be(ann, 60.21, 24.9)
    assert (await sees(cy, ann))["spot"]["lat"] == 60.2
    world.move(timedelta(minutes=50))
    await be(ann, 60.22, 24.9)
    assert await alike() == [None, None], "both are too old by now"
    for walker in (ann, eve):
        await walker.delete("/positions/ghost")
        await be(walker, 60.21, 24.9)
    assert all(await alike())


async def test_whoever_is_named_as_seeing_me_does_and_nobody_else(world: World) -> None:
    """Every kind of share, one after the other: the list of who sees me is the list of who is answered."""
    ann, *others = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Dee", "Eve")]
    bo, cy, dee, _ = others
    for friend in (bo, cy, dee):
        await befriend(ann, friend)
    ramen = new_id()
    await ann.put(f"/friends/lists/{ramen}", {"name": "Ramen"})
    await ann.put(f"/friends/lists/{ramen}/people/{cy.id}")

    async def agrees() -> set[str]:
        await be(ann, **SENAATINTORI)
        listed = (await ann.get("/positions/seen-by")).body["data"]
        told = {one["person"]["username"]: one["precision"] for one in listed if one["as_of"]}
        seen = {who.name: found["precision"] for who in others if (found := await sees(who, ann))}
        assert told == seen
        return set(seen)

    assert await agrees() == set()
    await share(ann, "list", "area", of=str(ramen))
    assert await agrees() == {"Cy"}
    await share(ann, "friends", "city", hours=2)
    assert await agrees() == {"Bo", "Cy", "Dee"}
    await share(ann, "person", "hidden", of=str(dee.id))
    assert await agrees() == {"Bo", "Cy"}
    await bo.put(f"/users/me/blocks/{ann.id}")
    assert await agrees() == {"Cy"}
    world.move(timedelta(hours=1))
    assert await agrees() == {"Cy"}
    world.move(timedelta(hours=1))
    assert await agrees() == set()


async def test_nobody_travels_so_fast_and_who_has_arrived_shares_no_more(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)
    there = {"lat": 60.18, "lon": 24.95}
    await share(ann, "person", of=str(bo.id), arriving=there)
    await be(ann, **SENAATINTORI)
    world.move(timedelta(seconds=30))
    assert not (await be(ann, 60.171, 24.95))["doubtful"]
    world.move(timedelta(seconds=30))
    assert (await be(ann, 35.68, 139.76))["doubtful"]
    assert (await sees(bo, ann))["doubtful"]
    await be(ann, 60.1, 24.9, ago=600)
    assert (await sees(bo, ann))["spot"]["lat"] == 35.68, "what is older than the last one is dropped"
    world.move(timedelta(hours=0.9))
    await be(ann, 60.3, 24.95)
    arrived = await be(ann, 60.1805, 24.9501)
    assert (arrived["sharing"], len(arrived["arrived"])) == (False, 1)
    assert await sees(bo, ann) is None
    once_more = there | {"accuracy": 1, "taken_at": later(world, 0)}
    assert {(await ann.put("/positions/me", once_more)).status for _ in range(31)} == {200, 429}
