"""Another e-mail address: a code to each end, and for seven days a link at the old one that takes it all back."""

import secrets
from datetime import timedelta
from uuid import UUID

from tomoda.auth import actions, queries
from tomoda.auth.actions import account
from tomoda.auth.actions.devices import require_lasting_mail
from tomoda.auth.errors import AddressInUse, UndoRefused, WrongCode
from tomoda.auth.messages import MailUndo
from tomoda.core.errors import FieldError, Malformed
from tomoda.core.sql import sql
from tomoda.core.tokens import digest
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import fold, new_id
from tomoda.users import actions as people
from tomoda.users import queries as persons

UNDO = timedelta(days=7)

WANT = sql("""
    insert into address_changes (user_id, email, created_at, expires_at) values ($1, $2, $3, $4)
    on conflict (user_id) do update
        set email = excluded.email, created_at = excluded.created_at, expires_at = excluded.expires_at
""")
DONE = sql("delete from address_changes where user_id = $1")
KEEP_BEFORE = sql("""
    insert into address_undos (id, user_id, email, changed_at, expires_at) values ($1, $2, $3, $4, $5)
""")
SET_UNDO = sql("update address_undos set hash = $2 where id = $1 and expires_at > $3 returning email")
USE_UNDO = sql("""
    delete from address_undos where user_id = $1 and changed_at >= $2
""")
DROP_WAYS = sql("""
    with identity as (delete from identities where user_id = $1 and created_at >= $2),
        passkey as (delete from passkeys where user_id = $1 and created_at >= $2),
        key as (delete from api_keys where user_id = $1 and created_at >= $2)
    delete from passwords where user_id = $1 and changed_at >= $2
""")
FORGET = sql("""
    with undo as (delete from address_undos where expires_at < $1)
    delete from address_changes where expires_at < $1
""")


async def ask(tx: Tx, viewer: Viewer, email: str, locale: str, key: bytes | None) -> None:
    """Have a code mailed to the new address, and one to the present one. Raises ConfirmFirst, Malformed.

    Whether somebody else has the new address is not said; if so, no code goes there.
    """
    await account.require_certainty(tx, viewer)
    require_lasting_mail(email)
    mine = await queries.by_id(tx, viewer.id)
    if mine.email is not None and fold(mine.email) == fold(email):
        raise Malformed(errors=[FieldError("#/email", "is yours already")])
    await tx.run(WANT, viewer.id, email, tx.now, tx.now + actions.CODE_LIFETIME)
    await actions.request_code(tx, email, locale, key, "address_after")
    if mine.email is not None:
        await actions.request_code(tx, mine.email, locale, key, "address_before")


async def wanted(tx: Tx, viewer: Viewer) -> tuple[str, str | None]:
    """The address that I want to have, and the one that I have. Raises WrongCode if I want none, or did long ago."""
    found = await queries.wanted_address(tx, viewer)
    if found is None:
        raise WrongCode
    return found, (await queries.by_id(tx, viewer.id)).email


async def change(tx: Tx, viewer: Viewer, after: str, before: str | None, key: bytes | None, locale: str) -> None:
    """Both ends have confirmed. Raises WrongCode, ConfirmFirst. `after` and `before` are the codes.

    Each try was counted before, in a transaction that stands whatever comes of this one.
    """
    await account.require_certainty(tx, viewer)
    await persons.lock(tx, viewer.id)
    new, old = await wanted(tx, viewer)
    await actions.use_code(tx, new, after, key, "address_after")
    if old is not None:
        await actions.use_code(tx, old, before or "", key, "address_before")
    if not await people.set_address(tx, viewer.id, new):
        raise WrongCode
    await tx.run(DONE, viewer.id)
    if old is not None:
        undo_id = new_id()
        await tx.run(KEEP_BEFORE, undo_id, viewer.id, old, tx.now, tx.now + UNDO)
        tx.enqueue(MailUndo(undo_id=undo_id, locale=locale))


async def make_undo(tx: Tx, undo_id: UUID) -> tuple[str, str] | None:
    """The old address and the secret of its link; None if it is too late. Made anew at each try to send."""
    secret = secrets.token_urlsafe(32)
    email = await tx.value(SET_UNDO, undo_id, digest(secret), tx.now)
    return (email, secret) if email else None


async def undo(tx: Tx, secret: str) -> None:
    """The old address is back. Raises UndoRefused, AddressInUse if it has become somebody else's.

    Who follows the link did not want the change: everybody is signed out, and what was added as a way in since
    then is dropped.
    """
    found = await queries.undo(tx, digest(secret))
    if found is None:
        raise UndoRefused
    await persons.lock(tx, found.user_id)
    if not await people.set_address(tx, found.user_id, found.email):
        raise AddressInUse
    await tx.run(USE_UNDO, found.user_id, found.changed_at)
    await tx.run(DONE, found.user_id)
    await tx.run(DROP_WAYS, found.user_id, found.changed_at)
    await actions.close_all(tx, found.user_id)
