"""What hosts ask, say and put to the vote; the same event again; and what is left of it in the end: nothing."""

from datetime import timedelta
from typing import Any

from tests.makers.chat import say
from tests.makers.events import event, going, waiting
from tests.makers.media import BLURHASH, ready
from tests.world import Person, World
from tomoda.core import jobs
from tomoda.core.app import App
from tomoda.core.sql import sql
from tomoda.core.words import new_id

LEFT = sql("""
    select (select count(*) from events) + (select count(*) from rsvps) + (select count(*) from rooms)
         + (select count(*) from messages) + (select count(*) from notices where kind like 'events.%')
         + (select count(*) from signals where topic like 'event:%' or topic like 'room:%')
""")


async def tick(app: App, name: str) -> None:
    """What the schedule does then."""
    await jobs.TICKS[name][1](app)


async def test_a_host_asks_at_the_door_and_only_hosts_read_the_answers(world: World) -> None:
    host, ann, bo, cy = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy")]
    asked = [{"prompt": "Anything you do not eat?", "required": True}, {"prompt": "Who sent you?"}]
    dinner = await event(host, "Dinner", questions=asked, seats=1)
    food, sent = (await ann.get(f"/events/{dinner}")).body["questions"]
    path = f"/events/{dinner}/rsvp"
    refused = await ann.put(path, {"answer": "going", "answers": [{"question": sent["id"], "answer": "Bo"}]})
    assert (refused.status, refused.body["code"]) == (422, "questions_unanswered")
    assert refused.body["extra"]["questions"] == [food["id"]]
    assert (await going(ann, dinner, "maybe")) == 200, "who may come need not say"
    for person, words in ((ann, "nuts"), (bo, "eggs")):
        answer = {"question": food["id"], "answer": words}
        assert (await person.put(path, {"answer": "going", "wait": True, "answers": [answer]})).status == 200
    assert (
        await bo.put(path, {"answer": "going", "answers": [{"question": str(new_id()), "answer": "?"}]})
    ).status == 400
    assert (await cy.put(path, {"answer": "going", "wait": True})).status == 422
    by_mail = await world.ask("POST", f"/events/{dinner}/mail-guests", {"email": "di@example.org", "name": "Di"})
    assert by_mail.body["code"] == "needs_account", "a mail asks nothing"
    seen = {one.name: await _answers(one, dinner) for one in (host, ann, bo)}
    assert seen == {"Host": {"Ann": ["nuts"], "Bo": ["eggs"]}, "Ann": {"Ann": []}, "Bo": {"Ann": []}}
    mine = (await ann.get(f"/events/{dinner}")).body["standing"]["answers"]
    assert mine == [{"question": food["id"], "answer": "nuts"}]
    await going(ann, dinner, "no")
    assert (await ann.put(path, {"answer": "going", "wait": True})).status == 422, "who leaves takes the answers along"


async def _answers(person: Person, of: object) -> dict[str, list[str]]:
    guests = (await person.get(f"/events/{of}/guests")).body["data"]
    return {one["person"]["username"]: [told["answer"] for told in one["answers"]] for one in guests}


async def test_what_a_host_says_reaches_those_who_come_or_wait_once(world: World) -> None:
    host, ann, bo, cy, di = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy", "Di")]
    picnic = await event(host, seats=1)
    await going(ann, picnic)
    await waiting(bo, picnic)
    await going(cy, picnic, "maybe")
    await ann.put(f"/users/me/blocks/{di.id}")
    path = f"/events/{picnic}/announcements/{new_id()}"
    assert (await ann.put(path, {"body": "I am not the host"})).body["code"] == "not_the_host"
    for _ in range(2):
        assert (await host.put(path, {"body": "Bring a blanket"})).status == 204
    read = {who.name: [one["body"] for one in await _said(who, picnic)] for who in (host, ann, bo, cy, di)}
    assert read == {
        "Host": ["Bring a blanket"],
        "Ann": ["Bring a blanket"],
        "Bo": ["Bring a blanket"],
        "Cy": [],
        "Di": [],
    }
    told = {who.name: [one["text"] for one in await _told(who, "events.host_announced")] for who in (host, ann, bo, cy)}
    assert told == {"Host": [], "Ann": ["Host: Bring a blanket"], "Bo": ["Host: Bring a blanket"], "Cy": []}
    world.move(timedelta(days=3))
    late = await host.put(f"/events/{picnic}/announcements/{new_id()}", {"body": "Thanks"})
    assert late.body["code"] == "event_over"


