"""What is asked about the ways in that somebody has."""

from datetime import datetime
from uuid import UUID

import msgspec

from tomoda.auth.schemas import WaysIn
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer


class Owner(msgspec.Struct):
    """Whose identity it is."""

    id: UUID
    state: str
    state_changed_at: datetime


class Arrival(msgspec.Struct):
    """Who was sent by a provider and belongs to nobody yet."""

    issuer: str
    subject: str
    provider: str
    email: str | None
    email_verified: bool
    grant_sealed: str | None


class Holder(msgspec.Struct):
    """How a passkey calls its holder, and which ones they have."""

    username: str
    display_name: str
    email: str | None
    credentials: list[bytes]


class KnownPasskey(msgspec.Struct):
    """A passkey with its owner."""

    id: UUID
    user_id: UUID
    public_key: bytes
    sign_count: int
    state: str
    state_changed_at: datetime


OWNER = sql("""
    select users.id, users.state, users.state_changed_at
    from identities join users on users.id = identities.user_id where issuer = $1 and subject = $2
""")

WAYS = sql("""
    select json_build_object(
        'email', email, 'password', exists (select from passwords where user_id = users.id),
        'identities', (select coalesce(json_agg(json_build_object(
            'id', i.id, 'provider', i.provider, 'email', i.email,
            'created_at', i.created_at, 'last_used_at', i.last_used_at
        ) order by i.created_at, i.id), '[]') from identities i where i.user_id = users.id),
        'passkeys', (select coalesce(json_agg(json_build_object(
            'id', p.id, 'name', p.name, 'backed_up', p.backed_up,
            'created_at', p.created_at, 'last_used_at', p.last_used_at
        ) order by p.created_at, p.id), '[]') from passkeys p where p.user_id = users.id)
    ) from users where id = $1
""")

NAMES = sql("""
    select 'email' as name from users where id = $1 and email is not null
    union all select 'password' from passwords where user_id = $1
    union all select distinct 'passkey' from passkeys where user_id = $1
    union all select distinct provider from identities where user_id = $1
""")

COUNT = sql("""
    select (select count(*) from users where id = $1 and email is not null)
         + (select count(*) from identities where user_id = $1 and provider = any($2::text[])
            and id is distinct from $3::uuid)
         + (select count(*) from passkeys where user_id = $1 and id is distinct from $3)
""")

HOLDER = sql("""
    select username, display_name, email,
        array(select credential_id from passkeys where user_id = users.id order by created_at) as credentials
    from users where id = $1
""")

PASSKEY = sql("""
    select p.id, p.user_id, p.public_key, p.sign_count, users.state, users.state_changed_at
    from passkeys p join users on users.id = p.user_id where credential_id = $1 for update of p
""")


async def owner(tx: Tx, issuer: str, subject: str) -> Owner | None:
    """Whose this identity is."""
    return await tx.maybe(Owner, OWNER, issuer, subject)


async def mine(tx: Tx, viewer: Viewer) -> Json[WaysIn]:
    """All ways in that the viewer has."""
    return await tx.json(WAYS, viewer.id)


async def names(tx: Tx, user_id: UUID) -> list[str]:
    """By which kinds of ways this person may come in."""
    return [row["name"] for row in await tx.rows(NAMES, user_id)]


async def count(tx: Tx, user_id: UUID, offered: list[str], but: UUID | None = None) -> int:
    """How many ways in somebody has, without one. A password is none of its own: it goes with the address.

    `offered` are the providers that are on here: by others nobody comes in.
    """
    return await tx.value(COUNT, user_id, offered, but)


async def holder(tx: Tx, viewer: Viewer) -> Holder:
    """For whom a passkey is made."""
    return await tx.one(Holder, HOLDER, viewer.id)


async def passkey(tx: Tx, credential_id: bytes) -> KnownPasskey | None:
    """The passkey with this id, locked, so that its counter is looked at by one after the other."""
    return await tx.maybe(KnownPasskey, PASSKEY, credential_id)
