"""Somebody who wants to know where people are, with many accounts and all that the doors answer.

They know how the squares are made, declare places of their own all over the town (on a grid, then along two lines from
edge to edge), ask from each, and look for the point that explains all answers best, in two ways: as if bands told of
distances, and as if they told of squares. `python -m tests.discovery.attacker --people 2000` does it for long, by hand.
"""

import argparse
import math
import random
import statistics
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import uvloop

from dev import postgres as embedded_postgres
from dev import valkey as embedded_valkey
from dev.process import free_port
from migrations import upgrade
from tests.conftest import SECRET, open_to_others
from tests.makers.radar import A_WEEK, appear
from tests.world import Person, World, open_world
from tomoda.core.app import App, Database, Valkey
from tomoda.core.geo import Point, metres_between
from tomoda.core.sql import sql
from tomoda.presence.actions import cells

PROMISED = 1000  # metres: half of all guesses are off by this much at least, where squares are smallest
FLOOR = 200  # metres: and nineteen of twenty by this much
MIDDLE = Point(60.1702, 24.9413)
TOWN = 4500  # metres from the middle, to each side, in which people are
SOUGHT = 7500  # and in which they are looked for
STEP = 300  # metres between the points that are considered
PARTS = 4
HIDING, SPYING = 34, 24  # people, and accounts of whoever looks for them
BANDS = ("area", "next", "around")

BIG_TOWN = sql("""
    insert into locations (id, geonames_id, kind, osm_key, osm_value, name, place, importance, time_zone, search,
        created_at)
    values (gen_random_uuid(), 1, 'city', 'place', 'city', 'Helsinki', st_point($2, $1)::geography, 0.6,
        'Europe/Helsinki', ' helsinki ', now())
    on conflict do nothing
""")


def off(north: float, east: float) -> Point:
    """So many metres from the middle of the town."""
    degree = 111_195
    return Point(MIDDLE.lat + north / degree, MIDDLE.lon + east / degree / math.cos(math.radians(MIDDLE.lat)))


@dataclass
class Look:
    """What was answered to one account in one place: the middle of its square, and who is in which band."""

    place: Point
    bands: dict[str, str]
    names: list[str]


