"""People talk: nothing is lost, doubled, out of order, or heard by an outsider."""

import asyncio
from typing import Any
from uuid import UUID

from tests.makers.chat import direct_room, group, heard, say
from tests.makers.people import befriend
from tests.world import Answer, Person, World
from tomoda.chat import actions
from tomoda.chat.schemas import NewMessage
from tomoda.core.words import new_id


async def test_two_people_share_one_room_found_again_from_both_sides(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    rooms = await asyncio.gather(*(direct_room(*pair) for pair in [(ann, bo), (bo, ann)] * 4))
    assert len(set(rooms)) == 1
    card = (await ann.get("/rooms")).body["data"][0]
    assert [one["username"] for one in card["people"]] == ["Bo"]


async def test_a_message_sent_twice_is_there_once(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room, hello = await direct_room(ann, bo), new_id()
    answers = await asyncio.gather(*(say(ann, room, "hello", hello) for _ in range(5)))
    assert {one.status for one in answers} == {200}
    assert len({one.body["seq"] for one in answers}) == 1
    assert await heard(bo, room) == ["hello"]
    other = await say(ann, room, "something else", hello)
    assert (other.status, other.body["code"]) == (409, "message_id_taken")
    stolen = await say(bo, room, "hello", hello)
    assert stolen.status == 409


async def test_everybody_reads_the_same_order(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    await asyncio.gather(*(say(who, room, f"{who.name} {n}") for n in range(12) for who in (ann, bo)))
    assert await heard(ann, room) == await heard(bo, room)
    assert len(await heard(ann, room)) == 24
    assert (await ann.get(f"/rooms/{room}/messages")).body["place"] == 26, "two came in, 24 messages"


async def test_who_speaks_second_waits_for_the_first(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    async with world.app.transaction() as tx:
        await actions.send(tx, ann.viewer, room, new_id(), NewMessage("first"))
        late = asyncio.create_task(say(bo, room, "second"))
        done, _ = await asyncio.wait({late}, timeout=0.2)
        assert not done
    assert (await late).status == 200
    assert await heard(ann, room) == ["first", "second"]


async def test_history_is_read_page_by_page_in_both_directions(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    for n in range(7):
        await say(ann, room, str(n))
    newest = (await bo.get(f"/rooms/{room}/messages?limit=3")).body
    assert [one["body"] for one in newest["data"]] == ["4", "5", "6"]
    assert (newest["earlier"], newest["later"]) == (True, False)
    older = (await bo.get(f"/rooms/{room}/messages?limit=3&before={newest['data'][0]['seq']}")).body
    assert [one["body"] for one in older["data"]] == ["1", "2", "3"]
    forward = (await bo.get(f"/rooms/{room}/messages?limit=3&after={older['data'][0]['seq']}")).body
    assert [one["body"] for one in forward["data"]] == ["2", "3", "4"]
    assert forward["later"]
    assert (await bo.get(f"/rooms/{room}/messages?limit=201")).body["errors"][0]["pointer"] == "#/query/limit"


async def test_history_is_read_on_both_sides_of_any_message_that_one_may_read(world: World) -> None:
    ann, bo, cy = await world.user("Ann"), await world.user("Bo"), await world.user("Cy")
    room = await group(ann, bo, cy)
    said = [(await say(bo if n == 4 else ann, room, str(n))).body for n in range(9)]

    async def around(person: Person, n: int, limit: int = 5) -> Answer:
        return await person.get(f"/rooms/{room}/messages?limit={limit}&around={said[n]['id']}")

    middle = (await around(cy, 4)).body
    assert [one["body"] for one in middle["data"]] == ["2", "3", "4", "5", "6"]
    assert (middle["earlier"], middle["later"]) == (True, True)
    last = (await around(cy, 8)).body
    assert [one["body"] for one in last["data"]] == ["6", "7", "8"]
    assert (last["earlier"], last["later"]) == (True, False)
    assert [one["body"] for one in (await around(cy, 7, 1)).body["data"]] == ["7"]
    late = await world.user("Dee")
    await befriend(ann, late)
    await ann.put(f"/rooms/{room}/members/{late.id}")
    assert (await around(late, 4)).status == 404, "said before Dee came"
    await cy.put(f"/users/me/blocks/{bo.id}")
    assert (await around(cy, 4)).status == 404, "said by somebody whom Cy does not see"
    assert "4" not in [one["body"] for one in (await around(cy, 5)).body["data"]]


async def test_outsiders_find_no_room(world: World) -> None:
    ann, bo, eve = await world.user("Ann"), await world.user("Bo"), await world.user("Eve")
    room = await direct_room(ann, bo)
    await say(ann, room, "secret")
    for answer in (
        await eve.get(f"/rooms/{room}"),
        await eve.get(f"/rooms/{room}/messages"),
        await eve.get(f"/rooms/{room}/members"),
        await say(eve, room, "hi"),
        await eve.put(f"/rooms/{room}/read", {"seq": 1}),
    ):
        assert (answer.status, answer.body["code"]) == (404, "not_found")


async def test_after_a_block_their_room_is_gone_for_both(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    await say(bo, room, "hi")
    await ann.put(f"/users/me/blocks/{bo.id}")
    for person in (ann, bo):
        assert (await person.get("/rooms")).body["data"] == []
        assert (await say(person, room, "hello?")).status == 404


async def test_an_edited_message_says_so_and_only_its_author_edits(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room, message = await direct_room(ann, bo), new_id()
    await say(ann, room, "helo", message)
    refused = await bo.patch(f"/rooms/{room}/messages/{message}", {"body": "haha"})
    assert (refused.status, refused.body["code"]) == (403, "not_your_message")
    edited = await ann.patch(f"/rooms/{room}/messages/{message}", {"body": "hello"})
    assert edited.body["body"] == "hello"
    assert edited.body["edited_at"]


async def test_a_deleted_message_leaves_nothing_to_read(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room, message = await direct_room(ann, bo), new_id()
    await say(ann, room, "regret", message)
    await bo.put(f"/rooms/{room}/messages/{message}/reactions/😀")
    for _ in range(2):
        assert (await ann.delete(f"/rooms/{room}/messages/{message}")).status == 204
    [left] = (await bo.get(f"/rooms/{room}/messages")).body["data"]
    assert (left["body"], left["reactions"], bool(left["deleted_at"])) == ("", [], True)
    assert (await ann.patch(f"/rooms/{room}/messages/{message}", {"body": "x"})).body["code"] == "message_gone"


async def test_a_reaction_counts_once_per_person(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room, message = await direct_room(ann, bo), new_id()
    await say(ann, room, "ramen?", message)
    for person in (ann, bo, bo):
        answer = await person.put(f"/rooms/{room}/messages/{message}/reactions/🍜")
    assert answer.body["reactions"] == [{"emoji": "🍜", "count": 2, "mine": True}]
    answer = await bo.delete(f"/rooms/{room}/messages/{message}/reactions/🍜")
    assert answer.body["reactions"] == [{"emoji": "🍜", "count": 1, "mine": False}]


async def test_unread_counts_what_others_said_since_i_read(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    for n in range(3):
        await say(bo, room, str(n))
    await say(ann, room, "my own is read")
    await say(bo, room, "and now?")
    [card] = (await ann.get("/rooms")).body["data"]
    assert (card["unread"], card["last"]["body"]) == (1, "and now?")
    await ann.put(f"/rooms/{room}/read", {"seq": card["last"]["seq"]})
    await ann.put(f"/rooms/{room}/read", {"seq": 1})
    [card] = (await ann.get("/rooms")).body["data"]
    assert card["unread"] == 0


async def test_a_message_of_blanks_is_refused_and_one_too_long_says_where(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    assert (await say(ann, room, " \u200b\n ")).body["code"] == "empty_message"
    assert (await say(ann, room, "x" * 4001)).body["errors"][0]["pointer"] == "#/body"
    assert (await say(ann, room, "あ" * 4000)).status == 200


async def test_thirty_messages_in_ten_seconds_are_enough(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    answers = [await say(ann, room, str(n)) for n in range(31)]
    assert [one.status for one in answers] == [200] * 30 + [429]
    assert len(await heard(bo, room)) == 30


async def test_what_the_app_sends_is_answered_as_the_framework_would(world: World) -> None:
    ann, bo, eve = [await world.user(name) for name in ("Ann", "Bo", "Eve")]
    room = await group(ann, bo)

    async def both(who: Person, body: dict[str, Any], message: UUID) -> tuple[Any, Any]:
        """The hot way, and the framework's, which a query leads to."""
        path = f"/rooms/{room}/messages/{message}"
        return await who.put(path, body), await who.put(f"{path}?way=long", body)

    for who, body in ((ann, {"body": "hi"}), (ann, {"body": " "}), (ann, {"body": 1}), (eve, {"body": "hi"})):
        fast, slow = await both(who, body, new_id())
        for answer in (fast.body, slow.body):
            [answer.pop(name, None) for name in ("instance", "sent_at")]
        assert (fast.status, fast.body) == (slow.status, slow.body)
        names = [{name for name in answer.headers if name != "date"} for answer in (fast, slow)]
        assert names[0] == names[1]
    for _ in range(40):
        fast = await bo.put(f"/rooms/{room}/messages/{new_id()}", {"body": "again"})
    assert (fast.status, fast.body["code"], "RateLimit-Policy" in fast.headers) == (429, "rate_limited", True)
