"""The account as a whole: being sure who asks, leaving, coming back, taking one's data along."""

from typing import Annotated, Any
from uuid import UUID

from litestar import MediaType, Response, delete, get, post
from litestar.params import QueryParameter

from tomoda.auth import actions, queries
from tomoda.auth.actions import account, passkeys
from tomoda.auth.errors import ConfirmFirst, PasskeyRefused, ProofRefused, WaitFirst, WrongCode, WrongPassword
from tomoda.auth.queries import account as asked
from tomoda.auth.routes.entering import Client, enter, with_cookie
from tomoda.auth.routes.guarding import LOGIN, Asked, device
from tomoda.auth.schemas import Confirmation, Export, ExportLinks, Exports, Restore, SignedIn
from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer

EXPORTS = Limit("export", 3, 86_400)

Until = Annotated[int, QueryParameter(ge=0)]
Seal = Annotated[str, QueryParameter(max_length=64)]


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


@delete("/users/me", opt={"suspended": True}, raises=[ConfirmFirst, WaitFirst])
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
        entered = await actions.begin_session(tx, user_id, device(app, request, data.device), by_mail=True)
    app.closed.pop(entered.user_id, None)
    return with_cookie(app, enter(app, entered, client), entered.refresh_token, client)


@get("/users/me/exports", opt={"suspended": True})
async def exports(viewer: Viewer, app: App) -> Json[Exports]:
    """My exports, the latest first."""
    async with app.reading() as tx:
        return await asked.exports(tx, viewer)


@post("/users/me/exports", status_code=202, opt={"suspended": True}, raises=[ConfirmFirst, WaitFirst, RateLimited])
async def ask_export(viewer: Viewer, app: App) -> Export:
    """Have everything gathered that is mine; for seven days it can be fetched by links."""
    await limits.take(app, EXPORTS, str(viewer.id))
    async with app.transaction() as tx:
        export_id = await account.ask_export(tx, viewer)
        return Export(export_id, "preparing", tx.now, tx.now + account.EXPORT_KEPT)


@post(
    "/users/me/exports/{export_id:uuid}/links",
    opt={"suspended": True},
    raises=[ConfirmFirst, WaitFirst, NotFound],
)
async def export_link(export_id: UUID, viewer: Viewer, app: App) -> ExportLinks:
    """Links by which my browser saves an export: each good for ten minutes and one use, and only for what is mine."""
    async with app.reading() as tx:
        await account.require_certainty(tx, viewer)
        if not await tx.value(asked.READY, viewer.id, export_id, tx.now):
            raise NotFound
        return account.links(tx, viewer.id, export_id)


@get("/exports/{export_id:uuid}", opt={"public": True}, raises=[NotFound])
async def export(export_id: UUID, app: App, until: Until, seal: Seal) -> Response[dict[str, list[dict[str, Any]]]]:
    """Behind such a link, an export for machines: the rows of each table that are mine."""
    found: Any = await _behind_link(app, export_id, "json", until, seal)
    return Response(found, media_type="application/json", headers=_saved_as("tomoda.json"))


@get("/exports/{export_id:uuid}/page", opt={"public": True}, raises=[NotFound], media_type=MediaType.HTML)
async def export_page(export_id: UUID, app: App, until: Until, seal: Seal) -> Response[bytes]:
    """Behind such a link, an export as a page for people, which needs nothing else to be read."""
    found = await _behind_link(app, export_id, "html", until, seal)
    return Response(found, media_type="text/html; charset=utf-8", headers=_saved_as("tomoda.html"))


async def _behind_link(app: App, export_id: UUID, form: asked.Form, until: int, seal: str) -> bytes:
    """What the link leads to, once. Raises NotFound."""
    async with app.reading() as tx:
        found = await asked.export(tx, export_id, form)
        if found is None or not account.is_link(tx, found.user_id, export_id, form, until, seal):
            raise NotFound
    if not await app.valkey.set(f"export_link:{seal}", b"", ex=account.LINK_SECONDS, nx=True):
        raise NotFound
    return found.body


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}


ROUTES = [confirm, deactivate, restore, exports, ask_export, export_link, export, export_page]
