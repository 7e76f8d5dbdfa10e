"""Helpers that call `./task` as a person would, and count what it leaves behind."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from dev.plan import ROOT, Ports
from dev.process import is_free

TASK = ROOT / "task"


def free_offset() -> int:
    """An offset at which every port of a run is free."""
    while True:
        offset = random.randrange(11000, 22000)
        if all(is_free(port) for port in asdict(Ports().shifted(offset)).values()):
            return offset


def environment(home: Path, offset: int, **more: str) -> dict[str, str]:
    """A shell's environment for a run whose data is in `home`."""
    own = {"TOMODA_HOME": str(home), "TOMODA_PORT_OFFSET": str(offset), "TOMODA_EMBEDDED": "1"}
    return {**os.environ, **own, **more}


def path_without(folder: Path, *names: str) -> str:
    """PATH, with the programs of these names taken out of it."""
    places: list[str] = []
    for number, place in enumerate(map(Path, os.environ["PATH"].split(os.pathsep))):
        if not any((place / name).exists() for name in names):
            places.append(str(place))
            continue
        copy = folder / f"path{number}"
        copy.mkdir(parents=True)
        for program in place.iterdir():
            if program.name not in names:
                (copy / program.name).symlink_to(program)
        places.append(str(copy))
    return os.pathsep.join(places)


def refuse(command: Iterable[str | Path], env: Mapping[str, str]) -> str:
    """Run a command that must fail by itself; returns what it said."""
    done = subprocess.run(
        list(command), env=dict(env), capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


class Run:
    """`./task dev`, started as from a terminal, and the processes that come with it."""

    def __init__(self, env: Mapping[str, str], *words: str) -> None:
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [str(TASK), "dev", *words], env=dict(env), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said = ""

    def __enter__(self) -> "Run":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.returncode is None:
            self.process.terminate()
            self.process.communicate(timeout=120)

    def until_up(self) -> float:
        """Wait for the table; returns after how many seconds it came."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C ends everything" in line:
                return time.monotonic() - self.began
        raise AssertionError(f"it ended without having come up:\n{self.said}")

    def tree(self) -> set[int]:
        """Every process that this one has started, directly or not, and itself."""
        parents = {pid: parent for pid, parent in _processes() if pid}
        found = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
        return found

    def end(self, number: signal.Signals) -> int:
        """Send a signal to it alone and wait for its end; returns its status."""
        self.process.send_signal(number)
        self.said += self.process.communicate(timeout=120)[0]
        return self.process.returncode


def _processes() -> list[tuple[int, int]]:
    listed = subprocess.run(["ps", "-axo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [(int(pid), int(parent)) for pid, parent, state, *_ in rows if not state.startswith("Z")]


def still_running(pids: set[int], *, seconds: float) -> set[int]:
    """Which of these processes exist after waiting up to `seconds` for all to end."""
    until = time.monotonic() + seconds
    while left := pids & {pid for pid, _ in _processes()}:
        if time.monotonic() > until:
            return left
        time.sleep(0.1)
    return set()
