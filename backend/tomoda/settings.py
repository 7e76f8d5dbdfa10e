"""What a process is told by its environment; only composition roots read it. A mistake stops the start, by name."""

from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec

from tomoda.core.app import Database, Valkey
from tomoda.core.origins import origin_of

type Mode = Literal["full", "multi-hub", "api-hub", "ws-hub", "async"]

PREFIXES = (
    *("SERVER_", "BIND_", "API_", "GATEWAY_", "METRICS_", "DRAIN_", "TRUSTED_", "PUBLIC_", "DB_", "REDIS_", "PHOTON_"),
    *("S3_", "CLOUDFRONT_", "JWT_", "STRIPE_", "RESEND_", "EMAIL_", "PUSH_", "GEOIP_", "GOOGLE_", "APPLE_", "LINE_"),
    *("MESSAGE_", "TRANSLATE_", "SIGN_", "POSITION_", "VERIFY_"),
)
MARKS = ("id", "selfie", "strong")
MOST_WORK = 24  # bits of SIGN_UP_WORK: minutes of a phone
SHORTEST_SECRET = 32  # bytes of JWT_SECRET, and of POSITION_SECRET


class Misconfigured(SystemExit):
    """A variable is unknown, missing or wrong; the message names it."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One field per variable, in lower case. What has no key is off."""

    server_mode: Mode = "full"
    environment: Literal["local", "dev", "prod"] = "local"
    public_url: str = "http://localhost:8000"
    public_origins: str = ""
    bind_host: str = "127.0.0.1"
    api_port: int = 8080
    api_requests_per_minute: int = 600
    gateway_port: int = 8082
    metrics_port: int = 9090
    drain_seconds: float = 20.0
    trusted_proxy_hops: int = 0
    sign_up_work: Annotated[int, msgspec.Meta(ge=0, le=MOST_WORK)] = 0
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    otel_exporter_otlp_endpoint: str = ""

    db_host: str
    db_port: int = 5432
    db_user: str
    db_password: str = ""
    db_name: str
    db_pool_size: int = 4

    redis_host: str
    redis_port: int = 6379
    redis_username: str = ""
    redis_password: str = ""
    redis_db: int = 0
    redis_tls: bool = False

    jwt_secret: str
    position_secret: str = ""
    message_edit_minutes: int = 0
    photon_url: str = ""
    translate_url: str = ""
    translate_api_key: str = ""

    s3_endpoint_url: str = ""
    s3_public_url: str = ""
    s3_bucket: str = ""
    cloudfront_key_id: str = ""
    cloudfront_private_key: str = ""
    aws_access_key_id: str = ""
    aws_secret_access_key: str = ""
    aws_region: str = "ap-northeast-1"

    stripe_secret_key: str = ""
    stripe_webhook_secret: str = ""
    stripe_url: str = "https://api.stripe.com"
    resend_api_key: str = ""
    email_from: str = "Tomoda <hello@tomoda.life>"
    email_smtp_url: str = ""

    push_url: str = ""
    push_access_token: str = ""
    geoip_file: str = ""

    google_client_id: str = ""
    google_client_secret: str = ""
    google_issuer: str = "https://accounts.google.com"
    google_places_api_key: str = ""
    apple_client_id: str = ""
    apple_team_id: str = ""
    apple_key_id: str = ""
    apple_private_key: str = ""
    apple_issuer: str = "https://appleid.apple.com"
    line_client_id: str = ""
    line_client_secret: str = ""
    line_issuer: str = "https://access.line.me"

    verify_issuer: str = ""
    verify_client_id: str = ""
    verify_client_secret: str = ""
    verify_kinds: str = ""
    verify_scope: str = "openid"

    def origins(self) -> frozenset[str]:
        """Whose pages may ask us: our own address, and those of PUBLIC_ORIGINS."""
        return frozenset({origin_of(self.public_url), *self.public_origins.split()})

    def seals(self) -> tuple[bytes, ...]:
        """What positions are sealed with, the present secret first; none: what is made from JWT_SECRET."""
        return tuple(one.encode() for one in self.position_secret.split())

    def database(self) -> Database:
        """Where Postgres is."""
        return Database(
            host=self.db_host,
            port=self.db_port,
            user=self.db_user,
            password=self.db_password,
            name=self.db_name,
            pool=self.db_pool_size,
        )

    def clients(self, names: str) -> tuple[str, ...]:
        """Client ids, written with commas between them."""
        return tuple(name.strip() for name in names.split(",") if name.strip())

    def kinds(self) -> dict[str, str]:
        """What the checker calls what it checked, and which mark that is: `strong=http://… id=idv`, in VERIFY_KINDS."""
        pairs = [one.partition("=") for one in self.verify_kinds.split()]
        return {name: kind for kind, _, name in pairs}

    def valkey(self) -> Valkey:
        """Where Valkey is."""
        return Valkey(
            host=self.redis_host,
            port=self.redis_port,
            username=self.redis_username or None,
            password=self.redis_password or None,
            db=self.redis_db,
            tls=self.redis_tls,
        )


