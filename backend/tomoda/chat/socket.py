"""Who hears a room, and who is writing in it."""

from uuid import UUID

import msgspec

from tomoda.chat import queries
from tomoda.chat.messages import MemberTyping
from tomoda.core.app import App
from tomoda.core.errors import NotFound
from tomoda.core.feed import said, topic
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.presence import queries as presence


class Typing(msgspec.Struct):
    """In which room."""

    room: UUID


@topic("room")
async def may_listen(tx: Tx, viewer: Viewer, room_id: UUID) -> int | None:
    """Members hear their room; whoever left it does not."""
    try:
        await queries.present(tx, viewer, room_id)
    except NotFound:
        return None
    return 0


@said("typing")
async def typing(app: App, viewer: Viewer, body: bytes) -> None:
    """Tell the others in the room; nothing is kept."""
    room = msgspec.json.decode(body, type=Typing).room
    async with app.transaction() as tx:
        try:
            mine = await queries.present(tx, viewer, room)
        except NotFound:
            return
        if not mine.may_speak or mine.asking or await presence.invisible(tx, viewer):
            return
        if await queries.shows_typing(tx, viewer):
            tx.emit(MemberTyping(room_id=room, user_id=viewer.id))
