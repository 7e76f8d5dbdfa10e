"""The recovery drill, for real: a base backup and the archived WAL bring a lost database back to a moment of one's choice."""

import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from render import K8S, named

PLACES = ("usr/lib/postgresql/*/bin/postgres", "opt/homebrew/opt/postgresql@*/bin/postgres")
FOUND = [path.parent for pattern in PLACES for path in Path("/").glob(pattern)]
BIN = max(FOUND, key=lambda folder: int(folder.parent.name.removeprefix("postgresql@")))


# Under another name first: a file with its own name is a whole one.
ARCHIVE = "test ! -f {0}/%f && cp %p {0}/%f.part && mv {0}/%f.part {0}/%f"


def run(*command: str) -> str:
    """A program of Postgres; as its own user where we are root, for it refuses root."""
    words = [str(BIN / command[0]), *command[1:]]
    if os.geteuid() == 0:
        words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--reset-env", "--", *words]
    # pg_ctl's server keeps the pipe open: its output goes to a file of its own.
    with tempfile.TemporaryFile("w+") as out:
        done = subprocess.run(words, stdout=out, stderr=subprocess.STDOUT, check=False, timeout=60, cwd="/")
        out.seek(0)
        text = out.read()
    for log in Path(command[2]).parent.glob("log") if command[0] == "pg_ctl" else ():
        text += log.read_text()[-2000:]
    assert done.returncode == 0, f"{' '.join(command)}\n{text}"
    return text


