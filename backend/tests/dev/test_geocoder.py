"""Photon's contract: run against our development geocoder, or against any Photon named in PHOTON_UNDER_TEST."""

import json
import os
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from dev.geocoder.__main__ import Geocoder
from dev.places.dump import dump
from dev.process import LOCALHOST, free_port
from tests.conftest import SECRET
from tests.makers.locations import with_places
from tomoda.core.app import Database, Valkey
from tomoda.core.http.server import serving
from tomoda.edges.photon import Photon, PhotonDown

OTHER = os.environ.get("PHOTON_UNDER_TEST")


@asynccontextmanager
async def ours(postgres: Database, valkey: Valkey) -> AsyncGenerator[str]:
    """Our geocoder over real places."""
    async with with_places(postgres, valkey, SECRET, "places_geocoder") as app:
        port = free_port()
        async with serving(Geocoder(app), LOCALHOST, port):
            yield f"http://{LOCALHOST}:{port}"


if OTHER:

    @pytest.fixture(scope="module")
    async def photon() -> AsyncIterator[httpx.AsyncClient]:
        async with httpx.AsyncClient(base_url=str(OTHER), timeout=20) as client:
            yield client
else:

    @pytest.fixture(scope="module")
    async def photon(postgres: Database, valkey_server: Valkey) -> AsyncIterator[httpx.AsyncClient]:
        async with ours(postgres, valkey_server) as url, httpx.AsyncClient(base_url=url, timeout=20) as client:
            yield client


async def find(photon: httpx.AsyncClient, path: str) -> list[dict[str, Any]]:
    answer = await photon.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.json()["type"] == "FeatureCollection"
    return answer.json()["features"]


async def test_a_feature_has_photons_shape(photon: httpx.AsyncClient) -> None:
    for feature in await find(photon, "/api?q=helsinki&limit=5&lang=en"):
        assert feature["type"] == "Feature"
        assert feature["geometry"]["type"] == "Point"
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
        said = feature["properties"]
        assert said["osm_type"] in "NWR"
        assert isinstance(said["osm_id"], int)
        assert {"osm_key", "osm_value", "type"} <= said.keys()
        assert len(said.get("countrycode", "FI")) == 2
        assert None not in said.values()


@pytest.mark.parametrize(("typed", "lang", "town"), [("hels", "en", "Helsinki"), ("toky", "en", "Tokyo")])
async def test_a_beginning_is_enough(photon: httpx.AsyncClient, typed: str, lang: str, town: str) -> None:
    assert town in [f["properties"].get("name") for f in await find(photon, f"/api?q={typed}&lang={lang}&limit=15")]


async def test_any_script_will_do(photon: httpx.AsyncClient) -> None:
    found = await find(photon, "/api?q=東京&limit=15&lang=en")
    assert any(f["properties"].get("countrycode") == "JP" for f in found)


async def test_the_middle_of_the_map_counts(photon: httpx.AsyncClient) -> None:
    found = await find(photon, "/api?q=ateneum&lat=60.17&lon=24.94&zoom=16&limit=5")
    lon, lat = found[0]["geometry"]["coordinates"]
    assert abs(lat - 60.17) < 0.05
    assert abs(lon - 24.944) < 0.05


async def test_a_box_is_kept_to(photon: httpx.AsyncClient) -> None:
    found = await find(photon, "/api?q=helsinki&bbox=24.9,60.1,25.0,60.2&limit=20")
    assert found
    for feature in found:
        lon, lat = feature["geometry"]["coordinates"]
        assert 24.9 <= lon <= 25.0
        assert 60.1 <= lat <= 60.2


async def test_tags_layers_and_countries_filter(photon: httpx.AsyncClient) -> None:
    near = "lat=60.17&lon=24.94"
    for f in await find(photon, f"/api?q=helsinki&osm_tag=place&{near}"):
        assert f["properties"]["osm_key"] == "place"
    for f in await find(photon, f"/api?q=a&osm_tag=!amenity&{near}"):
        assert f["properties"]["osm_key"] != "amenity"
    for f in await find(photon, "/api?q=helsinki&layer=city&layer=district"):
        assert f["properties"]["type"] in ("city", "district")
    found = await find(photon, "/api?q=birmingham&countrycode=US&limit=5")
    assert found
    assert {f["properties"]["countrycode"] for f in found} == {"US"}


