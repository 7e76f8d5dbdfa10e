"""Being sure who asks, leaving, coming back, and taking one's data along."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from tomoda.auth.errors import ConfirmFirst, WaitFirst
from tomoda.auth.messages import EraseAccount, PrepareExport
from tomoda.auth.schemas import ExportLinks
from tomoda.core import tokens
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.users import actions as people

GRACE = timedelta(days=30)  # in which a deactivated account can be restored
CERTAIN_FOR = timedelta(minutes=10)
EXPORT_KEPT = timedelta(days=7)
LINK_SECONDS = 600

CONFIRM = sql("update sessions set confirmed_at = $2 where id = $1")
NEED_NOT_WAIT = sql("update sessions set waits_until = null where id = $1")
CERTAIN = sql("select confirmed_at > $2 as certain, waits_until from sessions where id = $1")
DUE_FOR_ERASURE = sql("""
    select exists (select from users where id = $1 and state = 'deactivated' and state_changed_at <= $2)
""")
LOCK_STATE = sql("select state from users where id = $1 for no key update")
FORGET_CODES = sql("""
    delete from codes where email_folded = (select email_folded from users where id = $1)
""")
ASK_EXPORT = sql("insert into exports (id, user_id, created_at, expires_at) values ($1, $2, $3, $4)")
SAVE_EXPORT = sql("update exports set state = 'ready', json = $2, html = $3 where id = $1")
FORGET_EXPORTS = sql("delete from exports where expires_at < $1")


async def confirm(tx: Tx, viewer: Viewer) -> None:
    """The person has just shown that it is them."""
    await tx.run(CONFIRM, viewer.session_id, tx.now)


async def require_certainty(tx: Tx, viewer: Viewer) -> None:
    """Raises ConfirmFirst unless the person signed in, or confirmed, in this session within ten minutes; WaitFirst."""
    found = None
    if viewer.scopes is None:
        found = await tx.row(CERTAIN, viewer.session_id, tx.now - CERTAIN_FOR)
    if found is None or not found["certain"]:
        raise ConfirmFirst
    if found["waits_until"] is not None and found["waits_until"] > tx.now:
        raise WaitFirst(until=found["waits_until"].isoformat())


async def deactivate(tx: Tx, viewer: Viewer) -> None:
    """Invisible everywhere at once, signed out everywhere, and deleted for good in thirty days."""
    await require_certainty(tx, viewer)
    await leave(tx, viewer.id)


async def leave(tx: Tx, user_id: UUID) -> None:
    """The same for somebody whose last way in is gone."""
    await people.hide(tx, user_id, "deactivated")
    tx.enqueue(EraseAccount(user_id=user_id), at=tx.now + GRACE, once=f"erase:{user_id}:{tx.now.isoformat()}")


async def restore(tx: Tx, user_id: UUID) -> bool:
    """Come back within the grace; False if the account is gone, or was taken away by others."""
    if await tx.value(LOCK_STATE, user_id) != "deactivated":
        return False
    await people.restore(tx, user_id)
    return True


async def erase_if_due(tx: Tx, user_id: UUID) -> None:
    """Delete the account for good, unless it was restored in the meantime."""
    await tx.value(LOCK_STATE, user_id)
    if await tx.value(DUE_FOR_ERASURE, user_id, tx.now - GRACE):
        await _erase(tx, user_id)


async def erase_again(tx: Tx, user_id: UUID) -> bool:
    """Delete somebody whom a backup brought back, however they stand in it; whether they were there."""
    here = await tx.value(LOCK_STATE, user_id) is not None
    if here:
        await _erase(tx, user_id)
    return here


async def _erase(tx: Tx, user_id: UUID) -> None:
    await tx.run(FORGET_CODES, user_id)
    await people.erase(tx, user_id)


async def ask_export(tx: Tx, viewer: Viewer) -> UUID:
    """Have everything gathered that is mine. Raises ConfirmFirst."""
    await require_certainty(tx, viewer)
    export_id = new_id()
    await tx.run(ASK_EXPORT, export_id, viewer.id, tx.now, tx.now + EXPORT_KEPT)
    tx.enqueue(PrepareExport(export_id=export_id))
    return export_id


def links(tx: Tx, user_id: UUID, export_id: UUID) -> ExportLinks:
    """Links to one export of this person, sealed so that nobody else can make one, or change what it opens."""
    until = int(tx.now.timestamp()) + LINK_SECONDS

    def made(form: str, path: str) -> str:
        seal = tokens.sealed(tx.app.secret, "export", user_id, export_id, form, until)
        return f"{tx.app.public_url}/api/v1/exports/{export_id}{path}?until={until}&seal={seal}"

    return ExportLinks(made("html", "/page"), made("json", ""), datetime.fromtimestamp(until, UTC))


def is_link(tx: Tx, user_id: UUID, export_id: UUID, form: str, until: int, seal: str) -> bool:
    """Whether we made that link, and its time has not passed."""
    sealed = tokens.is_sealed(tx.app.secret, seal, "export", user_id, export_id, form, until)
    return sealed and tx.now.timestamp() < until
