"""A mark that somebody outside checked who a person is. We learn what was checked, and keep nothing of who they are.

It says one thing only, and opens nothing: no order, limit or door looks at it. One identity marks one account, so that
somebody who was banned does not come back with the same mark; for that a keyed hash of issuer and subject is kept.
"""

import hmac
from datetime import timedelta
from uuid import UUID

from asyncpg import UniqueViolationError

from tomoda.auth.actions import devices, flows
from tomoda.auth.actions.devices import Device
from tomoda.auth.errors import (
    CheckedElsewhere,
    IdentityRefused,
    NothingChecked,
    ProviderOff,
    ProviderSilent,
    VerificationRevoked,
)
from tomoda.auth.messages import FoundTooYoung
from tomoda.auth.schemas import FlowAnswer
from tomoda.core.app import App
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.edges.oauth import Checked, Checker, ProviderDown, Refused
from tomoda.users import actions as people
from tomoda.users import queries as persons
from tomoda.users.errors import TooYoung
from tomoda.users.messages import ProfileChanged

NAME = "checker"
VALID_FOR = timedelta(days=365)

REVOKED = sql(
    "select exists (select from verifications where user_id = $1 and revoked_at is not null and expires_at > $2)"
)
FREE = sql("delete from verifications where mark = $1 and expires_at <= $2")
SAVE = sql("""
    insert into verifications (user_id, kind, verified_at, expires_at, mark) values ($1, $2, $3, $4, $5)
    on conflict (user_id) do update set kind = excluded.kind, verified_at = excluded.verified_at,
        expires_at = excluded.expires_at, mark = excluded.mark, revoked_at = null
""")
DROP = sql("delete from verifications where user_id = $1 and revoked_at is null")
REVOKE = sql("update verifications set revoked_at = $2 where user_id = $1 and revoked_at is null and expires_at > $2")
FORGET = sql("delete from verifications where expires_at <= $1")


def checker(app: App) -> Checker:
    """Who checks here. Raises ProviderOff."""
    found = app.edges.get(NAME)
    if not isinstance(found, Checker):
        raise ProviderOff
    return found


def callback(app: App) -> str:
    """Where the checker sends people back to."""
    return f"{app.public_url}/api/v1/auth/verification/callback"


async def begin(app: App, viewer: Viewer, *, native: bool) -> flows.Begun:
    """On the way to the checker's page; only this person finishes. Raises ProviderOff, ProviderSilent."""
    where = checker(app).authorization_url
    return await flows.begin_at(app, NAME, where, callback(app), native=native, user_id=viewer.id)


async def finish(app: App, viewer: Viewer, answer: FlowAnswer) -> Checked:
    """What was checked of whoever is back. Raises IdentityRefused, ProviderDeclined, ProviderOff, ProviderSilent."""
    there, now = checker(app), app.clock()
    flow, back = await flows.come_back(app, NAME, answer)
    if flow.user_id != viewer.id:
        raise IdentityRefused
    try:
        given = await there.provider.exchange(back.code or "", callback(app), flow.verifier, now)
        return await there.checked(given.id_token, flow.nonce, now)
    except Refused:
        raise IdentityRefused from None
    except ProviderDown:
        raise ProviderSilent(retry_after=5) from None


def is_minor(tx: Tx, said: Checked) -> bool:
    """Whether the checker says that they are not eighteen; what it says of that is not kept."""
    if said.born is not None:
        try:
            people.require_adult(said.born, tx.now.date())
        except TooYoung:
            return True
    return said.over_18 is False


async def turn_away(tx: Tx, viewer: Viewer, device: Device) -> None:
    """Tomoda is for adults: nothing of what was checked is kept, and staff look after the account."""
    await devices.refuse(tx, devices.markers(tx.app.secret, None, device))
    tx.emit(FoundTooYoung(user_id=viewer.id))


async def save(tx: Tx, viewer: Viewer, said: Checked) -> None:
    """From now on, for a year, the mark is theirs. Raises NothingChecked, VerificationRevoked, CheckedElsewhere."""
    if said.kind is None:
        raise NothingChecked
    await persons.lock(tx, viewer.id)
    if await tx.value(REVOKED, viewer.id, tx.now):
        raise VerificationRevoked
    mark = _mark(tx.app.secret, said)
    await tx.run(FREE, mark, tx.now)
    try:
        await tx.run(SAVE, viewer.id, said.kind, tx.now, tx.now + VALID_FOR, mark)
    except UniqueViolationError:
        raise CheckedElsewhere from None
    tx.emit(ProfileChanged(user_id=viewer.id))


def _mark(secret: bytes, said: Checked) -> bytes:
    """Two questions for the same person give the same; nobody without our secret can ask, or read anything from it."""
    key = hmac.digest(secret, b"identities that were checked", "sha256")
    return hmac.digest(key, f"{said.issuer}\n{said.subject}".encode(), "sha256")


async def drop(tx: Tx, viewer: Viewer) -> None:
    """I want no mark any more: nothing of it is left."""
    if await tx.run(DROP, viewer.id):
        tx.emit(ProfileChanged(user_id=viewer.id))


async def revoke(tx: Tx, person: UUID) -> bool:
    """Staff take it away; until it would have ended, nobody gets one by this identity. False if there is none."""
    gone = await tx.run(REVOKE, person, tx.now) > 0
    if gone:
        tx.emit(ProfileChanged(user_id=person))
    return gone
