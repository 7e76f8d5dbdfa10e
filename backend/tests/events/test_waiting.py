"""People wait for a seat, and get it in their turn."""

import asyncio
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tests.makers.events import cancel, event, going, standing, waiting
from tests.world import World
from tomoda.core import jobs
from tomoda.core.sql import sql
from tomoda.events import actions
from tomoda.events.actions.queue import offer_ends
from tomoda.events.messages import SettleQueue

JOBS = sql("select count(*) from pgqueuer where entrypoint = $1")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_a_seat_given_back_is_offered_to_whoever_waited_longest(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    picnic = await event(host, seats=1)
    await going(ann, picnic)
    assert [await waiting(who, picnic) for who in (bo, cleo)] == ["waitlisted", "waitlisted"]
    page = (await cleo.get(f"/events/{picnic}")).body
    assert (page["standing"]["ahead"], page["event"]["full"]) == (1, True)
    await going(ann, picnic, "no")
    assert [await standing(who, picnic) for who in (ann, bo, cleo)] == ["no", "offered", "waitlisted"]
    assert await going(ann, picnic) == 409, "an offered seat is held"
    assert await going(bo, picnic) == 200
    assert await standing(bo, picnic) == "going"
    async with world.app.reading() as tx:
        assert await tx.value(JOBS, SettleQueue.name) == 1


async def test_a_declined_offer_goes_on_to_the_next_at_once(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    picnic = await event(host, seats=1)
    await going(ann, picnic)
    await waiting(bo, picnic)
    await waiting(cleo, picnic)
    await going(ann, picnic, "no")
    await going(bo, picnic, "no")
    assert [await standing(who, picnic) for who in (bo, cleo)] == ["no", "offered"]


async def test_an_offer_that_nobody_takes_passes_on(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    picnic = await event(host, seats=1, hours=8)
    await going(ann, picnic)
    await waiting(bo, picnic)
    await waiting(cleo, picnic)
    await going(ann, picnic, "no")
    await jobs.do_now(world.app, SettleQueue.name, msgspec.json.encode(SettleQueue(picnic)))
    assert await standing(bo, picnic) == "offered", "an hour is not over yet"
    world.move(timedelta(minutes=61))
    for _ in range(2):
        await jobs.do_now(world.app, SettleQueue.name, msgspec.json.encode(SettleQueue(picnic)))
    assert [await standing(who, picnic) for who in (bo, cleo)] == ["no", "offered"]


async def test_an_offer_is_over_when_the_clock_says_so_not_when_a_worker_does(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    picnic = await event(host, seats=1, hours=8)
    await going(ann, picnic)
    await waiting(bo, picnic)
    await waiting(cleo, picnic)
    await going(ann, picnic, "no")
    world.move(timedelta(minutes=61))
    assert await waiting(bo, picnic) == "waitlisted", "back at the end of the queue"
    assert await standing(cleo, picnic) == "offered"


async def test_a_party_that_does_not_fit_is_passed_over_and_keeps_its_place(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    picnic = await event(host, seats=3, plus_max=2)
    assert await waiting(ann, picnic, guests=2) == "going"
    assert await waiting(bo, picnic, guests=2) == "waitlisted"
    assert await waiting(cleo, picnic) == "waitlisted"
    assert await waiting(ann, picnic, guests=1) == "going"
    assert [await standing(who, picnic) for who in (bo, cleo)] == ["waitlisted", "offered"]
    await going(cleo, picnic, "no")
    await going(ann, picnic, "no")
    assert await standing(bo, picnic) == "offered"
    assert await waiting(bo, picnic, guests=2) == "going"
    assert (await bo.get(f"/events/{picnic}")).body["event"]["going"] == 3


async def test_nobody_brings_more_than_the_host_allows(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    picnic = await event(host, plus_max=1)
    refused = await ann.put(f"/events/{picnic}/rsvp", {"answer": "going", "guests": 2})
    assert (refused.status, refused.body["code"], refused.body["extra"]) == (422, "too_many_guests", {"plus_max": 1})


async def test_more_seats_are_offered_to_those_who_wait_and_fewer_break_no_promise(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    picnic = await event(host, seats=1)
    await going(ann, picnic)
    await waiting(bo, picnic)
    await waiting(cleo, picnic)
    await host.patch(f"/events/{picnic}", {"seats": 2})
    assert [await standing(who, picnic) for who in (bo, cleo)] == ["offered", "waitlisted"]
    refused = await host.patch(f"/events/{picnic}", {"seats": 1})
    assert (refused.status, refused.body["extra"]) == (409, {"going": 1, "offered": 1})
    await host.patch(f"/events/{picnic}", {"seats": None})
    assert await standing(cleo, picnic) == "offered"


async def test_whoever_waits_sees_neither_the_address_nor_the_room(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    home = {"lat": 60.16123, "lon": 24.94567, "address": "Secret 1 A 5", "address_for": "guests"}
    dinner = await event(host, seats=1, place=home)
    await going(bo, dinner, "maybe")
    await going(ann, dinner)
    await waiting(bo, dinner)
    for _ in range(2):
        card = (await bo.get(f"/events/{dinner}")).body["event"]
        assert (card["place"]["address"], card["place"]["exact"]) == ("", False)
        assert (await bo.get(f"/events/{dinner}/room")).status == 404
        await going(ann, dinner, "no")  # the second time, Bo is offered the seat
    assert await standing(bo, dinner) == "offered"
    seen = [
        (one["person"]["username"], one["answer"]) for one in (await bo.get(f"/events/{dinner}/guests")).body["data"]
    ]
    assert seen == [], "who waits is the host's business"
    seen = [one["answer"] for one in (await host.get(f"/events/{dinner}/guests")).body["data"]]
    assert seen == ["offered"]


async def test_a_blocked_guest_is_gone_and_their_seat_is_offered(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    picnic = await event(host, seats=1)
    await going(ann, picnic)
    await waiting(bo, picnic)
    await ann.put(f"/users/me/blocks/{host.id}")
    assert await standing(bo, picnic) == "offered"
    assert (await host.delete(f"/events/{picnic}/guests/{ann.id}")).body["code"] == "guest_not_found"


async def test_the_host_decides_who_comes(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    dinner = await event(host, "Dinner", seats=1, join_mode="approval")
    assert [await waiting(who, dinner) for who in (ann, bo)] == ["pending", "pending"]
    assert (await ann.put(f"/events/{dinner}/guests/{ann.id}")).body["code"] == "not_the_host"
    for _ in range(2):
        assert (await host.put(f"/events/{dinner}/guests/{ann.id}")).status == 200
    assert (await host.put(f"/events/{dinner}/guests/{bo.id}")).body["code"] == "event_full"
    assert [await standing(who, dinner) for who in (ann, bo)] == ["going", "pending"]


async def test_whom_the_host_removed_does_not_come_back_by_themselves(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    picnic = await event(host, seats=1)
    await going(ann, picnic)
    await waiting(bo, picnic)
    for _ in range(2):
        assert (await host.delete(f"/events/{picnic}/guests/{ann.id}")).status == 200
    assert [await standing(who, picnic) for who in (ann, bo)] == ["removed", "offered"]
    refused = await ann.put(f"/events/{picnic}/rsvp", {"answer": "going", "wait": True})
    assert (refused.status, refused.body["code"]) == (403, "removed_by_host")
    await host.put(f"/events/{picnic}/guests/{ann.id}")
    assert await waiting(ann, picnic) == "waitlisted"


async def test_two_taps_take_one_seat(world: World) -> None:
    """The second tap waits for the first, and then must know of it."""
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    picnic = await event(host, seats=2)
    async with world.app.transaction() as tx:
        await actions.rsvp(tx, ann.viewer, picnic, "going")
        second = asyncio.create_task(ann.put(f"/events/{picnic}/rsvp", {"answer": "going"}))
        done, _ = await asyncio.wait({second}, timeout=0.2)
        assert not done
    assert (await second).body["going"] == 1
    assert await going(bo, picnic) == 200


async def test_a_claim_and_the_end_of_its_offer_meet(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    picnic = await event(host, seats=1, hours=8)
    await going(ann, picnic)
    await waiting(bo, picnic)
    await waiting(cleo, picnic)
    await going(ann, picnic, "no")
    world.move(timedelta(minutes=61))
    async with world.app.transaction() as tx:
        await actions.settle_now(tx, picnic)
        claim = asyncio.create_task(bo.put(f"/events/{picnic}/rsvp", {"answer": "going"}))
        done, _ = await asyncio.wait({claim}, timeout=0.2)
        assert not done
    assert (await claim).body["code"] == "event_full"
    assert await standing(cleo, picnic) == "offered"


async def test_cancelling_ends_all_waiting(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    picnic = await event(host, seats=1)
    await going(ann, picnic)
    await waiting(bo, picnic)
    await waiting(cleo, picnic)
    await going(ann, picnic, "no")
    assert (await cancel(host, picnic)).status == 200
    assert [await standing(who, picnic) for who in (bo, cleo)] == ["no", "no"]
    assert (await bo.put(f"/events/{picnic}/rsvp", {"answer": "going"})).body["code"] == "event_is_cancelled"


@pytest.mark.parametrize(
    ("rest", "lasts"),
    [
        (timedelta(days=30), timedelta(hours=6)),
        (timedelta(hours=8), timedelta(hours=1)),
        (timedelta(minutes=24), timedelta(minutes=3)),
        (timedelta(minutes=5), timedelta(minutes=1)),
        (timedelta(minutes=1), timedelta(minutes=1)),
        (timedelta(seconds=59), None),
        (timedelta(hours=-1), None),
    ],
)
def test_offers_are_shorter_the_nearer_the_start(rest: timedelta, lasts: timedelta | None) -> None:
    until = offer_ends(NOON, NOON + rest)
    assert (until and until - NOON) == lasts


async def test_whoever_is_somewhere_else_at_that_time_is_told_so_before_joining(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    dinner, later = await event(host, "Dinner", hours=2), await event(host, "Later", hours=9)
    chess, own = await event(host, "Chess", hours=3), await event(ann, "My own", hours=4)
    for one in (dinner, later):
        await going(ann, one)
    await going(ann, dinner, "going")

    async def titles(of: object) -> list[str]:
        return [one["title"] for one in (await ann.get(f"/events/{of}")).body["overlaps"]]

    assert [await titles(one) for one in (chess, dinner, later)] == [["Dinner", "My own"], ["My own"], []]
    assert await titles(own) == ["Dinner"]
    await going(ann, dinner, "no")
    assert await titles(chess) == ["My own"]
