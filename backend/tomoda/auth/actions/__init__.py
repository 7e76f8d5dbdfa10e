"""Coming in, staying in, and leaving."""

import asyncio
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from tomoda.auth import queries
from tomoda.auth.actions.devices import Device, require_lasting_mail, tell_of
from tomoda.auth.actions.passwords import require_strong
from tomoda.auth.errors import ProofRefused, RefreshRefused, WrongCode, WrongPassword
from tomoda.auth.messages import SendCode
from tomoda.auth.schemas import Purpose, SignUp
from tomoda.core.messages import Closed
from tomoda.core.sql import sql
from tomoda.core.tokens import digest
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import fold, new_id
from tomoda.users import actions as people

CODE_LIFETIME = timedelta(minutes=10)
CODE_TRIES = 10
PROOF_LIFETIME = timedelta(minutes=30)
REFRESH_LIFETIME = timedelta(days=60)
WAIT = timedelta(hours=48)  # of who has passkeys, and came by mail alone on a device that is new
ACTIVE = ("active", "suspended")

_hasher = PasswordHasher()  # argon2id with the library's current parameters (RFC 9106, low memory)
_NOBODY = _hasher.hash(secrets.token_urlsafe())

INSERT_CODE = sql("""
    insert into codes (id, email, email_folded, created_at, expires_at, device_key, purpose)
    values ($1, $2, $3, $4, $5, $6, $7)
""")
SET_CODE = sql("""
    update codes set hash = $2
    where id = $1 and used_at is null and case purpose
        when 'password' then exists (select from users where users.email_folded = codes.email_folded)
        when 'address_after' then not exists (select from users where users.email_folded = codes.email_folded)
        else true
    end
    returning email, purpose
""")
COUNT_TRY = sql("update codes set tries = tries + 1 where id = $1 and tries < $2")
USE_CODE = sql("update codes set used_at = $2, proof = $3 where id = $1")
USE_PROOF = sql("""
    update codes set proof = null where proof = $1 and used_at > $2 returning email
""")
INSERT_SESSION = sql("""
    insert into sessions (id, user_id, device, created_at, last_used_at, confirmed_at, device_key, place, waits_until)
    values ($1, $2, $3, $4, $4, $4, $5, $6, case
        when $7 and exists (select from passkeys where user_id = $2)
            and not exists (
                select from sessions s
                where s.user_id = $2 and s.device_key = $5 and coalesce(s.waits_until < $4, true)
            )
        then $8::timestamptz
    end)
""")
INSERT_REFRESH = sql("""
    insert into refresh_tokens (hash, session_id, issued_at, expires_at) values ($1, $2, $3, $4)
""")
USE_REFRESH = sql("update refresh_tokens set used_at = $2 where hash = $1")
TOUCH = sql("update sessions set last_used_at = $2 where id = $1")
CLOSE = sql("""
    update sessions set closed_at = $3, closed_code = 'session_ended'
    where user_id = $1 and closed_at is null and ($2::uuid is null or id = $2) and id is distinct from $4
    returning id
""")
SET_PASSWORD = sql("""
    insert into passwords (user_id, hash, changed_at) values ($1, $2, $3)
    on conflict (user_id) do update
        set hash = excluded.hash, changed_at = excluded.changed_at, reset_at = null
""")
RESET_PASSWORD = sql("""
    insert into passwords (user_id, hash, changed_at, reset_at) values ($1, $2, $3, $3)
    on conflict (user_id) do update
        set hash = excluded.hash, changed_at = excluded.changed_at, reset_at = excluded.reset_at
""")
ADDRESS_OF_PROOF = sql("select email from codes where proof = $1")
FORGET_SESSIONS = sql("delete from sessions where closed_at < $1")
FORGET_OLD = sql("delete from codes where created_at < $1")
FORGET_REFRESH = sql("delete from refresh_tokens where expires_at < $1")


