"""Friends see each other come and go, without flicker, and only as far as each lets them."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from tests.makers.chat import direct_room, say
from tests.makers.events import event, going
from tests.makers.people import befriend
from tests.realtime.conftest import Gate, open_gate
from tests.realtime.ear import Ear
from tests.world import Person, World
from tomoda.presence import actions, work


@pytest.fixture
async def gate(world: World) -> AsyncIterator[Gate]:
    """A gateway whose clock is the world's; Valkey has been up for a while."""
    await actions.settle(world.app)
    world.move(timedelta(seconds=actions.SETTLED_AFTER))
    async for one in open_gate(world):
        one.app.clock = world.app.clock
        yield one


@pytest.fixture
async def far_gate(world: World, gate: Gate) -> AsyncIterator[Gate]:
    """Another gateway, to which others are connected."""
    async for one in open_gate(world):
        one.app.clock = world.app.clock
        yield one


async def state(person: Person, of: Person) -> str | None:
    found = (await person.get("/presence")).body["data"]
    return next((one["state"] for one in found if one["user_id"] == str(of.id)), None)


async def told(ear: Ear, of: Person, state: str, after: int = 0) -> None:
    def wanted(one: dict[str, Any]) -> bool:
        told = one.get("signal") == "presence.presence_changed"
        return told and (one["data"]["user_id"], one["data"]["state"]) == (str(of.id), state)

    await ear.until(wanted, after)


async def beat(ear: Ear, *, active: bool) -> None:
    begun = len(ear.told)
    ear.say("beat", active=active)
    await ear.until(lambda one: "beat" in one, begun)


async def test_ann_comes_pauses_and_leaves_and_bo_sees_it_once(world: World, gate: Gate, far_gate: Gate) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    await befriend(ann, bo)
    his, hers_not = await Ear.of(bo, far_gate.url), await Ear.of(cy, gate.url)
    for person, ear in ((bo, his), (cy, hers_not)):
        assert (await ear.listen(f"friends:{person.id}"))["place"] is None
    assert (await his.listen(f"friends:{ann.id}"))["refused"]
    phone, laptop = await Ear.of(ann, gate.url), await Ear.of(ann, gate.url)
    await told(his, ann, "online")
    assert (await state(bo, ann), await state(cy, ann), (await ann.get("/presence/me")).body["state"]) == (
        "online",
        None,
        "online",
    )
    for seconds in (50, 200, 250):
        world.move(timedelta(seconds=seconds - 1))
        await beat(phone, active=False)
        await beat(laptop, active=seconds == 50)
        await work.gather(gate.app)
        await work.sweep(world.app, everybody=True)
    await told(his, ann, "idle")
    assert await state(bo, ann) == "idle", "nobody has looked for more than five minutes"
    phone.leave()
    laptop.leave()
    world.move(timedelta(seconds=30))
    await work.sweep(world.app, everybody=True)
    assert await state(bo, ann) == "idle", "a broken line is not seen"
    world.move(timedelta(seconds=40))
    await work.sweep(world.app, everybody=False)
    await told(his, ann, "offline")
    seen = [one["state"] for one in his.heard("presence.presence_changed")]
    assert seen == ["online", "idle", "offline"]
    assert hers_not.heard("presence.presence_changed") == []


