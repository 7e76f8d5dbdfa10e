"""Tomoda as it is measured: a durable Postgres, Valkey, and parts pinned to one core."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from dev import postgres as embedded_postgres
from dev import valkey as embedded_valkey
from dev.process import free_ports
from migrations import upgrade
from tests.bench._processes import is_open
from tests.world import BORN
from tomoda.auth import actions as auth
from tomoda.core import tokens
from tomoda.core.app import App, Database, Valkey
from tomoda.users import actions as people

SECRET = "benchmarks know this secret, nobody else uses it"


@dataclass(frozen=True, slots=True)
class Stack:
    """Where everything is."""

    database: Database
    valkey: Valkey
    folder: Path

    def app(self) -> App:
        """An App of the benchmark's own, to prepare things with."""
        return App(database=self.database, cache=self.valkey, secret=SECRET.encode())

    @contextmanager
    def part(self, mode: str, core: int | None, **more: str) -> Generator[tuple[int, int]]:
        """Run a mode of `tomoda serve`, pinned to a core; its process and its port."""
        port, metrics = free_ports(2)
        settings = {
            "DB_HOST": self.database.host,
            "DB_PORT": str(self.database.port),
            "DB_USER": self.database.user,
            "DB_NAME": self.database.name,
            "REDIS_HOST": self.valkey.host,
            "REDIS_PORT": str(self.valkey.port),
            "JWT_SECRET": SECRET,
            "API_PORT": str(port),
            "GATEWAY_PORT": str(port),
            "METRICS_PORT": str(metrics),
            "API_REQUESTS_PER_MINUTE": "1000000",
            "LOG_LEVEL": "WARNING",
            **more,
        }
        command = [sys.executable, "-m", "tomoda.cli", "serve", "--mode", mode]
        pin = [] if core is None else ["taskset", "-c", str(core)]
        process = subprocess.Popen([*pin, *command], env={**os.environ, **settings})
        try:
            _wait(metrics if mode == "async" else port, process)
            yield process.pid, port
        finally:
            process.terminate()
            process.wait(15)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if is_open(port):
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("the part did not start")


@contextmanager
def stack() -> Generator[Stack]:
    """A fresh database that waits for the disk as production does, and Valkey."""
    with ExitStack() as closing:
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="tomoda-bench-")))
        folder.chmod(0o711)
        ports = free_ports(2)
        postgres = embedded_postgres.start(folder / "pg", ports[0], durable=True)
        closing.callback(postgres.stop)
        valkey = embedded_valkey.start(folder / "valkey", ports[1], keep=False)
        closing.callback(valkey.stop)
        database = Database(host="127.0.0.1", port=ports[0], user="tomoda", name="postgres")
        where = {"host": database.host, "port": database.port, "user": database.user, "password": ""}
        upgrade({"name": "postgres", **where})  # type: ignore[typeddict-item]
        yield Stack(database, Valkey(host="127.0.0.1", port=ports[1]), folder)


async def person(app: App, name: str) -> tuple[UUID, str]:
    """Somebody with an access token."""
    async with app.transaction() as tx:
        user_id = await people.create(tx, name, f"{name}@example.org", BORN)
        entered = await auth.begin_session(tx, user_id, "bench")
    return user_id, tokens.issue(app.secret, user_id, entered.session_id, datetime.now(UTC))


def pin(core: int) -> None:
    """Run this process, which makes the load, on a core of its own."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
