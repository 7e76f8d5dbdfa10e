"""What calendar programs read: two other people's libraries read back what we write."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

from tests.makers.events import ESPLANADI, cancel, event, going, waiting
from tests.world import Person, World

icalendar: Any = import_module("icalendar")  # both are only as typed as calendars are
vobject: Any = import_module("vobject")

HOME = {"lat": 60.16123, "lon": 24.94567, "name": "Kamppi", "address": "Secret 1 A 5", "address_for": "guests"}
TITLE = "友だちと花見、ピクニック; 桜の木の下で乾杯しましょう、みんなで持ち寄り" * 2


async def text(person: Person, path: str) -> tuple[str, Any]:
    """A calendar file as it is, and the headers."""
    headers = {"authorization": f"Bearer {person.token}"}
    answer = await person.world.client.get(f"{person.world.url}/api/v1{path}", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.content.decode(), answer.headers


def read(file: str) -> list[dict[str, Any]]:
    """The events in the file, as both libraries understand it: they must agree."""
    one = [
        {"uid": str(item["UID"]), "title": str(item["SUMMARY"]), "status": str(item["STATUS"]),
         "starts": item["DTSTART"].dt.astimezone(UTC), "ends": item["DTEND"].dt.astimezone(UTC),
         "sequence": int(item["SEQUENCE"]), "where": str(item.get("LOCATION", ""))}
        for item in icalendar.Calendar.from_ical(file).walk("VEVENT")
    ]  # fmt: skip
    found = vobject.readOne(file)
    other = [
        {"uid": item.uid.value, "title": item.summary.value, "status": item.status.value,
         "starts": item.dtstart.value.astimezone(UTC), "ends": item.dtend.value.astimezone(UTC),
         "sequence": int(item.sequence.value), "where": item.location.value if hasattr(item, "location") else ""}
        for item in getattr(found, "vevent_list", [])
    ]  # fmt: skip
    assert one == other
    return one


async def test_two_libraries_read_the_same_event_that_we_wrote(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    for zone, place, local in (
        ("Asia/Tokyo", {"lat": 35.68, "lon": 139.76, "name": "上野公園"}, "2027-04-03T12:00:00"),
        ("Europe/Helsinki", ESPLANADI, "2027-03-27T22:00:00"),  # the clocks change that night
        ("Europe/Helsinki", ESPLANADI, "2027-10-31T03:30:00+02:00"),  # the second of two equal times
        ("America/St_Johns", {"lat": 47.56, "lon": -52.71, "name": "Harbour"}, "2027-07-01T20:00:00"),
        ("Australia/Lord_Howe", {"lat": -31.55, "lon": 159.08, "name": "Lagoon"}, "2027-01-01T09:30:00"),
    ):
        made = await event(host, TITLE[:120], time_zone=zone, place=place, local_start=local)
        card = (await ann.get(f"/events/{made}")).body["event"]
        file, _ = await text(ann, f"/events/{made}/calendar")
        assert all(len(line.encode()) <= 75 for line in file.split("\r\n")), "folded by octets"
        [found] = read(file)
        assert (found["title"], found["uid"]) == (TITLE[:120], f"{made}@events.tomoda")
        assert found["starts"] == datetime.fromisoformat(card["starts_at"])
        assert found["ends"] == datetime.fromisoformat(card["ends_at"])


async def test_the_feed_has_what_one_goes_to_and_what_was_called_off_and_ends_when_revoked(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    dinner = await event(host, "Dinner", place=HOME, hours=5)
    full = await event(host, "Full", seats=1, hours=6)
    perhaps = await event(host, "Perhaps", hours=7)
    await going(ann, dinner)
    await going(await world.user("Bo"), full)
    await waiting(ann, full)
    await going(ann, perhaps, "maybe")
    path = (await ann.put("/users/me/calendar")).body["url"].partition("/api/v1")[2]
    file, headers = await text(ann, path)
    assert [(one["title"], one["status"]) for one in read(file)] == [("Dinner", "CONFIRMED"), ("Perhaps", "TENTATIVE")]
    assert [one["where"] for one in read(file)] == ["Kamppi, Secret 1 A 5", "Esplanadi"]
    same = await world.client.get(f"{world.url}/api/v1{path}", headers={"if-none-match": headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    head = await world.client.head(f"{world.url}/api/v1{path}")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", headers["etag"])
    await host.patch(f"/events/{dinner}", {"title": "Supper"})
    await cancel(host, dinner)
    [off, _] = read((await text(ann, path))[0])
    assert (off["title"], off["status"], off["sequence"]) == ("Supper", "CANCELLED", 2)
    world.move(timedelta(days=8))
    assert [one["title"] for one in read((await text(ann, path))[0])] == ["Perhaps"]
    await ann.put("/users/me/calendar")
    assert (await world.ask("GET", path)).status == 404
