"""Paying: whatever Stripe tells, in whatever order or not at all, it ends the same; and nobody pays for nothing."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from tests.events.test_hosts_words import tick
from tests.fakes.stripe import SECRET, FakeStripe
from tests.makers.events import cancel, event, going, standing, waiting
from tests.makers.payments import begin, host_of_deposits, is_right, mine, pay, with_deposit, work
from tests.world import World
from tomoda.core.money import CURRENCIES
from tomoda.events import actions
from tomoda.users import actions as people

HOLD = timedelta(minutes=10)


async def test_told_before_twice_in_the_wrong_order_or_never_it_ends_the_same(world: World, stripe: FakeStripe) -> None:
    host = await host_of_deposits(world, stripe)
    guests = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Di")]
    dinner = await with_deposit(host, seats=9)
    paid: list[bytes] = []
    for guest in guests:
        await stripe.pay(await begin(guest, dinner))
        paid.append(stripe.events[-1])
    ann, bo, cy, di = guests
    for _ in range(3):
        assert await stripe.tell(paid[0]) == 204, "told before she comes back, and again"
    await work(world)
    assert await mine(ann, dinner) == ("going", "paid", None)
    await ann.post(f"/events/{dinner}/deposit/mine/look")
    await bo.post(f"/events/{dinner}/deposit/mine/look")
    lie = msgspec.json.decode(paid[1]) | {"id": "evt_older", "type": "checkout.session.expired"}
    for body in (msgspec.json.encode(lie), paid[1]):
        assert await stripe.tell(body) == 204, "an older word comes last: it is not believed"
    world.move(HOLD)
    await work(world)
    assert await mine(bo, dinner) == ("going", "paid", None)
    assert await mine(cy, dinner) == ("going", "paid", None), "never told: the end of the hold asks"
    world.move(timedelta(minutes=3))
    await tick(world.app, "payments.reconcile")
    await work(world)
    assert await mine(di, dinner) == ("going", "paid", None)
    await is_right(world, stripe, dinner)


async def test_only_stripe_is_believed_and_only_for_five_minutes(world: World, stripe: FakeStripe) -> None:
    host, ann = await host_of_deposits(world, stripe), await world.user("Ann")
    dinner = await with_deposit(host)
    await stripe.pay(await begin(ann, dinner))
    [body] = stripe.events
    assert await stripe.tell(body, secret="whsec_of_somebody") == 400
    assert await stripe.tell(body, age=301) == 400
    assert await stripe.tell(body.replace(b"evt_", b"evt-"), secret="") == 400
    assert await stripe.tell(body, secret="whsec_before") == 204, "each endpoint has a secret of its own"
    assert await stripe.tell(msgspec.json.encode({"id": "evt_x", "type": "x", "data": {"object": {}}})) == 204
    edge = world.app.edges.pop("stripe")
    assert await stripe.tell(body, secret=SECRET) == 404
    for method, path in (("PUT", "deposit/mine"), ("POST", "deposit/mine/look")):
        assert (await ann.ask(method, f"/events/{dinner}/{path}", {})).body["code"] == "payments_off"
    wanted = {"amount": 500, "currency": "eur"}
    assert (await host.put(f"/events/{dinner}/deposit", wanted)).body["code"] == "payments_off"
    assert (await host.post("/users/me/payouts")).body["code"] == "payments_off"
    world.app.edges["stripe"] = edge
    await work(world)
    assert await mine(ann, dinner) == ("going", "paid", None)


async def test_a_seat_that_is_not_paid_for_in_ten_minutes_is_free_and_late_money_goes_back(
    world: World, stripe: FakeStripe
) -> None:
    host = await host_of_deposits(world, stripe)
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    dinner = await with_deposit(host, seats=1)
    session = await begin(ann, dinner)
    assert (await bo.put(f"/events/{dinner}/deposit/mine", {})).body["code"] == "event_full"
    assert await waiting(bo, dinner) == "waitlisted"
    world.move(HOLD)
    assert await standing(ann, dinner) == "offered", "nothing has looked at the clock yet"
    await tick(world.app, "payments.reconcile")
    assert (await cy.put(f"/events/{dinner}/rsvp", {"answer": "maybe"})).status == 200
    assert await standing(ann, dinner) == "no"
    assert await standing(bo, dinner) == "offered", "whoever waits is offered it in the same transaction"
    assert await stripe.pay(session), "Stripe keeps the page open for longer"
    bos = await begin(bo, dinner)
    await work(world)
    assert await mine(ann, dinner) == ("no", "returned", "no_seat")
    kinds = [one["kind"] for one in (await ann.get("/notices")).body["data"]]
    assert kinds == ["payments.paid_in_vain"], "told once"
    await stripe.pay(bos)
    await bo.post(f"/events/{dinner}/deposit/mine/look")
    assert await mine(bo, dinner) == ("going", "paid", None), "paid within the offer"
    assert await going(bo, dinner, "no") == 200
    await work(world)
    assert await mine(bo, dinner) == ("no", "returned", "in_time")
    await is_right(world, stripe, dinner)


async def test_a_page_that_is_closed_holds_no_seat(world: World, stripe: FakeStripe) -> None:
    host, ann, cy = await host_of_deposits(world, stripe), await world.user("Ann"), await world.user("Cy")
    dinner = await with_deposit(host, seats=1)
    session = await begin(cy, dinner)
    world.move(HOLD)
    await work(world)
    assert not await stripe.pay(session), "we have closed the page"
    assert await mine(cy, dinner) == ("no", "lapsed", None)
    session = await begin(cy, dinner)
    await stripe.expire(session)
    await stripe.tell(stripe.events[-1])
    await work(world)
    assert await mine(cy, dinner) == ("no", "lapsed", None), "told that it is over, before our own clock"
    session = await begin(ann, dinner)
    world.move(HOLD)
    await stripe.pay(session)
    await work(world)
    assert await mine(ann, dinner) == ("going", "paid", None), "late, but the seat was free"
    await is_right(world, stripe, dinner)


async def test_whatever_ends_it_gives_everything_back(world: World, stripe: FakeStripe) -> None:
    host, other = await host_of_deposits(world, stripe), await host_of_deposits(world, stripe, "Other")
    ann, bo, cy, di, eve, flo = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Di", "Eve", "Flo")]
    off, dinner, handed = [await with_deposit(one, seats=9) for one in (host, host, other)]
    few = await with_deposit(host, seats=9)
    for guest in (ann, bo):
        await pay(guest, off, stripe)
    paying = await begin(cy, off)
    assert (await cancel(host, off)).status == 200
    await stripe.pay(paying)
    for guest in (ann, bo, cy, di):
        await pay(guest, dinner, stripe)
    declined = await begin(eve, dinner)
    await going(eve, dinner, "no")
    await stripe.pay(declined)
    await host.delete(f"/events/{dinner}/guests/{ann.id}")
    await host.put(f"/users/me/blocks/{bo.id}")
    async with world.app.transaction() as tx:
        await people.hide(tx, cy.id, "banned")
        await people.erase(tx, di.id)
    await pay(ann, handed, stripe)
    await other.put(f"/events/{handed}/hosts/{flo.id}", {"rights": ["edit"]})
    await pay(flo, handed, stripe)
    await other.put(f"/events/{handed}/hosts/{flo.id}", {"rights": ["edit"]})
    assert (await other.post(f"/events/{handed}/host", {"user_id": str(flo.id)})).status == 200
    await pay(ann, few, stripe)
    assert (await host.delete(f"/events/{few}/deposit")).body["deposit"] is None
    await work(world)
    assert [await mine(one, off) for one in (ann, eve)] == [("going", "returned", "off"), (None, None, None)]
    assert await mine(ann, dinner) == ("removed", "returned", "in_time")
    assert await mine(eve, dinner) == ("no", "returned", "no_seat"), "she had said no before she paid"
    assert await mine(ann, handed) == ("going", "returned", "host"), "it was left with somebody else"
    assert (await ann.get(f"/events/{handed}")).body["deposit"] is None
    assert await mine(ann, few) == ("going", "returned", "host")
    await is_right(world, stripe, off, dinner, handed, few)
    assert sum(stripe.balances.values()) == 0


async def test_too_few_have_everything_back(world: World, stripe: FakeStripe) -> None:
    host, eve, flo = await host_of_deposits(world, stripe), await world.user("Eve"), await world.user("Flo")
    pays = await with_deposit(host, seats=2, quorum={"needs": 2, "by": _in(world, 3)})
    await pay(eve, pays, stripe)
    world.move(timedelta(hours=4))
    assert (await flo.put(f"/events/{pays}/rsvp", {"answer": "maybe"})).status == 409
    async with world.app.transaction() as tx:
        await actions.settle_now(tx, pays)
    await work(world)
    assert await mine(eve, pays) == ("going", "returned", "off"), "too few came"
    assert sum(stripe.balances.values()) == 0


def _in(world: World, hours: float) -> str:
    local = (world.app.clock() + timedelta(hours=hours)).astimezone(ZoneInfo("Europe/Helsinki"))
    return local.replace(tzinfo=None).isoformat(timespec="seconds")


async def test_money_goes_back_once_though_stripe_fails(world: World, stripe: FakeStripe) -> None:
    host, ann = await host_of_deposits(world, stripe), await world.user("Ann")
    dinner = await with_deposit(host)
    stripe.down = True
    assert (await ann.put(f"/events/{dinner}/deposit/mine", {})).body["code"] == "payments_down"
    assert await mine(ann, dinner) == ("offered", "open", None), "the seat is held all the same"
    stripe.down, stripe.deaf = False, True
    assert (await ann.put(f"/events/{dinner}/deposit/mine", {})).status == 503
    stripe.deaf = False
    await pay(ann, dinner, stripe)
    assert len(stripe.sessions) == 1, "what was lost was the answer"
    await going(ann, dinner, "no")
    for down, deaf, refusing in ((True, False, ""), (False, False, "insufficient_funds"), (False, True, "")):
        stripe.down, stripe.deaf, stripe.refusing = down, deaf, refusing
        await work(world)
        assert (await mine(ann, dinner))[1] == "returning"
        stripe.down, stripe.deaf, stripe.refusing = False, False, ""
        world.move(timedelta(minutes=3))
        await tick(world.app, "payments.reconcile")
    await work(world)
    assert await mine(ann, dinner) == ("no", "returned", "in_time")
    assert len(stripe.refunds) == 1
    await is_right(world, stripe, dinner)


async def test_what_a_bank_does_not_take_is_given_back_again(world: World, stripe: FakeStripe) -> None:
    host, ann = await host_of_deposits(world, stripe), await world.user("Ann")
    dinner = await with_deposit(host)
    await pay(ann, dinner, stripe)
    await going(ann, dinner, "no")
    await work(world)
    [refund] = stripe.refunds
    await stripe.fail(refund)
    await stripe.tell(stripe.events[-1])
    await work(world)
    assert await mine(ann, dinner) == ("no", "returned", "in_time")
    assert [one["status"] for one in stripe.refunds.values()] == ["failed", "succeeded"]
    await is_right(world, stripe, dinner)


async def test_the_host_decides_before_anybody_pays_and_who_waits_pays_when_offered(
    world: World, stripe: FakeStripe
) -> None:
    host, ann, bo = await host_of_deposits(world, stripe), await world.user("Ann"), await world.user("Bo")
    dinner = await with_deposit(host, seats=1, join_mode="approval")
    for guest in (ann, bo):
        answer = await guest.put(f"/events/{dinner}/deposit/mine", {})
        assert (answer.body["answer"], answer.body["mine"]) == ("pending", None)
    assert not stripe.sessions
    for _ in range(2):
        assert (await host.put(f"/events/{dinner}/guests/{ann.id}")).status == 200
    assert "events.seat_offered" in str((await ann.get("/notices")).body)
    assert (await host.put(f"/events/{dinner}/guests/{bo.id}")).body["code"] == "event_full"
    assert (await ann.put(f"/events/{dinner}/rsvp", {"answer": "going"})).body["code"] == "deposit_needed"
    await pay(ann, dinner, stripe)
    assert (await host.patch(f"/events/{dinner}", {"join_mode": "open", "seats": 2})).status == 200
    assert await standing(bo, dinner) == "offered", "nobody gets in without paying because the host asks less"
    await pay(bo, dinner, stripe)
    await is_right(world, stripe, dinner)


async def test_every_limit_is_told(world: World, stripe: FakeStripe) -> None:
    poor, host, ann = await world.user("Poor"), await host_of_deposits(world, stripe), await world.user("Ann")
    wanted = {"amount": 1000, "currency": "jpy"}
    free = await event(poor, seats=2)
    assert (await poor.put(f"/events/{free}/deposit", wanted)).body["code"] == "payouts_not_ready"
    assert (await ann.put(f"/events/{free}/deposit", wanted)).body["code"] in ("payouts_not_ready", "not_the_host")
    dinner = await with_deposit(host, visibility="public")
    path = f"/events/{dinner}/deposit"
    for name, known in CURRENCIES.items():
        for amount, fits in (
            (known.least - 1, False),
            (known.least, True),
            (known.most, True),
            (known.most + 1, False),
        ):
            answer = await host.put(path, {"amount": amount, "currency": name})
            assert (answer.status == 200) is fits, (name, amount)
            if not fits:
                assert answer.body["extra"] == {"least": known.least, "most": known.most}
    assert (await host.put(path, {"amount": 100, "currency": "xau"})).status == 400
    for change, reason in (({"seats": None}, "seats"), ({"plus_max": 1}, "guests"), ({"kept_days": 6}, "kept")):
        refused = await host.patch(f"/events/{dinner}", change)
        assert (refused.body["code"], refused.body["extra"]["reason"]) == ("deposit_does_not_fit", reason)
        unfit: dict[str, Any] = {"seats": 2} | change
        other = await event(host, **unfit)
        refused = await host.put(f"/events/{other}/deposit", wanted)
        assert (refused.body["code"], refused.body["extra"]["reason"]) == ("deposit_does_not_fit", reason)
    assert (await ann.put(f"/events/{free}/deposit/mine", {})).body["code"] == "nothing_to_pay"
    mail = {"email": "flo@example.org", "name": "Flo"}
    assert (await world.ask("POST", f"/events/{dinner}/mail-guests", mail)).body["code"] == "needs_account"
    bo = await world.user("Bo")
    codes = [(await bo.put(f"{path}/mine", {})).status for _ in range(7)]
    assert codes == [200] * 6 + [429], "a seat is not held by never paying"
    assert len(stripe.sessions) == 1
