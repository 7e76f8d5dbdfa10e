"""Ways in by code and by password, sessions, and the ticket to the socket."""

import secrets
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, delete, get, post, put
from litestar.datastructures import Cookie
from litestar.params import HeaderParameter

from tomoda.auth import actions, queries
from tomoda.auth.actions import account as accounts
from tomoda.auth.actions import devices, identities
from tomoda.auth.actions.devices import Device
from tomoda.auth.errors import (
    AccountDeactivated,
    ConfirmFirst,
    DisposableMail,
    ProofRefused,
    RefreshRefused,
    TooManyAccounts,
    WaitFirst,
    WeakPassword,
    WorkNeeded,
    WrongCode,
    WrongPassword,
)
from tomoda.auth.routes.guarding import (
    CODE_SEND,
    CODE_VERIFY,
    COOKIE_PATH,
    LOGIN,
    RESET,
    Asked,
    device,
    hold_back,
    hold_back_newcomers,
    remember,
    require_work,
)
from tomoda.auth.schemas import (
    CodeAnswer,
    CodeRequest,
    CodeSent,
    Entrance,
    PasswordAnswer,
    PasswordChange,
    RefreshRequest,
    Sessions,
    SignedIn,
    SignUp,
    Ticket,
)
from tomoda.core import limits, tokens
from tomoda.core.app import App
from tomoda.core.errors import AccountSuspended, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import fold
from tomoda.users.errors import TooYoung

TICKETS = Limit("ticket", 60, 60)
TICKET_SECONDS = 30
RESTORE_SECONDS = 600
COOKIE = "tomoda_refresh"

Client = Annotated[str, HeaderParameter(name="X-Tomoda-Client", max_length=20)]


def enter(app: App, entered: actions.Entered, client: str) -> SignedIn:
    """The session as the client gets it."""
    return SignedIn(
        state="signed_in",
        user_id=entered.user_id,
        session_id=entered.session_id,
        access_token=tokens.issue(app.secret, entered.user_id, entered.session_id, app.clock()),
        expires_in=int(tokens.LIFETIME.total_seconds()),
        refresh_token=None if client == "web" else entered.refresh_token,
    )


def with_cookie[T](app: App, body: T, token: str, client: str, more: Sequence[Cookie] = ()) -> Response[T]:
    """Browsers keep the refresh token where no script can read it, and send it to `/auth` alone."""
    if client != "web":
        return Response(body)
    cookie = Cookie(
        COOKIE,
        path=COOKIE_PATH,
        value=token,
        max_age=int(actions.REFRESH_LIFETIME.total_seconds()),
        httponly=True,
        secure=app.public_url.startswith("https"),
        samesite="strict",
    )
    return Response(body, cookies=[cookie, *more])


async def ask_to_restore(app: App, left: actions.Left) -> AccountDeactivated:
    """Whoever comes back within the grace is asked, not restored silently."""
    proof = secrets.token_urlsafe(32)
    await app.valkey.set(f"restore:{actions.digest(proof).hex()}", str(left.user_id), ex=RESTORE_SECONDS)
    erased_at = left.since + accounts.GRACE
    return AccountDeactivated(proof=proof, erased_at=erased_at.isoformat())


@post("/auth/codes", status_code=202, opt={"public": True}, raises=[RateLimited])
async def request_code(data: CodeRequest, request: Asked, app: App, client: Client = "") -> Response[CodeSent]:
    """Have six digits mailed, to come in on this device or for a new password. The same answer for every address."""
    used, kept = remember(app, request, client)
    await hold_back(app, CODE_SEND, request, used, data.email)
    async with app.transaction() as tx:
        await actions.request_code(tx, data.email, data.locale, used.key, data.purpose)
    sent = CodeSent(expires_in=int(actions.CODE_LIFETIME.total_seconds()))
    return Response(sent, status_code=202, cookies=kept)


@post(
    "/auth/codes/answer",
    status_code=200,
    opt={"public": True},
    raises=[WrongCode, AccountDeactivated, DisposableMail, RateLimited],
)
async def answer_code(data: CodeAnswer, request: Asked, app: App, client: Client = "") -> Response[Entrance]:
    """Come in by code, on the device that asked for it. Whoever is new gets a proof to sign up with."""
    used = device(app, request, data.device)
    await hold_back(app, CODE_VERIFY, request, used, data.email)
    async with app.transaction() as tx:
        allowed = await actions.count_try(tx, data.email, used.key)
    if not allowed:
        raise WrongCode
    async with app.transaction() as tx:
        found = await actions.answer_code(tx, data.email, data.code, used)
    if isinstance(found, str):
        return Response(Entrance(state="new", proof=found))
    if isinstance(found, actions.Left):
        raise await ask_to_restore(app, found)
    entrance = Entrance(state="signed_in", session=enter(app, found, client))
    return with_cookie(app, entrance, found.refresh_token, client)


@post(
    "/auth/sign-up",
    opt={"public": True},
    raises=[ProofRefused, TooYoung, TooManyAccounts, WeakPassword, WorkNeeded, RateLimited],
)
async def sign_up(data: SignUp, request: Asked, app: App, client: Client = "") -> Response[SignedIn]:
    """Become a member, with the proof that `/auth/codes/answer` or a provider's sign-in gave."""
    used = device(app, request, data.device)
    require_work(app, data.proof, data.work)
    await hold_back_newcomers(app, request, used)
    password_hash = await actions.hash_password(data.password, data.display_name) if data.password is not None else None
    async with app.reading() as tx:
        marked = await _markers(tx, data.proof, used)
        if await devices.was_refused(tx, marked):
            raise TooYoung
    try:
        entered = await _become_a_member(app, data, password_hash, used)
    except TooYoung:
        async with app.transaction() as tx:
            await devices.refuse(tx, marked)
        raise
    answer = with_cookie(app, enter(app, entered, client), entered.refresh_token, client)
    answer.status_code = 201
    return answer


