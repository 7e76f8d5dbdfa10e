"""Rooms, and what is said in them."""

from typing import Any
from uuid import UUID

from tests.world import Answer, Person
from tomoda.core.words import new_id


async def direct_room(ann: Person, bo: Person) -> UUID:
    """The room that two people share."""
    return UUID((await ann.put(f"/rooms/direct/{bo.id}")).body["room"]["id"])


async def say(person: Person, room: UUID, body: str, message_id: UUID | None = None, **more: Any) -> Answer:
    """Send a message, under a new id if none is given."""
    return await person.put(f"/rooms/{room}/messages/{message_id or new_id()}", {"body": body, **more})


async def heard(person: Person, room: UUID, query: str = "") -> list[str]:
    """What a person reads in a room, in order."""
    return [one["body"] for one in (await person.get(f"/rooms/{room}/messages{query}")).body["data"]]
