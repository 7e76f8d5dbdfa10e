"""Of a coarse place one is told what it lies in, and never where in it."""

from typing import Any

from tests.conftest import SECRET
from tests.makers.locations import with_places
from tests.makers.moments import HERE, moment
from tests.world import open_world
from tomoda.core.app import Database, Valkey

LIBRARY = {"lat": 60.17389, "lon": 24.93801, "name": "Oodi"}
AT_SEA = {"lat": -40.0123, "lon": -120.0456, "name": "My boat"}


async def test_an_area_is_called_by_its_quarter_a_town_stands_where_it_is_and_the_sea_has_no_name(
    postgres: Database, valkey_server: Valkey
) -> None:
    async with (
        with_places(postgres, valkey_server, SECRET, "places_moments") as app,
        open_world(app) as world,
    ):
        ann = await world.user("Ann")

        async def told(spot: dict[str, Any], precision: str) -> tuple[str, float, float]:
            it = await moment(ann, place=spot | {"precision": precision})
            place = (await ann.get(f"/moments/{it}")).body["place"]
            return place["name"], place["lat"], place["lon"]

        town, lat, lon = await told(HERE, "city")
        assert town == "Helsinki"
        assert await told(LIBRARY, "city") == (town, lat, lon), "all of a town's moments stand at one point"
        quarter, *middle = await told(HERE, "area")
        assert quarter not in ("", HERE["name"])
        assert middle == [60.165, 24.945], "the middle of a square, not of the quarter"
        assert await told(AT_SEA, "city") == ("", -40.05, -120.05)
        assert await told(AT_SEA, "area") == ("", -40.015, -120.045)
