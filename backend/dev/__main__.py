"""`./task dev`: runs all of Tomoda on this machine until told to stop, and restarts what changes or dies."""

import argparse
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from watchfiles import PythonFilter, watch

from dev import docker, preflight, system
from dev.plan import BACKEND, Plan, of_this_clone, somewhere
from dev.process import CannotStart, last_lines
from dev.stack import Stack

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TOO_SOON = 5.0  # seconds: what dies younger than this waits for the next change


class Asked(BaseException):
    """Somebody wants everything to end."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="./task dev", description=__doc__)
    parser.add_argument(
        "--web", choices=["metro", "exported", "none"], default="metro", help="how the web app is served"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="with empty databases and free ports, forgotten at the end"
    )
    parser.add_argument("--empty", action="store_true", help="without places and demo people")
    parser.add_argument("--providers", action="store_true", help="with Google, Apple, LINE, a translator and Stripe")
    parser.add_argument("--then", nargs=argparse.REMAINDER, help="run this command when all is up, then stop")
    asked = parser.parse_args(arguments)
    for number in STOPS:
        signal.signal(number, _ask)
    try:
        with _plan(fresh=asked.fresh) as plan, alone(plan):
            stack = Stack(plan, asked.fresh or not docker.answers(), asked.web, asked.empty)
            stack.providers = asked.providers
            return _run(stack, asked.then)
    except CannotStart as reason:
        print(f"\n{reason}", file=sys.stderr, flush=True)
        return 1
    except (Asked, KeyboardInterrupt):  # the watcher of files turns the one into the other
        return 0


def _ask(_number: int, _frame: FrameType | None) -> None:
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)  # asking twice does not interrupt the ending
    raise Asked


@contextmanager
def _plan(*, fresh: bool) -> Generator[Plan]:
    if not fresh:
        yield of_this_clone()
        return
    folder = Path(tempfile.mkdtemp(prefix="tomoda-"))
    folder.chmod(0o711)  # Postgres, where it runs as another user, walks through it
    try:
        yield somewhere(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def alone(plan: Plan) -> Generator[None]:
    """Hold the folder, so that two runs never share one database."""
    plan.folder.mkdir(parents=True, exist_ok=True)
    with (plan.folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise CannotStart(
                f"Tomoda already runs from this folder (process {lock.read().strip() or 'unknown'}): use that one, "
                "or stop it with Ctrl-C."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _run(stack: Stack, then: Sequence[str] | None) -> int:
    if not stack.embedded:
        docker.stop(stack.plan)  # what a run that was killed outright has left on our ports
    preflight.check(stack.plan, embedded=stack.embedded, web=stack.web != "none")
    print(f"Starting Tomoda ({'embedded services' if stack.embedded else 'services in Docker'})", flush=True)
    began = time.monotonic()
    try:
        stack.start()
        print(_table(stack, time.monotonic() - began), flush=True)
        if then:
            return _do(stack, then)
        return _look_after(stack)
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        print("\nStopping …", flush=True)
        stack.stop()
        print("Everything has ended.", flush=True)


def _do(stack: Stack, command: Sequence[str]) -> int:
    """Run a command that is told where everything is; what dies meanwhile comes back. Returns its status."""
    env = {
        **os.environ,
        "TOMODA_URL": stack.plan.url,
        "TOMODA_MAIL_URL": f"http://127.0.0.1:{stack.plan.ports.mails}",
        "TOMODA_RUN": str(stack.plan.folder),
        "DATABASE_URL": f"postgresql://tomoda@127.0.0.1:{stack.plan.ports.postgres}/tomoda",
        **({"CHROMIUM": str(browser)} if (browser := system.find_browser()) else {}),
    }
    child = subprocess.Popen(command, env=env)
    try:
        while child.poll() is None:
            _revive(stack)
            time.sleep(0.3)
        return child.returncode
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


def _look_after(stack: Stack) -> int:
    """Restart our processes when their code changes or they die."""
    folders = [BACKEND / "tomoda", BACKEND / "migrations"]
    for changes in watch(*folders, watch_filter=PythonFilter(), yield_on_timeout=True, rust_timeout=1000):
        if changes:
            names = sorted({Path(path).name for _, path in changes})
            print(f"\n{', '.join(names)} changed: restarting", flush=True)
            _restart(stack)
        else:
            _revive(stack)
    return 0


def _restart(stack: Stack) -> None:
    for part in stack.ours:
        try:
            part.again()
            print(f"  ✓ {part.name}", flush=True)
        except CannotStart as reason:
            part.running = None
            print(f"  ✗ {reason}\n  It is tried again at the next change.", flush=True)
    stack.note()


def _revive(stack: Stack) -> None:
    for part in stack.ours:
        if part.died and part.running:
            print(f"\n{part.name} died; its last words:\n{last_lines(part.running.log, 5)}", flush=True)
            if time.monotonic() - part.since < TOO_SOON:
                part.running = None
                continue
            part.again()
            print(f"  ✓ {part.name} is back", flush=True)
            stack.note()
    for running in list(stack.services):
        if not running.alive:
            stack.services.remove(running)
            print(f"\n{running.name} ended; its last words:\n{last_lines(running.log, 5)}", flush=True)


def _table(stack: Stack, seconds: float) -> str:
    rows = [(one.name, one.url, f"process {one.pid}, log {_short(one.log)}") for one in stack.all()]
    if not stack.embedded:
        names = {"Postgres": "postgres", "Valkey": "valkey", "S3": "s3", "Mails": "mails"}
        ports = stack.plan.ports
        rows += [(name, f"127.0.0.1:{getattr(ports, field)}", "container") for name, field in names.items()]
    wide = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"  {name:<{wide[0]}}  {url:<{wide[1]}}  {how}" for name, url, how in rows]
    signing = [f"  Demo sign-in: {line}" for line in stack.sign_in.splitlines()[-3:]]
    last = [*signing, "", f"  Open {stack.plan.url} (up after {seconds:.1f} s). Ctrl-C ends everything."]
    return "\n".join(["", *lines, "", *last])


def _short(path: Path) -> str:
    return os.path.relpath(path, BACKEND.parent) if path.is_relative_to(BACKEND.parent) else str(path)


if __name__ == "__main__":
    sys.exit(main())
