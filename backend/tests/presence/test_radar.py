"""People are found near by if they want to be: for some hours, in a square, by whoever can be found and fits."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest

from tests.bench import requests
from tests.discovery.test_plans import plan
from tests.events.test_hosts_words import tick
from tests.everywhere.test_personal import ListeningPool
from tests.makers.people import befriend
from tests.makers.radar import HELSINKI, appear, around, settled
from tests.world import Answer, Person, World
from tomoda.core.geo import Point, metres_between
from tomoda.core.personal import PERSONAL
from tomoda.core.sql import sql
from tomoda.discovery.queries.radar import RADAR
from tomoda.presence.actions import cells, radar
from tomoda.users import actions as bans

HOUR = timedelta(hours=1)
TOKYO = {"lat": 35.6812, "lon": 139.7671}
EVERYBODY = ("Ann", "Bo", "Cy", "Dee", "Eve")
ROWS = sql("select to_jsonb(radar)::text as kept from radar")
SAME_DEVICE = sql("update sessions set device_key = '\\x01'::bytea")
EVERYWHERE = sql("""
    insert into radar (user_id, cell, centre, side, reach, interests, languages, women_only, began_at, ends_at,
        placed_at, asked_at, moves, choices)
    select id, '2.1.1', st_point(random() * 360 - 180, random() * 160 - 80)::geography, 6000, 1, '{}', '{}', false,
        $1::timestamptz, $1::timestamptz + interval '1 hour', $1, $1, '{}', '{}'
    from users
""")
TOWN_AT = sql("""
    insert into locations (id, geonames_id, kind, osm_key, osm_value, name, place, importance, time_zone, search,
        created_at)
    values (gen_random_uuid(), 1, 'city', 'place', 'city', 'Helsinki', st_point($2, $1)::geography, $3,
        'Europe/Helsinki', ' helsinki ', now())
""")


def beside(squares: float, east: float = 0) -> dict[str, float]:
    """So many squares of 6 km north, and east, of the middle of Helsinki's."""
    middle = cells.at(Point(**HELSINKI), 2).centre
    step = 6000 / 111_195
    return {"lat": middle.lat + squares * step, "lon": middle.lon + east * step * 2.01}


def policy(refused: Answer) -> str:
    """Which budget is used up."""
    return refused.headers["ratelimit-policy"].split(", ")[0]


async def test_only_who_can_be_found_finds_and_only_for_as_long(world: World) -> None:
    ann, bo, cy, dee, _ = await settled(world, *EVERYBODY)
    assert (await ann.get("/radar/me")).body["on"] is None, "nobody is shown before they say so"
    assert (await ann.get("/radar")).body["code"] == "radar_off"
    for one in (bo, cy, dee):
        assert (await appear(one)).status == 200
    assert (await ann.get("/radar")).body["code"] == "radar_off", "who does not show themselves sees nobody"
    assert await around(bo) == {}, "two others are too few"
    switched = await appear(ann, hours=3)
    assert switched.headers["cache-control"] == "no-store"
    assert await around(ann) == {"Bo": "area", "Cy": "area", "Dee": "area"}
    assert await around(bo) == {"Ann": "area", "Cy": "area", "Dee": "area"}
    assert (await dee.delete("/radar/me")).status == 204
    found = (await ann.get("/radar")).body
    assert (found["data"], found["enough"]) == ([], False), "at once, and the other two are too few now"
    assert (await dee.get("/radar")).status == 409
    await appear(dee, None)
    assert set(await around(ann)) == {"Bo", "Cy", "Dee"}, "without saying where: in the square of before"
    world.move(HOUR + timedelta(seconds=1))
    assert await around(ann) == {}, "their hour is over, by the server's clock and without any job"
    assert (await bo.get("/radar")).body["code"] == "radar_off"
    world.move(2 * HOUR)
    assert (await ann.get("/radar/me")).body["on"] is None
    refused: list[dict[str, Any]] = [{"hours": 2}, {"hours": 24}, {"reach": "world"}, {"what": 1}]
    refused += [{"place": {"lat": 91, "lon": 0}}]
    for wrong in refused:
        assert (await appear(bo, **wrong)).status == 400, wrong
    assert (await appear(await world.user("Fay"), None)).body["errors"][0]["pointer"] == "#/place"


