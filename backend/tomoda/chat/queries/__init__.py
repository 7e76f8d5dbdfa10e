"""What is asked about rooms."""

from datetime import datetime
from uuid import UUID

import msgspec

from tomoda.chat.queries import pieces
from tomoda.chat.queries.capable import ASKED_ONLY as ASKED_ONLY
from tomoda.chat.queries.capable import capabilities
from tomoda.chat.queries.pieces import CARD, MESSAGE, MINE, READABLE, SEEN, SHOWN
from tomoda.chat.schemas import ChatSettings, History, Members, Message, Pins, Room, Rooms, Sealed, System
from tomoda.core.errors import NotFound
from tomoda.core.sql import Json, Statement, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer

RECEIPTS_UPTO = 50  # members: in larger rooms nobody is shown how far others have read
LAST = 1 << 62


class Seat(msgspec.Struct):
    """The viewer's membership in a room, with the room's row."""

    room_id: UUID
    user_id: UUID
    kind: str
    title: str
    role: str
    pair: str | None
    closed: bool
    last_seq: int
    joined_seq: int
    left_seq: int | None
    read_seq: int
    slow_seconds: int
    announcements: bool
    locked: bool
    expire_seconds: int | None
    previews: bool
    spoke_at: datetime | None
    accepted_at: datetime | None
    opened_by: UUID | None
    secret: bool
    epoch: int | None
    stale: bool
    said: int = 0  # by them in this transaction

    @property
    def moderates(self) -> bool:
        """Whether they look after the room."""
        return self.role != "member"

    @property
    def asking(self) -> bool:
        """Whether the room is still a request, of one stranger to another."""
        return self.kind == "direct" and self.accepted_at is None

    @property
    def other(self) -> UUID | None:
        """The other one of a direct room."""
        ids = [UUID(one) for one in (self.pair or "").split(":") if one]
        return next((one for one in ids if one != self.user_id), None)

    @property
    def may_speak(self) -> bool:
        """Whether something may be said by them, for all that the room's settings say."""
        quiet = self.locked or self.announcements
        return not self.closed and self.left_seq is None and (self.moderates or not quiet)

    @property
    def last_readable(self) -> int:
        """The last `seq` that is theirs to read."""
        return LAST if self.left_seq is None else self.left_seq


class Written(msgspec.Struct):
    """A message as an action must know it."""

    id: UUID
    seq: int
    author_id: UUID | None
    body: str
    reply_to: UUID | None
    deleted_at: datetime | None
    system: bool
    mentions: list[UUID]
    here: bool
    pinned_at: datetime | None
    expires_at: datetime | None
    sent_at: datetime
    room_id: UUID
    attached: bool
    epoch: int | None
    text: str | None

    @property
    def sealed(self) -> Sealed | None:
        """What is said in it, if it is sealed."""
        return None if self.epoch is None or self.text is None else Sealed(self.epoch, self.text)


_SEAT = f"""
    select room.id as room_id, mine.user_id, room.kind, room.title, mine.role, room.pair,
           coalesce({pieces.CLOSES} <= $2, false) as closed,
           room.last_seq, mine.joined_seq, mine.left_seq, mine.read_seq, room.slow_seconds, room.announcements,
           room.locked, room.expire_seconds, room.previews, mine.spoke_at, room.accepted_at, room.opened_by,
           room.secret, room.epoch, room.stale
    {READABLE}
"""

SEAT = sql(f"{_SEAT} and mine.user_id = $1 and room.id = $3")
LOCKED_SEAT = sql(
    f"{_SEAT} and mine.left_at is null and mine.user_id = $1 and room.id = $3 for no key update of room, mine"
)
_SEATS = f"""
    {_SEAT} and mine.left_at is null and (room.id, mine.user_id) in (select * from unnest($1::uuid[], $3::uuid[]))
    for no key update of room, mine
"""
LOCKED_SEATS = sql(_SEATS)
FREE_SEATS = sql(f"{_SEATS} skip locked")

EARLIER = sql(f"""
    select coalesce(json_agg(card order by seq), '[]') as data, min(seq) as first, max(seq) as last, count(*) as n
    from (
        select {MESSAGE} as card, m.seq from messages m
        where m.room_id = $3 and m.seq > $4 and m.seq < $5 and {SEEN}
        order by m.seq desc limit $6
    ) page
""")

