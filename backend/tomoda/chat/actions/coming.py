"""Who comes into rooms, who goes, and who looks after them."""

from collections.abc import Iterable
from uuid import UUID

from tomoda.chat import queries
from tomoda.chat.actions import asking, saying
from tomoda.chat.errors import GroupFull, LastAdmin, NotTalkingYet, NotYourFriend, RoomIdTaken
from tomoda.chat.messages import MemberJoined, MemberLeft, RoleChanged, RoomChanged
from tomoda.chat.queries import Seat
from tomoda.chat.schemas import NewGroup, System
from tomoda.core.errors import FieldError, Malformed, NotAllowed, NotFound
from tomoda.core.messages import HearingChanged
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, new_id
from tomoda.users import queries as people

MOST_MEMBERS = 500  # of a group

OPEN = sql("""
    insert into rooms (id, kind, event_id, pair, title, created_at, opened_by, accepted_at, secret, previews, history)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, not $9, case when $2 = 'event' then 'all' else 'joined' end)
    on conflict do nothing
""")
LOCK = sql("select kind, opened_by from rooms where id = $1 for no key update")
JOIN = sql("""
    insert into members (room_id, user_id, role, joined_at, joined_seq)
    select $1, $2, $3, $4, case when history = 'all' then 0 else last_seq end from rooms where id = $1
    on conflict (room_id, user_id) do update
        set left_at = null, left_seq = null, joined_at = excluded.joined_at, joined_seq = excluded.joined_seq,
            role = excluded.role
        where members.left_at is not null
""")
RENAME = sql("update rooms set title = $2 where event_id = $1 and title <> $2 returning id")
LEAVE = sql("""
    update members set left_at = $3, left_seq = (select last_seq from rooms where id = $1), draft = ''
    where room_id = $1 and user_id = $2 and left_at is null
""")
ROLE = sql("update members set role = $3 where room_id = $1 and user_id = $2 and left_at is null and role <> $3")
ROLE_OF = sql("select role from members where room_id = $1 and user_id = $2 and left_at is null")
FRIENDS = sql("select are_friends($1, $2)")
TALKING = sql("select are_friends($1, $2) or exists (select from rooms where pair = $3 and accepted_at is not null)")
OTHERS = sql("""
    select count(*) as people, count(*) filter (where role <> 'member') as admins
    from members mine join users on users.id = mine.user_id and users.state = 'active'
    where mine.room_id = $1 and mine.left_at is null and mine.user_id <> $2
""")
NEXT = sql("""
    select mine.user_id from members mine join users on users.id = mine.user_id and users.state = 'active'
    where mine.room_id = $1 and mine.left_at is null and mine.user_id <> $2
    order by mine.role = 'admin' desc, mine.joined_at, mine.user_id limit 1
""")
CLOSE_DIRECT = sql("""
    update rooms set closed_at = $2
    where kind = 'direct' and closed_at is null and id in (select room_id from members where user_id = $1)
    returning id
""")
OWNED = sql("""
    select room_id from members mine join rooms room on room.id = mine.room_id
    where mine.user_id = $1 and mine.role = 'owner' and mine.left_at is null and room.kind = 'group'
    order by room_id
""")


async def open_direct(tx: Tx, viewer: Viewer, other: UUID) -> UUID:
    """The one room of two people, opened the first time. Raises NotFound for whom the viewer may not see.

    Between friends it is open; a stranger's waits until the other answers, accepts, or opens it, too.
    """
    if other == viewer.id:
        raise NotFound
    await people.require_visible(tx, viewer, other)
    pair = asking.pair(viewer.id, other)
    room_id = new_id()
    accepted_at = tx.now if await tx.value(FRIENDS, viewer.id, other) else None
    if await tx.run(OPEN, room_id, "direct", None, pair, "", tx.now, viewer.id, accepted_at, False):
        for person in (viewer.id, other):
            await join(tx, room_id, person)
        return room_id
    room_id = await tx.value(queries.BY_PAIR, pair, False)
    mine = await queries.locked_seat(tx, viewer, room_id)
    if mine.asking and mine.opened_by != viewer.id:
        await asking.accept(tx, viewer, room_id)
    return room_id


