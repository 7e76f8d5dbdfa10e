"""An event from the idea to the evening."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from tests.makers.chat import heard, say
from tests.makers.events import ESPLANADI, cancel, event, going
from tests.world import Person, World
from tomoda.core.sql import sql
from tomoda.core.words import new_id
from tomoda.events.actions import homes

LOCATION = sql("""
    insert into locations (id, osm_type, osm_id, kind, osm_key, osm_value, name, housenumber, street, district, place,
                           importance, time_zone, search, created_at)
    values ($1, 'N', $2, 'house', $4, $5, $3, '1', 'Secret', 'Kamppi', st_point(24.94567, 60.16123)::geography, 0.1,
            'Europe/Helsinki', '', now())
""")


async def test_a_title_and_a_place_are_enough(world: World) -> None:
    ann = await world.user("Ann")
    answer = await ann.post(
        "/events", {"title": "Ramen?", "place": {"lat": 60.17, "lon": 24.94, "name": "Töölönlahti"}}
    )
    assert answer.status == 201
    made = answer.body
    assert (made["status"], made["mine"], made["seats"], made["going"]) == ("ongoing", "host", None, 0)
    assert made["host"]["display_name"] == "Ann"


async def test_the_same_event_sent_twice_is_one_event(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    wanted = {"id": str(new_id()), "title": "Ramen?", "place": ESPLANADI}
    first, again = await ann.post("/events", wanted), await ann.post("/events", wanted)
    assert (first.status, again.status) == (201, 201)
    assert first.body["id"] == again.body["id"]
    assert len((await ann.get("/events/mine")).body["data"]) == 1
    assert (await bo.post("/events", wanted)).body["code"] == "event_id_taken"


async def test_an_event_has_its_room_from_the_first_moment_and_guests_are_in_it(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    picnic = await event(host)
    room = UUID((await host.get(f"/events/{picnic}/room")).body["room"]["id"])
    await say(host, room, "bring a blanket")
    assert (await ann.get(f"/events/{picnic}/room")).status == 404
    await going(ann, picnic)
    assert [one for one in await heard(ann, room) if one] == ["bring a blanket"], "and that people came"
    assert (await say(ann, room, "I will")).status == 200
    await going(ann, picnic, "no")
    assert (await ann.get(f"/rooms/{room}/messages")).status == 404
    assert (await say(bo, room, "hi")).status == 404


async def test_a_blocked_host_has_no_events(world: World) -> None:
    host, ann, nobody = await world.user("Host"), await world.user("Ann"), new_id()
    picnic = await event(host)
    await going(ann, picnic)
    await host.put(f"/users/me/blocks/{ann.id}")
    for path in ("", "/guests", "/room"):
        hidden, missing = await ann.get(f"/events/{picnic}{path}"), await ann.get(f"/events/{nobody}{path}")
        assert hidden.status == missing.status == 404
        assert hidden.body["code"] == missing.body["code"]
    assert (await ann.get("/events/mine")).body["data"] == []


async def test_a_blocked_guest_is_not_even_counted(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    picnic = await event(host)
    await going(ann, picnic)
    await going(bo, picnic)
    await ann.put(f"/users/me/blocks/{bo.id}")
    seen = {who.name: (await who.get(f"/events/{picnic}")).body["event"]["going"] for who in (host, ann, bo)}
    assert seen == {"Host": 2, "Ann": 1, "Bo": 1}
    guests = (await ann.get(f"/events/{picnic}/guests")).body["data"]
    assert [one["person"]["username"] for one in guests] == ["Ann"]


async def test_who_blocked_a_guest_is_told_alone_and_sees_no_more_than_others_do(world: World) -> None:
    host, ann, bo, cy = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy")]
    picnic, secret = await event(host), await event(host, "Surprise", guest_list="hidden")
    for there in (picnic, secret):
        await going(bo, there)
        await going(cy, there)
    await cy.put(f"/users/me/blocks/{ann.id}")
    assert [(await ann.put(f"/users/me/blocks/{one.id}")).status for one in (bo, cy)] == [204, 404]

    async def told(who: Person, of: UUID) -> list[str]:
        answer = await who.get(f"/events/{of}/blocked")
        assert answer.status == 200, answer.body
        return [one["username"] for one in answer.body["data"]]

    assert await told(ann, picnic) == ["Bo"], "of Cy, who blocked her, she is told nothing"
    assert await told(ann, secret) == [], "a block opens no list of guests"
    assert await told(bo, picnic) == await told(host, picnic) == []
    await ann.delete(f"/users/me/blocks/{bo.id}")
    assert await told(ann, picnic) == []
    assert (await ann.get(f"/events/{bo.id}/blocked")).body["code"] == "event_not_found"


async def test_the_address_is_for_guests(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    home = {"lat": 60.16123, "lon": 24.94567, "name": "Kamppi", "address": "Secret 1 A 5", "address_for": "guests"}
    dinner = await event(host, "Dinner", place=home)
    await going(ann, dinner)
    place = {who.name: (await who.get(f"/events/{dinner}")).body["event"]["place"] for who in (host, ann, bo)}
    assert place["Host"] == place["Ann"]
    assert (place["Ann"]["lat"], place["Ann"]["lon"], place["Ann"]["address"]) == (60.16123, 24.94567, "Secret 1 A 5")
    assert place["Bo"] == {"lat": 60.165, "lon": 24.945, "name": "Kamppi", "address": "", "exact": False}
    [near] = (await bo.get("/events/nearby?lat=60.165&lon=24.945")).body["data"]
    assert (near["metres"], near["event"]["place"]["exact"]) == (0, False), "nor does the distance tell"


async def test_what_may_be_a_home_is_not_public_by_default_and_only_when_its_host_says_so_twice(world: World) -> None:
    host, kai, ann = [await world.user(name) for name in ("Host", "Kai", "Ann")]
    cafe, flat, house = new_id(), new_id(), new_id()
    async with world.app.transaction() as tx:
        await tx.run(LOCATION, cafe, 1, "Kappeli", "amenity", "cafe")
        await tx.run(LOCATION, flat, 2, None, "building", "apartments")
        await tx.run(LOCATION, house, 3, "Secret 1", "place", "unknown")  # as the geocoder calls a house without a name
    typed = {"lat": 60.16123, "lon": 24.94567, "name": "Kamppi", "address": "Secret 1 A 5"}

    async def seen(place: dict[str, Any], **more: Any) -> tuple[str, int]:
        made = await event(kai, "Dinner", place=place, **more)
        card = (await kai.get(f"/events/{made}")).body["event"]
        return card["visibility"], (await ann.get(f"/events/{made}")).status

    assert await seen(typed) == ("friends", 404)
    assert await seen(typed | {"location_id": str(flat)}) == ("friends", 404)
    assert await seen(typed | {"location_id": str(cafe)}) == ("public", 200)
    assert await seen(typed | {"location_id": str(cafe), "lat": 60.18}) == ("friends", 404), "the café is not there"
    found = {"lat": 60.16123, "lon": 24.94567, "name": "Secret 1", "address": "Kamppi", "location_id": str(house)}
    assert await seen(found) == ("friends", 404), "a house is called by its address"
    assert await seen({"lat": 60.16123, "lon": 24.94567}) == ("friends", 404), "here may be at home"
    assert await seen(typed | {"address_for": "guests"}) == ("public", 200), "nobody is shown the address"
    assert await seen(typed | {"address": "Esplanadi, Kluuvi"}) == ("public", 200), "without a number it is no door"
    assert await seen(typed | {"name": "Secret 1", "address": ""}) == ("friends", 404), "it is called by its address"
    shy = await event(host, "Dinner", place=typed | {"name": "Secret 1", "address": "Kamppi", "address_for": "guests"})
    places = [(await who.get(f"/events/{shy}")).body["event"]["place"] for who in (host, ann)]
    assert [(one["name"], one["address"]) for one in places] == [("", "Secret 1, Kamppi"), ("", "")]
    assert await seen(typed, visibility="public", confirm_public=True) == ("public", 200)
    refused = await host.post("/events", {"title": "Dinner", "place": typed, "visibility": "public"})
    assert (refused.status, refused.body["code"]) == (422, "confirm_public")
    dinner = await event(host, "Dinner", place=typed)
    picnic = await event(host, "Picnic")
    for one, change in ((dinner, {"visibility": "public"}), (picnic, {"place": typed})):
        refused = await host.patch(f"/events/{one}", change)
        assert (refused.status, refused.body["code"]) == (422, "confirm_public")
        changed = await host.patch(f"/events/{one}", change | {"confirm_public": True})
        assert (changed.status, changed.body["event"]["visibility"]) == (200, "public")
        assert (await host.patch(f"/events/{one}", {"title": "Supper"})).status == 200, "it is asked once"
    copy = await host.post(f"/events/{dinner}/copies", {"local_start": "2026-12-31T20:00:00", "draft": False})
    assert copy.body["visibility"] == "public", "what was confirmed is not asked about again"


DOORS = Path(__file__).parents[3] / "frontend/src/features/events/doors.json"


def test_what_has_a_number_as_on_a_door_is_told_from_a_name_as_in_the_app() -> None:
    said = msgspec.json.decode(DOORS.read_bytes(), type=dict[str, list[str]])
    assert [one for one in said["doors"] if not homes.is_door(one)] == []
    assert [one for one in said["names"] if homes.is_door(one)] == []


async def test_whom_an_address_is_for_can_change_without_moving_the_event(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    home = {"lat": 60.16123, "lon": 24.94567, "name": "Kamppi", "address": "Secret 1 A 5"}
    dinner = await event(host, "Dinner", place=home, confirm_public=True, visibility="public")
    assert (await ann.get(f"/events/{dinner}")).body["event"]["place"]["exact"]
    hidden = (await host.patch(f"/events/{dinner}", {"address_for": "guests"})).body
    assert (hidden["address_for"], hidden["event"]["place"]["address"]) == ("guests", "Secret 1 A 5")
    seen = (await ann.get(f"/events/{dinner}")).body["event"]["place"]
    assert (seen["exact"], seen["address"], seen["lat"]) == (False, "", 60.165)
    refused = await host.patch(f"/events/{dinner}", {"address_for": "everyone"})
    assert (refused.status, refused.body["code"]) == (422, "confirm_public"), "it may be a home"
    both = await host.patch(f"/events/{dinner}", {"address_for": "everyone", "place": home | {"address_for": "guests"}})
    assert both.body["errors"][0]["pointer"] == "#/address_for"
    shown = await host.patch(f"/events/{dinner}", {"address_for": "everyone", "confirm_public": True})
    assert shown.body["address_for"] == "everyone"
    assert (await ann.get(f"/events/{dinner}")).body["event"]["place"]["address"] == "Secret 1 A 5"


async def test_a_house_that_is_called_by_its_address_does_not_give_it_away(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    house, cafe = new_id(), new_id()
    async with world.app.transaction() as tx:
        await tx.run(LOCATION, house, 1, "Secret 1", "place", "house")
        await tx.run(LOCATION, cafe, 2, "Studio 54", "amenity", "cafe")
    found = {"lat": 60.16123, "lon": 24.94567, "name": "Secret 1", "address": "Helsinki", "address_for": "guests"}
    dinner = await event(host, "Dinner", place=found | {"location_id": str(house)})
    typed = await event(host, "Tea", place=found | {"address": ""})
    there = await event(host, "Coffee", place=found | {"name": "Studio 54", "location_id": str(cafe)})
    moved = await event(host, "Cake")
    await host.patch(f"/events/{moved}", {"place": found | {"location_id": str(house)}})
    names = [(await ann.get(f"/events/{one}")).body["event"]["place"]["name"] for one in (dinner, typed, there, moved)]
    assert names == ["Kamppi", "", "Studio 54", "Kamppi"]
    await going(ann, dinner)
    assert (await ann.get(f"/events/{dinner}")).body["event"]["place"]["address"] == "Secret 1, Helsinki"


async def test_two_hosts_edits_do_not_overwrite_each_other(world: World) -> None:
    host = await world.user("Host")
    picnic = await event(host)
    assert (await host.patch(f"/events/{picnic}", {"title": "Picnic by the sea"}, if_match='"1"')).status == 200
    late = await host.patch(f"/events/{picnic}", {"seats": 4}, if_match='"1"')
    assert (late.status, late.body["code"], late.body["current_state"]) == (412, "version_conflict", "2")


async def test_moving_the_start_keeps_the_length(world: World) -> None:
    host = await world.user("Host")
    picnic = await event(host, local_start="2026-12-31T22:00:00", local_end="2027-01-01T01:00:00")
    moved = await host.patch(f"/events/{picnic}", {"local_start": "2026-12-31T20:30:00"})
    card = moved.body["event"]
    assert (card["local_end"], card["ends_at"]) == ("2026-12-31T23:30:00", "2026-12-31T21:30:00+00:00")


async def test_a_cancelled_event_stays_and_says_why(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    picnic = await event(host)
    assert (await cancel(ann, picnic)).body["code"] == "not_the_host"
    for _ in range(2):
        assert (await cancel(host, picnic, "rain")).status == 200
    page = (await ann.get(f"/events/{picnic}")).body
    assert (page["event"]["status"], page["cancel_reason"], page["capabilities"]) == ("cancelled", "rain", [])
    assert (await host.patch(f"/events/{picnic}", {"title": "Sunny picnic"})).body["code"] == "event_is_cancelled"


async def test_its_status_is_what_the_clock_says(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    picnic = await event(host, hours=1)
    seen: list[str] = []
    for hours in (0, 1, 3):
        world.move(timedelta(hours=hours))
        seen.append((await ann.get(f"/events/{picnic}")).body["event"]["status"])
    assert seen == ["scheduled", "ongoing", "completed"]
    assert (await ann.put(f"/events/{picnic}/rsvp", {"answer": "going"})).body["code"] == "event_over"


@pytest.mark.parametrize(
    ("wanted", "pointer"),
    [
        ({"title": "Hi"}, "#/title"),
        ({"title": " \u200b a"}, "#/title"),
        ({"category": "nonsense"}, "#/category"),
        ({"place": {"lat": 91, "lon": 0}}, "#/place/lat"),
        ({"time_zone": "Mars/Base"}, "#/time_zone"),
        ({"seats": 0}, "#/seats"),
    ],
)
async def test_what_is_wrong_is_said_by_field(world: World, wanted: dict[str, object], pointer: str) -> None:
    ann = await world.user("Ann")
    answer = await ann.post("/events", {"title": "Ramen?", "place": ESPLANADI} | wanted)
    assert (answer.status, answer.body["errors"][0]["pointer"]) == (400, pointer)


async def test_an_event_is_neither_yesterday_nor_in_two_years_nor_a_month_long(world: World) -> None:
    ann = await world.user("Ann")
    now = world.app.clock().replace(tzinfo=None, microsecond=0)
    for start, end in (
        (now - timedelta(days=1), None),
        (now + timedelta(days=700), None),
        (now + timedelta(days=1), now + timedelta(days=30)),
        (now + timedelta(days=1), now),
    ):
        wanted = {"title": "Ramen?", "place": ESPLANADI, "time_zone": "UTC", "local_start": start.isoformat()}
        answer = await ann.post("/events", wanted | ({"local_end": end.isoformat()} if end else {}))
        assert (answer.status, answer.body["code"]) == (422, "bad_time")
