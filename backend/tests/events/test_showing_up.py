"""On the way, late or not at all; what is kept of it, and how it fades."""

from datetime import datetime, timedelta
from typing import Any

from tests.events.test_hosting import scan
from tests.makers.events import cancel, event, going, waiting
from tests.world import Person, World
from tomoda.core.sql import sql
from tomoda.core.words import new_id

WAYS = sql("select body from signals where topic = $1 and name = 'events.way_said' order by place")


async def marks(who: Person) -> list[tuple[str, float]]:
    """What is kept of somebody, as they see it."""
    return [(one["kind"], one["weight"]) for one in (await who.get("/users/me/reliability")).body["data"]]


async def said_of(host: Person, of: object, who: Person, attended: str | None) -> Any:
    """What the host says of one guest, and what is answered."""
    answer = await host.put(f"/events/{of}/attendance", {"data": [{"user_id": str(who.id), "attended": attended}]})
    return answer.status if answer.status == 200 else (answer.body["code"], answer.body.get("extra", {}).get("reason"))


async def test_the_room_hears_who_is_on_the_way_and_who_is_not(world: World) -> None:
    host, ann, bo, cy = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy")]
    picnic = await event(host, hours=4, seats=1)
    await going(ann, picnic)
    await waiting(bo, picnic)
    path = f"/events/{picnic}/way"
    assert (await ann.put(path, {"state": "on_my_way"})).body["code"] == "not_the_time"
    world.move(timedelta(hours=2))
    assert (await bo.put(path, {"state": "on_my_way"})).status == 404, "who waits goes nowhere yet"
    assert (await ann.put(path, {"state": "on_my_way"})).status == 204
    assert (await ann.put(path, {"state": "running_late", "minutes": 10})).status == 204
    assert (await host.put(path, {"state": "running_late", "minutes": 5})).status == 204
    assert (await host.put(path, {"state": "cannot_come"})).status == 409, "a host hands over, or calls it off"
    for who, seen in ((host, 10), (ann, 10), (cy, None)):
        [guest] = [one for one in (await who.get(f"/events/{picnic}/guests")).body["data"] if one["answer"] == "going"]
        assert (guest["way"] and guest["way"]["minutes"]) == seen, who.name
    assert (await ann.put(path, {"state": "cannot_come"})).status == 204
    assert await waiting(bo, picnic) == "going", "the seat was offered"
    room = (await host.get(f"/events/{picnic}/room")).body["room"]["id"]
    lines = [one["system"] for one in (await host.get(f"/rooms/{room}/messages")).body["data"] if one["system"]]
    told = [(one["what"], one.get("minutes")) for one in lines if one["what"] not in ("joined", "left")]
    assert told == [("on_my_way", None), ("running_late", 10), ("running_late", 5), ("cannot_come", None)]
    async with world.app.reading() as tx:
        heard = [bytes(row["body"]) for row in await tx.rows(WAYS, f"event:{picnic}")]
    assert [str(picnic).encode() in body for body in heard] == [True] * 4, "whoever looks asks for the guests again"
    assert not any(str(ann.id).encode() in body or b"late" in body for body in heard), "who may know is asked then"


async def test_a_seat_given_up_late_counts_unless_somebody_takes_it(world: World) -> None:
    host, ann, bo, cy = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy")]
    picnic = await event(host, hours=3, seats=2, late_cancel=60)
    page = (await bo.get(f"/events/{picnic}")).body
    starts = datetime.fromisoformat(page["event"]["starts_at"])
    assert datetime.fromisoformat(page["late_from"]) == starts - timedelta(minutes=60), "said before one joins"
    await going(ann, picnic)
    await going(ann, picnic, "no")
    await going(ann, picnic)
    await going(bo, picnic)
    assert await marks(ann) == [], "in time"
    world.move(timedelta(hours=2, minutes=10))
    for who in (ann, bo):
        await going(who, picnic, "no")
    assert [await marks(who) for who in (ann, bo)] == [[("late", 0.5)], [("late", 0.5)]]
    await going(cy, picnic)
    assert [await marks(who) for who in (ann, bo)] == [[], [("late", 0.5)]], "the first seat was taken"
    await going(bo, picnic)
    assert await marks(bo) == [], "Bo comes after all"
    await going(bo, picnic, "no")
    world.move(timedelta(days=60))
    [(kind, weight)] = await marks(bo)
    assert (kind, 0.24 < weight < 0.26) == ("late", True), "half of it after sixty days"
    assert [await marks(who) for who in (host, ann, cy)] == [[], [], []]


