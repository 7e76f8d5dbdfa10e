"""What must come from outside the clone: Postgres with PostGIS, and a browser for the tests.

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
from dev.plan import FRONTEND
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
    except CannotStart as reason:
        if apt := _apt():
            print("· installing Postgres and PostGIS", flush=True)
            _keep_port_free(apt)
            _update(apt)
            _install([*apt, "install", "-y", "-qq", "--no-install-recommends", *_postgis_packages()])
        elif brew := shutil.which("brew"):
            print("· installing Postgres and PostGIS", flush=True)
            _install([brew, "install", "--quiet", "postgresql@17", "postgis"])
        elif shutil.which("apt-cache"):
            raise CannotStart(
                f"Postgres {postgres.OLDEST} or newer with PostGIS is not installed, and this user may not install it. "
                f"`sudo apt-get install -y {' '.join(_postgis_packages())}` does, then `sudo systemctl disable --now "
                "postgresql`, for Tomoda runs its own."
            ) from reason
        else:
            raise
        postgres.find()


def need_browser() -> Path:
    """Have a Chromium, installing it where we may. Raises CannotStart where we may not.

    Debian's is a package. Ubuntu's is a snap, which does not see our folders: there, as on macOS, it is Playwright's.
    """
    if found := find_browser():
        return found
    print("· installing Chromium", flush=True)
    apt = _apt()
    if apt:
        _update(apt)
    if apt and _is_packaged("chromium"):
        packages = ["chromium", "fonts-liberation", "fonts-noto-cjk"]
        _install([*apt, "install", "-y", "-qq", "--no-install-recommends", *packages])
    else:
        playwright = [shutil.which("node") or "node", str(FRONTEND / "node_modules/@playwright/test/cli.js")]
        if apt:  # what it stands on, and fonts: with the right to install
            _install([*apt[:-1], *playwright, "install-deps", "chromium"])
        subprocess.run([*playwright, "install", "--no-shell", "chromium"], stdin=subprocess.DEVNULL)
    if not (found := find_browser()):
        raise CannotStart(
            "The browser tests need Chromium or Chrome, and none runs here. On Debian: `sudo apt-get install -y "
            "chromium fonts-noto-cjk`; on Ubuntu: `sudo npx playwright install-deps chromium` in frontend/; elsewhere "
            "install Google Chrome. Or set CHROMIUM to the path of one."
        )
    return found


def find_browser() -> Path | None:
    """The browser for the tests: what CHROMIUM names, or the first of the usual places that runs, or Playwright's."""
    if given := os.environ.get("CHROMIUM"):
        if not _runs(given):
            raise CannotStart(f"CHROMIUM is {given}, which is no browser that runs here.")
        return Path(given)
    for place in (*BROWSERS, shutil.which("chromium") or "", _of_playwright()):
        if place and _runs(place):
            return Path(place)
    return None


def _runs(program: str) -> bool:
    """Whether it is a browser that starts. Ubuntu's `chromium-browser` does not, or only as a snap."""
    if not Path(program).is_file():
        return False
    asked = subprocess.run([program, "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return asked.returncode == 0 and "snap" not in asked.stdout


def _of_playwright() -> str:
    """Where Playwright puts its Chromium, whether it is there or not."""
    words = ["node", "-p", "require('@playwright/test').chromium.executablePath()"]
    if not shutil.which("node"):
        return ""
    return subprocess.run(words, cwd=FRONTEND, capture_output=True, text=True).stdout.strip()


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


def _postgis_packages() -> list[str]:
    """Debian's and Ubuntu's names for the Postgres of this release, and for its PostGIS."""
    listed = subprocess.run(["apt-cache", "depends", "postgresql"], capture_output=True, text=True).stdout
    if not (version := re.search(r"postgresql-(\d+)", listed)):
        raise CannotStart(
            "apt knows no package `postgresql`: add the distribution's main archive, and on Ubuntu `universe`."
        )
    return [f"postgresql-{version[1]}", f"postgresql-{version[1]}-postgis-3"]


def _is_packaged(name: str) -> bool:
    """Whether apt could install it."""
    told = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True).stdout
    return "Candidate: " in told and "Candidate: (none)" not in told


def _update(apt: Sequence[str]) -> None:
    subprocess.run([*apt, "update", "-qq"], check=False)


def _install(command: Sequence[str]) -> None:
    if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode != 0:
        raise CannotStart(f"`{' '.join(command)}` failed: see above.")


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
