"""Rooms: direct ones, groups, and who is in them."""

from uuid import UUID

from litestar import delete, get, patch, post, put

from tomoda.chat import actions, queries
from tomoda.chat.errors import GroupFull, LastAdmin, NothingToAccept, NotYourFriend, RoomIdTaken
from tomoda.chat.schemas import Members, NewGroup, Room, RoomEdit, Rooms, Seating
from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import Malformed, NotAllowed, NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.media.errors import MediaUnusable

GROUPS = Limit("make_group", 20, 3600)
STRANGERS = Limit("open_direct", 60, 3600)


@get("/rooms")
async def rooms(viewer: Viewer, app: App) -> Json[Rooms]:
    """The rooms that I am in, the last spoken in first."""
    async with app.reading() as tx:
        return await queries.rooms(tx, viewer)


@get("/rooms/requests")
async def requests(viewer: Viewer, app: App) -> Json[Rooms]:
    """What strangers wrote to me, and I have neither accepted nor declined."""
    async with app.reading() as tx:
        return await queries.rooms(tx, viewer, accepted=False)


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


@put("/rooms/direct/{user_id:uuid}", raises=[NotFound, RateLimited])
async def direct(user_id: UUID, viewer: Viewer, app: App) -> Json[Room]:
    """The one room that I share with this person, opened the first time; a stranger has to say yes to it."""
    await limits.take(app, STRANGERS, str(viewer.id))
    async with app.transaction() as tx:
        room_id = await actions.open_direct(tx, viewer, user_id)
        return await queries.room(tx, viewer, room_id)


@put("/rooms/groups/{room_id:uuid}", raises=[NotFound, NotYourFriend, RoomIdTaken, Malformed, RateLimited])
async def make_group(room_id: UUID, data: NewGroup, viewer: Viewer, app: App) -> Json[Room]:
    """Make a group of friends, under an id of my own choosing; made again, it is the same."""
    await limits.take(app, GROUPS, str(viewer.id))
    async with app.transaction() as tx:
        await actions.make_group(tx, viewer, room_id, data)
        return await queries.room(tx, viewer, room_id)


@patch("/rooms/{room_id:uuid}", raises=[NotFound, NotAllowed, Malformed, MediaUnusable])
async def change(room_id: UUID, data: RoomEdit, viewer: Viewer, app: App) -> Json[Room]:
    """Run the room differently: its name, slow mode, announcements, lock, what newcomers read, what disappears."""
    async with app.transaction() as tx:
        await actions.change(tx, viewer, room_id, data)
        return await queries.room(tx, viewer, room_id)


@get("/rooms/{room_id:uuid}/members", raises=[NotFound])
async def members(room_id: UUID, viewer: Viewer, app: App) -> Json[Members]:
    """Who is in the room, as what, and how far they have read, where and if that is shown."""
    async with app.reading() as tx:
        return await queries.members(tx, viewer, room_id)


@put(
    "/rooms/{room_id:uuid}/members/{user_id:uuid}",
    status_code=204,
    raises=[NotFound, NotAllowed, NotYourFriend, GroupFull, LastAdmin],
)
async def seat_somebody(room_id: UUID, user_id: UUID, data: Seating, viewer: Viewer, app: App) -> None:
    """Add a friend to a group, or say what a member is there."""
    async with app.transaction() as tx:
        await actions.seat_somebody(tx, viewer, room_id, user_id, data.role)


@delete("/rooms/{room_id:uuid}/members/{user_id:uuid}", raises=[NotFound, NotAllowed, LastAdmin])
async def unseat(room_id: UUID, user_id: UUID, viewer: Viewer, app: App) -> None:
    """Leave a group, or send somebody out of it."""
    async with app.transaction() as tx:
        if user_id == viewer.id:
            await actions.leave_group(tx, viewer, room_id)
        else:
            await actions.remove(tx, viewer, room_id, user_id)


@post("/rooms/{room_id:uuid}/accept", status_code=204, raises=[NotFound, NothingToAccept])
async def accept(room_id: UUID, viewer: Viewer, app: App) -> None:
    """Say yes to what a stranger wrote."""
    async with app.transaction() as tx:
        await actions.accept(tx, viewer, room_id)


@post("/rooms/{room_id:uuid}/decline", status_code=204, raises=[NotFound, NothingToAccept])
async def decline(room_id: UUID, viewer: Viewer, app: App) -> None:
    """Put it away; whoever wrote does not learn of it."""
    async with app.transaction() as tx:
        await actions.decline(tx, viewer, room_id)


ROUTES = [
    *(rooms, requests, room, event_room, direct, make_group, change, members, seat_somebody, unseat),
    *(accept, decline),
]