async def test_what_is_off_or_moved_counts_for_nobody(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    off, moved = [await event(host, title, hours=1, late_cancel=120) for title in ("Off", "Moved")]
    for one in (off, moved):
        await going(ann, one)
        await going(ann, one, "no")
    assert len(await marks(ann)) == 2
    await going(ann, moved)
    await cancel(host, off)
    later = (world.app.clock() + timedelta(hours=2)).isoformat(timespec="seconds")
    assert (await host.patch(f"/events/{moved}", {"local_start": later, "time_zone": "UTC"})).status == 200
    assert (await ann.get(f"/events/{moved}")).body["standing"]["late_from"] is None
    await going(ann, moved, "no")
    assert await marks(ann) == []


async def test_the_host_says_who_came_for_two_days_and_the_guest_can_say_otherwise(world: World) -> None:
    host, ann, bo, cy = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy")]
    dinner = await event(host, "Dinner", hours=1)
    for who in (ann, bo):
        await going(who, dinner)
    await host.put(f"/events/{dinner}/hosts/{bo.id}", {"rights": ["check_in"]})
    assert await said_of(host, dinner, ann, "no_show") == ("attendance_closed", "not_yet"), "never of what is to come"
    world.move(timedelta(hours=1, minutes=1))
    key = (await host.put(f"/events/{dinner}/check-in-key")).body["key"]
    assert await scan(bo, dinner, key, world.app.clock()) == 204
    assert await said_of(host, dinner, bo, "no_show") == ("attendance_closed", "was_there")
    assert await said_of(host, dinner, cy, "no_show") == ("guest_not_found", None)
    assert await said_of(ann, dinner, ann, "came") == ("not_the_host", None)
    assert (await ann.get(f"/events/{dinner}/attendance")).status == 403
    for _ in range(2):
        assert await said_of(host, dinner, ann, "no_show") == 200
    [(kind, weight)] = await marks(ann)
    assert (kind, weight) == ("no_show", 1.0)
    assert [one["title"] for one in (await ann.get("/notices")).body["data"]] == ["Dinner: were you not there?"]
    assert "no_show" not in str((await bo.get(f"/events/{dinner}/guests")).body), "nobody else learns it"
    [mark] = (await ann.get("/users/me/reliability")).body["data"]
    assert (await bo.put(f"/users/me/reliability/{mark['id']}", {"word": "mine?"})).status == 404
    [mark] = (await ann.put(f"/users/me/reliability/{mark['id']}", {"word": "I sat in the corner"})).body["data"]
    assert (mark["weight"], mark["contested"]) == (0.0, True)
    sheet = (await host.get(f"/events/{dinner}/attendance")).body["data"]
    seen = [(one["person"]["username"], one["attended"], one["scanned"], one["word"]) for one in sheet]
    assert seen == [("Ann", "no_show", False, "I sat in the corner"), ("Bo", "came", True, "")]
    world.move(timedelta(hours=40))
    page = (await bo.get(f"/events/{dinner}")).body
    assert (page["capabilities"], page["rights"]) == ([], ["check_in"]), "when it is over, who came can still be said"
    assert (await ann.get(f"/events/{dinner}")).body["rights"] == []
    assert await said_of(bo, dinner, ann, "excused") == 200
    assert await marks(ann) == []
    assert (await ann.get("/notices")).body["data"] == [], "what is corrected is taken back"
    world.move(timedelta(hours=12))
    assert await said_of(host, dinner, ann, "no_show") == ("attendance_closed", "too_late")


async def test_how_it_was_is_told_to_nobody_who_was_there(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    dinner = await event(host, hours=1)
    await going(ann, dinner)
    path, said = f"/events/{dinner}/feedback", {"met": True, "felt_safe": False, "words": "A loud uncle"}
    assert (await ann.put(path, said)).body["code"] == "not_the_time"
    world.move(timedelta(hours=4))
    assert (await ann.put(path, said)).status == 204
    assert (await bo.put(path, said)).status == 404
    assert (await ann.get(path)).body["given"] == said
    assert (await host.get(path)).body["given"] is None
    assert (await ann.put(f"/events/{new_id()}/feedback", said)).status == 404
    world.move(timedelta(days=8))
    assert (await ann.put(path, said)).status == 409


async def test_the_host_takes_the_list_along_and_that_is_written_down(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    await ann.patch("/users/me", {"display_name": "=SUM(A1)"})
    dinner = await event(host)
    await going(ann, dinner)
    await going(bo, dinner, "maybe")
    url = f"{world.url}/api/v1/events/{dinner}/guests/export"
    table = await world.client.post(url, headers={"authorization": f"Bearer {host.token}"})
    assert (table.status_code, table.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    head, *rows = table.text.splitlines()
    assert (head, sorted(rows)) == ("name,answer,party,attended", ["'=SUM(A1),going,1,", "Bo,maybe,1,"])
    refused = await world.client.post(url, headers={"authorization": f"Bearer {ann.token}"})
    assert refused.status_code == 403
    async with world.app.reading() as tx:
        assert [tuple(row) for row in await tx.rows(EXPORTS)] == [(host.id, 2)]


EXPORTS = sql("select user_id, guests from guest_exports")
