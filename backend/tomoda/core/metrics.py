"""What a process counts, in Prometheus' format."""

import asyncio
from collections import deque

from prometheus_client import Counter, Gauge, Histogram

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

HTTP_REQUESTS = Counter("tomoda_http_requests", "Requests answered", ["method", "route", "status"])
HTTP_SECONDS = Histogram("tomoda_http_request_seconds", "Time to the answer", ["method", "route"], buckets=_FAST)
PUBLISH_FAILURES = Counter("tomoda_publish_failures", "Frames that Valkey did not take; gateways fetch them again")
JOBS = Counter("tomoda_jobs", "Jobs done", ["job", "outcome"])
JOB_SECONDS = Histogram("tomoda_job_seconds", "Time a job took", ["job"], buckets=(*_FAST, 30, 60, 300))
JOBS_QUEUED = Gauge("tomoda_jobs_queued", "Jobs that wait", ["job"])
POOL_IN_USE = Gauge("tomoda_db_pool_in_use", "Database connections in use")
POOL_SIZE = Gauge("tomoda_db_pool_size", "Database connections open")
POOL_LIMIT = Gauge("tomoda_db_pool_limit", "Database connections that may be open")
POOL_WAIT = Histogram("tomoda_db_wait_seconds", "Wait for a database connection", buckets=_FAST)
LOOP_LAG = Gauge("tomoda_loop_lag_seconds", "How late the event loop was, at most, in the last seconds")
SOCKETS = Gauge("tomoda_gateway_sockets", "Open sockets")
TOPICS = Gauge("tomoda_gateway_topics", "Topics that somebody listens to")
DELIVERIES = Counter("tomoda_gateway_deliveries", "Signals delivered to sockets")
CLOSED = Counter("tomoda_gateway_closed", "Sockets closed", ["code"])
LAG = Histogram("tomoda_gateway_lag_seconds", "From the publish's arrival to the write", buckets=_FAST)

LOOK = 0.25  # seconds between two looks at the loop
REMEMBERED = 40  # looks: ten seconds


async def watch_loop() -> None:
    """How late this loop is, for as long as it runs: the worst of the last ten seconds."""
    loop = asyncio.get_running_loop()
    late: deque[float] = deque(maxlen=REMEMBERED)
    while True:
        due = loop.time() + LOOK
        await asyncio.sleep(LOOK)
        late.append(loop.time() - due)
        LOOP_LAG.set(max(late))
