"""Typing a place stays quick: the plans that serve it, on real places, for whatever is typed."""

import msgspec
import pytest

from tests.makers.locations import load_places
from tomoda.core.app import App
from tomoda.core.sql import Statement
from tomoda.locations import queries

MIDDLE = (24.9384, 60.1699)


async def plan(app: App, statement: Statement, *values: object) -> str:
    """How it is carried out, as a server plans it that keeps one plan for all parameters."""
    async with app.transaction() as tx:
        connection = tx._connection  # pyright: ignore[reportPrivateUsage]
        await connection.execute("set local plan_cache_mode = force_generic_plan")
        prepared = await connection.prepare(statement.text)
        explained = await prepared.explain(*values)
        return msgspec.json.encode(explained).decode()


@pytest.fixture
async def places(app: App) -> App:
    await load_places(app, 20_000)
    return app


async def test_every_prefix_is_served_by_an_index(places: App) -> None:
    served = {
        "s": (queries.FIRST, "location_names_first"),
        "東京": (queries.SECOND, "location_names_second"),
        "san": (queries.THIRD, "location_names_third"),
        "helsin": (queries.LONGER, "location_names_folded"),
    }
    box = (None, None, None, None)
    for typed, (statement, index) in served.items():
        values = (typed, typed + queries.LAST, list[str](), "en", 8, *MIDDLE, 3000.0, *box)
        found = await plan(places, statement, *values)
        assert f'"Index Name":"{index}"' in found, (typed, found)
        assert '"Index Name":"locations_place"' in found, "what is near comes by the index of places"


async def test_nearby_comes_by_the_index_of_places(places: App) -> None:
    found = await plan(places, queries.NEARBY, *MIDDLE, 500.0, None, 20, "en")
    assert '"Index Name":"locations_place"' in found
    assert '"Node Type":"Seq Scan"' not in found


async def test_similar_names_come_by_their_trigrams(places: App) -> None:
    found = await plan(places, queries.ALIKE, "helsinky", 8, "en")
    assert '"Index Name":"locations_search"' in found
