"""Personal data: which column of which table says whose a row is, and what becomes of it on export and erasure."""

from dataclasses import dataclass
from typing import Literal

from tomoda.core.sql import Statement, sql

type Kind = Literal["mine", "others", "derived", "secret"]


@dataclass(frozen=True, slots=True)
class Personal:
    """Rows of `table` whose `column` is a person.

    `mine` is exported and erased; `derived` (made from it) and `secret` (hashes, keys) are erased, not exported;
    `others` belongs to somebody else as well: not exported here, and without my name, or gone, when I am erased.
    `but` names columns that are left out of the export, `only` says which rows it has, `named` what it calls them.
    """

    table: str
    column: str
    kind: Kind
    export: Statement
    named: str  # in the export


PERSONAL: list[Personal] = []

PARTS: dict[str, str] = {}
"""Tables whose rows belong to a row of another one, which says whose they are, and go with it."""

IMPERSONAL: dict[str, str] = {}
"""Tables in which nobody is, or nobody who could be told from another; and why."""


def personal(kind: Kind, *columns: str, but: tuple[str, ...] = (), only: str = "true", named: str = "") -> None:
    """Classify columns, written `table.column`; a test fails for every reference to a person that is not."""
    for one in columns:
        table, _, column = one.partition(".")
        left_out = "".join(f" - '{name}'" for name in but)
        text = f"""
            select coalesce(json_agg(row), '[]')
            from (select to_jsonb(t){left_out} as row from {table} t where t.{column} = $1 and {only}) mine
        """
        PERSONAL.append(Personal(table, column, kind, sql(text), named or table))


def part(table: str, of: str) -> None:
    """Each row of `table` goes with its row of the table `of`."""
    PARTS[table] = of


def impersonal(why: str, *tables: str) -> None:
    """Nobody is in these tables."""
    IMPERSONAL.update(dict.fromkeys(tables, why))


impersonal("at most three days: what was said to whom, for those who come back", "signals", "topics")
impersonal("a day: answers for whoever asks the same again", "idempotency_keys")
impersonal(
    "jobs name people by id, and find nobody once they are erased",
    *("pgqueuer", "pgqueuer_log", "pgqueuer_schedules", "pgqueuer_statistics"),
)
