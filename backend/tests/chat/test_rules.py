"""Calling people, what disappears, what event rooms do by the clock, drafts, and floods."""

import asyncio
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from tests.makers.chat import card, direct_room, group, heard, may, say
from tests.makers.events import event, going
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.chat import queries
from tomoda.chat.actions import changing, coming, saying
from tomoda.chat.messages import TellOfMessage, Unsay
from tomoda.chat.work import forget_old_rooms, purge_expired
from tomoda.core import feed
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.core.words import new_id
from tomoda.users import actions as people

BODIES = sql("select body::text as body from signals where topic = $1")
VERSIONS = sql("select body from message_versions order by replaced_at")


async def test_who_is_called_counts_it_even_in_a_muted_room(world: World) -> None:
    ann, bo, cy, eve = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Eve")]
    room = await group(ann, bo, cy)
    await bo.put(f"/rooms/{room}/mute", {"until": "forever"})
    sent = await say(ann, room, "@bo and @Eve, ask cy@cy.example or @nobody")
    assert sent.body["mentions"] == [str(bo.id)], "members only, whatever the case; no addresses of mail"
    assert [(await card(who, room))["mentions"] for who in (bo, cy)] == [1, 0]
    assert (await say(bo, room, "@here is it")).body["code"] == "may_not_call_everybody"
    assert (await say(ann, room, "@here we go")).body["here"]
    assert [(await card(who, room))["mentions"] for who in (bo, cy)] == [2, 1]
    edited = await ann.patch(f"/rooms/{room}/messages/{sent.body['id']}", {"body": "@cy after all"})
    assert edited.body["mentions"] == [str(cy.id)]
    assert [(await card(who, room))["mentions"] for who in (bo, cy)] == [1, 2]
    await bo.put(f"/users/me/blocks/{ann.id}")
    assert (await card(bo, room))["mentions"] == 0
    assert (await say(ann, room, "@bo?")).body["mentions"] == []
    assert (await eve.get(f"/rooms/{room}")).status == 404


