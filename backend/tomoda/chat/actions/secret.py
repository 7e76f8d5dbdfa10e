"""Devices with keys, their stock of key packages, and the changes of the groups that they make in secret rooms.

The server hands out public keys and keeps the order; what it keeps is of no use for reading.
"""

from datetime import timedelta
from uuid import UUID

from tomoda.chat import queries
from tomoda.chat.actions import saying, telling
from tomoda.chat.errors import (
    DeviceIdTaken,
    EpochPassed,
    MessageIdTaken,
    NoSecretDevice,
    NotSecret,
    RoomClosed,
    TooManySecretDevices,
)
from tomoda.chat.queries import Seat, secret
from tomoda.chat.schemas import Message, System
from tomoda.chat.schemas.secret import HandedOut, NewCommit, NewDevice, NewPackages
from tomoda.core.errors import NotAllowed, NotFound
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer

MOST_DEVICES = 10  # of a person
MOST_STOCK = 100  # key packages of a device
PACKAGES_KEPT = timedelta(days=30)

ONE_AT_A_TIME = sql("select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 1))")
DEVICE = sql("select id, session_id, signature_key from secret_devices where id = $1 or session_id = $2")
COUNT = sql("""
    select count(*) from secret_devices d join sessions s on s.id = d.session_id
    where d.user_id = $1 and s.closed_at is null
""")
PUT = sql("""
    insert into secret_devices (id, user_id, session_id, signature_key, created_at) values ($1, $2, $3, $4, $5)
""")
DROP = sql("delete from secret_devices where session_id = $1 returning user_id")
STALE = sql("""
    update rooms set stale = true where id in (
        select room.id from rooms room join members m on m.room_id = room.id
        where room.secret and m.user_id = $1 order by room.id for no key update of room
    )
""")
OWN = sql("select exists (select from secret_devices where id = $1 and user_id = $2 and session_id = $3)")
HAS_KEYS = sql("select exists (select from secret_devices where session_id = $1)")
STOCK_UP = sql("""
    insert into key_packages (device_id, package, last_resort, expires_at)
    select $1, package, false, $3 from unnest($2::text[]) package
    limit greatest(0, $4 - (select count(*) from key_packages where device_id = $1 and not last_resort))
""")
LAST_RESORT = sql("""
    insert into key_packages (device_id, package, last_resort, expires_at) values ($1, $2, true, $3)
    on conflict (device_id) where last_resort do update set package = excluded.package, expires_at = excluded.expires_at
""")
HAND_OUT = sql("""
    with wanted as (
        select d.id from secret_devices d
        join members m on m.user_id = d.user_id and m.room_id = $1
        join sessions s on s.id = d.session_id and s.closed_at is null
        where d.id = any($2::uuid[])
    ),
    next as (
        select one.device_id, one.id from wanted, lateral (
            select device_id, id from key_packages k
            where k.device_id = wanted.id and not k.last_resort and k.expires_at > $3
            order by k.id limit 1 for update skip locked
        ) one
    ),
    taken as (
        delete from key_packages k using next where k.device_id = next.device_id and k.id = next.id
        returning k.device_id, k.package
    )
    select device_id, package, false as last_resort from taken
    union all
    select k.device_id, k.package, true from key_packages k join wanted on wanted.id = k.device_id
    where k.last_resort and k.expires_at > $3 and k.device_id not in (select device_id from taken)
""")
BEFORE = sql("select author_id, epoch from secret_commits where room_id = $1 and message_id = $2")
CHANGE = sql("""
    insert into secret_commits (room_id, epoch, message_id, author_id, change, welcome, made_at)
    values ($1, $2, $3, $4, $5, $6, $7)
""")
BEGIN = sql("update rooms set epoch = $2, way_in = $3, stale = false where id = $1")


