"""A deposit, returned on attendance: left with the host, and given back once; or kept."""

from datetime import timedelta
from uuid import UUID

from tests.events.test_hosts_words import tick
from tests.events.test_showing_up import marks, said_of
from tests.fakes.stripe import FakeStripe
from tests.makers.events import going
from tests.makers.payments import begin, host_of_deposits, is_right, mine, pay, with_deposit, work
from tests.world import Person, World
from tomoda.core.personal import PERSONAL
from tomoda.core.sql import sql
from tomoda.events.actions import showing
from tomoda.users import actions as people


async def test_who_comes_leaves_a_deposit_and_has_it_back(world: World, stripe: FakeStripe) -> None:
    host, ann = await host_of_deposits(world, stripe), await world.user("Ann")
    dinner = await with_deposit(host)
    page = (await ann.get(f"/events/{dinner}")).body
    assert page["deposit"] == {"amount": 1000, "currency": "eur"}
    before = (await ann.get(f"/events/{dinner}/deposit")).body
    assert before["late_from"] == page["late_from"], "the rule is read before anything is paid"
    refused = await ann.put(f"/events/{dinner}/rsvp", {"answer": "going"})
    assert (refused.status, refused.body["code"]) == (402, "deposit_needed")
    session = await begin(ann, dinner)
    assert await mine(ann, dinner) == ("offered", "open", None)
    assert await begin(ann, dinner) == session, "the same page again"
    assert "seat_offered" not in str((await ann.get("/notices")).body), "who pays right now is told nothing"
    await stripe.pay(session)
    assert (await ann.post(f"/events/{dinner}/deposit/mine/look")).body["mine"]["receipt_url"]
    assert await mine(ann, dinner) == ("going", "paid", None)
    assert [one["state"] for one in (await host.get(f"/events/{dinner}/deposits")).body["data"]] == ["paid"]
    assert (await ann.get(f"/events/{dinner}/deposits")).body["data"] == []
    world.move(timedelta(hours=24 + 3 + 47))
    await tick(world.app, "payments.settle_deposits")
    await work(world)
    assert await mine(ann, dinner) == ("going", "paid", None), "the host may still say who came"
    world.move(timedelta(hours=2))
    for _ in range(2):
        await tick(world.app, "payments.settle_deposits")
        await work(world)
    assert await mine(ann, dinner) == ("going", "returned", "attended")
    [told] = [one for one in (await ann.get("/notices")).body["data"] if one["kind"] == "payments.deposit_back"]
    assert "10.00 EUR" in told["text"]
    await is_right(world, stripe, dinner)


async def test_who_does_not_come_leaves_it_to_the_host_unless_they_were_wronged(
    world: World, stripe: FakeStripe
) -> None:
    host = await host_of_deposits(world, stripe)
    ann, bo, cy, di, eve, staff = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Di", "Eve", "Staff")]
    dinner = await with_deposit(host, seats=5)
    for who in (ann, bo, cy, di, eve):
        await pay(who, dinner, stripe)
    world.move(timedelta(hours=23))
    await going(eve, dinner, "no")
    assert await mine(eve, dinner) == ("no", "paid", None), "late: it waits for whoever takes the seat"
    world.move(timedelta(hours=2))
    for who in (ann, bo, cy):
        assert await said_of(host, dinner, who, "no_show") == 200
    assert await said_of(host, dinner, di, "excused") == 200
    world.move(timedelta(hours=50))
    assert await marks(bo)
    [mark] = (await bo.get("/users/me/reliability")).body["data"]
    assert (await bo.put(f"/users/me/reliability/{mark['id']}", {"word": "I was in the kitchen"})).status == 200
    await tick(world.app, "payments.settle_deposits")
    await work(world)
    states = [(await mine(who, dinner))[1:] for who in (ann, bo, cy, di, eve)]
    assert states == [("paid", None)] * 3 + [("returned", "attended"), ("paid", None)], "two days to contest"
    world.move(timedelta(hours=48))
    await tick(world.app, "payments.settle_deposits")
    await work(world)
    states = [(await mine(who, dinner))[1:] for who in (ann, bo, cy, di, eve)]
    kept = ("kept", "no_show")
    assert states == [kept, ("paid", None), kept, ("returned", "attended"), ("kept", "late")], "Bo's is not decided"
    await is_right(world, stripe, dinner)
    await decide(world, bo, cy)
    assert [(await mine(who, dinner))[1:] for who in (bo, cy)] == [kept, ("returned", "judged")]
    for _ in range(2):
        assert (await host.put(f"/events/{dinner}/deposits/{ann.id}/return")).status == 200
        await work(world)
    assert await mine(ann, dinner) == ("going", "returned", "host")
    assert (await staff.put(f"/events/{dinner}/deposits/{bo.id}/return")).body["code"] == "nothing_to_return"
    await is_right(world, stripe, dinner)


async def decide(world: World, bo: Person, cy: Person) -> None:
    """Staff judge what Bo and Cy contest: Bo was not there, Cy was."""
    [mark] = (await bo.get("/users/me/reliability")).body["data"]
    [mark_of_cy] = (await cy.get("/users/me/reliability")).body["data"]
    await cy.put(f"/users/me/reliability/{mark_of_cy['id']}", {"word": "So was I"})
    for one, stands in ((mark, True), (mark_of_cy, False)):
        await judge(world, one["id"], stands=stands)
    await tick(world.app, "payments.settle_deposits")
    await work(world)


async def test_books_are_kept_for_seven_years_and_nobody_is_named_in_them(world: World, stripe: FakeStripe) -> None:
    host, ann, bo, cy = await host_of_deposits(world, stripe), *[await world.user(name) for name in ("Ann", "Bo", "Cy")]
    dinner = await with_deposit(host, seats=3)
    await pay(ann, dinner, stripe)
    await begin(bo, dinner)
    await pay(cy, dinner, stripe)
    async with world.app.reading() as tx:
        said = b"".join([await tx.value(one.export, ann.id) for one in PERSONAL if one.table == "payments"])
    assert b'"amount": 1000' in said
    assert not any(word in said for word in (b"cs_test", b"pi_0", b"acct_")), "what opens something is not exported"
    async with world.app.transaction() as tx:
        await people.erase(tx, ann.id)
        await people.erase(tx, host.id)
    await work(world)
    assert sum(stripe.balances.values()) == 0, "whoever is erased has it back"
    async with world.app.reading() as tx:
        rows = [tuple(row) for row in await tx.rows(BOOKS)]
    assert rows == [("returned", True, True), ("lapsed", False, True), ("returned", False, True)]
    for days, left in ((31, 2), (7 * 365 - 31, 2), (3, 0)):
        world.move(timedelta(days=days))
        await tick(world.app, "payments.forget_old_payments")
        async with world.app.reading() as tx:
            assert len(await tx.rows(BOOKS)) == left, days


BOOKS = sql("select state, user_id is null, host_id is null from payments order by id")


async def judge(world: World, mark_id: str, *, stands: bool) -> None:
    """What staff decide."""
    async with world.app.transaction() as tx:
        mark = await showing.contested(tx, UUID(mark_id))
        await showing.judge(tx, UUID(mark_id), mark, stands=stands)
