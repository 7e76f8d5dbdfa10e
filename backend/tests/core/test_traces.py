"""One tap can be followed through every process that it passes; and where nobody collects, it costs nothing."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from dev.process import LOCALHOST, Running, answers, free_port, spawn, wait_until
from tests.conftest import SECRET
from tests.core.collector import Collector, Told, collecting
from tests.makers.events import ESPLANADI, event, going
from tests.realtime.ear import Ear
from tests.world import World
from tomoda.core import traces
from tomoda.core.app import App

SOON = 30.0  # seconds
TAP = "ab" * 16
FACTS = {
    *("http.request.method", "http.route", "http.response.status_code", "error.type", "messaging.system"),
    *("tomoda.frames", "tomoda.jobs", "tomoda.listeners", "tomoda.outcome", "tomoda.signals", "tomoda.topic"),
}


def environment(app: App, **more: str) -> dict[str, str]:
    """What a process of production is told, for this test's database and Valkey."""
    ours = ("DB_", "REDIS_", "S3_", "API_", "GATEWAY_", "SERVER_", "EMAIL_", "PUBLIC_", "OTEL_", "METRICS_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return env | {
        "DB_HOST": app.database.host,
        "DB_PORT": str(app.database.port),
        "DB_USER": app.database.user,
        "DB_NAME": app.database.name,
        "REDIS_HOST": app.cache.host,
        "REDIS_PORT": str(app.cache.port),
        "JWT_SECRET": SECRET.decode(),
        "DRAIN_SECONDS": "0.2",
        **more,
    }


class Tomoda:
    """All parts of Tomoda as processes, which tell a collector what they do."""

    def __init__(self, collector: Collector, running: Running, gateway: str) -> None:
        self.collector, self.running, self.gateway = collector, running, gateway

    def log(self) -> list[dict[str, object]]:
        """What the processes have logged, line by line."""
        return [json.loads(line) for line in self.running.log.read_text().splitlines() if line.startswith("{")]

    async def until(self, found: Callable[[], bool]) -> None:
        """Wait for spans."""
        async with asyncio.timeout(SOON):
            while not found():
                await asyncio.sleep(0.05)


@pytest.fixture
async def tomoda(world: World, tmp_path: Path) -> AsyncIterator[Tomoda]:
    """Api, gateway and worker; people's requests go to this api."""
    api, gateway, metrics = free_port(), free_port(), free_port()
    with collecting() as collector:
        env = environment(
            world.app,
            API_PORT=str(api),
            GATEWAY_PORT=str(gateway),
            METRICS_PORT=str(metrics),
            OTEL_EXPORTER_OTLP_ENDPOINT=collector.url,
        )
        log = tmp_path / "tomoda.log"
        process = spawn([sys.executable, "-m", "tomoda.cli", "serve", "--mode", "full"], log, env=env)
        running = Running("tomoda", api, f"http://{LOCALHOST}:{api}", log, process)
        try:
            for port in (api, gateway, metrics + 2):
                wait_until(lambda port=port: answers(f"http://{LOCALHOST}:{port}/readyz"), "tomoda", process, log, 300)
            world.url = running.url
            yield Tomoda(collector, running, f"ws://{LOCALHOST}:{gateway}/ws")
        finally:
            running.stop()


async def job_of_a_tap(world: World, tomoda: Tomoda) -> Told:
    """Somebody asks for a code; the span of its sending, once its whole trace is told."""
    assert (await world.ask("POST", "/auth/codes", {"email": "cy@example.org"})).status == 202
    collector, name = tomoda.collector, "job auth.send_code"
    await tomoda.until(lambda: bool(collector.named(name)))
    job = collector.named(name)[0]
    await tomoda.until(lambda: {"POST /api/v1/auth/codes", "transaction"} <= set(collector.tree(job.trace)))
    tree = collector.tree(job.trace)
    assert tree["POST /api/v1/auth/codes"] == ""
    mine = next(span for span in collector.spans if span.id == job.parent)
    assert (mine.name, mine.service) == ("transaction", "tomoda-api")
    return job


