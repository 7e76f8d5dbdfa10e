"""What the system's own packages must provide: Postgres with PostGIS, and a browser for the tests.

Run as a program (`python -m dev.system [--browser]`) it installs what is missing, or says what to install.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from dev import postgres
from dev.process import CannotStart

BROWSERS = (
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/tomoda.conf")


def need_postgis() -> None:
    """Have Postgres with PostGIS, installing it where we may. Raises CannotStart where we may not."""
    try:
        postgres.find()
    except CannotStart:
        if not (apt := _apt()):
            raise
        print("· installing Postgres and PostGIS", flush=True)
        _keep_port_free(apt)
        version = _newest_postgres()
        _install(apt, [f"postgresql-{version}", f"postgresql-{version}-postgis-3"])
        postgres.find()


def need_browser() -> Path:
    """Have a Chromium, installing it where we may. Raises CannotStart where we may not."""
    if not (found := find_browser()) and (apt := _apt()):
        print("· installing Chromium and fonts", flush=True)
        _install(apt, ["chromium", "fonts-liberation", "fonts-noto-cjk"])
        found = find_browser()
    if not found:
        raise CannotStart(
            "The browser tests need Chromium or Chrome. On Debian: `sudo apt-get install -y chromium fonts-noto-cjk`; "
            "elsewhere install Google Chrome, or set CHROMIUM to the path of one."
        )
    return found


def find_browser() -> Path | None:
    """The browser for the tests: what CHROMIUM names, or the first of the usual places."""
    places = (os.environ.get("CHROMIUM", ""), *BROWSERS, shutil.which("chromium") or "")
    return next((Path(place) for place in places if place and Path(place).is_file()), None)


def _apt() -> list[str]:
    """How apt-get is called here, with the right to install; empty if it is not."""
    apt = shutil.which("apt-get")
    if not apt:
        return []
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive", apt]
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive", apt]
    return []


def _keep_port_free(apt: Sequence[str]) -> None:
    """Debian starts a server on :5432 when Postgres is installed; ask it not to, since we run our own."""
    text = "# Tomoda's ./task runs its own Postgres.\ncreate_main_cluster = false\n"
    script = f"mkdir -p {NO_CLUSTER.parent} && cat > {NO_CLUSTER}"
    subprocess.run([*apt[: apt.index("env")], "sh", "-c", script], input=text.encode(), check=True)


def _newest_postgres() -> str:
    listed = subprocess.run(["apt-cache", "depends", "postgresql"], capture_output=True, text=True).stdout
    if not (version := re.search(r"postgresql-(\d+)", listed)):
        raise CannotStart("apt knows no package `postgresql`: add the distribution's main archive (`universe`).")
    return version.group(1)


def _install(apt: Sequence[str], packages: Sequence[str]) -> None:
    subprocess.run([*apt, "update", "-qq"], check=False)
    command = [*apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
        raise CannotStart(f"`apt-get install {' '.join(packages)}` failed: see above.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", action="store_true", help="also a browser")
    try:
        need_postgis()
        if parser.parse_args().browser:
            need_browser()
    except CannotStart as reason:
        sys.exit(f"\n{reason}")


if __name__ == "__main__":
    main()