async def open_secret(tx: Tx, viewer: Viewer, other: UUID) -> UUID:
    """The one secret room of two people, opened the first time. Raises NotFound, NotTalkingYet.

    It is secret from its first message to its last, and beside it their other room stays as it is.
    """
    if other == viewer.id:
        raise NotFound
    await people.require_visible(tx, viewer, other)
    pair = asking.pair(viewer.id, other)
    room_id = await tx.value(queries.BY_PAIR, pair, True)
    if room_id is not None:
        return room_id
    if not await tx.value(TALKING, viewer.id, other, pair):
        raise NotTalkingYet
    room_id = new_id()
    if await tx.run(OPEN, room_id, "direct", None, pair, "", tx.now, viewer.id, tx.now, True):
        for person in (viewer.id, other):
            await join(tx, room_id, person)
        return room_id
    return await tx.value(queries.BY_PAIR, pair, True)


async def open_event_room(tx: Tx, event_id: UUID, title: str, host_id: UUID) -> UUID:
    """The room of an event, with its host as owner."""
    room_id = new_id()
    await tx.run(OPEN, room_id, "event", event_id, None, clean_line(title)[:80], tx.now, host_id, tx.now, False)
    await join(tx, room_id, host_id, role="owner")
    return room_id


async def make_group(tx: Tx, viewer: Viewer, room_id: UUID, new: NewGroup) -> None:
    """A group of friends, under an id of the client's own choosing. Made again, it is the same."""
    title = clean_line(new.title)
    if not title:
        raise Malformed(errors=[FieldError("#/title", "must not be empty")])
    if not await tx.run(OPEN, room_id, "group", None, None, title, tx.now, viewer.id, tx.now, False):
        row = await tx.row(LOCK, room_id)
        if row is None or row["kind"] != "group" or row["opened_by"] != viewer.id:
            raise RoomIdTaken
        return
    await join(tx, room_id, viewer.id, role="owner")
    for person in dict.fromkeys(new.people):
        if person != viewer.id:
            await _require_friend(tx, viewer, person)
            await join(tx, room_id, person)


async def _require_friend(tx: Tx, viewer: Viewer, person: UUID) -> None:
    await people.require_visible(tx, viewer, person)
    if not await tx.value(FRIENDS, viewer.id, person):
        raise NotYourFriend


async def rename(tx: Tx, event_id: UUID, title: str) -> None:
    """Call the event's room by its new title."""
    room_id = await tx.value(RENAME, event_id, clean_line(title)[:80])
    if room_id is not None:
        tx.emit(RoomChanged(room_id=room_id))


async def join(tx: Tx, room_id: UUID, user_id: UUID, role: str = "member") -> None:
    """Somebody comes in; whoever is in already stays as they are."""
    room = await tx.row(LOCK, room_id)
    if room is not None and await tx.run(JOIN, room_id, user_id, role, tx.now):
        quiet = room["kind"] == "event" and await tx.value(queries.KEEPS_GUESTS, room_id)
        tx.emit(MemberJoined(shown_in=None if quiet else room_id, room_id=room_id, user_id=user_id))
        if room["kind"] != "direct" and not quiet:
            await saying.announce(tx, room_id, user_id, System("joined"))


async def leave(tx: Tx, room_id: UUID, user_id: UUID, reason: str = "left", *, aloud: bool = True) -> None:
    """Somebody leaves, and hears nothing more; unless it is `aloud`, no line in the room says so."""
    await tx.row(LOCK, room_id)
    if await tx.value(ROLE_OF, room_id, user_id) is None:
        return
    quiet = await tx.value(queries.KEEPS_GUESTS, room_id)
    if aloud and not quiet:
        await saying.announce(tx, room_id, user_id, System("removed" if reason == "removed" else "left"))
    await tx.run(LEAVE, room_id, user_id, tx.now)
    tx.emit(MemberLeft(shown_in=None if quiet else room_id, room_id=room_id, user_id=user_id))
    tx.emit(HearingChanged(topic=f"room:{room_id}", user_id=user_id, reason=reason))