async def test_nothing_but_the_square_is_kept_and_nothing_of_it_is_told(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "tomoda")
    ann, bo, cy, dee, eve = await settled(world, *EVERYBODY)
    for one in (ann, bo, cy, dee, eve):
        await appear(one, {"lat": 60.170213, "lon": 24.941337})
    async with world.app.reading() as tx:
        kept = [row["kept"] for row in await tx.rows(ROWS)]
    centre = cells.at(Point(60.170213, 24.941337), 2).centre
    assert len({one.split('"centre"')[1][:60] for one in kept}) == 1
    assert not any("60.1702" in one or "24.9413" in one for one in kept), "the point itself is nowhere"
    mine = (await ann.get("/radar/me")).body["on"]
    square = mine["square"]
    assert square["south"] < centre.lat < square["north"]
    assert square["west"] < centre.lon < square["east"]
    assert 5000 < metres_between(Point(square["south"], square["west"]), Point(square["north"], square["west"])) < 7000
    answer = (await ann.get("/radar")).body
    shown = answer["data"][0]
    assert set(shown) == {"person", "band", "friend", "interests", "languages"}, "no distance, no place, no instant"
    assert [one["person"]["display_name"] for one in answer["data"]] == ["Bo", "Cy", "Dee", "Eve"], "by name"
    assert not re.search(r"60[.]17|24[.]94", caplog.text), "nor in a log"
    [mine_kept] = [one for one in PERSONAL if one.table == "radar"]
    assert mine_kept.kind == "mine", "they may take it along, and it goes with them"


async def test_bands_are_squares_and_reach_counts_in_both_directions(world: World) -> None:
    names = [*EVERYBODY, "Far1", "Far2", "Far3", "Near", "Shy"]
    people = dict(zip(names, await settled(world, *names), strict=True))
    for name in ("Ann", "Bo", "Cy", "Dee"):
        await appear(people[name], beside(0), reach="around")
    for number, name in enumerate(("Far1", "Far2", "Far3")):
        await appear(people[name], beside(2, number), reach="around")
    await appear(people["Near"], beside(1), reach="around")
    await appear(people["Shy"], beside(1), reach="area")
    await appear(people["Eve"], beside(5), reach="around")
    found = await around(people["Ann"])
    assert found["Near"] == "next"
    assert "Shy" not in found, "whoever wants to be found in their own square only is not found from the next one"
    assert "Eve" not in found, "thirty kilometres are another place"
    assert {name for name, band in found.items() if band == "area"} == {"Bo", "Cy", "Dee"}
    assert {name for name, band in found.items() if band == "around"} == {"Far1", "Far2", "Far3"}
    await appear(people["Bo"], None, reach="area")
    await appear(people["Ann"], None, reach="next")
    assert await around(people["Ann"]) == {"Bo": "area", "Cy": "area", "Dee": "area", "Near": "next"}
    found = await around(people["Near"])
    assert found.pop("Far3") == "around"
    assert found == dict.fromkeys(("Ann", "Cy", "Dee", "Far1", "Far2"), "next")
    assert "Shy" not in found, "as the second of two in their square they are not told of in a wider band"


async def test_who_would_be_alone_in_a_band_is_told_of_in_a_wider_one(world: World) -> None:
    ann, bo, cy, dee, eve = await settled(world, *EVERYBODY)
    new = [await world.user(name) for name in ("New1", "New2", "New3")]
    await appear(ann, beside(0), reach="around")
    await appear(bo, beside(0), reach="around")
    for one in (cy, dee):
        await appear(one, beside(1), reach="around")
    assert await around(ann) == {"Bo": "next", "Cy": "next", "Dee": "next"}, "Bo would have been alone in the square"
    for one in new:
        await appear(one, beside(0), reach="around")
    found = await around(ann)
    assert found["Bo"] == "next", "accounts that were made for it are shown, and do not count"
    assert {found[one.name] for one in new} == {"next"}
    await eve.put(f"/users/me/blocks/{ann.id}")
    for one in (eve, dee):
        await appear(one, beside(0), reach="around")
    assert (await around(ann))["Bo"] == "next", "whom Ann may not see does not count for her"
    await dee.put(f"/users/me/blocks/{ann.id}")
    assert await around(ann) == {}, "now there are two"


