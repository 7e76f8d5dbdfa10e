"""Ways in by Google, Apple and LINE, and which ways in an account has."""

from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from litestar import MediaType, Response, delete, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter

from tomoda.auth import actions
from tomoda.auth.actions import flows, identities
from tomoda.auth.actions.devices import Device
from tomoda.auth.errors import (
    AccountDeactivated,
    ConfirmFirst,
    IdentityRefused,
    IdentityTaken,
    LastWayIn,
    LinkFirst,
    ProofRefused,
    ProviderDeclined,
    ProviderOff,
    ProviderSilent,
    WaitFirst,
)
from tomoda.auth.queries import ways
from tomoda.auth.routes.entering import Client, ask_to_restore, enter, with_cookie
from tomoda.auth.routes.guarding import Asked, address, device, remember
from tomoda.auth.schemas import (
    Entrance,
    FlowAnswer,
    FlowBegun,
    Link,
    Nonce,
    ProviderNotification,
    ProviderReturn,
    Received,
    TokenAnswer,
    WaysIn,
)
from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import FieldError, Malformed, NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.edges.oauth import Identity

PROVIDER_SIGN_INS = Limit("provider_sign_in", 60, 900, closed=True)
NOTIFICATIONS = Limit("provider_notification", 600, 60)
RETURN = "/sign-in/return"

ENTERING = (IdentityRefused, AccountDeactivated, LinkFirst, ProviderOff, ProviderSilent, RateLimited)


@post("/auth/providers/{provider:str}/nonce", status_code=201, opt={"public": True}, raises=[ProviderOff, RateLimited])
async def nonce(provider: str, request: Asked, app: App) -> Nonce:
    """For an app that fetches an ID token by itself: what the token must contain."""
    await limits.take(app, PROVIDER_SIGN_INS, address(request))
    return Nonce(await flows.nonce(app, provider), flows.LIFETIME)


@post("/auth/providers/{provider:str}/token", status_code=200, opt={"public": True}, raises=ENTERING)
async def by_token(
    provider: str, data: TokenAnswer, request: Asked, app: App, client: Client = ""
) -> Response[Entrance]:
    """Come in by an ID token. Whoever is new gets a proof to sign up with."""
    await limits.take(app, PROVIDER_SIGN_INS, address(request))
    return await _enter(app, await flows.by_token(app, provider, data), device(app, request, data.device), client)


@post(
    "/auth/providers/{provider:str}/start",
    status_code=201,
    opt={"public": True},
    raises=[ProviderOff, ProviderSilent, RateLimited],
)
async def start(provider: str, request: Asked, app: App, client: Client = "") -> Response[FlowBegun]:
    """Begin to sign in, or to link, at the provider's own page: where to send the person."""
    await limits.take(app, PROVIDER_SIGN_INS, address(request))
    begun = await flows.begin(app, provider, native=client not in ("web", ""))
    answer = FlowBegun(begun.url, begun.state, begun.secret, flows.LIFETIME)
    return Response(answer, status_code=201, cookies=remember(app, request, client)[1])


@get(
    "/auth/providers/{provider:str}/callback",
    status_code=303,
    opt={"public": True},
    raises=[ProviderOff],
    media_type=MediaType.TEXT,
)
async def callback(
    provider: str,
    app: App,
    flow: Annotated[str, QueryParameter(name="state", min_length=20, max_length=200)],
    code: str | None = None,
    error: str | None = None,
) -> Response[None]:
    """Where the provider sends people back to; they go on to the app, which finishes."""
    return await _back(app, provider, flow, flows.Returned(code, error))


@post(
    "/auth/providers/{provider:str}/callback",
    status_code=303,
    opt={"public": True},
    raises=[ProviderOff],
    media_type=MediaType.TEXT,
)
async def callback_form(
    provider: str, app: App, data: Annotated[ProviderReturn, Body(media_type=RequestEncodingType.URL_ENCODED)]
) -> Response[None]:
    """The same, as Apple does it: by a form."""
    return await _back(app, provider, data.state, flows.Returned(data.code, data.error, _name(data.user)))


@post(
    "/auth/providers/{provider:str}/finish",
    status_code=200,
    opt={"public": True},
    raises=[ProviderDeclined, *ENTERING],
)
async def finish(provider: str, data: FlowAnswer, request: Asked, app: App, client: Client = "") -> Response[Entrance]:
    """Come in, back from the provider. Whoever is new gets a proof to sign up with."""
    await limits.take(app, PROVIDER_SIGN_INS, address(request))
    return await _enter(app, await flows.finish(app, provider, data), device(app, request, data.device), client)


