"""What concerns me alone: how far I have read, what makes noise, what I have begun to write."""

from uuid import UUID

from litestar import get, put

from tomoda.chat import actions, queries
from tomoda.chat.schemas import ChatSettings, Draft, Muting, ReadUpTo
from tomoda.core.app import App
from tomoda.core.errors import NotAllowed, NotFound
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer


@put("/rooms/{room_id:uuid}/read", status_code=204, raises=[NotFound])
async def read(room_id: UUID, data: ReadUpTo, viewer: Viewer, app: App) -> None:
    """I have read up to here, on all of my devices. It only moves forward."""
    async with app.transaction() as tx:
        await actions.read(tx, viewer, room_id, data.seq)


@put("/rooms/{room_id:uuid}/mute", status_code=204, raises=[NotFound])
async def mute(room_id: UUID, data: Muting, viewer: Viewer, app: App) -> None:
    """Let the room make no noise for a while, on all of my devices."""
    async with app.transaction() as tx:
        await actions.mute(tx, viewer, room_id, data)


@put("/rooms/{room_id:uuid}/draft", status_code=204, raises=[NotFound, NotAllowed])
async def draft(room_id: UUID, data: Draft, viewer: Viewer, app: App) -> None:
    """Keep what I have begun to write, for my other devices; the room's card tells it to them. Not in secret rooms."""
    async with app.transaction() as tx:
        await actions.draft(tx, viewer, room_id, data.body)


@get("/users/me/chat")
async def settings(viewer: Viewer, app: App) -> Json[ChatSettings]:
    """How I talk."""
    async with app.reading() as tx:
        return await queries.settings(tx, viewer)


@put("/users/me/chat")
async def choose(data: ChatSettings, viewer: Viewer, app: App) -> Json[ChatSettings]:
    """Whether others see how far I have read, and that I am writing."""
    async with app.transaction() as tx:
        await actions.choose(tx, viewer, data)
        return await queries.settings(tx, viewer)


ROUTES = [read, mute, draft, settings, choose]
