"""Passkeys: making and removing them, and coming in."""

from uuid import UUID

from litestar import Response, delete, patch, post

from tomoda.auth import actions
from tomoda.auth.actions import flows, passkeys
from tomoda.auth.errors import AccountDeactivated, ConfirmFirst, LastWayIn, PasskeyRefused, TooManyPasskeys, WaitFirst
from tomoda.auth.queries import ways
from tomoda.auth.routes.entering import Client, ask_to_restore, enter, with_cookie
from tomoda.auth.routes.guarding import Asked, address, device, remember
from tomoda.auth.schemas import NewPasskey, PasskeyAnswer, PasskeyName, PasskeyOptions, SignedIn, WaysIn
from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer

PASSKEY_SIGN_INS = Limit("passkey_sign_in", 60, 900, closed=True)


@post("/auth/passkeys/options", status_code=201, raises=[ConfirmFirst, WaitFirst, TooManyPasskeys])
async def options(viewer: Viewer, app: App) -> PasskeyOptions:
    """Begin to make a passkey: what to pass to `navigator.credentials.create`."""
    async with app.reading() as tx:
        return PasskeyOptions(await passkeys.begin_making(app, tx, viewer), passkeys.LIFETIME)


@post("/auth/passkeys", raises=[ConfirmFirst, WaitFirst, PasskeyRefused, TooManyPasskeys])
async def add(data: NewPasskey, viewer: Viewer, app: App) -> Json[WaysIn]:
    """Keep the passkey that the browser made, under a name."""
    async with app.transaction() as tx:
        await passkeys.make(app, tx, viewer, data.name, data.credential)
        return await ways.mine(tx, viewer)


@patch("/auth/passkeys/{passkey_id:uuid}", raises=[NotFound])
async def rename(passkey_id: UUID, data: PasskeyName, viewer: Viewer, app: App) -> Json[WaysIn]:
    """Call a passkey something else."""
    async with app.transaction() as tx:
        await passkeys.rename(tx, viewer, passkey_id, data.name)
        return await ways.mine(tx, viewer)


@delete("/auth/passkeys/{passkey_id:uuid}", raises=[ConfirmFirst, WaitFirst, LastWayIn, NotFound])
async def remove(passkey_id: UUID, viewer: Viewer, app: App) -> None:
    """Nobody comes in by this passkey any more; the last way in stays."""
    async with app.transaction() as tx:
        await passkeys.remove(tx, viewer, passkey_id, list(flows.providers(app)))


@post("/auth/passkeys/challenge", status_code=201, opt={"public": True}, raises=[RateLimited])
async def challenge(request: Asked, app: App, client: Client = "") -> Response[PasskeyOptions]:
    """Begin to come in by a passkey, or to confirm with one: what to pass to `navigator.credentials.get`."""
    await limits.take(app, PASSKEY_SIGN_INS, address(request))
    options = PasskeyOptions(await passkeys.begin_entering(app), passkeys.LIFETIME)
    return Response(options, status_code=201, cookies=remember(app, request, client)[1])


@post(
    "/auth/passkeys/answer",
    status_code=200,
    opt={"public": True},
    raises=[PasskeyRefused, AccountDeactivated, RateLimited],
)
async def answer(data: PasskeyAnswer, request: Asked, app: App, client: Client = "") -> Response[SignedIn]:
    """Come in by a passkey; whose it is, it says itself."""
    await limits.take(app, PASSKEY_SIGN_INS, address(request))
    async with app.transaction() as tx:
        found = await passkeys.enter(app, tx, data.credential, device(app, request, data.device))
    if isinstance(found, actions.Left):
        raise await ask_to_restore(app, found)
    return with_cookie(app, enter(app, found, client), found.refresh_token, client)


ROUTES = [options, add, rename, remove, challenge, answer]