async def test_who_is_no_longer_called_was_not_told_and_who_is_called_by_an_edit_is(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    room, message = await group(ann, bo, cy), new_id()

    async def told() -> list[int]:
        asked = msgspec.json.encode(TellOfMessage(room, message))
        await do_now(world.app, TellOfMessage.name, asked)
        return [len((await who.get("/notices")).body["data"]) for who in (bo, cy)]

    before = await told()
    await say(ann, room, "@bo @cy ramen?", message)
    assert await told() == [n + 1 for n in before]
    await ann.patch(f"/rooms/{room}/messages/{message}", {"body": "@cy ramen?"})
    assert await told() == [before[0], before[1] + 1]
    message = (await say(ann, room, "ramen?")).body["id"]
    assert await told() == [before[0], before[1] + 1]
    await ann.patch(f"/rooms/{room}/messages/{message}", {"body": "ramen, @here?"})
    assert await told() == [before[0] + 1, before[1] + 2]
    await ann.patch(f"/rooms/{room}/messages/{message}", {"body": "ramen, @bo?"})
    assert await told() == [before[0] + 1, before[1] + 1]


async def test_a_text_is_kept_as_it_was_before_an_edit_and_gone_with_the_message(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room, message = await direct_room(ann, bo), new_id()
    await say(ann, room, "one", message)
    for text in ("two", "two", "three"):
        world.move(timedelta(seconds=1))
        await ann.patch(f"/rooms/{room}/messages/{message}", {"body": text})
    async with world.app.reading() as tx:
        assert [row["body"] for row in await tx.rows(VERSIONS)] == ["one", "two"]
    await ann.delete(f"/rooms/{room}/messages/{message}")
    await do_now(world.app, Unsay.name, msgspec.json.encode(Unsay(room, message)))
    async with world.app.reading() as tx:
        assert await tx.rows(VERSIONS) == []
        kept = " ".join(row["body"] for row in await tx.rows(BODIES, f"room:{room}"))
    assert not any(word in kept for word in ("one", "two", "three")), "not even for those who come back later"


async def test_a_host_may_let_messages_be_edited_for_a_while_only(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    path = f"/rooms/{room}/messages/{(await say(ann, room, 'helo')).body['id']}"
    world.move(timedelta(days=300))
    assert (await ann.patch(path, {"body": "hello"})).status == 200, "always, unless the host says otherwise"
    world.app.choices["message_edit_minutes"] = 15
    late = await ann.patch(path, {"body": "hello?"})
    assert (late.status, late.body["code"]) == (409, "edit_closed")
    assert (await ann.patch(path, {"body": "hello"})).status == 200, "the same again changes nothing"
    path = f"/rooms/{room}/messages/{(await say(ann, room, 'helo')).body['id']}"
    world.move(timedelta(minutes=14))
    assert (await ann.patch(path, {"body": "hello"})).status == 200


async def test_a_reply_shows_its_reader_nothing_that_they_may_not_see(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    room = await group(ann, bo, cy)
    asked = (await say(bo, room, "who is hungry?")).body
    await say(ann, room, "me", reply_to=asked["id"])
    await cy.put(f"/users/me/blocks/{bo.id}")

    async def seen(who: Person) -> list[tuple[str, str | None]]:
        told = (await who.get(f"/rooms/{room}/messages")).body["data"]
        return [(one["body"], one["reply_to"]) for one in told if not one["system"]]

    assert await seen(ann) == [("who is hungry?", None), ("me", asked["id"])]
    assert await seen(cy) == [("me", None)], "nothing of Bo's, nor that there was something"
    await bo.delete(f"/rooms/{room}/messages/{asked['id']}")
    assert await seen(ann) == [("", None), ("me", asked["id"])], "what is deleted is quoted as deleted"
    elsewhere = await direct_room(ann, cy)
    assert (await say(ann, elsewhere, "hm", reply_to=asked["id"])).body["reply_to"] is None, "not of another room"


async def test_everything_has_an_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kinds of reactions, pins, mentions, members, and calls to everybody."""
    ann, bo, cy, dee = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Dee")]
    room = await group(ann, bo, cy)
    await befriend(ann, dee)
    monkeypatch.setattr(coming, "MOST_MEMBERS", 3)
    monkeypatch.setattr(changing, "MOST_PINS", 1)
    monkeypatch.setattr(saying, "MOST_MENTIONS", 1)
    assert (await ann.put(f"/rooms/{room}/members/{dee.id}", {})).body["code"] == "group_full"
    assert (await say(ann, room, "@bo @cy")).body["code"] == "too_many_mentions"
    one, two = [(await say(ann, room, text)).body["id"] for text in ("one", "two")]
    path = f"/rooms/{room}/messages/{one}/reactions"
    answers = [await bo.put(f"{path}/{chr(0x1F600 + n)}") for n in range(changing.KINDS_OF_REACTIONS + 1)]
    assert [answer.status for answer in answers] == [200] * changing.KINDS_OF_REACTIONS + [409]
    assert answers[-1].body["code"] == "too_many_reactions"
    assert (await cy.put(f"{path}/{chr(0x1F600)}")).status == 200, "one more of a kind"
    pinned = [await ann.put(f"/rooms/{room}/pins/{message}") for message in (one, two, one)]
    assert [answer.status for answer in pinned] == [204, 409, 204]
    assert pinned[1].body["code"] == "too_many_pins"
    called = [await say(ann, room, f"@here {n}") for n in range(3)]
    assert [answer.status for answer in called] == [200, 200, 429]


async def test_who_talked_to_somebody_who_is_erased_reads_it_and_writes_no_more(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    await say(bo, room, "see you")
    async with world.app.transaction() as tx:
        await people.erase(tx, bo.id)
    assert await heard(ann, room) == ["see you"]
    assert "send" not in await may(ann, room)
    assert (await say(ann, room, "hello?")).body["code"] == "room_closed"


async def test_what_disappears_is_gone_at_the_instant_and_deleted_later(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    assert (await bo.patch(f"/rooms/{room}", {"expire_seconds": 60})).body["settings"]["expire_seconds"] == 60
    assert (await bo.patch(f"/rooms/{room}", {"title": "no"})).status == 403
    message = (await say(ann, room, "burn this")).body
    reply = (await say(bo, room, "ok", reply_to=message["id"])).body
    await ann.put(f"/rooms/{room}/pins/{message['id']}")
    assert reply["reply_to"] == message["id"]
    world.move(timedelta(seconds=61))
    assert [one for one in await heard(bo, room) if one] == []
    assert (await bo.get(f"/rooms/{room}/pins")).body["data"] == []
    shown = await card(bo, room)
    assert (shown["unread"], shown["last"]["system"]["what"]) == (0, "pinned")
    assert (await bo.put(f"/rooms/{room}/messages/{message['id']}/reactions/😀")).status == 404
    async with world.app.reading() as tx:
        place = await tx.place(f"room:{room}")
        frames = await feed.since(tx, f"room:{room}", 0, place)
    assert frames is not None
    assert b"burn this" not in b"".join(frame.message for frame in frames), "nor does who comes back hear it"
    assert [frame.place for frame in frames] == list(range(1, place + 1))
    await purge_expired(world.app)
    async with world.app.reading() as tx:
        assert await queries.written(tx, [(UUID(str(room)), UUID(message["id"]))]) == {}
        assert "burn this" not in str(await tx.rows(BODIES, f"room:{room}"))


async def test_an_events_room_tells_what_happens_closes_a_week_after_and_goes_in_half_a_year(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    picnic = await event(ann)
    await going(bo, picnic)
    room = (await bo.get(f"/events/{picnic}/room")).body["room"]["id"]
    local = (await ann.get(f"/events/{picnic}")).body["event"]["local_start"]
    later = local[:11] + ("23:59:00" if local[11:] != "23:59:00" else "23:58:00")
    changed = await ann.patch(f"/events/{picnic}", {"local_start": later}, if_match="1")
    assert changed.status in (200, 204), changed.body
    await going(bo, picnic, "no")
    await going(bo, picnic, "maybe")
    await bo.put(f"/events/{picnic}/rsvp", {"answer": "no", "tell_room": True})
    await going(bo, picnic, "maybe")
    told = (await bo.get(f"/rooms/{room}/messages")).body["data"]
    assert [one["system"]["what"] for one in told] == [
        *("joined", "joined", "time_changed", "joined", "left", "joined")
    ], "who goes away is heard only if they want it"
    assert told[2]["system"]["starts_at"]
    closes = (await card(bo, room))["closes_at"]
    world.move(timedelta(days=10))
    shown = await card(bo, room)
    assert shown["closed_at"] == closes
    assert "send" not in await may(ann, room)
    assert (await say(ann, room, "was fun")).body["code"] == "room_closed"
    world.move(timedelta(days=180))
    await forget_old_rooms(world.app)
    assert (await bo.get(f"/rooms/{room}")).status == 404


async def test_what_i_have_begun_to_write_is_on_all_my_devices_until_i_say_it(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    assert (await ann.put(f"/rooms/{room}/draft", {"body": "dear B"})).status == 204
    assert [(await card(who, room))["draft"] for who in (ann, bo)] == ["dear B", ""]
    await say(ann, room, "dear Bo")
    assert (await card(ann, room))["draft"] == ""


async def test_the_same_text_in_many_rooms_is_held(world: World) -> None:
    ann, *others = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus")]
    rooms = [await direct_room(ann, other) for other in others]
    answers = [await say(ann, room, "Buy my CHEAP tickets now!") for room in rooms]
    assert [one.status for one in answers] == [200] * 5 + [429]
    assert (answers[-1].body["code"], answers[-1].body["retry_after"] > 500) == ("same_text_too_often", True)
    assert (await say(ann, rooms[0], "buy my cheap  tickets now!")).status == 200, "where it was said already"


async def test_a_card_needs_no_words_and_shows_each_reader_what_they_may_see(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    picnic = await event(cy)
    room = await direct_room(ann, bo)
    sent = await say(ann, room, "", share={"kind": "event", "event_id": picnic})
    assert sent.status == 200, sent.body
    place = {"kind": "place", "place": {"lat": 60.17, "lon": 24.94, "name": " Löyly  "}}
    assert (await say(ann, room, "", share=place)).body["share"]["place"]["name"] == "Löyly"
    await cy.put(f"/users/me/blocks/{bo.id}")
    cards = [(await who.get(f"/rooms/{room}/messages")).body["data"][0]["share"] for who in (ann, bo)]
    assert [one and one["event_id"] for one in cards] == [str(picnic), None]


async def test_who_waits_for_the_same_room_is_answered_alone_and_nobody_fails_for_another(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    room, elsewhere, twice = await group(ann, bo), await group(ann, bo), new_id()
    await ann.patch(f"/rooms/{room}", {"announcements": True})
    hold = sql("select id from rooms where id = $1 for update")
    async with asyncio.timeout(30), world.app.transaction() as tx:
        await tx.row(hold, room)
        first = asyncio.create_task(say(ann, room, "first"))
        while ("say", room) not in world.app.lines:
            await asyncio.sleep(0.01)
        waiting = [say(ann, room, "second", twice), say(bo, room, "no"), say(cy, room, "who?")]
        waiting += [say(ann, room, "second", twice), say(ann, room, "third"), say(ann, room, "other", twice)]
        rest = [asyncio.create_task(one) for one in waiting]
        while len(world.app.lines[("say", room)]) < 7:
            await asyncio.sleep(0.01)
        async with asyncio.timeout(10):
            assert (await say(ann, elsewhere, "hi")).status == 200, "nobody waits for a room that is not theirs"
        places = await tx.place(f"room:{room}")
    assert (await first).status == 200
    answers = [await one for one in rest]
    assert [one.status for one in answers] == [200, 403, 404, 200, 200, 409]
    assert answers[0].body["seq"] == answers[3].body["seq"]
    assert [one for one in await heard(ann, room) if one] == ["first", "second", "third"]
    async with world.app.reading() as tx:
        assert await tx.place(f"room:{room}") == places + 3
    assert not world.app.lines


async def test_who_is_written_to_and_does_not_look_is_told_once(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    direct, club = await direct_room(ann, bo), await group(ann, bo, cy)
    stranger = (await cy.put(f"/rooms/direct/{bo.id}")).body["room"]["id"]

    async def say_and_tell(room: UUID, text: str) -> str:
        message = (await say(cy if str(room) == stranger else ann, room, text)).body["id"]
        for _ in range(2):
            await do_now(world.app, TellOfMessage.name, msgspec.json.encode({"room_id": room, "message_id": message}))
        return message

    async def told() -> list[tuple[str, str]]:
        return [(one["title"], one["text"]) for one in (await bo.get("/notices")).body["data"]]

    wrong = await say_and_tell(direct, "are you there?")
    await say_and_tell(UUID(stranger), "hi, I am Cy")
    await say_and_tell(club, "nobody in particular")
    await say_and_tell(club, "@bo, ramen?")
    texts = ["@bo, ramen?", "You decide whether they may.", "are you there?"]
    assert [text for _, text in await told()] == texts
    await ann.delete(f"/rooms/{direct}/messages/{wrong}")
    assert [text for _, text in await told()] == texts[:2]
    await bo.put(f"/rooms/{direct}/mute", {"until": "forever"})
    await say_and_tell(direct, "quiet")
    await bo.put(f"/rooms/{direct}/mute", {"until": "off"})
    read = (await say(ann, direct, "seen")).body
    await bo.put(f"/rooms/{direct}/read", {"seq": read["seq"]})
    asked = msgspec.json.encode({"room_id": direct, "message_id": read["id"]})
    await do_now(world.app, TellOfMessage.name, asked)
    assert [text for _, text in await told()] == texts[:2]
    club_seq = (await card(bo, club))["last"]["seq"]
    await bo.put(f"/rooms/{club}/read", {"seq": club_seq - 1})
    assert [one["read"] for one in (await bo.get("/notices")).body["data"]] == [False, False], (
        "not read up to there yet"
    )
    await bo.put(f"/rooms/{club}/read", {"seq": club_seq})
    assert [one["read"] for one in (await bo.get("/notices")).body["data"]] == [True, False]
    await bo.put(f"/rooms/{stranger}/read", {"seq": 1})
    assert [one["read"] for one in (await bo.get("/notices")).body["data"]] == [True, True]


async def test_a_card_shows_each_reader_what_they_may_see(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    club, stranger = await group(ann, bo), (await cy.put(f"/rooms/direct/{bo.id}")).body["room"]["id"]
    secret = await event(ann, visibility="invite_only")
    here = {"kind": "place", "place": {"lat": 60.17, "lon": 24.94, "name": "Esplanadi"}}
    its = {"kind": "event", "event_id": str(secret)}
    assert (await say(ann, club, "", share=its)).body["share"]["event_id"] == str(secret)
    assert (await say(bo, club, "", share=here)).body["share"]["place"] == here["place"]
    shown = [(await who.get(f"/rooms/{club}/messages")).body["data"] for who in (ann, bo)]
    assert [[one["share"] and one["share"]["kind"] for one in data if not one["system"]] for data in shown] == [
        ["event", "place"],
        [None, "place"],
    ]
    nothing = {"kind": "event", "event_id": str(new_id())}
    mixed = [{"kind": "event"}, {"kind": "place"}, its | here, here | {"event_id": str(secret)}]
    for wrong, pointer in [
        (its, "#/share/event_id"),
        (nothing, "#/share/event_id"),
        *((one, "#/share") for one in mixed),
    ]:
        answer = await say(bo, club, "", share=wrong)
        assert (answer.status, [one["pointer"] for one in answer.body["errors"]]) == (400, [pointer]), wrong
    assert (await say(cy, stranger, "look", share=here)).status == 403, "nothing but words before they have said yes"
