"""Hosts whose account may keep deposits, events that ask for one, and what workers do then."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from tests.fakes.stripe import KEY, SECRET, FakeStripe
from tests.makers.events import event
from tests.world import Person, World
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.edges.stripe import RefundRefused, Stripe, StripeDown

QUEUED = sql("""
    delete from pgqueuer where id in (
        select id from pgqueuer where entrypoint like 'payments.%' and execute_after <= now() + $1 order by id
    ) returning id, entrypoint, payload
""")
COUNTED = sql("""
    select seats, going, offered, (
        select count(*) from rsvps r where r.event_id = e.id and r.answer = 'going'
    ) as came from events e where id = $1
""")
PAYMENTS = sql(
    "select id, state, intent, refund, amount, reason, user_id from payments where event_id = $1 order by id"
)


def connect(world: World, fake: FakeStripe) -> Stripe:
    """This Tomoda has an account with Stripe, and the same clock."""
    world.app.edges["stripe"] = edge = Stripe(fake.url, KEY, ("whsec_before", SECRET))
    fake.hook, fake.clock = f"{world.url}/webhooks/stripe", world.app.clock
    return edge


async def host_of_deposits(world: World, fake: FakeStripe, name: str = "Host") -> Person:
    """Somebody who has told Stripe everything."""
    host = await world.user(name)
    opened = await host.post("/users/me/payouts")
    assert opened.status == 200, opened.body
    fake.ready(list(fake.accounts)[-1])
    assert (await host.post("/users/me/payouts/look")).body == {"state": "ready"}
    return host


async def with_deposit(host: Person, amount: int = 1000, currency: str = "eur", **more: Any) -> UUID:
    """An event that asks for a deposit."""
    wanted: dict[str, Any] = {"seats": 2, "hours": 24} | more
    made = await event(host, **wanted)
    answer = await host.put(f"/events/{made}/deposit", {"amount": amount, "currency": currency})
    assert answer.status == 200, answer.body
    return made


async def begin(guest: Person, event_id: UUID) -> str:
    """Hold a seat; the page to pay on, by its id."""
    answer = await guest.put(f"/events/{event_id}/deposit/mine", {})
    assert answer.status == 200, answer.body
    assert answer.body["mine"]["checkout_url"], answer.body
    return answer.body["mine"]["checkout_url"].rpartition("/")[2]


async def pay(guest: Person, event_id: UUID, fake: FakeStripe) -> None:
    """Come, pay, and come back."""
    assert await fake.pay(await begin(guest, event_id))
    answer = await guest.post(f"/events/{event_id}/deposit/mine/look")
    assert answer.body["mine"]["state"] == "paid", answer.body


async def mine(guest: Person, event_id: UUID) -> tuple[str | None, str | None, str | None]:
    """Where somebody stands, what has become of their deposit, and why."""
    page = (await guest.get(f"/events/{event_id}/deposit")).body
    deposit: dict[str, Any] = page["mine"] or {}
    return page["answer"], deposit.get("state"), deposit.get("reason")


async def work(world: World) -> None:
    """What workers do until nothing is due. What Stripe does not do is forgotten: the schedule takes it up again."""
    for _ in range(20):
        async with world.app.transaction() as tx:
            due = await tx.rows(QUEUED, world.moved)
        if not due:
            return
        for row in sorted(due, key=lambda row: row["id"]):
            with suppress(StripeDown, RefundRefused):
                await do_now(world.app, row["entrypoint"], row["payload"])
    raise AssertionError("it does not end")


async def is_right(world: World, fake: FakeStripe, *event_ids: UUID) -> None:
    """No seat twice; whoever comes has paid; we know what Stripe knows; each is given back once, or the host's."""
    async with world.app.reading() as tx:
        for event_id in event_ids:
            counted = await tx.row(COUNTED, event_id)
            assert counted is not None
            assert counted["going"] == counted["came"]
            assert counted["going"] + counted["offered"] <= (counted["seats"] or 1000)
        rows = [row for event_id in event_ids for row in await tx.rows(PAYMENTS, event_id)]
    known = {row["intent"]: row for row in rows if row["intent"]}
    assert known.keys() == fake.intents.keys(), "nobody paid for nothing"
    for name, intent in fake.intents.items():
        back = known[name]["state"] == "returned"
        assert intent["refunded"] == (intent["amount"] if back else 0), (known[name], intent)
    kept = sum(row["amount"] for row in rows if row["state"] in ("paid", "kept"))
    assert sum(fake.balances.values()) == kept, "what hosts have is what they hold or keep"
