"""Other people's web pages: what one says of itself, fetched so that nobody reaches our own network through us."""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx

SECONDS = 6.0  # for everything together
LARGEST = 256 * 1024  # bytes that are read
REDIRECTS = 3
LONGEST = 300  # characters of what a page says of itself
PORTS = frozenset({80, 443})
AGENT = "TomodaPreview/1.0"

_CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)

type Resolve = Callable[[str, int], Awaitable[list[str]]]


class NotFetched(Exception):
    """The page is not there, not a page, not for us, or too slow."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself."""

    url: str
    title: str
    description: str
    site: str


async def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


def is_public(address: str) -> bool:
    """Whether an address belongs to the internet at large: not to us, to this machine, or to the cloud's own."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast


@dataclass(frozen=True, slots=True)
class Pages:
    """Fetches pages. The name is looked up once per hop, and the connection goes to the address that was judged."""

    resolve: Resolve = resolve
    allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] = PORTS

    async def fetch(self, url: str) -> Page:
        """What the page at this address says of itself. Raises NotFetched."""
        try:
            async with asyncio.timeout(SECONDS):
                for _ in range(REDIRECTS + 1):
                    found = await self._hop(url)
                    if isinstance(found, Page):
                        return found
                    url = found
        except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError, ValueError) as fault:
            raise NotFetched(type(fault).__name__) from fault
        raise NotFetched("too many redirects")

    async def _hop(self, url: str) -> Page | str:
        """The page, or where it sends us."""
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme not in ("http", "https") or not host or port not in self.ports or parts.username:
            raise NotFetched("not an address of a page")
        addresses = await self.resolve(host, port)
        if not addresses or not all(self.allowed(one) for one in addresses):
            raise NotFetched("not an address of the internet")
        target = httpx.URL(url).copy_with(host=addresses[0], fragment=None)
        headers = {"host": parts.netloc, "user-agent": AGENT, "accept": "text/html", "accept-encoding": "identity"}
        async with (
            httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=SECONDS) as client,
            client.stream("GET", target, headers=headers, extensions={"sni_hostname": host}) as answer,
        ):
            if answer.is_redirect:
                return urljoin(url, answer.headers["location"])
            kind = answer.headers.get("content-type", "")
            if answer.status_code != 200 or not kind.startswith(("text/html", "application/xhtml")):
                raise NotFetched("not a page")
            return _read(url, host, kind, await _body(answer))


async def _body(answer: httpx.Response) -> bytes:
    body = b""
    async for chunk in answer.aiter_raw():
        body += chunk
        if len(body) >= LARGEST:
            break  # what a page says of itself stands at its beginning
    return body[:LARGEST]


def _read(url: str, host: str, kind: str, body: bytes) -> Page:
    named = _CHARSET.search(kind) or _CHARSET.search(body[:2048].decode("ascii", "replace"))
    try:
        text = body.decode(named[1] if named else "utf-8", "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    head = _Head()
    head.feed(text)
    title = head.said.get("og:title") or head.title
    if not title.strip():
        raise NotFetched("says nothing of itself")
    description = head.said.get("og:description") or head.said.get("description", "")
    return Page(url, _short(title), _short(description), _short(head.said.get("og:site_name") or host))


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


class _Head(HTMLParser):
    """Reads the title, and what is said in `meta`."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.said: dict[str, str] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        given = dict(attrs)
        self._in_title = tag == "title" and not self.title
        if tag == "meta" and (name := given.get("property") or given.get("name")):
            self.said.setdefault(name.lower(), given.get("content") or "")

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._in_title:
            self.title += data
