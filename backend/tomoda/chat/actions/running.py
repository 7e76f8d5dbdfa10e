"""How a room is run."""

from typing import Any
from uuid import UUID

import msgspec

from tomoda.chat import queries
from tomoda.chat.actions import saying
from tomoda.chat.messages import RoomChanged
from tomoda.chat.queries import Seat
from tomoda.chat.schemas import RoomEdit, System
from tomoda.core.errors import FieldError, Malformed, NotAllowed
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line
from tomoda.media import actions as media

CHANGE = sql("""
    update rooms set title = $2, avatar_id = $3, history = $4, slow_seconds = $5, announcements = $6, locked = $7,
        expire_seconds = $8, previews = $9
    where id = $1
""")
AS_IT_IS = sql("""
    select title, avatar_id, history, slow_seconds, announcements, locked, expire_seconds, previews
    from rooms where id = $1
""")

ONLY_IN_DIRECT = frozenset({"expire_seconds", "previews"})
NOT_IN_EVENTS = frozenset({"title", "avatar_id"})


async def change(tx: Tx, viewer: Viewer, room_id: UUID, changes: RoomEdit) -> None:
    """Run the room differently. The same again changes nothing. Raises NotAllowed for who does not look after it."""
    mine = await queries.locked_seat(tx, viewer, room_id)
    given = {name: value for name, value in msgspec.structs.asdict(changes).items() if value is not msgspec.UNSET}
    _require(mine, viewer, set(given))
    if "title" in given:
        given["title"] = clean_line(given["title"])
        if not given["title"]:
            raise Malformed(errors=[FieldError("#/title", "must not be empty")])
    if given.get("avatar_id") is not None:
        await media.require_usable(tx, viewer, [given["avatar_id"]], frozenset({"photo"}), again_for="group")
        await media.use(tx, [given["avatar_id"]], "group")
    row = await tx.row(AS_IT_IS, room_id)
    before: dict[str, Any] = dict(row or {})
    after = before | given
    if after == before:
        return
    await tx.run(CHANGE, room_id, *after.values())
    media.empty_soon(tx)
    tx.emit(RoomChanged(room_id=room_id, user_id=viewer.id))
    await saying.announce(tx, room_id, viewer.id, _told(before, after))


def _require(mine: Seat, viewer: Viewer, given: set[str]) -> None:
    if "edit" not in queries.capabilities(mine, viewer):
        raise NotAllowed
    if mine.secret and "previews" in given:
        raise NotAllowed
    if (mine.kind == "direct" and given - ONLY_IN_DIRECT) or (mine.kind == "event" and given & NOT_IN_EVENTS):
        raise NotAllowed


def _told(before: dict[str, Any], after: dict[str, Any]) -> System:
    """The most important of what has changed."""
    if before["title"] != after["title"]:
        return System("renamed", title=after["title"])
    if before["expire_seconds"] != after["expire_seconds"]:
        return System("timer_changed", seconds=after["expire_seconds"])
    return System("settings_changed")
