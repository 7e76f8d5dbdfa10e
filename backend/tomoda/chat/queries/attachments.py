"""Who sees what is attached, and the pictures of groups: whoever may read the message, or is in the room."""

from datetime import datetime
from uuid import UUID

import msgspec

from tomoda.chat.queries.pieces import ATTACHED, READABLE, SEEN
from tomoda.chat.schemas import Attachment
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.media.queries import seen_in

ATTACHED_TO = sql(f"""
    select a.media_id as id, m.expires_at as until
    from attachments a join messages m on m.room_id = a.room_id and m.id = a.message_id
    where a.media_id = any($3::uuid[]) and m.deleted_at is null and {SEEN} and exists (
        select {READABLE} and mine.user_id = $1 and room.id = m.room_id and m.seq > mine.joined_seq
            and (mine.left_seq is null or m.seq <= mine.left_seq)
    )
""")
PICTURES = sql(f"""
    select room.avatar_id as id, null::timestamptz as until
    {READABLE} and mine.user_id = $1 and room.avatar_id = any($2::uuid[])
""")
WHERE = sql(f"""
    select m.room_id, m.id as message_id, m.author_id, m.expires_at,
           {ATTACHED.format(one="and a.media_id = $1")} as told
    from attachments a join messages m on m.room_id = a.room_id and m.id = a.message_id
    where a.media_id = $1 and m.deleted_at is null and (m.expires_at is null or m.expires_at > $2)
""")


class Place(msgspec.Struct):
    """The message that a medium is attached to, and what its readers are told of the medium."""

    room_id: UUID
    message_id: UUID
    author_id: UUID | None
    expires_at: datetime | None
    told: bytes

    @property
    def attachment(self) -> Attachment | None:
        """As it goes over the wire."""
        return next(iter(msgspec.json.decode(self.told, type=list[Attachment])), None)


@seen_in("message")
async def attached(tx: Tx, viewer: Viewer, ids: list[UUID]) -> dict[UUID, datetime | None]:
    """Whoever reads the message sees what is attached, as long as it is there."""
    return {row["id"]: row["until"] for row in await tx.rows(ATTACHED_TO, viewer.id, tx.now, ids)}


@seen_in("group")
async def pictures(tx: Tx, viewer: Viewer, ids: list[UUID]) -> dict[UUID, datetime | None]:
    """Whoever is in the group, or was, sees its picture."""
    return {row["id"]: row["until"] for row in await tx.rows(PICTURES, viewer.id, ids)}


async def place(tx: Tx, media_id: UUID) -> Place | None:
    """Where a medium is attached, if it is and can be seen."""
    return await tx.maybe(Place, WHERE, media_id, tx.now)
