"""Clusters say how many events there are, whatever has happened to them, and to each viewer only what they may see."""

import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from tests.makers.events import cancel, event, going
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.core.jobs import TICKS
from tomoda.core.sql import sql

PLACES = [
    {"lat": 60.16745, "lon": 24.94745, "name": "Helsinki", "zone": "Europe/Helsinki"},
    {"lat": 60.2, "lon": 24.9, "name": "Pasila", "zone": "Europe/Helsinki"},
    {"lat": 35.68, "lon": 139.76, "name": "Tokyo", "zone": "Asia/Tokyo"},
    {"lat": -17.7, "lon": 178.4, "name": "Fiji", "zone": "Pacific/Fiji"},
    {"lat": -33.9, "lon": -70.6, "name": "Santiago", "zone": "America/Santiago"},
]
VIEWS = {
    "the world": "south=-85&west=-180&north=85&east=180&zoom={}",
    "around Helsinki": "south=58&west=22&north=62&east=28&zoom={}",
    "Helsinki": "south=60&west=24.7&north=60.4&east=25.1&zoom={}",
    "across the date line": "south=-20&west=170&north=30&east=-170&zoom={}",
}
ZOOMS = {"the world": (0, 2), "around Helsinki": (5, 8.9), "Helsinki": (7, 10.7), "across the date line": (1, 4)}
ASKED = ("", "&when=now", "&when=tonight", "&when=week", "&category=music", "&tag=ramen", "&when=week&category=music")

# What is on, event by event: nothing is added up.
LISTED = sql("""
    select e.id, e.host_id, e.category, e.tags, st_y(e.shown::geometry) as lat, st_x(e.shown::geometry) as lon,
           e.starts_at, e.ends_at, evening_begins(e.time_zone, $1) as evening, evening_ends(e.time_zone, $1) as night
    from events e where e.state = 'scheduled' and e.visibility = 'public' and e.ends_at > $1
""")
KEPT = sql(
    "select (select count(*) from event_changes)::int as lines, (select count(*) from event_counts)::int as counts"
)
SLOTS = sql("select count(*)::int from event_counts where n <> 0 or lon <> 0 or lat <> 0")


async def expected(world: World, hidden: set[Any], asked: str) -> list[Any]:
    """The events that clusters count for somebody from whom these hosts are hidden."""
    now = world.app.clock()
    async with world.app.reading() as tx:
        rows = [row for row in await tx.rows(LISTED, now) if row["host_id"] not in hidden]
    if "category=music" in asked:
        rows = [row for row in rows if row["category"] == "music"]
    if "tag=ramen" in asked:
        rows = [row for row in rows if "ramen" in row["tags"]]
    if "when=tonight" in asked:
        rows = [row for row in rows if row["starts_at"] < row["night"] and row["ends_at"] > row["evening"]]
    within = timedelta(hours=1) if "when=now" in asked else timedelta(days=7) if "when=week" in asked else None
    return [row for row in rows if within is None or row["starts_at"] < now + within]


