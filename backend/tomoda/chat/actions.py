"""What is done in rooms."""

from uuid import UUID

import msgspec

from tomoda.chat import queries
from tomoda.chat.errors import (
    EmptyMessage,
    MessageGone,
    MessageIdTaken,
    NotYourMessage,
    RoomClosed,
    TooManyReactions,
)
from tomoda.chat.messages import (
    MemberJoined,
    MemberLeft,
    MessageDeleted,
    MessageEdited,
    MessageSent,
    ReactionChanged,
    ReadMoved,
    RoomMuted,
)
from tomoda.chat.schemas import Message, NewMessage
from tomoda.core.errors import NotFound
from tomoda.core.messages import HearingChanged
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, clean_text, new_id
from tomoda.users import queries as people
from tomoda.users.schemas import PersonCard

KINDS_OF_REACTIONS = 20

SEND = sql("""
    with spoken as (update rooms set last_seq = last_seq + 1 where id = $1 returning last_seq),
    said as (
        insert into messages (room_id, seq, id, author_id, body, reply_to, sent_at)
        select $1, last_seq, $2, $3, $4, (select id from messages where room_id = $1 and id = $5), $6 from spoken
        returning seq, reply_to
    ),
    read as (update members set read_seq = said.seq from said where room_id = $1 and user_id = $3)
    select seq, reply_to, (select json_build_object('id', id, 'username', username, 'display_name', display_name)
                           from users where id = $3) as author
    from said
""")
EDIT = sql("update messages set body = $3, edited_at = $4 where room_id = $1 and id = $2")
DELETE = sql("update messages set body = '', deleted_at = $3 where room_id = $1 and id = $2")
UNREACT_ALL = sql("delete from reactions where room_id = $1 and message_id = $2")
REACT = sql("""
    insert into reactions (room_id, message_id, user_id, emoji, reacted_at) values ($1, $2, $3, $4, $5)
    on conflict do nothing
""")
UNREACT = sql("delete from reactions where room_id = $1 and message_id = $2 and user_id = $3 and emoji = $4")
KINDS = sql("select count(distinct emoji) from reactions where room_id = $1 and message_id = $2 and emoji <> $3")
READ = sql("""
    update members set read_seq = least($3, (select last_seq from rooms where id = $1))
    where room_id = $1 and user_id = $2 and read_seq < $3 returning read_seq
""")
MUTE = sql("""
    update members set muted_until = case $3
        when 'off' then null
        when 'hour' then $4::timestamptz + interval '1 hour'
        when 'eight_hours' then $4::timestamptz + interval '8 hours'
        when 'event' then (
            select e.ends_at from rooms join events e on e.id = rooms.event_id where rooms.id = $1 and e.ends_at > $4
        )
        else timestamptz '9999-01-01 00:00+00'
    end
    where room_id = $1 and user_id = $2 and left_at is null returning muted_until
""")
OPEN = sql("""
    insert into rooms (id, kind, event_id, pair, title, created_at) values ($1, $2, $3, $4, $5, $6)
    on conflict (pair) do nothing
""")
JOIN = sql("""
    insert into members (room_id, user_id, role, joined_at, joined_seq)
    select $1, $2, $3, $4, case when kind = 'event' then 0 else last_seq end from rooms where id = $1
    on conflict (room_id, user_id) do update
        set left_at = null, joined_at = excluded.joined_at, joined_seq = excluded.joined_seq, role = excluded.role
        where members.left_at is not null
""")
RENAME = sql("update rooms set title = $2 where event_id = $1")
LEAVE = sql("update members set left_at = $3 where room_id = $1 and user_id = $2 and left_at is null")


async def send(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID, new: NewMessage) -> Json[Message]:
    """Say something. The same id with the same words is the same message, however often it is sent."""
    body = clean_text(new.body)
    if not body:
        raise EmptyMessage
    mine = await queries.locked_seat(tx, viewer, room_id)
    before = await queries.written(tx, room_id, message_id)
    if before is not None:
        return await _again(tx, viewer, room_id, before, body)
    if mine.closed_at is not None:
        raise RoomClosed
    row = await tx.row(SEND, room_id, message_id, viewer.id, body, new.reply_to, tx.now)
    assert row is not None  # noqa: S101 - the row is locked above
    tx.emit(
        MessageSent(
            room_id=room_id,
            author_id=viewer.id,
            id=message_id,
            seq=row["seq"],
            author=msgspec.json.decode(row["author"], type=PersonCard),
            body=body,
            reply_to=row["reply_to"],
            sent_at=tx.now,
        )
    )
    return await queries.message(tx, viewer, room_id, message_id)


async def _again(tx: Tx, viewer: Viewer, room_id: UUID, before: queries.Written, body: str) -> Json[Message]:
    same = before.author_id == viewer.id and (before.body == body or before.deleted_at is not None)
    if not same:
        raise MessageIdTaken
    return await queries.message(tx, viewer, room_id, before.id)


async def edit(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID, body: str) -> Json[Message]:
    """Change what my message says. The same words again change nothing."""
    text = clean_text(body)
    if not text:
        raise EmptyMessage
    found = await _alive(tx, viewer, room_id, message_id)
    if found.author_id != viewer.id:
        raise NotYourMessage
    if found.body != text:
        await tx.run(EDIT, room_id, message_id, text, tx.now)
        tx.emit(MessageEdited(room_id=room_id, author_id=viewer.id, id=message_id, body=text, edited_at=tx.now))
    return await queries.message(tx, viewer, room_id, message_id)