@post(
    "/auth/providers/{provider:str}/notifications",
    status_code=200,
    opt={"public": True},
    raises=[IdentityRefused, ProviderOff, ProviderSilent, RateLimited],
)
async def notified(provider: str, data: ProviderNotification, request: Asked, app: App) -> Received:
    """What the provider's server tells of somebody's account there (Apple does): consent withdrawn, deleted."""
    await limits.take(app, NOTIFICATIONS, address(request))
    event = await flows.event(app, provider, data.payload)
    if event is not None:
        async with app.transaction() as tx:
            await identities.follow(tx, flows.provider(app, provider).issuer, event, list(flows.providers(app)))
        await flows.followed(app, provider, event)
    return Received(received=True)


@get("/auth/ways", opt={"suspended": True})
async def ways_in(viewer: Viewer, app: App) -> Json[WaysIn]:
    """All ways by which I can come in."""
    async with app.reading() as tx:
        return await ways.mine(tx, viewer)


@post(
    "/auth/identities",
    status_code=200,
    raises=[
        *(ConfirmFirst, WaitFirst, IdentityTaken, IdentityRefused, ProofRefused),
        *(ProviderDeclined, ProviderOff, ProviderSilent, RateLimited),
    ],
)
async def link(data: Link, viewer: Viewer, request: Asked, app: App) -> Json[WaysIn]:
    """From now on come in by this as well: I am signed in, and have just shown that it is mine."""
    await limits.take(app, PROVIDER_SIGN_INS, address(request))
    who = None if data.proof is not None else await _shown(app, data)
    async with app.transaction() as tx:
        if who is not None:
            await identities.link(tx, viewer, who)
        else:
            await identities.link_by_proof(tx, viewer, data.proof or "")
        return await ways.mine(tx, viewer)


@delete("/auth/identities/{identity_id:uuid}", raises=[ConfirmFirst, WaitFirst, LastWayIn, NotFound])
async def unlink(identity_id: UUID, viewer: Viewer, app: App) -> None:
    """No longer come in by this; the last way in stays."""
    async with app.transaction() as tx:
        await identities.unlink(tx, viewer, identity_id, list(flows.providers(app)))


async def _enter(app: App, who: Identity, used: Device, client: str) -> Response[Entrance]:
    async with app.transaction() as tx:
        found = await identities.enter(tx, who, used)
    match found:
        case actions.Left():
            raise await ask_to_restore(app, found)
        case identities.OwnerKnown(proof=proof, ways=names):
            raise LinkFirst(proof=proof, ways=names)
        case identities.Newcomer(proof=proof, name=name, email=email):
            return Response(Entrance(state="new", proof=proof, name=name, email=email))
        case actions.Entered():
            entrance = Entrance(state="signed_in", session=enter(app, found, client))
            return with_cookie(app, entrance, found.refresh_token, client)


async def _shown(app: App, data: Link) -> Identity:
    if data.provider is not None and data.token is not None:
        return await flows.by_token(app, data.provider, data.token)
    if data.provider is not None and data.flow is not None:
        return await flows.finish(app, data.provider, data.flow)
    raise Malformed(errors=[FieldError("#/proof", "or a provider with a token or a flow is required")])


async def _back(app: App, provider: str, state: str, what: flows.Returned) -> Response[None]:
    flows.provider(app, provider)
    native = await flows.returned(app, provider, state, what)
    base = "tomoda:/" if native else app.public_url
    where = f"{base}{RETURN}?{urlencode({'provider': provider, 'state': state})}"
    return Response(None, status_code=303, headers={"Location": where, "Cache-Control": "no-store"})


class _Name(msgspec.Struct, rename="camel"):
    first_name: str | None = None
    last_name: str | None = None


class _User(msgspec.Struct):
    name: _Name | None = None


def _name(user: str | None) -> str | None:
    """The name in what Apple's form says of somebody; it is a proposal, so whatever cannot be read is left."""
    try:
        said = msgspec.json.decode(user or "{}", type=_User).name
    except msgspec.MsgspecError:
        return None
    parts = [said.first_name, said.last_name] if said else []
    return " ".join(part.strip() for part in parts if part and part.strip())[:100] or None


ROUTES = [
    *(nonce, by_token, start, callback, callback_form, finish, notified),
    *(ways_in, link, unlink),
]
