"""Jobs and the schedule: asked for inside a transaction, done by workers at least once (PgQueuer)."""

import inspect
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from asyncpg import Connection
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.queries import Queries

from tomoda.core.messages import Job

if TYPE_CHECKING:
    from tomoda.core.app import App

type Doing = Callable[["App", Any], Awaitable[None]]
type Tick = Callable[["App"], Awaitable[None]]
type Keeping = Callable[["App"], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Enqueued:
    """A job that a transaction asks for; `due` is the earliest instant at which it may be done."""

    job: Job
    due: datetime
    once: str | None
    priority: int


@dataclass(frozen=True, slots=True)
class Done:
    """How a kind of job is done, and how often it is tried (delays double from a second up to five minutes)."""

    kind: type[Job]
    function: Doing
    tries: int


DOES: dict[str, Done] = {}
TICKS: dict[str, tuple[str, Tick]] = {}
KEEPS: dict[str, list[Keeping]] = {}


def does[J: Job](
    kind: type[J], *, tries: int = 8
) -> Callable[[Callable[["App", J], Awaitable[None]]], Callable[["App", J], Awaitable[None]]]:
    """How a job is done: `async def …(app, job)`. It may be done twice: ask again what is still to do."""

    def register(function: Callable[["App", J], Awaitable[None]]) -> Callable[["App", J], Awaitable[None]]:
        if DOES.setdefault(kind.name, Done(kind, function, tries)).function is not function:
            raise TypeError(f"two functions do {kind.name}")
        return function

    return register


def every(cron: str) -> Callable[[Tick], Tick]:
    """Done again and again, by one worker at a time: five cron fields in UTC, `async def …(app)`."""

    def register(function: Tick) -> Tick:
        TICKS[f"{function.__module__.split('.')[1]}.{function.__name__}"] = (cron, function)
        return function

    return register


def keeps(*parts: str) -> Callable[[Keeping], Keeping]:
    """A loop that runs in each process of these parts (`api`, `gateway`, `worker`) as long as it lives."""

    def register(function: Keeping) -> Keeping:
        for part in parts:
            KEEPS.setdefault(part, []).append(function)
        return function

    return register


async def enqueue(
    connection: "Connection[Any]", asked: list[Enqueued], now: datetime, cause: str | None = None
) -> None:
    """Write the jobs on this connection, so that they commit with what caused them (`cause`: its `traceparent`)."""
    headers = None if cause is None else {"traceparent": cause}
    await Queries(AsyncpgDriver(connection)).enqueue(
        [one.job.name for one in asked],
        [msgspec.json.encode(one.job) for one in asked],
        [one.priority for one in asked],
        [max(one.due - now, timedelta()) for one in asked],
        [one.once for one in asked],
        [headers for _ in asked],
        on_conflict="skip",
    )


async def do_now(app: "App", name: str, payload: bytes) -> None:
    """Do one job, as a worker would."""
    done = DOES[name]
    await done.function(app, msgspec.json.decode(payload, type=done.kind))


def described() -> list[str]:
    """Every job and tick with the first line of its promise, for people who look after workers."""
    lines = [f"{name}: {(inspect.getdoc(done.function) or '').splitlines()[0]}" for name, done in sorted(DOES.items())]
    ticks = [f"{name} ({cron}): {(inspect.getdoc(f) or '').splitlines()[0]}" for name, (cron, f) in TICKS.items()]
    return lines + sorted(ticks)
