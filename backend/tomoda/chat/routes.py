"""Rooms under `/rooms`."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, patch, put
from litestar.params import PathParameter, QueryParameter

from tomoda.chat import actions, queries
from tomoda.chat.errors import (
    EmptyMessage,
    MessageGone,
    MessageIdTaken,
    NotYourMessage,
    RoomClosed,
    TooManyReactions,
)
from tomoda.chat.schemas import History, Members, Message, MessageEdit, Muting, NewMessage, ReadUpTo, Room, Rooms
from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer

SENDS = Limit("send", 30, 10)
PAGE = 50
LARGEST_PAGE = 200

Seq = Annotated[int | None, QueryParameter(ge=0)]
PageSize = Annotated[int, QueryParameter(ge=1, le=LARGEST_PAGE)]
Emoji = Annotated[str, PathParameter(min_length=1, max_length=16)]


@get("/rooms")
async def rooms(viewer: Viewer, app: App) -> Json[Rooms]:
    """The rooms that I am in, the last spoken in first."""
    async with app.reading() as tx:
        return await queries.rooms(tx, viewer)


@get("/rooms/{room_id:uuid}", raises=[NotFound])
async def room(room_id: UUID, viewer: Viewer, app: App) -> Json[Room]:
    """A room, and what I may do there."""
    async with app.reading() as tx:
        return await queries.room(tx, viewer, room_id)


@get("/events/{event_id:uuid}/room", raises=[NotFound])
async def event_room(event_id: UUID, viewer: Viewer, app: App) -> Json[Room]:
    """The room of an event that I host, or go to."""
    async with app.reading() as tx:
        room_id = await queries.room_of_event(tx, viewer, event_id)
        if room_id is None:
            raise NotFound
        return await queries.room(tx, viewer, room_id)


@put("/rooms/direct/{user_id:uuid}", raises=[NotFound])
async def direct(user_id: UUID, viewer: Viewer, app: App) -> Json[Room]:
    """The one room that I share with this person, opened the first time."""
    async with app.transaction() as tx:
        room_id = await actions.open_direct(tx, viewer, user_id)
        return await queries.room(tx, viewer, room_id)


@get("/rooms/{room_id:uuid}/members", raises=[NotFound])
async def members(room_id: UUID, viewer: Viewer, app: App) -> Json[Members]:
    """Who is in the room."""
    async with app.reading() as tx:
        return await queries.members(tx, viewer, room_id)


@get("/rooms/{room_id:uuid}/messages", raises=[NotFound])
async def history(
    room_id: UUID, viewer: Viewer, app: App, before: Seq = None, after: Seq = None, limit: PageSize = PAGE
) -> Json[History]:
    """Messages before, or after, a `seq`; the newest if neither is given. Always in order."""
    async with app.reading() as tx:
        return await queries.history(tx, viewer, room_id, before, after, limit)


@put(
    "/rooms/{room_id:uuid}/messages/{message_id:uuid}",
    raises=[NotFound, MessageIdTaken, RoomClosed, EmptyMessage, RateLimited],
)
async def send(room_id: UUID, message_id: UUID, data: NewMessage, viewer: Viewer, app: App) -> Json[Message]:
    """Say something, under an id of my own choosing: sent again, it is the same message."""
    await limits.take(app, SENDS, str(viewer.id))
    async with app.transaction() as tx:
        return await actions.send(tx, viewer, room_id, message_id, data)


@patch(
    "/rooms/{room_id:uuid}/messages/{message_id:uuid}",
    raises=[NotFound, NotYourMessage, MessageGone, RoomClosed, EmptyMessage],
)
async def edit(room_id: UUID, message_id: UUID, data: MessageEdit, viewer: Viewer, app: App) -> Json[Message]:
    """Change what my message says."""
    async with app.transaction() as tx:
        return await actions.edit(tx, viewer, room_id, message_id, data.body)


@delete("/rooms/{room_id:uuid}/messages/{message_id:uuid}", raises=[NotFound, NotYourMessage])
async def remove(room_id: UUID, message_id: UUID, viewer: Viewer, app: App) -> None:
    """Delete my message for everybody; whoever looks after the room may delete any."""
    async with app.transaction() as tx:
        await actions.delete(tx, viewer, room_id, message_id)


@put(
    "/rooms/{room_id:uuid}/messages/{message_id:uuid}/reactions/{emoji:str}",
    raises=[NotFound, MessageGone, RoomClosed, TooManyReactions],
)
async def react(room_id: UUID, message_id: UUID, emoji: Emoji, viewer: Viewer, app: App) -> Json[Message]:
    """React to a message."""
    async with app.transaction() as tx:
        return await actions.react(tx, viewer, room_id, message_id, emoji)


@delete("/rooms/{room_id:uuid}/messages/{message_id:uuid}/reactions/{emoji:str}", status_code=200, raises=[NotFound])
async def unreact(room_id: UUID, message_id: UUID, emoji: Emoji, viewer: Viewer, app: App) -> Json[Message]:
    """Take my reaction back."""
    async with app.transaction() as tx:
        return await actions.unreact(tx, viewer, room_id, message_id, emoji)


@put("/rooms/{room_id:uuid}/read", status_code=204, raises=[NotFound])
async def read(room_id: UUID, data: ReadUpTo, viewer: Viewer, app: App) -> None:
    """I have read up to here, on all of my devices. It only moves forward."""
    async with app.transaction() as tx:
        await actions.read(tx, viewer, room_id, data.seq)


@put("/rooms/{room_id:uuid}/mute", status_code=204, raises=[NotFound])
async def mute(room_id: UUID, data: Muting, viewer: Viewer, app: App) -> None:
    """Let the room make no noise for a while, on all of my devices."""
    async with app.transaction() as tx:
        await actions.mute(tx, viewer, room_id, data.until)


ROUTES = [mute, rooms, room, event_room, direct, members, history, send, edit, remove, react, unreact, read]
