"""A gateway on a real port beside the world, with doors to knock at: topics whose listeners the tests decide."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from dev.process import LOCALHOST, free_port
from tests.realtime.doors import ALLOWED, KINDS, TOPICS
from tests.world import World
from tomoda.core import feed
from tomoda.core.app import App
from tomoda.core.hub import Hub
from tomoda.core.messages import SIGNALS
from tomoda.gateway import Gateway


class Gate:
    """A gateway in this process, with an App of its own."""

    def __init__(self, app: App, gateway: Gateway, port: int) -> None:
        self.app, self.gateway, self.port = app, gateway, port
        self.url = f"ws://{LOCALHOST}:{port}/ws"

    @property
    def hub(self) -> Hub:
        """Its hub."""
        return self.gateway.hub


@pytest.fixture(autouse=True)
def doors(monkeypatch: pytest.MonkeyPatch) -> None:
    """The doors exist, for the tests of this folder alone."""
    for kind, function in TOPICS.items():
        monkeypatch.setitem(feed.TOPICS, kind, function)
    for name, signal in KINDS.items():
        monkeypatch.setitem(SIGNALS, name, signal)


@pytest.fixture
async def gate(world: World) -> AsyncIterator[Gate]:
    """One gateway."""
    async for one in open_gate(world):
        yield one


@pytest.fixture
async def second_gate(world: World) -> AsyncIterator[Gate]:
    """Another gateway on the same database and Valkey."""
    async for one in open_gate(world):
        yield one


async def open_gate(world: World) -> AsyncIterator[Gate]:
    """A gateway until the test is over."""
    ALLOWED.clear()
    port = free_port()
    database = replace(world.app.database, pool=3)
    async with App(database=database, cache=world.app.cache, secret=world.app.secret) as app:
        gateway = Gateway(app)
        await gateway.open(LOCALHOST, port)
        yield Gate(app, gateway, port)
        await gateway.close()
