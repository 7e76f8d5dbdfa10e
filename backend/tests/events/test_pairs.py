"""Two things at once, each pair of them: what they leave behind is right, whichever came first.

A gate holds the event's row while both begin and come to wait, so that their transactions really overlap; then it
opens. Nothing here depends on luck or on speed: it is the database that says that somebody waits.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.events.histories import MAKE_PERSON
from tomoda import domains
from tomoda.core.app import App
from tomoda.core.errors import Problem
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.events import actions, queries
from tomoda.events.actions import by_mail
from tomoda.events.schemas import EventEdit, NewEvent, NewMailGuest, NewPlace
from tomoda.events.schemas.showing import NewWay
from tomoda.users import actions as people

NOON = datetime(2031, 5, 17, 12, tzinfo=UTC)
SEATS = 3

WAITING = sql("""
    select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
""")
COUNTED = sql("select seats, going, offered from events where id = $1")
STANDINGS = sql("select user_id, answer, party, state from rsvps join users on id = user_id where event_id = $1")
BY_MAIL = sql("select coalesce(sum(party), 0) from mail_guests where event_id = $1 and answer = 'going'")


@dataclass
class Scene:
    """Three seats: Ann has one, Bo one, Cy is offered one; Dee waits, Eve is a stranger, Flo has a link by mail."""

    app: App
    event: UUID
    host: UUID
    ann: UUID
    bo: UUID
    cy: UUID
    dee: UUID
    eve: UUID
    flo: UUID

    async def answers(self, tx: Tx, who: UUID, answer: str = "going", guests: int = 0) -> None:
        """Somebody answers."""
        await actions.rsvp(tx, Viewer(who), self.event, answer, guests=guests, wait=True)  # type: ignore[arg-type]


type Deed = Callable[[Scene, Tx], Awaitable[object]]

DEEDS: dict[str, Deed] = {
    "join": lambda it, tx: it.answers(tx, it.eve),
    "leave": lambda it, tx: it.answers(tx, it.ann, "no"),
    "bring more": lambda it, tx: it.answers(tx, it.bo, guests=1),
    "claim an offer": lambda it, tx: it.answers(tx, it.cy),
    "let an offer pass": lambda it, tx: _later(it, tx),
    "take a seat away": lambda it, tx: actions.edit(tx, Viewer(it.host), it.event, EventEdit(seats=SEATS - 1), None),
    "add a seat": lambda it, tx: actions.edit(tx, Viewer(it.host), it.event, EventEdit(seats=SEATS + 1), None),
    "kick": lambda it, tx: actions.remove(tx, Viewer(it.host), it.event, it.ann),
    "let in": lambda it, tx: actions.admit(tx, Viewer(it.host), it.event, it.dee, over=True),
    "block": lambda it, tx: people.block(tx, Viewer(it.ann), it.host),
    "be banned": lambda it, tx: people.hide(tx, it.ann, "banned"),
    "be banned while joining": lambda it, tx: people.hide(tx, it.eve, "banned"),
    "be erased": lambda it, tx: people.erase(tx, it.ann),
    "come by mail": lambda it, tx: by_mail.come(tx, it.flo),
    "cancel": lambda it, tx: _cancel(it, tx),
    "say at the last moment that one cannot come": lambda it, tx: _cannot_come(it, tx),
}


async def _later(it: Scene, tx: Tx) -> None:
    tx.now += timedelta(hours=3)
    await actions.settle_now(tx, it.event)


async def _cannot_come(it: Scene, tx: Tx) -> None:
    tx.now += timedelta(hours=15)
    await actions.say_way(tx, Viewer(it.ann), it.event, NewWay("cannot_come"))


async def _cancel(it: Scene, tx: Tx) -> None:
    ahead = await actions.cancellation(tx, Viewer(it.host), it.event)
    await actions.cancel(tx, Viewer(it.host), it.event, ahead.token, "")


async def _set(app: App) -> Scene:
    ids = [new_id() for _ in range(6)]
    begins = (NOON + timedelta(hours=16)).replace(tzinfo=None)
    new = NewEvent("Picnic", NewPlace(60.1, 24.9), new_id(), time_zone="UTC", local_start=begins, plus_max=2)
    new.seats, new.visibility = SEATS, "unlisted"
    assert new.id
    async with app.transaction() as tx:
        await tx.run_many(MAKE_PERSON, [(one, f"p{one.hex[-12:]}", NOON) for one in ids])
        await actions.create(tx, Viewer(ids[0]), new)
        it = Scene(app, new.id, *ids, flo=new_id())
        for who in (it.ann, it.bo):
            await it.answers(tx, who)
        await it.answers(tx, it.dee, guests=2)  # waits: too many for the seat that is left
        await it.answers(tx, it.cy)
        await it.answers(tx, it.cy, "no")
        await tx.run(OFFERED, it.event, it.cy, tx.now, tx.now + timedelta(hours=2))
        await tx.run(HELD, it.event)
        await by_mail.ask(tx, it.event, NewMailGuest("flo@example.org", "Flo"))
        it.flo = await tx.value(FLO, it.event)
    return it


OFFERED = sql(
    "update rsvps set answer = 'offered', queued_at = $3, offered_until = $4 where event_id = $1 and user_id = $2"
)
HELD = sql("update events set offered = 1 where id = $1")
FLO = sql("select id from mail_guests where event_id = $1")


async def _do(it: Scene, deed: Deed) -> str | None:
    try:
        async with it.app.transaction() as tx:
            await deed(it, tx)
    except Problem as problem:
        return problem.code
    return None


async def _until_waiting(app: App, many: int, task: "asyncio.Task[str | None]") -> None:
    """So many wait for a lock, or this one is done, or at its end and needs none."""
    for _ in range(3000):
        async with app.reading() as tx:
            if task.done() or await tx.value(WAITING) >= many:
                return
        await asyncio.sleep(0.005)
    raise TimeoutError("it neither waits nor ends")


async def _is_right(it: Scene, pair: object) -> None:
    async with it.app.reading() as tx:
        counted = await tx.row(COUNTED, it.event)
        rows = await tx.rows(STANDINGS, it.event)
        by_post = await tx.value(BY_MAIL, it.event)
    assert counted is not None
    sums = {kind: sum(row["party"] for row in rows if row["answer"] == kind) for kind in ("going", "offered")}
    assert (counted["going"], counted["offered"]) == (sums["going"] + by_post, sums["offered"]), pair
    free = counted["seats"] - counted["going"] - counted["offered"]
    assert free >= 0, pair
    waiting = [row["party"] for row in rows if row["answer"] == "waitlisted"]
    assert all(party > free for party in waiting), f"{pair}: a seat is empty while somebody waits for it"
    holding = [row for row in rows if row["answer"] in ("going", "offered", "waitlisted")]
    assert all(row["state"] == "active" for row in holding), f"{pair}: somebody who is gone holds a seat"


@pytest.mark.parametrize("first", DEEDS)
async def test_whatever_two_people_do_at_once_no_seat_is_given_twice_and_none_stays_empty(app: App, first: str) -> None:
    domains.open_doors()  # what follows from a block, and from a ban
    app.clock = lambda: NOON
    for other in list(DEEDS)[list(DEEDS).index(first) :]:
        it = await _set(app)
        async with app.transaction() as gate:
            await queries.lock_unasked(gate, it.event, None)
            early = asyncio.create_task(_do(it, DEEDS[first]))
            await _until_waiting(app, 1, early)
            late = asyncio.create_task(_do(it, DEEDS[other]))
            await _until_waiting(app, 1 + (not early.done()), late)
        outcomes = await asyncio.gather(early, late)
        await _is_right(it, (first, other, outcomes))