def squares(rows: list[Any], zoom: float, view: str) -> Counter[tuple[int, int]]:
    """How many are in each square that the viewport touches."""
    size = 45 / 2 ** int(zoom)
    south, west, north, east = (float(part.split("=")[1]) for part in view.split("&")[:4])
    halves = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    found = Counter((int((row["lon"] + 180) // size), int((row["lat"] + 90) // size)) for row in rows)

    def touched(x: int, y: int) -> bool:
        across = any((w + 180) // size <= x <= (e + 180) // size for w, e in halves)
        return across and (south + 90) // size <= y <= (north + 90) // size

    return Counter({square: n for square, n in found.items() if touched(*square)})


async def same(world: World, viewer: Person, hidden: set[Any]) -> int:
    """What clusters say is what there is, at each zoom and for each question; how many were said."""
    said = 0
    for asked in ASKED:
        rows = await expected(world, hidden, asked)
        for name, view, zoom in ((where, box, zoom) for where, box in VIEWS.items() for zoom in ZOOMS[where]):
            answer = (await viewer.get(f"/map?{view.format(zoom)}{asked}")).body
            wanted = squares(rows, zoom, view)
            size = 45 / 2 ** int(zoom)
            found = Counter[tuple[int, int]]()
            for one in answer["clusters"]:
                found[int((one["lon"] + 180) // size), int((one["lat"] + 90) // size)] += one["count"]
            assert found == wanted, (viewer.name, name, zoom, asked)
            said += sum(found.values())
    return said


async def change(dice: random.Random, host: Person, event_id: Any) -> None:
    """Something that clusters must follow."""
    match dice.choice(["off", "elsewhere", "music", "quiet"]):
        case "off":
            await cancel(host, event_id)
        case "elsewhere":
            place = {key: value for key, value in dice.choice(PLACES).items() if key != "zone"}
            await host.patch(f"/events/{event_id}", {"place": place})
        case "music":
            await host.patch(f"/events/{event_id}", {"category": "music"})
        case _:
            await host.patch(f"/events/{event_id}", {"visibility": "unlisted"})


async def test_clusters_count_what_there_is_whatever_has_happened(world: World) -> None:
    dice = random.Random(20261125)
    hosts = [await world.user(f"Host {n}") for n in range(4)]
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await ann.put(f"/users/me/blocks/{hosts[0].id}")
    await hosts[1].put(f"/users/me/blocks/{ann.id}")
    world.move(timedelta(seconds=-world.app.clock().second, microseconds=-world.app.clock().microsecond))
    made: list[tuple[Person, Any]] = []
    for n in range(24):
        place = dict(dice.choice(PLACES))
        more: dict[str, Any] = {"time_zone": place.pop("zone"), "category": dice.choice(["music", "food"])}
        more |= {"place": place, "tags": dice.choice([[], ["ramen"]])}
        more["visibility"] = "unlisted" if n % 8 == 7 else "public"
        host = dice.choice(hosts)
        hours = dice.choice([0, 0.5, 2, 9, 30, 24 * 8, 24 * 20])
        made.append((host, await event(host, f"Event {n}", hours=hours, **more)))
    said = 0
    for turn in range(4):
        said += await same(world, bo, set()) + await same(world, ann, {hosts[0].id, hosts[1].id})
        for host, one in dice.sample(made, 4):
            await change(dice, host, one)
        if turn % 2 == 0:
            await TICKS["events.count_what_is_listed"][1](world.app)
            async with world.app.reading() as tx:
                row = await tx.row(KEPT)
                assert row
                assert (row["lines"], row["counts"] > 0) == (0, True)
        world.move(timedelta(minutes=dice.choice([7, 59, 61 * 3])))
    assert said > 500
    world.move(timedelta(days=40))
    await TICKS["events.count_what_is_listed"][1](world.app)
    async with world.app.reading() as tx:
        assert await tx.value(SLOTS) == 0, "what is over has left nothing behind"


async def test_friends_are_never_clustered_away(world: World) -> None:
    ann, friend, stranger = [await world.user(name) for name in ("Ann", "Friend", "Stranger")]
    await befriend(ann, friend)
    for host, title, visibility in (
        (friend, "Open", "public"),
        (friend, "Among friends", "friends"),
        (friend, "By its address", "unlisted"),
        (friend, "For the invited", "invite_only"),
        (stranger, "Somewhere", "public"),
    ):
        await event(host, title, visibility=visibility)
    for zoom in (3, 10):
        seen = (await ann.get(f"/map?south=59&west=23&north=61&east=27&zoom={zoom}")).body
        assert sorted(one["title"] for one in seen["events"]) == ["Among friends", "Open"]
        assert [one["count"] for one in seen["clusters"]] == [2], "what is not for everybody is counted for nobody"
    await going(ann, await event(stranger, "Where I go", category="music"))
    for zoom in (3, 14):
        view = f"/map?south=60&west=24.5&north=60.5&east=25.5&zoom={zoom}&whose="
        for whose, titles in (
            ("friends", ["Among friends", "Open"]),
            ("mine", ["Where I go"]),
            ("mine&category=food", []),
            ("friends&category=music", []),
        ):
            seen = (await ann.get(view + whose)).body
            assert sorted(one["title"] for one in seen["events"]) == titles, whose
            assert seen["clusters"] == [], "each by itself, however far out"
    await ann.put(f"/users/me/blocks/{friend.id}")
    assert (await ann.get(view + "friends")).body["events"] == []
    seen = (await ann.get("/map?south=59&west=23&north=61&east=27&zoom=10")).body
    assert [one["title"] for one in seen["events"]] == ["Where I go"]
    assert [one["count"] for one in seen["clusters"]] == [2]


@pytest.mark.parametrize("zoom", [11, 12.5, 14, 18])
async def test_close_by_the_soonest_are_shown_each_by_itself(world: World, zoom: float) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    for title, lat, lon, hours in (
        ("Later", 60.17, 24.95, 3),
        ("Sooner", 60.18, 24.94, 2),
        ("North of it", 60.21, 24.95, 1),
        ("East of it", 60.17, 25.01, 1),
    ):
        await event(host, title, place={"lat": lat, "lon": lon, "name": "Somewhere"}, hours=hours)
    seen = (await ann.get(f"/map?south=60.15&west=24.9&north=60.2&east=25.0&zoom={zoom}")).body
    assert ([one["title"] for one in seen["events"]], seen["clusters"]) == (["Sooner", "Later"], [])


async def test_a_box_as_large_as_the_world_is_the_world_whatever_zoom_it_says(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    await event(host)
    seen = (await ann.get("/map?south=-85&west=-180&north=85&east=180&zoom=18")).body
    assert (seen["events"], [one["count"] for one in seen["clusters"]], seen["cells"]) == ([], [1], [])