def read(environment: Mapping[str, str]) -> Settings:
    """The settings in an environment. Raises Misconfigured, naming the variable."""
    known = {field.upper() for field in Settings.__struct_fields__}
    for name in environment:
        if name.startswith(PREFIXES) and name not in known:
            raise Misconfigured(
                f"{name} is not a setting of Tomoda: is it misspelled? docs/settings.md lists them all."
            )
    given = {name.lower(): value for name, value in environment.items() if name in known and value != ""}
    try:
        settings = msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as fault:
        raise Misconfigured(_explain(str(fault))) from None
    if len(settings.jwt_secret.encode()) < SHORTEST_SECRET:
        raise Misconfigured(f"JWT_SECRET must have at least {SHORTEST_SECRET} bytes.")
    if any(len(one) < SHORTEST_SECRET for one in settings.seals()):
        raise Misconfigured(f"POSITION_SECRET must have at least {SHORTEST_SECRET} bytes, and each before it, too.")
    if urlsplit(settings.public_url).scheme not in ("http", "https"):
        raise Misconfigured("PUBLIC_URL must be an http(s) address, such as https://app.tomoda.life.")
    _require_whole(given)
    if wrong := [kind or name for name, kind in settings.kinds().items() if kind not in MARKS or not name]:
        raise Misconfigured(
            f"VERIFY_KINDS: {wrong[0]} is no mark; write id=…, selfie=… or strong=…, with spaces between."
        )
    if wrong := [one for one in settings.origins() if one != origin_of(one) or not one.startswith("http")]:
        raise Misconfigured(f"PUBLIC_ORIGINS: {wrong[0]} is not an origin, such as https://www.tomoda.life.")
    return settings


WHOLE = (
    ("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"),
    ("APPLE_CLIENT_ID", "APPLE_TEAM_ID", "APPLE_KEY_ID", "APPLE_PRIVATE_KEY"),
    ("LINE_CLIENT_ID", "LINE_CLIENT_SECRET"),
    ("VERIFY_ISSUER", "VERIFY_CLIENT_ID", "VERIFY_CLIENT_SECRET", "VERIFY_KINDS"),
    ("CLOUDFRONT_KEY_ID", "CLOUDFRONT_PRIVATE_KEY"),
    ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"),
)
"""Variables that are of use only together."""

STORING = ("S3_BUCKET", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
"""What S3_ENDPOINT_URL is of no use without; alone, they may be somebody's own."""


def _require_whole(given: Mapping[str, str]) -> None:
    for names in WHOLE:
        missing = [name for name in names if name.lower() not in given]
        if missing and len(missing) < len(names):
            raise Misconfigured(f"{missing[0]} is not set, but others of {', '.join(names)} are: set all or none.")
    missing = [name for name in STORING if name.lower() not in given]
    if missing and "s3_endpoint_url" in given:
        raise Misconfigured(f"{missing[0]} is not set, but S3_ENDPOINT_URL is: uploads need {', '.join(STORING)}.")


def _explain(fault: str) -> str:
    """msgspec's sentence, with the variable's name as it is written in the environment."""
    if "missing required field" in fault:
        return f"{fault.split('`')[1].upper()} is not set. docs/settings.md says what it is for."
    what, _, where = fault.partition(" - at ")
    return f"{where.strip('`').removeprefix('$.').upper()}: {what}."
