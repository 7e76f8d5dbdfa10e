"""Typing a place stays quick: the plans that serve it, on real places, for whatever is typed."""

import msgspec

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


async def test_whatever_is_typed_and_whatever_is_near_comes_by_an_index(app: App) -> None:
    await load_places(app, 20_000)
    served = {
        "s": (queries.FIRST, "location_names_first"),
        "東京": (queries.SECOND, "location_names_second"),
        "san": (queries.THIRD, "location_names_third"),
        "helsin": (queries.LONGER, "location_names_folded"),
    }
    box = (None, None, None, None)
    for typed, (statement, index) in served.items():
        values = (typed, typed + queries.LAST, list[str](), "en", 8, *MIDDLE, 3000.0, *box)
        found = await plan(app, statement, *values)
        assert f'"Index Name":"{index}"' in found, (typed, found)
        assert '"Index Name":"locations_place"' in found, "what is near comes by the index of places"
    near = await plan(app, queries.NEARBY, *MIDDLE, 500.0, None, 20, "en")
    assert '"Index Name":"locations_place"' in near
    assert '"Node Type":"Seq Scan"' not in near
    alike = await plan(app, queries.ALIKE, "helsinky", 8, "en")
    assert '"Index Name":"locations_search"' in alike, "similar names come by their trigrams"
