"""A muted room makes no noise, and is still counted."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tests.makers.chat import direct_room, say
from tests.makers.events import event
from tests.world import Person, World


async def until(person: Person, room: UUID) -> datetime | None:
    told = (await person.get(f"/rooms/{room}")).body["room"]["muted_until"]
    return datetime.fromisoformat(told) if told else None


@pytest.mark.parametrize(("how_long", "hours"), [("hour", 1), ("eight_hours", 8)])
async def test_ann_mutes_a_room_for_some_hours(world: World, how_long: str, hours: int) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    assert (await ann.put(f"/rooms/{room}/mute", {"until": how_long})).status == 204
    found = await until(ann, room)
    assert found is not None
    assert abs(found - world.app.clock() - timedelta(hours=hours)) < timedelta(seconds=10)
    assert await until(bo, room) is None, "only for her"
    await say(bo, room, "hello?")
    assert (await ann.get(f"/rooms/{room}")).body["room"]["unread"] == 1
    await ann.put(f"/rooms/{room}/mute", {"until": "off"})
    assert await until(ann, room) is None


async def test_a_room_is_muted_until_its_event_ends_or_for_ever(world: World) -> None:
    ann = await world.user("Ann")
    picnic = await event(ann)
    room = UUID((await ann.get(f"/events/{picnic}/room")).body["room"]["id"])
    await ann.put(f"/rooms/{room}/mute", {"until": "event"})
    ends_at = datetime.fromisoformat((await ann.get(f"/events/{picnic}")).body["event"]["ends_at"])
    assert await until(ann, room) == ends_at
    await ann.put(f"/rooms/{room}/mute", {"until": "forever"})
    forever = await until(ann, room)
    assert forever is not None
    assert forever.year == 9999


async def test_a_stranger_mutes_nothing(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    room = await direct_room(ann, bo)
    assert (await cy.put(f"/rooms/{room}/mute", {"until": "hour"})).status == 404