LATER = sql(f"""
    select coalesce(json_agg(card order by seq), '[]') as data, min(seq) as first, max(seq) as last, count(*) as n
    from (
        select {MESSAGE} as card, m.seq from messages m
        where m.room_id = $3 and m.seq > $4 and m.seq <= $5 and {SEEN}
        order by m.seq limit $6
    ) page
""")

AT = sql(f"""
    select m.seq from messages m where m.room_id = $3 and m.id = $4 and m.seq > $5 and m.seq <= $6 and {SEEN}
""")

ONE = sql(f"select {MESSAGE} from messages m where m.room_id = $3 and m.id = $4 and {SEEN}")

PINNED = sql(f"""
    select coalesce(json_agg(card order by pinned_at desc, seq desc), '[]') from (
        select {MESSAGE} as card, m.pinned_at, m.seq from messages m
        where m.room_id = $3 and m.pinned_at is not null and m.seq > $4 and m.seq <= $5 and {SEEN}
    ) pins
""")

WRITTEN = sql("""
    select id, seq, author_id, body, reply_to, deleted_at, system is not null as system, mentions, here, pinned_at,
           expires_at, sent_at, room_id, attached,
           (sealed ->> 'epoch')::bigint as epoch, sealed ->> 'text' as text
    from messages where (room_id, id) in (select * from unnest($1::uuid[], $2::uuid[]))
""")

ROOM = sql(f"""
    select {CARD} as card, mine.role, room.history, room.slow_seconds, room.announcements, room.locked,
           room.expire_seconds, room.previews
    {READABLE} and mine.user_id = $1 and room.id = $3
""")

ROOMS = sql(f"""
    select coalesce(json_agg(card order by spoken desc), '[]') from (
        select {CARD} as card, coalesce(
            (select sent_at from messages m where m.room_id = room.id order by m.seq desc limit 1), room.created_at
        ) as spoken
        {MINE} and mine.user_id = $1 and ({pieces.REQUEST} is distinct from 'theirs') = $3
            and ($3 or (mine.declined_at is null and room.last_seq > 0))
        order by spoken desc limit 200
    ) rooms
""")

KEEPS_GUESTS = sql("""
    select e.guest_list in ('count', 'hidden') from rooms r join events e on e.id = r.event_id where r.id = $1
""")
MEMBERS = sql(f"""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'person', person_card(users), 'role', mine.role, 'joined_at', mine.joined_at,
        'read_seq', case when $4 and (mine.user_id = $1 or (
            coalesce(s.read_receipts, true) and not coalesce(unseen.invisible, false)
        )) then mine.read_seq end
    ) order by mine.joined_at, mine.user_id), '[]'))
    from members mine join users on users.id = mine.user_id
    left join chat_settings s on s.user_id = mine.user_id
    left join presence_settings unseen on unseen.user_id = mine.user_id
    where mine.room_id = $3 and mine.left_at is null and visible($1, mine.user_id) and $2::timestamptz is not null
        and {SHOWN.format(member="mine")}
""")
COUNT = sql("select count(*) from members where room_id = $1 and left_at is null")

BY_EVENT = sql(f"select room.id {MINE} and mine.user_id = $1 and room.event_id = $2")
ROOM_OF_EVENT = sql("select id from rooms where event_id = $1")
BY_PAIR = sql("select id from rooms where pair = $1 and secret = $2")
WHEN = sql("select starts_at, time_zone from events where id = $1")
SETTINGS = sql("""
    select json_build_object('read_receipts', coalesce(s.read_receipts, true), 'typing', coalesce(s.typing, true))
    from (select $1::uuid as id) person left join chat_settings s on s.user_id = person.id
""")
SHOWS_TYPING = sql("select coalesce((select typing from chat_settings where user_id = $1), true)")
CALLED = sql(f"""
    select mine.user_id, muted(mine.user_id, $1, $2) as quiet
    from members mine join users on users.id = mine.user_id
    where mine.room_id = $3 and mine.left_at is null and users.username_folded = any($4::text[])
        and ($5::uuid[] is null or mine.user_id = any($5::uuid[])) and visible($1, mine.user_id) and mine.user_id <> $1
        and {SHOWN.format(member="mine")}
""")


