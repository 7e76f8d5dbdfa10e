"""Looking around stays quick: one statement each, and the plans that serve it however many events there are."""

import re
from typing import Any

import msgspec
import pytest

from tests.bench import requests
from tests.everywhere.test_budgets import CountingPool
from tests.makers.people import befriend
from tests.world import World
from tomoda.core.app import App
from tomoda.core.jobs import TICKS
from tomoda.core.sql import Statement, sql
from tomoda.discovery.queries import map as viewport
from tomoda.discovery.queries.nearby import NEARBY
from tomoda.discovery.queries.search import SEARCH

EVENTS = 6_000
SOONEST = sql("""
    select id from events e
    where ends_at > $1 and st_x(shown::geometry) between $2 and $4 and st_y(shown::geometry) between $3 and $5
    order by starts_at, id limit 300
""")
WALKED = ("events", "event_counts")


async def plan(app: App, statement: Statement) -> list[dict[str, Any]]:
    """Every step of the one plan that a server keeps for all parameters."""
    nothing = ", ".join(["null"] * max(int(number) for number in re.findall(r"\$(\d+)", statement.text)))
    async with app.transaction() as tx:
        connection: Any = tx._connection  # pyright: ignore[reportPrivateUsage]
        await connection.execute("set local plan_cache_mode = force_generic_plan")
        await connection.execute(f"prepare planned as {statement.text}")
        explained = await connection.fetchval(f"explain (format json) execute planned ({nothing})")
        await connection.execute("deallocate planned")
    steps: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = [msgspec.json.decode(explained)[0]["Plan"]]
    while waiting:
        steps.append(waiting.pop())
        waiting += steps[-1].get("Plans", [])
    return steps


@pytest.fixture
async def city(world: World) -> World:
    async with world.app.transaction() as tx:
        await tx.run(requests.PEOPLE, 2_000)
        await tx.run(requests.EVENTS, EVENTS)
    await TICKS["events.count_what_is_listed"][1](world.app)
    async with world.app.reading() as tx:
        await tx._connection.execute(requests.ANALYZE.text, timeout=60)  # pyright: ignore[reportPrivateUsage]
    return world


async def test_every_way_of_looking_around_is_one_statement_that_its_index_serves(city: World) -> None:
    served = {
        "the streets": (viewport.IN_BOX, {"events_map"}),
        **{f"{most} squares": (one, {"events_cells"}) for most, one in viewport.IN_SQUARES},
        "the city": (viewport.CLUSTERED, {"event_counts_pkey"}),
        "a tag in the city": (viewport.CLUSTERED_BY_TAG, {"events_tags"}),
        "nearby": (NEARBY, {"events_map"}),
        "words": (SEARCH, {"events_soon", "events_words", "users_display_name"}),
    }
    for asked, (statement, indexes) in served.items():
        steps = await plan(city.app, statement)
        used = {step["Index Name"] for step in steps if "Index Name" in step}
        assert indexes <= used, (asked, used)
        whole = [step["Relation Name"] for step in steps if step["Node Type"] == "Seq Scan"]
        assert not set(whole) & {*WALKED, "users"}, (asked, whole)
        read = {step["Node Type"] for step in steps if step.get("Index Name") == "events_cells"}
        assert read <= {"Index Scan"}, f"{asked}: squares are read in order, and no further than needed"
    ann, bo = await city.user("Ann"), await city.user("Bo")
    await befriend(ann, bo)
    pool: Any = CountingPool(city.app.pool)
    city.app.pool = pool
    for path in (
        "/map?south=35.7&west=139.7&north=35.712&east=139.72&zoom=15",
        "/map?south=35.6&west=139.6&north=35.65&east=139.68&zoom=13",
        "/map?south=35.5&west=139.5&north=35.9&east=140.0&zoom=10",
        "/map?south=35.5&west=139.5&north=35.9&east=140.0&zoom=10&when=tonight&category=food",
        "/events/nearby?lat=35.6&lon=139.7",
        "/events/search?q=event",
        "/events/search?q=nobody%20says%20this",
    ):
        await ann.get(path)  # who asks is looked up once
        pool.asked = 0
        answer = await ann.get(path)
        assert (answer.status, pool.asked) == (200, 1), path
    clusters = (await ann.get("/map?south=35.4&west=139.4&north=35.9&east=140.1&zoom=10")).body["clusters"]
    assert sum(one["count"] for one in clusters) == EVENTS


async def test_what_many_say_and_what_few_say_is_found_with_the_soonest_first(city: World) -> None:
    ann = await city.user("Ann")
    many = (await ann.get("/events/search?q=event&limit=20")).body["data"]
    starts = [one["starts_at"] for one in many]
    assert (len(many), starts) == (20, sorted(starts))
    few = (await ann.get("/events/search?q=number%205998")).body["data"]
    assert [one["title"] for one in few] == ["Event number 5998"]
    assert (await ann.get("/events/search?q=%25")).body["data"] == [], "a sign is a sign"
    by_host = (await ann.get("/events/search?q=host%201999")).body["data"]
    assert {one["host"]["display_name"] for one in by_host} == {"Host 1999"}
    assert len(by_host) == 3
    some = (await ann.get("/events/search?q=host%20199&limit=100")).body["data"]
    assert len({one["host"]["display_name"] for one in some}) == 11
    assert [one["starts_at"] for one in some] == sorted(one["starts_at"] for one in some)


@pytest.mark.parametrize(
    "box", [(139.5, 35.5, 139.7, 35.7), (139.41, 35.41, 139.92, 35.82), (139.6, 35.6, 139.68, 35.68)]
)
async def test_however_many_there_are_the_soonest_of_the_viewport_are_shown(
    city: World, box: tuple[float, float, float, float]
) -> None:
    ann = await city.user("Ann")
    west, south, east, north = box
    shown = (await ann.get(f"/map?south={south}&west={west}&north={north}&east={east}&zoom=11")).body["events"]
    async with city.app.reading() as tx:
        soonest = [str(row["id"]) for row in await tx.rows(SOONEST, city.app.clock(), *box)]
    assert [one["id"] for one in shown] == soonest
    assert len(soonest) > 100
