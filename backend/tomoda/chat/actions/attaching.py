"""Photos and voices that go with a message."""

from typing import Any
from uuid import UUID

import msgspec

from tomoda.chat.errors import NothingAttachedYet
from tomoda.chat.messages import AttachmentChanged
from tomoda.chat.queries import Seat
from tomoda.chat.queries import attachments as asked
from tomoda.chat.schemas import Attachment, NewAttachment
from tomoda.core.errors import FieldError, Malformed
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line
from tomoda.media import actions as media
from tomoda.media.errors import MediaUnusable
from tomoda.media.queries import Stored

KINDS = frozenset({"photo", "voice"})

ATTACH = sql("""
    insert into attachments (room_id, message_id, n, media_id, alt)
    select room_id, message_id, n, media_id, alt
    from jsonb_to_recordset($1) as new(room_id uuid, message_id uuid, n smallint, media_id uuid, alt text)
""")


async def check(tx: Tx, viewer: Viewer, mine: Seat, wanted: list[NewAttachment], taken: set[UUID]) -> list[Attachment]:
    """What may go with a message of the viewer's: up to ten photos, or one voice alone. `taken`: by others beside it.

    Raises NothingAttachedYet between strangers, MediaUnusable, Malformed.
    """
    if not wanted:
        return []
    if mine.asking:
        raise NothingAttachedYet
    ids = [one.id for one in wanted]
    if len(set(ids)) < len(ids) or taken & set(ids):
        raise MediaUnusable
    stored = await media.require_usable(tx, viewer, ids, KINDS)
    if len(stored) > 1 and any(one.kind == "voice" for one in stored):
        raise Malformed(errors=[FieldError("#/attachments", "must be photos, or one voice")])
    taken.update(ids)
    return [_shown(one, clean_line(new.alt)) for one, new in zip(stored, wanted, strict=True)]


def _shown(one: Stored, alt: str) -> Attachment:
    return Attachment(
        id=one.id,
        kind=one.kind,
        state=one.state,
        width=one.width,
        height=one.height,
        blurhash=one.blurhash,
        seconds=one.seconds,
        peaks=one.peaks,
        alt=alt,
    )


async def attach(tx: Tx, said: dict[tuple[UUID, UUID], list[Attachment]]) -> None:
    """Attach to messages that were just said, by room and message."""
    rows: list[dict[str, Any]] = [
        {"room_id": room_id, "message_id": message_id, "n": n, "media_id": one.id, "alt": one.alt}
        for (room_id, message_id), attached in said.items()
        for n, one in enumerate(attached)
    ]
    if rows:
        await media.use(tx, [row["media_id"] for row in rows], "message")
        await tx.run(ATTACH, msgspec.json.encode(rows))


async def checked(tx: Tx, media_id: UUID) -> None:
    """It was looked at after it was attached: the room is told."""
    found = await asked.place(tx, media_id)
    if found is not None and found.author_id is not None:
        tx.emit(
            AttachmentChanged(
                room_id=found.room_id,
                author_id=found.author_id,
                message_id=found.message_id,
                attachment=found.attachment,
                expires_at=found.expires_at,
            )
        )