async def put_device(tx: Tx, viewer: Viewer, device_id: UUID, new: NewDevice) -> None:
    """This session's device has these keys; twice is once, and new keys replace those that it has lost.

    Raises NotAllowed for who is not signed in on a device, DeviceIdTaken, TooManySecretDevices.
    """
    if viewer.session_id is None:
        raise NotAllowed
    await tx.value(ONE_AT_A_TIME, viewer.id)
    for row in await tx.rows(DEVICE, device_id, viewer.session_id):
        same = (row["id"], row["session_id"]) == (device_id, viewer.session_id)
        if same and row["signature_key"] == new.signature_key:
            return
        if row["id"] == device_id:
            raise DeviceIdTaken
    await drop_device(tx, viewer.session_id)
    if await tx.value(COUNT, viewer.id) >= MOST_DEVICES:
        raise TooManySecretDevices
    await tx.run(PUT, device_id, viewer.id, viewer.session_id, new.signature_key, tx.now)


async def drop_device(tx: Tx, session_id: UUID) -> None:
    """A session is over, and its device's keys with it: in its rooms nothing is said before it is out of the group."""
    user_id = await tx.value(DROP, session_id)
    if user_id is not None:
        await tx.run(STALE, user_id)


async def stock_up(tx: Tx, viewer: Viewer, device_id: UUID, new: NewPackages) -> None:
    """Put key packages in stock, 100 at most; what is more is left out. They are kept for thirty days. Raises NotFound
    for a device that is not this session's.
    """
    if viewer.session_id is None or not await tx.value(OWN, device_id, viewer.id, viewer.session_id):
        raise NotFound
    await tx.value(ONE_AT_A_TIME, viewer.id)
    until = tx.now + PACKAGES_KEPT
    await tx.run(STOCK_UP, device_id, new.packages, until, MOST_STOCK)
    if new.last_resort is not None:
        await tx.run(LAST_RESORT, device_id, new.last_resort, until)


async def hand_out(tx: Tx, viewer: Viewer, room_id: UUID, devices: list[UUID]) -> list[HandedOut]:
    """A key package of each of these devices of the two, which nobody else will get. Raises NotFound, NotSecret."""
    await secret.seat(tx, viewer, room_id)
    return await tx.all(HandedOut, HAND_OUT, room_id, devices, tx.now)


async def commit(tx: Tx, viewer: Viewer, room_id: UUID, message_id: UUID, new: NewCommit) -> Json[Message]:
    """Change the group of devices, and say so in the room: only from how it stands now. Twice is once.

    Raises NotFound, NotSecret, NoSecretDevice, RoomClosed, EpochPassed, MessageIdTaken.
    """
    mine = await queries.locked_seat(tx, viewer, room_id)
    if not mine.secret:
        raise NotSecret
    before = await tx.row(BEFORE, room_id, message_id)
    if before is not None:
        if (before["author_id"], before["epoch"]) != (viewer.id, new.epoch + 1):
            raise MessageIdTaken
        return await queries.message(tx, viewer, room_id, message_id)
    await _check(tx, viewer, mine, new)
    if not await saying.announce(tx, room_id, viewer.id, System(new.what), message_id):
        raise MessageIdTaken
    row = (room_id, new.epoch + 1, message_id, viewer.id, new.change, new.welcome, tx.now)
    await tx.run(CHANGE, *row)
    await tx.run(BEGIN, room_id, new.epoch + 1, new.way_in)
    if new.what == "secret_started":
        telling.soon(tx, mine, message_id, called=False)
    return await queries.message(tx, viewer, room_id, message_id)


async def _check(tx: Tx, viewer: Viewer, mine: Seat, new: NewCommit) -> None:
    if mine.closed:
        raise RoomClosed
    if viewer.session_id is None or not await tx.value(HAS_KEYS, viewer.session_id):
        raise NoSecretDevice
    if new.epoch != (mine.epoch or 0) or (new.what == "secret_started") != (mine.epoch is None):
        raise EpochPassed
