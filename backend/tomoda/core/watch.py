"""What a process watches about itself: whether it can serve, and how many jobs wait."""

import asyncio
import logging
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

from prometheus_client import MetricsHandler
from redis.exceptions import RedisError

from tomoda.core.jobs import keeps
from tomoda.core.metrics import JOBS_QUEUED
from tomoda.core.pool import FAULTS as DATABASE_FAULTS
from tomoda.core.sql import sql

if TYPE_CHECKING:
    from tomoda.core.app import App

log = logging.getLogger("tomoda.core.watch")

LOOK_EVERY = 1.0  # seconds between two looks at whether database and Valkey answer
PATIENCE = 2.0  # seconds for them to answer
COUNT_EVERY = 15.0
FAULTS = (*DATABASE_FAULTS, RedisError, TimeoutError)

ALIVE = sql("select 1")
QUEUED = sql("""
    select entrypoint as job, count(*) as n from pgqueuer
    where status = 'queued' and execute_after <= now() group by entrypoint
""")


class Look:
    """Whether database and Valkey answer, asked by nobody in particular."""

    def __init__(self, app: "App") -> None:
        self.app = app
        self.ready = False

    async def keep(self) -> None:
        """Look again and again."""
        while True:
            try:
                async with asyncio.timeout(PATIENCE), self.app.reading() as tx:
                    await tx.value(ALIVE)
                    await self.app.valkey.ping()  # pyright: ignore[reportUnknownMemberType, reportGeneralTypeIssues]
                self.ready = True
            except FAULTS as fault:
                self.ready = False
                log.warning("not ready", extra={"fault": type(fault).__name__})
            await asyncio.sleep(LOOK_EVERY)


@keeps("worker")
async def count_jobs(app: "App") -> None:
    """How many jobs of each kind are due and not begun."""
    while True:
        try:
            async with app.reading() as tx:
                waiting = {row["job"]: row["n"] for row in await tx.rows(QUEUED)}
        except FAULTS as fault:
            log.warning("jobs not counted", extra={"fault": type(fault).__name__})
        else:
            JOBS_QUEUED.clear()
            for job, n in waiting.items():
                JOBS_QUEUED.labels(job).set(n)
        await asyncio.sleep(COUNT_EVERY)


def answer_probes(port: int, host: str, ready: Callable[[], bool] | None = None) -> None:
    """Answer `/metrics` in a thread of its own; and `/healthz` and `/readyz`, for a part that has no other port."""

    class Handler(MetricsHandler):
        def do_GET(self) -> None:  # noqa: N802
            if ready is None or self.path.startswith("/metrics"):
                super().do_GET()
                return
            known = {"/healthz": True, "/readyz": ready()}
            status = 404 if self.path not in known else 200 if known[self.path] else 503
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write({200: b'{"status":"ok"}', 503: b'{"status":"out of reach"}'}.get(status, b"{}"))

    Thread(target=ThreadingHTTPServer((host, port), Handler).serve_forever, daemon=True).start()
