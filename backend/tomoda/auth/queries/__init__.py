"""What is asked at the door."""

from datetime import datetime
from uuid import UUID

import msgspec

from tomoda.auth.schemas import Purpose, Sessions
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer


class Account(msgspec.Struct):
    """Who has an address, and how they may come in."""

    id: UUID
    state: str
    state_changed_at: datetime
    email: str | None
    password: str | None
    reset_at: datetime | None


class Undo(msgspec.Struct):
    """A change of address that can be taken back."""

    user_id: UUID
    email: str
    changed_at: datetime


class Refresh(msgspec.Struct):
    """A refresh token with its session."""

    session_id: UUID
    user_id: UUID
    expires_at: datetime
    used_at: datetime | None
    closed_at: datetime | None
    state: str


class Code(msgspec.Struct):
    """The newest code of an address."""

    id: UUID
    hash: bytes | None
    tries: int
    expires_at: datetime
    used_at: datetime | None


BY_EMAIL = sql("""
    select users.id, users.state, users.state_changed_at, users.email, passwords.hash as password,
        passwords.reset_at
    from users left join passwords on passwords.user_id = users.id
    where users.email_folded = $1 and users.state <> 'erased'
""")

BY_ID = sql("""
    select users.id, users.state, users.state_changed_at, users.email, passwords.hash as password,
        passwords.reset_at
    from users left join passwords on passwords.user_id = users.id where users.id = $1
""")

LOCK_REFRESH = sql("""
    select t.session_id, s.user_id, t.expires_at, t.used_at, s.closed_at, u.state
    from refresh_tokens t join sessions s on s.id = t.session_id join users u on u.id = s.user_id
    where t.hash = $1 for update of t, s
""")

LOCK_CODE = sql("""
    select id, hash, tries, expires_at, used_at from codes
    where email_folded = $1 and device_key is not distinct from $2 and purpose = $3
    order by created_at desc limit 1 for update
""")

WANTED = sql("select email from address_changes where user_id = $1 and expires_at > $2")

UNDO = sql("""
    select user_id, email, changed_at from address_undos where hash = $1 and expires_at > $2 for update
""")

SESSIONS = sql("""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'id', id, 'device', device, 'place', place, 'created_at', created_at, 'last_used_at', last_used_at,
        'current', id = $2
    ) order by last_used_at desc), '[]'))
    from sessions where user_id = $1 and closed_at is null
""")

CLOSED_SINCE = sql("select id, closed_code as code from sessions where closed_at > $1")
NOT_ACTIVE = sql("select id, state from users where state_changed_at > $1 or state = 'suspended'")


async def by_email(tx: Tx, folded: str) -> Account | None:
    """Who has this address."""
    return await tx.maybe(Account, BY_EMAIL, folded)


async def by_id(tx: Tx, user_id: UUID) -> Account:
    """How this person may come in."""
    return await tx.one(Account, BY_ID, user_id)


async def lock_refresh(tx: Tx, digest: bytes) -> Refresh | None:
    """The refresh token, locked with its session until the end of the transaction."""
    return await tx.maybe(Refresh, LOCK_REFRESH, digest)


async def lock_code(tx: Tx, folded: str, key: bytes | None = None, purpose: Purpose = "enter") -> Code | None:
    """The newest code of the address that this device asked for, for this purpose, locked."""
    return await tx.maybe(Code, LOCK_CODE, folded, key, purpose)


async def wanted_address(tx: Tx, viewer: Viewer) -> str | None:
    """The address that the viewer wants to have."""
    return await tx.value(WANTED, viewer.id, tx.now)


async def undo(tx: Tx, hashed: bytes) -> Undo | None:
    """The change of address that this link takes back, locked."""
    return await tx.maybe(Undo, UNDO, hashed, tx.now)


async def sessions(tx: Tx, viewer: Viewer) -> Json[Sessions]:
    """Where the viewer is signed in."""
    return await tx.json(SESSIONS, viewer.id, viewer.session_id)


async def closed_since(tx: Tx, since: datetime) -> list[tuple[UUID, str]]:
    """Sessions that were ended since then, with the problem's code."""
    return [(row["id"], row["code"]) for row in await tx.rows(CLOSED_SINCE, since)]


async def states_since(tx: Tx, since: datetime) -> list[tuple[UUID, str]]:
    """People whose state changed since then, and all who are suspended: they may still sign in."""
    return [(row["id"], row["state"]) for row in await tx.rows(NOT_ACTIVE, since)]