async def delete(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID) -> None:
    """Delete my message for everybody, or as a moderator that of another. Twice is once."""
    mine = await queries.locked_seat(tx, viewer, room_id)
    found = await _seen(tx, viewer, room_id, message_id)
    if found.author_id != viewer.id and mine.role == "member":
        raise NotYourMessage
    if found.deleted_at is None:
        await tx.run(DELETE, room_id, message_id, tx.now)
        await tx.run(UNREACT_ALL, room_id, message_id)
        author = found.author_id or viewer.id
        tx.emit(MessageDeleted(room_id=room_id, author_id=author, id=message_id, deleted_at=tx.now))


async def react(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID, emoji: str) -> Json[Message]:
    """Add my reaction. Twice is once."""
    await _alive(tx, viewer, room_id, message_id)
    if await tx.value(KINDS, room_id, message_id, emoji) >= KINDS_OF_REACTIONS:
        raise TooManyReactions
    if await tx.run(REACT, room_id, message_id, viewer.id, emoji, tx.now):
        tx.emit(ReactionChanged(room_id=room_id, user_id=viewer.id, message_id=message_id, emoji=emoji, on=True))
    return await queries.message(tx, viewer, room_id, message_id)


async def unreact(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID, emoji: str) -> Json[Message]:
    """Take my reaction back."""
    await queries.locked_seat(tx, viewer, room_id)
    await _seen(tx, viewer, room_id, message_id)
    if await tx.run(UNREACT, room_id, message_id, viewer.id, emoji):
        tx.emit(ReactionChanged(room_id=room_id, user_id=viewer.id, message_id=message_id, emoji=emoji, on=False))
    return await queries.message(tx, viewer, room_id, message_id)


async def _alive(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID) -> queries.Written:
    """A message that can still be changed, in a room that is open; the room is locked."""
    mine = await queries.locked_seat(tx, viewer, room_id)
    found = await _seen(tx, viewer, room_id, message_id)
    if mine.closed_at is not None:
        raise RoomClosed
    if found.deleted_at is not None:
        raise MessageGone
    return found


async def _seen(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID) -> queries.Written:
    found = await queries.written(tx, room_id, message_id)
    if found is None:
        raise NotFound
    if found.author_id is not None:
        await people.require_visible(tx, viewer, found.author_id)
    return found


async def read(tx: Tx, viewer: Viewer, room_id: UUID, seq: int) -> None:
    """I have read up to here. It only moves forward."""
    await queries.seat(tx, viewer, room_id)
    moved = await tx.value(READ, room_id, viewer.id, seq)
    if moved is not None:
        tx.emit(ReadMoved(user_id=viewer.id, room_id=room_id, seq=moved))


async def mute(tx: Tx, viewer: Viewer, room_id: UUID, until: str) -> None:
    """Let the room make no noise for a while. What has no event, or one that is over, is not muted until it ends."""
    await queries.seat(tx, viewer, room_id)
    muted_until = await tx.value(MUTE, room_id, viewer.id, until, tx.now)
    tx.emit(RoomMuted(user_id=viewer.id, room_id=room_id, muted_until=muted_until))


async def open_direct(tx: Tx, viewer: Viewer, other: UUID) -> UUID:
    """The one room of two people, opened the first time. Raises NotFound for whom the viewer may not see."""
    if other == viewer.id:
        raise NotFound
    await people.require_visible(tx, viewer, other)
    pair = ":".join(sorted((str(viewer.id), str(other))))
    room_id = new_id()
    if await tx.run(OPEN, room_id, "direct", None, pair, "", tx.now):
        for person in (viewer.id, other):
            await join(tx, room_id, person)
        return room_id
    return await tx.value(queries.BY_PAIR, pair)


async def open_event_room(tx: Tx, event_id: UUID, title: str, host_id: UUID) -> UUID:
    """The room of an event, with its host as owner."""
    room_id = new_id()
    await tx.run(OPEN, room_id, "event", event_id, None, clean_line(title)[:80], tx.now)
    await join(tx, room_id, host_id, role="owner")
    return room_id


async def rename(tx: Tx, event_id: UUID, title: str) -> None:
    """Call the event's room by its new title."""
    await tx.run(RENAME, event_id, clean_line(title)[:80])


async def join(tx: Tx, room_id: UUID, user_id: UUID, role: str = "member") -> None:
    """Somebody comes in; whoever is in already stays as they are."""
    if await tx.run(JOIN, room_id, user_id, role, tx.now):
        tx.emit(MemberJoined(room_id=room_id, user_id=user_id))


async def leave(tx: Tx, room_id: UUID, user_id: UUID, reason: str = "left") -> None:
    """Somebody leaves, and hears nothing more."""
    if await tx.run(LEAVE, room_id, user_id, tx.now):
        tx.emit(MemberLeft(room_id=room_id, user_id=user_id))
        tx.emit(HearingChanged(topic=f"room:{room_id}", user_id=user_id, reason=reason))