async def test_the_limit_holds(photon: httpx.AsyncClient) -> None:
    assert len(await find(photon, "/api?q=san&limit=3")) == 3


async def test_reverse_answers_the_nearest_and_one_unless_asked_for_more(photon: httpx.AsyncClient) -> None:
    assert len(await find(photon, "/reverse?lat=60.1699&lon=24.9384")) == 1
    more = await find(photon, "/reverse?lat=60.1699&lon=24.9384&radius=0.3&limit=10&distance_sort=true")
    assert 1 < len(more) <= 10
    cafes = await find(photon, "/reverse?lat=60.1699&lon=24.9384&radius=1&limit=5&osm_tag=amenity:cafe")
    assert {f["properties"]["osm_value"] for f in cafes} == {"cafe"}


@pytest.mark.parametrize(
    "path",
    [
        "/api?q=berlin&colour=blue",
        "/api?q=berlin&lang=xx",
        "/api?q=berlin&lat=52",
        "/api?q=berlin&lon=13",
        "/api?q=berlin&lat=91&lon=13",
        "/api?q=berlin&lat=north&lon=13",
        "/api?q=berlin&bbox=1,2,3",
        "/api?q=berlin&layer=galaxy",
        "/api?q=berlin&limit=many",
        "/api",
        "/reverse?lat=52",
        "/reverse?lon=13",
        "/reverse?lat=52&lon=13&q=berlin",
        "/reverse?lat=52&lon=13&radius=-1",
    ],
)
async def test_what_photon_refuses_is_refused(photon: httpx.AsyncClient, path: str) -> None:
    answer = await photon.get(path)
    assert answer.status_code == 400, answer.text
    assert answer.json()["message"]


async def test_it_says_that_it_is_well(photon: httpx.AsyncClient) -> None:
    answer = await photon.get("/status")
    assert answer.json()["status"] == "Ok"
    assert answer.json()["import_date"]


async def test_our_client_understands_it(photon: httpx.AsyncClient) -> None:
    client = Photon(str(photon.base_url))
    found = await client.search("helsinki", near=(60.17, 24.94), zoom=13, lang="en", limit=5)
    assert found[0].title
    assert await client.reverse(60.1699, 24.9384, metres=200, lang="ja", limit=5)
    await client.close()


async def test_a_geocoder_that_is_gone_is_down_and_no_crash() -> None:
    client = Photon(f"http://{LOCALHOST}:{free_port()}")
    with pytest.raises(PhotonDown):
        await client.search("a", near=None, zoom=1, lang="en", limit=1)
    await client.close()


@pytest.mark.skipif(bool(OTHER), reason="another Photon has its own places")
async def test_its_places_are_written_for_photon_with_the_same_ids(
    photon: httpx.AsyncClient, postgres: Database, tmp_path: Path
) -> None:
    target = tmp_path / "there" / "places.jsonl"
    count = await dump(replace(postgres, name="places_geocoder"), target)
    header, *places = [json.loads(line) for line in target.read_bytes().splitlines()]
    assert (header["type"], header["content"]["version"]) == ("NominatimDumpFile", "0.1.0")
    assert {one["type"] for one in places} == {"Place"}
    assert count == len(places) > 5000
    countries = [one["content"].get("country_code", "zz") for one in places]
    assert countries == sorted(countries), "as the header says"
    by_id = {(one["content"]["object_type"], one["content"]["object_id"]): one["content"] for one in places}
    for feature in await find(photon, "/api?q=helsinki&limit=5&lang=en"):
        said, written = feature["properties"], by_id[feature["properties"]["osm_type"], feature["properties"]["osm_id"]]
        assert written["centroid"] == feature["geometry"]["coordinates"]
        assert written["categories"] == [f"osm.{said['osm_key']}.{said['osm_value']}"]
        assert said["name"] in written["name"].values()
