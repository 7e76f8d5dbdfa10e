"""The server holds no more for a stranger than it says, and forgets nobody who is being answered."""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from dev.process import LOCALHOST, answers, free_port, spawn, wait_until
from tests.core.test_traces import environment
from tests.world import World
from tomoda.app import application
from tomoda.core.http import server
from tomoda.core.http.crowd import Crowd
from tomoda.core.sql import sql

LOCK = sql("select true from users where id = $1 for update")
ASK = b"GET /healthz HTTP/1.1\r\nhost: here\r\n"


@asynccontextmanager
async def line(port: int) -> AsyncGenerator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A bare connection."""
    reader, writer = await asyncio.open_connection(LOCALHOST, port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def refusal(reader: asyncio.StreamReader) -> Any:
    """The problem that ends the connection."""
    async with asyncio.timeout(10):
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert b"connection: close" in head
    return json.loads(body)


async def test_headers_without_end_are_refused_in_one_piece_and_in_many(world: World) -> None:
    port = int(world.url.rpartition(":")[2])
    async with line(port) as (reader, writer):
        writer.write(ASK + b"x-long: " + b"a" * 40_000 + b"\r\n\r\n")
        assert (await refusal(reader))["code"] == "head_too_large"
    async with line(port) as (reader, writer):
        writer.write(ASK + b"x-long: ")
        with pytest.raises(ConnectionError):
            for _ in range(1000):
                writer.write(b"a" * 1000)
                await writer.drain()
                await asyncio.sleep(0.001)
    async with line(port) as (reader, writer):
        writer.write(ASK + b"x-long: " + b"a" * 30_000 + b"\r\n\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")


async def test_what_is_not_http_is_told_so(world: World) -> None:
    async with line(int(world.url.rpartition(":")[2])) as (reader, writer):
        writer.write(b"\x16\x03\x01 hello\r\n\r\n")
        assert (await refusal(reader))["code"] == "malformed"


async def test_a_request_that_does_not_end_is_cut_off_and_a_silent_line_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "WHOLE", 0.2)
    monkeypatch.setattr(server, "IDLE", 0.2)
    port = free_port()
    async with server.serving(application(world.app), LOCALHOST, port), asyncio.timeout(20):
        for begun in (
            b"",
            b"GET /heal",
            ASK + b"\r\nGET /heal",
            b"POST /api/v1/events HTTP/1.1\r\ncontent-length: 9\r\n\r\n{",
        ):
            async with line(port) as (reader, writer):
                writer.write(begun)
                answer = await reader.read()
                assert answer == b"" or (b"GET /healthz" in begun and answer.startswith(b"HTTP/1.1 200"))


async def test_a_large_body_in_one_piece_is_no_head_and_a_line_may_rest_between_two_requests(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "WHOLE", 0.2)
    port = free_port()
    async with server.serving(application(world.app), LOCALHOST, port), line(port) as (reader, writer):
        async with asyncio.timeout(20):
            for _ in range(2):
                body = b"x" * 200_000
                writer.write(b"POST /healthz HTTP/1.1\r\nhost: here\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                assert head.startswith(b"http/1.1 405")
                await reader.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0]))
                await asyncio.sleep(0.5)


async def test_what_is_under_way_is_answered_before_the_server_ends() -> None:
    entered, go = asyncio.Event(), asyncio.Event()

    async def slow(scope: Any, receive: Any, send: Any) -> None:
        entered.set()
        await go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    port = free_port()
    served = server.Server(slow)
    await served.start(LOCALHOST, port)
    async with line(port) as (reader, writer), asyncio.timeout(20):
        writer.write(ASK + b"\r\n")
        await entered.wait()
        stopping = asyncio.create_task(served.stop(10))
        await asyncio.sleep(0.05)
        assert not stopping.done()
        with pytest.raises(ConnectionError):
            await asyncio.open_connection(LOCALHOST, port)
        go.set()
        assert (await reader.read()).endswith(b"ok")
        await stopping


async def test_more_than_can_be_answered_wait_in_order_and_too_many_are_sent_away(world: World) -> None:
    ann = await world.user("Ann")
    doors = application(world.app)
    doors.crowd = Crowd(at_once=1, waiting=1)
    port = free_port()
    async with server.serving(doors, LOCALHOST, port), world.app.transaction() as tx:
        await tx.run(LOCK, ann.id)
        path, bearer = f"http://{LOCALHOST}:{port}/api/v1/users/me", {"authorization": f"Bearer {ann.token}"}
        asks = [asyncio.create_task(world.client.patch(path, json={"bio": "hi"}, headers=bearer)) for _ in range(3)]
        (sent_away,), _ = await asyncio.wait(asks, return_when=asyncio.FIRST_COMPLETED)
        assert sent_away.result().status_code == 503
        assert sent_away.result().headers["retry-after"] == "2"
        assert (await world.client.get(f"http://{LOCALHOST}:{port}/healthz")).status_code == 200
        await tx.run(LOCK, ann.id)
    assert sorted(answer.status_code for answer in await asyncio.gather(*asks)) == [200, 200, 503]


async def test_several_hubs_are_api_and_gateway_without_a_worker(world: World, tmp_path: Path) -> None:
    api, gateway, metrics = free_port(), free_port(), free_port()
    ports = {"API_PORT": str(api), "GATEWAY_PORT": str(gateway), "METRICS_PORT": str(metrics)}
    log = tmp_path / "hub.log"
    process = spawn(
        [sys.executable, "-m", "tomoda.cli", "serve", "--mode", "multi-hub"], log, env=environment(world.app, **ports)
    )
    try:
        for port in (api, gateway):
            wait_until(lambda port=port: answers(f"http://{LOCALHOST}:{port}/readyz"), "tomoda", process, log, 300)
        parts = {json.loads(said)["part"] for said in log.read_text().splitlines() if said.startswith("{")}
        assert {"api", "gateway"} <= parts
        assert "worker" not in parts
        assert not answers(f"http://{LOCALHOST}:{metrics + 2}/readyz"), "nobody works here"
    finally:
        process.terminate()
        process.wait(60)
