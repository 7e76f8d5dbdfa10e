"""Events, as people make them."""

from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.world import Answer, Person

ESPLANADI = {"lat": 60.16745, "lon": 24.94745, "name": "Esplanadi"}


async def event(host: Person, title: str = "Picnic", hours: float = 1, **more: Any) -> UUID:
    """An event in Helsinki that begins in some hours."""
    zone = more.get("time_zone", "Europe/Helsinki")
    local = (host.world.app.clock() + timedelta(hours=hours)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    wanted = {"title": title, "place": ESPLANADI, "time_zone": zone, "local_start": local.isoformat(timespec="seconds")}
    answer = await host.post("/events", wanted | more)
    assert answer.status == 201, answer.body
    return UUID(answer.body["id"])


async def going(person: Person, event_id: UUID, answer: str = "going") -> int:
    """Answer an invitation; the status of the answer."""
    return (await person.put(f"/events/{event_id}/rsvp", {"answer": answer})).status


async def cancel(host: Person, event_id: UUID, reason: str = "") -> Answer:
    """Look at what calling it off does, then do it."""
    token = (await host.get(f"/events/{event_id}/cancellation")).body.get("token", "none")
    return await host.post(f"/events/{event_id}/cancel", {"token": token, "reason": reason})


async def standing(person: Person, event_id: UUID) -> str | None:
    """Where somebody stands, as their own page of the event says."""
    mine = (await person.get(f"/events/{event_id}")).body["standing"]
    return mine and mine["answer"]


async def waiting(person: Person, event_id: UUID, guests: int = 0) -> str:
    """Come, or wait for a seat; what it comes to."""
    answer = await person.put(f"/events/{event_id}/rsvp", {"answer": "going", "guests": guests, "wait": True})
    assert answer.status == 200, answer.body
    return answer.body["mine"]