async def _said(who: Person, of: object) -> list[Any]:
    return (await who.get(f"/events/{of}/announcements")).body["data"]


async def _told(who: Person, kind: str) -> list[Any]:
    return [one for one in (await who.get("/notices")).body["data"] if one["kind"] == kind]


async def test_guests_vote_on_when_and_nobody_else_sees_it(world: World) -> None:
    host, ann, bo, cy = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy")]
    picnic = await event(host, hours=5)
    await going(ann, picnic)
    await going(bo, picnic, "maybe")
    path = f"/events/{picnic}/polls/{new_id()}"
    times = [{"local_start": "2031-05-17T18:00:00"}, {"local_start": "2031-05-17T19:00:00"}]
    assert (await ann.put(path, {"about": "time", "question": "When?", "options": times})).status == 403
    await host.put(path, {"about": "time", "question": "When?", "options": times})
    [poll] = (await host.put(path, {"about": "time", "question": "When?", "options": times})).body["data"]
    early, late = poll["options"][0]["id"], poll["options"][1]["id"]
    await ann.put(f"{path}/votes", {"options": [early]})
    await ann.put(f"{path}/votes", {"options": [late]})
    await bo.put(f"{path}/votes", {"options": [early, late]})
    assert (await cy.put(f"{path}/votes", {"options": [late]})).status == 404
    assert (await bo.put(f"{path}/votes", {"options": [str(new_id())]})).status == 400
    counts = {who.name: await _votes(who, picnic) for who in (host, ann, cy)}
    assert counts == {"Host": [(1, False), (2, False)], "Ann": [(1, False), (2, True)], "Cy": None}
    await ann.put(f"/users/me/blocks/{bo.id}")
    assert await _votes(ann, picnic) == [(0, False), (1, True)], "who is hidden is not counted"
    more = {"about": "place", "question": "Where?", "options": [{"text": "Kaivopuisto"}, {"text": "Suomenlinna"}]}
    for _ in range(2):
        assert (await host.put(f"/events/{picnic}/polls/{new_id()}", more)).status == 200
    answer = await host.put(f"/events/{picnic}/polls/{new_id()}", more)
    assert answer.body["code"] == "too_many_polls"
    [*_, first] = (await host.post(f"{path}/close")).body["data"]
    assert first["open"] is False
    assert (await bo.put(f"{path}/votes", {"options": []})).body["code"] == "poll_closed"


async def _votes(who: Person, of: object) -> list[tuple[int, bool]] | None:
    polls = (await who.get(f"/events/{of}/polls")).body["data"]
    return [(one["votes"], one["mine"]) for one in polls[-1]["options"]] if polls else None


async def test_tags_and_a_cover_are_the_hosts_words(world: World) -> None:
    host = await world.user("Host")
    cover = {"id": str(await ready(host)), "alt": "A table under trees"}
    dinner = await event(host, tags=["#Ramen", "ＲＡＭＥＮ", " vegan  food "], cover=cover)
    page = (await host.get(f"/events/{dinner}")).body
    assert page["tags"] == ["ramen", "vegan food"]
    assert page["cover"] == cover | {"state": "ready", "width": 800, "height": 600, "blurhash": BLURHASH}
    assert page["event"]["cover"] == cover
    page = (await host.patch(f"/events/{dinner}", {"tags": ["soup"], "cover": None})).body
    assert (page["tags"], page["cover"], page["event"]["title"]) == (["soup"], None, "Picnic")
    assert page["event"]["cover"] is None
    for wrong, pointer in (({"tags": ["#"]}, "#/tags"), ({"cover": cover | {"alt": " "}}, "#/cover/alt")):
        answer = await host.patch(f"/events/{dinner}", wrong)
        assert (answer.status, answer.body["errors"][0]["pointer"]) == (400, pointer)
    assert (await host.patch(f"/events/{dinner}", {"tags": list("abcdef")})).status == 400, "five at most"


