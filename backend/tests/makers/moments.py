"""Moments, as people post them."""

from typing import Any
from uuid import UUID

from tests.makers.media import ready
from tests.world import Answer, Person
from tomoda.core.words import new_id

HERE: dict[str, Any] = {"lat": 60.16712, "lon": 24.94271, "name": "Kappeli", "precision": "venue"}


async def post(person: Person, moment_id: UUID | None = None, **more: Any) -> Answer:
    """Post a photo that was looked at, at Esplanadi, unless it says otherwise."""
    photos = [{"id": await ready(person), "alt": "Soup"}] if "photos" not in more else []
    return await person.put(f"/moments/{moment_id or new_id()}", {"photos": photos, "place": HERE, **more})


async def moment(person: Person, **more: Any) -> UUID:
    """The id of one that was posted."""
    answer = await post(person, **more)
    assert answer.status == 200, answer.body
    return UUID(answer.body["id"])
