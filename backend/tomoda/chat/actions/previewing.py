"""What is behind a link: asked for after the message was said, told when it is known."""

import re
from uuid import UUID

import msgspec

from tomoda.chat import queries
from tomoda.chat.errors import NotYourMessage
from tomoda.chat.messages import FetchPreview, PreviewReady
from tomoda.chat.queries import Seat
from tomoda.chat.schemas import Preview
from tomoda.core.errors import NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer

LINK = re.compile(r"https?://[^\s<>\"'、。）」]{3,2000}")

BODY = sql("""
    select m.body from messages m join rooms on rooms.id = m.room_id and rooms.previews
    where m.room_id = $1 and m.id = $2 and m.deleted_at is null
""")
KEEP = sql("""
    update messages set preview = $4 where room_id = $1 and id = $2 and body = $3 and deleted_at is null
    returning author_id
""")
DROP = sql("update messages set preview = null where room_id = $1 and id = $2 and preview is not null")


def soon(tx: Tx, room: Seat, message_id: UUID, body: str) -> None:
    """Ask for it, unless the room does without, or is still a request: a stranger's link is not opened for anybody."""
    if room.previews and not room.asking and LINK.search(body):
        tx.enqueue(FetchPreview(room.room_id, message_id))


async def wanted(tx: Tx, room_id: UUID, message_id: UUID) -> tuple[str, str] | None:
    """The message's words and its first link, if it is still there."""
    body = await tx.value(BODY, room_id, message_id)
    found = LINK.search(body or "")
    return (body, found[0].rstrip(".,;:!?)")) if found else None


async def keep(tx: Tx, room_id: UUID, message_id: UUID, body: str, preview: Preview) -> None:
    """Show it, unless the message says something else by now."""
    told = msgspec.json.encode(preview)
    author = await tx.value(KEEP, room_id, message_id, body, told)
    if author is not None:
        tx.emit(PreviewReady(room_id=room_id, author_id=author, message_id=message_id, preview=msgspec.Raw(told)))


async def drop(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID) -> None:
    """Take the preview off my message. Raises NotFound, NotYourMessage."""
    await queries.locked_seat(tx, viewer, room_id)
    found = (await queries.written(tx, [(room_id, message_id)])).get((room_id, message_id))
    if found is None:
        raise NotFound
    if found.author_id != viewer.id:
        raise NotYourMessage
    if await tx.run(DROP, room_id, message_id):
        none = msgspec.Raw(b"null")
        tx.emit(PreviewReady(room_id=room_id, author_id=viewer.id, message_id=message_id, preview=none))