async def test_each_chooses_who_may_know_and_what_they_say(world: World, gate: Gate) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    await befriend(ann, bo)
    picnic = await event(ann)
    await going(cy, picnic)
    ear = await Ear.of(ann, gate.url)
    await work.gather(gate.app)
    his = await Ear.of(bo, gate.url)
    await his.listen(f"friends:{bo.id}")
    until = (world.app.clock() + timedelta(hours=2)).isoformat()
    mine = {"audience": "event_mates", "busy": True, "status": "free till 22", "emoji": "🍜", "status_until": until}
    assert (await ann.put("/presence/me", mine)).body["state"] == "busy"
    await told(his, ann, "busy")
    assert [await state(who, ann) for who in (bo, cy)] == ["busy", "busy"]
    assert (await bo.get("/presence")).body["data"][0]["status"] == "free till 22"
    world.move(timedelta(hours=2))
    await beat(ear, active=True)
    await work.gather(gate.app)
    assert (await bo.get("/presence")).body["data"][0]["status"] == ""
    assert (await ann.put("/presence/me", {"invisible": True})).body["state"] == "online", "my own devices know"
    await told(his, ann, "offline")
    assert [await state(who, ann) for who in (bo, cy)] == [None, None]
    await ann.put("/presence/me", {"audience": "nobody"})
    assert await state(bo, ann) is None
    await ann.put("/presence/me", {})
    assert [await state(who, ann) for who in (bo, cy)] == ["online", None]
    await bo.put(f"/users/me/blocks/{ann.id}")
    assert await state(bo, ann) is None


async def test_who_is_unseen_is_not_seen_writing_reading_or_having_been_here(world: World, gate: Gate) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)
    room = await direct_room(ann, bo)
    hers, his = await Ear.of(ann, gate.url), await Ear.of(bo, gate.url)
    for ear in (hers, his):
        await ear.listen(f"room:{room}")

    async def reads_and_writes(*, seen: bool) -> int | None:
        """How far behind Bo sees that she has read."""
        begun = len(his.told)
        seq = (await say(bo, room, "hm")).body["seq"]
        await ann.put(f"/rooms/{room}/read", {"seq": seq})
        hers.say("typing", room=str(room))
        if seen:
            await his.until(lambda one: one.get("signal") == "chat.member_typing", begun)
        people = (await bo.get(f"/rooms/{room}/members")).body["data"]
        read = next(one["read_seq"] for one in people if one["person"]["username"] == "Ann")
        return read and seq - read

    assert await reads_and_writes(seen=True) == 0
    await ann.put("/presence/me", {"invisible": True})
    assert await reads_and_writes(seen=False) is None
    await ann.put("/presence/me", {})
    await ann.put("/users/me/chat", {"read_receipts": True, "typing": False})
    assert await reads_and_writes(seen=False) == 0, "who does not show that they write is seen to read all the same"
    await ann.put("/users/me/chat", {"read_receipts": True, "typing": True})
    assert await reads_and_writes(seen=True) == 0
    assert len(his.heard("chat.member_typing")) == 2
    assert len(his.heard("chat.read_shown")) == 3
    for ear in (hers, his):
        ear.leave()


async def test_bo_learns_about_when_ann_was_here_and_no_more(world: World, gate: Gate) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)

    async def last_seen() -> Any:
        [one] = (await bo.get("/presence")).body["data"]
        return one["last_seen"]

    assert await last_seen() is None, "she was never here"

    async def visit() -> None:
        ear = await Ear.of(ann, gate.url)
        await work.gather(gate.app)
        ear.leave()
        world.move(timedelta(seconds=actions.HERE_FOR + 1))
        await work.sweep(world.app, everybody=True)

    his = await Ear.of(bo, gate.url)
    await his.listen(f"friends:{bo.id}")
    await visit()
    await told(his, ann, "offline")
    assert [one["last_seen"] for one in his.heard("presence.presence_changed")] == [None, "recently"]
    his.leave()
    seen: list[str] = []
    for days in (0, 3, 1, 3, 1, 23, 1):
        world.move(timedelta(days=days))
        seen.append(await last_seen())
    assert seen == ["recently"] * 2 + ["this_week"] * 2 + ["this_month"] * 2 + ["long_ago"]
    for hidden in ({"invisible": True}, {"audience": "nobody"}):
        await ann.put("/presence/me", hidden)
        await visit()
        await ann.put("/presence/me", {})
        assert await last_seen() == "long_ago", "nothing is kept of who wants to be unseen"
    await visit()
    assert await last_seen() == "recently"
