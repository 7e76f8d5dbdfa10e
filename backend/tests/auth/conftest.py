"""Providers for the tests of signing in."""

from collections.abc import Iterator

import pytest

from tests.fakes import oidc
from tests.fakes.oidc import Issuers
from tests.world import World


@pytest.fixture(scope="session")
def running_issuers() -> Iterator[Issuers]:
    """One process for all tests."""
    with oidc.serving() as found:
        yield found


@pytest.fixture
def issuers(running_issuers: Issuers, world: World) -> Issuers:
    """Google, Apple and LINE are on, and nothing of them is cached."""
    world.app.edges["providers"] = running_issuers.providers()
    return running_issuers
