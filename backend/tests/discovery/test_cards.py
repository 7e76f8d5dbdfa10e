"""A card says the same wherever it stands."""

from tests.makers.events import event, going
from tests.world import World


async def test_the_card_nearby_and_on_the_map_is_the_card_on_the_events_page(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    home = {"lat": 60.16123, "lon": 24.94567, "name": "Kamppi", "address": "Secret 1 A 5", "address_for": "guests"}
    dinner = await event(host, "Dinner", place=home, seats=4)
    picnic = await event(host, "Picnic", hours=2)
    for person in (ann, bo):
        await going(person, dinner)
    await going(bo, picnic, "maybe")
    await ann.put(f"/users/me/blocks/{bo.id}")
    for person in (host, ann, bo):
        pages = [(await person.get(f"/events/{one}")).body["event"] for one in (dinner, picnic)]
        near = (await person.get("/events/nearby?lat=60.165&lon=24.945")).body["data"]
        on_map = (await person.get("/map?south=60.1&west=24.9&north=60.2&east=25&zoom=14")).body["events"]
        assert sorted((one["event"] for one in near), key=lambda card: card["title"]) == pages
        assert on_map == pages
