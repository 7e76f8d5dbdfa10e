"""What is right now is found near by; a code at the door; where exactly to meet, and being there by where one is."""

from datetime import datetime, timedelta
from typing import Any

from tests.events.test_hosting import scan
from tests.events.test_showing_up import marks, said_of
from tests.makers.events import ESPLANADI, event, going
from tests.makers.media import nowhere, ready
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.core.sql import sql

FAR = "lat=60.2&lon=24.9"  # 4.5 km from the Esplanadi
MIDDLE = "south=60.1&west=24.8&north=60.235&east=25.095&zoom={}"
ASIDE = "south=60.1&west=24.8&north=60.3&east=25.1&zoom={}"
SAID = sql("select body from signals where topic = $1 and name = $2 order by place")


async def found(who: Person, path: str) -> list[str]:
    """The titles of the events there."""
    body = (await who.get(path)).body
    return [one.get("event", one)["title"] for one in body.get("data", body.get("events"))]


async def test_what_is_right_now_is_found_near_by_and_by_friends(world: World) -> None:
    host, ann, bo, cy = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy")]
    await befriend(host, bo)
    for wrong in ({"hours": 1}, {"hours": 0, "local_end": "2030-01-01T10:00:00"}):
        refused = await host.post(
            "/events", {"title": "Ramen", "place": ESPLANADI, "right_now": True} | _at(world, wrong)
        )
        assert refused.body["code"] == "bad_time"
    repeat = {"frequency": "daily", "every": 1}
    refused = await host.post("/events", {"title": "Ramen", "place": ESPLANADI, "right_now": True, "repeat": repeat})
    assert refused.body["errors"][0]["pointer"] == "#/repeat"
    ramen = await event(host, "Ramen", hours=0.3, right_now=True)
    page = (await ann.get(f"/events/{ramen}")).body
    assert page["event"]["right_now"]
    await going(cy, ramen)
    near, far = "/events/nearby?lat=60.165&lon=24.95", f"/events/nearby?{FAR}&metres=20000"
    assert [await found(who, near) for who in (ann, bo)] == [["Ramen"]] * 2
    assert [await found(who, far) for who in (ann, bo)] == [[], ["Ramen"]]
    assert [await found(who, "/events/search?q=ramen") for who in (ann, bo)] == [[], ["Ramen"]]
    assert [await found(who, f"/map?{MIDDLE.format(12)}") for who in (ann, bo, cy)] == [["Ramen"]] * 3
    assert [await found(who, f"/map?{ASIDE.format(12)}") for who in (ann, bo, cy)] == [[], ["Ramen"], ["Ramen"]]
    for who, own in ((ann, []), (bo, ["Ramen"]), (cy, ["Ramen"])):
        out = (await who.get(f"/map?{MIDDLE.format(8)}")).body
        assert ([one["title"] for one in out["events"]], out["clusters"]) == (own, []), who.name
    shared = await world.client.get(f"{world.url}/e/{ramen}")
    assert 'content="noindex"' in shared.text
    later = datetime.fromisoformat(page["event"]["local_start"]) + timedelta(hours=5)
    refused = await host.patch(f"/events/{ramen}", {"local_start": later.isoformat()})
    assert refused.body["code"] == "bad_time"


