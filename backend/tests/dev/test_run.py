"""`./task dev` as a person lives with it: it comes up, comes back, keeps its data, and ends without a trace."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg

from dev import system
from dev.plan import BACKEND, FRONTEND, ROOT, Ports
from tests.dev.commands import TASK, Run, environment, free_offset, refuse, still_running

QUICK = 60.0  # seconds of work on all cores together: by the clock, a test would measure what else runs here


def test_ctrl_c_ends_every_process_and_the_next_start_is_quick_and_has_the_data(tmp_path: Path) -> None:
    offset = free_offset()
    env = environment(tmp_path, offset)
    with Run(env, "--empty") as first:
        first.until_up()
        save_a_sentence(offset)
        started = first.tree()
        remember(offset)
        assert len(started) > 8, "there was something to end"
        assert listening_elsewhere(started) == set()
        assert first.end(signal.SIGINT) == 0, first.said
    assert still_running(started, seconds=5) == set()

    before = worked()
    with Run(env, "--empty") as second:
        second.until_up()
        assert remembered(offset)
        started = second.tree()
        assert second.end(signal.SIGTERM) == 0, second.said
    assert still_running(started, seconds=5) == set()
    assert worked() - before < QUICK
    subprocess.run([TASK, "reset"], env=env, check=True, capture_output=True)
    assert not (tmp_path / f"dev-{offset}").exists()


def test_a_dead_part_comes_back_saved_code_is_run_and_killed_outright_nothing_is_left(tmp_path: Path) -> None:
    env = environment(tmp_path, offset := free_offset())
    with Run(env, "--empty", "--web", "none") as run:
        run.until_up()
        ports = Ports().shifted(offset)
        api, gateway = f"http://127.0.0.1:{ports.api}", f"http://127.0.0.1:{ports.gateway}"
        assert smoke(api=api, gateway=gateway) == {"api": True, "gateway": True}
        assert smoke(api=gateway, gateway=api) == {"api": False, "gateway": False}
        folder = tmp_path / f"dev-{offset}"
        time.sleep(5)  # a part that dies younger than this waits for a change
        os.kill(pid_of(folder, "API"), signal.SIGKILL)
        assert comes_back(f"http://127.0.0.1:{Ports().shifted(offset).ingress}/healthz")
        before = pid_of(folder, "API")
        os.utime(BACKEND / "tomoda" / "__init__.py")  # somebody saves a file
        assert comes_back(f"http://127.0.0.1:{Ports().shifted(offset).ingress}/healthz")
        until = time.monotonic() + 120
        while pid_of(folder, "API") == before:
            assert time.monotonic() < until
            time.sleep(0.1)
        started = run.tree()
        run.end(signal.SIGKILL)
    assert still_running(started, seconds=15) == set()
    subprocess.run([TASK, "reset"], env=env, check=True, capture_output=True)


def test_two_runs_from_one_folder_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "dev-12345"
    folder.mkdir()
    with (folder / "lock").open("w") as lock:
        lock.write("4711")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = refuse([TASK, "dev"], environment(tmp_path, 12345))
    assert "already runs from this folder (process 4711)" in said


def save_a_sentence(offset: int) -> None:
    """In the open page of a browser, which must show it, and then the old one again."""
    words = FRONTEND / "src/i18n/en.people.ts"
    before = words.read_text()
    url = f"http://localhost:{Ports().shifted(offset).ingress}"
    env = {**os.environ, "TOMODA_URL": url, "CHROMIUM": str(system.need_browser())}
    command = ["node", "node_modules/@playwright/test/cli.js", "test", "-c", "e2e/saving/config.ts"]
    try:
        done = subprocess.run(command, cwd=FRONTEND, env=env, capture_output=True, text=True, check=False)
    finally:
        if words.read_text() != before:
            words.write_text(before)
    assert done.returncode == 0, done.stdout + done.stderr


def worked() -> float:
    """Seconds that the processes which we started, and which have ended, have kept the processor busy."""
    times = os.times()
    return times.children_user + times.children_system


def connect(offset: int) -> psycopg.Connection:
    return psycopg.connect(f"host=127.0.0.1 port={5432 + offset} user=tomoda dbname=tomoda", autocommit=True)


def remember(offset: int) -> None:
    with connect(offset) as connection:
        connection.execute("create table kept as select 1 as one")


def remembered(offset: int) -> bool:
    with connect(offset) as connection:
        return connection.execute("select one from kept").fetchone() == (1,)


def smoke(**parts: str) -> dict[str, bool]:
    """What the cluster's question after each sync finds out about these."""
    script = ROOT / "devops/k8s/apps/tomoda/base/smoke/smoke.py"
    words = [f"{name}={origin}" for name, origin in parts.items()]
    done = subprocess.run(
        [sys.executable, script, *words], env={"PATIENCE": "0"}, capture_output=True, text=True, check=False
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode == 0) == all(line["message"] == "answers" for line in told), done.stderr
    return {line["part"]: line["message"] == "answers" for line in told}


def pid_of(folder: Path, name: str) -> int:
    return int(json.loads((folder / "running.json").read_text())[name]["pid"])


def comes_back(url: str) -> bool:
    until = time.monotonic() + 120
    down = False
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200 and down:
                    return True
        except OSError:
            down = True
        time.sleep(0.05)
    return False


def listening_elsewhere(pids: set[int]) -> set[str]:
    """Addresses other than this machine's own on which any of these processes listens."""
    if sys.platform != "linux":
        command = ["lsof", "-nP", "-a", "-iTCP", "-sTCP:LISTEN", "-Fn", "-p", ",".join(map(str, pids))]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
        addresses = {line[1:] for line in said if line.startswith("n")}
        return {one for one in addresses if not one.startswith(("127.0.0.1:", "[::1]:"))}
    inodes = {link for pid in pids for link in _sockets(pid)}
    found: set[str] = set()
    for table, local in (("tcp", "0100007F"), ("tcp6", "00000000000000000000000001000000")):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            address = fields[1].split(":")[0]
            if fields[3] == "0A" and fields[9] in inodes and address not in (local, "0000000000000000FFFF00000100007F"):
                found.add(fields[1])
    return found


def _sockets(pid: int) -> list[str]:
    try:
        links = [str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir()]
    except OSError:
        return []
    return [link.removeprefix("socket:[").rstrip("]") for link in links if link.startswith("socket:")]
