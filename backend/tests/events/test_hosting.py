"""Hosting together, a host who is gone, and who was there."""

from datetime import datetime, timedelta

from tests.makers.events import ESPLANADI, event, going, standing, waiting
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.events.actions import arriving
from tomoda.users import actions as people


async def test_a_co_host_may_do_what_they_were_given_and_the_host_may_hand_over(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    await befriend(host, ann)
    dinner = await event(host, seats=1)
    assert (await host.put(f"/events/{dinner}/hosts/{bo.id}", {"rights": ["edit"]})).body["code"] == "guest_not_found"
    assert (await host.put(f"/events/{dinner}/hosts/{ann.id}", {"rights": ["edit"]})).status == 200
    assert (await ann.patch(f"/events/{dinner}", {"title": "Supper"})).status == 200
    assert (await ann.delete(f"/events/{dinner}/guests/{bo.id}")).body["code"] == "not_the_host"
    assert (await ann.get(f"/events/{dinner}/cancellation")).body["code"] == "not_the_host"
    assert (await ann.get(f"/events/{dinner}")).body["capabilities"] == ["rsvp", "edit"]
    await going(ann, dinner)
    assert await waiting(bo, dinner) == "waitlisted"
    assert (await host.post(f"/events/{dinner}/host", {"user_id": str(bo.id)})).body["code"] == "guest_not_found"
    assert (await host.post(f"/events/{dinner}/host", {"user_id": str(ann.id)})).status == 200
    assert (await ann.get(f"/events/{dinner}")).body["event"]["mine"] == "host"
    assert (await ann.get(f"/events/{dinner}/room")).status == 200
    assert await standing(bo, dinner) == "offered", "a host needs no seat"
    [old] = (await bo.get(f"/events/{dinner}/hosts")).body["data"]
    assert old["person"]["username"] == "Host"
    assert (await host.delete(f"/events/{dinner}/hosts/{host.id}")).status == 204


async def test_whoever_hosts_with_somebody_knows_where_it_is(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    await befriend(host, ann)
    dinner = await event(host, place=ESPLANADI | {"address": "Secret 1", "address_for": "guests"})
    await host.put(f"/events/{dinner}/hosts/{ann.id}", {"rights": []})
    for who, address in ((ann, "Secret 1"), (bo, "")):
        assert (await who.get(f"/events/{dinner}")).body["event"]["place"]["address"] == address
        [near] = (await who.get("/events/nearby?lat=60.165&lon=24.945")).body["data"]
        assert near["event"]["place"]["address"] == address


async def test_who_has_hosted_longest_takes_over_and_else_it_is_off(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    both, alone = await event(host, "Both"), await event(host, "Alone")
    for one in (ann, bo):
        await befriend(host, one)
        await host.put(f"/events/{both}/hosts/{one.id}", {"rights": []})
        world.move(timedelta(seconds=1))
    for one in (both, alone):
        await going(cleo, one)
    async with world.app.transaction() as tx:
        await people.hide(tx, host.id, "banned")
    card = (await cleo.get(f"/events/{both}")).body["event"]
    assert (card["host"]["username"], card["status"], card["mine"]) == ("Ann", "scheduled", "going")
    assert [one["title"] for one in (await cleo.get("/notices")).body["data"]] == ["Alone is off"]


async def scan(guest: Person, event_id: object, key: str, at: datetime, shown: datetime | None = None) -> object:
    step = int((shown or at).timestamp()) // arriving.STEP
    wanted = {"step": step, "code": arriving.code(key, step), "scanned_at": at.isoformat()}
    answer = await guest.post(f"/events/{event_id}/check-ins", wanted)
    return answer.status if answer.status == 204 else answer.body["extra"]["reason"]


async def test_who_was_there_is_there_also_when_it_is_told_later(world: World) -> None:
    host, ann, bo, cleo, dee = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo", "Dee")]
    dinner, other = await event(host, hours=2), await event(host, hours=2)
    for who in (ann, bo, dee):
        await going(who, dinner)
    keys = [(await host.put(f"/events/{one}/check-in-key")).body["key"] for one in (dinner, other)]
    assert (await ann.put(f"/events/{dinner}/check-in-key")).body["code"] == "not_the_host"
    now = world.app.clock()
    assert await scan(ann, dinner, keys[0], now) == "not_yet"
    world.move(timedelta(hours=2))
    now = world.app.clock()
    assert await scan(ann, dinner, keys[1], now) == "wrong_code", "another event's"
    assert await scan(ann, dinner, keys[0], now, now - timedelta(minutes=5)) == "wrong_code", "a photo of before"
    assert await scan(cleo, dinner, keys[0], now) == "no_seat"
    for _ in range(2):
        assert await scan(ann, dinner, keys[0], now) == 204
    assert (await host.put(f"/events/{dinner}/check-ins/{dee.id}")).status == 204
    world.move(timedelta(hours=20))
    assert await scan(bo, dinner, keys[0], now + timedelta(seconds=5)) == 204, "there was no connection"
    seen = (await host.get(f"/events/{dinner}/check-ins")).body["data"]
    found = {one["person"]["username"]: (one["by_host"], one["late"]) for one in seen}
    assert found == {"Ann": (False, False), "Bo": (False, True), "Dee": (True, False)}
    assert len((await ann.get(f"/events/{dinner}/check-ins")).body["data"]) == 1
    assert (await host.delete(f"/events/{dinner}/check-ins/{dee.id}")).status == 204
    world.move(timedelta(days=3))
    assert await scan(bo, dinner, keys[0], now) == "too_late"


async def test_events_are_found_by_title_place_and_host_in_any_script(world: World) -> None:
    host, ann = await world.user("Hanako"), await world.user("Ann")
    await event(host, "渋谷で飲み会", place={"lat": 35.66, "lon": 139.7, "name": "ハチ公前"}, hours=3)
    await event(host, "Café crawl", hours=2)
    await event(host, "Secret café", visibility="unlisted")
    await event(host, "Напитки и игры", hours=4, category="games")
    seen: dict[str, list[str]] = {}
    for q in ("飲", "ハチ公", "渋谷 飲み", "cafe", "CAFÉ", "crawl esplanadi", "игры", "hanako", "zzz", "100%"):
        found = (await ann.get(f"/events/search?q={q.replace('%', '%25')}")).body["data"]
        seen[q] = [one["title"][:4] for one in found]
    one, two, three = "渋谷で飲", "Café", "Напи"
    assert seen == {
        "飲": [one],
        "ハチ公": [one],
        "渋谷 飲み": [one],
        "cafe": [two],
        "CAFÉ": [two],
        "crawl esplanadi": [two],
        "игры": [three],
        "hanako": [two, one, three],
        "zzz": [],
        "100%": [],
    }
    found = (await ann.get("/events/search?q=hanako&category=games")).body["data"]
    assert [card["category"] for card in found] == ["games"]
    assert found[0] == (await ann.get(f"/events/{found[0]['id']}")).body["event"]
    await host.put(f"/users/me/blocks/{ann.id}")
    assert (await ann.get("/events/search?q=cafe")).body["data"] == []


async def test_my_friends_private_events_are_on_my_map_and_on_nobody_elses(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    await befriend(host, ann)
    await event(host, "For friends", visibility="friends", place=ESPLANADI)
    seen: list[list[str]] = []
    for zoom in (14, 6):
        for who in (ann, bo):
            found = await who.get(f"/map?south=60.1&west=24.9&north=60.2&east=25&zoom={zoom}")
            seen.append([one["title"] for one in found.body["events"]])
    assert seen == [["For friends"], [], ["For friends"], []]
