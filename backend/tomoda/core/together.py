"""Together: what waits for the same lock anyway shares a transaction, and each still gets an answer of its own."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from tomoda.core import traces

if TYPE_CHECKING:
    from tomoda.core.app import App
    from tomoda.core.tx import Tx

AT_ONCE = 128

type Doing[I] = Callable[["Tx", list[I]], Awaitable[list[Any]]]


class _Waiting:
    """One item, and who waits for its answer."""

    __slots__ = ("answer", "cause", "item")

    def __init__(self, item: Any) -> None:
        self.item = item
        self.cause = None if traces.active is None else traces.active.here()
        self.answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()


async def together[I](app: "App", key: Hashable, item: I, do: Doing[I]) -> Any:
    """Do this item in a transaction, together with the others of the same key that came while one was under way.

    `do(tx, items)` answers one for each, in order; an answer that is an exception is raised for its item alone.
    If the transaction itself fails, each of its items is tried again alone, so that none fails for another's sake;
    but if the database was away, or silent for as long as a statement may take, all that wait fail with it, at once:
    tried in turn, the last of them would wait for the sum.
    The first of a quiet time starts at once: alone, this costs nothing.
    """
    mine = _Waiting(item)
    line = app.lines.setdefault(key, [])
    line.append(mine)
    if len(line) == 1:
        app.beside(_serve(app, key, line, do))  # for the others as well: it must not die with one of them
    return await mine.answer


async def _serve(app: "App", key: Hashable, line: list[_Waiting], do: Doing[Any]) -> None:
    """As long as somebody waits. Who is being served stays in the line, so that nobody else begins to serve."""
    while line:
        batch = line[:AT_ONCE]
        fault = await _try(app, batch, do)
        if fault is not None and not isinstance(fault, OSError) and len(batch) > 1:
            fault = await _one_by_one(app, batch, do)
        if isinstance(fault, OSError):
            batch = list(line)  # also whoever came meanwhile: there is nothing to be had for them either
        if fault is not None:
            _tell(batch, [fault] * len(batch))
        del line[: len(batch)]
    if app.lines.get(key) is line:
        del app.lines[key]


async def _one_by_one(app: "App", batch: list[_Waiting], do: Doing[Any]) -> OSError | None:
    """Each alone, until the database is away: its fault is then the rest's as well."""
    for one in batch:
        fault = await _try(app, [one], do)
        if isinstance(fault, OSError):
            return fault
        if fault is not None:
            _tell([one], [fault])
    return None


async def _try(app: "App", batch: list[_Waiting], do: Doing[Any]) -> BaseException | None:
    """Answer them, if the transaction stands; else, why it does not."""
    try:
        with _traced(batch):
            async with app.transaction() as tx:
                answers = await do(tx, [one.item for one in batch])
    except BaseException as fault:
        if not isinstance(fault, asyncio.CancelledError):
            return fault
        _tell(batch, [fault] * len(batch))
        raise
    _tell(batch, answers)
    return None


def _traced(batch: list[_Waiting]) -> AbstractContextManager[None]:
    """The transaction is part of the tap that came first, and points at the others."""
    causes = [one.cause for one in batch if one.cause is not None]
    return nullcontext() if traces.active is None or not causes else traces.active.shared("together", causes)


def _tell(batch: list[_Waiting], answers: list[Any]) -> None:
    for one, answer in zip(batch, answers, strict=True):
        if one.answer.done():
            continue  # who asked has gone
        if isinstance(answer, BaseException):
            one.answer.set_exception(answer)
        else:
            one.answer.set_result(answer)
