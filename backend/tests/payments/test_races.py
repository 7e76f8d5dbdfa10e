"""Two things at once, whichever comes first; and histories by the dice, with messages lost, twice or out of order."""

import asyncio
import random
from datetime import timedelta

import pytest

from tests.events.test_hosts_words import tick
from tests.events.test_pairs import WAITING
from tests.events.test_showing_up import said_of
from tests.fakes.stripe import FakeStripe
from tests.makers.events import going
from tests.makers.payments import begin, host_of_deposits, is_right, mine, with_deposit, work
from tests.world import Person, World
from tomoda.core.sql import sql
from tomoda.events import actions, queries

STATES = sql("select state, count(*) from payments group by state")
SEATS = sql("select going + offered <= seats as fits from events where id = $1")
HISTORIES = 4
STEPS = 45
DEEDS = ("come", "come", "pay", "pay", "tell", "look", "leave", "wait", "remove", "work", "clock")


async def _waits(world: World, many: int) -> None:
    for _ in range(2000):
        async with world.app.reading() as tx:
            if await tx.value(WAITING) >= many:
                return
        await asyncio.sleep(0.005)
    raise TimeoutError("nobody waits")


@pytest.mark.parametrize("first", ["the money", "the clock", "the host"])
async def test_money_and_the_end_of_its_time_meet(world: World, stripe: FakeStripe, first: str) -> None:
    """The event's row is held until both wait for it; the one that came first goes first."""
    host, ann, bo = await host_of_deposits(world, stripe), await world.user("Ann"), await world.user("Bo")
    dinner = await with_deposit(host, seats=1)
    session = await begin(ann, dinner)
    assert (await bo.put(f"/events/{dinner}/rsvp", {"answer": "going", "wait": True})).body["mine"] == "waitlisted"
    await stripe.pay(session)
    token = (await host.get(f"/events/{dinner}/cancellation")).body["token"]

    async def settle() -> None:
        async with world.app.transaction() as tx:
            await actions.settle_now(tx, dinner)

    async def call_off() -> None:
        await host.post(f"/events/{dinner}/cancel", {"token": token, "reason": ""})

    async def money() -> None:
        await ann.post(f"/events/{dinner}/deposit/mine/look")

    other = call_off if first == "the host" else settle
    world.move(timedelta() if first == "the host" else timedelta(minutes=10))
    async with world.app.transaction() as tx:
        await queries.lock_unasked(tx, dinner, None)
        one = asyncio.create_task((money if first == "the money" else other)())
        await _waits(world, 1)
        two = asyncio.create_task((other if first == "the money" else money)())
        await _waits(world, 2)
    await asyncio.gather(one, two)
    await work(world)
    # A seat's time is over whoever comes first, and whoever waits has it before late money.
    assert (await mine(ann, dinner))[1:] == ("returned", "no_seat")
    assert (await mine(bo, dinner))[0] == ("no" if first == "the host" else "offered")
    await is_right(world, stripe, dinner)


@pytest.mark.parametrize("before", [True, False])
async def test_a_cancellation_meets_money_that_is_known(world: World, stripe: FakeStripe, before: bool) -> None:
    host, ann = await host_of_deposits(world, stripe), await world.user("Ann")
    dinner = await with_deposit(host, seats=1)
    await stripe.pay(await begin(ann, dinner))
    token = (await host.get(f"/events/{dinner}/cancellation")).body["token"]
    doing = [
        lambda: host.post(f"/events/{dinner}/cancel", {"token": token, "reason": ""}),
        lambda: ann.post(f"/events/{dinner}/deposit/mine/look"),
    ]
    async with world.app.transaction() as tx:
        await queries.lock_unasked(tx, dinner, None)
        one = asyncio.create_task(doing[not before]())
        await _waits(world, 1)
        two = asyncio.create_task(doing[before]())
        await _waits(world, 2)
    await asyncio.gather(one, two)
    await work(world)
    assert (await mine(ann, dinner))[1] == "returned"
    await is_right(world, stripe, dinner)


class History:
    """One event, four guests and their money, by the dice."""

    def __init__(self, world: World, stripe: FakeStripe, people: list[Person], seed: int) -> None:
        self.world, self.stripe, self.dice = world, stripe, random.Random(seed)
        self.host, *self.guests = people

    async def live(self) -> None:
        """All of it, then the end: nothing is left undecided, and every coin is accounted for."""
        world, stripe, dice = self.world, self.stripe, self.dice
        self.event = await with_deposit(self.host, seats=2, hours=6, late_cancel=180)
        for _ in range(STEPS):
            stripe.down, stripe.deaf = dice.random() < 0.1, dice.random() < 0.1
            await self._step(dice.choice(self.guests))
            async with world.app.reading() as tx:
                assert await tx.value(SEATS, self.event), "a seat was given twice"
            world.move(timedelta(minutes=dice.choice([0, 1, 4, 11])))
        stripe.down = stripe.deaf = False
        world.move(timedelta(hours=7))
        for guest in self.guests:
            await said_of(self.host, self.event, guest, dice.choice(["came", "no_show"]))
        world.move(timedelta(days=5))
        for name in ("reconcile", "settle_deposits", "reconcile"):
            await tick(world.app, f"payments.{name}")
            await work(world)
        async with world.app.reading() as tx:
            left = {row["state"] for row in await tx.rows(STATES)}
        assert left <= {"lapsed", "returned", "kept"}, left
        await is_right(world, stripe, self.event)

    async def _step(self, guest: Person) -> None:
        stripe, path = self.stripe, f"/events/{self.event}/deposit/mine"
        match self.dice.choice(DEEDS):
            case "come":
                await guest.put(path, {})
            case "pay":
                page = (await guest.get(f"/events/{self.event}/deposit")).body["mine"]
                if page and page["checkout_url"]:
                    await stripe.pay(page["checkout_url"].rpartition("/")[2])
            case "tell" if stripe.events:
                body = self.dice.choice(stripe.events[-6:])  # some twice, some late, some never
                assert await stripe.tell(body) == 204
            case "look":
                await guest.post(f"{path}/look")
            case "leave":
                await going(guest, self.event, "no")
            case "wait":
                await guest.put(f"/events/{self.event}/rsvp", {"answer": "going", "wait": True})
            case "remove":
                where = f"/events/{self.event}/guests/{guest.id}"
                await (self.host.delete(where) if self.dice.random() < 0.5 else self.host.put(where))
            case "clock":
                await tick(self.world.app, "payments.reconcile")
            case _:
                await work(self.world)


async def test_whatever_happens_each_coin_is_given_back_once_or_kept(world: World, stripe: FakeStripe) -> None:
    begun = random.randrange(10**6)
    guests = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Di")]
    everybody = [await host_of_deposits(world, stripe), *guests]
    for seed in range(begun, begun + HISTORIES):
        stripe.intents.clear()
        stripe.balances.clear()
        stripe.events.clear()
        try:
            await History(world, stripe, everybody, seed).live()
        except AssertionError as fault:
            raise AssertionError(f"seed {seed}: {fault}") from fault