@dataclass(frozen=True, slots=True)
class Entered:
    """A session that has just begun or gone on; `refresh_token` is shown this once."""

    user_id: UUID
    session_id: UUID
    refresh_token: str


@dataclass(frozen=True, slots=True)
class Left:
    """Who came in had deactivated their account, then: they are asked whether to restore it."""

    user_id: UUID
    since: datetime


def _code_digest(code_id: UUID, code: str) -> bytes:
    return hashlib.sha256(code_id.bytes + code.encode()).digest()


async def request_code(tx: Tx, email: str, locale: str, key: bytes | None = None, purpose: Purpose = "enter") -> None:
    """Have a code mailed; the same happens whether or not somebody has this address. It serves one purpose."""
    code_id = new_id()
    await tx.run(INSERT_CODE, code_id, email, fold(email), tx.now, tx.now + CODE_LIFETIME, key, purpose)
    tx.enqueue(SendCode(code_id=code_id, locale=locale))


async def make_code(tx: Tx, code_id: UUID) -> tuple[str, str, Purpose] | None:
    """The address, the six digits to mail, and what for. Made anew at each try to send.

    None if it is no longer wanted, or useless: a new password for nobody, an address that somebody has.
    """
    code = f"{secrets.randbelow(1_000_000):06}"
    row = await tx.row(SET_CODE, code_id, _code_digest(code_id, code))
    return (row["email"], code, row["purpose"]) if row is not None else None


async def answer_code(tx: Tx, email: str, answer: str, device: Device) -> Entered | Left | str:
    """Come in by code: a session, or for a new person the proof to sign up with. Raises WrongCode.

    The try must have been counted before, in a transaction that stands whatever comes of this one (`count_try`).
    """
    code = await queries.lock_code(tx, fold(email), device.key)
    if code is None or code.hash is None or not _right(tx, code, answer):
        raise WrongCode
    account = await queries.by_email(tx, fold(email))
    if account is not None and account.state in ACTIVE:
        await tx.run(USE_CODE, code.id, tx.now, None)
        return await begin_session(tx, account.id, device, by_mail=True)
    if account is not None and account.state == "deactivated":
        await tx.run(USE_CODE, code.id, tx.now, None)
        return Left(account.id, account.state_changed_at)
    if account is not None:
        raise WrongCode
    require_lasting_mail(email)
    proof = secrets.token_urlsafe(32)
    await tx.run(USE_CODE, code.id, tx.now, digest(proof))
    return proof


async def use_code(tx: Tx, email: str, answer: str, key: bytes | None = None, purpose: Purpose = "enter") -> None:
    """A code that proves nothing but that the mail was read; its try was counted before. Raises WrongCode."""
    code = await queries.lock_code(tx, fold(email), key, purpose)
    if code is None or code.hash is None or not _right(tx, code, answer):
        raise WrongCode
    await tx.run(USE_CODE, code.id, tx.now, None)


def _right(tx: Tx, code: queries.Code, answer: str) -> bool:
    fresh = code.used_at is None and code.expires_at > tx.now
    return fresh and hmac.compare_digest(code.hash or b"", _code_digest(code.id, answer))


async def count_try(tx: Tx, email: str, key: bytes | None = None, purpose: Purpose = "enter") -> bool:
    """One more answer is given to the newest code; False once ten were, and then none is looked at any more."""
    code = await queries.lock_code(tx, fold(email), key, purpose)
    return code is not None and await tx.run(COUNT_TRY, code.id, CODE_TRIES) == 1


async def sign_up(tx: Tx, wanted: SignUp, password_hash: str | None, device: Device) -> Entered:
    """A new person with their first session. Raises ProofRefused, TooYoung."""
    email = await tx.value(USE_PROOF, digest(wanted.proof), tx.now - PROOF_LIFETIME)
    if email is None or await queries.by_email(tx, fold(email)) is not None:
        raise ProofRefused
    user_id = await people.create(
        tx, wanted.display_name, email, wanted.birth_date, locale=wanted.locale, time_zone=wanted.time_zone
    )
    if password_hash is not None:
        await tx.run(SET_PASSWORD, user_id, password_hash, tx.now)
    return await begin_session(tx, user_id, device)


