"""Saying something: many at once, in one room or in many, each with their own answer."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from asyncpg import Record

from tomoda.chat import queries
from tomoda.chat.actions import asking, attaching, positions, previewing, sealing, telling
from tomoda.chat.errors import (
    EmptyMessage,
    MayNotCallEverybody,
    MessageIdTaken,
    OnlyModerators,
    RequestWaits,
    RoomClosed,
    SlowDown,
    TooManyMentions,
)
from tomoda.chat.messages import Mentioned, MessageSent
from tomoda.chat.queries import Seat
from tomoda.chat.schemas import AllowedMentions, Attachment, Message, NewMessage, Share, System
from tomoda.core.errors import FieldError, Malformed, NotAllowed, NotFound, Problem
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, clean_text, fold, new_id
from tomoda.users.schemas import PersonCard

MOST_MENTIONS = 10

_NAME = re.compile(r"(?<![\w@])@([A-Za-z0-9_]{2,20})\b")
_HERE = re.compile(r"(?<![\w@])@here\b")

SPEAK = sql("""
    with new as (
        select new.* from unnest($1::jsonb[]) one, jsonb_to_record(one) as new(
            n integer, room_id uuid, id uuid, author_id uuid, body text, reply_to uuid, mentions uuid[], here boolean,
            share jsonb, system jsonb, expires_at timestamptz, attached boolean, sealed jsonb)
    ),
    fresh as (
        select *, row_number() over (partition by room_id order by n) as k from new
        where not exists (select from messages where messages.room_id = new.room_id and messages.id = new.id)
    ),
    spoken as (
        update rooms set last_seq = last_seq + counted.n
        from (select room_id, count(*) as n from fresh group by room_id) counted
        where id = counted.room_id
        returning id, last_seq - counted.n as base
    ),
    said as (
        insert into messages (room_id, seq, id, author_id, body, reply_to, mentions, here, share, system, expires_at,
                              attached, sealed, sent_at)
        select fresh.room_id, base + k, fresh.id, author_id, body, case when reply_to is not null then coalesce(
                   (select quoted.id from messages quoted
                    where quoted.room_id = fresh.room_id and quoted.id = fresh.reply_to),
                   (select earlier.id from fresh earlier
                    where earlier.room_id = fresh.room_id and earlier.id = fresh.reply_to and earlier.k < fresh.k))
               end,
               coalesce(mentions, '{}'), here, share, system, expires_at,
               coalesce(attached, false), sealed, $2
        from fresh join spoken on spoken.id = fresh.room_id
        returning id, room_id, seq, author_id, reply_to
    ),
    spoke as (
        update members set read_seq = last, spoke_at = $2, draft = ''
        from (select room_id, author_id, max(seq) as last from said group by room_id, author_id) mine
        where members.room_id = mine.room_id and user_id = mine.author_id and $3
    )
    select said.id, said.room_id, said.seq, said.reply_to,
           (select person_card(users) from users where users.id = said.author_id) as author,
           said.reply_to is not null and visible(said.author_id, coalesce(quoted.author_id, beside.author_id))
               and (quoted.expires_at is null or quoted.expires_at > $2) as quotable
    from said
    left join messages quoted on quoted.room_id = said.room_id and quoted.id = said.reply_to
    left join said beside on beside.room_id = said.room_id and beside.id = said.reply_to
    order by said.room_id, said.seq
