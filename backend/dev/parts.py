"""Tomoda's own processes in a run: the API, the gateway, the worker, the geocoder and the web app."""

import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dev.plan import BACKEND, FRONTEND, Plan, environment
from dev.process import LOCALHOST, CannotStart, Running, accepts, answers, spawn, wait_until

PROVIDER = BACKEND / "tests" / "fakes" / "oidc"
LISTEN_HERE = BACKEND / "dev" / "listen_here.cjs"


@dataclass
class Part:
    """Something that can be started again, while the rest goes on."""

    name: str
    start: Callable[[], Running]
    running: Running | None = None
    since: float = 0.0

    def again(self) -> None:
        """Stop it if it runs, start it, and return once it answers."""
        if self.running:
            self.running.stop()
        self.since = time.monotonic()
        self.running = self.start()

    @property
    def died(self) -> bool:
        return self.running is not None and not self.running.alive


def backend(plan: Plan) -> list[Part]:
    """The three processes that run our Python, one per mode, as in production."""
    ports = plan.ports
    modes = {
        "API": ("api-hub", ports.api, ports.api_metrics, "/readyz"),
        "Gateway": ("ws-hub", ports.gateway, ports.gateway_metrics, "/readyz"),
        "Worker": ("async", ports.worker_metrics, ports.worker_metrics, "/metrics"),
    }
    return [Part(name, lambda name=name, values=values: _serve(plan, name, *values)) for name, values in modes.items()]


def _serve(plan: Plan, name: str, mode: str, port: int, metrics: int, path: str) -> Running:
    log = plan.logs / f"{name.lower()}.log"
    env = {**environment(plan), "METRICS_PORT": str(metrics), "SERVER_MODE": mode}
    process = spawn([sys.executable, "-m", "tomoda.cli", "serve"], log, env=env, folder=BACKEND)
    url = f"http://{LOCALHOST}:{port}"
    wait_until(lambda: answers(f"{url}{path}"), f"The {name}", process, log)
    return Running(name, port, url, log, process)


def has(program: str) -> bool:
    """Whether a program of `dev` is there."""
    return importlib.util.find_spec(f"dev.{program}") is not None


def geocoder(plan: Plan) -> Running:
    """The development geocoder, which answers as Photon does."""
    log = plan.logs / "geocoder.log"
    command = [sys.executable, "-m", "dev.geocoder", "--port", str(plan.ports.geocoder)]
    process = spawn(command, log, env=environment(plan), folder=BACKEND)
    url = f"http://{LOCALHOST}:{plan.ports.geocoder}"
    wait_until(lambda: answers(f"{url}/status"), "The geocoder", process, log, seconds=120)
    return Running("Geocoder", plan.ports.geocoder, url, log, process)


def providers(plan: Plan) -> Running:
    """Google, Apple and LINE of this run: whoever signs in there by a name is the person of that name."""
    log, told = plan.logs / "providers.log", plan.folder / "providers.json"
    ports = {name: getattr(plan.ports, name) for name in ("google", "apple", "line", "checker")}
    asked = json.dumps({"callback": f"{plan.url}/api/v1/auth/providers", "ports": ports, "stay": True})
    process = spawn(["node", "provider.mjs", asked], log, folder=PROVIDER)
    wait_until(lambda: any(_ready(log)), "The OpenID provider", process, log)
    told.write_text(next(_ready(log)))
    return Running("Providers", plan.ports.google, f"http://{LOCALHOST}:{plan.ports.google}", log, process)


def translator(plan: Plan) -> Running:
    """A translator of this run, which knows how to write a text backwards."""
    log, port = plan.logs / "translator.log", plan.ports.translator
    process = spawn([sys.executable, "-m", "tests.fakes.translator", str(port)], log, folder=BACKEND)
    wait_until(lambda: accepts(port), "The translator", process, log)
    return Running("Translator", port, f"http://{LOCALHOST}:{port}", log, process)


def stripe(plan: Plan) -> Running:
    """A Stripe of this run, whose pages take no card, and which tells the api at once what has happened."""
    log, port = plan.logs / "stripe.log", plan.ports.stripe
    hook = f"http://{LOCALHOST}:{plan.ports.api}/webhooks/stripe"
    process = spawn([sys.executable, "-m", "tests.fakes.stripe", str(port), hook], log, folder=BACKEND)
    wait_until(lambda: accepts(port), "Stripe", process, log)
    return Running("Stripe", port, f"http://{LOCALHOST}:{port}", log, process)


def _ready(log: Path) -> Iterator[str]:
    lines = log.read_text().splitlines() if log.exists() else []
    return (line.removeprefix("ready ") for line in reversed(lines) if line.startswith("ready "))


def web(plan: Plan, *, exported: bool) -> Running:
    """The web app: Metro with hot reload, or the files of the last `./task web:export`."""
    log = plan.logs / "web.log"
    expo = ["node", "node_modules/expo/bin/cli"]
    ours = {"EXPO_OFFLINE": "1", "EXPO_NO_TELEMETRY": "1", "BROWSER": "none", "FORCE_COLOR": "0"}
    # Metro listens on every interface and has no option for it.
    env = {**environment(plan), **ours, "NODE_OPTIONS": f"--require {LISTEN_HERE}"}
    env.pop("CI", None)  # with CI set, Metro does not watch for changes
    port = str(plan.ports.web)
    # Not `expo serve`: it knows no address but those of files, so that a link to an event would lead nowhere.
    served = ["node", str(BACKEND / "dev/exported.cjs"), "dist", port]
    command = served if exported else [*expo, "start", "--port", port, "--localhost"]
    process = spawn(command, log, env=env, folder=FRONTEND)
    url = f"http://{LOCALHOST}:{plan.ports.web}"
    wait_until(lambda: answers(url + ("/" if exported else "/status")), "The web app", process, log, seconds=120)
    return Running("Web app", plan.ports.web, url, log, process)


def once(plan: Plan, what: str, *words: str, shown: bool = False) -> str:
    """Run a program of ours to its end and return what it printed; `shown` lets its progress (stderr) be seen."""
    command = [sys.executable, "-m", *words]
    errors = None if shown else subprocess.PIPE
    done = subprocess.run(command, env=environment(plan), cwd=BACKEND, stdout=subprocess.PIPE, stderr=errors, text=True)
    if done.returncode != 0:
        raise CannotStart(f"{what} failed: {(done.stderr or 'see above').strip()}")
    return done.stdout.strip()