async def begin_session(tx: Tx, user_id: UUID, device: Device | str, *, by_mail: bool = False) -> Entered:
    """Sign a person in on a device; if they never used it before, they are told.

    `by_mail`: nothing else was shown than that a mail was read. Who has passkeys then waits before what is dangerous.
    """
    on = Device(device) if isinstance(device, str) else device
    session_id = new_id()
    await tx.run(INSERT_SESSION, session_id, user_id, on.name, tx.now, on.key, on.place, by_mail, tx.now + WAIT)
    await tell_of(tx, user_id, session_id, on)
    return Entered(user_id, session_id, await _give_refresh(tx, session_id))


async def _give_refresh(tx: Tx, session_id: UUID) -> str:
    token = secrets.token_urlsafe(32)
    await tx.run(INSERT_REFRESH, digest(token), session_id, tx.now, tx.now + REFRESH_LIFETIME)
    return token


async def refresh(tx: Tx, token: str) -> Entered | None:
    """Go on with a session: the token is exchanged for a new one. None: it had been used, and the session is ended.

    Raises RefreshRefused if it is unknown or too old. Whoever uses a token a second time holds a copy of it:
    nobody knows which of the two is the owner, so both must sign in again.
    """
    found = await queries.lock_refresh(tx, digest(token))
    if found is None or found.closed_at is not None or found.expires_at <= tx.now or found.state not in ACTIVE:
        raise RefreshRefused
    if found.used_at is not None:
        await _close(tx, found.user_id, found.session_id)
        return None
    await tx.run(USE_REFRESH, digest(token), tx.now)
    await tx.run(TOUCH, found.session_id, tx.now)
    return Entered(found.user_id, found.session_id, await _give_refresh(tx, found.session_id))


async def sign_out(tx: Tx, viewer: Viewer, session_id: UUID) -> list[UUID]:
    """End one of my sessions; if I have no such one, nothing happens. Which were ended."""
    return await _close(tx, viewer.id, session_id)


async def sign_out_others(tx: Tx, viewer: Viewer) -> list[UUID]:
    """End all of my sessions but this one. Which were ended."""
    return await _close(tx, viewer.id, None, but=viewer.session_id)


async def sign_out_everywhere(tx: Tx, viewer: Viewer) -> list[UUID]:
    """End all of my sessions. Which were ended."""
    return await _close(tx, viewer.id, None)


async def close_all(tx: Tx, user_id: UUID) -> None:
    """End all of somebody's sessions."""
    await _close(tx, user_id, None)


async def _close(tx: Tx, user_id: UUID, session_id: UUID | None, but: UUID | None = None) -> list[UUID]:
    ended: list[UUID] = [row["id"] for row in await tx.rows(CLOSE, user_id, session_id, tx.now, but)]
    for one in ended:
        tx.emit(Closed(session_id=one))
    return ended


async def set_password(tx: Tx, viewer: Viewer, new_hash: str) -> None:
    """Set or change my password; my other sessions end."""
    await tx.run(SET_PASSWORD, viewer.id, new_hash, tx.now)
    await sign_out_others(tx, viewer)


async def hash_password(password: str, *known: str) -> str:
    """argon2id, off the event loop. Raises WeakPassword; `known` is what others may know of the person."""
    await require_strong(password, *known)
    return await asyncio.to_thread(_hasher.hash, password)


async def check_password(stored: str | None, password: str) -> None:
    """Raises WrongPassword. It takes as long for people who have none, or do not exist."""
    try:
        await asyncio.to_thread(_hasher.verify, stored or _NOBODY, password)
    except VerificationError:
        raise WrongPassword from None
    if stored is None:
        raise WrongPassword
