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
    `but` names columns that are left out of the export.
    """

    table: str
    column: str
    kind: Kind
    export: Statement


PERSONAL: list[Personal] = []


def personal(kind: Kind, *columns: str, but: tuple[str, ...] = ()) -> None:
    """Classify columns, written `table.column`; a test fails for every reference to a person that is not."""
    for one in columns:
        table, _, column = one.partition(".")
        left_out = "".join(f" - '{name}'" for name in but)
        text = f"""
            select coalesce(json_agg(row), '[]')
            from (select to_jsonb(t){left_out} as row from {table} t where t.{column} = $1) mine
        """
        PERSONAL.append(Personal(table, column, kind, sql(text)))
