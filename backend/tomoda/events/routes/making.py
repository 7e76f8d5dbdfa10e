"""Making events, changing them, calling them off."""

import hashlib
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import Response, delete, get, patch, post, put
from litestar.params import HeaderParameter, QueryParameter

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import RateLimited, VersionConflict
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.events import actions, queries
from tomoda.events.actions import braking, recurring, sight
from tomoda.events.errors import (
    BadTime,
    ConfirmPublic,
    DepositDoesNotFit,
    EventIdTaken,
    EventIsCancelled,
    EventNotFound,
    EventOver,
    NotTheHost,
    SeatsTaken,
    StaleCancellation,
    WrongState,
)
from tomoda.events.schemas import (
    Cancellation,
    CancellationAhead,
    Categories,
    EventCard,
    EventEdit,
    EventPage,
    NewEvent,
    SightAhead,
    Visibility,
)
from tomoda.events.schemas.braking import BrakeAnswer
from tomoda.media.errors import MediaUnusable
from tomoda.users import queries as people

CREATIONS = Limit("event_create", 20, 3600)
CREATIONS_NEW = Limit("event_create_new", 10, 86400)  # by an account younger than a week

Version = Annotated[str | None, HeaderParameter(name="If-Match", pattern=r'^"?\d{1,9}(-[0-9a-f]{16})?"?$')]


Scopes = Annotated[Literal["this", "following", "all"], QueryParameter(name="scope")]
"""An argument of the name `scope` would be the server's own."""


class _Version(msgspec.Struct):
    version: int


class _Tagged(msgspec.Struct):
    event: _Version


@get("/categories", opt={"public": True})
async def categories(app: App) -> Json[Categories]:
    """The kinds of events there are."""
    async with app.reading() as tx:
        return await queries.categories(tx)


@post("/events", status_code=201, raises=[BadTime, EventIdTaken, RateLimited, MediaUnusable, ConfirmPublic])
async def create(data: NewEvent, viewer: Viewer, app: App) -> Json[EventCard]:
    """Make an event: a title and a place are enough."""
    await take_creation(viewer, app)
    async with app.transaction() as tx:
        return await recurring.create(tx, viewer, data)


async def take_creation(viewer: Viewer, app: App) -> None:
    """Raises RateLimited for whoever makes many events; sooner for a new account."""
    async with app.reading() as tx:
        new = await people.is_new(tx, viewer)
    for limit in (CREATIONS, *([CREATIONS_NEW] if new else [])):
        await limits.take(app, limit, str(viewer.id))


@get("/events/{event_id:uuid}", raises=[EventNotFound])
async def page(event_id: UUID, viewer: Viewer, app: App) -> Response[Json[EventPage]]:
    """The event's own page. Its `ETag` is what an edit sends as `If-Match`."""
    async with app.reading() as tx:
        return _tagged(await queries.page(tx, viewer, event_id))


@patch(
    "/events/{event_id:uuid}",
    raises=[
        *(EventNotFound, NotTheHost, EventOver, EventIsCancelled, WrongState, SeatsTaken, BadTime, VersionConflict),
        MediaUnusable,
        ConfirmPublic,
        DepositDoesNotFit,
    ],
)
async def edit(
    event_id: UUID, data: EventEdit, viewer: Viewer, app: App, version: Version = None
) -> Response[Json[EventPage]]:
    """Change my event; `If-Match` with its `ETag` or `version` refuses to overwrite what I have not seen."""
    async with app.transaction() as tx:
        await recurring.edit(tx, viewer, event_id, data, int(version.strip('"').partition("-")[0]) if version else None)
        return _tagged(await queries.page(tx, viewer, event_id))


def _tagged(page: Json[EventPage]) -> Response[Json[EventPage]]:
    """The page with its tag: the event's version, and what tells apart how different viewers see it."""
    version = msgspec.json.decode(page, type=_Tagged).event.version
    return Response(page, headers={"ETag": f'"{version}-{hashlib.sha256(page).hexdigest()[:16]}"'})


@post("/events/{event_id:uuid}/publish", status_code=200, raises=[EventNotFound, NotTheHost, BadTime, WrongState])
async def publish(event_id: UUID, viewer: Viewer, app: App) -> Json[EventPage]:
    """My draft becomes an event that others see."""
    async with app.transaction() as tx:
        await actions.publish(tx, viewer, event_id)
        return await queries.page(tx, viewer, event_id)


@get("/events/{event_id:uuid}/sight", raises=[EventNotFound, NotTheHost])
async def sight_ahead(event_id: UUID, visibility: Visibility, viewer: Viewer, app: App) -> SightAhead:
    """Who would see my event, and who no longer, with another visibility."""
    async with app.transaction() as tx:
        return await sight.ahead(tx, viewer, event_id, visibility)


@delete("/events/{event_id:uuid}", raises=[EventNotFound, NotTheHost, WrongState])
async def discard(event_id: UUID, viewer: Viewer, app: App) -> None:
    """Throw my draft away. What others may know of is cancelled instead."""
    async with app.transaction() as tx:
        await actions.discard(tx, viewer, event_id)


@get("/events/{event_id:uuid}/cancellation", raises=[EventNotFound, NotTheHost, EventOver, WrongState])
async def cancellation(event_id: UUID, viewer: Viewer, app: App, which: Scopes = "this") -> CancellationAhead:
    """What cancelling my event will do, and with a wider scope those of its series, with the token for doing it."""
    async with app.transaction() as tx:
        return await recurring.cancellation(tx, viewer, event_id, which)


@post(
    "/events/{event_id:uuid}/cancel",
    status_code=200,
    raises=[EventNotFound, NotTheHost, EventOver, WrongState, StaleCancellation],
)
async def cancel(event_id: UUID, data: Cancellation, viewer: Viewer, app: App) -> Json[EventPage]:
    """Call my event off, after having seen what that does. Its page stays and says so."""
    async with app.transaction() as tx:
        await recurring.cancel(tx, viewer, event_id, data)
        return await queries.page(tx, viewer, event_id)


@put("/events/{event_id:uuid}/brake", raises=[EventNotFound, NotTheHost, WrongState])
async def answer_brake(event_id: UUID, data: BrakeAnswer, viewer: Viewer, app: App) -> Json[EventPage]:
    """As host of an event that spread too far: whether it stays closed to new people."""
    async with app.transaction() as tx:
        await braking.answer(tx, viewer, event_id, reopen=data.reopen)
        return await queries.page(tx, viewer, event_id)


ROUTES = [answer_brake, categories, create, page, edit, sight_ahead, publish, discard, cancellation, cancel]
