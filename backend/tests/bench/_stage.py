"""The stage that all measurements share: a database, a Valkey, one gateway process pinned to a core, people in it."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from picows import WSFrame, WSListener, WSMsgType, WSTransport
from picows import ws_connect as connect  # pyright: ignore[reportUnknownVariableType]

from dev import postgres as embedded_postgres
from dev import valkey as embedded_valkey
from dev.process import LOCALHOST, Running, answers, free_port, spawn, wait_until
from migrations import upgrade
from tomoda.core.app import App, Database, Valkey

SECRET = "measured with a secret that nobody else uses"
TICKS = os.sysconf("SC_CLK_TCK")
SERVER_CORE, LOAD_CORE = 0, 1


def processor_seconds(pid: int) -> float:
    """User and system time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident(pid: int) -> float:
    """Resident memory, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise LookupError("VmRSS")


@dataclass
class Stage:
    """What runs."""

    app: App
    folder: Path
    database: Database
    running: list[Running] = field(default_factory=list[Running])

    def serve(self, mode: str, core: int | None, **more: str) -> Running:
        """One process of ours, pinned to a core."""
        port = free_port()
        named = "GATEWAY_PORT" if mode == "ws-hub" else "API_PORT"
        env = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
        env |= {
            "DB_HOST": self.database.host,
            "DB_PORT": str(self.database.port),
            "DB_USER": self.database.user,
            "DB_NAME": self.database.name,
            "REDIS_HOST": self.app.cache.host,
            "REDIS_PORT": str(self.app.cache.port),
            "JWT_SECRET": SECRET,
            "LOG_LEVEL": "WARNING",
            "METRICS_PORT": str(free_port()),
            named: str(port),
            **more,
        }
        command: list[str | Path] = [sys.executable, "-m", "tomoda.cli", "serve", "--mode", mode]
        pinned = command if core is None else ["taskset", "-c", str(core), *command]
        log = self.folder / f"{mode}-{port}.log"
        process = spawn(pinned, log, env=env)
        wait_until(lambda: answers(f"http://{LOCALHOST}:{port}/readyz"), mode, process, log, 60)
        found = Running(mode, port, f"{LOCALHOST}:{port}", log, process)
        self.running.append(found)
        return found

    async def ticket(self, number: int, user_id: UUID) -> str:
        """A ticket as the API makes it, for a person who need not exist."""
        import hashlib

        secret = f"ticket {number} of {user_id}"
        whose = msgspec.json.encode({"user_id": user_id, "session_id": user_id})
        await self.app.valkey.set(f"ticket:{hashlib.sha256(secret.encode()).hexdigest()}", whose, ex=120)
        return secret


@asynccontextmanager
async def open_stage(*, durable: bool = True) -> AsyncGenerator[Stage]:
    """Start everything; end all of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        postgres = embedded_postgres.start(folder / "pg", free_port(), durable=durable)
        valkey = embedded_valkey.start(folder / "valkey", free_port(), keep=False)
        database = Database(host=LOCALHOST, port=postgres.port, user="tomoda", name="postgres")
        upgrade({"host": LOCALHOST, "port": postgres.port, "user": "tomoda", "password": "", "name": "postgres"})
        cache = Valkey(host=LOCALHOST, port=valkey.port)
        stage: Stage | None = None
        try:
            async with App(database=database, cache=cache, secret=SECRET.encode()) as app:
                os.sched_setaffinity(valkey.pid, {LOAD_CORE})
                stage = Stage(app, folder, database)
                yield stage
        finally:
            for running in [*(stage.running if stage else []), valkey, postgres]:
                running.stop()


class Client(WSListener):
    """A connection that only counts: `heard` messages, and how late those were that carry the time they were sent."""

    def __init__(self) -> None:
        self.heard = 0
        self.late: list[float] = []
        self.news = asyncio.Event()
        self.sample = False
        self.mark = b'"ts":'
        self.count = b'"ts":'

    def on_ws_connected(self, transport: WSTransport) -> None:
        """Connected."""
        self.transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Count what has come."""
        if frame.msg_type != WSMsgType.TEXT:
            return
        text = frame.get_payload_as_bytes()
        self.heard += text.count(self.count)
        if self.sample:
            now = asyncio.get_running_loop().time()
            for part in text.split(self.mark)[1:]:
                self.late.append(now - int(part.split(b",", 1)[0].split(b"}", 1)[0]) / 1e9)
        else:
            self.news.set()

    def say(self, text: bytes) -> None:
        """One frame."""
        self.transport.send(WSMsgType.TEXT, text)

    def pause_writing(self) -> None:
        """Nothing to do."""

    def resume_writing(self) -> None:
        """Nothing to do."""


async def client(url: str) -> Client:
    """Connect."""
    _, found = await connect(Client, url, read_buffer_init_size=4096)
    assert isinstance(found, Client)
    return found


def percentile(values: list[float], share: float) -> float:
    """The value below which this share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def row(*cells: Any) -> None:
    """A line of the table."""
    print("  ".join(f"{cell:>14.3f}" if isinstance(cell, float) else f"{cell:>14}" for cell in cells), flush=True)
