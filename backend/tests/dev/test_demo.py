"""The demo: people at real places around now, the same however often it is started."""

import os
import subprocess
import sys

from tests.conftest import SECRET
from tomoda.core.app import App


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
    counted = "select (select count(*) from users), (select count(*) from events), (select count(*) from messages)"
    before = await app.pool.fetchrow(counted)
    assert before is not None
    assert before[1] >= 10, "Helsinki's are there even with the largest towns only"
    assert start(app) == first
    assert await app.pool.fetchrow(counted) == before
    soon = "select count(*) from events where ends_at > now() and state = 'scheduled'"
    on = await app.pool.fetchval(soon)
    await app.pool.execute("""
        update events set starts_at = starts_at - interval '1 day', ends_at = ends_at - interval '1 day',
            local_start = local_start - interval '1 day', local_end = local_end - interval '1 day'
    """)
    assert await app.pool.fetchval(soon) == 0
    start(app)
    assert await app.pool.fetchval(soon) == on