@dataclass
class Town:
    """People at places that only the test knows, and what was found out by asking."""

    world: World
    seed: int
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    places: dict[str, Point] = field(default_factory=dict[str, Point])
    looks: list[Look] = field(default_factory=list[Look])
    spies: list[Person] = field(default_factory=list[Person])

    async def settle(self) -> None:
        """People who are there for twelve hours, somewhere in town, and spies of a week's age."""
        dice = random.Random(self.seed)
        names = [f"p{self.seed}x{number}" for number in range(HIDING)]
        self.people = {name: await self.world.user(name) for name in names}
        self.spies = [await self.world.user(f"s{self.seed}x{number}") for number in range(SPYING)]
        self.world.move(A_WEEK)
        async with self.world.app.transaction() as tx:
            await tx.run(BIG_TOWN, MIDDLE.lat, MIDDLE.lon)
        for name, person in self.people.items():
            place = off(dice.uniform(-TOWN, TOWN), dice.uniform(-TOWN, TOWN))
            self.places[name] = place
            await appear(person, {"lat": place.lat, "lon": place.lon}, hours=12, reach="around")

    async def spy(self) -> None:
        """Three places for each account, which is all that it has in a day."""
        side = 6
        grid = [(n, e) for n in range(side) for e in range(side)]
        wanted = [(SOUGHT * (2 * n / (side - 1) - 1), SOUGHT * (2 * e / (side - 1) - 1)) for n, e in grid]
        line = [SOUGHT * (2 * n / 17 - 1) for n in range(18)]
        wanted += [(0.0, one) for one in line] + [(one, 0.0) for one in line]
        for number, spy in enumerate(self.spies):
            for north, east in wanted[3 * number : 3 * number + 3]:
                self.looks.append(await self.look(spy, off(north, east)))
            await spy.delete("/radar/me")

    async def look(self, spy: Person, place: Point) -> Look:
        """Go there and look around."""
        answer = await appear(spy, {"lat": place.lat, "lon": place.lon}, reach="around")
        assert answer.status == 200, answer.body
        square = answer.body["on"]["square"]
        middle = Point((square["south"] + square["north"]) / 2, (square["west"] + square["east"]) / 2)
        found = (await spy.get("/radar")).body["data"]
        names = [one["person"]["display_name"] for one in found]
        return Look(middle, {one["person"]["display_name"]: one["band"] for one in found}, names)

    async def leave(self) -> None:
        """Everybody goes home."""
        for person in self.people.values():
            await person.delete("/radar/me")

    def errors(self) -> dict[str, list[float]]:
        """How far each guess is off, in metres, by each way of guessing."""
        points = [off(n, e) for n in range(-SOUGHT, SOUGHT + 1, STEP) for e in range(-SOUGHT, SOUGHT + 1, STEP)]
        ways = {"circles": self._circles(points), "squares": self._squares(points)}
        return {
            way: [metres_between(self._guess(name, points, said), place) for name, place in self.places.items()]
            for way, said in ways.items()
        }

    def _circles(self, points: list[Point]) -> list[list[str]]:
        """Which band each point would have at each look, if bands but the nearest told of distances."""
        side = cells.LARGEST / PARTS
        squares = [cells.at(look.place, PARTS) for look in self.looks]

        def band(point: Point, own: cells.Cell, look: Look, square: cells.Cell) -> str:
            if own == square:
                return "area"
            return "next" if metres_between(point, look.place) <= 1.5 * side else "around"

        return [
            [band(point, cells.at(point, PARTS), look, one) for look, one in zip(self.looks, squares, strict=True)]
            for point in points
        ]

    def _squares(self, points: list[Point]) -> list[list[str]]:
        """The same, by the squares as they are."""
        middles = [cells.at(point, PARTS).centre for point in points]

        def band(middle: Point, place: Point) -> str:
            metres, side = metres_between(middle, place), cells.LARGEST / PARTS
            return "area" if metres < side / 4 else "next" if metres <= 1.5 * side else "around"

        return [[band(middle, look.place) for look in self.looks] for middle in middles]

    def _guess(self, name: str, points: list[Point], said: list[list[str]]) -> Point:
        """The middle of the points that explain best what was answered about this person."""
        seen = [look.bands.get(name) for look in self.looks]
        wrong = [sum(a is not None and a != b for a, b in zip(seen, one, strict=True)) for one in said]
        least = min(wrong)
        best = [point for point, misses in zip(points, wrong, strict=True) if misses == least]
        return Point(statistics.fmean(one.lat for one in best), statistics.fmean(one.lon for one in best))


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of them lies."""
    return sorted(values)[int(share * len(values))]


def told(errors: dict[str, list[float]]) -> str:
    """In words."""
    return "; ".join(
        f"{way}: half of {len(found)} guesses are off by {percentile(found, 0.5):.0f} m, 95 % by "
        f"{percentile(found, 0.05):.0f} m"
        for way, found in errors.items()
    )


async def attack(world: World, people: int, first: int = 0) -> dict[str, list[float]]:
    """Town after town, until so many people were looked for."""
    found: dict[str, list[float]] = {"circles": [], "squares": []}
    seed = first
    while len(found["circles"]) < people:
        town = Town(world, seed)
        await town.settle()
        await town.spy()
        await town.leave()
        for way, errors in town.errors().items():
            found[way] += errors
        world.move(timedelta(days=1))
        seed += 1
        print(told(found), flush=True)
    return found


async def _by_hand(database: Database, valkey: Valkey, people: int, first: int) -> None:
    async with App(database=database, cache=valkey, secret=SECRET) as app, open_world(app) as world:
        found = await attack(world, people, first)
    for way, errors in found.items():
        if percentile(errors, 0.5) < PROMISED or percentile(errors, 0.05) < FLOOR:
            raise SystemExit(f"people are found by {way}")


def main() -> None:
    """Look for people in a database of their own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="tomoda-attacker-") as folder:
        open_to_others(Path(folder))
        running = embedded_postgres.start(Path(folder) / "pg", free_port(), durable=False)
        cache = embedded_valkey.start(Path(folder) / "valkey", free_port(), keep=False)
        try:
            name = {"host": "127.0.0.1", "port": running.port, "user": "tomoda", "password": "", "name": "postgres"}
            upgrade(name)  # pyright: ignore[reportArgumentType]
            database = Database(host="127.0.0.1", port=running.port, user="tomoda", name="postgres", pool=2)
            valkey = Valkey(host="127.0.0.1", port=cache.port)
            uvloop.run(_by_hand(database, valkey, asked.people, asked.first))
        finally:
            cache.stop()
            running.stop()


if __name__ == "__main__":
    main()
