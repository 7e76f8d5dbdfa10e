"""Together: what waits for the same lock anyway shares a transaction, and each still gets an answer of its own."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tomoda.core.app import App
    from tomoda.core.tx import Tx

AT_ONCE = 128

type Doing[I] = Callable[["Tx", list[I]], Awaitable[list[Any]]]


class _Waiting:
    """One item, and who waits for its answer."""

    __slots__ = ("answer", "item")

    def __init__(self, item: Any) -> None:
        self.item = item
        self.answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()


async def together[I](app: "App", key: Hashable, item: I, do: Doing[I]) -> Any:
    """Do this item in a transaction, together with the others of the same key that came while one was under way.

    `do(tx, items)` answers one for each, in order; an answer that is an exception is raised for its item alone.
    If the transaction itself fails, each of its items is tried again alone, so that none fails for another's sake.
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
        if not await _try(app, batch, do, alone=len(batch) == 1):
            for one in batch:
                await _try(app, [one], do, alone=True)
        del line[: len(batch)]
    if app.lines.get(key) is line:
        del app.lines[key]


async def _try(app: "App", batch: list[_Waiting], do: Doing[Any], *, alone: bool) -> bool:
    """Whether the transaction stood, or failed for its only item."""
    try:
        async with app.transaction() as tx:
            answers = await do(tx, [one.item for one in batch])
    except BaseException as fault:
        if not alone and not isinstance(fault, asyncio.CancelledError):
            return False
        answers = [fault for _ in batch]
        if isinstance(fault, asyncio.CancelledError):
            _tell(batch, answers)
            raise
    _tell(batch, answers)
    return True


def _tell(batch: list[_Waiting], answers: list[Any]) -> None:
    for one, answer in zip(batch, answers, strict=True):
        if one.answer.done():
            continue  # who asked has gone
        if isinstance(answer, BaseException):
            one.answer.set_exception(answer)
        else:
            one.answer.set_result(answer)
