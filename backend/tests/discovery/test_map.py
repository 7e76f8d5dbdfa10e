"""People find what is on around them."""

from datetime import timedelta

from tests.makers.events import event, going
from tests.world import Person, World
from tomoda.core.sql import sql

HELSINKI = "south=60.15&west=24.9&north=60.19&east=25.0"


MORE = sql("""
    insert into events (id, host_id, title, category, place, shown, place_name, time_zone, local_start, local_end,
                        starts_at, ends_at, visibility, created_at, updated_at)
    select gen_random_uuid(), host_id, title, category, place, shown, place_name, time_zone, local_start, local_end,
           starts_at, ends_at, visibility, created_at, updated_at
    from events, generate_series(1, $2::int) where id = $1
""")


async def titles(person: Person, query: str = f"{HELSINKI}&zoom=14") -> list[str]:
    return [one["title"] for one in (await person.get(f"/map?{query}")).body["events"]]


async def test_what_is_on_is_on_the_map_in_the_order_of_its_start(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    await event(host, "Later", hours=3)
    await event(host, "Sooner", hours=2)
    await event(host, "Elsewhere", place={"lat": 35.68, "lon": 139.76, "name": "Tokyo"})
    await event(host, "Only with the link", visibility="unlisted")
    assert await titles(ann) == ["Sooner", "Later"]
    assert await titles(ann, f"{HELSINKI}&zoom=14&when=now") == []
    world.move(timedelta(hours=5))
    assert await titles(ann) == ["Later"]


async def test_zoomed_out_events_are_clusters_but_mine_are_not(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    for n in range(5):
        await event(host, f"Event {n}")
    mine = await event(host, "Mine")
    await going(ann, mine)
    answer = (await ann.get("/map?south=59&west=23&north=61&east=27&zoom=6")).body
    assert [one["title"] for one in answer["events"]] == ["Mine"]
    assert [one["count"] for one in answer["clusters"]] == [6]
    assert answer["cells"] == []


async def test_the_map_says_which_topics_keep_it_current(world: World) -> None:
    ann = await world.user("Ann")
    answer = (await ann.get(f"/map?{HELSINKI}&zoom=14")).body
    assert answer["cells"] == ["12.2331.1185", "12.2331.1186", "12.2332.1185", "12.2332.1186"]


async def test_the_map_goes_on_across_the_date_line(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    await event(host, "Fiji west", place={"lat": -17.0, "lon": 179.9, "name": "Fiji"})
    await event(host, "Fiji east", place={"lat": -17.0, "lon": -179.9, "name": "Fiji"})
    assert len(await titles(ann, "south=-18&west=179&north=-16&east=-179&zoom=12")) == 2


async def test_a_kilometre_is_a_kilometre_in_tokyo(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    await event(
        host, "East", place={"lat": 35.68, "lon": 139.771, "name": "Ginza"}
    )  # 1 km east of 139.76 at this latitude
    near = (await ann.get("/events/nearby?lat=35.68&lon=139.76&metres=1050")).body["data"]
    assert [(one["event"]["title"], 950 < one["metres"] < 1050) for one in near] == [("East", True)]
    assert (await ann.get("/events/nearby?lat=35.68&lon=139.76&metres=900")).body["data"] == []


async def test_whoever_is_blocked_has_nothing_on_the_map(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    await event(host)
    await host.put(f"/users/me/blocks/{ann.id}")
    assert await titles(ann) == []
    assert (await ann.get("/events/nearby?lat=60.167&lon=24.947")).body["data"] == []
    assert (await ann.get("/map?south=59&west=23&north=61&east=27&zoom=6")).body["clusters"] == []


async def test_a_question_about_nowhere_says_what_is_wrong(world: World) -> None:
    ann = await world.user("Ann")
    answer = await ann.get("/events/nearby?lat=95&lon=24")
    assert (answer.status, answer.body["errors"][0]["pointer"]) == (400, "#/query/lat")
    assert (await ann.get("/map?south=1")).status == 400


async def test_the_map_says_when_there_is_more_than_it_shows(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    first = await event(host)
    async with world.app.transaction() as tx:
        await tx.run(MORE, first, 299)
    for box in (HELSINKI, "south=60.165&west=24.94&north=60.17&east=24.95"):
        shown = (await ann.get(f"/map?{box}&zoom=14")).body
        assert (len(shown["events"]), shown["more"]) == (300, False)
    async with world.app.transaction() as tx:
        await tx.run(MORE, first, 1)
    for box in (HELSINKI, "south=60.165&west=24.94&north=60.17&east=24.95"):
        shown = (await ann.get(f"/map?{box}&zoom=14")).body
        assert (len(shown["events"]), shown["more"]) == (300, True)
    assert (await ann.get(f"/map?{HELSINKI}&zoom=8")).body["more"] is False, "clusters count all of them"
