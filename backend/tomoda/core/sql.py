"""Statements: plain SQL with a name, collected so that one test can prepare each against the migrated schema."""

import inspect
import sys
from dataclasses import dataclass

STATEMENTS: list["Statement"] = []


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement with `$1 …` parameters; `origin` is the module and line it stands in."""

    text: str
    origin: str

    def __str__(self) -> str:
        return self.text


def sql(text: str) -> Statement:
    """Declare a statement, at module level. (`inspect.stack` would read every file on the way: 10 ms each.)"""
    caller = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
    statement = Statement(inspect.cleandoc(text), f"{caller.f_globals['__name__']}:{caller.f_lineno}")
    STATEMENTS.append(statement)
    return statement


class Json[T](bytes):
    """JSON text that Postgres made and nobody decodes on the way; `T` is its shape in the contract."""

    __slots__ = ()
