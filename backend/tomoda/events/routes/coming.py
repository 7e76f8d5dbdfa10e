"""Coming to events, and whom the host lets in."""

from uuid import UUID

from litestar import delete, get, put

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import Problem, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.together import together
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events import actions, queries
from tomoda.events.actions import Answering
from tomoda.events.errors import (
    AnswersClosed,
    CodeNeeded,
    DepositNeeded,
    EventFull,
    EventIsCancelled,
    EventNotFound,
    EventOver,
    GuestNotFound,
    HostIsThere,
    NotTheHost,
    QuestionsUnanswered,
    RemovedByHost,
    TooManyGuests,
    WrongState,
)
from tomoda.events.schemas import (
    EventCard,
    Guests,
    RsvpAnswer,
)
from tomoda.users.schemas import BlockedPeople

CODES = Limit("event_code", 10, 3600)  # tries of one person at one event


@put(
    "/events/{event_id:uuid}/rsvp",
    raises=[
        EventNotFound,
        EventOver,
        EventFull,
        EventIsCancelled,
        WrongState,
        AnswersClosed,
        HostIsThere,
        RemovedByHost,
        TooManyGuests,
        QuestionsUnanswered,
        CodeNeeded,
        DepositNeeded,
        RateLimited,
    ],
)
async def rsvp(event_id: UUID, data: RsvpAnswer, viewer: Viewer, app: App) -> Json[EventCard]:
    """Say whether I am coming. The same answer twice changes nothing; `going` also takes a seat that I am offered."""
    if data.code:
        await limits.take(app, CODES, f"{event_id}:{viewer.id}")

    async def answer(tx: Tx, everybody: list[Answering]) -> list[Json[EventCard] | Problem]:
        return await actions.rsvp_all(tx, event_id, everybody)

    return await together(app, ("rsvp", event_id), Answering(viewer, data), answer)


@get("/events/{event_id:uuid}/blocked", raises=[EventNotFound])
async def blocked_guests(event_id: UUID, viewer: Viewer, app: App) -> Json[BlockedPeople]:
    """Whom of those that I have blocked I would meet there; nobody else learns of it, and they do not see me."""
    async with app.reading() as tx:
        return await queries.blocked_guests(tx, viewer, event_id)


@get("/events/{event_id:uuid}/guests", raises=[EventNotFound])
async def guests(event_id: UUID, viewer: Viewer, app: App) -> Json[Guests]:
    """Who is coming, and who may be; the host also sees who waits and who asks."""
    async with app.reading() as tx:
        return await queries.guests(tx, viewer, event_id)


@put(
    "/events/{event_id:uuid}/guests/{user_id:uuid}",
    raises=[EventNotFound, GuestNotFound, NotTheHost, EventOver, EventIsCancelled, EventFull],
)
async def admit(event_id: UUID, user_id: UUID, viewer: Viewer, app: App, over: bool = False) -> Json[Guests]:
    """As host, let somebody in who asks or waits, or a friend; or let somebody answer again whom I had removed.

    `over` adds a seat for them if there is none.
    """
    async with app.transaction() as tx:
        await actions.admit(tx, viewer, event_id, user_id, over=over)
        return await queries.guests(tx, viewer, event_id)


@delete(
    "/events/{event_id:uuid}/guests/{user_id:uuid}",
    status_code=200,
    raises=[EventNotFound, GuestNotFound, NotTheHost, EventOver, EventIsCancelled],
)
async def remove(event_id: UUID, user_id: UUID, viewer: Viewer, app: App) -> Json[Guests]:
    """As host, remove somebody, or say no to who asks. They cannot come back by themselves."""
    async with app.transaction() as tx:
        await actions.remove(tx, viewer, event_id, user_id)
        return await queries.guests(tx, viewer, event_id)


ROUTES = [rsvp, blocked_guests, guests, admit, remove]
