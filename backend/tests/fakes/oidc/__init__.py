"""Google, Apple and LINE on this machine: a real OpenID provider as a process, and a browser to sign in at it with."""

import re
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
import msgspec

from tests.world import World
from tomoda.edges import oauth

HERE = Path(__file__).parent
PATIENCE = 60  # seconds; the machine may be busy with other tests
CALLBACK = "http://localhost:8000/api/v1/auth/providers"
BACK = "http://localhost:8000/api/v1/auth/"
CLIENTS = {
    "google": ("google-web", "google-app"),
    "apple": ("apple-web", "apple-app"),
    "line": ("line-web", "line-app"),
}


class Told(msgspec.Struct):
    """What the process says when it is ready."""

    issuers: dict[str, str]
    secret: str
    apple_private_key: str


@dataclass
class Issuers:
    """The three issuers; each can be told who lives there, and asked to sign what no honest one would."""

    told: Told

    def providers(self) -> dict[str, oauth.Provider]:
        """Clients of the three, with nothing cached."""
        where, secret = self.told.issuers, self.told.secret
        found = {
            "google": oauth.google(where["google"], CLIENTS["google"], secret),
            "apple": oauth.apple(where["apple"], CLIENTS["apple"], "TEAM", "KEY", self.told.apple_private_key),
            "line": oauth.line(where["line"], CLIENTS["line"], secret),
        }
        for one in found.values():
            one.keys.client.timeout = httpx.Timeout(PATIENCE)
        return found

    def checker(self) -> oauth.Checker:
        """Somebody who checks who people are, and calls what it checked as we do."""
        kinds = {"id": "id", "selfie": "selfie", "strong": "strong"}
        found = oauth.checker(self.told.issuers["checker"], "checker-web", self.told.secret, "openid", kinds)
        found.provider.keys.client.timeout = httpx.Timeout(PATIENCE)
        return found

    def control(self, method: str, name: str, path: str, body: Any = None) -> Any:
        """Tell an issuer something, or ask it."""
        url = f"{self.told.issuers[name]}/control/{path}"
        return httpx.request(method, url, json=body, timeout=PATIENCE).json()

    def person(self, name: str, login: str, **claims: Any) -> None:
        """From now on somebody has an account there, and this is said of them."""
        self.control("PUT", name, f"people/{login}", claims)

    def sign(self, name: str, claims: dict[str, Any], **header: Any) -> str:
        """A token by the issuer's own key."""
        return self.control("POST", name, "sign", {"header": header, "claims": claims})["token"]

    def asked(self, name: str, path: str) -> int:
        """How often something was asked for."""
        return self.control("GET", name, "asked").get(path, 0)

    def introspect(self, name: str, grant: str) -> bool:
        """Whether a refresh token is good there."""
        return self.control("POST", name, "introspect", {"grant": grant})["good"]


@contextmanager
def serving() -> Generator[Issuers]:
    """The issuers, as long as the block lasts."""
    node = shutil.which("node")
    assert node is not None, "node runs the OpenID provider"
    assert (HERE / "node_modules").exists(), "`./task setup` installs the OpenID provider"
    process = subprocess.Popen(
        [node, str(HERE / "provider.mjs"), f'{{"callback": "{CALLBACK}"}}'],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        yield Issuers(msgspec.json.decode(line.removeprefix(b"ready "), type=Told))
    finally:
        process.stdin.close()  # it ends when nobody talks to it any more
        process.wait(PATIENCE)
        process.stdout.close()


@dataclass
class Returned:
    """Where the person was sent back to, by the provider and then by us."""

    sent: str
    location: str


async def sign_in_at(world: World, url: str, login: str) -> Returned:
    """Sign in at the provider's pages as a person in a browser does, until it sends them back to us."""
    async with httpx.AsyncClient(timeout=PATIENCE) as browser:
        answer = await browser.get(url)
        for _ in range(20):
            if answer.status_code in (302, 303):
                where = urljoin(str(answer.url), answer.headers["location"])
                if where.startswith(BACK):
                    return await _back(world, "GET", where, {})
                answer = await browser.get(where)
                continue
            assert answer.status_code == 200, answer.text
            where, fields = _form(answer)
            if where.startswith(BACK):
                return await _back(world, "POST", where, fields)
            answer = await browser.post(where, data={**fields, "login": login, "password": "any"})
    raise AssertionError("the provider did not come to an end")


def _form(answer: httpx.Response) -> tuple[str, dict[str, str]]:
    action = re.search(r'<form[^>]*action="([^"]+)"', answer.text)
    assert action is not None, answer.text
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text)
    return urljoin(str(answer.url), unescape(action[1])), {name: unescape(value) for name, value in hidden}


async def _back(world: World, method: str, where: str, fields: dict[str, str]) -> Returned:
    ours = where.replace("http://localhost:8000", world.url)
    answer = await world.client.request(method, ours, data=fields or None)
    assert answer.status_code == 303, answer.text
    return Returned(where, answer.headers["location"])
