"""What a person reads who cannot start Tomoda: one sentence with the remedy, and nothing left running."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dev.plan import Ports
from tests.dev.commands import TASK, environment, free_offset, path_without, refuse

CAN_MOUNT = (
    sys.platform == "linux"
    and os.geteuid() == 0
    and subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode == 0
)
needs_mounts = pytest.mark.skipif(not CAN_MOUNT, reason="only root may mount on Linux")


def with_mount(mount: str, command: Path) -> list[str | Path]:
    """The command, in a world of its own in which something is mounted."""
    return ["unshare", "--mount", "sh", "-c", f'{mount} && exec "$0" "$@"', command, "dev"]


def nothing_listens(offset: int) -> bool:
    ports = Ports().shifted(offset)
    with socket.socket() as probe:
        return all(probe.connect_ex(("127.0.0.1", port)) != 0 for port in (ports.postgres, ports.valkey, ports.s3))


def test_a_taken_port_is_named_with_what_uses_it(tmp_path: Path) -> None:
    offset = free_offset()
    with socket.create_server(("127.0.0.1", Ports().shifted(offset).valkey)):
        said = refuse([TASK, "dev"], environment(tmp_path, offset))
    assert f"Port {6379 + offset} (valkey) is taken" in said
    assert "TOMODA_PORT_OFFSET" in said
    assert nothing_listens(offset)


def test_a_wrong_offset_is_explained(tmp_path: Path) -> None:
    said = refuse([TASK, "dev"], {**environment(tmp_path, 0), "TOMODA_PORT_OFFSET": "sixty"})
    assert "TOMODA_PORT_OFFSET is 'sixty'" in said


@needs_mounts
def test_a_full_disk_is_noticed_before_anything_starts(tmp_path: Path) -> None:
    offset = free_offset()
    mount = f"mount -t tmpfs -o size=64m tmpfs {tmp_path}"
    said = refuse(with_mount(mount, TASK), environment(tmp_path, offset))
    assert "Only 0.1 GiB are free" in said
    assert "make room" in said
    assert nothing_listens(offset)


@needs_mounts
def test_without_postgis_and_the_right_to_install_it_one_reads_what_to_install(tmp_path: Path) -> None:
    offset = free_offset()
    env = environment(tmp_path / "home", offset, PATH=path_without(tmp_path, "apt-get", "sudo", "postgres"))
    said = refuse(with_mount("mount -t tmpfs tmpfs /usr/lib/postgresql", TASK), env)
    assert "Postgres 14 or newer with PostGIS is not installed" in said
    assert "apt-get install" in said
    assert nothing_listens(offset)


def test_without_node_and_a_way_to_get_it_one_reads_where_it_is_from(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    clone.mkdir()
    shutil.copy(TASK, clone / "task")
    env = {
        **environment(tmp_path / "home", free_offset()),
        "PATH": path_without(tmp_path, "node", "nodejs", "npm", "npx"),
        "UV_OFFLINE": "1",
        "UV_CACHE_DIR": str(tmp_path / "cache"),
    }
    said = refuse([clone / "task", "dev"], env)
    assert "Node 20.19 or newer is missing and could not be installed" in said
    assert not (tmp_path / "home").exists(), "nothing has been started"
