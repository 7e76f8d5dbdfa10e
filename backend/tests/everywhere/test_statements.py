"""Every SQL statement of the code is one that the migrated database understands."""

from importlib import import_module
from pathlib import Path

import asyncpg
import pytest

import tomoda
from tests.conftest import TEMPLATE
from tomoda.core.app import Database
from tomoda.core.sql import STATEMENTS

HOUSE = Path(tomoda.__file__).parent


async def test_every_statement_prepares_against_the_migrated_schema(database: Database) -> None:
    for file in sorted(HOUSE.rglob("*.py")):
        parts = file.relative_to(HOUSE.parent).with_suffix("").parts
        import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    ours = [statement for statement in STATEMENTS if statement.origin.startswith("tomoda.")]
    assert len(ours) > 50
    connection = await asyncpg.connect(
        host=database.host, port=database.port, user=database.user, database=database.name
    )
    faults: list[str] = []
    for statement in ours:
        try:
            await connection.prepare(statement.text)
        except asyncpg.PostgresError as fault:
            faults.append(f"{statement.origin}: {fault}")
    await connection.close()
    assert not faults, "\n".join(faults)


async def test_a_wrong_column_would_be_found(database: Database) -> None:
    assert database.name != TEMPLATE
    connection = await asyncpg.connect(
        host=database.host, port=database.port, user=database.user, database=database.name
    )
    with pytest.raises(asyncpg.UndefinedColumnError):
        await connection.prepare("select nickname from users")
    await connection.close()