async def seat(tx: Tx, viewer: Viewer, room_id: UUID) -> Seat:
    """The viewer's place in the room, also in a group that they have left. Raises NotFound for everybody else."""
    found = await tx.maybe(Seat, SEAT, viewer.id, tx.now, room_id)
    if found is None:
        raise NotFound
    return found


async def present(tx: Tx, viewer: Viewer, room_id: UUID) -> Seat:
    """The viewer's place in a room that they are in now. Raises NotFound."""
    found = await seat(tx, viewer, room_id)
    if found.left_seq is not None:
        raise NotFound
    return found


async def locked_seat(tx: Tx, viewer: Viewer, room_id: UUID) -> Seat:
    """The same, with the room's row locked: whoever holds it says the next thing."""
    found = await tx.maybe(Seat, LOCKED_SEAT, viewer.id, tx.now, room_id)
    if found is None:
        raise NotFound
    return found


async def locked_seats(tx: Tx, asked: list[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Seat]:
    """The places, by room and person, of those who are in the room asked for, with its row locked. One room only:
    whoever waits for several at once, in any order, may wait for ever.
    """
    return await _seats(tx, LOCKED_SEATS, asked)


async def free_seats(tx: Tx, asked: list[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Seat]:
    """The same in any rooms, but for what somebody else holds at this moment."""
    return await _seats(tx, FREE_SEATS, asked)


async def _seats(tx: Tx, how: Statement, asked: list[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Seat]:
    rooms, people = [room for room, _ in asked], [person for _, person in asked]
    return {(one.room_id, one.user_id): one for one in await tx.all(Seat, how, rooms, tx.now, people)}


async def written(tx: Tx, asked: list[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Written]:
    """The messages behind pairs of a room and a message's id."""
    rooms, ids = [room for room, _ in asked], [message for _, message in asked]
    return {(one.room_id, one.id): one for one in await tx.all(Written, WRITTEN, rooms, ids)}


async def message(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID) -> Json[Message]:
    """One message. Raises NotFound."""
    try:
        return await tx.json(ONE, viewer.id, tx.now, room_id, message_id)
    except LookupError:
        raise NotFound from None


async def history(
    tx: Tx, viewer: Viewer, room_id: UUID, before: int | None, after: int | None, limit: int
) -> Json[History]:
    """Up to `limit` messages before, or after, a `seq`; the newest if neither is given. In order."""
    mine = await seat(tx, viewer, room_id)
    place = await tx.place(f"room:{room_id}")
    if after is not None:
        begin = max(after, mine.joined_seq)
        row = await tx.row(LATER, viewer.id, tx.now, room_id, begin, mine.last_readable, limit + 1)
    else:
        end = min(LAST if before is None else before, mine.last_readable + 1)
        row = await tx.row(EARLIER, viewer.id, tx.now, room_id, mine.joined_seq, end, limit + 1)
    assert row is not None  # noqa: S101 - an aggregate always has a row
    more = row["n"] > limit
    earlier, later = (after > 0, more) if after is not None else (more, before is not None)
    data = _without_one(row["data"], at_end=after is not None) if more else row["data"]
    flags = f'"place":{place},"earlier":{str(earlier).lower()},"later":{str(later).lower()}'.encode()
    return Json(b'{"data":' + data + b"," + flags + b"}")


async def around(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID, limit: int) -> Json[History]:
    """A message with what was said before and after it, `limit` in all. Raises NotFound if it is not theirs to read."""
    mine = await seat(tx, viewer, room_id)
    place = await tx.place(f"room:{room_id}")
    span = mine.joined_seq, mine.last_readable
    seq = await tx.value(AT, viewer.id, tx.now, room_id, message_id, *span)
    if seq is None:
        raise NotFound
    half = limit // 2
    first = await tx.row(EARLIER, viewer.id, tx.now, room_id, span[0], seq + 1, limit - half + 1)
    then = await tx.row(LATER, viewer.id, tx.now, room_id, seq, span[1], half + 1)
    assert first is not None and then is not None  # noqa: S101, PT018 - an aggregate always has a row
    earlier, later = first["n"] > limit - half, then["n"] > half
    before = _without_one(first["data"], at_end=False) if earlier else first["data"]
    after = _without_one(then["data"], at_end=True) if later else then["data"]
    cards = [*msgspec.json.decode(before, type=list[msgspec.Raw]), *msgspec.json.decode(after, type=list[msgspec.Raw])]
    return Json(msgspec.json.encode({"data": cards, "place": place, "earlier": earlier, "later": later}))


def _without_one(data: bytes, *, at_end: bool) -> bytes:
    """The page without the one message more that was asked for, to know whether there is more."""
    cards = msgspec.json.decode(data, type=list[msgspec.Raw])
    return msgspec.json.encode(cards[:-1] if at_end else cards[1:])


async def words(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID) -> str:
    """What was said in a message. Raises NotFound where it is not theirs to read, or without a word."""
    mine = await seat(tx, viewer, room_id)
    seen = await tx.value(AT, viewer.id, tx.now, room_id, message_id, mine.joined_seq, mine.last_readable)
    found = (await written(tx, [(room_id, message_id)])).get((room_id, message_id))
    if seen is None or found is None or not found.body:
        raise NotFound
    return found.body


async def pins(tx: Tx, viewer: Viewer, room_id: UUID) -> Json[Pins]:
    """What is pinned in the room. Raises NotFound."""
    mine = await seat(tx, viewer, room_id)
    place = await tx.place(f"room:{room_id}")
    data = await tx.json(PINNED, viewer.id, tx.now, room_id, mine.joined_seq, mine.last_readable)
    return Json(b'{"data":' + data + b',"place":%d}' % place)


async def room(tx: Tx, viewer: Viewer, room_id: UUID) -> Json[Room]:
    """A room that the viewer is in, or was, and what they may do there. Raises NotFound."""
    place = await tx.place(f"room:{room_id}")
    mine = await seat(tx, viewer, room_id)
    row = await tx.row(ROOM, viewer.id, tx.now, room_id)
    if row is None:
        raise NotFound
    names = ("history", "slow_seconds", "announcements", "locked", "expire_seconds", "previews")
    how = {name: row[name] for name in names}
    rest = {"settings": how, "role": mine.role, "capabilities": capabilities(mine, viewer), "place": place}
    return Json(msgspec.json.encode({"room": msgspec.Raw(row["card"]), **rest}))


async def rooms(tx: Tx, viewer: Viewer, *, accepted: bool = True) -> Json[Rooms]:
    """The rooms that the viewer is in, the last spoken in first; or what strangers asked. 200 at most."""
    place = await tx.place(f"user:{viewer.id}")
    return Json(b'{"data":' + await tx.json(ROOMS, viewer.id, tx.now, accepted) + b',"place":%d}' % place)


async def members(tx: Tx, viewer: Viewer, room_id: UUID) -> Json[Members]:
    """Who is in the room, of those the viewer may see. Raises NotFound."""
    mine = await present(tx, viewer, room_id)
    shown = not mine.asking and await tx.value(COUNT, room_id) <= RECEIPTS_UPTO
    return await tx.json(MEMBERS, viewer.id, tx.now, room_id, shown)


async def room_of_event(tx: Tx, viewer: Viewer, event_id: UUID) -> UUID | None:
    """The room of an event, if the viewer is in it."""
    return await tx.value(BY_EVENT, viewer.id, event_id)


async def settings(tx: Tx, viewer: Viewer) -> Json[ChatSettings]:
    """How the viewer talks."""
    return await tx.json(SETTINGS, viewer.id)


async def shows_typing(tx: Tx, viewer: Viewer) -> bool:
    """Whether others may see that the viewer is writing."""
    return await tx.value(SHOWS_TYPING, viewer.id)


async def when(tx: Tx, event_id: UUID) -> System:
    """When the event is now, as it is told in its room."""
    row = await tx.row(WHEN, event_id)
    if row is None:
        raise NotFound
    return System("time_changed", starts_at=row["starts_at"], time_zone=row["time_zone"])
