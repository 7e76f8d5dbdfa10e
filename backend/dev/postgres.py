"""A real Postgres with PostGIS, from the programs that the system's packages have installed."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from dev.process import LOCALHOST, CannotStart, Running, accepts, spawn, wait_until

USER = "tomoda"
OLDEST = 14
_HOMES = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
_LINUX = sys.platform == "linux"
_LOCALE = ["--locale=C.UTF-8"] if _LINUX else ["--locale=en_US.UTF-8", "--lc-collate=C"]
# Where the environment names no locale, macOS finds one in a thread of its own, and Postgres refuses to have threads.
_ENVIRONMENT = None if _LINUX else {**os.environ, "LC_ALL": "en_US.UTF-8"}


def start(folder: Path, port: int, *, durable: bool = True) -> Running:
    """Start Postgres on `port`, its data in `folder`, made at the first start; everybody on this machine is trusted.

    `durable=False` does not wait for the disk: for tests, whose data nobody will miss.
    """
    folder.mkdir(parents=True, exist_ok=True)
    account = _account(folder)
    data = folder / "postgres"
    programs = _that_made(data) or find()
    if not (data / "PG_VERSION").exists():
        _run_as(account, [programs / "initdb", "-D", data, "-U", USER, "--auth=trust", "-E", "UTF8", *_LOCALE])
    log = folder / "postgres.log"
    options = {
        "listen_addresses": LOCALHOST,
        "port": port,
        "unix_socket_directories": "",
        "shared_buffers": "256MB",
        "max_connections": 200,
        "random_page_cost": 1.1,
        "jit": "off",
        **({} if durable else {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}),
    }
    command = [programs / "postgres", "-D", data, *(part for k, v in options.items() for part in ("-c", f"{k}={v}"))]
    ready = [programs / "pg_isready", "-q", "-h", LOCALHOST, "-p", str(port), "-U", USER]
    process = spawn(command, log, env=_ENVIRONMENT, user=account, stop_signal=signal.SIGINT, folder=folder)
    wait_until(lambda: accepts(port) and _succeeds(ready), "Postgres", process, log)
    return Running("Postgres", port, f"postgresql://{USER}@{LOCALHOST}:{port}", log, process, signal.SIGINT)


def find() -> Path:
    """The folder with the newest Postgres that has PostGIS. Raises CannotStart, with the remedy, if there is none."""
    if given := os.environ.get("TOMODA_POSTGRES_BIN"):
        return Path(given)
    fit = sorted((_version(home), home) for home in _homes() if _has_postgis(home))
    if not fit or fit[-1][0] < OLDEST:
        raise CannotStart(
            f"Postgres {OLDEST} or newer with PostGIS is not installed. On macOS `brew install postgresql@17 postgis` "
            "does it; elsewhere the system's packages do, or name the folder of its programs in TOMODA_POSTGRES_BIN."
        )
    return fit[-1][1]


def _that_made(data: Path) -> Path | None:
    """The programs of the version that made these data; None if there are none yet. Another version can't read them."""
    if not (data / "PG_VERSION").exists():
        return None
    version = int((data / "PG_VERSION").read_text())
    for home in _homes():
        if _version(home) == version:
            return home
    raise CannotStart(
        f"The database in {data} was made by Postgres {version}, which is not installed any more: install it again, "
        "or forget the data with `./task reset`."
    )


def _homes() -> list[Path]:
    """Every folder with Postgres's programs."""
    found = [Path(home) for pattern in _HOMES for home in Path("/").glob(pattern.lstrip("/"))]
    if on_path := shutil.which("postgres"):
        found.append(Path(on_path).resolve().parent)
    return [home for home in found if (home / "postgres").exists()]


def _version(home: Path) -> int:
    words = subprocess.run([home / "postgres", "--version"], capture_output=True, text=True, check=True).stdout.split()
    return int(words[2].split(".")[0])


def _has_postgis(home: Path) -> bool:
    if not (home / "pg_config").exists():
        return False
    asked = subprocess.run([home / "pg_config", "--sharedir"], check=False, capture_output=True, text=True)
    return (Path(asked.stdout.strip()) / "extension" / "postgis.control").exists()


def _account(folder: Path) -> str | None:
    """The system account to run as: Postgres refuses root, so root lends the folder to `postgres`."""
    if os.geteuid() != 0:
        return None
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    for parent in folder.resolve().parents:
        if not parent.stat().st_mode & 0o001:
            raise CannotStart(
                f"Postgres runs as the user `postgres` and cannot enter {parent}: run `chmod o+x {parent}`, "
                "or keep the project in a folder that others may enter."
            )
    return "postgres"


def _run_as(account: str | None, command: list[str | Path]) -> None:
    done = subprocess.run(
        command,
        user=account,
        group=account,
        extra_groups=None if account is None else [],
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise CannotStart(f"{Path(command[0]).name} failed: {done.stderr.strip()}")


def _succeeds(command: list[str | Path]) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
