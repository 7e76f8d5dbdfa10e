"""Events under `/events`."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, patch, post, put
from litestar.params import HeaderParameter

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import RateLimited, VersionConflict
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.events import actions, queries
from tomoda.events.errors import (
    BadTime,
    EventFull,
    EventIdTaken,
    EventIsCancelled,
    EventNotFound,
    EventOver,
    GuestNotFound,
    HostIsThere,
    NotTheHost,
    RemovedByHost,
    SeatsTaken,
    TooManyGuests,
)
from tomoda.events.schemas import (
    Cancellation,
    Categories,
    EventCard,
    EventEdit,
    EventPage,
    Events,
    Guests,
    NewEvent,
    RsvpAnswer,
)

CREATIONS = Limit("event_create", 20, 3600)

Version = Annotated[str | None, HeaderParameter(name="If-Match", pattern=r'^"?\d{1,9}"?$')]


@get("/categories", opt={"public": True})
async def categories(app: App) -> Json[Categories]:
    """The kinds of events there are."""
    async with app.reading() as tx:
        return await queries.categories(tx)


@post("/events", status_code=201, raises=[BadTime, EventIdTaken, RateLimited])
async def create(data: NewEvent, viewer: Viewer, app: App) -> Json[EventCard]:
    """Make an event: a title and a place are enough."""
    await limits.take(app, CREATIONS, str(viewer.id))
    async with app.transaction() as tx:
        return await actions.create(tx, viewer, data)


@get("/events/mine")
async def mine(viewer: Viewer, app: App) -> Json[Events]:
    """What I host or go to, the next one first."""
    async with app.reading() as tx:
        return await queries.mine(tx, viewer)


@get("/events/{event_id:uuid}", raises=[EventNotFound])
async def page(event_id: UUID, viewer: Viewer, app: App) -> Json[EventPage]:
    """The event's own page."""
    async with app.reading() as tx:
        return await queries.page(tx, viewer, event_id)


@patch(
    "/events/{event_id:uuid}",
    raises=[EventNotFound, NotTheHost, EventOver, EventIsCancelled, SeatsTaken, BadTime, VersionConflict],
)
async def edit(event_id: UUID, data: EventEdit, viewer: Viewer, app: App, version: Version = None) -> Json[EventPage]:
    """Change my event; `If-Match` with its `version` refuses to overwrite what I have not seen."""
    async with app.transaction() as tx:
        await actions.edit(tx, viewer, event_id, data, int(version.strip('"')) if version else None)
        return await queries.page(tx, viewer, event_id)


@post("/events/{event_id:uuid}/cancel", status_code=200, raises=[EventNotFound, NotTheHost, EventOver])
async def cancel(event_id: UUID, data: Cancellation, viewer: Viewer, app: App) -> Json[EventPage]:
    """Call my event off. Its page stays and says so."""
    async with app.transaction() as tx:
        await actions.cancel(tx, viewer, event_id, data.reason)
        return await queries.page(tx, viewer, event_id)


@put(
    "/events/{event_id:uuid}/rsvp",
    raises=[EventNotFound, EventOver, EventFull, EventIsCancelled, HostIsThere, RemovedByHost, TooManyGuests],
)
async def rsvp(event_id: UUID, data: RsvpAnswer, viewer: Viewer, app: App) -> Json[EventCard]:
    """Say whether I am coming. The same answer twice changes nothing; `going` also takes a seat that I am offered."""
    async with app.transaction() as tx:
        return await actions.rsvp(tx, viewer, event_id, data.answer, guests=data.guests, wait=data.wait)


@get("/events/{event_id:uuid}/guests", raises=[EventNotFound])
async def guests(event_id: UUID, viewer: Viewer, app: App) -> Json[Guests]:
    """Who is coming, and who may be; the host also sees who waits and who asks."""
    async with app.reading() as tx:
        return await queries.guests(tx, viewer, event_id)


@put(
    "/events/{event_id:uuid}/guests/{user_id:uuid}",
    raises=[EventNotFound, GuestNotFound, NotTheHost, EventOver, EventIsCancelled, EventFull],
)
async def admit(event_id: UUID, user_id: UUID, viewer: Viewer, app: App) -> Json[Guests]:
    """As host, let somebody in who asks or waits; or let somebody answer again whom I had removed."""
    async with app.transaction() as tx:
        await actions.admit(tx, viewer, event_id, user_id)
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


ROUTES = [categories, create, mine, page, edit, cancel, rsvp, guests, admit, remove]
