"""On the way to a provider and back: what must be remembered in between, in Valkey, for ten minutes and one use."""

import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import msgspec

from tomoda.auth.errors import IdentityRefused, ProviderDeclined, ProviderOff, ProviderSilent
from tomoda.auth.schemas import FlowAnswer, TokenAnswer
from tomoda.core.app import App
from tomoda.core.tokens import digest
from tomoda.edges.oauth import Event, Identity, Provider, ProviderDown, Refused

LIFETIME = 600  # seconds
EVENT_KEPT = 7 * 86_400  # seconds in which an event that is told again is known


type Where = Callable[[str, str, str, str], Awaitable[str]]
"""The page to send somebody to, for where they come back to, a state, a nonce and a verifier."""


class Flow(msgspec.Struct):
    """What is needed when somebody comes back."""

    provider: str
    nonce: str
    verifier: str
    secret: bytes
    native: bool
    user_id: UUID | None = None


class Returned(msgspec.Struct):
    """What the provider gave them to carry back."""

    code: str | None = None
    error: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to send somebody; `secret` stays with the client that began, and proves that it is the one to finish."""

    url: str
    state: str
    secret: str


def providers(app: App) -> dict[str, Provider]:
    """The providers that are on here."""
    found: Any = app.edges.get("providers")
    return found or {}


def provider(app: App, name: str) -> Provider:
    """One of them. Raises ProviderOff."""
    found = providers(app).get(name)
    if found is None:
        raise ProviderOff
    return found


def callback(app: App, name: str) -> str:
    """Where the provider sends people back to."""
    return f"{app.public_url}/api/v1/auth/providers/{name}/callback"


async def nonce(app: App, name: str) -> str:
    """What an ID token that an app fetches by itself must contain; good once."""
    made = secrets.token_urlsafe(32)
    await app.valkey.set(_key("nonce", made), provider(app, name).name, ex=LIFETIME)
    return made


async def begin(app: App, name: str, *, native: bool) -> Begun:
    """Begin a flow. Raises ProviderOff, ProviderSilent."""
    where = provider(app, name).authorization_url
    return await begin_at(app, name, where, callback(app, name), native=native)


async def begin_at(
    app: App, name: str, where: Where, back_to: str, *, native: bool, user_id: UUID | None = None
) -> Begun:
    """The same at any page that speaks OpenID Connect; with a person, for them alone. Raises ProviderSilent."""
    state, made, verifier, secret = (secrets.token_urlsafe(32) for _ in range(4))
    try:
        url = await where(back_to, state, made, verifier)
    except ProviderDown:
        raise ProviderSilent(retry_after=5) from None
    flow = Flow(name, made, verifier, digest(secret), native, user_id)
    await app.valkey.set(_key("flow", state), msgspec.json.encode(flow), ex=LIFETIME)
    return Begun(url, state, secret)


async def returned(app: App, name: str, state: str, what: Returned) -> bool | None:
    """Keep what somebody carried back, the first time. Whether an app began it; None: nobody did, or long ago."""
    flow = await _flow(app, name, state)
    if flow is None:
        return None
    await app.valkey.set(_key("back", state), msgspec.json.encode(what), ex=LIFETIME, nx=True)
    return flow.native


async def finish(app: App, name: str, answer: FlowAnswer) -> Identity:
    """Who came back. Raises IdentityRefused, ProviderDeclined, ProviderOff, ProviderSilent."""
    there = provider(app, name)
    flow, back = await come_back(app, name, answer)
    now = app.clock()
    try:
        given = await there.exchange(back.code or "", callback(app, name), flow.verifier, now)
        who = await there.identity(given.id_token, flow.nonce, now)
    except Refused:
        raise IdentityRefused from None
    except ProviderDown:
        raise ProviderSilent(retry_after=5) from None
    return replace(who, name=who.name or back.name, grant=given.refresh_token)


async def come_back(app: App, name: str, answer: FlowAnswer) -> tuple[Flow, Returned]:
    """The flow that this client began, and the code that came back; once. Raises IdentityRefused, ProviderDeclined."""
    flow = await _flow(app, name, answer.state)
    if flow is None or not hmac.compare_digest(flow.secret, digest(answer.secret)):
        raise IdentityRefused
    if not await app.valkey.delete(_key("flow", answer.state)):
        raise IdentityRefused
    found: Any = await app.valkey.getdel(_key("back", answer.state))
    back = msgspec.json.decode(found, type=Returned) if found else Returned()
    if back.code is None:
        raise ProviderDeclined
    return flow, back


async def by_token(app: App, name: str, answer: TokenAnswer) -> Identity:
    """Who an ID token is about that an app fetched. Raises IdentityRefused, ProviderOff, ProviderSilent."""
    there = provider(app, name)
    if await app.valkey.getdel(_key("nonce", answer.nonce)) != name.encode():
        raise IdentityRefused
    try:
        who = await there.identity(answer.id_token, answer.nonce, app.clock())
    except Refused:
        raise IdentityRefused from None
    except ProviderDown:
        raise ProviderSilent(retry_after=5) from None
    return replace(who, name=who.name or answer.name)


async def event(app: App, name: str, payload: str) -> Event | None:
    """What the provider's server tells; None if it was told before. Raises IdentityRefused, ProviderOff, …Silent."""
    try:
        said = await provider(app, name).event(payload, app.clock())
    except Refused:
        raise IdentityRefused from None
    except ProviderDown:
        raise ProviderSilent(retry_after=5) from None
    return None if await app.valkey.exists(_key("event", f"{name} {said.id}")) else said


async def followed(app: App, name: str, said: Event) -> None:
    """The event has been followed: told again, it is not."""
    await app.valkey.set(_key("event", f"{name} {said.id}"), b"", ex=EVENT_KEPT)


async def _flow(app: App, name: str, state: str) -> Flow | None:
    found: Any = await app.valkey.get(_key("flow", state))
    flow = msgspec.json.decode(found, type=Flow) if found else None
    return flow if flow is not None and flow.provider == name else None


def _key(kind: str, secret: str) -> str:
    return f"oauth:{kind}:{digest(secret).hex()}"
