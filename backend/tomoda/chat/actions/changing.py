"""What becomes of a message after it was said: edited, deleted, reacted to, pinned."""

from datetime import timedelta
from uuid import UUID

import msgspec

from tomoda.chat import queries
from tomoda.chat.actions import positions, previewing, saying, sealing, telling
from tomoda.chat.actions.saying import Called
from tomoda.chat.errors import (
    EditClosed,
    EmptyMessage,
    MessageGone,
    NotYourMessage,
    OnlyModerators,
    RoomClosed,
    TooManyPins,
    TooManyReactions,
)
from tomoda.chat.messages import MessageDeleted, MessageEdited, PinChanged, ReactionChanged, Unsay
from tomoda.chat.queries import Seat, Written
from tomoda.chat.schemas import AllowedMentions, Message, MessageEdit, System
from tomoda.core.errors import NotAllowed, NotFound
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_text
from tomoda.media import actions as media
from tomoda.users import queries as people

KINDS_OF_REACTIONS = 20
MOST_PINS = 50

EDIT = sql("""
    with before as (
        insert into message_versions (room_id, message_id, replaced_at, body)
        select room_id, id, $4, body from messages where room_id = $1 and id = $2 and sealed is null
        on conflict do nothing
    )
    update messages set body = $3, edited_at = $4, mentions = $5, here = $6, preview = null, sealed = $7
    where room_id = $1 and id = $2
""")
DELETE = sql("""
    with before as (delete from message_versions where room_id = $1 and message_id = $2),
    reactions as (delete from reactions where room_id = $1 and message_id = $2),
    shown as (delete from attachments where room_id = $1 and message_id = $2)
    update messages set body = '', deleted_at = $3, deleted_by = $4, mentions = '{}', here = false, share = null,
        preview = null, pinned_at = null, attached = false, sealed = null
    where room_id = $1 and id = $2
""")
REACT = sql("""
    insert into reactions (room_id, message_id, user_id, emoji, reacted_at) values ($1, $2, $3, $4, $5)
    on conflict do nothing
""")
UNREACT = sql("delete from reactions where room_id = $1 and message_id = $2 and user_id = $3 and emoji = $4")
KINDS = sql("select count(distinct emoji) from reactions where room_id = $1 and message_id = $2 and emoji <> $3")
PIN = sql("update messages set pinned_at = $3 where room_id = $1 and id = $2")
PINS = sql("select count(*) from messages where room_id = $1 and pinned_at is not null")


async def edit(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID, new: MessageEdit) -> Json[Message]:
    """Change what my message says; whom it calls newly is told, and whom it no longer calls was not. The same words
    again, calling the same people, change nothing.
    """
    mine, found = await _alive(tx, viewer, room_id, message_id)
    text, sealed = clean_text(new.body or ""), sealing.check(mine, new)
    if not text and not sealed:
        raise EmptyMessage
    if found.author_id != viewer.id or found.system:
        raise NotYourMessage
    if not mine.may_speak:
        raise OnlyModerators
    called = await saying.called(tx, viewer, mine, text, new.allowed_mentions)
    if (found.body, found.sealed) != (text, sealed) or _calls_others(found, called, new.allowed_mentions):
        _require_early(tx, found)
        kept = msgspec.json.encode(sealed) if sealed else None
        await tx.run(EDIT, room_id, message_id, text, tx.now, called.people, called.here, kept)
        tx.emit(
            MessageEdited(
                room_id=room_id,
                author_id=viewer.id,
                id=message_id,
                body=text,
                edited_at=tx.now,
                mentions=called.people,
                here=called.here,
                expires_at=found.expires_at,
                sealed=sealed,
            )
        )
        fresh = [one for one in called.awake if one not in found.mentions]
        saying.tell_called(tx, viewer, room_id, message_id, fresh)
        previewing.soon(tx, mine, message_id, text)
        telling.soon(tx, mine, message_id, called=bool(fresh) or (called.here and not found.here))
        if not called.here and (found.here or set(found.mentions) - set(called.people)):
            await telling.untell_others(tx, room_id, message_id, called.people)
    return await queries.message(tx, viewer, room_id, message_id)


def _calls_others(found: Written, called: Called, allowed: AllowedMentions) -> bool:
    """Whether the same words are to call others than they did; who is merely out of sight by now is no change."""
    gone = set(found.mentions) - set(called.people) if allowed.people != "all" else set[UUID]()
    return bool(gone) or not set(called.people) <= set(found.mentions) or called.here != found.here


