"""Real places in a database of tests: central Helsinki, and the largest towns."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

import asyncpg

from dev.places.load import load
from tomoda.core.app import App, Database, Valkey

TOWNS = 5000
TEMPLATE = "tomoda_template"


async def load_places(app: App, towns: int = TOWNS) -> int:
    """The extract of OpenStreetMap and so many towns."""
    return await load(app.database, lambda _: None, towns)


@asynccontextmanager
async def with_places(
    server: Database, valkey: Valkey, secret: bytes, name: str, towns: int = TOWNS
) -> AsyncGenerator[App]:
    """An App on a database with places, for tests that only read them."""
    admin = await asyncpg.connect(host=server.host, port=server.port, user=server.user, database="postgres")
    await admin.execute(f"create database {name} template {TEMPLATE}")
    async with App(database=replace(server, name=name), cache=valkey, secret=secret) as app:
        await load_places(app, towns)
        yield app
    await admin.execute(f"drop database {name} with (force)")
    await admin.close()
