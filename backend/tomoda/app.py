"""The API's composition: settings, edges, domains and the HTTP application in one process (Litestar on Granian)."""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from granian import Granian
from granian.constants import Interfaces, Loops
from litestar import Litestar

from tomoda import domains
from tomoda.core import traces
from tomoda.core.app import App, Database, Valkey
from tomoda.core.http import LARGEST_BODY, PER_MINUTE, Conditional, Doorkeeper, Hot, Repeats, build
from tomoda.core.http.health import OFFERED, discovery, healthz, readyz
from tomoda.core.jobs import KEEPS
from tomoda.core.log import speak
from tomoda.core.watch import answer_probes
from tomoda.edges import oauth
from tomoda.edges.geoip import GeoIp
from tomoda.edges.mail import Mail, resend
from tomoda.edges.pages import Pages
from tomoda.edges.photon import Photon
from tomoda.edges.push import Push
from tomoda.settings import Settings, read

OUTSIDE = (healthz, readyz, discovery)  # beside /api/v1
BACKPRESSURE = 512  # requests under way in one process; more wait in the listen queue


def compose(settings: Settings) -> App:
    """The App of one process, with the edges that have what they need."""
    OFFERED["features"] = offered(settings)
    return App(
        database=settings.database(),
        cache=settings.valkey(),
        secret=settings.jwt_secret.encode(),
        public_url=settings.public_url,
        origins=settings.origins(),
        edges=edges(settings),
    )


def edges(settings: Settings) -> dict[str, Any]:
    """The clients of other people's servers, by name; what has no key is not there."""
    found: dict[str, Any] = {"pages": Pages()}
    if url := settings.email_smtp_url or (resend(settings.resend_api_key) if settings.resend_api_key else ""):
        found["mail"] = Mail(url, settings.email_from)
    if settings.geoip_file:
        found["geoip"] = GeoIp(settings.geoip_file)
    if settings.push_url:
        found["push"] = Push(settings.push_url, settings.push_access_token)
    if settings.photon_url:
        found["photon"] = Photon(settings.photon_url)
    found["providers"] = providers(settings)
    return found


def providers(settings: Settings) -> dict[str, oauth.Provider]:
    """Who else can say who somebody is; the keys of each are all there or all absent."""
    found: dict[str, oauth.Provider] = {}
    if clients := settings.clients(settings.google_client_id):
        found["google"] = oauth.google(settings.google_issuer, clients, settings.google_client_secret)
    if clients := settings.clients(settings.apple_client_id):
        pem = settings.apple_private_key.replace("\\n", "\n")
        found["apple"] = oauth.apple(settings.apple_issuer, clients, settings.apple_team_id, settings.apple_key_id, pem)
    if clients := settings.clients(settings.line_client_id):
        found["line"] = oauth.line(settings.line_issuer, clients, settings.line_client_secret)
    return found


def offered(settings: Settings) -> dict[str, bool]:
    """Each feature that depends on somebody else, and whether it is on here."""
    return {
        "email": bool(settings.email_smtp_url or settings.resend_api_key),
        "push": bool(settings.push_url),
        "geocoder": bool(settings.photon_url),
        "uploads": bool(settings.s3_bucket and settings.s3_endpoint_url),
        "payments": bool(settings.stripe_secret_key),
        "google_sign_in": bool(settings.google_client_id),
        "apple_sign_in": bool(settings.apple_client_id),
        "line_sign_in": bool(settings.line_client_id),
        "google_places": bool(settings.google_places_api_key),
    }


def application(app: App, *, proxy_hops: int = 0, per_minute: int = PER_MINUTE) -> Any:
    """The whole ASGI application over an App that somebody else opens and closes."""
    inner = build(app, domains.open_doors(), OUTSIDE)
    within = Hot(app, Conditional(Repeats(app, inner, LARGEST_BODY)))
    return Doorkeeper(app, within, proxy_hops=proxy_hops, per_minute=per_minute)


def doors_only() -> Litestar:
    """The HTTP application over an App that is never opened: for whoever asks what it looks like."""
    closed = App(database=Database(host="", user="", name=""), cache=Valkey(host=""), secret=b"")
    return build(closed, domains.open_doors(), OUTSIDE)


def make() -> Any:
    """What Granian serves in each of its processes."""
    settings = read(os.environ)
    speak("api", settings.log_level)
    traces.start("api", settings.otel_exporter_otlp_endpoint, settings.environment)
    app = compose(settings)
    return _Living(
        app,
        application(app, proxy_hops=settings.trusted_proxy_hops, per_minute=settings.api_requests_per_minute),
        settings,
    )


class _Living:
    """The application with its life around it: the App is open, and its loops run, between start-up and shutdown."""

    def __init__(self, app: App, doors: Any, settings: Settings) -> None:
        self.app, self.doors, self.settings = app, doors, settings

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await self.doors(scope, receive, send)
            return
        await receive()
        async with self._life():
            await send({"type": "lifespan.startup.complete"})
            await receive()
            self.app.draining = True
        await send({"type": "lifespan.shutdown.complete"})

    @asynccontextmanager
    async def _life(self) -> AsyncGenerator[None]:
        answer_probes(self.settings.metrics_port, self.settings.bind_host)
        async with self.app:
            keeping = [asyncio.create_task(keep(self.app)) for keep in KEEPS.get("api", ())]
            try:
                yield
            finally:
                for task in keeping:
                    task.cancel()
                await asyncio.to_thread(traces.stop)


def serve(settings: Settings) -> None:
    """Serve until told to stop; requests under way are answered first."""
    Granian(
        "tomoda.app:make",
        address=settings.bind_host,
        port=settings.api_port,
        interface=Interfaces.ASGI,
        factory=True,
        loop=Loops.uvloop,
        backpressure=BACKPRESSURE,
        websockets=False,
        log_enabled=False,
        workers_kill_timeout=int(settings.drain_seconds) + 5,
    ).serve()
