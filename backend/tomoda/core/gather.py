"""Gather: questions of one kind that wait at the same moment are asked together, in one statement.

One that comes alone is asked at once and alone. Whatever comes while it is under way shares the next round trip, so
that the more is asked, the less each question costs. Only behind a slow statement does another one start beside it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tomoda.core.app import App

LATE = 0.02  # seconds after which what waits no longer waits for the statement that is under way
AT_ONCE = 2  # statements of one kind under way in a process; the other connections are for everybody else
MOST = 8  # questions in one statement, where nothing else is said


class Gather[Question, Answer]:
    """`ask(app, questions)` answers up to `most`, in their order. Use it as `await gather(app, question)`."""

    def __init__(self, ask: Callable[["App", list[Question]], Awaitable[list[Answer]]], most: int = MOST) -> None:
        self.ask = ask
        self.most = most

    async def __call__(self, app: "App", question: Question) -> Answer:
        """The answer to this one. Raises what asking for all of them raises."""
        waiting = app.gathered.setdefault(self, _Waiting())
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        waiting.questions.append((question, future))
        if waiting.late or not waiting.asking:
            self._begin(app, waiting)
        return await future

    def _begin(self, app: "App", waiting: "_Waiting") -> None:
        if waiting.questions and waiting.asking < AT_ONCE:
            waiting.asking += 1
            app.beside(self._work(app, waiting))

    async def _work(self, app: "App", waiting: "_Waiting") -> None:
        try:
            while waiting.questions:
                some, waiting.questions = waiting.questions[: self.most], waiting.questions[self.most :]
                late = asyncio.get_running_loop().call_later(LATE, self._wait_no_longer, app, waiting)
                try:
                    await self._answer(app, some)
                finally:
                    late.cancel()
                    waiting.late = False
        finally:
            waiting.asking -= 1

    def _wait_no_longer(self, app: "App", waiting: "_Waiting") -> None:
        waiting.late = True
        self._begin(app, waiting)

    async def _answer(self, app: "App", some: list[tuple[Question, "asyncio.Future[Answer]"]]) -> None:
        try:
            answers = await self.ask(app, [question for question, _ in some])
        except BaseException as fault:
            for _, future in some:
                if not future.done():
                    future.set_exception(fault if isinstance(fault, Exception) else ConnectionError("cut short"))
            if not isinstance(fault, Exception):
                raise
            return
        for (_, future), answer in zip(some, answers, strict=True):
            if not future.done():
                future.set_result(answer)


class _Waiting:
    """Of one process."""

    def __init__(self) -> None:
        self.questions: list[tuple[Any, asyncio.Future[Any]]] = []
        self.asking = 0
        self.late = False
