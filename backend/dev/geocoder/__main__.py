"""`python -m dev.geocoder --port 2322`: Photon's `/api`, `/reverse` and `/status` on 127.0.0.1.

For development only, over the places that `dev.places` has loaded into the database of the settings (`DB_*`).
Production runs Photon.
"""

import argparse
import asyncio
import os
import signal
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from dev.geocoder import answer, ask
from dev.geocoder.ask import BadRequest
from dev.process import LOCALHOST
from tomoda.core.app import App, Database, Valkey
from tomoda.core.http.server import serving
from tomoda.settings import read

JSON = [(b"content-type", b"application/json;charset=utf-8"), (b"access-control-allow-origin", b"*")]


class Geocoder:
    """The ASGI application."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            status, body = await self._answer(scope)
            await send({"type": "http.response.start", "status": status, "headers": JSON})
            await send({"type": "http.response.body", "body": body})

    async def _answer(self, scope: Any) -> tuple[int, bytes]:
        params = parse_qsl(scope["query_string"].decode(), keep_blank_values=True)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            async with self.app.reading() as tx:
                match scope["path"].rstrip("/"):
                    case "/api":
                        return 200, await answer.search(tx, ask.search(params, headers))
                    case "/reverse":
                        return 200, await answer.reverse(tx, ask.reverse(params, headers))
                    case "/status":
                        return 200, await answer.status(tx)
                    case _:
                        return 404, msgspec.json.encode({"message": "Not found"})
        except BadRequest as fault:
            return 400, msgspec.json.encode({"message": str(fault)})


async def serve(database: Database, port: int) -> None:
    """Answer until stopped."""
    async with App(database=database, cache=Valkey(host=LOCALHOST), secret=b"") as app:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        async with serving(Geocoder(app), LOCALHOST, port):
            await stop.wait()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=2322)
    given = options.parse_args()
    asyncio.run(serve(read(os.environ).database(), given.port))


if __name__ == "__main__":
    main()
