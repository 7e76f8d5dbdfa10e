"""What is asked about rooms."""

from datetime import datetime
from uuid import UUID

import msgspec

from tomoda.chat.schemas import History, Members, Message, Room, Rooms
from tomoda.core.errors import NotFound
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer


class Seat(msgspec.Struct):
    """The viewer's membership in a room, with the room's row."""

    room_id: UUID
    kind: str
    role: str
    closed_at: datetime | None
    last_seq: int
    joined_seq: int
    read_seq: int


class Written(msgspec.Struct):
    """A message as an action must know it."""

    id: UUID
    seq: int
    author_id: UUID | None
    body: str
    reply_to: UUID | None
    deleted_at: datetime | None


# A room is there for its present members; a direct room only while both may see each other, an event's only for
# those who may see the event.
_MINE = """
    from members mine join rooms room on room.id = mine.room_id
    where mine.user_id = $1 and mine.left_at is null and (room.kind <> 'direct' or not exists (
        select from members other
        where other.room_id = room.id and other.user_id <> $1 and not visible($1, other.user_id)
    )) and (room.kind <> 'event' or exists (
        select from events e where e.id = room.event_id and may_see_event($1, e)
    ))
"""

_SEAT = f"""
    select room.id as room_id, room.kind, mine.role, room.closed_at, room.last_seq, mine.joined_seq, mine.read_seq
    {_MINE} and room.id = $2
"""

SEAT = sql(_SEAT)
LOCKED_SEAT = sql(f"{_SEAT} for no key update of room")

_MESSAGE = """
    json_build_object(
        'id', m.id, 'room_id', m.room_id, 'seq', m.seq,
        'author', (select person_card(users) from users where users.id = m.author_id),
        'body', case when m.deleted_at is null then m.body else '' end,
        'reply_to', (
            select quoted.id from messages quoted
            where quoted.room_id = m.room_id and quoted.id = m.reply_to
                and (quoted.author_id is null or visible($1, quoted.author_id))
        ),
        'sent_at', m.sent_at, 'edited_at', m.edited_at, 'deleted_at', m.deleted_at,
        'reactions', (
            select coalesce(json_agg(json_build_object('emoji', emoji, 'count', n, 'mine', mine) order by first), '[]')
            from (
                select emoji, count(*) as n, bool_or(user_id = $1) as mine, min(reacted_at) as first
                from reactions r
                where r.room_id = m.room_id and r.message_id = m.id and visible($1, r.user_id)
                group by emoji
            ) tally
        )
    )
"""

_SEEN = "(m.author_id is null or visible($1, m.author_id))"

EARLIER = sql(f"""
    select coalesce(json_agg(card order by seq), '[]') as data, min(seq) as first, max(seq) as last, count(*) as n
    from (
        select {_MESSAGE} as card, m.seq from messages m
        where m.room_id = $2 and m.seq > $3 and m.seq < $4 and {_SEEN}
        order by m.seq desc limit $5
    ) page
""")

LATER = sql(f"""
    select coalesce(json_agg(card order by seq), '[]') as data, min(seq) as first, max(seq) as last, count(*) as n
    from (
        select {_MESSAGE} as card, m.seq from messages m
        where m.room_id = $2 and m.seq > greatest($3::bigint, $4) and {_SEEN}
        order by m.seq limit $5
    ) page
""")

ONE = sql(f"select {_MESSAGE} from messages m where m.room_id = $2 and m.id = $3 and {_SEEN}")

WRITTEN = sql("select id, seq, author_id, body, reply_to, deleted_at from messages where room_id = $1 and id = $2")

_CARD = f"""
    json_build_object(
        'id', room.id, 'kind', room.kind, 'event_id', room.event_id, 'title', room.title,
        'people', case when room.kind <> 'direct' then '[]'::json else (
            select coalesce(json_agg(person_card(users)), '[]') from members other
            join users on users.id = other.user_id
            where other.room_id = room.id and other.user_id <> $1
        ) end,
        'member_count', (
            select count(*) from members other
            where other.room_id = room.id and other.left_at is null and visible($1, other.user_id)
        ),
        'unread', (
            select count(*) from (
                select from messages m
                where m.room_id = room.id and m.seq > greatest(mine.read_seq, mine.joined_seq)
                    and m.author_id <> $1 and m.deleted_at is null and {_SEEN}
                limit 100
            ) unread
        ),
        'read_seq', mine.read_seq,
        'last', (
            select {_MESSAGE} from messages m
            where m.room_id = room.id and m.seq > mine.joined_seq and {_SEEN} order by m.seq desc limit 1
        ),
        'closed_at', room.closed_at, 'muted_until', mine.muted_until
    )
"""

ROOM = sql(f"select {_CARD} as card, mine.role {_MINE} and room.id = $2")

