"""What a host of Tomoda reads who has set something wrong: one sentence with the variable's name, and nothing runs."""

import os
import subprocess
import sys

import pytest

from tomoda.settings import PREFIXES

GOOD = {
    "DB_HOST": "127.0.0.1",
    "DB_USER": "tomoda",
    "DB_NAME": "tomoda",
    "REDIS_HOST": "127.0.0.1",
    "JWT_SECRET": "x" * 32,
}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"DB_HOST": ""}, "DB_HOST is not set. docs/settings.md says what it is for."),
        ({"JWT_SECRET": ""}, "JWT_SECRET is not set."),
        ({"JWT_SECRET": "short"}, "JWT_SECRET must have at least 32 bytes."),
        ({"POSITION_SECRET": "x" * 32 + " short"}, "POSITION_SECRET must have at least 32 bytes"),
        ({"REDIS_PROT": "6379"}, "REDIS_PROT is not a setting of Tomoda: is it misspelled?"),
        ({"DB_PORT": "many"}, "DB_PORT: Expected `int`"),
        ({"SERVER_MODE": "half"}, "SERVER_MODE: Invalid enum value 'half'"),
        ({"GOOGLE_CLIENT_ID": "web"}, "GOOGLE_CLIENT_SECRET is not set"),
    ],
)
def test_what_is_missing_wrong_or_unknown_stops_the_start_and_is_named(wrong: dict[str, str], sentence: str) -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIXES)}
    command = [sys.executable, "-m", "tomoda.cli", "serve"]
    done = subprocess.run(command, env={**inherited, **GOOD, **wrong}, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith(sentence), done.stderr
