"""`index-sync once` and `index-sync watch`: the command line, and the loop."""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from google.api_core.exceptions import GoogleAPIError
from google.auth.exceptions import GoogleAuthError
from requests.exceptions import RequestException

from index_sync import bucket, sync

# What may go wrong for a while and is tried again: the bucket, the network, the disk, a bad archive.
_PASSING = (sync.Refused, OSError, GoogleAPIError, GoogleAuthError, RequestException)


def main() -> None:
    mode = sys.argv[1] if len(sys.argv) == 2 else ""
    if mode not in ("once", "watch"):
        sys.exit("usage: index-sync once|watch")
    name, path = bucket.split(_setting("FILE_URL"))
    data = Path(os.environ.get("DATA_DIR", "/data"))
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if mode == "once":
        sys.exit(0 if _round(name, path, data) or sync.serving(data) else 1)
    pause = float(os.environ.get("POLL_SECONDS", "900"))
    while not stopped.is_set():
        _round(name, path, data)
        stopped.wait(pause)


def _round(name: str, path: str, data: Path) -> bool:
    started = time.monotonic()
    try:
        generation = sync.bring(bucket.Bucket(name), path, data)
    except _PASSING as error:
        _say("error", "index not brought", error=f"{type(error).__name__}: {error}")
        return False
    if generation:
        _say("info", "index flipped", generation=generation, seconds=round(time.monotonic() - started, 1))
    return True


def _setting(name: str) -> str:
    if value := os.environ.get(name):
        return value
    sys.exit(f"{name} is not set")


def _say(level: str, message: str, **more: object) -> None:
    print(json.dumps({"level": level, "message": message, **more}), flush=True)


if __name__ == "__main__":
    main()
