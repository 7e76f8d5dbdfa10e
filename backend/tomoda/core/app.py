"""App: what a process has. It opens transactions and publishes what they said; it knows no domain."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from contextvars import Context
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

import asyncpg
import msgspec
import redis.asyncio as redis
from redis.exceptions import RedisError

from tomoda.core import traces
from tomoda.core.feed import Frame
from tomoda.core.metrics import PUBLISH_FAILURES, watch_loop
from tomoda.core.pool import PATIENCE, Pool
from tomoda.core.tx import Tx

if TYPE_CHECKING:
    from tomoda.core.spans import Span, Spans

log = logging.getLogger("tomoda.core.app")

AT_ONCE = 500  # frames that are published in one round trip
# The client takes 30 µs for a command of its own per frame, in a pipeline, too; this takes it once.
_PUBLISH = "for at = 1, #ARGV, 2 do redis.call('publish', ARGV[at], ARGV[at + 1]) end"

STATEMENTS_KEPT = 1000  # prepared statements per connection; all of ours fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """Where Postgres is. `pool` connections per process: about twice the cores that Postgres has for us."""

    host: str
    port: int = 5432
    user: str
    password: str = field(default="", repr=False)
    name: str
    pool: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Valkey:
    """Where Valkey is."""

    host: str
    port: int = 6379
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    db: int = 0
    tls: bool = False

    def client(self) -> "redis.Redis":
        """A client that answers bytes and gives up on a dead server after two seconds."""
        return redis.Redis(
            host=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            db=self.db,
            ssl=self.tls,
            socket_timeout=5,
            socket_connect_timeout=2,
            health_check_interval=15,
        )


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(kw_only=True)
class App:
    """One process: its database pool, Valkey, edges and what it needs to know. Open it with `async with`."""

    database: Database
    cache: Valkey
    secret: bytes = field(repr=False)
    seals: tuple[bytes, ...] = field(default=(), repr=False)  # see core/seals.py; the present secret first
    public_url: str = "http://localhost:8000"
    origins: frozenset[str] = frozenset({"http://localhost:8000"})
    edges: dict[str, Any] = field(default_factory=dict[str, Any])
    clock: Callable[[], datetime] = _now
    closed: dict[UUID, str] = field(default_factory=dict[UUID, str])
    lines: dict[Any, Any] = field(default_factory=dict[Any, Any], repr=False)  # see core/together.py
    living: dict[str, Any] = field(default_factory=dict[str, Any], repr=False)  # a domain's state in this process
    choices: dict[str, int] = field(default_factory=dict[str, int])  # what this host chose, by its setting
    draining: bool = False
    gathered: dict[Any, Any] = field(default_factory=dict[Any, Any])

    def __post_init__(self) -> None:
        self.valkey = self.cache.client()
        self._tell: Any = self.valkey.register_script(_PUBLISH)
        self._due: list[Frame] = []
        self._beside: set[asyncio.Task[None]] = set()
        self._telling: list[Span] = []
        self._publishing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self.pool = Pool(self._connect, self.database.pool)  # none yet: a process may start before its database
        self.beside(watch_loop())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._publishing is not None:
            await self._publishing
        for task in self._beside:
            task.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)
        await self.valkey.aclose()
        await self.pool.close()

    def transaction(self) -> Tx:
        """What happens in it happens together or not at all; it commits at the end of the `async with`."""
        return Tx(self, writes=True)

    def reading(self) -> Tx:
        """Queries only, each on its own: no BEGIN, no COMMIT."""
        return Tx(self, writes=False)

    async def _connect(self) -> Any:
        connection = await asyncpg.connect(
            host=self.database.host,
            port=self.database.port,
            user=self.database.user,
            password=self.database.password or None,
            database=self.database.name,
            statement_cache_size=STATEMENTS_KEPT,
            timeout=PATIENCE,
            command_timeout=30,
            server_settings={"jit": "off", "plan_cache_mode": "force_generic_plan", "application_name": "tomoda"},
        )
        await _speak_json(connection)
        return connection

    def beside(self, doing: Coroutine[Any, Any, None]) -> None:
        """Run it beside everything else, until it ends or the process does.

        In a context of its own: it may do what several asked for, and belongs to none of them.
        """
        task = asyncio.get_running_loop().create_task(doing, context=Context())
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    def publish(self, frames: Iterable[Frame], cause: str | None = None) -> None:
        """Send frames to all gateways: soon, together, and never as a reason to fail.

        Whatever is lost here is found again by its place: gateways compare theirs with the database.
        `cause` is the `traceparent` of what they tell of.
        """
        if traces.active is not None:
            frames = self._traced(traces.active, list(frames), cause)
        self._due.extend(frames)
        if self._due and (self._publishing is None or self._publishing.done()):
            self._publishing = asyncio.get_running_loop().create_task(self._publish())

    def _traced(self, spans: "Spans", frames: list[Frame], cause: str | None) -> list[Frame]:
        if not frames:
            return frames
        telling = spans.begin("publish", "producer", cause, messaging__system="valkey", tomoda__frames=len(frames))
        self._telling.append(telling)
        return [msgspec.structs.replace(frame, trace=telling.traceparent) for frame in frames]

    async def _publish(self) -> None:
        while self._due:
            due, self._due = self._due, []
            telling, self._telling = self._telling, []
            try:
                for at in range(0, len(due), AT_ONCE):
                    told = due[at : at + AT_ONCE]
                    await self._tell(args=[part for frame in told for part in (frame.topic, frame.encode())])
            except (RedisError, OSError) as fault:
                PUBLISH_FAILURES.inc(len(due))
                log.warning("frames were not published", extra={"count": len(due), "fault": type(fault).__name__})
                for span in telling:
                    span.fail(fault)
            for span in telling:
                span.end()


async def _speak_json(connection: Any) -> None:
    """JSON comes and goes as bytes: what Postgres made is passed on, not decoded."""
    for kind in ("json", "jsonb"):
        await connection.set_type_codec(
            kind,
            schema="pg_catalog",
            encoder=_ENCODERS[kind],
            decoder=_DECODERS[kind],
            format="binary",
        )


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value


_ENCODERS: dict[str, Callable[[Any], bytes]] = {
    "json": _bytes,
    "jsonb": lambda value: b"\x01" + _bytes(value),  # the version byte of jsonb's binary form
}
_DECODERS: dict[str, Callable[[Any], bytes]] = {
    "json": bytes,
    "jsonb": lambda value: bytes(value[1:]),
}
