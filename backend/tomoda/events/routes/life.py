"""Announcements, polls, the same event again, and what I host and go to."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import get, post, put
from litestar.params import QueryParameter

from tomoda.core import limits, paging
from tomoda.core.app import App
from tomoda.core.errors import BadCursor, CursorExpired, NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.events.actions import announcing, copying
from tomoda.events.errors import (
    BadTime,
    EventIdTaken,
    EventNotFound,
    EventOver,
    NotTheHost,
    PollClosed,
    TooManyPolls,
    WrongState,
)
from tomoda.events.queries import life
from tomoda.events.routes.making import take_creation
from tomoda.events.schemas import EventCard, Events, Occurrences
from tomoda.events.schemas.life import Announcements, NewAnnouncement, NewCopy, NewPoll, Polls, Vote
from tomoda.media.errors import MediaUnusable

ANNOUNCEMENTS = Limit("event_announce", 10, 3600)
ASKS = Limit("event_poll", 30, 3600)


@get("/events/mine", raises=[BadCursor, CursorExpired])
async def mine(
    viewer: Viewer,
    app: App,
    which: Literal["recent", "upcoming", "past"] = "recent",
    cursor: Annotated[str, QueryParameter(max_length=paging.LONGEST)] | None = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 50,
) -> Json[Events]:
    """What I host or go to: `upcoming`, the next one first; `past`, the latest first; `recent`: from six hours ago."""
    async with app.reading() as tx:
        return await life.mine(tx, viewer, which, cursor, limit)


@post(
    "/events/{event_id:uuid}/copies",
    status_code=201,
    raises=[EventNotFound, NotTheHost, BadTime, EventIdTaken, RateLimited, MediaUnusable],
)
async def copy(event_id: UUID, data: NewCopy, viewer: Viewer, app: App) -> Json[EventCard]:
    """My event again at another time, without its guests; a draft unless said otherwise."""
    await take_creation(viewer, app)
    async with app.transaction() as tx:
        return await copying.copy(tx, viewer, event_id, data)


@get("/events/{event_id:uuid}/announcements", raises=[EventNotFound])
async def announcements(event_id: UUID, viewer: Viewer, app: App) -> Json[Announcements]:
    """What hosts told those who come, or wait for a seat; for anybody else there is nothing."""
    async with app.reading() as tx:
        return await life.announcements(tx, viewer, event_id)


@put(
    "/events/{event_id:uuid}/announcements/{announcement_id:uuid}",
    status_code=204,
    raises=[EventNotFound, NotTheHost, WrongState, EventOver, RateLimited],
)
async def announce(event_id: UUID, announcement_id: UUID, data: NewAnnouncement, viewer: Viewer, app: App) -> None:
    """As host, tell everybody who comes or waits something; nobody answers. The same id twice is told once."""
    await limits.take(app, ANNOUNCEMENTS, str(viewer.id))
    async with app.transaction() as tx:
        await announcing.announce(tx, viewer, event_id, announcement_id, data)


@get("/events/{event_id:uuid}/polls", raises=[EventNotFound])
async def polls(event_id: UUID, viewer: Viewer, app: App) -> Json[Polls]:
    """What hosts ask about when and where; for whoever neither comes nor may come there is nothing."""
    async with app.reading() as tx:
        return await life.polls(tx, viewer, event_id)


@put(
    "/events/{event_id:uuid}/polls/{poll_id:uuid}",
    raises=[EventNotFound, NotTheHost, PollClosed, TooManyPolls, RateLimited],
)
async def ask_guests(event_id: UUID, poll_id: UUID, data: NewPoll, viewer: Viewer, app: App) -> Json[Polls]:
    """As host, ask when or where. The same id twice is one poll."""
    await limits.take(app, ASKS, str(viewer.id))
    async with app.transaction() as tx:
        await announcing.ask(tx, viewer, event_id, poll_id, data)
        return await life.polls(tx, viewer, event_id)


@put("/events/{event_id:uuid}/polls/{poll_id:uuid}/votes", raises=[EventNotFound, NotFound, PollClosed])
async def vote(event_id: UUID, poll_id: UUID, data: Vote, viewer: Viewer, app: App) -> Json[Polls]:
    """Every option that suits me, in place of what I said before."""
    async with app.transaction() as tx:
        await announcing.vote(tx, viewer, event_id, poll_id, data)
        return await life.polls(tx, viewer, event_id)


@post(
    "/events/{event_id:uuid}/polls/{poll_id:uuid}/close", status_code=200, raises=[EventNotFound, NotFound, NotTheHost]
)
async def close_poll(event_id: UUID, poll_id: UUID, viewer: Viewer, app: App) -> Json[Polls]:
    """As host: nobody votes any more. What follows from it is an edit of the event."""
    async with app.transaction() as tx:
        await announcing.close(tx, viewer, event_id, poll_id)
        return await life.polls(tx, viewer, event_id)


@get("/events/{event_id:uuid}/occurrences", raises=[EventNotFound])
async def occurrences(event_id: UUID, viewer: Viewer, app: App) -> Json[Occurrences]:
    """The events of this one's series that are still to come; none if it does not repeat."""
    async with app.reading() as tx:
        return await life.occurrences(tx, viewer, event_id)


ROUTES = [occurrences, mine, copy, announcements, announce, polls, ask_guests, vote, close_poll]
