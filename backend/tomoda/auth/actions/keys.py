"""API keys: `sk_…`, shown once, for a server of somebody's that does some things in their name."""

import logging
import re
import secrets
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from tomoda.auth import actions
from tomoda.auth.actions import account
from tomoda.auth.errors import TooManyKeys
from tomoda.auth.queries import keys as asked
from tomoda.auth.schemas import NewKey
from tomoda.core.app import App
from tomoda.core.errors import FieldError, Malformed, NotFound, NotSignedIn, Problem, Unavailable
from tomoda.core.pool import FAULTS
from tomoda.core.sql import sql
from tomoda.core.tokens import digest
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, new_id
from tomoda.users import queries as persons

log = logging.getLogger("tomoda.auth.keys")

MOST = 20  # keys of one person
GATHERED = timedelta(minutes=1)  # a key's last use is written at most this often
FORM = re.compile(r"sk_[\w-]{43}")

INSERT = sql("""
    insert into api_keys (id, user_id, name, hash, hint, scopes, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
""")
REVOKE = sql("delete from api_keys where user_id = $1 and id = $2")
USED = sql("update api_keys set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2)")


class Made(msgspec.Struct):
    """A key that was just made; `key` is shown this once."""

    id: UUID
    key: str


async def make(tx: Tx, viewer: Viewer, wanted: NewKey) -> Made:
    """A new key. Raises ConfirmFirst, Malformed, TooManyKeys."""
    await account.require_certainty(tx, viewer)
    await persons.lock(tx, viewer.id)
    if await asked.count(tx, viewer) >= MOST:
        raise TooManyKeys
    name = clean_line(wanted.name)
    if not name:
        raise Malformed(errors=[FieldError("#/name", "must not be empty")])
    if wanted.expires_at is not None and wanted.expires_at <= tx.now:
        raise Malformed(errors=[FieldError("#/expires_at", "must be in the future")])
    made = Made(new_id(), f"sk_{secrets.token_urlsafe(32)}")
    await tx.run(
        *(INSERT, made.id, viewer.id, name, digest(made.key), made.key[-4:]),
        *(sorted(set(wanted.scopes)), tx.now, wanted.expires_at),
    )
    return made


async def revoke(tx: Tx, viewer: Viewer, key_id: UUID) -> None:
    """The key opens nothing any more, from the next request on. Raises NotFound."""
    if not await tx.run(REVOKE, viewer.id, key_id):
        raise NotFound


async def recognise(app: App, key: str) -> Viewer | Problem:
    """Who asks with this key, and what it may do; or why it opens nothing."""
    if FORM.fullmatch(key) is None:
        return NotSignedIn()
    try:
        async with app.reading() as tx:
            found = await asked.by_hash(tx, digest(key))
            if found is None or found.state not in actions.ACTIVE:
                return NotSignedIn()
            await _note_use(tx, found.id, found.last_used_at)
    except FAULTS as fault:
        log.warning("key not looked up", extra={"fault": type(fault).__name__})
        return Unavailable(retry_after=2)
    return Viewer(found.user_id, scopes=frozenset(found.scopes), suspended=found.state == "suspended")


async def _note_use(tx: Tx, key_id: UUID, last: datetime | None) -> None:
    """A busy key costs one write a minute."""
    if last is None or tx.now - last >= GATHERED:
        await tx.run(USED, key_id, tx.now)
