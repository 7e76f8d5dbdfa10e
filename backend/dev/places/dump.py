"""`./task places:dump` writes the places that `./task dev` knows as a file that Photon imports.

The format is Nominatim's dump file, version 0.1.0: JSON objects one after the other, a header first
(https://github.com/komoot/photon, docs/json-dump-format-0.1.0.md). Ids are those of our small geocoder: places of
GeoNames are nodes with negative numbers.
"""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import msgspec

from dev.plan import environment, of_this_clone
from tomoda.core.app import Database
from tomoda.settings import read

HEADER = {"version": "0.1.0", "generator": "tomoda", "features": {"sorted_by_country": True, "has_addresslines": False}}
BATCH = 10_000
PLACES = """
    select coalesce(osm_type, 'N') as object_type, coalesce(osm_id, -geonames_id) as object_id, kind, osm_key,
           osm_value, name, names, housenumber, street, postcode, district, city, state,
           lower(country_code) as country_code,
           st_x(place::geometry) as lon, st_y(place::geometry) as lat, west, south, east, north, importance
    from locations order by country_code nulls last, id
"""
FAULTY = re.compile(r"[^\w-]")  # a category is words with dots between


async def dump(where: Database, target: Path) -> int:
    """Write all places; how many there are. The file appears when it is whole."""
    connection = await asyncpg.connect(
        host=where.host, port=where.port, user=where.user, password=where.password or None, database=where.name
    )
    draft, count = target.with_suffix(".draft"), 0
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with draft.open("wb") as file:
            file.write(_line("NominatimDumpFile", {**HEADER, "data_timestamp": datetime.now(UTC)}))
            async with connection.transaction(readonly=True):
                async for row in connection.cursor(PLACES, prefetch=BATCH):
                    count += 1
                    file.write(_line("Place", place(count, dict(row))))
    finally:
        await connection.close()
    draft.replace(target)
    return count


def place(number: int, row: dict[str, Any]) -> dict[str, Any]:
    """One place: the position is [lon, lat], the extent [west, south, east, north], in degrees."""
    names = msgspec.json.decode(row["names"])
    address = {part: row[part] for part in ("street", "district", "city", "state") if row[part] and part != row["kind"]}
    found: dict[str, Any] = {
        "place_id": number,
        "object_type": row["object_type"],
        "object_id": row["object_id"],
        "categories": [f"osm.{FAULTY.sub('_', row['osm_key'])}.{FAULTY.sub('_', row['osm_value'])}"],
        "address_type": row["kind"],
        "importance": row["importance"],
        "name": ({"name": row["name"]} if row["name"] else {}) | {f"name:{code}": name for code, name in names.items()},
        "address": address,
        "centroid": [row["lon"], row["lat"]],
    }
    found |= {part: row[part] for part in ("housenumber", "postcode", "country_code") if row[part]}
    if row["west"] is not None:
        found["bbox"] = [row["west"], row["south"], row["east"], row["north"]]
    return found


def _line(kind: str, content: object) -> bytes:
    return msgspec.json.encode({"type": kind, "content": content}) + b"\n"


def main() -> None:
    plan = of_this_clone()
    target = plan.folder.parent / "photon" / "places.jsonl"
    count = asyncio.run(dump(read(environment(plan)).database(), target))
    print(f"{count:,} places are in {target}")


if __name__ == "__main__":
    main()
