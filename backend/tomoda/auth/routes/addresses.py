"""Another e-mail address, and a forgotten password: what is proven by reading mails."""

from litestar import Response, post

from tomoda.auth import actions
from tomoda.auth.actions import addresses, resets
from tomoda.auth.errors import (
    AccountDeactivated,
    AddressInUse,
    ConfirmFirst,
    DisposableMail,
    UndoRefused,
    WaitFirst,
    WeakPassword,
    WrongCode,
)
from tomoda.auth.queries import ways
from tomoda.auth.routes.entering import Client, ask_to_restore, enter, with_cookie
from tomoda.auth.routes.guarding import CODE_SEND, CODE_VERIFY, RESET, Asked, address, device, hold_back, wide
from tomoda.auth.schemas import AddressChange, AddressCodes, AddressUndo, CodeSent, PasswordReset, SignedIn, WaysIn
from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import RateLimited
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer


@post("/auth/address", status_code=202, raises=[ConfirmFirst, WaitFirst, DisposableMail, RateLimited])
async def ask_address(data: AddressChange, viewer: Viewer, request: Asked, app: App) -> CodeSent:
    """Change my address: a code goes to the new one, and one to the present one. The answer is always the same."""
    used = device(app, request)
    await hold_back(app, CODE_SEND, request, used, data.email)
    await limits.take(app, CODE_SEND, str(viewer.id))
    async with app.transaction() as tx:
        await addresses.ask(tx, viewer, data.email, data.locale, used.key)
    return CodeSent(expires_in=int(actions.CODE_LIFETIME.total_seconds()))


@post("/auth/address/confirm", status_code=200, raises=[ConfirmFirst, WaitFirst, WrongCode, RateLimited])
async def confirm_address(data: AddressCodes, viewer: Viewer, request: Asked, app: App) -> Json[WaysIn]:
    """Both codes: from now on the new address is mine. For seven days a link at the old one takes it back."""
    used = device(app, request)
    await limits.take(app, CODE_VERIFY, str(viewer.id))
    async with app.transaction() as tx:
        new, old = await addresses.wanted(tx, viewer)
        allowed = await actions.count_try(tx, new, used.key, "address_after")
        allowed &= old is None or await actions.count_try(tx, old, used.key, "address_before")
    if not allowed:
        raise WrongCode
    async with app.transaction() as tx:
        await addresses.change(tx, viewer, data.after, data.before, used.key, data.locale)
        return await ways.mine(tx, viewer)


@post("/auth/address/undo", status_code=204, opt={"public": True}, raises=[AddressInUse, UndoRefused, RateLimited])
async def undo_address(data: AddressUndo, request: Asked, app: App) -> None:
    """I did not want another address: the old one is back, all are signed out, ways in added since are dropped."""
    await limits.take(app, wide(CODE_VERIFY, "address"), address(request))
    async with app.transaction() as tx:
        await addresses.undo(tx, data.token)


@post(
    "/auth/password/reset",
    status_code=200,
    opt={"public": True},
    raises=[WrongCode, WeakPassword, AccountDeactivated, RateLimited],
)
async def reset_password(data: PasswordReset, request: Asked, app: App, client: Client = "") -> Response[SignedIn]:
    """A new password for a forgotten one, by a code for it from `/auth/codes`; all other sessions end."""
    used = device(app, request, data.device)
    await hold_back(app, CODE_VERIFY, request, used, data.email)
    new_hash = await actions.hash_password(data.new, data.email)
    await hold_back(app, RESET, request, used, data.email)
    async with app.transaction() as tx:
        allowed = await actions.count_try(tx, data.email, used.key, "password")
    if not allowed:
        raise WrongCode
    async with app.transaction() as tx:
        found = await resets.reset(tx, data.email, data.code, new_hash, used)
    if isinstance(found, actions.Left):
        raise await ask_to_restore(app, found)
    return with_cookie(app, enter(app, found, client), found.refresh_token, client)


ROUTES = [ask_address, confirm_address, undo_address, reset_password]
