"""The command `tomoda`: serve, migrate, and write what is generated from the code."""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Literal

from tomoda.core.words import fold
from tomoda.settings import Mode, Settings, read

PARTS: dict[Mode, tuple[str, ...]] = {
    "full": ("api", "gateway", "worker"),
    "multi-hub": ("api", "gateway"),
    "api-hub": ("api",),
    "ws-hub": ("gateway",),
    "async": ("worker",),
}
ORDER = ("api", "gateway", "worker")
REPOSITORY = Path(__file__).parents[2]


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="tomoda", description="Tomoda's backend.")
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="run the parts of a mode until told to stop")
    serving.add_argument("--mode", choices=list(PARTS), help="instead of SERVER_MODE")
    serving.add_argument("--part", choices=ORDER, help=argparse.SUPPRESS)
    commands.add_parser("migrate", help="bring the database to the newest revision")
    for name, what in (("contract", "contract/ and docs/problems/"), ("schema", "schema.sql")):
        writing = commands.add_parser(name, help=f"write {what} as the code says (in the repository)")
        writing.add_argument("--check", action="store_true", help="write nothing; fail if it is stale")
    staff = commands.add_parser("staff", help="who may judge reports (needs the settings of a server)")
    staff.add_argument("do", choices=("add", "remove"))
    staff.add_argument("username")
    staff.add_argument("--role", choices=("moderator", "admin"), default="moderator")
    erasures = commands.add_parser("erasures", help="erase again whom a restored backup brought back")
    erasures.add_argument("do", choices=("replay",))
    asked = parser.parse_args(arguments)
    match asked.command:
        case "serve":
            settings = read({**os.environ, **({"SERVER_MODE": asked.mode} if asked.mode else {})})
            serve(settings, asked.part)
        case "contract":
            contract(check=asked.check)
        case "schema":
            schema(check=asked.check)
        case "staff":
            sys.exit(asyncio.run(change_staff(asked.do, asked.username, asked.role)))
        case "erasures":
            sys.exit(asyncio.run(replay_erasures()))
        case _:
            migrate()


def migrate() -> None:
    """Bring the database to the newest revision; only the `DB_*` variables are needed."""
    from migrations import upgrade

    upgrade(
        {
            "host": os.environ["DB_HOST"],
            "port": int(os.environ.get("DB_PORT", "5432")),
            "user": os.environ["DB_USER"],
            "password": os.environ.get("DB_PASSWORD", ""),
            "name": os.environ["DB_NAME"],
        }
    )


def contract(*, check: bool) -> None:
    """Write the contract and the pages of the problems, or fail if they are stale. Nothing needs to run."""
    from tomoda.app import doors_only
    from tomoda.core import contract as generated

    litestar = doors_only()
    if not check:
        generated.write(REPOSITORY, litestar)
    elif stale := generated.stale(REPOSITORY, litestar):
        sys.exit("Stale: " + ", ".join(stale) + "\n`./task contract` writes them.")


def schema(*, check: bool) -> None:
    """Write schema.sql from the migrations, or fail if it is stale. Starts a Postgres of its own."""
    from dev import schema as generated

    made = generated.make()
    if not check:
        generated.FILE.write_text(made)
    elif not generated.FILE.exists() or generated.FILE.read_text() != made:
        sys.exit("backend/schema.sql is stale; `./task schema` writes it.")


async def change_staff(do: str, username: str, role: Literal["moderator", "admin"]) -> str | None:
    """Make somebody staff, or no longer; what is wrong, if anything is. Only here: no route gives this power."""
    from tomoda.admin import actions
    from tomoda.app import compose

    async with compose(read(os.environ)) as app, app.transaction() as tx:
        person = await tx.value(actions.BY_USERNAME, fold(username))
        if person is None:
            return f"Nobody is called {username}."
        if do == "add":
            await actions.appoint(tx, person, role)
        else:
            await actions.dismiss(tx, person)
    return None