async def _become_a_member(app: App, data: SignUp, password_hash: str | None, used: Device) -> actions.Entered:
    async with app.transaction() as tx:
        by_provider = await identities.holds(tx, data.proof)
        entered = await (identities if by_provider else actions).sign_up(tx, data, password_hash, used)
        await devices.count_sign_up(tx, used)
        return entered


async def _markers(tx: Tx, proof: str, used: Device) -> list[bytes]:
    email = await tx.value(actions.ADDRESS_OF_PROOF, actions.digest(proof))
    return devices.markers(tx.app.secret, email, used)


@post("/auth/password", status_code=200, opt={"public": True}, raises=[WrongPassword, AccountDeactivated, RateLimited])
async def by_password(data: PasswordAnswer, request: Asked, app: App, client: Client = "") -> Response[SignedIn]:
    """Come in by password."""
    used, kept = remember(app, request, client, data.device)
    await hold_back(app, LOGIN, request, used, data.email)
    async with app.reading() as tx:
        account = await queries.by_email(tx, fold(data.email))
    await actions.check_password(account.password if account else None, data.password)
    if account is not None and account.state == "deactivated":
        raise await ask_to_restore(app, actions.Left(account.id, account.state_changed_at))
    if account is None or account.state not in actions.ACTIVE:
        raise WrongPassword
    async with app.transaction() as tx:
        by_mail = account.reset_at is not None and account.reset_at > tx.now - actions.WAIT
        entered = await actions.begin_session(tx, account.id, used, by_mail=by_mail)
    return with_cookie(app, enter(app, entered, client), entered.refresh_token, client, kept)


@post("/auth/refresh", status_code=200, opt={"public": True}, raises=[RefreshRefused])
async def refresh(data: RefreshRequest, request: Asked, app: App, client: Client = "") -> Response[SignedIn]:
    """Exchange the refresh token for a new one and a new access token. A token is good once."""
    token = data.refresh_token or request.cookies.get(COOKIE)
    if not token:
        raise RefreshRefused
    async with app.transaction() as tx:
        entered = await actions.refresh(tx, token)
    if entered is None:
        raise RefreshRefused
    return with_cookie(app, enter(app, entered, client), entered.refresh_token, client)


@put("/auth/password", status_code=204, raises=[ConfirmFirst, WaitFirst, WrongPassword, WeakPassword, RateLimited])
async def set_password(data: PasswordChange, viewer: Viewer, app: App) -> None:
    """Set my password, being certain that it is me, or change it with the present one; my other sessions end."""
    await limits.take(app, RESET, str(viewer.id))
    async with app.reading() as tx:
        account = await queries.by_id(tx, viewer.id)
    if account.password is not None:
        await actions.check_password(account.password, data.current or "")
    new_hash = await actions.hash_password(data.new, account.email or "")
    async with app.transaction() as tx:
        if account.password is None:
            await accounts.require_certainty(tx, viewer)
        await actions.set_password(tx, viewer, new_hash)


@get("/auth/sessions", opt={"suspended": True})
async def sessions(viewer: Viewer, app: App) -> Json[Sessions]:
    """Where I am signed in, the last used first."""
    async with app.reading() as tx:
        return await queries.sessions(tx, viewer)


@delete("/auth/sessions/{session_id:uuid}", opt={"suspended": True})
async def sign_out(session_id: UUID, viewer: Viewer, app: App) -> Response[None]:
    """End one of my sessions, this one or another; its sockets close within two seconds."""
    async with app.transaction() as tx:
        ended = await actions.sign_out(tx, viewer, session_id)
    app.closed |= dict.fromkeys(ended, "session_ended")
    gone = Cookie(COOKIE, path=COOKIE_PATH, value="", max_age=0, httponly=True, samesite="strict")
    return Response(None, status_code=204, cookies=[gone] if session_id == viewer.session_id else [])


@delete("/auth/sessions", opt={"suspended": True})
async def sign_out_others(viewer: Viewer, app: App, this_one: bool = False) -> None:
    """End all of my sessions but this one, or with `this_one` really all."""
    async with app.transaction() as tx:
        end = actions.sign_out_everywhere if this_one else actions.sign_out_others
        ended = await end(tx, viewer)
    app.closed |= dict.fromkeys(ended, "session_ended")


@post("/realtime/tickets", raises=[RateLimited, AccountSuspended])
async def ticket(viewer: Viewer, app: App) -> Ticket:
    """A ticket for the socket: good once, for thirty seconds, for this session."""
    await limits.take(app, TICKETS, str(viewer.id))
    secret = secrets.token_urlsafe(32)
    whose = msgspec.json.encode({"user_id": viewer.id, "session_id": viewer.session_id})
    await app.valkey.set(f"ticket:{actions.digest(secret).hex()}", whose, ex=TICKET_SECONDS)
    return Ticket(ticket=secret, expires_in=TICKET_SECONDS)


ROUTES = [
    *(request_code, answer_code, sign_up, by_password, refresh, set_password),
    *(sessions, sign_out, sign_out_others, ticket),
]
