"""A seat is given to one person."""

import asyncio
from datetime import timedelta

import pytest
from asyncpg import CheckViolationError

from tests.makers.events import event, going
from tests.world import Answer, World
from tomoda.core.sql import sql
from tomoda.events import actions
from tomoda.events.actions import queue

GOING = sql(
    "select going, (select count(*) from rsvps where event_id = $1 and answer = 'going') from events where id = $1"
)

WAITING = sql("select user_id, queued_at from rsvps where event_id = $1 and answer = 'waitlisted' order by queued_at")


async def test_the_last_seat_goes_to_one_guest(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    picnic = await event(host, seats=1)
    async with world.app.transaction() as tx:
        await actions.rsvp(tx, ann.viewer, picnic, "going")
        late = asyncio.create_task(bo.put(f"/events/{picnic}/rsvp", {"answer": "going"}))
        done, _ = await asyncio.wait({late}, timeout=0.2)
        assert not done, "Bo must wait until Ann's answer stands"
    refused = await late
    assert (refused.status, refused.body["code"]) == (409, "event_full")


async def test_those_who_answer_at_once_go_together_in_their_order_and_each_hears_their_own(world: World) -> None:
    """Bo is first, and waits for Ann's answer to stand; the others wait behind Bo, and then share one transaction."""
    people = [await world.user(name) for name in ("Host", "Ann", "Bo", "Gus", "Fay", "Eve", "Dee", "Cleo")]
    host, ann, bo, gus, fay, eve, dee, cleo = people
    picnic = await event(host, seats=2)
    await host.put(f"/users/me/blocks/{eve.id}")
    wait, go = {"answer": "going", "wait": True}, {"answer": "going"}
    answers: list[asyncio.Task[Answer]] = []
    async with world.app.transaction() as tx:
        await actions.rsvp(tx, ann.viewer, picnic, "going")
        for who, said in ((bo, go), (gus, wait), (fay, go), (eve, wait), (host, go), (dee, wait), (cleo, wait)):
            answers.append(asyncio.create_task(who.put(f"/events/{picnic}/rsvp", said)))
            while len(world.app.lines.get(("rsvp", picnic), [])) < len(answers):
                await asyncio.sleep(0.005)
    heard = [await one for one in answers]
    assert [one.body.get("mine") or one.body["code"] for one in heard] == [
        *("going", "waitlisted", "event_full", "event_not_found", "host_is_there", "waitlisted", "waitlisted")
    ]
    async with world.app.reading() as tx:
        waiting = await tx.rows(WAITING, picnic)
    assert [row["user_id"] for row in waiting] == [gus.id, dee.id, cleo.id]
    assert waiting[-1]["queued_at"] - waiting[0]["queued_at"] < timedelta(microseconds=10), "one transaction"


async def test_fifty_people_run_for_ten_seats(world: World) -> None:
    host = await world.user("Host")
    crowd = [await world.user(f"Guest{n}") for n in range(50)]
    picnic = await event(host, seats=10)
    answers = await asyncio.gather(*(going(person, picnic) for person in crowd))
    assert sorted(answers) == [200] * 10 + [409] * 40
    async with world.app.reading() as tx:
        row = await tx.row(GOING, picnic)
    assert row is not None
    assert tuple(row) == (10, 10)


async def test_a_seat_that_is_given_back_can_be_taken(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    picnic = await event(host, seats=1)
    assert await going(ann, picnic) == 200
    assert await going(ann, picnic) == 200, "the same answer twice changes nothing"
    assert await going(bo, picnic) == 409
    assert await going(ann, picnic, "maybe") == 200
    assert await going(bo, picnic) == 200
    assert (await bo.get(f"/events/{picnic}")).body["event"]["going"] == 1


async def test_there_are_never_fewer_seats_than_guests(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    picnic = await event(host, seats=5)
    await going(ann, picnic)
    await going(bo, picnic)
    refused = await host.patch(f"/events/{picnic}", {"seats": 1})
    assert (refused.status, refused.body["code"], refused.body["extra"]) == (
        409,
        "seats_taken",
        {"going": 2, "offered": 0},
    )
    assert (await host.patch(f"/events/{picnic}", {"seats": 2})).status == 200


async def test_the_database_itself_refuses_to_oversell(world: World) -> None:
    host = await world.user("Host")
    picnic = await event(host, seats=1)
    with pytest.raises(CheckViolationError, match="not_oversold"):
        async with world.app.transaction() as tx:
            await tx.run(queue.COUNT, picnic, 2, 0)


async def test_whoever_cancels_while_somebody_joins_wins_or_waits(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    picnic = await event(host)
    async with world.app.transaction() as tx:
        ahead = await actions.cancellation(tx, host.viewer, picnic)
        await actions.cancel(tx, host.viewer, picnic, ahead.token, "rain")
        late = asyncio.create_task(ann.put(f"/events/{picnic}/rsvp", {"answer": "going"}))
        done, _ = await asyncio.wait({late}, timeout=0.2)
        assert not done
    assert (await late).body["code"] == "event_is_cancelled"
