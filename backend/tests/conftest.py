"""What every test stands on: a real Postgres with PostGIS and a real Valkey for each test process."""

import asyncio
import os
import random
import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import pytest
import redis

from dev import postgres as embedded_postgres
from dev import s3 as embedded_s3
from dev import valkey as embedded_valkey
from dev.plan import ROOT
from dev.process import Running, free_port
from migrations import upgrade
from tests.world import World, open_world
from tomoda.core.app import App, Database, Valkey
from tomoda.edges.s3 import S3

TEMPLATE = "tomoda_template"
RIGHTS = ROOT / "devops/k8s/apps/tomoda/base/secrets.yaml"
SECRET = b"tests know this secret, nobody else uses it"

_numbers = count(1)

SERVERS: dict[int, Running] = {}
"""Each Postgres that tests have started, by its port: for tests that restart it."""


def pytest_configure() -> None:
    """One seed for all processes of a run; each of them inherits it."""
    os.environ.setdefault("CONVERGENCE_SEED", str(random.randrange(10**6)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits for most of its time begins first, so that the other process has work beside it."""
    items.sort(key=lambda item: "test_convergence" not in item.nodeid)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The seed, for whoever wants the same history again."""
    if any(
        "test_convergence" in one.nodeid
        for kind in ("passed", "failed")
        for one in terminalreporter.stats.get(kind, [])
    ):
        terminalreporter.write_line(f"CONVERGENCE_SEED={os.environ['CONVERGENCE_SEED']}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Database]:
    """A server of our own, with the migrated template that each test's database is copied from.

    Its folder is not one of pytest's: those are closed to others whenever another run of pytest starts, and where
    we are root Postgres is somebody else.
    """
    with TemporaryDirectory(prefix="tomoda-tests-") as folder:
        yield from _serve(Path(folder))


def _serve(folder: Path) -> Iterator[Database]:
    open_to_others(folder)
    port = free_port()
    SERVERS[port] = embedded_postgres.start(folder, port, durable=False)
    server = Database(host="127.0.0.1", port=port, user="tomoda", name="postgres", pool=4)
    try:
        asyncio.run(_make(server, TEMPLATE, None))
        upgrade({"host": server.host, "port": server.port, "user": server.user, "password": "", "name": TEMPLATE})
        asyncio.run(_lighten(server))
        yield server
    finally:
        SERVERS.pop(port).stop()


async def _lighten(server: Database) -> None:
    """Leave the systems of coordinates that nobody here uses out of the template: a third of what each test copies."""
    connection = await _connected(server, TEMPLATE)
    await connection.execute("delete from spatial_ref_sys where srid not in (4326, 3857)")
    await connection.execute("vacuum full spatial_ref_sys")
    await connection.close()


def open_to_others(folder: Path) -> None:
    """Let the system user that Postgres runs as walk to the folder: pytest makes its folders private."""
    for parent in (folder, *folder.parents):
        if parent.stat().st_mode & 0o001 == 0:
            parent.chmod(parent.stat().st_mode | 0o011)


@pytest.fixture
async def database(postgres: Database) -> AsyncIterator[Database]:
    """An empty, migrated database for one test."""
    async with another(postgres) as found:
        yield found


@asynccontextmanager
async def another(server: Database, like: str = TEMPLATE) -> AsyncGenerator[Database]:
    """An empty, migrated database, for tests that need several; or one `like` another, which nobody may be using."""
    name = f"test_{next(_numbers)}"
    await _make(server, name, like)
    yield replace(server, name=name)
    connection = await _connected(server)
    await connection.execute(f"drop database {name} with (force)")
    await connection.close()


async def _make(server: Database, name: str, template: str | None) -> None:
    connection = await _connected(server)
    # As files: through the log, as Postgres has done since 15 unless told, a copy costs half as much again.
    as_files = " strategy file_copy" if connection.get_server_version().major >= 15 else ""
    await connection.execute(f"create database {name}" + (f" template {template}{as_files}" if template else ""))
    await connection.close()


async def _connected(server: Database, name: str = "postgres") -> "asyncpg.Connection[asyncpg.Record]":
    return await asyncpg.connect(host=server.host, port=server.port, user=server.user, database=name)


@pytest.fixture(scope="session")
def valkey_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    """A server of our own, on which the application may do what it may in production and nothing else."""
    running = embedded_valkey.start(tmp_path_factory.mktemp("valkey"), free_port(), keep=False)
    [rights] = re.findall(r"user tomoda on >\{\{.*?\}\} (.*)", RIGHTS.read_text())
    with redis.Redis(port=running.port) as admin:
        admin.execute_command("ACL", "SETUSER", "tomoda", "reset", "on", ">tomoda", *rights.split())  # pyright: ignore[reportUnknownMemberType]
    try:
        yield Valkey(host="127.0.0.1", port=running.port, username="tomoda", password="tomoda")
    finally:
        running.stop()


async def empty(valkey: Valkey) -> None:
    """Let it forget everything, which the application may not."""
    client = replace(valkey, username=None, password=None).client()
    await client.flushall()  # pyright: ignore[reportUnknownMemberType]
    await client.aclose()


@pytest.fixture
async def valkey(valkey_server: Valkey) -> Valkey:
    """Valkey with nothing in it."""
    await empty(valkey_server)
    return valkey_server


@pytest.fixture
async def app(database: Database, valkey: Valkey) -> AsyncIterator[App]:
    """One process' App on this test's database."""
    async with App(database=database, cache=valkey, secret=SECRET) as app:
        yield app


@pytest.fixture
async def world(app: App) -> AsyncIterator[World]:
    """People, and the application that they come in through."""
    async with open_world(app) as world:
        yield world


@pytest.fixture(scope="session")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    """A bucket of our own, in a real S3."""
    keys = {"access_key": "key", "secret_key": "secret"}
    running = embedded_s3.start(tmp_path_factory.mktemp("s3"), free_port(), **keys, buckets=["tomoda"])
    url = f"http://127.0.0.1:{running.port}"
    try:
        yield S3(endpoint=url, public=url, bucket="tomoda", region="us-east-1", key_id="key", secret="secret")
    finally:
        running.stop()


@pytest.fixture
async def gallery(world: World, storage: S3) -> World:
    """The world, with a place for files."""
    world.app.edges["s3"] = storage
    return world
