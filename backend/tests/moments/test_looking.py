"""Moments on the map, live, in pages, quickly; and what is left of them by whoever leaves."""

from datetime import timedelta
from typing import Any

import msgspec
from asyncpg import Record

from tests.discovery.test_plans import plan
from tests.everywhere.test_budgets import CountingPool
from tests.makers.events import event, going
from tests.makers.media import nowhere, ready
from tests.makers.moments import HERE, moment
from tests.makers.people import befriend
from tests.realtime.conftest import open_gate
from tests.realtime.ear import Ear
from tests.world import Person, World
from tomoda.auth.actions import account
from tomoda.auth.queries.account import everything
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.moments import queries

MANY = 20_000
PEOPLE = sql("""
    insert into users (id, username, username_folded, display_name, created_at, adult_confirmed_at,
                       state_changed_at)
    select gen_random_uuid(), 'm' || n, 'm' || n, 'M' || n, $1, $1, $1 from generate_series(1, 500) n
""")
POSTED = sql(f"""
    insert into moments (id, author_id, body, precision, lat, lon, place_name, audience, created_at, publish_at,
                         expires_at)
    select gen_random_uuid(), people.id, '', 'venue', 60 + random(), 24 + random(), '', 'friends', $1, $1,
           $1::timestamptz + interval '1 day' * random()
    from (select array_agg(id) as ids from users where username like 'm%') all_of_them,
         generate_series(1, {MANY}) n, lateral (select ids[1 + n % 500] as id) people
""")
FRIENDS = sql("""
    insert into friendships (user_id, friend_id, created_at)
    select pair.one, pair.other, $2 from users u, lateral (values ($1::uuid, u.id), (u.id, $1::uuid)) pair(one, other)
    where u.username like 'm_'
""")
ANALYZE = sql("analyze users, friendships, moments, events, rsvps, event_hosts")
LEFT = sql("""
    select (select count(*) from moments) as moments, (select count(*) from moment_photos) as photos,
           (select count(*) from moment_likes) as likes, (select count(*) from uploads where gone_at is null) as files
""")
WORLD = "south=-90&west=-180&north=90&east=180"
HELSINKI = "south=60.1&west=24.8&north=60.2&east=25.1"


async def gathered(person: Person, box: str, zoom: int) -> list[int]:
    found = (await person.get(f"/moments?{box}&zoom={zoom}")).body
    assert sorted(one for group in found["groups"] for one in group["ids"]) == sorted(
        one["id"] for one in found["data"]
    )
    return sorted(len(group["ids"]) for group in found["groups"])


async def test_what_is_close_is_one_marker_and_each_is_in_the_list(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)
    for lat, lon in ((60.1671, 24.9427), (60.1672, 24.9428), (60.1699, 24.9384), (60.45, 22.26), (-16.8, 179.95)):
        await moment(ann, place=HERE | {"lat": lat, "lon": lon})
    assert await gathered(bo, HELSINKI, 10) == [3]
    assert await gathered(bo, HELSINKI, 15) == [1, 2]
    assert await gathered(bo, HELSINKI, 22) == [1, 1, 1]
    assert await gathered(bo, WORLD, 0) == [1, 4]
    assert await gathered(bo, "south=-20&west=179&north=-10&east=-179", 8) == [1], "across the 180th meridian"
    found = (await bo.get(f"/moments?{HELSINKI}&zoom=10")).body
    times = [one["publish_at"] for one in found["data"]]
    assert times == sorted(times, reverse=True)
    assert [one["id"] for one in found["data"]] == found["groups"][0]["ids"], "both begin with the latest"


async def test_a_day_of_everybodys_moments_does_not_slow_down_who_has_nine_friends(world: World) -> None:
    ann = await world.user("Ann")
    async with world.app.transaction() as tx:
        await tx.run(PEOPLE, tx.now)
        await tx.run(POSTED, tx.now)
        await tx.run(FRIENDS, ann.id, tx.now)
        await tx.run(ANALYZE)
    for statement in (queries.IN_VIEW, queries.OF_PERSON, queries.AT_EVENT, queries.JOURNAL, queries.PHOTOS):
        steps = await plan(world.app, statement)
        whole = [step["Relation Name"] for step in steps if step["Node Type"] == "Seq Scan"]
        assert not set(whole) & {"moments", "moment_photos", "users"}, whole
    used = {step.get("Index Name") for step in await plan(world.app, queries.IN_VIEW)}
    assert {"moments_author", "moments_event"} <= used
    pool: Any = CountingPool(world.app.pool)
    world.app.pool = pool
    for path in (f"/moments?{WORLD}&zoom=2", "/moments/mine"):
        await ann.get(path)
        pool.asked = 0
        answer = await ann.get(path)
        assert (answer.status, pool.asked) == (200, 1), path
    world.app.pool = pool.pool
    found = (await ann.get(f"/moments?{WORLD}&zoom=2")).body
    assert (len(found["data"]), found["more"]) == (200, True), "nine friends with forty each"
    soonest = (await ann.get(f"/moments?{HELSINKI}&zoom=14")).body
    assert (0 < len(soonest["data"]) < 200, soonest["more"]) == (True, False)


