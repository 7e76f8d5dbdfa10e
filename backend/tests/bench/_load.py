"""A small HTTP/1.1 load generator: some connections, each asking again as soon as it was answered."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Round:
    """What one round gave: how many answers, in how many seconds, and how long each took (sorted, in seconds)."""

    answers: int
    seconds: float
    took: list[float]

    def percentile(self, share: float) -> float:
        """The time within which this share of the answers came, in milliseconds."""
        return self.took[min(len(self.took) - 1, int(len(self.took) * share))] * 1000


async def load(port: int, request: Callable[[int], bytes], seconds: float, connections: int = CONNECTIONS) -> Round:
    """Ask for this long. `request(n)` is the n-th request, as it goes over the wire. Raises on any answer but 2xx."""
    took: list[float] = []
    until = time.perf_counter() + seconds
    begun = time.perf_counter()

    async def one(number: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        count = number
        while (now := time.perf_counter()) < until:
            writer.write(request(count))
            await answer(reader)
            took.append(time.perf_counter() - now)
            count += connections
        writer.close()

    await asyncio.gather(*(one(number) for number in range(connections)))
    return Round(len(took), time.perf_counter() - begun, sorted(took))


async def answer(reader: asyncio.StreamReader) -> None:
    """Read one answer to its end. Raises RuntimeError on any but 2xx."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if not head.startswith(b"http/1.1 2"):
        raise RuntimeError(head.decode("latin-1"))
    if b"transfer-encoding: chunked" in head:
        while (size := int(await reader.readuntil(b"\r\n"), 16)) > 0:
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    else:
        length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
