"""The database's history: Alembic revisions, plain SQL inside, brought to the newest one by `upgrade`."""

import re
from pathlib import Path
from typing import TypedDict


class Where(TypedDict):
    """The database to migrate."""

    host: str
    port: int
    user: str
    password: str
    name: str


VERSIONS = Path(__file__).parent / "versions"
_NAMES = re.compile(r'^(down_revision|revision)\b.*= "(\w+)"', re.MULTILINE)


def newest() -> set[str]:
    """The revisions that no other one follows; one, unless somebody forgot to put theirs in line."""
    found = [pair for file in VERSIONS.glob("*.py") for pair in _NAMES.findall(file.read_text())]
    followed = {name for what, name in found if what == "down_revision"}
    return {name for what, name in found if what == "revision"} - followed


def upgrade(where: Where, revision: str = "head") -> None:
    """Bring the database to a revision; what is done already is left alone."""
    from alembic import command  # here, since it takes a second and whoever only asks for `newest` needs none of it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["database"] = where
    command.upgrade(config, revision)
