"""With a Docker engine beside us: a stand-in where only its answers matter, since it is not ours."""

import os
from pathlib import Path

import psycopg
import pytest

from dev import docker, postgres
from dev.plan import Plan, generated, somewhere
from dev.process import CannotStart
from dev.stack import make_database
from tests.conftest import open_to_others
from tests.dev.commands import TASK, environment, free_offset, refuse


def engine(folder: Path, script: str) -> str:
    """A PATH on which `docker` is this script."""
    program = folder / "bin" / "docker"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return f"{program.parent}{os.pathsep}{os.environ['PATH']}"


def test_an_engine_that_is_stuck_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOMODA_EMBEDDED", raising=False)
    monkeypatch.setenv("PATH", engine(tmp_path, '[ "$1" != info ] || exec sleep 30'))
    assert not docker.answers()


def test_what_a_killed_run_left_is_stopped_first_and_services_that_do_not_come_up_are_stopped_too(
    tmp_path: Path,
) -> None:
    words = tmp_path / "words"
    script = f'echo "$*" >>{words}; case "$*" in *" up "*) echo "no such image" >&2; exit 1;; esac'
    env = environment(tmp_path, free_offset(), TOMODA_EMBEDDED="", PATH=engine(tmp_path, script))
    said = refuse([TASK, "dev", "--web", "none"], env)
    assert "no such image" in said
    assert "Docker could not start the services" in said
    assert "TOMODA_EMBEDDED=1" in said
    asked = [line.split(".yml ")[-1] for line in words.read_text().splitlines()]
    assert asked[:4] == ["info", "compose version", "stop", "up --detach --wait"]
    assert set(asked[4:]) == {"stop"}


def test_two_clones_have_containers_and_volumes_of_their_own(tmp_path: Path) -> None:
    ports = somewhere(tmp_path).ports
    one, other = (docker.project(Plan(tmp_path / clone / "dev", ports)) for clone in ("one", "other"))
    assert one != other


def test_a_volume_with_another_password_is_explained(tmp_path: Path) -> None:
    plan = somewhere(tmp_path)
    open_to_others(tmp_path)
    running = postgres.start(tmp_path, plan.ports.postgres, durable=False)
    try:
        with psycopg.connect(running.url, dbname="postgres", autocommit=True) as connection:
            connection.execute("alter user tomoda password 'of an earlier clone'")
            (tmp_path / "postgres" / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n")
            connection.execute("select pg_reload_conf()")
        generated(plan)
        with pytest.raises(CannotStart, match=rf"volume {docker.project(plan)}_postgres .* `./task reset`"):
            make_database(plan)
    finally:
        running.stop()