""")

SEES = sql("select exists (select from events e where e.id = $2 and may_see_event($1, e))")


class Called(msgspec.Struct):
    """Whom a text calls: these people, of whom `awake` hear of it by name, and everybody if `here`."""

    people: list[UUID] = []
    awake: list[UUID] = []
    here: bool = False


@dataclass(slots=True)
class Saying:
    """What one person wants to say in a room; `body` are the words as they are kept."""

    room_id: UUID
    viewer: Viewer
    message_id: UUID
    new: NewMessage
    body: str = ""
    called: Called = field(default_factory=Called)
    attached: list[Attachment] = field(default_factory=list[Attachment])

    def __post_init__(self) -> None:
        self.body = clean_text(self.new.body)


type Answer = Json[Message] | Problem
type _Seats = dict[tuple[UUID, UUID], Seat]


async def send(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID, new: NewMessage) -> Json[Message]:
    """Say something. The same id with the same words is the same message, however often it is sent."""
    [answer] = await send_all(tx, [Saying(room_id, viewer, message_id, new)])
    if isinstance(answer, Problem):
        raise answer
    return answer


async def send_all(tx: Tx, sayings: list[Saying]) -> list[Answer]:
    """Say several things in one room, in this order; each is answered by itself, and none spoils another."""
    seats = await queries.locked_seats(tx, [(one.room_id, one.viewer.id) for one in sayings])
    answers = await _say(tx, sayings, seats)
    return [answers[id(one)] for one in sayings]


async def send_at_once(tx: Tx, sayings: list[Saying]) -> list[Answer | None]:
    """Say several things in any rooms, and wait for no room: None where somebody else holds it now, or there is no
    seat. Whoever locks several rooms must not wait for one of them: others would, for what is none of their business.
    """
    seats = await queries.free_seats(tx, [(one.room_id, one.viewer.id) for one in sayings])
    free = [one for one in sayings if (one.room_id, one.viewer.id) in seats]
    answers = await _say(tx, free, seats)
    return [answers.get(id(one)) for one in sayings]


async def _say(tx: Tx, sayings: list[Saying], seats: _Seats) -> dict[int, Answer]:
    """Check each, write what is fit together, and answer as before what was said before."""
    answers: dict[int, Answer] = {}
    fit: dict[tuple[UUID, UUID], Saying] = {}
    taken: set[UUID] = set()
    for one in sayings:
        try:
            mine = seats.get((one.room_id, one.viewer.id))
            if mine is None:
                raise NotFound
            await _check(tx, one, mine, taken)
            fit.setdefault((one.room_id, one.message_id), one)
        except Problem as problem:
            answers[id(one)] = problem
    if fit:
        answers |= await _speak(tx, fit, seats)
    await _find_repeated(tx, sayings, answers)
    return answers


async def _check(tx: Tx, one: Saying, mine: Seat, taken: set[UUID]) -> None:
    """Whether it may be said, whom it calls, and what goes with it, unless others of these `taken` that."""
    sealed = sealing.check(mine, one.new)
    if not sealed and not one.body and one.new.share is None and not one.new.attachments:
        raise EmptyMessage
    if mine.closed:
        raise RoomClosed
    if not mine.may_speak:
        raise OnlyModerators
    if mine.asking and mine.opened_by == one.viewer.id and mine.last_seq + mine.said >= queries.ASKED_ONLY:
        raise RequestWaits
    if mine.slow_seconds and not mine.moderates:
        _not_too_soon(mine, tx.now)
        mine.spoke_at = tx.now
    await _check_share(tx, one, mine)
    one.called = await called(tx, one.viewer, mine, one.body, one.new.allowed_mentions)
    one.attached = await attaching.check(tx, one.viewer, mine, one.new.attachments, taken)
    mine.said += 1


async def _check_share(tx: Tx, one: Saying, mine: Seat) -> None:
    """A card is of what its kind says, and of what exists for whoever shares it. Strangers share nothing."""
    share = one.new.share
    if share is None:
        return
    if mine.asking and mine.opened_by == one.viewer.id:
        raise NotAllowed
    named = {"event": share.event_id, "place": share.place, "position": share.share_id}
    if {kind for kind, what in named.items() if what is not None} != {share.kind}:
        raise Malformed(errors=[FieldError("#/share", "must have what its kind says, and nothing else")])
    if share.event_id is not None and not await tx.value(SEES, one.viewer.id, share.event_id):
        raise Malformed(errors=[FieldError("#/share/event_id", "does not exist")])
    share.until = None
    if share.share_id is not None:
        share.until = await positions.until(tx, one.viewer, mine.room_id, share.share_id)


def _not_too_soon(mine: Seat, now: datetime) -> None:
    free = (mine.spoke_at or datetime.min.replace(tzinfo=now.tzinfo)) + timedelta(seconds=mine.slow_seconds)
    if now < free:
        raise SlowDown(retry_after=int((free - now).total_seconds()) + 1)


async def called(tx: Tx, viewer: Viewer, mine: Seat, body: str, allowed: AllowedMentions) -> Called:
    """Whom a text calls: members whom its author may see, by their names, and may be everybody; as far as `allowed`.

    Raises MayNotCallEverybody, TooManyMentions.
    """
    here = allowed.here and mine.kind != "direct" and _HERE.search(body) is not None
    if here and not mine.moderates:
        raise MayNotCallEverybody
    names = {fold(name) for name in _NAME.findall(body)} - {"here"}
    if not names or not allowed.people:
        return Called(here=here)
    among = None if allowed.people == "all" else allowed.people
    rows = await tx.rows(queries.CALLED, viewer.id, tx.now, mine.room_id, list(names), among)
    if len(rows) > MOST_MENTIONS:
        raise TooManyMentions
    return Called([row["user_id"] for row in rows], [row["user_id"] for row in rows if not row["quiet"]], here)


async def _speak(tx: Tx, fit: dict[tuple[UUID, UUID], Saying], seats: _Seats) -> dict[int, Answer]:
    """Write what is new of it, and tell the rooms. `fit`: by room and message."""
    await asking.before_speaking(tx, [seats[one.room_id, one.viewer.id] for one in fit.values()])
    new = [_row(n, one, seats[one.room_id, one.viewer.id], tx.now) for n, one in enumerate(fit.values())]
    answers: dict[int, Answer] = {}
    for row in await tx.rows(SPEAK, [msgspec.json.encode(one) for one in new], tx.now, True):
        one = fit[row["room_id"], row["id"]]
        mine = seats[one.room_id, one.viewer.id]
        said = _said(tx, one, row, _expires_at(mine, tx.now))
        tx.emit(said)
        tell_called(tx, one.viewer, one.room_id, one.message_id, one.called.awake)
        previewing.soon(tx, mine, one.message_id, one.body)
        telling.soon(tx, mine, one.message_id, called=bool(one.called.awake) or one.called.here)
        answers[id(one)] = _as_said(said, row["author"], quotable=row["quotable"])
    await attaching.attach(tx, {at: one.attached for at, one in fit.items() if id(one) in answers})
    return answers


def _expires_at(room: Seat, now: datetime) -> datetime | None:
    return now + timedelta(seconds=room.expire_seconds) if room.expire_seconds else None


def _row(n: int, one: Saying, mine: Seat, now: datetime) -> dict[str, object]:
    return {
        "n": n,
        "room_id": one.room_id,
        "id": one.message_id,
        "author_id": one.viewer.id,
        "body": one.body,
        "reply_to": one.new.reply_to,
        "mentions": one.called.people,
        "here": one.called.here,
        "share": _share(one.new.share),
        "expires_at": _expires_at(mine, now),
        "attached": bool(one.attached),
        "sealed": one.new.sealed,
    }


def _said(tx: Tx, one: Saying, row: Record, expires_at: datetime | None) -> MessageSent:
    return MessageSent(
        room_id=one.room_id,
        author_id=one.viewer.id,
        id=one.message_id,
        seq=row["seq"],
        author=msgspec.json.decode(row["author"], type=PersonCard),
        body=one.body,
        reply_to=row["reply_to"],
        sent_at=tx.now,
        mentions=one.called.people,
        here=one.called.here,
        share=_share(one.new.share),
        attachments=one.attached,
        expires_at=expires_at,
        sealed=one.new.sealed,
    )


def _share(share: Share | None) -> Share | None:
    if share is not None and share.place is not None:
        share.place.name = clean_line(share.place.name)
    return share


def tell_called(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID, people: list[UUID]) -> None:
    """Those who are called by name hear of it on their own topic."""
    if people:
        tx.emit(Mentioned(people=people, author_id=viewer.id, room_id=room_id, message_id=message_id))


def _as_said(said: MessageSent, author: bytes, *, quotable: bool) -> Json[Message]:
    """The message as its author sees it, right after it was said: nobody can have reacted yet."""
    shown = msgspec.structs.asdict(said)
    del shown["author_id"]
    shown |= {
        "author": msgspec.Raw(author),
        "reply_to": said.reply_to if quotable else None,
        "edited_at": None,
        "deleted_at": None,
        "deleted_by": None,
        "reactions": [],
        "preview": None,
        "pinned": False,
    }
    return Json(msgspec.json.encode(shown))


async def _find_repeated(tx: Tx, sayings: list[Saying], answers: dict[int, Answer]) -> None:
    """What was said before, and is only sent again, is answered as it was; whatever holds in the room by now."""
    open_ = [one for one in sayings if id(one) not in answers or isinstance(answers[id(one)], Problem)]
    if not open_:
        return
    before = await queries.written(tx, [(one.room_id, one.message_id) for one in open_])
    for one in open_:
        answer = answers.get(id(one))
        found = before.get((one.room_id, one.message_id))
        if found is None or isinstance(answer, NotFound):
            continue
        alike = found.body == one.body and found.sealed == one.new.sealed
        as_before = alike and found.attached == bool(one.new.attachments)
        same = found.author_id == one.viewer.id and (as_before or found.deleted_at is not None)
        try:
            if not same:
                raise MessageIdTaken
            answers[id(one)] = await queries.message(tx, one.viewer, one.room_id, one.message_id)
        except Problem as problem:
            answers[id(one)] = problem


async def announce(tx: Tx, room_id: UUID, author_id: UUID, system: System, message_id: UUID | None = None) -> bool:
    """Something happened in the room: told there as a message that everybody reads in their own language. False if the
    id is taken.
    """
    message_id = message_id or new_id()
    new = {"n": 0, "room_id": room_id, "id": message_id, "author_id": author_id, "body": "", "here": False}
    row = await tx.row(SPEAK, [msgspec.json.encode(new | {"system": system})], tx.now, False)
    if row is None:
        return False
    tx.emit(
        MessageSent(
            room_id=room_id,
            author_id=author_id,
            id=message_id,
            seq=row["seq"],
            author=msgspec.json.decode(row["author"], type=PersonCard),
            body="",
            reply_to=None,
            sent_at=tx.now,
            system=system,
        )
    )
    return True
