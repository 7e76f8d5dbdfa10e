"""backend/schema.sql: the database that the migrations make, in one readable file, dumped from a real Postgres."""

import re
import subprocess
import tempfile
from pathlib import Path

from dev import postgres
from dev.process import free_port
from migrations import upgrade

FILE = Path(__file__).parents[1] / "schema.sql"
HEAD = "-- The database as the migrations make it; written by `./task schema`, never by hand.\n"


def make() -> str:
    """Migrate an empty database of our own, and say what is in it."""
    with tempfile.TemporaryDirectory(prefix="tomoda-schema-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        running = postgres.start(folder, free_port(), durable=False)
        try:
            where = {"host": "127.0.0.1", "port": running.port, "user": "tomoda", "password": "", "name": "postgres"}
            upgrade(where)  # pyright: ignore[reportArgumentType]
            return dump(running.port, "postgres")
        finally:
            running.stop()


def dump(port: int, database: str) -> str:
    """What is in a database that has been migrated."""
    return HEAD + _tidy(_dump(port, database))


def _dump(port: int, database: str) -> str:
    program = postgres.find() / "pg_dump"
    options = ["--schema-only", "--no-owner", "--no-privileges", "--exclude-table=alembic_version"]
    done = subprocess.run(
        [str(program), "-h", "127.0.0.1", "-p", str(port), "-U", "tomoda", *options, database],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def _tidy(dump: str) -> str:
    """Without what says which server and program made it, or how a restore sets up its session."""
    lines = [line for line in dump.splitlines() if not re.match(r"(--|SET |SELECT pg_catalog|\\(un)?restrict )", line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