async def test_who_is_hidden_is_not_there_and_counts_for_nothing(world: World) -> None:
    ann, bo, cy, dee, eve = await settled(world, *EVERYBODY)
    for one in (ann, bo, cy, dee, eve):
        await appear(one, hours=12)
    assert len(await around(ann)) == 4
    before = (await ann.get("/radar")).body
    await bo.put(f"/users/me/blocks/{ann.id}")
    assert set(await around(ann)) == {"Cy", "Dee", "Eve"}
    assert "Ann" not in await around(bo)
    await bo.delete(f"/users/me/blocks/{ann.id}")
    assert (await ann.get("/radar")).body == before
    async with world.app.transaction() as tx:
        await bans.hide(tx, bo.id, "suspended")
    assert set(await around(ann)) == {"Cy", "Dee", "Eve"}
    async with world.app.transaction() as tx:
        await bans.restore(tx, bo.id)
    assert set(await around(ann)) == {"Cy", "Dee", "Eve"}, "who comes back was not waiting there"
    mine = (await bo.get("/radar/me")).body
    assert (mine["on"], mine["places_left"]) == (None, 2), "and going away for a moment gives no new places"
    found = (await ann.get("/radar")).body["data"][0]["person"]["id"]
    assert (await ann.put(f"/friends/requests/{found}")).status == 200
    assert (await ann.put(f"/rooms/direct/{found}")).status == 200
    report = {"kind": "user", "target_id": found, "reason": "dating", "block": True}
    assert (await ann.post("/reports", report)).status == 201
    assert await around(ann) == {}, "she reported and blocked one of three"


async def says(person: Person, **what: Any) -> None:
    assert (await person.patch("/users/me", what)).status == 200


async def test_filters_hold_in_both_directions(world: World) -> None:
    names = ("Ann", "Bea", "Cat", "Dot", "Flo", "Max", "Old")
    ann, *others, max_, old = people = await settled(world, *names)
    for one in people:
        await says(one, languages=["en"], interests=["coffee"], woman=one not in (max_, old), age_band="25-34")
    await says(old, age_band="65+")
    await says(max_, languages=["en", "ja"], interests=["coffee", "film"])
    for one in people:
        await appear(one, languages=["en"])
    assert set(await around(ann)) == {"Bea", "Cat", "Dot", "Flo", "Max", "Old"}
    refused = await appear(max_, None, women_only=True)
    assert (refused.status, refused.body["code"]) == (409, "women_among_themselves")
    await appear(ann, None, languages=["en"], women_only=True)
    assert set(await around(ann)) == {"Bea", "Cat", "Dot", "Flo"}
    assert "Ann" not in await around(max_), "and those whom she does not want to see do not see her"
    assert "Ann" in await around(others[0])
    await appear(ann, None, ages={"youngest": "18-24", "oldest": "35-44"})
    assert set(await around(ann)) == {"Bea", "Cat", "Dot", "Flo", "Max"}
    assert "Ann" not in await around(old)
    await appear(others[0], None, languages=["ja"])
    assert "Bea" not in await around(ann), "Ann does not speak what Bea asks for"
    for wrong in ({"youngest": "25-34", "oldest": "25-34"}, {"youngest": "65+", "oldest": "18-24"}):
        assert (await appear(old, None, ages=wrong)).body["errors"][0]["pointer"] == "#/ages"
    await says(max_, audiences={"interests": "friends", "languages": "nobody"})
    await befriend(max_, others[1])
    assert "Max" not in await around(others[1]), "what he shows to nobody is not to be found out by a filter"
    await appear(others[1], None)
    [shown] = [one for one in (await ann.get("/radar")).body["data"] if one["person"]["display_name"] == "Max"]
    assert (shown["interests"], shown["languages"], shown["friend"]) == ([], [], False)
    [shown] = [one for one in (await others[1].get("/radar")).body["data"] if one["person"]["display_name"] == "Max"]
    assert (shown["interests"], shown["friend"]) == (["coffee"], True)
    await appear(others[2], None, women_only=True)
    await says(others[2], woman=False)
    assert (await others[2].get("/radar")).body["code"] == "radar_off", "not among women, having said so no longer"
    assert (await others[2].get("/radar/me")).body["on"] is None
    assert (await ann.get(f"/users/{max_.id}")).body["age_band"] is None, "age is for nobody until they say otherwise"
    assert "woman" not in (await ann.get(f"/users/{old.id}")).body


