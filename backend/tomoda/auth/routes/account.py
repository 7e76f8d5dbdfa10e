"""The account as a whole: being sure who asks, leaving, coming back, taking one's data along."""

from typing import Any
from uuid import UUID

from litestar import MediaType, Response, delete, get, post

from tomoda.auth import actions, queries
from tomoda.auth.actions import account, passkeys
from tomoda.auth.errors import ConfirmFirst, PasskeyRefused, ProofRefused, WrongCode, WrongPassword
from tomoda.auth.queries import account as asked
from tomoda.auth.routes.entering import Client, enter, with_cookie
from tomoda.auth.routes.guarding import LOGIN, Asked, device
from tomoda.auth.schemas import Confirmation, Export, Exports, Restore, SignedIn
from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer

EXPORTS = Limit("export", 3, 86_400)


@post(
    "/auth/confirm",
    status_code=204,
    opt={"suspended": True},
    raises=[PasskeyRefused, WrongCode, WrongPassword, RateLimited],
)
async def confirm(data: Confirmation, viewer: Viewer, request: Asked, app: App) -> None:
    """Show that it is me, by password, by a code from `/auth/codes` or by passkey: good for ten minutes, here."""
    await limits.take(app, LOGIN, str(viewer.id))
    if data.passkey is not None:
        async with app.transaction() as tx:
            await passkeys.confirm(app, tx, viewer, data.passkey)
        return
    async with app.reading() as tx:
        mine = await queries.by_id(tx, viewer.id)
    if data.code is None or mine.email is None:
        await actions.check_password(mine.password, data.password or "")
    else:
        key = device(app, request).key
        async with app.transaction() as tx:
            if not await actions.count_try(tx, mine.email, key):
                raise WrongCode
        async with app.transaction() as tx:
            await actions.use_code(tx, mine.email, data.code, key)
    async with app.transaction() as tx:
        await account.confirm(tx, viewer)


@delete("/users/me", opt={"suspended": True}, raises=[ConfirmFirst])
async def deactivate(viewer: Viewer, app: App) -> None:
    """Leave: invisible everywhere at once, deleted for good in thirty days. Signing in meanwhile asks to restore."""
    async with app.transaction() as tx:
        await account.deactivate(tx, viewer)
    app.closed[viewer.id] = "session_ended"


@post("/auth/restore", status_code=200, opt={"public": True}, raises=[ProofRefused])
async def restore(data: Restore, request: Asked, app: App, client: Client = "") -> Response[SignedIn]:
    """Come back, with the proof that came with `account_deactivated`."""
    found: Any = await app.valkey.getdel(f"restore:{actions.digest(data.proof).hex()}")
    if found is None:
        raise ProofRefused
    user_id = UUID(bytes(found).decode())
    async with app.transaction() as tx:
        if not await account.restore(tx, user_id):
            raise ProofRefused
        entered = await actions.begin_session(tx, user_id, device(app, request, data.device))
    app.closed.pop(entered.user_id, None)
    return with_cookie(app, enter(app, entered, client), entered.refresh_token, client)


@get("/users/me/exports", opt={"suspended": True})
async def exports(viewer: Viewer, app: App) -> Json[Exports]:
    """My exports, the latest first."""
    async with app.reading() as tx:
        return await asked.exports(tx, viewer)


@post("/users/me/exports", status_code=202, opt={"suspended": True}, raises=[ConfirmFirst, RateLimited])
async def ask_export(viewer: Viewer, app: App) -> Export:
    """Have everything gathered that is mine; it can be fetched for seven days."""
    await limits.take(app, EXPORTS, str(viewer.id))
    async with app.transaction() as tx:
        export_id = await account.ask_export(tx, viewer)
        return Export(export_id, "preparing", tx.now, tx.now + account.EXPORT_KEPT)


@get("/users/me/exports/{export_id:uuid}", opt={"suspended": True}, raises=[NotFound])
async def export(export_id: UUID, viewer: Viewer, app: App) -> Json[dict[str, list[dict[str, Any]]]]:
    """One of my exports for machines: the rows of each table that are mine."""
    async with app.reading() as tx:
        return Json(await asked.export(tx, viewer, export_id, "json"))


@get("/users/me/exports/{export_id:uuid}/page", opt={"suspended": True}, raises=[NotFound], media_type=MediaType.HTML)
async def export_page(export_id: UUID, viewer: Viewer, app: App) -> Response[bytes]:
    """One of my exports as a page for people, which needs nothing else to be read."""
    async with app.reading() as tx:
        found = await asked.export(tx, viewer, export_id, "html")
    return Response(found, media_type="text/html; charset=utf-8")


ROUTES = [confirm, deactivate, restore, exports, ask_export, export, export_page]
