"""An event that spreads further than its host can have meant is closed to new people until they answer."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from tests.makers.events import event, going, waiting
from tests.makers.people import befriend
from tests.notifications.test_notices import do_all
from tests.world import Person, World
from tomoda.core.jobs import do_now
from tomoda.events.actions import braking
from tomoda.events.actions.braking import LEAST_CROWD, LEAST_LOOKS
from tomoda.events.messages.braking import LookAtCrowd

AROUND = "/map?south=60.1&west=24.8&north=60.235&east=25.095&zoom=12"


async def look(world: World, event_id: UUID, looks: int = 0) -> None:
    await do_now(world.app, LookAtCrowd.name, msgspec.json.encode(LookAtCrowd(event_id, looks)))


async def sees(who: Person, event_id: UUID) -> tuple[int, int]:
    """Its page, and how many events are on the map."""
    return (await who.get(f"/events/{event_id}")).status, len((await who.get(AROUND)).body["events"])


async def asked(host: Person) -> list[Any]:
    return [one for one in (await host.get("/notices")).body["data"] if one["kind"] == "events.crowd_asked"]


async def test_a_crowd_closes_an_event_to_new_people_until_its_host_answers(world: World) -> None:
    host, pal, late = [await world.user(name) for name in ("Host", "Pal", "Late")]
    await befriend(host, pal)
    party = await event(host, "House party", seats=2)
    link = (await host.post(f"/events/{party}/links", {})).body["url"].rpartition("/")[2]
    crowd = [await world.user(f"Guest{number}") for number in range(LEAST_CROWD)]
    for one in crowd[:-1]:
        await waiting(one, party)
    assert await do_all(world, LookAtCrowd.name) == 1, "it is looked at once a minute, however many come"
    assert (await sees(late, party), await asked(host)) == ((200, 1), []), "one fewer is no crowd"
    await waiting(crowd[-1], party)
    await do_all(world, LookAtCrowd.name)
    assert [await sees(who, party) for who in (late, pal, crowd[0], crowd[-1])] == [(404, 0), *[(200, 1)] * 3]
    page = (await host.get(f"/events/{party}")).body
    assert (page["brake"], len(await asked(host))) == ({"was": "public", "wanted": LEAST_CROWD}, 1)
    assert (await crowd[0].get(f"/events/{party}")).body["brake"] is None, "that is the host's"
    assert (await world.client.get(f"{world.url}/e/{party}")).status_code == 404
    assert not (await late.get(f"/invites/{link}")).body["works"]
    assert (await late.post(f"/invites/{link}")).body["code"] == "invite_expired"
    assert (await going(late, party), await going(pal, party, "maybe")) == (404, 200)
    assert (await crowd[0].put(f"/events/{party}/brake", {"reopen": True})).body["code"] == "not_the_host"
    await look(world, party)
    assert len(await asked(host)) == 1
    opened = await host.put(f"/events/{party}/brake", {"reopen": True})
    assert (opened.body["event"]["visibility"], opened.body["brake"], await asked(host)) == ("public", None, [])
    assert (await sees(late, party), (await late.get(f"/invites/{link}")).body["works"]) == ((200, 1), True)
    assert (await host.put(f"/events/{party}/brake", {"reopen": True})).body["code"] == "wrong_state"
    await look(world, party)
    assert (await host.get(f"/events/{party}")).body["brake"] is None, "asked again at twice as many"


async def test_many_who_look_close_it_too_and_a_host_may_leave_it_closed(world: World) -> None:
    host, pal, late = [await world.user(name) for name in ("Host", "Pal", "Late")]
    await befriend(host, pal)
    walk = await event(host, "Walk", visibility="unlisted", seats=10)
    for number in range(LEAST_LOOKS - 1):
        await _look_from(world, walk, number)
    await _look_from(world, walk, 0)
    assert await do_all(world, LookAtCrowd.name) == 0, "the same address looks once"
    assert (await world.client.get(f"{world.url}/e/{walk}")).status_code == 200
    assert await do_all(world, LookAtCrowd.name) == 1
    assert (await sees(late, walk), await sees(pal, walk)) == ((404, 0), (404, 0)), "friends had not seen it either"
    closed = (await host.put(f"/events/{walk}/brake", {"reopen": False})).body
    assert (closed["event"]["visibility"], closed["brake"]) == ("invite_only", None)
    await host.patch(f"/events/{walk}", {"visibility": "public"})
    await look(world, walk, LEAST_LOOKS)
    assert (await sees(late, walk))[0] == 200, "what looks ask is asked once a day"
    world.move(timedelta(minutes=1))
    free = await event(host, "March", hours=30)
    await look(world, free, LEAST_LOOKS)
    assert (await sees(late, free))[0] == 200, "without a limit of seats more may look"
    await look(world, free, 500)
    assert (await sees(late, free))[0] == 404
    changed = await host.patch(f"/events/{free}", {"visibility": "public"})
    assert (changed.body["brake"], (await sees(late, free))[0]) == (None, 200), "who chooses anew has answered"


async def _look_from(world: World, event_id: UUID, number: int) -> None:
    """Somebody without an account opens the shared page, each from an address of their own."""
    await braking.looked(world.app, event_id, f"2001:db8::{number:x}")
