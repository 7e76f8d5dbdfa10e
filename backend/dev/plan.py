"""What a run consists of: where its data is, which ports it takes, and what its processes are told."""

import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from dev.process import LOCALHOST, CannotStart, free_ports
from tomoda.settings import PREFIXES

BACKEND = Path(__file__).resolve().parent.parent
ROOT = BACKEND.parent
FRONTEND = ROOT / "frontend"
BUCKET = "tomoda"
HIGHEST_PORT = 65535


@dataclass(frozen=True)
class Ports:
    """Where each thing listens, on 127.0.0.1."""

    postgres: int = 5432
    valkey: int = 6379
    s3: int = 9000
    s3_console: int = 9001
    geocoder: int = 2322
    smtp: int = 1025
    mails: int = 8025
    api: int = 8080
    gateway: int = 8082
    web: int = 8081
    ingress: int = 8000
    google: int = 9101
    apple: int = 9102
    line: int = 9103
    translator: int = 9104
    stripe: int = 9105
    checker: int = 9106
    api_metrics: int = 9090
    gateway_metrics: int = 9091
    worker_metrics: int = 9092

    def shifted(self, offset: int) -> "Ports":
        """Every port, `offset` further up."""
        ports = {name: port + offset for name, port in asdict(self).items()}
        if offset < 0 or max(ports.values()) > HIGHEST_PORT:
            raise CannotStart(
                f"TOMODA_PORT_OFFSET is {offset}: it must be between 0 and {HIGHEST_PORT - max(asdict(self).values())}."
            )
        return Ports(**ports)


@dataclass(frozen=True)
class Plan:
    """One run of everything."""

    folder: Path
    ports: Ports

    @property
    def url(self) -> str:
        """What a person opens."""
        return f"http://localhost:{self.ports.ingress}"

    @property
    def logs(self) -> Path:
        """One file per process."""
        return self.folder / "logs"

    @property
    def postgres_folder(self) -> Path:
        """Where Postgres keeps its data: in our folder, or where the user `postgres` may go if we are root."""
        parents = [self.folder, *self.folder.parents]
        if os.geteuid() != 0 or all(not parent.exists() or parent.stat().st_mode & 0o001 for parent in parents):
            return self.folder
        return Path("/var/lib/tomoda-dev") / hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]


def of_this_clone() -> Plan:
    """The run that `./task dev` means: data kept in `.tomoda/`, the fixed ports moved by TOMODA_PORT_OFFSET."""
    given = os.environ.get("TOMODA_PORT_OFFSET", "0")
    if not given.isdecimal():
        raise CannotStart(f"TOMODA_PORT_OFFSET is {given!r}: it must be a number, such as 10000.")
    offset = int(given)
    home = Path(os.environ.get("TOMODA_HOME", ROOT / ".tomoda")).resolve()
    return Plan(home / (f"dev-{offset}" if offset else "dev"), Ports().shifted(offset))


def somewhere(folder: Path) -> Plan:
    """A run beside all others: its data in `folder`, every port a free one."""
    names = list(asdict(Ports()))
    return Plan(folder, replace(Ports(), **dict(zip(names, free_ports(len(names)), strict=True))))


def generated(plan: Plan) -> dict[str, str]:
    """The secrets of this run: made once, readable by this user only."""
    path = plan.folder / "secrets.json"
    if path.exists():
        return dict(json.loads(path.read_text()))
    made = {
        "JWT_SECRET": secrets.token_urlsafe(48),
        "POSITION_SECRET": secrets.token_urlsafe(48),
        "DB_PASSWORD": secrets.token_urlsafe(18),
        "AWS_ACCESS_KEY_ID": secrets.token_hex(10),
        "AWS_SECRET_ACCESS_KEY": secrets.token_urlsafe(30),
    }
    plan.folder.mkdir(parents=True, exist_ok=True)
    # Services start side by side and each asks: the first to be done has made them, whole, and the others read those.
    with tempfile.NamedTemporaryFile("w", dir=plan.folder) as draft:  # readable by this user only
        draft.write(json.dumps(made, indent=2))
        draft.flush()
        with suppress(FileExistsError):
            path.hardlink_to(draft.name)
    return dict(json.loads(path.read_text()))