async def test_a_journal_is_read_in_pages(world: World) -> None:
    ann = await world.user("Ann")
    posted: list[str] = []
    for _ in range(2):
        for _ in range(20):
            posted.append(str(await moment(ann, keep=True)))
            world.move(timedelta(seconds=1))
        world.move(timedelta(days=2))
    first = (await ann.get("/moments/mine")).body
    rest = (await ann.get(f"/moments/mine?cursor={first['next_cursor']}")).body
    read = [one["id"] for one in first["data"] + rest["data"]]
    assert (read, len(first["data"]), rest["next_cursor"]) == (posted[::-1], queries.PAGE, None)
    assert (await ann.get("/moments/mine?cursor=made-up")).body["code"] == "bad_cursor"


async def heard(ear: Ear, it: Any, begun: int = 0) -> None:
    await ear.until(lambda one: one.get("data") == {"moment_id": str(it)}, begun)


async def test_whoever_may_see_it_hears_that_there_is_something_and_nobody_else(world: World) -> None:
    ann, bo, cy, di = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Di")]
    await befriend(ann, bo)
    picnic = await event(di)
    for who in (ann, bo):
        await going(who, picnic)
    async for gate in open_gate(world):
        hers, his, not_hers, at_event = [await Ear.of(who, gate.url) for who in (ann, bo, cy, di)]
        for ear, who in ((hers, ann), (his, bo), (not_hers, cy), (at_event, di)):
            await ear.listen(f"friends:{who.id}")
        it = await moment(ann, body="a secret")
        await heard(hers, it)
        await heard(his, it)
        there = await moment(ann, sharing={"audience": "event", "event_id": picnic})
        await heard(his, there)
        await heard(at_event, there)
        later = world.app.clock() + timedelta(hours=1)
        waits = await moment(ann, sharing={"publish_at": later.isoformat()})
        await heard(hers, waits)
        world.move(timedelta(hours=1, seconds=1))
        assert str(waits) not in str(his.told)
        await do_now(world.app, "moments.show_moment", msgspec.json.encode({"moment_id": waits}))
        await heard(his, waits)
        begun = len(his.told)
        await ann.delete(f"/moments/{it}")
        await heard(his, it, begun)
        assert not_hers.heard("moments.moments_changed") == []
        assert at_event.heard("moments.moments_changed") == [{"moment_id": str(there)}]
        assert "secret" not in str([ear.told for ear in (hers, his, at_event)])


async def test_who_takes_theirs_along_has_moments_and_who_is_erased_leaves_none(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    world.app.edges["s3"] = nowhere()
    await befriend(ann, bo)
    photo = await ready(ann)
    mine = await moment(ann, photos=[{"id": photo, "alt": "Soup"}], keep=True, body="Ramen")
    theirs = await moment(bo)
    await ann.put(f"/moments/{theirs}/like")
    await bo.put(f"/moments/{mine}/like")
    async with world.app.reading() as tx:
        found = {name: msgspec.json.decode(rows) for name, rows in (await everything(tx, ann.id)).items()}
    [exported] = found["moments"]
    assert (exported["id"], exported["body"], exported["lat"]) == (str(mine), "Ramen", HERE["lat"])
    assert [(one["media_id"], one["alt"]) for one in found["moment_photos"]] == [(str(photo), "Soup")]
    assert [one["moment_id"] for one in found["moment_likes"]] == [str(theirs)], "not who likes hers"
    assert "flagged_at" not in exported, "nor whether somebody reported it"
    await bo.put(f"/users/me/blocks/{ann.id}")
    await bo.delete(f"/users/me/blocks/{ann.id}")
    assert (await left(world))["likes"] == 0, "a block ends them for good"
    async with world.app.transaction() as tx:
        await account.erase_again(tx, ann.id)
    assert dict(await left(world)) == {"moments": 1, "photos": 1, "likes": 0, "files": 1}


async def left(world: World) -> Record:
    async with world.app.reading() as tx:
        found = await tx.row(LEFT)
    assert found is not None
    return found