async def test_a_draft_that_is_right_now_begins_when_it_is_published(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    quorum = {"needs": 2, "by": f"{world.app.clock() + timedelta(minutes=15):%Y-%m-%dT%H:%M:%S}"}
    ramen = await event(host, "Ramen", hours=1 / 3, time_zone="UTC", right_now=True, draft=True, quorum=quorum)
    late = await event(host, "Picnic", hours=1 / 3, draft=True)
    before = (await host.get(f"/events/{ramen}")).body
    world.move(timedelta(hours=5))
    refused = await host.post(f"/events/{late}/publish")
    assert refused.body["code"] == "bad_time", "when a picnic begins is for its host to say"
    after = (await host.post(f"/events/{ramen}/publish")).body
    start = datetime.fromisoformat(after["event"]["starts_at"])
    assert timedelta() <= world.app.clock() - start < timedelta(minutes=2)

    def lasts(page: Any) -> timedelta:
        return datetime.fromisoformat(page["event"]["ends_at"]) - datetime.fromisoformat(page["event"]["starts_at"])

    assert (lasts(after), after["event"]["status"]) == (lasts(before), "dissolved"), "nobody came until it began"
    tea = await event(host, "Tea", hours=1 / 3, right_now=True, draft=True)
    world.move(timedelta(hours=5))
    assert (await host.post(f"/events/{tea}/publish")).body["event"]["status"] == "ongoing"
    assert await found(ann, "/events/nearby?lat=60.165&lon=24.95") == ["Tea"]


def _at(world: World, wanted: dict[str, Any]) -> dict[str, Any]:
    start = (world.app.clock() + timedelta(hours=wanted.pop("hours"))).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    if "local_end" in wanted:
        wanted["local_end"] = (world.app.clock() + timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    return {"time_zone": "UTC", "local_start": start, **wanted}


async def test_who_is_not_invited_says_the_code(world: World) -> None:
    host, ann, bo, cy = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy")]
    await befriend(host, bo)
    dinner = await event(host, "Dinner", access_code="Blue Door")
    pages = [(await who.get(f"/events/{dinner}")).body for who in (host, ann)]
    assert [(page["needs_code"], page["access_code"]) for page in pages] == [(False, "Blue Door"), (True, None)]

    async def says(who: Person, code: str, answer: str = "going") -> str:
        said = await who.put(f"/events/{dinner}/rsvp", {"answer": answer, "code": code})
        return said.body["code"] if said.status != 200 else said.body["mine"]

    assert [await says(ann, code) for code in ("", "red door")] == ["code_needed"] * 2
    assert await says(ann, "", "maybe") == "code_needed", "who may come hears the room"
    assert await says(ann, "", "no") == "no"
    assert await says(ann, " blue door ") == "going"
    assert await says(ann, "") == "going", "asked once"
    await host.put(f"/events/{dinner}/invitations", {"people": [str(bo.id)]})
    assert await says(bo, "") == "going", "who is invited is welcome"
    by_mail = {"email": "flo@example.org", "name": "Flo"}
    assert (await world.ask("POST", f"/events/{dinner}/mail-guests", by_mail)).body["code"] == "needs_account"
    assert [await says(cy, "guess") for _ in range(11)][-2:] == ["code_needed", "rate_limited"]
    assert (await host.patch(f"/events/{dinner}", {"access_code": None})).body["access_code"] is None
    assert await says(cy, "") == "going"


async def test_who_is_there_can_say_so_by_where_they_are(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    picnic = await event(host, hours=2)
    await going(ann, picnic)
    here = {"lat": 60.168, "lon": 24.948}

    async def says(who: Person, **where: float) -> Any:
        answer = await who.post(f"/events/{picnic}/check-ins/here", here | where)
        return answer.status if answer.status == 204 else answer.body["extra"]["reason"]

    assert await says(ann) == "not_yet"
    world.move(timedelta(hours=2))
    assert [await says(bo), await says(ann, lat=60.1705)] == ["no_seat", "too_far"]
    assert [await says(ann), await says(ann)] == [204, 204]
    assert await says(ann, lat=60.18, metres=1000) == "too_far", "a phone that knows nothing is not near"
    [one] = (await host.get(f"/events/{picnic}/check-ins")).body["data"]
    assert (one["near"], one["by_host"]) == (True, False)
    assert await said_of(host, picnic, ann, "no_show") == 200, "a phone can be told anything"
    assert (await marks(ann))[0][0] == "no_show"
    key = (await host.put(f"/events/{picnic}/check-in-key")).body["key"]
    assert await scan(ann, picnic, key, world.app.clock()) == 204
    assert await marks(ann) == []
    assert await said_of(host, picnic, ann, "no_show") == ("attendance_closed", "was_there")


async def test_whoever_has_a_seat_is_told_where_exactly_and_whom_to_look_for(world: World) -> None:
    world.app.edges["s3"] = nowhere()
    host, ann, bo, cy = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy")]
    picnic = await event(host, hours=2)
    for who in (ann, cy):
        await going(who, picnic)
    photo = str(await ready(host))
    path = f"/events/{picnic}/spot"
    wanted = {"note": "Under the oak", "flag": {"lat": 60.168, "lon": 24.948}, "photo": {"id": photo, "alt": "An oak"}}
    assert (await ann.put(path, wanted)).body["code"] == "not_the_host"
    far = await host.put(path, wanted | {"flag": {"lat": 60.2, "lon": 24.948}})
    assert far.body["errors"][0]["pointer"] == "#/flag"
    assert (await host.put(path, wanted)).body["photo"]["id"] == photo
    assert (await host.put(f"{path}/wearing", {"wears": "a yellow hat"})).status == 200
    assert (await ann.put(f"{path}/wearing", {"wears": "green boots"})).status == 200
    assert (await bo.put(f"{path}/wearing", {"wears": "nothing"})).status == 404
    await cy.put(f"/users/me/blocks/{ann.id}")
    seen = {who.name: (await who.get(path)).body for who in (host, ann, bo, cy)}
    assert [one["wears"] for one in seen["Host"]["people"]] == ["a yellow hat", "green boots"]
    assert [one["wears"] for one in seen["Cy"]["people"]] == ["a yellow hat"]
    assert seen["Ann"]["flag"] == wanted["flag"]
    assert seen["Bo"] == {"note": "", "flag": None, "photo": None, "people": []}
    shown = {who.name: len((await who.get(f"/media?ids={photo}")).body["data"]) for who in (ann, bo)}
    assert shown == {"Ann": 1, "Bo": 0}
    await going(ann, picnic, "no")
    assert [one["wears"] for one in (await host.get(path)).body["people"]] == ["a yellow hat"]
    async with world.app.reading() as tx:
        told = await tx.rows(SAID, f"event:{picnic}", "events.spot_changed")
    assert len(told) == 3
    assert not any(str(who.id) in str(bytes(row["body"])) for row in told for who in (host, ann)), "nobody is named"
