"""What is behind a link is shown, and nobody reaches our own network through it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import pytest

from tests.makers.chat import direct_room, say
from tests.world import World
from tomoda.chat.messages import FetchPreview
from tomoda.core.jobs import do_now
from tomoda.edges import pages
from tomoda.edges.pages import NotFetched, Pages, is_public

PAGE = """<html><head><title>Löyly
 sauna</title><meta name="description" content="By the sea &amp; open"><meta property="og:site_name" content="Löyly">
</head><body>…</body></html>"""


@asynccontextmanager
async def site() -> AsyncGenerator[tuple[Pages, int, list[str]]]:
    """A site on this machine, under a name that is looked up to be here; only this address is taken for public."""
    asked: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        path = head.split(" ")[1]
        asked.append(head)
        to = {
            "/inside": "http://inside.example/",
            "/metadata": "http://169.254.169.254/latest",
            "/here": f"http://127.0.0.2:{port}/",
            "/file": "file:///etc/passwd",
            "/loop": "/loop",
            "/moved": "/page",
        }
        if path in to:
            reply = f"HTTP/1.1 302 Found\r\nlocation: {to[path]}\r\ncontent-length: 0\r\n\r\n".encode()
        else:
            body = PAGE.encode() + (b" " * 2_000_000 if path == "/large" else b"")
            kind = "application/json" if path == "/json" else "text/html; charset=utf-8"
            reply = f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\nset-cookie: a=b\r\n\r\n".encode() + body
        writer.write(reply)
        if path == "/slow":
            await reader.read()  # until whoever asked has had enough
        writer.close()

    async def lookup(host: str, port: int) -> list[str]:
        both = ["127.0.0.1", "10.0.0.7"]
        known = {"both.example": both, "page.example": ["127.0.0.1"], "inside.example": ["10.0.0.7"]}
        return known.get(host, [host])

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    async with server:
        yield Pages(lookup, lambda address: address == "127.0.0.1", frozenset({80, 443, port})), port, asked


async def test_a_link_gets_its_preview_when_it_is_known(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await direct_room(ann, bo)
    async with site() as (edge, port, _):
        world.app.edges["pages"] = edge
        sent = (await say(ann, room, f"here: http://page.example:{port}/moved.")).body
        assert sent["preview"] is None
        await say(ann, room, "no link")

        async def preview_of(path: str) -> Any:
            body = {"body": f"http://page.example:{port}{path}"}
            await ann.patch(f"/rooms/{room}/messages/{sent['id']}", body)
            await do_now(world.app, FetchPreview.name, msgspec.json.encode(FetchPreview(room, sent["id"])))
            return (await bo.get(f"/rooms/{room}/messages")).body["data"][0]["preview"]

        found = await preview_of("/moved")
        shown = (found["title"], found["description"], found["site"], found["url"][-5:])
        assert shown == ("Löyly sauna", "By the sea & open", "Löyly", "/page")
        assert (await bo.delete(f"/rooms/{room}/messages/{sent['id']}/preview")).status == 403
        assert await preview_of("/inside") is None, "of what leads inside, nothing is shown"
        await preview_of("/page")
        assert (await ann.delete(f"/rooms/{room}/messages/{sent['id']}/preview")).status == 204
        assert (await bo.get(f"/rooms/{room}/messages")).body["data"][0]["preview"] is None
        answer = await bo.patch(f"/rooms/{room}", {"previews": False})
        assert answer.body["settings"]["previews"] is False
        assert await preview_of("/moved") is None, "a room may do without"
        await bo.patch(f"/rooms/{room}", {"previews": True})
        assert (await preview_of("/page"))["title"] == "Löyly sauna"


async def test_no_way_leads_inside() -> None:
    async with site() as (edge, port, asked):
        for path in ("/inside", "/metadata", "/here", "/file", "/loop", "/json"):
            with pytest.raises(NotFetched):
                await edge.fetch(f"http://page.example:{port}{path}")
        for url in (
            f"http://both.example:{port}/page",
            "http://10.0.0.7/",
            "gopher://page.example/",
            "http://page.example:22/",
        ):
            with pytest.raises(NotFetched):
                await edge.fetch(url)
        assert (await edge.fetch(f"http://page.example:{port}/large")).title == "Löyly sauna"
        assert not any("cookie:" in head.lower() for head in asked), "and no cookie goes along"
        assert all(f"host: page.example:{port}" in head.lower() for head in asked)


async def test_a_slow_page_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "SECONDS", 0.3)
    async with site() as (edge, port, _):
        with pytest.raises(NotFetched):
            await edge.fetch(f"http://page.example:{port}/slow")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *(("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False), ("169.254.169.254", False)),
        *(("0.0.0.1", False), ("100.64.0.1", False), ("224.0.0.1", False), ("::1", False), ("fd00::1", False)),
        *(("fe80::1", False), ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False)),
        *(("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True)),
    ],
)
def test_only_addresses_of_the_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
