"""What index-sync promises, against a bucket that speaks Google's storage protocol over HTTP."""

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

FOUND = "photon_data/node_1/marker"


class Store(ThreadingHTTPServer):
    """The few calls of the storage API that a reader makes."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        url = urlsplit(self.path)
        name = unquote(url.path.rsplit("/o/", 1)[-1])
        content = cast(Store, self.server).objects.get(name)
        if content is None:
            return self._answer(404, b'{"error":{"code":404,"message":"no such object"}}')
        if parse_qs(url.query).get("alt") != ["media"]:
            about = {"name": name, "bucket": "b", "size": str(len(content)), "generation": "1"}
            return self._answer(200, json.dumps(about).encode())
        if wanted := self.headers.get("Range"):
            start, _, end = wanted.removeprefix("bytes=").partition("-")
            part = content[int(start) : int(end) + 1 if end else None]
            span = f"bytes {start}-{int(start) + len(part) - 1}/{len(content)}"
            return self._answer(206, part, {"Content-Range": span})
        return self._answer(200, content)

    def _answer(self, status: int, body: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "application/json")
        for key, value in (more or {}).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def archive(text: str, name: str = FOUND) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:bz2") as tar:
        entry = tarfile.TarInfo(name)
        entry.size = len(text)
        tar.addfile(entry, io.BytesIO(text.encode()))
    return out.getvalue()


def offer(store: Store, generation: str, content: bytes, wrong: dict[str, object] | None = None) -> None:
    about: dict[str, object] = {
        "generation": generation,
        "object": f"prod/{generation}.tar.bz2",
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }
    store.objects[f"prod/{generation}.tar.bz2"] = content
    store.objects["prod/current.json"] = json.dumps(about | (wrong or {})).encode()


def run(store: Store, data: Path) -> subprocess.CompletedProcess[str]:
    port = store.server_address[1]
    settings = {
        "FILE_URL": "gs://indexes/prod/current.json",
        "DATA_DIR": str(data),
        "STORAGE_EMULATOR_HOST": f"http://127.0.0.1:{port}",
        "GOOGLE_CLOUD_PROJECT": "test",
    }
    command = [sys.executable, "-m", "index_sync", "once"]
    return subprocess.run(
        command, check=False, env=os.environ | settings, capture_output=True, text=True, timeout=60
    )


def served(data: Path) -> str:
    return (data / "current" / FOUND).read_text()


def test_the_first_index_is_brought_and_served(store: Store, tmp_path: Path) -> None:
    offer(store, "2026-11-01", archive("november"))
    done = run(store, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert served(tmp_path) == "november"


def test_a_new_index_replaces_the_old_one_and_the_one_before_stays(store: Store, tmp_path: Path) -> None:
    for generation in ("one", "two", "three"):
        offer(store, generation, archive(generation))
        assert run(store, tmp_path).returncode == 0
    assert served(tmp_path) == "three"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["current", "three", "two"]


def test_the_same_index_is_not_fetched_twice(store: Store, tmp_path: Path) -> None:
    offer(store, "one", archive("one"))
    run(store, tmp_path)
    del store.objects["prod/one.tar.bz2"]
    assert run(store, tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("why", "content", "wrong"),
    [
        ("another checksum", archive("two"), {"sha256": "0" * 64}),
        ("another length", archive("two"), {"bytes": 1}),
        ("cut off", archive("two" * 5000)[:-20], {}),
        ("leads outside", archive("two", "../../escaped"), {}),
        ("holds no index", archive("two", "readme"), {}),
        ("no room for it", archive("two"), {"bytes": 2**60}),
        ("a name that is a path", archive("two"), {"generation": "../two"}),
        ("a name that is taken", archive("two"), {"generation": "current"}),
    ],
)
def test_a_bad_offer_leaves_what_is_served(
    store: Store, tmp_path: Path, why: str, content: bytes, wrong: dict[str, object]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    offer(store, "one", archive("one"))
    run(store, data)
    offer(store, "two", content, wrong)
    done = run(store, data)
    assert served(data) == "one", why
    assert "index not brought" in done.stdout
    assert sorted(p.name for p in data.iterdir()) == ["current", "one"]
    assert [p.name for p in tmp_path.iterdir()] == ["data"]


def test_without_any_index_once_fails_so_that_the_pod_waits(store: Store, tmp_path: Path) -> None:
    assert run(store, tmp_path).returncode == 1
