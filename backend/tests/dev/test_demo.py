"""The demo: people at real places around now, the same however often it is started."""

import os
import subprocess
import sys

from tests.conftest import SECRET
from tomoda.core.app import App
from tomoda.core.sql import sql

COUNTED = sql("select (select count(*) from users), (select count(*) from events), (select count(*) from messages)")
SOON = sql("select count(*) from events where ends_at > now() and state = 'scheduled'")
YESTERDAY = sql("""
    update events set starts_at = starts_at - interval '1 day', ends_at = ends_at - interval '1 day',
        local_start = local_start - interval '1 day', local_end = local_end - interval '1 day'
""")


def start(app: App) -> str:
    """What it prints."""
    where, cache = app.database, app.cache
    env = {
        "PATH": os.environ["PATH"],
        "DB_HOST": where.host,
        "DB_PORT": str(where.port),
        "DB_USER": where.user,
        "DB_NAME": where.name,
        "REDIS_HOST": cache.host,
        "REDIS_PORT": str(cache.port),
        "JWT_SECRET": SECRET.decode(),
        "TOMODA_DEMO_TOWNS": "1000",
    }
    done = subprocess.run([sys.executable, "-m", "dev.demo"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


async def test_it_is_there_once_however_often_it_starts_and_what_is_over_is_replaced(app: App) -> None:
    first = start(app)
    assert "password" in first
    before = await _counted(app)
    assert before[1] >= 10, "Helsinki's are there even with the largest towns only"
    assert start(app) == first
    assert await _counted(app) == before
    on = await _soon(app)
    async with app.transaction() as tx:
        await tx.run(YESTERDAY)
    assert await _soon(app) == 0
    start(app)
    assert await _soon(app) == on


async def _counted(app: App) -> tuple[int, ...]:
    async with app.reading() as tx:
        row = await tx.row(COUNTED)
    assert row is not None
    return tuple(row)


async def _soon(app: App) -> int:
    async with app.reading() as tx:
        return await tx.value(SOON)
