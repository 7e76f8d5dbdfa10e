"""There are two ways to the answer to `nearby`, and they say the same whatever happens."""

from datetime import timedelta

from tests.makers.events import event, going
from tests.world import Person, World

PLAIN = "/events/nearby?lat=60.165&lon=24.945&when=week&limit=50"
LONG_WAY = f"{PLAIN}&when=week"


async def same_for(people: list[Person]) -> list[list[str]]:
    """What each of them is shown, which is the same at once and by the long way; the titles."""
    shown: list[list[str]] = []
    for person in people:
        plain, long_way = await person.get(PLAIN), await person.get(LONG_WAY)
        assert plain.body == long_way.body, person.name
        shown.append([one["event"]["title"] for one in plain.body["data"]])
    return shown


async def test_whatever_happens_to_an_event_everybody_is_shown_it_as_it_is(world: World) -> None:
    host, guest, waiting, blocker, nobody = people = [
        await world.user(name) for name in ("Host", "Guest", "Waiting", "Blocker", "Nobody")
    ]
    place = {"lat": 60.165, "lon": 24.945, "name": "Kamppi", "address": "Secret 1 A 5", "address_for": "guests"}
    dinner = await event(host, "Dinner", place=place, seats=1)
    await event(nobody, "Chess", guest_list="hidden")
    assert [sorted(titles) for titles in await same_for(people)] == [["Chess", "Dinner"]] * 5
    await going(guest, dinner)
    await same_for(people)
    await going(waiting, dinner, "waitlisted")
    await same_for(people)
    await blocker.put(f"/users/me/blocks/{guest.id}")
    await same_for(people)
    await guest.delete(f"/events/{dinner}/rsvp")
    await same_for(people)
    page = await host.get(f"/events/{dinner}")
    version = {"if_match": page.headers["etag"]}
    assert (await host.patch(f"/events/{dinner}", {"title": "Supper"}, **version)).status == 200
    assert "Supper" in (await same_for([nobody]))[0]
    assert (await host.patch("/users/me", {"display_name": "Hostess"})).status == 200
    assert "Hostess" in {one["event"]["host"]["display_name"] for one in (await nobody.get(PLAIN)).body["data"]}
    await same_for(people)
    world.move(timedelta(hours=2, minutes=30))
    await same_for(people)
    await blocker.put(f"/users/me/blocks/{host.id}")
    assert await same_for([host, blocker]) == [(await same_for([nobody]))[0], ["Chess"]]
