"""At the door: who knocks from where, on what, and how often that is allowed.

Each limit counts an account together with an address, and a device by itself; an address alone ten times as much,
since many people share one. So whoever guesses shuts out nobody but themselves: the owner comes from elsewhere, and
on a device that the account knows only that device's own tries count.
"""

import hashlib
import secrets
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie

from tomoda.auth.actions import devices
from tomoda.auth.actions.devices import Device
from tomoda.auth.errors import WorkNeeded
from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.limits import Limit
from tomoda.core.words import fold
from tomoda.edges.geoip import GeoIp

REGISTER = Limit("register", 5, 3600, closed=True)
LOGIN = Limit("login", 10, 900, closed=True)
CODE_SEND = Limit("code_send", 5, 3600, closed=True)
CODE_VERIFY = Limit("code_verify", 10, 900, closed=True)
RESET = Limit("reset", 5, 3600, closed=True)
SHARED = 10  # so many times more for an address, which many share, and for an account from everywhere

COOKIE = "tomoda_device"
COOKIE_PATH = "/api/v1/auth"
COOKIE_LIVES = 400 * 86_400  # seconds: as long as browsers keep any
HEADER = "x-tomoda-device"  # for apps, which keep no cookies
SHORTEST = 20  # characters of a secret that cannot be guessed

type Asked = Request[Any, Any, Any]


def address(request: Asked) -> str:
    """Where the request comes from, behind our own proxies."""
    seen: Any = request.scope
    return str(seen["address"])


def device(app: App, request: Asked, name: str = "") -> Device:
    """What somebody knocks with."""
    return _known_by(app, request, name, request.headers.get(HEADER) or request.cookies.get(COOKIE) or "")


def _known_by(app: App, request: Asked, name: str, secret: str) -> Device:
    key = hashlib.sha256(secret.encode()).digest() if len(secret) >= SHORTEST else None
    geoip = app.edges.get("geoip")
    return Device(name, key, geoip.place(address(request)) if isinstance(geoip, GeoIp) else "")


def remember(app: App, request: Asked, client: str, name: str = "") -> tuple[Device, list[Cookie]]:
    """What somebody knocks with; a browser without a secret gets one, which no script can read, for `/auth` alone."""
    if client != "web" or COOKIE in request.cookies:
        return device(app, request, name), []
    secret = secrets.token_urlsafe(24)
    kept = Cookie(
        COOKIE,
        path=COOKIE_PATH,
        value=secret,
        max_age=COOKIE_LIVES,
        httponly=True,
        secure=app.public_url.startswith("https"),
        samesite="strict",
    )
    return _known_by(app, request, name, secret), [kept]


async def hold_back(app: App, limit: Limit, request: Asked, used: Device, email: str) -> None:
    """Count one try of this account's door. Raises RateLimited."""
    account, where = fold(email), address(request)
    async with app.reading() as tx:
        known = await devices.knows(tx, email, used)
    if known and used.key is not None:
        await limits.take(app, limit, f"{account} {used.key.hex()}")
        return
    await limits.take(app, limit, f"{account} {where}", *([used.key.hex()] if used.key else []))
    await limits.take(app, wide(limit, "address"), where)
    await limits.take(app, wide(limit, "account"), account)


def wide(limit: Limit, what: str) -> Limit:
    """The same limit for what many share."""
    return Limit(f"{limit.name}_{what}", limit.times * SHARED, limit.seconds, closed=limit.closed)


def require_work(app: App, proof: str, work: str) -> None:
    """What a newcomer's machine had to find, if this host wants that. Raises WorkNeeded, before anything is counted."""
    found, bits = hashlib.sha256(f"{proof}:{work}".encode()).digest(), app.choices.get("sign_up_work", 0)
    if int.from_bytes(found) >> (len(found) * 8 - bits):
        raise WorkNeeded(bits=bits)


async def hold_back_newcomers(app: App, request: Asked, used: Device) -> None:
    """Count one new account. Raises RateLimited."""
    await limits.take(app, REGISTER, address(request), *([used.key.hex()] if used.key else []))
