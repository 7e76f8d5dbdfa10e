"""Who listens on a port, and how much processor time that process and its children have used."""

import os
import socket
from pathlib import Path

TICK = 1 / os.sysconf("SC_CLK_TCK")  # seconds


def listening(port: int) -> int:
    """The process that listens on a TCP port of this machine. Raises LookupError."""
    wanted = {
        fields[9]
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for line in Path(table).read_text().splitlines()[1:]
        if (fields := line.split())[3] == "0A" and int(fields[1].rsplit(":", 1)[1], 16) == port
    }
    for process in Path("/proc").glob("[0-9]*"):
        try:
            links = {str(link.readlink()) for link in (process / "fd").iterdir()}
        except OSError:
            continue
        if links & {f"socket:[{inode}]" for inode in wanted}:
            return int(process.name)
    raise LookupError(f"nobody listens on port {port}")


def family(pid: int) -> list[int]:
    """The process with all its descendants."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def cpu_seconds(pid: int) -> float:
    """User and system time so far, of the process and its living descendants."""
    total = 0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total * TICK


def resident_mib(pid: int) -> float:
    """Memory in use, of the process and its descendants, in MiB."""
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in family(pid))
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def top_of(pid: int) -> int:
    """The first ancestor that runs the same program: a server that forks is counted as a whole."""
    program = Path(f"/proc/{pid}/exe").resolve()
    while True:
        parent = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        if parent <= 1 or parent == os.getpid() or Path(f"/proc/{parent}/exe").resolve() != program:
            return pid
        pid = parent


def is_open(port: int) -> bool:
    """Whether somebody accepts connections on this port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
