"""A server that speaks LibreTranslate's API, and knows English, Japanese and how to write a text backwards.

`python -m tests.fakes.translator PORT` serves until it is told to stop, and demands no key.
"""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import msgspec

KEY = "the key of our host"
KNOWN = {"en", "ja"}


@asynccontextmanager
async def translator(port: int = 0, key: str | None = KEY) -> AsyncGenerator[tuple[str, list[dict[str, Any]]]]:
    """Its address, and whatever it was asked. A text of "silence" is never answered."""
    asked: list[dict[str, Any]] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        size = int(head.partition("content-length: ")[2].partition("\r\n")[0])
        question = msgspec.json.decode(await reader.readexactly(size))
        asked.append(question)
        fit = head.startswith("post /translate ") and question["target"] in KNOWN and question.get("api_key") == key
        found = {
            "translatedText": question["q"][::-1],
            "detectedLanguage": {"confidence": 90.0, "language": "en" if question["q"].isascii() else "ja"},
        }
        body = msgspec.json.encode(found if fit else {"error": "no"})
        status = "200 OK" if fit else "400 Bad Request"
        lines = f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n"
        if question["q"] != "silence":
            writer.write(f"{lines}connection: close\r\n\r\n".encode() + body)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", port)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked


async def _serve(port: int) -> None:
    async with translator(port, key=None):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
