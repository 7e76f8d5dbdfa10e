"""A small world for tests: people with devices, who come in through the real doors over a real socket."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import msgspec

from dev.process import LOCALHOST, free_port
from tests.checker import check_answer, check_signal
from tomoda.app import application
from tomoda.auth import actions as auth
from tomoda.core import tokens
from tomoda.core.app import App
from tomoda.core.http.server import serving
from tomoda.core.sql import sql
from tomoda.core.viewer import Viewer
from tomoda.users import actions as people

PLENTY = 1_000_000  # requests per minute: random histories are in a hurry
BORN = date(1990, 5, 17)
SAID = sql("select name, body from signals order by topic, place")
NAMED = sql("update users set username = $2, username_folded = lower($2) where id = $1")


@dataclass
class Answer:
    """What came back: the status, the decoded body (None if empty), and the headers."""

    status: int
    body: Any
    headers: httpx.Headers

    def json(self) -> Any:
        """The body, as in other HTTP clients."""
        return self.body


@dataclass
class Person:
    """Somebody who is signed in on one device."""

    id: UUID
    name: str
    session_id: UUID
    refresh_token: str
    world: "World" = field(repr=False)

    @property
    def viewer(self) -> Viewer:
        """For what is called below the doors."""
        return Viewer(self.id, self.session_id)

    @property
    def token(self) -> str:
        """An access token that is good now."""
        return tokens.issue(self.world.app.secret, self.id, self.session_id, self.world.app.clock())

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request under /api/v1 as this person."""
        return await self.world.ask(method, path, body, authorization=f"Bearer {self.token}", **headers)

    async def get(self, path: str, **headers: str) -> Answer:
        """GET."""
        return await self.ask("GET", path, None, **headers)

    async def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        """POST."""
        return await self.ask("POST", path, {} if body is None else body, **headers)

    async def put(self, path: str, body: Any = None, **headers: str) -> Answer:
        """PUT."""
        return await self.ask("PUT", path, body, **headers)

    async def patch(self, path: str, body: Any, **headers: str) -> Answer:
        """PATCH."""
        return await self.ask("PATCH", path, body, **headers)

    async def delete(self, path: str, **headers: str) -> Answer:
        """DELETE."""
        return await self.ask("DELETE", path, None, **headers)


@dataclass
class World:
    """The application behind a real port, a clock that can be moved, and the people in it."""

    app: App
    url: str
    client: httpx.AsyncClient = field(repr=False)
    moved: timedelta = timedelta()

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request under /api/v1, by nobody in particular."""
        content = None if body is None else msgspec.json.encode(body)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if content is not None:
            sent["content-type"] = "application/json"
        response = await self.client.request(method, f"{self.url}/api/v1{path}", content=content, headers=sent)
        found = msgspec.json.decode(response.content) if response.content else None
        kind = response.headers.get("content-type", "")
        check_answer(method, response.url.path, response.status_code, kind, response.content)
        return Answer(response.status_code, found, response.headers)

    async def user(self, name: str, **account: Any) -> Person:
        """Somebody new, signed in."""
        async with self.app.transaction() as tx:
            email = account.get("email", f"{name.lower()}@example.org")
            user_id = await people.create(tx, name, email, BORN, locale=account.get("locale", "en"))
            await tx.run(NAMED, user_id, account.get("username", name))
            entered = await auth.begin_session(tx, user_id, "test device")
        return Person(user_id, name, entered.session_id, entered.refresh_token, self)

    def move(self, by: timedelta) -> None:
        """From now on, the clock of the whole application is this much later."""
        self.moved += by


@asynccontextmanager
async def open_world(app: App, *, proxy_hops: int = 0) -> AsyncGenerator[World]:
    """Serve this App on a free port by the server that production uses."""
    port = free_port()
    doors = application(app, per_minute=PLENTY, proxy_hops=proxy_hops)
    limits = httpx.Limits(max_connections=200)
    async with serving(doors, LOCALHOST, port), httpx.AsyncClient(timeout=20, limits=limits) as client:
        world = World(app, f"http://{LOCALHOST}:{port}", client)
        app.clock = lambda: datetime.now(UTC) + world.moved
        yield world
        await _check_what_was_said(app)


async def _check_what_was_said(app: App) -> None:
    """Every lasting signal of the test is one that the contract names."""
    async with app.reading() as tx:
        for row in await tx.rows(SAID):
            check_signal(row["name"], row["body"])
