"""Whoever looks for somebody with two dozen accounts, from everywhere, learns no more than their square."""

import random
from datetime import timedelta

from tests.discovery.attacker import FLOOR, PROMISED, Town, percentile, told
from tests.makers.radar import appear
from tests.world import World
from tomoda.core.geo import Point
from tomoda.core.sql import sql

SEED = 7
POINTED = sql("update radar set centre = st_point($2, $3)::geography where user_id = $1")


async def test_nobody_is_found_nearer_than_is_promised(world: World) -> None:
    town = Town(world, SEED)
    await town.settle()
    await town.spy()
    assert len(town.looks) == 72
    assert all(look.names == sorted(look.names, key=str.lower) for look in town.looks), "the order tells nothing"
    errors = town.errors()
    for way, found in errors.items():
        assert percentile(found, 0.5) >= PROMISED, f"{way}: {told(errors)}"
        assert percentile(found, 0.05) >= FLOOR, f"{way}: {told(errors)}"


async def test_the_same_attacker_finds_people_whose_points_are_kept(world: World) -> None:
    """What the test above is worth: with the snapping to squares undone, the guesses are good."""
    town = Town(world, SEED)
    await town.settle()
    async with world.app.transaction() as tx:
        for name, place in town.places.items():
            await tx.run(POINTED, town.people[name].id, place.lon, place.lat)
    await town.spy()
    errors = town.errors()
    assert percentile(errors["circles"], 0.5) < PROMISED * 0.7, told(errors)
    assert percentile(errors["circles"], 0.05) < FLOOR, told(errors)


async def test_asking_again_and_again_tells_nothing_new(world: World) -> None:
    """Neither within the day nor while everybody's phone says something a little different each time."""
    town = Town(world, SEED)
    await town.settle()
    dice = random.Random(SEED)
    spy = town.spies[0]
    place = Point(60.1702, 24.9413)
    first = await town.look(spy, place)
    assert len(first.bands) == len(town.people)
    for _ in range(3):
        world.move(timedelta(minutes=20))
        for name, person in town.people.items():
            at = town.places[name]
            noisy = {"lat": at.lat + dice.gauss(0, 0.0009), "lon": at.lon + dice.gauss(0, 0.0018)}
            answer = await appear(person, noisy, hours=12, reach="around")
            assert answer.status == 200, answer.body
        again = await town.look(spy, place)
        assert (again.bands, again.names) == (first.bands, first.names)
