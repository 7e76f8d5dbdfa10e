"""Devices: known again by a secret that each keeps, told about when they are new, and counted."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from disposable_email_domains import blocklist

from tomoda.auth.errors import DisposableMail, TooManyAccounts
from tomoda.auth.messages import SignedInElsewhere
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.words import fold
from tomoda.notifications import actions as notices

MOST_ACCOUNTS = 3  # of one device
COUNTED = timedelta(days=30)
MINORS_KEPT = timedelta(days=30)

IS_NEW = sql("""
    select exists (select from sessions where user_id = $1 and id <> $2)
        and not exists (select from sessions where user_id = $1 and id <> $2 and device_key = $3)
""")
KNOWS = sql("""
    select exists (
        select from sessions s join users u on u.id = s.user_id where u.email_folded = $1 and s.device_key = $2
    )
""")
SIGN_UPS = sql("select count(*) from sign_ups where device_key = $1 and signed_up_at > $2")
COUNT_SIGN_UP = sql("insert into sign_ups (device_key, signed_up_at) values ($1, $2)")
FORGET_SIGN_UPS = sql("delete from sign_ups where signed_up_at < $1")
REFUSED = sql("select exists (select from refused_minors where marker = any($1::bytea[]) and until > $2)")
REFUSE = sql("""
    insert into refused_minors (marker, until) select marker, $2 from unnest($1::bytea[]) marker
    on conflict (marker) do update set until = excluded.until
""")
FORGET_REFUSED = sql("delete from refused_minors where until < $1")
ONE_AT_A_TIME = sql("select pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 0))")


@dataclass(frozen=True, slots=True)
class Device:
    """What somebody comes in on: what it calls itself, what it is known by (a hash), and roughly where it is."""

    name: str = ""
    key: bytes | None = None
    place: str = ""


async def tell_of(tx: Tx, user_id: UUID, session_id: UUID, device: Device) -> None:
    """Somebody signed in on a device that they never used before: their other devices and their mail say so."""
    if await tx.value(IS_NEW, user_id, session_id, device.key):
        told = SignedInElsewhere(session_id=session_id, device=device.name or "?", place=device.place, at=tx.now)
        await notices.notify(tx, [user_id], told)


async def knows(tx: Tx, email: str, device: Device) -> bool:
    """Whether somebody with this address has signed in on this device before."""
    return device.key is not None and await tx.value(KNOWS, fold(email), device.key)


async def count_sign_up(tx: Tx, device: Device) -> None:
    """One more account from this device. Raises TooManyAccounts after three in thirty days."""
    if device.key is None:
        return
    await tx.value(ONE_AT_A_TIME, device.key)
    if await tx.value(SIGN_UPS, device.key, tx.now - COUNTED) >= MOST_ACCOUNTS:
        raise TooManyAccounts
    await tx.run(COUNT_SIGN_UP, device.key, tx.now)


def markers(secret: bytes, email: str | None, device: Device) -> list[bytes]:
    """What is kept of somebody who is too young: hashes of the address and the device, useless without our secret."""
    known = [b"mail:" + fold(email).encode()] if email else []
    known += [b"device:" + device.key] if device.key else []
    return [hmac.digest(secret, b"minor:" + one, "sha256") for one in known]


async def was_refused(tx: Tx, marked: list[bytes]) -> bool:
    """Whether they said lately that they are not eighteen."""
    return bool(marked) and await tx.value(REFUSED, marked, tx.now)


async def refuse(tx: Tx, marked: list[bytes]) -> None:
    """They said so now: another birth date does not help for thirty days."""
    await tx.run(REFUSE, marked, tx.now + MINORS_KEPT)


async def forget(tx: Tx) -> None:
    """What has been kept for as long as it was needed is deleted."""
    await tx.run(FORGET_SIGN_UPS, tx.now - COUNTED)
    await tx.run(FORGET_REFUSED, tx.now)


def require_lasting_mail(email: str) -> None:
    """Raises DisposableMail for an address that is given away for minutes: whoever is next would have the account."""
    parts = fold(email).rpartition("@")[2].split(".")
    if any(".".join(parts[start:]) in blocklist for start in range(len(parts) - 1)):
        raise DisposableMail
