"""On the way, who came, how it was, and what is kept of my showing up."""

from uuid import UUID

from litestar import Response, get, post, put

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.events import actions
from tomoda.events.actions import exporting, meeting
from tomoda.events.actions import showing as doing
from tomoda.events.errors import (
    AttendanceClosed,
    EventIsCancelled,
    EventNotFound,
    EventOver,
    GuestNotFound,
    MarkJudged,
    NotTheHost,
    NotTheTime,
    WrongState,
)
from tomoda.events.queries import showing
from tomoda.events.schemas.showing import (
    AttendanceSheet,
    Feedback,
    MarkContested,
    MyFeedback,
    NewSpot,
    NewWay,
    Reliability,
    SaidAttendance,
    Spot,
    Wearing,
)
from tomoda.media.errors import MediaUnusable

EXPORTS = Limit("event_export", 20, 3600)
WRONG = [EventNotFound, NotFound, NotTheTime, EventOver, EventIsCancelled, WrongState]


@put("/events/{event_id:uuid}/way", status_code=204, raises=WRONG)
async def on_my_way(event_id: UUID, data: NewWay, viewer: Viewer, app: App) -> None:
    """I am on my way, late, or cannot come after all; from three hours before the start on. The room is told."""
    async with app.transaction() as tx:
        await actions.say_way(tx, viewer, event_id, data)


@get("/events/{event_id:uuid}/spot", raises=[EventNotFound])
async def spot(event_id: UUID, viewer: Viewer, app: App) -> Json[Spot]:
    """Where exactly we meet, and whom to look for: for whoever hosts or has a seat; for others it is empty."""
    async with app.reading() as tx:
        return await showing.spot(tx, viewer, event_id)


@put(
    "/events/{event_id:uuid}/spot",
    raises=[EventNotFound, NotTheHost, EventOver, EventIsCancelled, WrongState, MediaUnusable],
)
async def mark_spot(event_id: UUID, data: NewSpot, viewer: Viewer, app: App) -> Json[Spot]:
    """As host, say where exactly: in words, by a flag on the map, by a photo of the spot."""
    async with app.transaction() as tx:
        await meeting.mark_spot(tx, viewer, event_id, data)
        return await showing.spot(tx, viewer, event_id)


@put("/events/{event_id:uuid}/spot/wearing", raises=[*WRONG[:2], EventOver, EventIsCancelled, WrongState])
async def wear(event_id: UUID, data: Wearing, viewer: Viewer, app: App) -> Json[Spot]:
    """What I can be known by there, as somebody who hosts or comes."""
    async with app.transaction() as tx:
        await meeting.wear(tx, viewer, event_id, data)
        return await showing.spot(tx, viewer, event_id)


@get("/events/{event_id:uuid}/attendance", raises=[EventNotFound, NotTheHost])
async def attendance(event_id: UUID, viewer: Viewer, app: App) -> Json[AttendanceSheet]:
    """As host: who had a seat, and who came."""
    async with app.transaction() as tx:
        return await showing.sheet(tx, viewer, event_id)


@put(
    "/events/{event_id:uuid}/attendance",
    raises=[EventNotFound, NotTheHost, GuestNotFound, AttendanceClosed, EventIsCancelled, WrongState],
)
async def say_who_came(event_id: UUID, data: SaidAttendance, viewer: Viewer, app: App) -> Json[AttendanceSheet]:
    """As host, say who came, or correct it, until 48 hours after the end."""
    async with app.transaction() as tx:
        await doing.say_who_came(tx, viewer, event_id, data)
        return await showing.sheet(tx, viewer, event_id)


@get("/users/me/reliability")
async def reliability(viewer: Viewer, app: App) -> Json[Reliability]:
    """What is kept of my showing up. Nobody else is shown it, in any form."""
    async with app.reading() as tx:
        return await showing.reliability(tx, viewer)


@put("/users/me/reliability/{mark_id:uuid}", raises=[NotFound, MarkJudged])
async def contest_mark(mark_id: UUID, data: MarkContested, viewer: Viewer, app: App) -> Json[Reliability]:
    """This is not right, because: until staff have judged it weighs nothing, and the host reads why."""
    async with app.transaction() as tx:
        await doing.contest(tx, viewer, mark_id, data)
        return await showing.reliability(tx, viewer)


@get("/events/{event_id:uuid}/feedback", raises=[EventNotFound])
async def feedback(event_id: UUID, viewer: Viewer, app: App) -> Json[MyFeedback]:
    """What I said of it."""
    async with app.reading() as tx:
        return await showing.feedback(tx, viewer, event_id)


@put("/events/{event_id:uuid}/feedback", status_code=204, raises=[EventNotFound, NotFound, NotTheTime])
async def give_feedback(event_id: UUID, data: Feedback, viewer: Viewer, app: App) -> None:
    """How it was, until a week after; neither host nor guests are shown it."""
    async with app.transaction() as tx:
        await doing.give_feedback(tx, viewer, event_id, data)


@post(
    "/events/{event_id:uuid}/guests/export",
    status_code=200,
    raises=[EventNotFound, NotTheHost, RateLimited],
    media_type="text/csv",
)
async def export_guests(event_id: UUID, viewer: Viewer, app: App) -> Response[str]:
    """As host, who comes, as a table (CSV): names, answers, parties, who came. That it was taken is written down."""
    await limits.take(app, EXPORTS, str(viewer.id))
    async with app.transaction() as tx:
        text = await exporting.guests(tx, viewer, event_id)
    named = {"Content-Disposition": 'attachment; filename="guests.csv"'}
    return Response(text, media_type="text/csv", headers=named)


ROUTES = [
    spot,
    mark_spot,
    wear,
    export_guests,
    on_my_way,
    attendance,
    say_who_came,
    reliability,
    contest_mark,
    feedback,
    give_feedback,
]