async def test_what_opens_doors_is_not_tried_out(world: World) -> None:
    [ann] = await settled(world, "Ann")
    for wanted in ({"woman": True}, {"age_band": "18-24"}, {"age_band": "25-34", "woman": True}):
        assert (await ann.patch("/users/me", wanted)).status == 200
    assert (await ann.patch("/users/me", {"age_band": "25-34", "woman": True})).status == 200, "the same is no change"
    refused = await ann.patch("/users/me", {"woman": False})
    assert (refused.status, refused.body["code"]) == (429, "rate_limited")
    world.move(timedelta(days=61))
    assert (await ann.patch("/users/me", {"woman": False})).status == 200


async def test_places_and_filters_are_chosen_three_times_a_day(world: World) -> None:
    [ann] = await settled(world, "Ann")
    bo = await world.user("Bo")
    for north in (0, 1, 2):
        answer = await appear(ann, beside(north))
        assert (answer.status, answer.body["places_left"]) == (200, 2 - north)
        world.move(HOUR)
    assert (await appear(ann, beside(2))).status == 200, "the same square costs nothing"
    refused = await appear(ann, beside(0))
    assert (refused.status, refused.body["code"]) == (429, "rate_limited")
    assert 20 * 3600 < int(refused.headers["retry-after"]) <= 21 * 3600
    await ann.delete("/radar/me")
    assert (await appear(ann, beside(1))).status == 429, "switching off and on again gives no new ones"
    for number, reach in enumerate(("area", "around", "next")):
        assert (await appear(ann, None, reach=reach)).body["choices_left"] == 2 - number
    assert (await appear(ann, None, reach="area")).status == 429
    world.move(timedelta(hours=22))
    assert (await appear(ann, beside(0))).status == 200
    assert (await appear(bo, beside(0))).body["places_left"] == 0, "a new account has one"
    assert (await appear(bo, beside(1))).status == 429
    assert (await appear(bo, None, reach="area")).status == 200
    assert (await appear(bo, None, reach="next")).status == 429
    for _ in range(17):
        await appear(bo, None, reach="area")
    refused = await appear(bo, None, reach="area")
    assert (refused.status, policy(refused)) == (429, '"radar_switch";q=20;w=86400')


async def test_nobody_is_in_two_towns_at_once(world: World) -> None:
    [ann] = await settled(world, "Ann")
    assert (await appear(ann)).status == 200
    refused = await appear(ann, TOKYO)
    assert (refused.status, refused.body["code"]) == (409, "too_far_too_soon")
    wait = int(refused.headers["retry-after"])
    assert 10.5 * 3600 < wait < 11.5 * 3600, "7,800 km by plane"
    await ann.delete("/radar/me")
    assert (await appear(ann, TOKYO)).status == 409, "nor by switching off and on"
    world.move(timedelta(seconds=wait))
    assert (await appear(ann, TOKYO)).status == 200


async def test_who_is_hardly_outside_stays_in_the_square(world: World) -> None:
    [ann] = await settled(world, "Ann")
    square = (await appear(ann)).body["on"]["square"]
    metre = 1 / 111_195
    for outside, same in ((-800, True), (+800, True), (-800, True), (+1000, False)):
        place = {"lat": square["north"] + outside * metre, "lon": (square["west"] + square["east"]) / 2}
        assert ((await appear(ann, place)).body["on"]["square"] == square) is same, outside
    place = {"lat": square["north"] - 800 * metre, "lon": (square["west"] + square["east"]) / 2}
    assert (await appear(ann, place)).body["on"]["square"] != square, "and the other way round"