async def replay_erasures() -> str | None:
    """Erase whoever is on the list and in the database; what is wrong, if anything is. May be repeated."""
    from tomoda import domains
    from tomoda.app import compose
    from tomoda.auth import work
    from tomoda.edges.s3 import S3

    domains.open_doors()  # and with them, what follows from somebody's being erased
    async with compose(read(os.environ)) as app:
        there = app.edges.get("s3")
        if not isinstance(there, S3):
            return "S3_ENDPOINT_URL and S3_BUCKET are not set: there is no list of erasures."
        noted, here = await work.replay_erasures(app, there)
    sys.stdout.write(f"{noted} on the list; {here} of them were here and are erased.\n")
    return None


def serve(settings: Settings, part: str | None) -> None:
    """One part runs in this process; several run as one child process each, and the end of one ends all."""
    parts = (part,) if part else PARTS[settings.server_mode]
    if len(parts) > 1:
        sys.exit(_supervise(parts))
    match next(iter(parts)):
        case "api":
            _serve_api(settings)
        case "gateway":
            _serve_gateway(settings)
        case _:
            _serve_worker(settings)


def _serve_api(settings: Settings) -> None:
    import uvloop

    from tomoda import app as api
    from tomoda.core import traces
    from tomoda.core.log import speak
    from tomoda.core.watch import answer_probes

    speak("api", settings.log_level)
    traces.start("api", settings.otel_exporter_otlp_endpoint, settings.environment)
    answer_probes(metrics_port(settings, "api"), settings.bind_host)
    uvloop.run(_until_told(lambda stop: api.serve(api.compose(settings), stop, settings)))
    traces.stop()


async def _until_told(run: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Run a part that ends when its event is set; the signals that end a process set it."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await run(stop)


def _serve_gateway(settings: Settings) -> None:
    import uvloop

    from tomoda import domains, gateway
    from tomoda.app import compose
    from tomoda.core import traces
    from tomoda.core.log import speak
    from tomoda.core.watch import answer_probes

    speak("gateway", settings.log_level)
    traces.start("gateway", settings.otel_exporter_otlp_endpoint, settings.environment)
    domains.open_doors()
    answer_probes(metrics_port(settings, "gateway"), settings.bind_host)

    host, port, seconds = settings.bind_host, settings.gateway_port, settings.drain_seconds
    uvloop.run(_until_told(lambda stop: gateway.serve(compose(settings), stop, host, port, seconds)))
    traces.stop()


def _serve_worker(settings: Settings) -> None:
    from tomoda import domains, worker
    from tomoda.app import compose
    from tomoda.core import traces
    from tomoda.core.log import speak
    from tomoda.core.watch import Look, answer_probes

    speak("worker", settings.log_level)
    traces.start("worker", settings.otel_exporter_otlp_endpoint, settings.environment)
    domains.open_doors()

    async def run(stop: asyncio.Event) -> None:
        app = compose(settings)
        look = Look(app)
        answer_probes(metrics_port(settings, "worker"), settings.bind_host, lambda: look.ready and not stop.is_set())
        await worker.serve(app, stop, look)

    asyncio.run(_until_told(run))
    traces.stop()


def metrics_port(settings: Settings, part: str) -> int:
    """Each part counts on a port of its own where several run on one machine."""
    return settings.metrics_port + (ORDER.index(part) if len(PARTS[settings.server_mode]) > 1 else 0)


def _supervise(parts: tuple[str, ...]) -> int:
    """Run each part as a process; pass on signals; when one ends, end the others. The first failure is the status."""
    children = [
        subprocess.Popen([sys.executable, "-m", "tomoda.cli", "serve", "--part", part], env=os.environ)  # noqa: S603
        for part in parts
    ]

    def pass_on(number: int, _: FrameType | None) -> None:
        for child in children:
            if child.poll() is None:
                child.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, pass_on)
    pid, status = os.wait()
    for child in children:
        if child.pid != pid and child.poll() is None:
            child.terminate()
    for child in children:
        if child.pid != pid:
            child.wait()
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main()
