"""Once: a request that is sent again with the same Idempotency-Key is carried out once, and answered the same."""

import hashlib
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from tomoda.core.errors import AnswerLost, KeyInFlight, KeyReused
from tomoda.core.jobs import every
from tomoda.core.sql import sql

if TYPE_CHECKING:
    from tomoda.core.app import App
    from tomoda.core.tx import Tx

KEPT = timedelta(hours=24)
PATIENCE = timedelta(seconds=60)  # longer than any request may take; after it, whoever began is taken for dead
PASSING = frozenset({409, 429, 500, 503})  # answers that may be another one the next time


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to carry out the request behind a key, since an instant."""

    principal: str
    route: str
    key: str
    since: datetime


class Kept(msgspec.Struct, frozen=True):
    """An answer that was given, to be given again."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class _Before(msgspec.Struct):
    fingerprint: bytes
    claimed_at: datetime
    done: bool
    status: int | None
    headers: bytes | None
    body: bytes | None


CURRENT: ContextVar[Claim | None] = ContextVar("claim", default=None)

CLAIM = sql("""
    insert into idempotency_keys as held (principal, route, key, fingerprint, claimed_at) values ($1, $2, $3, $4, $5)
    on conflict (principal, route, key) do update
        set fingerprint = excluded.fingerprint, claimed_at = excluded.claimed_at,
            done = false, status = null, headers = null, body = null
        where held.claimed_at < $6
            or (held.claimed_at < $7 and not held.done and held.status is null
                and held.fingerprint = excluded.fingerprint)
    returning claimed_at
""")
BEFORE = sql("""
    select fingerprint, claimed_at, done, status, headers, body from idempotency_keys
    where principal = $1 and route = $2 and key = $3
""")
DONE = sql("""
    update idempotency_keys set done = true
    where principal = $1 and route = $2 and key = $3 and claimed_at = $4
""")
KEEP = sql("""
    update idempotency_keys set status = $5, headers = $6, body = $7
    where principal = $1 and route = $2 and key = $3 and claimed_at = $4
""")
GIVE_UP = sql("""
    delete from idempotency_keys
    where principal = $1 and route = $2 and key = $3 and claimed_at = $4 and not done
""")
FORGET = sql("delete from idempotency_keys where claimed_at < $1")


def fingerprint(*parts: bytes) -> bytes:
    """What makes two requests the same request."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.digest()


async def claim(app: "App", principal: str, route: str, key: str, print_: bytes) -> Claim | Kept:
    """The right to carry this request out, or the answer that it has had already.

    Raises KeyReused (another body), KeyInFlight (being carried out now), AnswerLost (carried out, but whoever
    did it died before the answer was kept).
    """
    async with app.transaction() as tx:
        stale = (tx.now - KEPT, tx.now - PATIENCE)
        if await tx.value(CLAIM, principal, route, key, print_, tx.now, *stale) is not None:
            return Claim(principal, route, key, tx.now)
        before = await tx.one(_Before, BEFORE, principal, route, key)
    if before.fingerprint != print_:
        raise KeyReused
    if before.status is not None:
        return Kept(before.status, msgspec.json.decode(before.headers or b"[]"), before.body or b"")
    if before.claimed_at > stale[1]:
        raise KeyInFlight(retry_after=1)
    raise AnswerLost


async def settle(app: "App", held: Claim, answer: Kept | None) -> None:
    """Keep the answer, or give the claim up: then the request may be sent again, unless it has been carried out."""
    where = (held.principal, held.route, held.key, held.since)
    async with app.reading() as tx:
        if answer is None or answer.status in PASSING:
            await tx.run(GIVE_UP, *where)
        else:
            await tx.run(KEEP, *where, answer.status, msgspec.json.encode(answer.headers), answer.body)


async def mark_done(tx: "Tx") -> None:
    """Part of each writing transaction: what a key stands for is done exactly if this transaction stands.

    Whoever was taken for dead meanwhile finds the claim gone, and undoes what it was about to do.
    """
    held = CURRENT.get()
    if held is not None and not await tx.run(DONE, held.principal, held.route, held.key, held.since):
        raise KeyInFlight(retry_after=1)


@every("41 * * * *")
async def forget_keys(app: "App") -> None:
    """Keys are good for a day."""
    async with app.transaction() as tx:
        await tx.run(FORGET, tx.now - KEPT)
