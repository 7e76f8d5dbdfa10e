"""One round: read which index is current, bring it if we do not have it, flip to it."""

import json
import os
import re
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_GENERATION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Refused(Exception):
    """What the bucket offers is not what it says, or does not fit; the served index stays."""


class Source(Protocol):
    def read(self, path: str) -> bytes: ...
    def fetch(self, path: str, to: Path) -> str: ...


@dataclass(frozen=True)
class Current:
    generation: str
    object: str
    sha256: str
    bytes: int


def parse(text: bytes) -> Current:
    """`current.json`, held against its form: the generation becomes a folder's name."""
    try:
        found = Current(**json.loads(text))
    except (ValueError, TypeError) as error:
        raise Refused(f"current.json: {error}") from error
    if not _GENERATION.fullmatch(found.generation) or found.generation == "current":
        raise Refused(f"generation: {found.generation!r}")
    if not _SHA256.fullmatch(found.sha256) or found.bytes <= 0:
        raise Refused("sha256 or bytes")
    return found


def serving(data: Path) -> str | None:
    link = data / "current"
    return os.readlink(link) if link.is_symlink() else None


def bring(source: Source, path: str, data: Path) -> str | None:
    """Flip to the current index; says its generation, or nothing if it is served already."""
    current = parse(source.read(path))
    if serving(data) == current.generation:
        return None
    before = serving(data)
    ready = data / current.generation
    if not ready.is_dir():
        _unpack(_download(source, current, data), ready)
    _flip(data, current.generation)
    _forget(data, keep={current.generation, before})
    return current.generation


def _download(source: Source, current: Current, data: Path) -> Path:
    _clear(data)
    # The archive and what is in it lie side by side for a while; unpacked it is about 1.6 times as large.
    if shutil.disk_usage(data).free < current.bytes * 2.6:
        raise Refused(f"no room for {current.bytes} bytes and what is in them")
    archive = data / f".{current.generation}.tar"
    digest = source.fetch(current.object, archive)
    if archive.stat().st_size != current.bytes or digest != current.sha256:
        archive.unlink()
        raise Refused(f"{current.object} is not the file that current.json names")
    return archive


def _unpack(archive: Path, ready: Path) -> None:
    """Under a hidden name first: a folder with the generation's name is always a whole index."""
    part = ready.with_name(f".{ready.name}.part")
    try:
        with tarfile.open(archive, "r:*") as tar:
            tar.extractall(part, filter="data")
        if not (part / "photon_data").is_dir():
            raise Refused("the archive has no photon_data")
        part.rename(ready)
    except (tarfile.TarError, EOFError) as error:
        raise Refused(f"archive: {error}") from error
    finally:
        archive.unlink(missing_ok=True)
        shutil.rmtree(part, ignore_errors=True)


def _flip(data: Path, generation: str) -> None:
    link = data / ".current"
    link.unlink(missing_ok=True)
    link.symlink_to(generation)
    link.replace(data / "current")


def _clear(data: Path) -> None:
    """What an earlier try left when it was stopped in the middle."""
    for left in data.glob(".*"):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


def _forget(data: Path, keep: set[str | None]) -> None:
    for old in data.iterdir():
        if old.is_dir() and not old.is_symlink() and old.name not in keep and (old / "photon_data").is_dir():
            shutil.rmtree(old)
