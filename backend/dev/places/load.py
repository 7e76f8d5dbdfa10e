"""Loads real places into `locations` by COPY: once, under a minute, with the progress shown."""

import struct
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import batched, chain
from typing import Any

import asyncpg

from dev.places import geonames, openstreetmap
from tomoda.core.app import Database
from tomoda.locations.actions import COLUMNS, Place, beginnings, row

BATCH = 20_000
INDEXES = "select indexname, indexdef from pg_indexes where tablename = any($1) and indexname not like '%_key' \
    and indexname not like '%_pkey'"


async def load(where: Database, say: Callable[[str], None], towns: int = geonames.HOW_MANY) -> int:
    """Load what is not there yet; how many places there are now. A second time, it only counts them."""
    connection = await asyncpg.connect(
        host=where.host, port=where.port, user=where.user, password=where.password or None, database=where.name
    )
    try:
        await _speak_jsonb(connection)
        if found := await connection.fetchval("select count(*) from locations where geonames_id is not null"):
            say(f"{found:,} places of the world are here already")
            return found
        return await _fill(connection, say, towns)
    finally:
        await connection.close()


async def _speak_jsonb(connection: Any) -> None:
    def encode(value: bytes) -> bytes:
        return b"\x01" + value

    def decode(value: bytes) -> bytes:
        return value[1:]

    await connection.set_type_codec("jsonb", schema="pg_catalog", format="binary", encoder=encode, decoder=decode)


async def _fill(connection: Any, say: Callable[[str], None], towns: int) -> int:
    """All or nothing. Indexes are made after the rows, which takes a third of the time."""
    began, count = time.monotonic(), 0
    known = {r[0] for r in await connection.fetch("select osm_type || osm_id from locations where osm_id is not null")}
    async with connection.transaction():
        indexes = await connection.fetch(INDEXES, ["locations", "location_names"])
        for index in indexes:
            await connection.execute(f"drop index {index['indexname']}")
        places: Iterable[Place] = chain(
            (place for place in openstreetmap.places() if place.osm not in known), geonames.towns(towns)
        )
        for some in batched(places, BATCH):
            await _copy(connection, some)
            count += len(some)
            say(f"{count:,} places, {time.monotonic() - began:.0f} s")
        for index in indexes:
            await connection.execute(index["indexdef"])
    await connection.execute("analyze locations, location_names")
    say(f"{count:,} places are in, with their indexes, after {time.monotonic() - began:.0f} s")
    return count


async def _copy(connection: Any, places: Iterable[Place]) -> None:
    now = datetime.now(UTC)
    rows: list[tuple[Any, ...]] = []
    names: list[tuple[Any, ...]] = []
    for place in places:
        values = row(place, now)
        rows.append((*values, _ewkb(place.point.lon, place.point.lat)))
        names += ((values[0], folded, weight) for folded, weight in beginnings(place).items())
    await connection.execute("create temp table if not exists loading (like locations) on commit drop")
    await connection.execute("alter table loading alter place type bytea using null, alter place drop not null")
    await connection.copy_records_to_table("loading", records=rows, columns=[*COLUMNS, "place"])
    columns = ", ".join(COLUMNS)
    await connection.execute(
        f"insert into locations ({columns}, place) select {columns}, st_geogfromwkb(place) from loading"
    )
    await connection.execute("drop table loading")
    await connection.copy_records_to_table(
        "location_names", records=names, columns=["location_id", "folded", "importance"]
    )


def _ewkb(lon: float, lat: float) -> bytes:
    """A point as little-endian WKB."""
    return struct.pack("<BIdd", 1, 1, lon, lat)
