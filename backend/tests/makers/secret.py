"""Secret rooms, and devices with keys: for tests, what is sealed is any base64, since the server never opens it."""

from typing import Any
from uuid import UUID

from tests.makers.people import befriend
from tests.world import Answer, Person
from tomoda.core.words import new_id

KEY, PACKAGE, CHANGE, TEXT = "c2lnbg==", "cGFjaw==", "Y2hhbmdl", "b3BhcXVl"


async def keys(person: Person, *packages: str, device_id: UUID | None = None, last_resort: str | None = None) -> UUID:
    """This person's session becomes a device with keys, and these packages in stock."""
    device = device_id or new_id()
    answer = await person.put(f"/users/me/secret/devices/{device}", {"signature_key": KEY})
    assert answer.status == 200, answer.body
    stocked = await person.post(
        f"/users/me/secret/devices/{device}/packages", {"packages": list(packages), "last_resort": last_resort}
    )
    assert stocked.status == 200, stocked.body
    return device


async def change(
    person: Person, room: UUID, epoch: int, what: str = "keys_renewed", message_id: UUID | None = None, **more: Any
) -> Answer:
    """Change the group of devices, from this epoch to the next."""
    wanted = {"epoch": epoch, "what": what, "change": CHANGE, "way_in": CHANGE, **more}
    return await person.put(f"/rooms/{room}/secret/commits/{message_id or new_id()}", wanted)


async def secret_room(ann: Person, bo: Person) -> UUID:
    """Two friends with a secret room whose group of devices is in its first epoch; both have keys."""
    await befriend(ann, bo)
    room = UUID((await ann.put(f"/rooms/secret/{bo.id}")).body["room"]["id"])
    for one in (ann, bo):
        await keys(one)
    started = await change(ann, room, 0, "secret_started")
    assert started.status == 200, started.body
    return room


async def seal(
    person: Person, room: UUID, epoch: int, text: str = TEXT, message_id: UUID | None = None, **more: Any
) -> Answer:
    """Say something sealed."""
    wanted = {"sealed": {"epoch": epoch, "text": text}, **more}
    return await person.put(f"/rooms/{room}/messages/{message_id or new_id()}", wanted)