class Server:
    """A Postgres in a folder, which archives its WAL into another."""

    def __init__(self, data: Path, archive: Path) -> None:
        self.data, self.archive = data, archive
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self, **settings: str) -> None:
        more = " ".join(f"-c {name}={value}" for name, value in settings.items())
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.data.parent} {more}"
            f" -c archive_mode=on -c archive_command='{ARCHIVE.format(self.archive)}'"
        )
        run("pg_ctl", "-D", str(self.data), "-l", str(self.data.parent / "log"), "-o", options, "-w", "start")

    def stop(self, how: str = "fast") -> None:
        run("pg_ctl", "-D", str(self.data), "-m", how, "-w", "stop")

    def ask(self, sql: str) -> list[str]:
        out = run("psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "tomoda", "-d", "postgres", "-XAtqc", sql)
        return out.splitlines()

    def archived(self) -> None:
        """Close the WAL file that is being written, and wait until it is in the archive."""
        [file] = self.ask("select pg_walfile_name(pg_current_wal_lsn())")
        self.ask("select pg_switch_wal()")
        for _ in range(100):
            if (self.archive / file).exists():
                return
            time.sleep(0.1)
        pytest.fail(f"{file} is not archived")


@pytest.fixture
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tomoda-drill-", dir="/tmp") as folder:
        path = Path(folder)
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(path, owner.pw_uid, owner.pw_gid)
        yield path


def test_a_lost_database_comes_back_at_the_moment_between_two_messages(place: Path) -> None:
    archive = place / "archive"
    for folder in (archive, place / "base"):
        run_as_owner(folder)
    server = Server(place / "data", archive)
    run("initdb", "-D", str(server.data), "-U", "tomoda", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
    server.start()
    server.ask("create table messages (id int primary key, text text not null, said_at timestamptz not null)")
    server.ask("insert into messages values (0, 'before the backup', clock_timestamp())")

    run("pg_basebackup", "-h", "127.0.0.1", "-p", str(server.port), "-U", "tomoda", "-D", str(place / "base"), "-c", "fast", "-X", "none")

    server.ask("insert into messages values (1, 'Are you coming?', clock_timestamp())")
    server.ask("select pg_sleep(0.05)")
    [moment] = server.ask("select clock_timestamp()")
    server.ask("select pg_sleep(0.05)")
    server.ask("insert into messages values (2, 'Forget it.', clock_timestamp())")
    server.archived()

    server.stop("immediate")
    shutil.rmtree(server.data)

    restored = Server(place / "base", archive)
    with (restored.data / "postgresql.auto.conf").open("a") as settings:
        settings.write(f"restore_command = 'cp {archive}/%f %p'\n")
        settings.write(f"recovery_target_time = '{moment}'\nrecovery_target_action = 'promote'\n")
    (restored.data / "recovery.signal").touch()
    restored.start()
    try:
        for _ in range(100):
            if restored.ask("select pg_is_in_recovery()") == ["f"]:
                break
            time.sleep(0.1)
        assert restored.ask("select id || ' ' || text from messages order by id") == [
            "0 before the backup",
            "1 Are you coming?",
        ]
        # It goes on: what is said after the restore is kept, on a timeline of its own.
        restored.ask("insert into messages values (2, 'We start again.', clock_timestamp())")
        assert restored.ask("select timeline_id from pg_control_checkpoint()") == ["2"]
    finally:
        restored.stop()


def test_without_the_archived_wal_the_moment_is_not_reached(place: Path) -> None:
    """The drill can fail: a base backup alone is not a way back."""
    archive = place / "archive"
    for folder in (archive, place / "base"):
        run_as_owner(folder)
    server = Server(place / "data", archive)
    run("initdb", "-D", str(server.data), "-U", "tomoda", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
    server.start()
    run("pg_basebackup", "-h", "127.0.0.1", "-p", str(server.port), "-U", "tomoda", "-D", str(place / "base"), "-c", "fast", "-X", "none")
    server.stop()
    restored = Server(place / "base", archive)
    shutil.rmtree(archive)
    with (restored.data / "postgresql.auto.conf").open("a") as settings:
        settings.write(f"restore_command = 'cp {archive}/%f %p'\n")
    (restored.data / "recovery.signal").touch()
    with pytest.raises(AssertionError):
        restored.start()


def run_as_owner(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def test_the_weekly_drill_can_ask_its_question_of_what_it_restores(place: Path) -> None:
    """With the cluster's settings before the loss and the drill's own after it, as CloudNativePG would start them."""
    manifest = json.loads((K8S / "apps/tomoda/components/restore-drill/cluster.json").read_text())
    before = named("prod", "Cluster", "tomoda-pg")["spec"]["postgresql"]["parameters"]
    after = manifest["spec"]["postgresql"]["parameters"]
    assert int(after["max_connections"]) >= int(before["max_connections"]), "a standby with fewer does not start"
    archive = place / "archive"
    for folder in (archive, place / "base"):
        run_as_owner(folder)
    server = Server(place / "data", archive)
    run("initdb", "-D", str(server.data), "-U", "tomoda", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
    server.start(track_commit_timestamp=before["track_commit_timestamp"])
    server.ask("create table alembic_version as select '0001' as version_num; create table users as select 1 as id")
    run("pg_basebackup", "-h", "127.0.0.1", "-p", str(server.port), "-U", "tomoda", "-D", str(place / "base"), "-c", "fast", "-X", "none")
    server.ask("insert into users values (2)")
    server.archived()
    server.stop("immediate")

    restored = Server(place / "base", archive)
    with (restored.data / "postgresql.auto.conf").open("a") as settings:
        settings.write(f"restore_command = 'cp {archive}/%f %p'\nrecovery_target_action = 'promote'\n")
    (restored.data / "recovery.signal").touch()
    restored.start(**after)
    try:
        for _ in range(100):
            if restored.ask("select pg_is_in_recovery()") == ["f"]:
                break
            time.sleep(0.1)
        [answer] = restored.ask(question())
        revision, people, age = answer.split("|")
        assert (revision, people) == ("0001", "2")
        assert 0 <= float(age) < 600
    finally:
        restored.stop()


def question() -> str:
    """What the drill asks, out of its own file."""
    text = (K8S / "apps/tomoda/components/restore-drill/drill.py").read_text()
    return text.split('fetchrow(\n            """')[1].split('"""')[0]
