"""This evening, of this kind, with this tag."""

from datetime import UTC, datetime
from typing import Any

from tests.makers.events import event, going
from tests.world import Person, World

TOKYO = {"lat": 35.68, "lon": 139.76, "name": "Otemachi"}
HELSINKI = "south=60.1&west=24.8&north=60.3&east=25.1"


async def titles(who: Person, path: str) -> list[str]:
    """What is found, whatever the list looks like."""
    found: list[Any] = next(iter((await who.get(path)).body.values()))
    return sorted(one.get("event", one)["title"] for one in found)


async def test_tonight_is_the_evening_at_the_events_own_place(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    world.move(datetime(2031, 5, 17, 9, tzinfo=UTC) - world.app.clock())  # noon in Helsinki, 18:00 in Tokyo
    evenings: list[tuple[str, str, dict[str, Any]]] = [
        ("Lunch", "2031-05-17T13:00:00", {}),
        ("Dinner", "2031-05-17T19:00:00", {"tags": ["ramen"]}),
        ("After midnight", "2031-05-18T01:00:00", {"category": "music"}),
        ("Breakfast", "2031-05-18T08:00:00", {}),
        ("Next dinner", "2031-05-18T19:00:00", {}),
        ("Sushi", "2031-05-17T20:00:00", {"place": TOKYO, "time_zone": "Asia/Tokyo"}),
        ("Sushi tomorrow", "2031-05-18T18:00:00", {"place": TOKYO, "time_zone": "Asia/Tokyo"}),
    ]
    for title, start, more in evenings:
        await event(host, title, local_start=start, **more)
    near = "/events/nearby?lat=60.167&lon=24.947"
    assert await titles(ann, f"{near}&when=tonight") == ["After midnight", "Dinner"]
    assert await titles(ann, "/events/nearby?lat=35.68&lon=139.76&when=tonight") == ["Sushi"]
    assert await titles(ann, f"/map?{HELSINKI}&zoom=14&when=tonight") == ["After midnight", "Dinner"]
    assert (await ann.get("/map?south=59&west=23&north=61&east=27&zoom=6&when=tonight")).body["clusters"][0][
        "count"
    ] == 2
    assert await titles(ann, "/events/search?q=sushi&when=tonight") == ["Sushi"]
    world.move(datetime(2031, 5, 17, 22, 30, tzinfo=UTC) - world.app.clock())  # half past one in Helsinki
    assert await titles(ann, f"{near}&when=tonight") == ["After midnight"], "the night is not over yet"


async def test_events_are_found_by_kind_and_by_the_hosts_own_words(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    await event(host, "Dinner", category="food", tags=["Ramen", "vegan"])
    await event(host, "Concert", category="music", tags=["ラーメン"])
    party = await event(host, "Party", visibility="unlisted", category="music", tags=["vegan"])
    await going(ann, party)
    near, on_map = "/events/nearby?lat=60.167&lon=24.947", f"/map?{HELSINKI}&zoom=14"
    assert await titles(ann, f"{near}&category=music") == ["Concert"]
    assert await titles(ann, f"{near}&tag=%23VEGAN") == ["Dinner"]
    assert await titles(ann, f"{on_map}&category=music") == ["Concert", "Party"], "mine, too"
    assert await titles(ann, f"{on_map}&tag=vegan") == ["Dinner", "Party"]
    assert await titles(ann, "/events/search?q=ramen") == ["Dinner"]
    assert await titles(ann, "/events/search?q=ラーメン") == ["Concert"]
    assert await titles(ann, "/events/search?q=concert&tag=vegan") == []
    assert (await ann.get(f"{near}&tag={'a' * 31}")).status == 400