@pytest.mark.parametrize(("importance", "side"), [(0.6, 3000), (0.55, 6000), (0.3, 12_000)])
async def test_squares_are_smaller_where_more_people_live(world: World, importance: float, side: int) -> None:
    [ann] = await settled(world, "Ann")
    async with world.app.transaction() as tx:
        await tx.run(TOWN_AT, HELSINKI["lat"], HELSINKI["lon"], importance)
    assert (await appear(ann)).body["on"]["side"] == side
    away = await world.user("Bo")
    assert (await appear(away, TOKYO)).body["on"]["side"] == 12_000, "where no town is known"


async def test_looking_is_counted_by_account_and_by_device(world: World) -> None:
    ann, bo = await settled(world, "Ann", "Bo")
    new = await world.user("New")
    for one in (ann, bo, new):
        await appear(one)
    for _ in range(30):
        assert (await ann.get("/radar")).status == 200
    refused = await ann.get("/radar")
    assert (refused.status, policy(refused)) == (429, '"radar";q=30;w=3600')
    assert int(refused.headers["retry-after"]) > 0
    for _ in range(10):
        assert (await new.get("/radar")).status == 200
    assert policy(await new.get("/radar")) == '"radar_new";q=10;w=3600'
    async with world.app.transaction() as tx:
        await tx.run(SAME_DEVICE)
    world.move(3 * HOUR)
    crowd = [ann, bo, *[await world.user(f"Sybil{n}") for n in range(4)]]
    async with world.app.transaction() as tx:
        await tx.run(SAME_DEVICE)
    statuses: list[int] = []
    for one in crowd:
        await appear(one)
        statuses += [(await one.get("/radar")).status for _ in range(30 if one in (ann, bo) else 10)]
    assert statuses.count(200) == 60, "sixty looks an hour by one device, whoever looks"
    fay = await world.user("Fay")
    async with world.app.transaction() as tx:
        await tx.run(SAME_DEVICE)
    await appear(fay)
    assert policy(await fay.get("/radar")) == '"radar_device";q=60;w=3600'


async def test_an_answer_costs_the_same_statements_whoever_is_hidden(world: World) -> None:
    ann, bo, cy, dee, eve = await settled(world, *EVERYBODY)
    for one in (ann, bo, cy, dee, eve):
        await appear(one)
    pool = ListeningPool(world.app.pool)
    world.app.pool = pool  # pyright: ignore[reportAttributeAccessIssue]
    ways: list[list[str]] = []
    try:
        for hide in (None, bo, cy):
            if hide:
                await hide.put(f"/users/me/blocks/{ann.id}")
            await ann.get("/radar")
            pool.said.clear()
            await ann.get("/radar")
            ways.append([*pool.said])
    finally:
        world.app.pool = pool.pool
    assert ways[0] == ways[1] == ways[2]
    assert len(ways[0]) == 2, "that they can be found, and the list"


async def test_people_near_by_are_found_by_an_index(world: World) -> None:
    async with world.app.transaction() as tx:
        await tx.run(requests.PEOPLE, 3_000)
        await tx.run(EVERYWHERE, tx.now)
    async with world.app.transaction() as tx:
        await tx.run(sql("analyze radar"))
    steps = await plan(world.app, RADAR)
    assert "radar_centre" in {step.get("Index Name") for step in steps}
    assert not [step for step in steps if step["Node Type"] == "Seq Scan" and step.get("Relation Name") == "radar"]


async def test_rows_go_when_their_day_is_over(world: World) -> None:
    ann, bo = await settled(world, "Ann", "Bo")
    await appear(ann)
    await appear(bo, hours=12)
    for moved, left in ((timedelta(hours=23), 2), (timedelta(hours=2), 0)):
        world.move(moved)
        await tick(world.app, "presence.forget_radar")
        async with world.app.reading() as tx:
            assert len(await tx.rows(ROWS)) == left
    assert timedelta(days=1) == radar.DAY
