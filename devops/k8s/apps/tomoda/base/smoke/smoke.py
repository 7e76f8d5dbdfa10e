"""Asks what a roll-out has brought: the api and its database, the gateway for a socket, the web app for its page.

Prints one line of JSON for each, and ends with a fault if one of them did not answer as it should. Others than the
cluster's may be asked (`smoke.py api=http://localhost:8080`), and more or less patiently (PATIENCE, in seconds).
"""

import base64
import json
import os
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

PATIENCE = float(os.environ.get("PATIENCE", "60"))


def ask(origin: str, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    """Status and, unless it became a socket, the body."""
    connection = HTTPConnection(urlsplit(origin).netloc, timeout=10)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, b"" if answer.status == 101 else answer.read()
    finally:
        connection.close()


def api(origin: str) -> bool:
    """It can serve (which asks Postgres and Valkey), and says what this instance offers."""
    status, told = ask(origin, "/.well-known/tomoda")
    return ask(origin, "/readyz")[0] == 200 and status == 200 and "features" in json.loads(told)


def gateway(origin: str) -> bool:
    """It takes a socket."""
    key = base64.b64encode(os.urandom(16)).decode()
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key}
    return ask(origin, "/readyz")[0] == 200 and ask(origin, "/ws", upgrade)[0] == 101


def frontend(origin: str) -> bool:
    """It has the app, and what this environment tells it."""
    status, page = ask(origin, "/")
    return status == 200 and b"/_expo/" in page and ask(origin, "/config.js")[0] == 200


def answers(question: Callable[[str], bool], origin: str) -> bool:
    """Whether it is answered before patience ends."""
    until = time.monotonic() + PATIENCE
    while True:
        fault = "not the answer that it should be"
        try:
            if question(origin):
                print(json.dumps({"message": "answers", "part": question.__name__}), flush=True)
                return True
        except (OSError, HTTPException, ValueError) as found:
            fault = type(found).__name__
        if time.monotonic() > until:
            print(json.dumps({"message": "does not answer", "part": question.__name__, "fault": fault}), flush=True)
            return False
        time.sleep(1)


PARTS = {
    "api": (api, "http://api:8080"),
    "gateway": (gateway, "http://gateway:8082"),
    "frontend": (frontend, "http://frontend:8081"),
}


def main() -> None:
    others = dict(word.split("=", 1) for word in sys.argv[1:])
    asked = [(PARTS[name][0], others.get(name, PARTS[name][1])) for name in others or PARTS]
    if not all([answers(question, origin) for question, origin in asked]):
        sys.exit(1)


if __name__ == "__main__":
    main()
