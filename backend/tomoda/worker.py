"""The worker: does jobs, and ticks of the schedule, until it is told to stop (PgQueuer)."""

import asyncio
import logging
import time
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import asyncpg
from pgqueuer import PgQueuer
from pgqueuer.core.executors import DatabaseRetryEntrypointExecutor, EntrypointExecutorParameters
from pgqueuer.domain.models import Job as Row
from pgqueuer.domain.models import Schedule

from tomoda.core import traces
from tomoda.core.app import App
from tomoda.core.jobs import DOES, KEEPS, TICKS, Done, Tick, do_now
from tomoda.core.metrics import JOB_SECONDS, JOBS
from tomoda.core.watch import Look

log = logging.getLogger("tomoda.worker")

BATCH = 10
POLL = timedelta(seconds=2)  # how late a deferred job may start; what is due at once is notified
SOON = timedelta(minutes=1)  # a job that waits longer begins a trace of its own
DEAD_AFTER = timedelta(seconds=30)  # a job whose worker is silent this long is taken over by another


async def work(app: App, stop: asyncio.Event) -> None:
    """Do jobs and ticks until `stop` is set; what is under way then is finished."""
    connection = await _connect(app)
    queue = PgQueuer.from_asyncpg_connection(connection)
    for done in DOES.values():
        _register(queue, app, done)
    for name, (cron, tick) in TICKS.items():
        queue.schedule(name, cron)(_ticking(app, name, tick))
    keeping = [asyncio.create_task(keep(app)) for keep in KEEPS.get("worker", ())]
    running = asyncio.create_task(queue.run(dequeue_timeout=POLL, batch_size=BATCH, heartbeat_timeout=DEAD_AFTER))
    try:
        await _until(stop, running)
        queue.shutdown.set()
        await running
    finally:
        for task in keeping:
            task.cancel()
        await connection.close()


async def _until(stop: asyncio.Event, running: asyncio.Task[None]) -> None:
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({stopping, running}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()


async def _connect(app: App) -> Any:
    """A connection of the worker's own: PgQueuer listens on it, which pooled connections never do."""
    where = app.database
    return await asyncpg.connect(
        host=where.host,
        port=where.port,
        user=where.user,
        password=where.password or None,
        database=where.name,
    )


def _register(queue: PgQueuer, app: App, done: Done) -> None:
    name = done.kind.name

    def executor(parameters: EntrypointExecutorParameters) -> DatabaseRetryEntrypointExecutor:
        return DatabaseRetryEntrypointExecutor(parameters, max_attempts=done.tries)

    async def do(row: Row) -> None:
        with _part_of_its_trace(name, row):
            await _do(row)

    async def _do(row: Row) -> None:
        begun = time.perf_counter()
        outcome = "failed"
        try:
            await do_now(app, name, row.payload or b"{}")
            outcome = "done"
        finally:
            JOBS.labels(name, outcome).inc()
            JOB_SECONDS.labels(name).observe(time.perf_counter() - begun)
            log.info("job", extra={"job": name, "outcome": outcome, "attempt": row.attempts})

    queue.entrypoint(name, on_failure="hold", executor_factory=executor)(do)


def _part_of_its_trace(name: str, row: Row) -> Any:
    """A job that was due at once belongs to what asked for it; one for later only points there."""
    if traces.active is None:
        return nullcontext()
    cause = (row.headers or {}).get("traceparent")
    late = row.execute_after - row.created > SOON
    return traces.active.within(f"job {name}", "consumer", cause if isinstance(cause, str) else None, late=late)


def _ticking(app: App, name: str, tick: Tick) -> Any:
    async def run(_: Schedule) -> None:
        begun = time.perf_counter()
        outcome = "failed"
        try:
            with nullcontext() if traces.active is None else traces.active.within(f"tick {name}"):
                await tick(app)
            outcome = "done"
        except Exception:  # a tick that fails is tried again at its next time
            log.exception("tick failed", extra={"job": name})
        finally:
            JOBS.labels(name, outcome).inc()
            JOB_SECONDS.labels(name).observe(time.perf_counter() - begun)

    return run


async def serve(app: App, stop: asyncio.Event, look: Look) -> None:
    """Open the app and work until told to stop: the worker's part of `tomoda serve`."""
    async with app:
        looking = asyncio.create_task(look.keep())
        try:
            await work(app, stop)
        finally:
            looking.cancel()