def _require_early(tx: Tx, found: Written) -> None:
    """As long as this host lets people edit; 0: always."""
    minutes = tx.app.choices.get("message_edit_minutes", 0)
    if minutes and tx.now - found.sent_at > timedelta(minutes=minutes):
        raise EditClosed


async def delete(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID) -> None:
    """Delete my message for everybody, or as a moderator that of another. Twice is once."""
    mine = await queries.locked_seat(tx, viewer, room_id)
    found = await _seen(tx, viewer, mine, message_id)
    if found.system or (found.author_id != viewer.id and not mine.moderates):
        raise NotYourMessage
    if found.deleted_at is None:
        by = "author" if found.author_id == viewer.id else "moderator"
        await positions.stop(tx, viewer, room_id, message_id)
        await tx.run(DELETE, room_id, message_id, tx.now, by)
        author = found.author_id or viewer.id
        tx.emit(MessageDeleted(room_id=room_id, author_id=author, id=message_id, deleted_at=tx.now, deleted_by=by))
        tx.enqueue(Unsay(room_id, message_id))
        await telling.untell(tx, message_id)
        if found.attached:
            media.empty_soon(tx)


async def react(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID, emoji: str) -> Json[Message]:
    """Add my reaction. Twice is once."""
    mine, found = await _alive(tx, viewer, room_id, message_id)
    if mine.locked and not mine.moderates:
        raise OnlyModerators
    if mine.asking or mine.secret or found.system:
        raise NotAllowed
    if await tx.value(KINDS, room_id, message_id, emoji) >= KINDS_OF_REACTIONS:
        raise TooManyReactions
    if await tx.run(REACT, room_id, message_id, viewer.id, emoji, tx.now):
        tx.emit(ReactionChanged(room_id=room_id, user_id=viewer.id, message_id=message_id, emoji=emoji, on=True))
    return await queries.message(tx, viewer, room_id, message_id)


async def unreact(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID, emoji: str) -> Json[Message]:
    """Take my reaction back."""
    mine = await queries.locked_seat(tx, viewer, room_id)
    await _seen(tx, viewer, mine, message_id)
    if await tx.run(UNREACT, room_id, message_id, viewer.id, emoji):
        tx.emit(ReactionChanged(room_id=room_id, user_id=viewer.id, message_id=message_id, emoji=emoji, on=False))
    return await queries.message(tx, viewer, room_id, message_id)


async def pin(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID) -> None:
    """Keep a message in everybody's reach. Twice is once."""
    mine, found = await _alive(tx, viewer, room_id, message_id)
    _require_pinning(mine, viewer)
    if found.pinned_at is not None:
        return
    if await tx.value(PINS, room_id) >= MOST_PINS:
        raise TooManyPins
    await tx.run(PIN, room_id, message_id, tx.now)
    tx.emit(PinChanged(room_id=room_id, author_id=found.author_id, message_id=message_id, on=True))
    await saying.announce(tx, room_id, viewer.id, System("pinned"))


async def unpin(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID) -> None:
    """Let it go again."""
    mine = await queries.locked_seat(tx, viewer, room_id)
    found = await _seen(tx, viewer, mine, message_id)
    _require_pinning(mine, viewer)
    if found.pinned_at is not None:
        await tx.run(PIN, room_id, message_id, None)
        tx.emit(PinChanged(room_id=room_id, author_id=found.author_id, message_id=message_id, on=False))


def _require_pinning(mine: Seat, viewer: Viewer) -> None:
    if mine.closed:
        raise RoomClosed
    if "pin" not in queries.capabilities(mine, viewer):
        raise NotAllowed


async def _alive(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID) -> tuple[Seat, Written]:
    """A message that can still be changed, in a room that is open; the room is locked."""
    mine = await queries.locked_seat(tx, viewer, room_id)
    found = await _seen(tx, viewer, mine, message_id)
    if mine.closed:
        raise RoomClosed
    if found.deleted_at is not None:
        raise MessageGone
    return mine, found


async def _seen(tx: Tx, viewer: Viewer, mine: Seat, message_id: UUID) -> Written:
    found = (await queries.written(tx, [(mine.room_id, message_id)])).get((mine.room_id, message_id))
    if found is None or found.seq <= mine.joined_seq or (found.expires_at is not None and found.expires_at <= tx.now):
        raise NotFound
    if found.author_id is not None:
        await people.require_visible(tx, viewer, found.author_id)
    return found
