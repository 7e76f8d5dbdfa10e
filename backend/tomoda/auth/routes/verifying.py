"""The mark of verification: to the checker's page, back, and away with it."""

from typing import Annotated
from urllib.parse import urlencode

from litestar import MediaType, Response, delete, get, post
from litestar.params import QueryParameter

from tomoda.auth.actions import account, flows, verifying
from tomoda.auth.errors import (
    CheckedElsewhere,
    ConfirmFirst,
    IdentityRefused,
    NothingChecked,
    ProviderDeclined,
    ProviderOff,
    ProviderSilent,
    VerificationRevoked,
    WaitFirst,
)
from tomoda.auth.queries import verifying as asked
from tomoda.auth.routes.entering import Client
from tomoda.auth.routes.guarding import Asked, device
from tomoda.auth.schemas import FlowAnswer, FlowBegun, Verification
from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.users.errors import TooYoung

VERIFICATIONS = Limit("verification", 5, 86_400, closed=True)
RETURN = "/sign-in/return"


@get("/auth/verification", opt={"suspended": True})
async def verification(viewer: Viewer, app: App) -> Json[Verification]:
    """My own mark, and whether this host has somebody who checks."""
    async with app.reading() as tx:
        return await asked.mine(tx, viewer, offered=verifying.NAME in app.edges)


@post(
    "/auth/verification/start",
    status_code=201,
    raises=[ConfirmFirst, WaitFirst, ProviderOff, ProviderSilent, RateLimited],
)
async def start_verification(viewer: Viewer, app: App, client: Client = "") -> FlowBegun:
    """Begin to show somebody else who I am: where to send me. They come back as from a provider."""
    verifying.checker(app)
    async with app.reading() as tx:
        await account.require_certainty(tx, viewer)
    await limits.take(app, VERIFICATIONS, str(viewer.id))
    begun = await verifying.begin(app, viewer, native=client not in ("web", ""))
    return FlowBegun(begun.url, begun.state, begun.secret, flows.LIFETIME)


@get("/auth/verification/callback", status_code=303, opt={"public": True, "external": True}, media_type=MediaType.TEXT)
async def verification_callback(
    app: App,
    flow: Annotated[str, QueryParameter(name="state", min_length=20, max_length=200)],
    code: str | None = None,
    error: str | None = None,
) -> Response[None]:
    """Where the checker sends people back to; they go on to the app, which finishes."""
    native = await flows.returned(app, verifying.NAME, flow, flows.Returned(code, error))
    where = f"{RETURN}?{urlencode({'provider': verifying.NAME, 'state': flow})}"
    base = "tomoda:/" if native else app.public_url
    return Response(None, status_code=303, headers={"Location": base + where, "Cache-Control": "no-store"})


@post(
    "/auth/verification/finish",
    status_code=200,
    raises=[
        *(CheckedElsewhere, NothingChecked, VerificationRevoked, TooYoung),
        *(IdentityRefused, ProviderDeclined, ProviderOff, ProviderSilent),
    ],
)
async def finish_verification(data: FlowAnswer, viewer: Viewer, request: Asked, app: App) -> Json[Verification]:
    """Back from the checker: what it checked becomes my mark, for a year. Nothing else that it told is kept."""
    said = await verifying.finish(app, viewer, data)
    async with app.transaction() as tx:
        minor = verifying.is_minor(tx, said)
        if minor:
            await verifying.turn_away(tx, viewer, device(app, request))
        else:
            await verifying.save(tx, viewer, said)
        answer = await asked.mine(tx, viewer, offered=True)
    if minor:
        raise TooYoung
    return answer


@delete("/auth/verification")
async def drop_verification(viewer: Viewer, app: App) -> None:
    """I want no mark any more: nothing of it is left."""
    async with app.transaction() as tx:
        await verifying.drop(tx, viewer)


ROUTES = [verification, start_verification, verification_callback, finish_verification, drop_verification]
