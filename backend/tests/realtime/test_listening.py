"""Listening: everything that was missed or nothing of it, in order, and only what one may hear."""

import asyncio

from tests.makers.chat import direct_room, say
from tests.realtime.conftest import Gate
from tests.realtime.doors import ALLOWED, Knocked, Moved, Whispered, knock, losing
from tests.realtime.ear import Ear
from tests.world import World
from tomoda.core import feed
from tomoda.core.hub import socket
from tomoda.core.messages import HearingChanged
from tomoda.core.words import new_id


async def test_whoever_comes_back_hears_what_was_missed_and_then_goes_on(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    await knock(world.app, "a", 1, 2, 3)
    answer = await ear.listen("door:a", 1)
    assert answer == {"listening": "door:a", "place": 3, "caught_up": True}
    await ear.place("door:a", 3)
    await knock(world.app, "a", 4)
    await ear.place("door:a", 4)
    assert ear.places("door:a") == [2, 3, 4]
    assert [one["n"] for one in ear.heard("doors.knocked")] == [2, 3, 4]
    ear.leave()


async def test_whoever_missed_too_much_is_told_where_to_go_on_and_gets_no_part_of_it(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    async with world.app.transaction() as tx:
        for n in range(feed.CATCH_UP_LIMIT + 1):
            tx.emit(Knocked(door="a", n=n))
    answer = await ear.listen("door:a", 0)
    assert answer == {"listening": "door:a", "place": 501, "caught_up": False}
    await knock(world.app, "a", 502)
    await ear.place("door:a", 502)
    assert ear.places("door:a") == [502]
    assert (await ear.listen("door:a", 2))["caught_up"], "500 are not too many"
    await ear.place("door:a", 3)
    ear.leave()


async def test_what_is_no_longer_kept_is_not_told_in_part(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    await knock(world.app, "a", 1, 2)
    async with world.app.transaction() as tx:
        await tx.run(feed.FORGET, world.app.clock())
    await knock(world.app, "a", 3)
    assert await ear.listen("door:a", 0) == {"listening": "door:a", "place": 3, "caught_up": False}
    ear.leave()


async def test_whoever_knows_no_place_or_an_impossible_one_fetches_anew(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    await knock(world.app, "a", 1)
    assert await ear.listen("door:a") == {"listening": "door:a", "place": 1, "caught_up": False}
    assert await ear.listen("door:a", 99) == {"listening": "door:a", "place": 1, "caught_up": False}
    ear.leave()


async def test_what_does_not_exist_for_somebody_is_refused(world: World, gate: Gate) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    ear = await Ear.of(ann, gate.url)
    for topic in (f"user:{bo.id}", f"room:{new_id()}", "room:what", "nothing:1", "control", "nothing", ""):
        assert await ear.listen(topic, 0) == {"refused": topic, "code": "not_found"}, topic
    assert not gate.hub.topics
    ear.leave()


async def test_whoever_may_hear_from_a_place_on_hears_nothing_before_it(world: World, gate: Gate) -> None:
    ann = await world.user("Ann")
    ear = await Ear.of(ann, gate.url)
    await knock(world.app, "a", 1, 2, 3)
    ALLOWED["a"] = {ann.id: 2}
    assert not (await ear.listen("door:a", 0))["caught_up"]
    assert (await ear.listen("door:a", 2))["caught_up"]
    await ear.place("door:a", 3)
    assert ear.places("door:a") == [3]
    ear.leave()


async def test_after_leaving_nothing_more_is_heard(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    await ear.listen("door:a", 0)
    await ear.listen("door:b", 0)
    ear.say("leave", to="door:a")
    await asyncio.sleep(0.1)
    await knock(world.app, "a", 1)
    await knock(world.app, "b", 1)
    await ear.place("door:b", 1)
    assert ear.places("door:a") == []
    assert list(gate.hub.topics) == ["door:b"]
    ear.leave()


async def test_one_socket_hears_so_many_topics_and_no_more(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    for n in range(socket.LIMITS["topics"]):
        ear.say("listen", to=f"street:{n}")
    assert await ear.listen("street:one more") == {"refused": "street:one more", "code": "too_many_topics"}
    ear.leave()


async def test_passing_signals_have_no_place_and_are_heard_by_who_is_there(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    assert await ear.listen("street:x") == {"listening": "street:x", "place": None, "caught_up": True}
    async with world.app.transaction() as tx:
        tx.emit(Moved(street="x", n=7))
    told = await ear.until(lambda one: one.get("on") == "street:x")
    assert told == {"signal": "doors.moved", "on": "street:x", "data": {"street": "x", "n": 7}}
    ear.leave()


async def test_joining_while_others_speak_misses_and_doubles_nothing(world: World, gate: Gate) -> None:
    ann = await world.user("Ann")
    ears = [await Ear.of(ann, gate.url) for _ in range(6)]
    speaking = asyncio.create_task(knock(world.app, "a", *range(150)))
    for ear in ears:
        await ear.listen("door:a", 0)
        await asyncio.sleep(0.02)
    await speaking
    for ear in ears:
        await ear.place("door:a", 150)
        assert ear.places("door:a") == list(range(1, 151))
        ear.leave()


async def test_what_is_said_between_the_question_and_the_joining_is_heard(world: World, gate: Gate) -> None:
    ann = await world.user("Ann")
    first, late = await Ear.of(ann, gate.url), await Ear.of(ann, gate.url)
    await first.listen("door:a", 0)
    with losing(world.app):
        async with world.app.transaction() as tx:
            tx.emit(HearingChanged(topic="door:elsewhere"))
    async with gate.hub.control.lock:  # whoever asks now has read the places, and waits to know control
        late.say("listen", to="door:a", after=0)
        await asyncio.sleep(0.5)
        await knock(world.app, "a", 1, 2, 3)
        await asyncio.sleep(0.2)
        assert not late.places("door:a")
    for ear in (first, late):
        await ear.place("door:a", 3)
        assert ear.places("door:a") == [1, 2, 3]
        ear.leave()


async def test_frames_that_overtake_each_other_are_put_in_order(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    await ear.listen("door:a", 0)
    with losing(world.app) as frames:
        await knock(world.app, "a", *range(1, 6))
    world.app.publish([frames[n] for n in (2, 0, 4, 1, 3, 3, 0)])
    await ear.place("door:a", 5)
    await asyncio.sleep(0.1)
    assert ear.places("door:a") == [1, 2, 3, 4, 5]
    ear.leave()


async def test_a_lost_frame_is_read_from_the_database_before_the_next_is_told(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    await ear.listen("door:a", 0)
    with losing(world.app):
        await knock(world.app, "a", 1, 2)
    await knock(world.app, "a", 3)
    await ear.place("door:a", 3)
    assert ear.places("door:a") == [1, 2, 3]
    ear.leave()


async def test_the_last_frame_lost_is_found_by_comparing_and_top_says_so(world: World, gate: Gate) -> None:
    ear = await Ear.of(await world.user("Ann"), gate.url)
    await ear.listen("door:a", 0)
    with losing(world.app):
        await knock(world.app, "a", 1)
    await ear.place("door:a", 1)
    assert await ear.until(lambda one: "top" in one) == {"top": "door:a", "place": 1}
    ear.leave()


async def test_removed_means_gone_and_nothing_after_it(world: World, gate: Gate) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    his, hers = await Ear.of(bo, gate.url), await Ear.of(ann, gate.url)
    await his.listen("door:a", 0)
    await hers.listen("door:a", 0)
    await knock(world.app, "a", 1)
    ALLOWED["a"] = {bo.id: None}
    async with world.app.transaction() as tx:
        tx.emit(HearingChanged(topic="door:a", user_id=bo.id, reason="removed"))
    await knock(world.app, "a", 2, 3)
    await hers.place("door:a", 3)
    assert await his.until(lambda one: "gone" in one) == {"gone": "door:a", "reason": "removed"}
    await asyncio.sleep(0.1)
    assert his.places("door:a") == [1]
    assert "gone" not in [key for one in hers.told for key in one]
    for ear in (his, hers):
        ear.leave()


async def test_what_changed_is_known_before_what_was_said_later_even_if_control_is_lost(
    world: World, gate: Gate
) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    his, hers = await Ear.of(bo, gate.url), await Ear.of(ann, gate.url)
    await his.listen("door:a", 0)
    await hers.listen("door:a", 0)
    ALLOWED["a"] = {bo.id: None}
    with losing(world.app):
        async with world.app.transaction() as tx:
            tx.emit(HearingChanged(topic="door:a", user_id=bo.id))
    await knock(world.app, "a", 1)
    await hers.place("door:a", 1)
    await his.until(lambda one: "gone" in one)
    await asyncio.sleep(0.1)
    assert his.places("door:a") == [], "the removal was committed before the knock"
    for ear in (his, hers):
        ear.leave()


async def test_being_asked_about_again_and_staying_loses_nothing(world: World, gate: Gate) -> None:
    ann = await world.user("Ann")
    ear = await Ear.of(ann, gate.url)
    await ear.listen("door:a", 0)
    for n in range(20):
        async with world.app.transaction() as tx:
            tx.emit(Knocked(door="a", n=n))
            tx.emit(HearingChanged(topic="door:a", user_id=None if n % 2 else ann.id))
    await ear.place("door:a", 20)
    assert ear.places("door:a") == list(range(1, 21))
    ear.leave()


async def test_of_a_hidden_person_only_the_place_is_told(world: World, gate: Gate) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    room = await direct_room(ann, cy)
    hers, theirs = await Ear.of(ann, gate.url), await Ear.of(cy, gate.url)
    for ear in (hers, theirs):
        await ear.listen("door:a", 0)
    await knock(world.app, "a", 1, who=bo.id)
    await hers.place("door:a", 1)
    assert (await ann.put(f"/users/me/blocks/{bo.id}")).status < 300
    told = await hers.until(lambda one: one.get("listening") == "door:a" and not one["caught_up"])
    assert told["place"] == 1, "whom she may see has changed: she fetches anew, and hears on from here"
    await knock(world.app, "a", 2, who=bo.id)
    await knock(world.app, "a", 3, who=cy.id)
    async with world.app.transaction() as tx:
        tx.emit(Whispered(door="a", who=bo.id))
        tx.emit(Whispered(door="a", who=cy.id))
    for ear in (hers, theirs):
        await ear.until(lambda one: one.get("signal") == "doors.whispered" and one["data"]["who"] == str(cy.id))
        await ear.place("door:a", 3)
    assert [one for one in hers.told if one.get("place") == 2] == [{"on": "door:a", "place": 2}]
    since = next(n for n, one in enumerate(hers.told) if one.get("place") == 1) + 1
    assert str(bo.id) not in str(hers.told[since:])
    assert [one["data"]["n"] for one in theirs.told if one.get("place") == 2] == [2]
    assert (await hers.listen("door:a", 0))["caught_up"]
    await hers.until(lambda one: one == {"on": "door:a", "place": 1})
    assert {"on": "door:a", "place": 1} in hers.told, "what was missed is as veiled as what is live"
    assert (await say(cy, room, "hello")).status == 200
    for ear in (hers, theirs):
        ear.leave()


async def test_typing_reaches_the_others_and_no_socket_holds_a_connection(world: World, gate: Gate) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    hers, his = await Ear.of(ann, gate.url), await Ear.of(bo, gate.url)
    for ear in (hers, his):
        await ear.listen(f"room:{room}")
    hers.say("typing", room=str(room))
    told = await his.until(lambda one: one.get("signal") == "chat.member_typing")
    assert "place" not in told
    hers.say("dance")
    assert await hers.until(lambda one: "refused" in one) == {"refused": "dance", "code": "unknown"}
    await asyncio.sleep(0.1)
    assert gate.app.pool.in_use() == 0
    for ear in (hers, his):
        ear.leave()
