"""One way to start a process, to know that it is ready, and to be sure that it ends.

Each process gets a group of its own, so that stopping it stops whatever it has started in turn; `keeper.py`
stops the groups when this process dies without a chance to do so.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

LOCALHOST = "127.0.0.1"
_RANDOM = random.SystemRandom()
_DIRECT = build_opener(ProxyHandler({}))


class CannotStart(Exception):
    """Why something cannot run here, and what to do about it: one sentence or two for a person."""


@dataclass
class Running:
    """A process that answers. `url` is how to reach it; `stop()` returns once its whole group is gone."""

    name: str
    port: int
    url: str
    log: Path
    process: subprocess.Popen[bytes]
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    _once: threading.Lock = field(default_factory=threading.Lock)

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        """Ask the group to end, insist after `patience` seconds. Stopping twice is the same as once."""
        with self._once:
            end_group(self.process, self.stop_signal, self.patience)

    def kill(self) -> None:
        """End the group at once, as a crash would."""
        with self._once:
            end_group(self.process, signal.SIGKILL, self.patience)


class _Keeper:
    """The pipe to `keeper.py`, opened when the first process starts."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0
        self._process: subprocess.Popen[bytes] | None = None

    def say(self, line: str) -> None:
        with self._lock:
            pipe = self._open().stdin
            assert pipe is not None
            pipe.write(f"{line}\n".encode())
            pipe.flush()

    def _open(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._owner != os.getpid():
            self._owner = os.getpid()
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(Path(__file__).with_name("keeper.py"))],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            # It outlives this process on purpose; without this, Python would warn about it at the end.
            self._process.returncode = 0
        return self._process


_keeper = _Keeper()
stopping = threading.Event()  # set when this run is to end: who waits for a process to be ready gives up
_started: list[subprocess.Popen[bytes]] = []


def spawn(
    command: Sequence[str | Path],
    log: Path,
    *,
    env: Mapping[str, str] | None = None,
    folder: Path | None = None,
    user: str | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a command in a group of its own, its output appended to `log`; it ends when we end."""
    if stopping.is_set():
        raise CannotStart("Everything is ending.")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=None if env is None else dict(env),
            start_new_session=True,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
        )
    _keeper.say(f"+ {process.pid} {int(stop_signal)}")
    _started.append(process)
    return process


def end_all() -> None:
    """End whatever this process has started and nobody has ended yet."""
    for process in reversed(_started):
        if process.returncode is None:
            end_group(process, signal.SIGTERM, 3)


def end_group(process: subprocess.Popen[bytes], first: signal.Signals, patience: float) -> None:
    """End a process and all that it started: politely, then for certain."""
    _signal_group(process.pid, first)
    with suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    until = time.monotonic() + 2
    while time.monotonic() < until and _signal_group(process.pid, first if process.returncode is None else 0):
        time.sleep(0.02)
    _signal_group(process.pid, signal.SIGKILL)
    process.wait()
    _keeper.say(f"- {process.pid}")


def _signal_group(group: int, number: int) -> bool:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def wait_until(
    ready: Callable[[], bool], name: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 120
) -> None:
    """Return once `ready()` holds. A process that ends or is late is stopped, and its last lines are shown."""
    until = time.monotonic() + seconds
    while not ready():
        ended = process.poll() is not None
        if stopping.is_set() or ended or time.monotonic() > until:
            end_group(process, signal.SIGKILL, 5)
            what = f"ended with {process.returncode}" if ended else f"did not answer within {seconds:.0f} s"
            raise CannotStart(f"{name} {what}; its last words, from {log}:\n{last_lines(log)}")
        time.sleep(0.03)


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log, indented."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join(f"    {line}" for line in lines[-count:]) or "    (nothing)"


def accepts(port: int) -> bool:
    """Whether something listens on this port here."""
    with socket.socket() as probe:
        probe.settimeout(1)
        # Where nobody listens, a probe that happens to be given the same port connects to itself.
        return probe.connect_ex((LOCALHOST, port)) == 0 and probe.getsockname() != probe.getpeername()


def answers(url: str) -> bool:
    """Whether a GET is answered with something other than a server's failure."""
    try:
        with _DIRECT.open(url, timeout=2) as response:
            return response.status < 500
    except HTTPError as error:
        return error.code < 500
    except (URLError, OSError, ValueError, HTTPException):
        return False


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now, all different, below those that the system gives to outgoing connections."""
    ports: list[int] = []
    while len(ports) < count:
        port = _RANDOM.randrange(16000, 32000)
        if port not in ports and is_free(port):
            ports.append(port)
    return ports


def free_port() -> int:
    """A port that nobody listens on now."""
    return free_ports(1)[0]


def is_free(port: int) -> bool:
    """Whether a server could take this port here."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCALHOST, port))
        except OSError:
            return False
    return not accepts(port)


def bundled(package_program: str) -> Path:
    """The path of a program that a Python package has put beside this interpreter."""
    path = Path(sys.executable).with_name(package_program)
    if not path.exists():
        raise CannotStart(f"{package_program} is not installed: run `uv sync` in backend/, or `./task setup`.")
    return path
