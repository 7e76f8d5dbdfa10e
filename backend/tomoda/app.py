"""The API's composition: settings, edges, domains and the HTTP application in one process (Litestar on uvicorn)."""

import asyncio
from typing import Any

from litestar import Litestar

from tomoda import domains
from tomoda.chat.schemas import MOST_ATTACHED
from tomoda.core.app import App, Database, Valkey
from tomoda.core.http import LARGEST_BODY, PER_MINUTE, Conditional, Doorkeeper, Hot, Repeats, build
from tomoda.core.http.health import OFFERED, discovery, healthz, readyz
from tomoda.core.http.server import serving
from tomoda.core.jobs import KEEPS
from tomoda.edges import oauth
from tomoda.edges.cloudfront import CloudFront, cloudfront
from tomoda.edges.geoip import GeoIp
from tomoda.edges.mail import Mail, resend
from tomoda.edges.pages import Pages
from tomoda.edges.photon import Photon
from tomoda.edges.push import Push
from tomoda.edges.s3 import S3
from tomoda.edges.stripe import Stripe
from tomoda.edges.translator import Translator
from tomoda.media import actions as uploads
from tomoda.media import schemas as media
from tomoda.settings import Settings

OUTSIDE = (healthz, readyz, discovery)  # beside /api/v1


def compose(settings: Settings) -> App:
    """The App of one process, with the edges that have what they need."""
    OFFERED["features"] = offered(settings)
    OFFERED["limits"] = limits(settings)
    return App(
        database=settings.database(),
        cache=settings.valkey(),
        secret=settings.jwt_secret.encode(),
        seals=settings.seals(),
        public_url=settings.public_url,
        origins=settings.origins(),
        edges=edges(settings),
        choices={"message_edit_minutes": settings.message_edit_minutes, "sign_up_work": settings.sign_up_work},
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
    if settings.translate_url:
        found["translator"] = Translator(settings.translate_url, settings.translate_api_key)
    if settings.stripe_secret_key:
        secrets = settings.clients(settings.stripe_webhook_secret)
        found["stripe"] = Stripe(settings.stripe_url, settings.stripe_secret_key, secrets)
    if settings.s3_endpoint_url and settings.s3_bucket:
        found["s3"] = S3(
            endpoint=settings.s3_endpoint_url,
            public=settings.s3_public_url or settings.s3_endpoint_url,
            bucket=settings.s3_bucket,
            region=settings.aws_region,
            key_id=settings.aws_access_key_id,
            secret=settings.aws_secret_access_key,
            front=front(settings),
        )
    found["providers"] = providers(settings)
    if settings.verify_issuer:
        client, secret = settings.verify_client_id, settings.verify_client_secret
        found["checker"] = oauth.checker(
            settings.verify_issuer, client, secret, settings.verify_scope, settings.kinds()
        )
    return found


def front(settings: Settings) -> CloudFront | None:
    """What stands before the storage for those who read, where something does."""
    if not settings.cloudfront_key_id:
        return None
    pem = settings.cloudfront_private_key.replace("\\n", "\n")
    return cloudfront(settings.s3_public_url, settings.cloudfront_key_id, pem)


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
        "translation": bool(settings.translate_url),
        "uploads": bool(settings.s3_bucket and settings.s3_endpoint_url),
        "payments": bool(settings.stripe_secret_key),
        "google_sign_in": bool(settings.google_client_id),
        "apple_sign_in": bool(settings.apple_client_id),
        "verification": bool(settings.verify_issuer),
        "line_sign_in": bool(settings.line_client_id),
        "google_places": False,  # nor does anything ask Google for places
    }


def limits(settings: Settings) -> dict[str, int]:
    """How much one may send: a client asks before it tries. Bytes, pieces, minutes (0: for ever)."""
    return {
        "message_edit_minutes": settings.message_edit_minutes,
        "photo_bytes": media.LARGEST["photo"],
        "voice_bytes": media.LARGEST["voice"],
        "upload_bytes_per_day": uploads.MOST_PER_DAY,
        "attachments": MOST_ATTACHED,
        "sign_up_work_bits": settings.sign_up_work,
    }


def application(app: App, *, proxy_hops: int = 0, per_minute: int = PER_MINUTE) -> Any:
    """The whole ASGI application over an App that somebody else opens and closes."""
    inner = build(app, domains.open_doors(), (*OUTSIDE, *domains.open_outside()))
    within = Hot(app, Conditional(Repeats(app, inner, LARGEST_BODY)))
    return Doorkeeper(app, within, proxy_hops=proxy_hops, per_minute=per_minute)


def doors_only() -> Litestar:
    """The HTTP application over an App that is never opened: for whoever asks what it looks like."""
    closed = App(database=Database(host="", user="", name=""), cache=Valkey(host=""), secret=b"")
    return build(closed, domains.open_doors(), (*OUTSIDE, *domains.open_outside()))


async def serve(app: App, stop: asyncio.Event, settings: Settings) -> None:
    """Answer until told to stop; requests under way are answered first."""
    doors = application(app, proxy_hops=settings.trusted_proxy_hops, per_minute=settings.api_requests_per_minute)
    async with app:
        keeping = [asyncio.create_task(keep(app)) for keep in KEEPS.get("api", ())]
        try:
            async with serving(doors, settings.bind_host, settings.api_port, drain=settings.drain_seconds):
                await stop.wait()
                app.draining = True
        finally:
            for task in keeping:
                task.cancel()
