"""The doorkeeper: in front of every request; numbers it, recognises who asks, counts and logs it."""

import itertools
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any
from uuid import UUID

from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from prometheus_client import Counter, Histogram

from tomoda.core import tokens, traces
from tomoda.core.app import App
from tomoda.core.errors import NotSignedIn, Problem, RateLimited, SessionEnded, Unavailable
from tomoda.core.http.budget import Budget
from tomoda.core.http.crowd import Crowd
from tomoda.core.http.problems import refuse
from tomoda.core.metrics import HTTP_REQUESTS, HTTP_SECONDS
from tomoda.core.origins import Headers, granted, preflight
from tomoda.core.viewer import Viewer

log = logging.getLogger("tomoda.http")

type Identify = Callable[[App, str], Awaitable[Viewer | Problem]]

API_KEYS: list[Identify] = []
"""How a key in `X-API-Key` is recognised; filled by the domain that issues keys."""

PREFIX = "/api/"
PER_MINUTE = 600  # requests of one person, or of one address of strangers
KNOWN = 10_000  # headers with a good token that are remembered, about 500 bytes each

_PROCESS = secrets.token_hex(8)
_REQUESTS = itertools.count()  # a request's id is its process and its number: a UUID of its own would cost more

_SAFETY = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-site"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]


@cache
def _counters(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
    """Looked up once: finding a child by its labels costs more than counting."""
    return HTTP_REQUESTS.labels(method, route, status), HTTP_SECONDS.labels(method, route)


class Doorkeeper:
    """ASGI in front of ASGI: `scope["viewer"]`, `scope["refusal"]` and `scope["request_id"]` are its findings,
    and `scope["trace_id"]` where the request is part of a tap that can be followed.
    """

    def __init__(self, app: App, inner: ASGIApp, *, proxy_hops: int = 0, per_minute: int = PER_MINUTE) -> None:
        self.app = app
        self.inner = inner
        self.proxy_hops = proxy_hops
        self.budget = Budget(app, per_minute)
        self.crowd = Crowd()
        self._known: dict[str, tokens.Claims] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        seen: dict[str, Any] = scope  # type: ignore[assignment]
        if (tap := traces.tap(scope["headers"])) is not None:
            seen["trace_id"] = tap.trace
        if traces.active is None or not scope["path"].startswith(PREFIX):
            await self._answer(scope, receive, send)
            return
        cause = None if tap is None else traces.active.admit(tap)
        with traces.active.within("request", "server", cause) as span:
            seen["trace_id"] = span.trace_id
            status = await self._answer(scope, receive, send)
            route = scope.get("path_template") or "none"
            span.tell(f"{scope['method']} {route}", http__request__method=scope["method"], http__route=route)
            span.tell(http__response__status_code=status)
            if status >= 500:
                span.fail()

    async def _answer(self, scope: HTTPScope, receive: Receive, send: Send) -> int:
        """Answer it; with which status."""
        begun = time.perf_counter()
        seen: dict[str, Any] = scope  # type: ignore[assignment]
        seen["request_id"] = request_id = f"{_PROCESS}{next(_REQUESTS):08x}"
        await self._recognise(seen)
        headers = [*_SAFETY, (b"x-request-id", request_id.encode()), *seen["granted"]]
        status = 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *headers]
            await send(message)

        try:
            await self._open(scope, receive, answer, headers)
        finally:
            self._count(seen, status, time.perf_counter() - begun)
        return status

    async def _open(self, scope: Scope, receive: Receive, answer: Send, headers: Headers) -> None:
        """Let them in, within their budget. A page of another address that asks whether it may ask is told so."""
        seen: dict[str, Any] = scope  # type: ignore[assignment]
        if seen["method"] == "OPTIONS" and seen["granted"]:
            await answer({"type": "http.response.start", "status": 204, "headers": preflight()})
            await answer({"type": "http.response.body", "body": b"", "more_body": False})
            return
        if not seen["path"].startswith(PREFIX):
            await self.inner(scope, receive, answer)
            return
        viewer: Viewer | None = seen.get("viewer")
        left, seconds = self.budget.take(viewer.id if viewer is not None else seen["address"])
        headers += self.budget.headers(left, seconds)
        try:
            if left < 0:
                raise RateLimited(retry_after=seconds)
            await self.crowd.enter()
        except (RateLimited, Unavailable) as problem:
            await refuse(scope, answer, problem)
            return
        try:
            await self.inner(scope, receive, answer)
        finally:
            self.crowd.leave()

    def _count(self, scope: dict[str, Any], status: int, seconds: float) -> None:
        route = scope.get("path_template") or "none"
        requests, durations = _counters(scope["method"], route, status)
        requests.inc()
        durations.observe(seconds)
        if log.isEnabledFor(logging.INFO):
            facts = {"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000, 1)}
            named = {name: scope[name] for name in ("request_id", "trace_id") if name in scope}
            log.info("request", extra=facts | named)

    async def _recognise(self, scope: dict[str, Any]) -> None:
        """Find out who asks, from the bearer token or the API key; what is wrong with it is kept as the refusal."""
        forwarded = b""
        scope["granted"] = []
        for name, value in scope["headers"]:
            if name == b"authorization":
                found = self._by_token(value.decode("latin-1"))
            elif name == b"x-api-key" and API_KEYS:
                found = await API_KEYS[0](self.app, value.decode("latin-1"))
            else:
                if name == b"x-forwarded-for":
                    forwarded = value
                elif name == b"origin":
                    scope["granted"] = granted(value.decode("latin-1"), self.app.origins)
                continue
            scope["refusal" if isinstance(found, Problem) else "viewer"] = found
        scope["address"] = self._address(scope, forwarded)

    def _by_token(self, header: str) -> Viewer | Problem:
        claims = self._claims(header)
        if claims is None:
            return NotSignedIn()
        code = self._closed(claims.sid) or self._closed(claims.sub)
        if code == "account_suspended":
            return Viewer(claims.sub, claims.sid, suspended=True)
        return SessionEnded() if code else Viewer(claims.sub, claims.sid)

    def _claims(self, header: str) -> tokens.Claims | None:
        """What the token says. A signature is checked once per process; its time, at each request."""
        now = self.app.clock()
        if (known := self._known.get(header)) is not None:
            return known if known.exp > now.timestamp() else None
        scheme, _, token = header.partition(" ")
        claims = tokens.check(self.app.secret, token, now) if scheme.lower() == "bearer" else None
        if claims is not None:
            if len(self._known) >= KNOWN:
                self._known.clear()
            self._known[header] = claims
        return claims

    def _closed(self, key: UUID) -> str | None:
        return self.app.closed.get(key)

    def _address(self, scope: dict[str, Any], forwarded: bytes) -> str:
        """Where the request comes from: each proxy of ours has added one address at the end of the header."""
        peer = (scope.get("client") or ("unknown", 0))[0]
        if self.proxy_hops == 0 or not forwarded:
            return peer
        hops = [hop.strip() for hop in forwarded.decode("latin-1").split(",")]
        return hops[-self.proxy_hops] if len(hops) >= self.proxy_hops else peer
