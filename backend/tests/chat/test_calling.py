"""Whom a message calls: those whom its words name, as far as its author wants and the room allows."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import msgspec

from tests.makers.chat import card, group, say
from tests.makers.events import event, going
from tests.makers.people import befriend
from tests.world import Answer, Person, World
from tomoda.chat.messages import TellOfMessage
from tomoda.chat.schemas import MOST_ALLOWED
from tomoda.core.jobs import do_now
from tomoda.core.words import new_id

CLUB = "@bo and @cy, ramen @here?"


def telling(world: World, room: UUID, person: Person) -> Callable[[Answer], Awaitable[list[str]]]:
    """What the person was told in all by the time that a message of the room was looked at."""

    async def told(sent: Answer) -> list[str]:
        assert sent.status == 200, sent.body
        await do_now(world.app, TellOfMessage.name, msgspec.json.encode(TellOfMessage(room, UUID(sent.body["id"]))))
        return [one["text"] for one in (await person.get("/notices")).body["data"] if one["kind"] != "befriended"]

    return told


async def test_a_message_calls_whom_its_author_lets_it_and_never_more_than_its_words_and_the_room_allow(
    world: World,
) -> None:
    ann, bo, cy, dee = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Dee")]
    room = await group(ann, bo, cy)

    async def called(allowed: Any, who: Person = ann, body: str = CLUB) -> tuple[list[str], bool]:
        sent = (await say(who, room, body, allowed_mentions=allowed)).body
        return sorted(sent["mentions"]), sent["here"]

    both = sorted([str(bo.id), str(cy.id)])
    assert await called({}) == (both, True), "left out: whom the words name"
    assert await called({"people": [], "here": False}) == ([], False)
    assert await called({"people": [str(bo.id)], "here": False}) == ([str(bo.id)], False)
    assert await called({"people": [str(bo.id), str(dee.id)], "here": False}, body="@dee, all") == ([], False), (
        "neither whom the words do not name, nor who is not here"
    )
    assert await called({"people": "all", "here": True}, bo, "@cy") == ([str(cy.id)], False)
    assert await called({"here": False}, bo) == ([str(cy.id)], False), "Bo may not call everybody, and does not"
    assert (await say(bo, room, CLUB, allowed_mentions={"here": True})).body["code"] == "may_not_call_everybody"
    counted = [(await card(who, room))["mentions"] for who in (bo, cy)]
    quoted = await say(ann, room, "@bo said so", reply_to=new_id(), allowed_mentions={"people": []})
    assert [(await card(who, room))["mentions"] for who in (bo, cy)] == counted, "what calls nobody counts for nobody"
    edited = await ann.patch(
        f"/rooms/{room}/messages/{quoted.body['id']}",
        {"body": "@bo and @cy said so", "allowed_mentions": {"people": [str(cy.id)]}},
    )
    assert edited.body["mentions"] == [str(cy.id)]
    path, same = f"/rooms/{room}/messages/{quoted.body['id']}", "@bo and @cy said so"
    for _ in range(2):
        again = await ann.patch(path, {"body": same, "allowed_mentions": {"people": [str(cy.id)]}})
        assert again.body["edited_at"] == edited.body["edited_at"], "the same again changes nothing"
    louder = await ann.patch(path, {"body": same})
    assert sorted(louder.body["mentions"]) == both, "the same words may call others"
    for wrong in ({"people": "some"}, {"people": [str(new_id())] * (MOST_ALLOWED + 1)}, {"everyone": True}, 1):
        answer = await say(ann, room, "hm", allowed_mentions=wrong)
        assert (answer.status, answer.body["errors"][0]["pointer"].startswith("#/allowed_mentions")) == (400, True)


async def test_who_is_not_called_is_not_told_and_who_muted_or_blocked_whoever_calls_is_left_in_peace(
    world: World,
) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    room = await group(ann, bo, cy)
    told = telling(world, room, bo)
    before = await told(await say(ann, room, "hi"))
    assert await told(await say(ann, room, "@bo!", allowed_mentions={"people": [str(cy.id)]})) == before
    assert await told(await say(ann, room, "@here!", allowed_mentions={"here": False})) == before
    assert (await card(bo, room))["mentions"] == 0
    await bo.put(f"/users/me/mutes/{ann.id}", {})
    for text in ("@bo?", "@here?"):
        assert await told(await say(ann, room, text)) == before
    shown = await card(bo, room)
    assert (shown["mentions"], shown["unread"]) == (0, 5), "counted quietly"
    await bo.delete(f"/users/me/mutes/{ann.id}")
    assert (await card(bo, room))["mentions"] == 2
    assert await told(await say(ann, room, "@bo, please")) == ["@bo, please", *before]
    await bo.put(f"/users/me/blocks/{ann.id}")
    shut = await say(ann, room, "@bo, @here")
    assert shut.body["mentions"] == []
    assert "@bo, @here" not in await told(shut)


async def test_everybody_is_called_twice_in_ten_minutes_also_by_what_is_edited(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await group(ann, bo)
    sent = [await say(ann, room, text) for text in ("@here one", "@here two", "three")]
    paths = [f"/rooms/{room}/messages/{one.body['id']}" for one in sent]
    refused = await ann.patch(paths[2], {"body": "@here three"})
    assert (refused.status, refused.body["code"]) == (429, "rate_limited")
    better = await ann.patch(paths[1], {"body": "@here, two!"})
    assert (better.status, better.body["here"]) == (200, True), "who was called is not called again"
    quiet = {"body": "@here three", "allowed_mentions": {"here": False}}
    assert (await ann.patch(paths[2], quiet)).body["here"] is False
    answers = [await ann.patch(paths[2], {"body": str(n)}) for n in range(31)]
    assert answers[-1].status == 429, "words change as often as they are said"


async def test_guests_who_are_kept_quiet_cannot_be_found_by_calling_their_names(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    secret = await event(ann, guest_list="hidden")
    for guest in (bo, cy):
        await befriend(ann, guest)
        await going(guest, secret)
    room = UUID((await ann.get(f"/events/{secret}/room")).body["room"]["id"])
    assert (await say(bo, room, "is @cy here?")).body["mentions"] == []
    assert (await say(ann, room, "@cy, welcome")).body["mentions"] == [str(cy.id)], "hosts know"
    await say(cy, room, "hello")
    assert (await say(bo, room, "ah, @cy!")).body["mentions"] == [str(cy.id)], "who has spoken is known"