async def test_the_same_event_again_and_what_i_had(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    first = await event(
        host,
        "Board games",
        local_start="2027-03-27T19:00:00",
        seats=4,
        rsvp_by="2027-03-27T18:00:00",
        tags=["chess"],
        questions=[{"prompt": "Which game?"}],
        quorum={"needs": 2, "by": "2027-03-27T12:00:00"},
    )
    assert (await ann.post(f"/events/{first}/copies", {"local_start": "2027-03-28T19:00:00"})).status == 403
    copy = await host.post(f"/events/{first}/copies", {"local_start": "2027-03-28T19:00:00"})
    assert (copy.status, copy.body["status"], copy.body["seats"]) == (201, "draft", 4)
    assert (copy.body["local_end"], copy.body["starts_at"]) == ("2027-03-28T21:30:00", "2027-03-28T16:00:00+00:00")
    page = (await host.get(f"/events/{copy.body['id']}")).body
    assert (page["rsvp_by"], page["quorum"]["by"]) == ("2027-03-28T15:00:00+00:00", "2027-03-28T09:00:00+00:00")
    assert (page["tags"], page["questions"][0]["prompt"]) == (["chess"], "Which game?")
    for number in range(3):
        await event(host, f"Over {number}", hours=1 + number)
    world.move(timedelta(hours=9))
    found = (await host.get("/events/mine?which=upcoming")).body
    assert [one["title"] for one in found["data"]] == ["Board games", "Board games"]
    titles, cursor = list[str](), ""
    for _ in range(2):
        found = (await host.get(f"/events/mine?which=past&limit=2{cursor}")).body
        titles += [one["title"] for one in found["data"]]
        cursor = f"&cursor={found['next_cursor']}"
    assert titles == ["Over 2", "Over 1", "Over 0"]
    assert found["next_cursor"] is None


async def test_what_was_promised_to_be_forgotten_is_forgotten_but_not_what_was_reported(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    picnic = await event(host, kept_days=3)
    await going(ann, picnic)
    page = (await ann.get(f"/events/{picnic}")).body
    assert (page["kept_days"], page["deleted_at"] > page["event"]["ends_at"]) == (3, True)
    assert (await host.patch(f"/events/{picnic}", {"kept_days": 30})).status == 400, "a promise is kept"
    assert (await host.patch(f"/events/{picnic}", {"kept_days": 2})).status == 200
    room = (await ann.get(f"/events/{picnic}/room")).body["room"]["id"]
    await say(ann, room, "see you there")
    await host.put(f"/events/{picnic}/announcements/{new_id()}", {"body": "Bring a blanket"})
    reported = await ann.post("/reports", {"kind": "event", "target_id": str(picnic), "reason": "spam"})
    assert reported.status in (200, 201), reported.body
    other = await event(host, "Kept", hours=1)
    world.move(timedelta(days=2))
    await tick(world.app, "events.forget_what_is_long_over")
    assert (await ann.get(f"/events/{picnic}")).status == 200, "not an hour too early"
    world.move(timedelta(hours=4))
    await tick(world.app, "events.forget_what_is_long_over")
    assert (await ann.get(f"/events/{picnic}")).status == 404
    assert (await ann.get(f"/rooms/{room}/messages")).status == 404
    assert await _told(ann, "events.host_announced") == []
    assert (await ann.get(f"/events/{other}")).status == 200
    world.move(timedelta(days=200))
    await tick(world.app, "events.forget_what_is_long_over")
    async with world.app.reading() as tx:
        assert await tx.value(LEFT) == 0
        assert "Picnic" in str(await tx.value(EVIDENCE))


EVIDENCE = sql("select seen::text from report_evidence limit 1")