async def test_a_tap_is_one_trace_from_the_app_to_the_friends_socket(world: World, tomoda: Tomoda) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    picnic = await event(ann, "Secret picnic")
    ear = await Ear.of(ann, tomoda.gateway)
    await ear.listen(f"event:{picnic}")
    answer = await bo.put(f"/events/{picnic}/rsvp", {"answer": "going"}, traceparent=f"00-{TAP}-{'cd' * 8}-00")
    assert answer.status == 200
    await ear.until(lambda one: one.get("signal") == "events.rsvp_changed")
    ear.leave()

    collector, name = tomoda.collector, "PUT /api/v1/events/{event_id}/rsvp"
    await tomoda.until(lambda: bool(collector.named(name)))
    [tap] = collector.named(name)
    assert (tap.trace, tap.parent) == (TAP, "cd" * 8)
    await tomoda.until(lambda: {"transaction", "publish", "fan-out"} <= set(collector.tree(tap.trace)))
    tree = collector.tree(tap.trace)
    way = ["fan-out", "publish", "transaction", "together", name]
    assert [tree[one] for one in way] == [*way[1:], ""]
    told = [span for span in collector.spans if span.trace == tap.trace and span.name in ("fan-out", "publish", name)]
    assert {(span.service, span.name) for span in told} == {
        *(("tomoda-api", name), ("tomoda-api", "publish"), ("tomoda-gateway", "fan-out"))
    }
    assert all(span.begun <= span.ended for span in told)
    logged = [line for line in tomoda.log() if line.get("trace_id") == tap.trace]
    assert any(line["message"] == "request" and line["span_id"] == tap.id for line in logged)

    job = await job_of_a_tap(world, tomoda)
    assert job.service == "tomoda-worker"
    assert any(line.get("trace_id") == job.trace and line["part"] == "worker" for line in tomoda.log())
    everything = "\n".join(f"{span.name} {span.facts}" for span in collector.spans)
    assert {key for span in collector.spans for key in span.facts} <= FACTS
    for secret in (str(ann.id), str(bo.id), str(picnic), "Secret picnic", str(ESPLANADI["lat"])[:5]):
        assert secret not in everything


@pytest.fixture
def collector() -> Iterator[Collector]:
    """This process tells a collector what it does."""
    with collecting() as found:
        traces.start("test", found.url, "local")
        yield found
        traces.stop()


async def test_taps_at_the_same_moment_are_traces_of_their_own(world: World, collector: Collector) -> None:
    ann = await world.user("Ann")
    people = [await world.user(f"Guest{n}") for n in range(12)]
    picnic = await event(ann)
    assert set(await asyncio.gather(*(going(person, picnic) for person in people))) == {200}
    traces.stop()  # sends what is left
    taps = {span.trace: span for span in collector.named("PUT /api/v1/events/{event_id}/rsvp")}
    assert len(taps) == len(people)
    shared = collector.named("together")
    for trace in taps:
        assert len([span for span in shared if trace in (span.trace, *span.links)]) == 1
    for span in shared:
        assert span.parent == taps[span.trace].id
        below = [one for one in collector.spans if one.parent == span.id]
        assert [(one.name, one.trace) for one in below] == [("transaction", span.trace)]


BAD_TAPS = [
    *("00-nonsense", f"00-{TAP.upper()}-{'cd' * 8}-01", f"00-{'0' * 32}-{'cd' * 8}-01", f"00-{TAP}-{'0' * 16}-01"),
    *(f"ff-{TAP}-{'cd' * 8}-01", f"00-{TAP}-{'cd' * 8}-01-more", f"00-{TAP}-{'cd' * 8}-01, 00-{TAP}-{'cd' * 8}-01"),
]


