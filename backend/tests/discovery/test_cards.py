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


async def test_a_plain_question_and_an_odd_one_get_the_same_answer(world: World) -> None:
    """A plain one is answered at once, `+60.165` goes the long way."""
    host, ann = await world.user("Host"), await world.user("Ann")
    await event(host)
    plain = await ann.get("/events/nearby?lat=60.165&lon=24.945&when=week&limit=5")
    odd = await ann.get("/events/nearby?lat=60.165&lon=24.945&when=week&limit=5&when=week")
    assert plain.body == odd.body
    assert plain.headers["content-type"] == odd.headers["content-type"]
    assert plain.headers["x-content-type-options"] == "nosniff"


async def test_an_odd_question_is_refused_as_ever(world: World) -> None:
    ann = await world.user("Ann")
    for query, pointer in (
        ("lat=91&lon=24", "#/query/lat"),
        ("lat=nan&lon=24", "#/query/lat"),
        ("lat=60&lon=24&limit=101", "#/query/limit"),
        ("lat=60&lon=24&when=later", "#/query/when"),
        ("lon=24", "#/query/lat"),
    ):
        answer = await ann.get(f"/events/nearby?{query}")
        assert (answer.status, answer.body["errors"][0]["pointer"]) == (400, pointer), query
    assert (await world.ask("GET", "/events/nearby?lat=60&lon=24")).status == 401
