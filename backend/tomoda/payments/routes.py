"""Deposits under `/events/{id}/deposit`, one's own and one's account under `/users/me`, and what Stripe tells us."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, delete, get, post, put
from litestar.params import HeaderParameter

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.edges.stripe import NotFromStripe, Stripe, StripeDown, Told
from tomoda.events.errors import (
    AnswersClosed,
    CodeNeeded,
    DepositDoesNotFit,
    EventFull,
    EventIsCancelled,
    EventNotFound,
    EventOver,
    HostIsThere,
    NotTheHost,
    QuestionsUnanswered,
    RemovedByHost,
    WrongState,
)
from tomoda.payments import actions, queries
from tomoda.payments.actions import following
from tomoda.payments.errors import (
    DepositOutOfRange,
    NothingToPay,
    NothingToReturn,
    PaymentsDown,
    PaymentsOff,
    PayoutsNotReady,
    SignatureRefused,
)
from tomoda.payments.schemas import (
    Coming,
    DepositPage,
    GuestDeposits,
    MyDeposits,
    NewDeposit,
    Payouts,
    PayoutsPage,
)

HOLDS = Limit("deposit_hold", 6, 3600)  # of one person at one event: a seat is not held by never paying for it
ACCOUNTS = Limit("payout_page", 10, 3600)
LOOKS = Limit("deposit_look", 60, 3600)

JOINING = [
    *(EventNotFound, EventOver, EventFull, EventIsCancelled, WrongState, AnswersClosed, HostIsThere, RemovedByHost),
    *(QuestionsUnanswered, CodeNeeded, NothingToPay, PayoutsNotReady, PaymentsOff, PaymentsDown, RateLimited),
]


def stripe(app: App) -> Stripe:
    """The client. Raises PaymentsOff."""
    edge = app.edges.get("stripe")
    if not isinstance(edge, Stripe):
        raise PaymentsOff
    return edge


@get("/events/{event_id:uuid}/deposit", raises=[EventNotFound])
async def deposit(event_id: UUID, viewer: Viewer, app: App) -> Json[DepositPage]:
    """What the event asks for, by which rule, and what I have left."""
    async with app.reading() as tx:
        return await queries.page(tx, viewer, event_id)


@put(
    "/events/{event_id:uuid}/deposit",
    raises=[
        *(EventNotFound, NotTheHost, EventOver, EventIsCancelled, WrongState, DepositDoesNotFit),
        *(DepositOutOfRange, PayoutsNotReady, PaymentsOff),
    ],
)
async def ask_for(event_id: UUID, data: NewDeposit, viewer: Viewer, app: App) -> Json[DepositPage]:
    """As its host, ask whoever joins from now on for a deposit; who has left another one has left that."""
    stripe(app)
    async with app.transaction() as tx:
        await actions.ask_for(tx, viewer, event_id, data)
        return await queries.page(tx, viewer, event_id)


@delete(
    "/events/{event_id:uuid}/deposit",
    status_code=200,
    raises=[EventNotFound, NotTheHost, EventOver, EventIsCancelled, WrongState],
)
async def ask_for_none(event_id: UUID, viewer: Viewer, app: App) -> Json[DepositPage]:
    """As its host, ask for none any more: what was left is given back. Twice is once."""
    async with app.transaction() as tx:
        await actions.ask_for(tx, viewer, event_id, None)
        return await queries.page(tx, viewer, event_id)


@put("/events/{event_id:uuid}/deposit/mine", raises=JOINING)
async def leave(event_id: UUID, data: Coming, viewer: Viewer, app: App) -> Json[DepositPage]:
    """I come: a seat is held for ten minutes, or as long as it was offered to me, while I pay on `mine.checkout_url`.

    Where the host decides who comes this asks, and nothing is paid before the host has said yes. The same again goes
    on with the same page.
    """
    edge = stripe(app)
    await limits.take(app, HOLDS, f"{event_id}:{viewer.id}")
    async with app.transaction() as tx:
        payment = await actions.begin(tx, viewer, event_id, data)
    if payment is not None and payment.checkout is None:
        try:
            await following.make_checkout(app, edge, payment)
        except StripeDown:
            raise PaymentsDown(retry_after=5) from None
    async with app.reading() as tx:
        return await queries.page(tx, viewer, event_id)


@post(
    "/events/{event_id:uuid}/deposit/mine/look",
    status_code=200,
    raises=[EventNotFound, PaymentsOff, PaymentsDown, RateLimited],
)
async def look(event_id: UUID, viewer: Viewer, app: App) -> Json[DepositPage]:
    """I come back from paying: ask Stripe at once, whether it has told us or not."""
    edge = stripe(app)
    await limits.take(app, LOOKS, f"{event_id}:{viewer.id}")
    async with app.transaction() as tx:
        running = await queries.running(tx, event_id, viewer.id)
    if running is not None and running.state == "open":
        try:
            await following.follow(app, edge, running.id)
        except StripeDown:
            raise PaymentsDown(retry_after=5) from None
    async with app.reading() as tx:
        return await queries.page(tx, viewer, event_id)


@get("/events/{event_id:uuid}/deposits", raises=[EventNotFound])
async def of_guests(event_id: UUID, viewer: Viewer, app: App) -> Json[GuestDeposits]:
    """What guests have left with me for this event; empty for whoever is not its host."""
    async with app.reading() as tx:
        return await queries.of_guests(tx, viewer, event_id)


@put("/events/{event_id:uuid}/deposits/{user_id:uuid}/return", raises=[EventNotFound, NothingToReturn])
async def give_back(event_id: UUID, user_id: UUID, viewer: Viewer, app: App) -> Json[GuestDeposits]:
    """As the host with whom it was left, give it back, also where I could keep it. Twice is once."""
    async with app.transaction() as tx:
        await actions.give_back(tx, viewer, event_id, user_id)
        return await queries.of_guests(tx, viewer, event_id)


@get("/users/me/deposits")
async def mine(viewer: Viewer, app: App) -> Json[MyDeposits]:
    """What I have left, and what became of it."""
    async with app.reading() as tx:
        return await queries.mine(tx, viewer)


@get("/users/me/payouts")
async def payouts(viewer: Viewer, app: App) -> Json[Payouts]:
    """Whether my account at Stripe may take deposits."""
    async with app.reading() as tx:
        return await queries.payouts(tx, viewer)


@post("/users/me/payouts", status_code=200, raises=[PaymentsOff, PaymentsDown, RateLimited])
async def open_payouts(viewer: Viewer, app: App) -> PayoutsPage:
    """Open an account at Stripe, or go on with it: where to tell Stripe the rest."""
    edge = stripe(app)
    await limits.take(app, ACCOUNTS, str(viewer.id))
    async with app.reading() as tx:
        known = await queries.account(tx, viewer.id)
    try:
        account = known[0] if known else await edge.open_account(str(viewer.id))
        async with app.transaction() as tx:
            await actions.open_account(tx, viewer, account)
        return PayoutsPage(await edge.account_page(account, f"{app.public_url}/me/payouts"))
    except StripeDown:
        raise PaymentsDown(retry_after=5) from None


@post("/users/me/payouts/look", status_code=200, raises=[PaymentsOff, PaymentsDown, RateLimited])
async def look_at_payouts(viewer: Viewer, app: App) -> Json[Payouts]:
    """I come back from Stripe: ask it whether it knows enough."""
    edge = stripe(app)
    await limits.take(app, LOOKS, str(viewer.id))
    async with app.reading() as tx:
        known = await queries.account(tx, viewer.id)
    if known is not None:
        try:
            ready = await edge.is_ready(known[0])
        except StripeDown:
            raise PaymentsDown(retry_after=5) from None
        async with app.transaction() as tx:
            await actions.may_take(tx, known[0], ready=ready)
    async with app.reading() as tx:
        return await queries.payouts(tx, viewer)


@post("/webhooks/stripe", status_code=204, opt={"public": True}, raises=[SignatureRefused, NotFound])
async def heard(
    request: Request[Any, Any, Any],
    app: App,
    signature: Annotated[str, HeaderParameter(name="Stripe-Signature")] = "",
) -> None:
    """What Stripe says has happened: checked, written down once, and followed by a job."""
    edge = app.edges.get("stripe")
    if not isinstance(edge, Stripe):
        raise NotFound
    try:
        told: Told = edge.told(await request.body(), signature)
    except NotFromStripe:
        raise SignatureRefused from None
    async with app.transaction() as tx:
        await following.hear(tx, told)


ROUTES = [
    *(deposit, ask_for, ask_for_none, leave, look, of_guests, give_back),
    *(mine, payouts, open_payouts, look_at_payouts),
]
OUTSIDE = [heard]
