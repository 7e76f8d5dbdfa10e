"""People who can be found near by."""

from datetime import timedelta
from typing import Any

from tests.world import Answer, Person, World

HELSINKI = {"lat": 60.1702, "lon": 24.9413}
A_WEEK = timedelta(days=7, hours=1)


async def settled(world: World, *names: str) -> list[Person]:
    """People who have been here for more than a week."""
    found = [await world.user(name) for name in names]
    world.move(A_WEEK)
    return found


async def appear(person: Person, place: dict[str, float] | None = HELSINKI, **more: Any) -> Answer:
    """Be found near by, for an hour if nothing else is said."""
    return await person.put("/radar/me", {"hours": 1, "place": place, **more})


async def around(viewer: Person) -> dict[str, str]:
    """Whom the viewer finds, and in which band."""
    answer = await viewer.get("/radar")
    assert answer.status == 200, answer.body
    return {one["person"]["display_name"]: one["band"] for one in answer.body["data"]}
