"""Rooms, and what is said in them."""

from typing import Any
from uuid import UUID

from tests.makers.people import befriend
from tests.world import Answer, Person
from tomoda.core.words import new_id


async def direct_room(ann: Person, bo: Person) -> UUID:
    """The room that two people share; both have opened it, so that nobody waits for the other's yes."""
    room = UUID((await ann.put(f"/rooms/direct/{bo.id}")).body["room"]["id"])
    assert (await bo.put(f"/rooms/direct/{ann.id}")).status == 200
    return room


async def group(owner: Person, *others: Person, title: str = "Ramen club") -> UUID:
    """A group of friends, who become friends first."""
    room = new_id()
    for other in others:
        await befriend(owner, other)
    answer = await owner.put(f"/rooms/groups/{room}", {"title": title, "people": [one.id for one in others]})
    assert answer.status == 200, answer.body
    return room


async def card(person: Person, room: UUID) -> Any:
    """The room as it stands in the person's own eyes."""
    return (await person.get(f"/rooms/{room}")).body["room"]


async def may(person: Person, room: UUID) -> set[str]:
    """What the person may do in the room."""
    return set((await person.get(f"/rooms/{room}")).body["capabilities"])


async def say(person: Person, room: UUID, body: str, message_id: UUID | None = None, **more: Any) -> Answer:
    """Send a message, under a new id if none is given."""
    return await person.put(f"/rooms/{room}/messages/{message_id or new_id()}", {"body": body, **more})


async def heard(person: Person, room: UUID, query: str = "") -> list[str]:
    """What a person reads in a room, in order."""
    return [one["body"] for one in (await person.get(f"/rooms/{room}/messages{query}")).body["data"]]