async def test_a_tap_begun_by_the_app_goes_on_and_a_refusal_names_it(world: World, collector: Collector) -> None:
    refused = await world.ask("POST", "/events", {}, traceparent=f"00-{TAP}-{'cd' * 8}-00")
    assert (refused.status, refused.body["trace_id"]) == (401, TAP)
    for bad in BAD_TAPS:
        other = await world.ask("POST", "/events", {}, traceparent=bad)
        assert other.status == 401
        assert other.body["trace_id"] != TAP  # a trace of our own
    traces.stop()
    [first, *others] = collector.named("POST /api/v1/events")
    assert (first.trace, first.parent) == (TAP, "cd" * 8)
    assert [(span.parent, span.trace == TAP) for span in others] == [("", False)] * len(BAD_TAPS)
    assert not any(span.failed for span in (first, *others))


async def test_a_stranger_cannot_have_more_recorded_than_we_record(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ids whose bits win every lot, with the flag that asks for it: still one in five."""
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
    monkeypatch.setenv("OTEL_TRACES_SAMPLER_ARG", "0.2")
    with collecting() as collector:
        traces.start("test", collector.url, "local")
        for n in range(1, 201):
            wish = f"00-{n:016x}{'0' * 16}-{'cd' * 8}-01"
            refused = await world.ask("POST", "/events", {}, traceparent=wish)
            assert refused.body["trace_id"] == wish[3:35]  # found in the logs, recorded or not
        traces.stop()
        assert 10 <= len(collector.named("POST /api/v1/events")) <= 80


async def test_a_tap_is_named_where_nobody_collects(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "tomoda.http"):
        refused = await world.ask("POST", "/events", {}, traceparent=f"00-{TAP}-{'cd' * 8}-00")
        assert "trace_id" not in (await world.ask("POST", "/events", {})).body
    assert refused.body["trace_id"] == TAP
    assert [vars(line).get("trace_id") for line in caplog.records if line.message == "request"] == [TAP, None]


async def test_a_fault_is_told_by_its_kind_and_not_by_its_text(collector: Collector) -> None:
    assert traces.active is not None
    with suppress(ValueError), traces.active.within("tick"):
        raise ValueError("ann@example.org")
    traces.stop()
    [span] = collector.named("tick")
    assert span.failed
    assert span.facts == {"error.type": "ValueError"}


async def test_a_job_for_later_begins_a_trace_that_points_at_its_cause(collector: Collector) -> None:
    assert traces.active is not None
    begun = traces.active.begin("transaction")
    with traces.active.within("job", "consumer", begun.traceparent, late=True):
        pass
    begun.end()
    traces.stop()
    [job], [transaction] = collector.named("job"), collector.named("transaction")
    assert job.trace != transaction.trace
    assert job.parent == ""
    assert job.links == (transaction.trace,)


async def test_without_a_collector_nothing_of_it_is_imported() -> None:
    """Nor is its price paid: what is not there cannot run. (The client of Valkey imports OpenTelemetry's names.)"""
    program = (
        "import sys, tomoda.app, tomoda.gateway, tomoda.worker, tomoda.domains as domains\n"
        "from tomoda.core import traces\n"
        "domains.open_doors(); tomoda.app.doors_only(); traces.start('api', '', 'local')\n"
        "assert traces.active is None\n"
        "ours = ('tomoda.core.spans', 'opentelemetry.sdk.trace', 'opentelemetry.exporter', 'google.protobuf')\n"
        "sys.exit(', '.join(name for name in sys.modules if name.startswith(ours)) or 0)\n"
    )
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


async def test_a_collector_that_is_away_stops_nobody(world: World) -> None:
    traces.start("test", f"http://{LOCALHOST}:{free_port()}", "local")
    ann = await world.user("Ann")
    assert (await ann.get("/users/me")).status == 200
    async with asyncio.timeout(SOON):
        await asyncio.to_thread(traces.stop)
