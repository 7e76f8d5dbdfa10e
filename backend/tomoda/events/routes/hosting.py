"""Hosting together, handing over, and who is there."""

from uuid import UUID

from litestar import delete, get, post, put

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.events import queries
from tomoda.events.actions import arriving, hosting
from tomoda.events.errors import CheckInRefused, EventIsCancelled, EventNotFound, GuestNotFound, NotTheHost
from tomoda.events.schemas import EventPage
from tomoda.events.schemas.hosting import CheckInKey, CheckIns, CoHostRights, Here, Hosts, NewHost, Scan

HERES = Limit("check_in_here", 20, 3600)


@get("/events/{event_id:uuid}/hosts", raises=[EventNotFound])
async def hosts(event_id: UUID, viewer: Viewer, app: App) -> Json[Hosts]:
    """Who hosts with the host, and what they may do."""
    async with app.reading() as tx:
        return await queries.hosts(tx, viewer, event_id)


@put("/events/{event_id:uuid}/hosts/{user_id:uuid}", raises=[EventNotFound, NotTheHost, GuestNotFound])
async def add_host(event_id: UUID, user_id: UUID, data: CoHostRights, viewer: Viewer, app: App) -> Json[Hosts]:
    """Host together with a friend or a guest; or change what they may do."""
    async with app.transaction() as tx:
        await hosting.grant(tx, viewer, event_id, user_id, data)
        return await queries.hosts(tx, viewer, event_id)


@delete("/events/{event_id:uuid}/hosts/{user_id:uuid}", raises=[EventNotFound, NotTheHost])
async def remove_host(event_id: UUID, user_id: UUID, viewer: Viewer, app: App) -> None:
    """Host without them; a co-host may also stop by themselves."""
    async with app.transaction() as tx:
        await hosting.revoke(tx, viewer, event_id, user_id)


@post("/events/{event_id:uuid}/host", status_code=200, raises=[EventNotFound, NotTheHost, GuestNotFound])
async def hand_over(event_id: UUID, data: NewHost, viewer: Viewer, app: App) -> Json[EventPage]:
    """Hand my event over to a co-host. I am a co-host then."""
    async with app.transaction() as tx:
        await hosting.hand_over(tx, viewer, event_id, data.user_id)
        return await queries.page(tx, viewer, event_id)


@put("/events/{event_id:uuid}/check-in-key", raises=[EventNotFound, NotTheHost])
async def check_in_key(event_id: UUID, viewer: Viewer, app: App) -> CheckInKey:
    """The key with which the host's phone makes this event's codes, also without a connection."""
    async with app.transaction() as tx:
        return await arriving.key_for_host(tx, viewer, event_id)


@post("/events/{event_id:uuid}/check-ins", status_code=204, raises=[EventNotFound, EventIsCancelled, CheckInRefused])
async def check_in(event_id: UUID, data: Scan, viewer: Viewer, app: App) -> None:
    """I am there: what I scanned, and when. It may reach you later; twice is once."""
    async with app.transaction() as tx:
        await arriving.scan(tx, viewer, event_id, data)


@post(
    "/events/{event_id:uuid}/check-ins/here",
    status_code=204,
    raises=[EventNotFound, EventIsCancelled, CheckInRefused, RateLimited],
)
async def check_in_here(event_id: UUID, data: Here, viewer: Viewer, app: App) -> None:
    """I am there: this is where my phone is. Nothing of that is kept but that it was near; twice is once."""
    await limits.take(app, HERES, str(viewer.id))
    async with app.transaction() as tx:
        await arriving.come_near(tx, viewer, event_id, data)


@get("/events/{event_id:uuid}/check-ins", raises=[EventNotFound])
async def check_ins(event_id: UUID, viewer: Viewer, app: App) -> Json[CheckIns]:
    """Who is there, for those who host; for others, whether they are."""
    async with app.reading() as tx:
        return await queries.check_ins(tx, viewer, event_id)


REFUSED = [EventNotFound, NotTheHost, GuestNotFound, EventIsCancelled, CheckInRefused]


@put("/events/{event_id:uuid}/check-ins/{user_id:uuid}", status_code=204, raises=REFUSED)
async def tap(event_id: UUID, user_id: UUID, viewer: Viewer, app: App) -> None:
    """As host: they are there."""
    async with app.transaction() as tx:
        await arriving.tap(tx, viewer, event_id, user_id, here=True)


@delete("/events/{event_id:uuid}/check-ins/{user_id:uuid}", raises=REFUSED)
async def untap(event_id: UUID, user_id: UUID, viewer: Viewer, app: App) -> None:
    """As host: that was a slip. What they scanned themselves stays."""
    async with app.transaction() as tx:
        await arriving.tap(tx, viewer, event_id, user_id, here=False)


ROUTES = [hosts, add_host, remove_host, hand_over, check_in_key, check_in, check_in_here, check_ins, tap, untap]
