"""Tx: one action's statements, jobs and signals, which happen together or not at all."""

from datetime import datetime, timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec
from asyncpg import Record

from tomoda.core import feed, jobs, once, traces
from tomoda.core.messages import REACTIONS, Job, Signal
from tomoda.core.pool import UNSOUND
from tomoda.core.sql import Json, Statement

if TYPE_CHECKING:
    from tomoda.core.app import App
    from tomoda.core.pool import Connection
    from tomoda.core.spans import Span


class Tx:
    """A transaction that a door opened. `now` is the only clock: the instant at which it began (UTC)."""

    def __init__(self, app: "App", *, writes: bool) -> None:
        self.app = app
        self.now: datetime = app.clock()
        self._writes = writes
        self._signals: list[Signal] = []
        self._jobs: list[jobs.Enqueued] = []
        self._connection: Connection
        self._begun = False
        self._span: Span | None = None

    async def __aenter__(self) -> Self:
        self._connection = await self.app.pool.acquire()
        if self._writes:
            await self._say("begin")
            self._begun = True
            if traces.active is not None:
                self._span = traces.active.begin("transaction")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._span is None:
            await self._end(fault)
            return
        outcome = "rolled back"
        try:
            await self._end(fault)
            outcome = "committed" if fault is None else outcome
        finally:
            self._span.tell(tomoda__outcome=outcome, tomoda__signals=len(self._signals), tomoda__jobs=len(self._jobs))
            self._span.end()

    async def _end(self, fault: BaseException | None) -> None:
        frames: list[feed.Frame] = []
        if self._begun:
            try:
                if fault is None:
                    frames = await self._flush()
            except BaseException as late:
                await self._undo(late)
                raise
            if fault is not None:
                await self._undo(fault)
                return
            await self._commit()
        self.app.pool.release(self._connection, sound=not isinstance(fault, UNSOUND))
        self.app.publish(frames, self._cause)

    @property
    def _cause(self) -> str | None:
        """The `traceparent` of this transaction, if there is a trace."""
        return None if self._span is None else self._span.traceparent

    async def _commit(self) -> None:
        if await self._say("commit") != "COMMIT":
            self.app.pool.release(self._connection)
            raise RuntimeError("a statement had failed, and its fault was swallowed: nothing was kept")

    async def _undo(self, fault: BaseException) -> None:
        if isinstance(fault, UNSOUND):
            self.app.pool.release(self._connection, sound=False)
        else:
            await self._say("rollback")
            self.app.pool.release(self._connection)

    async def _say(self, word: str) -> str:
        try:
            return await self._connection.execute(word)
        except BaseException:
            self.app.pool.release(self._connection, sound=False)
            raise

    async def _flush(self) -> list[feed.Frame]:
        """Reactions to what has happened, then the places of all signals, then the jobs."""
        done = 0
        while done < len(self._signals):
            signal = self._signals[done]
            done += 1
            for reaction in REACTIONS.get(type(signal), ()):
                await reaction(self, signal)
        if self._jobs:
            await jobs.enqueue(self._connection, self._jobs, self.now, self._cause)
        await once.mark_done(self)
        return await feed.append(self, self._signals)

    # What is asked and done

    async def one[T](self, kind: type[T], statement: Statement, *args: Any) -> T:
        """The one row, as a struct whose fields are the columns. Raises LookupError if there is none."""
        row = await self._connection.fetchrow(statement.text, *args)
        if row is None:
            raise LookupError(statement.origin)
        return kind(**row)

    async def maybe[T](self, kind: type[T], statement: Statement, *args: Any) -> T | None:
        """The row as a struct, or None."""
        row = await self._connection.fetchrow(statement.text, *args)
        return None if row is None else kind(**row)

    async def all[T](self, kind: type[T], statement: Statement, *args: Any) -> list[T]:
        """All rows, as structs whose fields are the columns."""
        return [kind(**row) for row in await self._connection.fetch(statement.text, *args)]

    async def row(self, statement: Statement, *args: Any) -> Record | None:
        """The first row, as it is."""
        return await self._connection.fetchrow(statement.text, *args)

    async def rows(self, statement: Statement, *args: Any) -> list[Record]:
        """All rows, as they are."""
        return await self._connection.fetch(statement.text, *args)

    async def value(self, statement: Statement, *args: Any) -> Any:
        """The first column of the first row, or None."""
        return await self._connection.fetchval(statement.text, *args)

    async def json(self, statement: Statement, *args: Any) -> Json[Any]:
        """The first column of the first row, which is JSON, undecoded. Raises LookupError if there is none."""
        found = await self._connection.fetchval(statement.text, *args)
        if found is None:
            raise LookupError(statement.origin)
        return Json(found)

    async def decoded[T](self, kind: type[T], statement: Statement, *args: Any) -> T | None:
        """The JSON of the first column, decoded and checked strictly, or None."""
        found = await self._connection.fetchval(statement.text, *args)
        return None if found is None else msgspec.json.decode(found, type=kind)

    async def run(self, statement: Statement, *args: Any) -> int:
        """Do it; how many rows were written."""
        status = await self._connection.execute(statement.text, *args)
        return int(status.rsplit(" ", 1)[-1]) if status[-1:].isdigit() else 0

    async def run_many(self, statement: Statement, rows: list[tuple[Any, ...]]) -> None:
        """Do it for each row of arguments."""
        await self._connection.executemany(statement.text, rows)

    async def copy(self, table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
        """Bulk load by COPY, for imports."""
        await self._connection.copy_records_to_table(table, records=rows, columns=columns)

    # What follows from it

    def emit(self, signal: Signal) -> None:
        """Say what has happened: told to reactions at the end of this transaction, to listeners after it."""
        self._must_write()
        self._signals.append(signal)

    async def follow(self, signal: Signal) -> None:
        """What follows from this among reactions, right now: for what must be done before a row is gone."""
        self._must_write()
        for reaction in REACTIONS.get(type(signal), ()):
            await reaction(self, signal)

    def enqueue(
        self,
        job: Job,
        *,
        at: datetime | None = None,
        after: timedelta | None = None,
        once: str | None = None,
        priority: int = 0,
    ) -> None:
        """Ask for a job, committed with this transaction. `once`: while one with this key waits, no second one."""
        self._must_write()
        due = at if at is not None else self.now + (after or timedelta())
        self._jobs.append(jobs.Enqueued(job, due, once, priority))

    async def place(self, topic: str) -> int:
        """The last place of a lasting topic, 0 if nothing was ever said there. Ask before reading what it tells of."""
        return await feed.last_place(self, topic)

    def _must_write(self) -> None:
        if not self._writes:
            raise RuntimeError("nothing can be said or asked for in a Tx that only reads")
