"""Who was erased stays erased when the database is brought back to before."""

import os
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

import pytest

from tests.auth.test_account import leave, rows_about
from tests.conftest import SECRET, another
from tests.events.test_hosts_words import tick
from tests.makers.chat import direct_room, say
from tests.makers.people import befriend
from tests.world import Person, World, open_world
from tomoda.auth import work
from tomoda.auth.actions import account
from tomoda.auth.messages import EraseAccount, NoteErasure
from tomoda.core.app import App, Database, Valkey
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.edges.s3 import S3

ASKED = sql("select payload from pgqueuer where entrypoint = $1")


@asynccontextmanager
async def at(database: Database, valkey: Valkey, storage: S3) -> AsyncGenerator[World]:
    async with App(database=database, cache=valkey, secret=SECRET) as app, open_world(app) as world:
        app.edges["s3"] = storage
        yield world


async def erase(person: Person) -> None:
    """As the thirty days and two workers do it."""
    world = person.world
    await leave(person)
    world.move(account.GRACE + timedelta(minutes=1))
    for job in (EraseAccount, NoteErasure):
        async with world.app.reading() as tx:
            asked = {row["payload"] for row in await tx.rows(ASKED, job.name)}
        assert asked, job.name
        for payload in asked:
            await do_now(world.app, job.name, payload)


def replay(database: Database, valkey: Valkey, storage: S3) -> str:
    """The command, as whoever restores types it."""
    settings = {
        "DB_HOST": database.host,
        "DB_PORT": str(database.port),
        "DB_USER": database.user,
        "DB_NAME": database.name,
        "REDIS_HOST": valkey.host,
        "REDIS_PORT": str(valkey.port),
        "JWT_SECRET": SECRET.decode(),
        "S3_ENDPOINT_URL": storage.endpoint,
        "S3_BUCKET": storage.bucket,
        "AWS_ACCESS_KEY_ID": storage.key_id,
        "AWS_SECRET_ACCESS_KEY": storage.secret,
        "AWS_REGION": storage.region,
    }
    command = [sys.executable, "-m", "tomoda.cli", "erasures", "replay"]
    done = subprocess.run(
        command, env={"PATH": os.environ["PATH"]} | settings, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


async def test_a_restore_does_not_bring_back_who_was_erased_since(
    postgres: Database, valkey: Valkey, storage: S3
) -> None:
    async with another(postgres) as database:
        async with at(database, valkey, storage) as world:
            ann, bo = await world.user("Ann"), await world.user("Bo")
            await befriend(ann, bo)
            await say(ann, await direct_room(ann, bo), "so long")
        async with another(postgres, like=database.name) as before:
            async with at(database, valkey, storage) as world:
                ann.world = bo.world = world
                await erase(ann)
                assert await rows_about(world, ann) == 0
            async with at(before, valkey, storage) as world:
                ann.world = bo.world = world
                assert (await bo.get(f"/users/{ann.id}")).status == 200, "the backup knows nothing of it"
                assert "; 1 of them were here" in replay(before, valkey, storage)
                assert await rows_about(world, ann) == 0
                assert (await bo.get(f"/users/{ann.id}")).status == 404
                assert (await bo.get("/friends")).body["data"] == []
                assert await rows_about(world, bo) > 0, "and of nobody else"
                assert "; 0 of them were here" in replay(before, valkey, storage), "it may be repeated"


async def noted(storage: S3) -> set[UUID]:
    return {UUID(key.rpartition("/")[2]) async for key in storage.keys(work.ERASED)}


async def test_the_list_holds_no_more_than_ids_and_no_longer_than_backups_live(gallery: World, storage: S3) -> None:
    ann = await gallery.user("Ann")
    await erase(ann)
    assert ann.id in await noted(storage)
    sizes = [await storage.size(key) async for key in storage.keys(work.ERASED)]
    assert set(sizes) == {0}
    gallery.move(work.ERASED_KEPT - timedelta(days=1))
    await tick(gallery.app, "auth.forget_erased")
    assert ann.id in await noted(storage)
    gallery.move(timedelta(days=2))
    await tick(gallery.app, "auth.forget_erased")
    assert ann.id not in await noted(storage)


async def test_a_list_of_more_than_a_page_is_read_to_its_end(storage: S3) -> None:
    wanted = [f"erased/many/{number}" for number in range(5)]
    for key in wanted:
        await storage.put(key, b"", "text/plain")
    assert [key async for key in storage.keys("erased/many/", page=2)] == wanted
    with pytest.raises(ValueError, match="folder"):
        await storage.put("elsewhere/1", b"", "text/plain")
