"""People find places by typing, by pointing, and in their own language."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest

from tests.conftest import SECRET
from tests.makers.locations import load_places, with_places
from tests.world import Person, World, open_world
from tomoda.core.app import Database, Valkey

HELSINKI = "lat=60.1699&lon=24.9384"
TOKYO = "lat=35.68&lon=139.76"


@pytest.fixture(scope="module")
async def ann(postgres: Database, valkey_server: Valkey) -> AsyncIterator[Person]:
    """Somebody who looks for places; nobody here changes any."""
    async with with_places(postgres, valkey_server, SECRET, "places_found") as app, open_world(app) as world:
        yield await world.user("Ann")


async def names(person: Person, path: str) -> list[str]:
    answer = await person.get(path)
    assert answer.status == 200, answer.body
    return [place["name"] for place in answer.body["data"]]


async def test_one_character_of_any_script_finds_a_town(ann: Person) -> None:
    for typed, lang, town in [
        ("東", "ja", "東京"),
        ("東京", "ja", "東京"),
        ("서리", "ko", "서리"),
        ("Моск", "en", "Moscow"),
    ]:
        found = await names(ann, f"/locations/autocomplete?q={quote(typed)}&lang={lang}")
        assert town in found, (typed, found)


async def test_what_is_near_comes_before_what_is_famous(ann: Person) -> None:
    here = await names(ann, f"/locations/autocomplete?q=ate&{HELSINKI}")
    there = await names(ann, f"/locations/autocomplete?q=ate&{TOKYO}")
    assert here[0] == "Ateneum"
    assert not there or there[0] != "Ateneum"


async def test_accents_and_case_make_no_difference(ann: Person) -> None:
    assert "São Paulo" in await names(ann, "/locations/autocomplete?q=SAO%20PAULO")


async def test_a_house_number_is_found(ann: Person) -> None:
    found = await ann.get(f"/locations/search?q=mannerheimintie%205&{HELSINKI}")
    assert any("Mannerheimintie 5" in f"{place['name']} {place['address']}" for place in found.body["data"])


async def test_a_later_word_of_a_name_is_enough(ann: Person) -> None:
    assert "Hard Rock Cafe Helsinki" in await names(ann, f"/locations/autocomplete?q=rock%20ca&{HELSINKI}")


async def test_a_kind_and_a_town_find_one_there(ann: Person) -> None:
    assert "Ateneum" in await names(ann, "/locations/search?q=museum%20ateneum")


async def test_a_slip_of_the_finger_is_forgiven(ann: Person) -> None:
    assert "Helsinki" in await names(ann, "/locations/search?q=Helsinky")


async def test_a_viewport_keeps_the_search_inside(ann: Person) -> None:
    box = "south=60.16&west=24.93&north=60.18&east=24.96"
    found = await ann.get(f"/locations/search?q=s&limit=50&{box}")
    assert found.body["data"]
    assert all(60.16 <= place["lat"] <= 60.18 for place in found.body["data"])


async def test_places_are_shown_in_the_language_asked_for(ann: Person) -> None:
    finnish = await names(ann, f"/locations/search?q=mannerheim&lang=fi&{HELSINKI}")
    swedish = await names(ann, f"/locations/search?q=mannerheim&lang=sv&{HELSINKI}")
    assert "Mannerheimintie" in finnish
    assert "Mannerheimvägen" in swedish


async def test_nearby_is_in_metres_and_in_order(ann: Person) -> None:
    found = (await ann.get(f"/locations/nearby?{HELSINKI}&radius=300&key=amenity&limit=50")).body["data"]
    metres = [place["metres"] for place in found]
    assert metres
    assert metres == sorted(metres)
    assert metres[-1] <= 300
    assert {place["category"].split(":")[0] for place in found} == {"amenity"}


async def test_a_point_is_called_by_what_stands_there_or_by_the_next_town(ann: Person) -> None:
    house = (await ann.get(f"/locations/reverse?{HELSINKI}")).body["data"]
    assert house[0]["metres"] <= 60
    town = (await ann.get(f"/locations/reverse?{TOKYO}&lang=ja")).body["data"]
    assert [place["country_code"] for place in town] == ["JP"]
    assert town[0]["category"].startswith("place:")


async def test_whoever_made_the_map_is_thanked(ann: Person) -> None:
    found = (await ann.get(f"/locations/search?q=ateneum&{HELSINKI}")).body
    assert [thanks["text"] for thanks in found["attribution"]] == ["© OpenStreetMap contributors"]
    town = (await ann.get("/locations/search?q=osaka")).body
    assert {thanks["source"] for thanks in town["attribution"]} >= {"geonames"}


async def test_a_place_has_its_time_zone_and_so_has_a_point(ann: Person) -> None:
    place = (await ann.get(f"/locations/search?q=ateneum&{HELSINKI}")).body["data"][0]
    assert place["time_zone"] == "Europe/Helsinki"
    assert (await ann.get(f"/locations/{place['id']}")).body["name"] == place["name"]
    assert (await ann.get(f"/locations/time-zone?{TOKYO}")).body == {"time_zone": "Asia/Tokyo"}


async def test_what_cannot_be_looked_for_is_refused(ann: Person) -> None:
    assert (await ann.get("/locations/search?q=%21%3F")).body["code"] == "nothing_to_search"
    assert (await ann.get("/locations/01900000-0000-7000-8000-000000000000")).status == 404
    assert (await ann.get("/locations/nearby?lat=91&lon=0")).status == 400


async def test_two_towns_of_one_name_are_two(ann: Person) -> None:
    found = (await ann.get("/locations/search?q=birmingham&limit=50")).body["data"]
    assert {"GB", "US"} <= {place["country_code"] for place in found}
    assert (await names(ann, "/locations/autocomplete?q=aurora&limit=20")).count("Aurora") > 1


async def test_only_people_who_signed_in_may_search(world: World) -> None:
    assert (await world.ask("GET", "/locations/autocomplete?q=a")).status == 401


async def test_a_second_import_changes_nothing(world: World) -> None:
    first = await load_places(world.app, 100)
    assert first > 2000
    assert await load_places(world.app, 100) == 100