async def seat_somebody(tx: Tx, viewer: Viewer, room_id: UUID, person: UUID, role: str) -> None:
    """Add a friend to a group, or give a member another role. Raises NotFound, NotAllowed, NotYourFriend, GroupFull."""
    mine = await _group(tx, viewer, room_id)
    await people.require_visible(tx, viewer, person)
    now = await tx.value(ROLE_OF, room_id, person)
    if now is None:
        if role != "member" and mine.role != "owner":
            raise NotAllowed
        await _add(tx, viewer, mine, person, "admin" if role == "admin" else "member")
        now = role if role != "owner" else "member"
    if now != role:
        await _promote(tx, viewer, mine, person, role)


async def _add(tx: Tx, viewer: Viewer, mine: Seat, person: UUID, role: str) -> None:
    if mine.locked and not mine.moderates:
        raise NotAllowed
    if await tx.value(queries.COUNT, mine.room_id) >= MOST_MEMBERS:
        raise GroupFull
    await _require_friend(tx, viewer, person)
    await join(tx, mine.room_id, person, role)


async def _promote(tx: Tx, viewer: Viewer, mine: Seat, person: UUID, role: str) -> None:
    """Only the owner says who is what; whoever names another owner is an admin from then on."""
    if mine.role != "owner":
        raise NotAllowed
    if person == viewer.id:
        raise LastAdmin
    await _be(tx, mine.room_id, person, role)
    if role == "owner":
        await _be(tx, mine.room_id, viewer.id, "admin")


async def _be(tx: Tx, room_id: UUID, person: UUID, role: str) -> None:
    if await tx.run(ROLE, room_id, person, role):
        tx.emit(RoleChanged(room_id=room_id, user_id=person, role=role))


async def remove(tx: Tx, viewer: Viewer, room_id: UUID, person: UUID) -> None:
    """Send somebody out of a group. Nobody sends out who is above them, or beside them."""
    mine = await _group(tx, viewer, room_id)
    theirs = await tx.value(ROLE_OF, room_id, person)
    if theirs is None:
        raise NotFound
    await people.require_visible(tx, viewer, person)
    if not mine.moderates or theirs == "owner" or (theirs == "admin" and mine.role != "owner"):
        raise NotAllowed
    await leave(tx, room_id, person, reason="removed")


async def leave_group(tx: Tx, viewer: Viewer, room_id: UUID) -> None:
    """Leave a group: an owner's place goes to the admin who has been there the longest. Raises LastAdmin."""
    mine = await queries.seat(tx, viewer, room_id)
    if mine.kind != "group":
        raise NotAllowed
    if mine.left_seq is not None:
        return
    mine = await queries.locked_seat(tx, viewer, room_id)
    others = await tx.row(OTHERS, room_id, viewer.id)
    assert others is not None  # noqa: S101 - an aggregate always has a row
    if mine.moderates and others["people"] and not others["admins"]:
        raise LastAdmin
    if mine.role == "owner" and others["people"]:
        await _hand_over(tx, room_id, viewer.id)
    await leave(tx, room_id, viewer.id)


async def _hand_over(tx: Tx, room_id: UUID, user_id: UUID) -> None:
    heir = await tx.value(NEXT, room_id, user_id)
    if heir is not None:
        await _be(tx, room_id, heir, "owner")
        await _be(tx, room_id, user_id, "member")


async def look_after(tx: Tx, user_id: UUID) -> None:
    """The groups of an owner who is gone are looked after by an admin, or else by whoever was there first."""
    rooms: Iterable[UUID] = [row["room_id"] for row in await tx.rows(OWNED, user_id)]
    for room_id in rooms:
        await tx.row(LOCK, room_id)
        await _hand_over(tx, room_id, user_id)


async def close_direct(tx: Tx, user_id: UUID) -> None:
    """Whoever talked to somebody who is erased keeps what was said, and says no more."""
    for row in await tx.rows(CLOSE_DIRECT, user_id, tx.now):
        tx.emit(RoomChanged(room_id=row["id"]))


async def _group(tx: Tx, viewer: Viewer, room_id: UUID) -> Seat:
    mine = await queries.locked_seat(tx, viewer, room_id)
    if mine.kind != "group":
        raise NotAllowed
    return mine