ROOMS = sql(f"""
    select coalesce(json_agg(card order by spoken desc), '[]') from (
        select {_CARD} as card, coalesce(
            (select sent_at from messages m where m.room_id = room.id order by m.seq desc limit 1), room.created_at
        ) as spoken
        {_MINE}
        order by spoken desc limit 200
    ) rooms
""")

MEMBERS = sql("""
    select json_build_object('data', coalesce(json_agg(person_card(users) order by mine.joined_at), '[]'))
    from members mine join users on users.id = mine.user_id
    where mine.room_id = $2 and mine.left_at is null and visible($1, mine.user_id)
""")

BY_EVENT = sql(f"select room.id {_MINE} and room.event_id = $2")
ROOM_OF_EVENT = sql("select id from rooms where event_id = $1")
BY_PAIR = sql("select id from rooms where pair = $1")


async def seat(tx: Tx, viewer: Viewer, room_id: UUID) -> Seat:
    """The viewer's place in the room. Raises NotFound for everybody else."""
    found = await tx.maybe(Seat, SEAT, viewer.id, room_id)
    if found is None:
        raise NotFound
    return found


async def locked_seat(tx: Tx, viewer: Viewer, room_id: UUID) -> Seat:
    """The same, with the room's row locked: whoever holds it says the next thing."""
    found = await tx.maybe(Seat, LOCKED_SEAT, viewer.id, room_id)
    if found is None:
        raise NotFound
    return found


async def written(tx: Tx, room_id: UUID, message_id: UUID) -> Written | None:
    """The message behind an id."""
    return await tx.maybe(Written, WRITTEN, room_id, message_id)


async def message(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID) -> Json[Message]:
    """One message. Raises NotFound."""
    try:
        return await tx.json(ONE, viewer.id, room_id, message_id)
    except LookupError:
        raise NotFound from None


async def history(
    tx: Tx, viewer: Viewer, room_id: UUID, before: int | None, after: int | None, limit: int
) -> Json[History]:
    """Up to `limit` messages before, or after, a `seq`; the newest if neither is given. In order."""
    mine = await seat(tx, viewer, room_id)
    place = await tx.place(f"room:{room_id}")
    if after is not None:
        row = await tx.row(LATER, viewer.id, room_id, mine.joined_seq, after, limit + 1)
    else:
        row = await tx.row(EARLIER, viewer.id, room_id, mine.joined_seq, before or (1 << 62), limit + 1)
    assert row is not None  # noqa: S101 - an aggregate always has a row
    more = row["n"] > limit
    earlier, later = (after > 0, more) if after is not None else (more, before is not None)
    data = _without_one(row["data"], at_end=after is not None) if more else row["data"]
    flags = f'"place":{place},"earlier":{str(earlier).lower()},"later":{str(later).lower()}'.encode()
    return Json(b'{"data":' + data + b"," + flags + b"}")


def _without_one(data: bytes, *, at_end: bool) -> bytes:
    """The page without the one message more that was asked for, to know whether there is more."""
    cards = msgspec.json.decode(data, type=list[msgspec.Raw])
    return msgspec.json.encode(cards[:-1] if at_end else cards[1:])


async def room(tx: Tx, viewer: Viewer, room_id: UUID) -> Json[Room]:
    """A room that the viewer is in, and what they may do there. Raises NotFound."""
    place = await tx.place(f"room:{room_id}")
    row = await tx.row(ROOM, viewer.id, room_id)
    if row is None:
        raise NotFound
    card: bytes = row["card"]
    closed = msgspec.json.decode(card)["closed_at"] is not None
    capabilities = msgspec.json.encode(_capabilities(row["role"], closed=closed))
    return Json(b'{"room":' + card + b',"capabilities":' + capabilities + b',"place":%d}' % place)


def _capabilities(role: str, *, closed: bool) -> list[str]:
    speaking = [] if closed else ["send", "react"]
    return [*speaking, *(["moderate", "invite"] if role in ("owner", "admin") else []), "leave"]


async def rooms(tx: Tx, viewer: Viewer) -> Json[Rooms]:
    """The rooms that the viewer is in, the last spoken in first; 200 at most."""
    place = await tx.place(f"user:{viewer.id}")
    return Json(b'{"data":' + await tx.json(ROOMS, viewer.id) + b',"place":%d}' % place)


async def members(tx: Tx, viewer: Viewer, room_id: UUID) -> Json[Members]:
    """Who is in the room, of those the viewer may see. Raises NotFound."""
    await seat(tx, viewer, room_id)
    return await tx.json(MEMBERS, viewer.id, room_id)


async def room_of_event(tx: Tx, viewer: Viewer, event_id: UUID) -> UUID | None:
    """The room of an event, if the viewer is in it."""
    return await tx.value(BY_EVENT, viewer.id, event_id)