def environment(plan: Plan) -> dict[str, str]:
    """What the backend's processes are told: the run's own values, then those of `.env`.

    Settings that happen to be in the shell are left out, so that a run does not depend on where it was started.
    """
    ports = plan.ports
    inherited = {name: value for name, value in os.environ.items() if not name.startswith((*PREFIXES, "AWS_"))}
    return {
        **inherited,
        "ENVIRONMENT": "local",
        "PYTHONUNBUFFERED": "1",
        "PUBLIC_URL": plan.url,
        "API_PORT": str(ports.api),
        "GATEWAY_PORT": str(ports.gateway),
        "DB_HOST": LOCALHOST,
        "DB_PORT": str(ports.postgres),
        "DB_USER": "tomoda",
        "DB_NAME": "tomoda",
        "REDIS_HOST": LOCALHOST,
        "REDIS_PORT": str(ports.valkey),
        "PHOTON_URL": f"http://{LOCALHOST}:{ports.geocoder}",
        "S3_ENDPOINT_URL": f"http://{LOCALHOST}:{ports.s3}",
        "S3_PUBLIC_URL": f"http://{LOCALHOST}:{ports.s3}",
        "S3_BUCKET": BUCKET,
        "AWS_REGION": "us-east-1",
        "EMAIL_SMTP_URL": f"smtp://{LOCALHOST}:{ports.smtp}",
        "DRAIN_SECONDS": "1",
        "SIGN_UP_WORK": "8",
        **providers(plan),
        **generated(plan),
        **dotenv(ROOT / ".env"),
    }


def providers(plan: Plan) -> dict[str, str]:
    """How to sign in at the providers of this run, and who translates, if it has any (`--providers`)."""
    path = plan.folder / "providers.json"
    if not path.exists():
        return {}
    told = json.loads(path.read_text())
    return {
        "API_REQUESTS_PER_MINUTE": "6000",  # what browsers do that never stop to read, as one person in a minute
        "GOOGLE_ISSUER": told["issuers"]["google"],
        "GOOGLE_CLIENT_ID": "google-web,google-app",
        "GOOGLE_CLIENT_SECRET": told["secret"],
        "APPLE_ISSUER": told["issuers"]["apple"],
        "APPLE_CLIENT_ID": "apple-web,apple-app",
        "APPLE_TEAM_ID": "TEAM",
        "APPLE_KEY_ID": "KEY",
        "APPLE_PRIVATE_KEY": told["apple_private_key"],
        "LINE_ISSUER": told["issuers"]["line"],
        "LINE_CLIENT_ID": "line-web,line-app",
        "LINE_CLIENT_SECRET": told["secret"],
        "VERIFY_ISSUER": told["issuers"]["checker"],
        "VERIFY_CLIENT_ID": "checker-web",
        "VERIFY_CLIENT_SECRET": told["secret"],
        "VERIFY_KINDS": "id=id selfie=selfie strong=strong",
        "TRANSLATE_URL": f"http://{LOCALHOST}:{plan.ports.translator}",
        "STRIPE_URL": f"http://{LOCALHOST}:{plan.ports.stripe}",
        "STRIPE_SECRET_KEY": "sk_test_tomoda",
        "STRIPE_WEBHOOK_SECRET": "whsec_tomoda",
    }


def dotenv(path: Path) -> Mapping[str, str]:
    """The `NAME=value` lines of a file, if there is one."""
    lines = path.read_text().splitlines() if path.exists() else []
    pairs = [line.partition("=") for line in map(str.strip, lines) if line and not line.startswith("#")]
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs if value.strip()}
