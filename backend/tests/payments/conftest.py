"""Somebody else's server that takes money, and this Tomoda's account with it."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.stripe import FakeStripe, open_stripe
from tests.makers.payments import connect
from tests.world import World


@pytest.fixture
async def stripe(world: World) -> AsyncIterator[FakeStripe]:
    """A Stripe of our own."""
    async with open_stripe() as fake:
        edge = connect(world, fake)
        yield fake
        await edge.close()
