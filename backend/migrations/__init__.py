"""The database's history: Alembic revisions, plain SQL inside, brought to the newest one by `upgrade`."""

from pathlib import Path
from typing import TypedDict

from alembic import command
from alembic.config import Config


class Where(TypedDict):
    """The database to migrate."""

    host: str
    port: int
    user: str
    password: str
    name: str


def upgrade(where: Where, revision: str = "head") -> None:
    """Bring the database to a revision; what is done already is left alone."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["database"] = where
    command.upgrade(config, revision)
