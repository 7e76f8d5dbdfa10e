"""Events that repeat, and time zones whose rules change."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import TZPATH, ZoneInfo

from tests.events.test_hosts_words import tick
from tests.makers.events import ESPLANADI, event, going, standing
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.events.actions import zones
from tomoda.events.actions.recurring import occurrences

MARCH = datetime(2031, 3, 4, 9, tzinfo=UTC)  # a Tuesday; Helsinki's clocks change on the 30th


def first(count: int, frequency: str, every: int, weekdays: list[int], anchor: datetime) -> list[str]:
    """The first occurrences, as days."""
    rest = occurrences(frequency, every, weekdays, anchor)
    return [f"{at:%d.%m.}" for at, _ in zip(rest, range(count), strict=False)]


def test_days_weeks_and_the_same_weekday_of_the_month() -> None:
    tuesday = datetime(2031, 3, 4, 19, tzinfo=UTC)
    assert first(3, "daily", 2, [], tuesday) == ["04.03.", "06.03.", "08.03."]
    assert first(3, "weekly", 1, [], tuesday) == ["04.03.", "11.03.", "18.03."]
    assert first(4, "weekly", 2, [1, 2, 5], tuesday) == ["04.03.", "07.03.", "17.03.", "18.03."]
    assert first(3, "monthly", 1, [], tuesday) == ["04.03.", "01.04.", "06.05."]
    fifth, november = datetime(2031, 3, 31, 19, tzinfo=UTC), datetime(2031, 11, 11, 19, tzinfo=UTC)
    assert first(3, "monthly", 1, [], fifth) == ["31.03.", "28.04.", "26.05."], "the last Monday"
    assert first(2, "monthly", 4, [], november) == ["11.11.", "09.03."], "over the year's end"


async def weekly(world: World, host: Person, **more: Any) -> UUID:
    """Every Tuesday at seven, in Helsinki."""
    world.move(MARCH - world.app.clock())
    wanted: dict[str, Any] = {"title": "Chess", "place": ESPLANADI, "local_start": "2031-03-04T19:00:00", "seats": 2}
    made = await host.post("/events", wanted | {"repeat": {"frequency": "weekly"}} | more)
    assert made.status == 201, made.body
    return UUID(made.body["id"])


async def series(who: Person, of: UUID) -> list[Any]:
    """The events to come."""
    return (await who.get(f"/events/{of}/occurrences")).body["data"]


async def test_each_evening_says_the_how_manieth_it_is(world: World) -> None:
    host = await world.user("Host")
    for rule, last in (
        ({"frequency": "daily", "every": 4}, 9),
        ({"frequency": "weekly", "every": 2, "weekdays": [1, 2, 7]}, 8),
        ({"frequency": "weekly"}, 5),
        ({"frequency": "monthly"}, 2),
    ):
        first = await weekly(world, host, repeat=rule)
        numbers = [
            (await host.get(f"/events/{one['id']}")).body["series"]["number"] for one in await series(host, first)
        ]
        assert numbers == list(range(1, last + 1)), rule


async def test_every_tuesday_at_seven_stays_at_seven_and_each_evening_has_its_own_guests(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    chess = await weekly(world, host, tags=["blitz"])
    found = await series(ann, chess)
    assert [one["local_start"][5:] for one in found] == [
        f"{day}T19:00:00" for day in ("03-04", "03-11", "03-18", "03-25", "04-01")
    ]
    assert [one["starts_at"][11:16] for one in found] == ["17:00"] * 4 + ["16:00"], "through the change of clocks"
    third = UUID(found[2]["id"])
    page = (await ann.get(f"/events/{third}")).body
    assert (page["series"]["occurrence"], page["tags"]) == ("2031-03-18T19:00:00", ["blitz"])
    assert page["series"]["number"] == 3
    await going(ann, third)
    assert [await standing(ann, UUID(one["id"])) for one in found[:4]] == [None, None, "going", None]
    files = [
        (
            await world.client.get(
                f"{world.url}/api/v1/events/{one['id']}/calendar", headers={"authorization": f"Bearer {ann.token}"}
            )
        ).text
        for one in found[:2]
    ]
    assert all(f"UID:{one['id']}@" in text for one, text in zip(found[:2], files, strict=True))
    for _ in range(2):
        world.move(timedelta(days=14))
        await tick(world.app, "events.make_what_repeats")
        await tick(world.app, "events.make_what_repeats")
    assert [one["local_start"][5:10] for one in await series(ann, third)] == [
        "04-01",
        "04-08",
        "04-15",
        "04-22",
        "04-29",
    ], "each made once, and none that is over"


async def test_this_one_those_after_it_or_all(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    chess = await weekly(world, host)
    ids = [one["id"] for one in await series(host, chess)]
    await going(ann, UUID(ids[3]))

    async def starts() -> list[str]:
        return [f"{one['local_start'][8:16]} {one['title']}" for one in await series(host, chess)]

    assert (await host.patch(f"/events/{ids[1]}", {"local_start": "2031-03-12T20:00:00"})).status == 200
    later = {"local_start": "2031-03-18T18:30:00", "title": "Speed chess", "scope": "following"}
    assert (await host.patch(f"/events/{ids[2]}", later)).status == 200
    assert await starts() == [
        "04T19:00 Chess",
        "12T20:00 Chess",
        "18T18:30 Speed chess",
        "25T18:30 Speed chess",
        "01T18:30 Speed chess",
    ]
    page = (await ann.get(f"/events/{ids[3]}")).body
    assert (page["standing"]["answer"], page["standing"]["before"]["local_start"]) == ("going", "2031-03-25T19:00:00")
    assert page["series"]["occurrence"] == "2031-03-25T19:00:00", "its name stays"
    world.move(timedelta(days=9))
    await tick(world.app, "events.make_what_repeats")
    assert (await host.patch(f"/events/{ids[3]}", {"seats": 1, "scope": "all"})).status == 200
    found = await series(host, chess)
    assert [(one["local_start"][8:16], one["seats"]) for one in found] == [
        ("18T18:30", 1),
        ("25T18:30", 1),
        ("01T18:30", 1),
        ("08T18:30", 1),
        ("15T18:30", 1),
    ]
    assert (await host.get(f"/events/{chess}")).body["event"]["seats"] == 2, "what is over stays as it was"
    await _call_off_from_the_fourth_on(world, host, ann, ids)


async def _call_off_from_the_fourth_on(world: World, host: Person, ann: Person, ids: list[str]) -> None:
    chess = UUID(ids[0])
    ahead = (await host.get(f"/events/{ids[3]}/cancellation?scope=following")).body
    assert (ahead["notices"], ahead["going"]) == (1, 1)
    for scope, notices in (("this", 0), ("following", 0), ("all", 1)):
        last = (await host.get(f"/events/{ids[4]}/cancellation?scope={scope}")).body
        assert last["notices"] == notices, f"Ann comes to the one before, which {scope} does not mean"
    off = {"token": ahead["token"], "scope": "following", "reason": "I move away"}
    assert (await host.post(f"/events/{ids[3]}/cancel", off)).status == 200
    assert [one["status"] for one in await series(host, chess)] == ["scheduled"] + ["cancelled"] * 4
    world.move(timedelta(days=20))
    await tick(world.app, "events.make_what_repeats")
    assert {one["status"] for one in await series(host, chess)} <= {"cancelled"}, "there will be no more"
    told = [one["title"] for one in (await ann.get("/notices")).body["data"]]
    assert told.count("Speed chess is off") == 1


async def test_whoever_is_invited_to_a_series_sees_what_comes_after_and_is_told_once(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    await befriend(host, ann)
    first = await weekly(world, host, visibility="invite_only")
    ids = [one["id"] for one in await series(host, first)]
    wanted = {"people": [str(ann.id)], "scope": "following"}
    assert (await ann.put(f"/events/{ids[1]}/invitations", wanted)).status == 404
    for _ in range(2):
        assert (await host.put(f"/events/{ids[1]}/invitations", wanted)).status == 204
    await host.put(f"/events/{ids[1]}/invitations", {"people": [str(bo.id)]})
    seen = {who.name: [(await who.get(f"/events/{one}")).status for one in ids[:4]] for who in (ann, bo)}
    assert seen == {"Ann": [404, 200, 200, 200], "Bo": [404, 200, 404, 404]}
    assert len((await ann.get("/notices")).body["data"]) == 1, "told once"
    await ann.delete(f"/invitations/{ids[2]}")
    assert [(await ann.get(f"/events/{one}")).status for one in ids[1:4]] == [200, 404, 200], "one was declined"
    world.move(timedelta(days=15))
    await tick(world.app, "events.make_what_repeats")
    later = [one["id"] for one in await series(host, first) if one["id"] not in ids]
    assert [(await ann.get(f"/events/{one}")).status for one in later] == [200] * len(later)
    assert len(later) > 0
    assert [(await bo.get(f"/events/{one}")).status for one in later] == [404] * len(later)


async def test_what_cannot_repeat_is_refused(world: World) -> None:
    host = await world.user("Host")
    world.move(MARCH - world.app.clock())
    wanted: dict[str, Any] = {"title": "Chess", "place": ESPLANADI, "local_start": "2031-03-04T19:00:00"}
    for more, code in (
        ({"repeat": {"frequency": "weekly", "weekdays": [3]}}, "malformed"),
        ({"repeat": {"frequency": "daily", "until": "2032-06-01"}}, "bad_time"),
        ({"repeat": {"frequency": "daily", "until": "2031-03-01"}}, "bad_time"),
        ({"repeat": {"frequency": "daily"}, "local_end": "2031-03-06T19:00:00"}, "bad_time"),
        ({"repeat": {"frequency": "daily"}, "draft": True}, "malformed"),
        ({"repeat": {"frequency": "daily", "every": 5}}, "malformed"),
    ):
        assert (await host.post("/events", wanted | more)).body["code"] == code, more
    assert (await host.get("/events/mine")).body["data"] == [], "and leaves nothing"
    ends = await weekly(world, host, repeat={"frequency": "weekly", "until": "2031-03-18"})
    assert len(await series(host, ends)) == 3


def _elsewhere(key: str) -> ZoneInfo:
    """Rules in which Helsinki's clocks show what London's do, as if its parliament had decided so."""
    name = "Europe/London" if key == "Europe/Helsinki" else key
    for folder in TZPATH:
        if Path(folder, name).exists():
            with Path(folder, name).open("rb") as file:
                return ZoneInfo.from_file(file, key=key)
    return ZoneInfo.no_cache(name)


async def test_when_a_country_changes_its_clocks_events_keep_the_wall_clock(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    there = await event(host, "There", local_start="2027-06-01T19:00:00", rsvp_by="2027-06-01T12:00:00")
    elsewhere = await event(host, "Elsewhere", local_start="2027-06-01T19:00:00", time_zone="Asia/Tokyo")
    for one in (there, elsewhere):
        await going(ann, one)
    await tick(world.app, "events.follow_time_zones")
    before = [(await ann.get(f"/events/{one}")).body for one in (there, elsewhere)]
    for _ in range(2):
        async with world.app.transaction() as tx:
            assert await zones.is_applied(tx, zones.version())
            assert await zones.recompute(tx, zones.NOBODY, _elsewhere) is not None
    after = [(await ann.get(f"/events/{one}")).body for one in (there, elsewhere)]
    moved = after[0]["event"]
    assert (moved["local_start"], moved["starts_at"]) == ("2027-06-01T19:00:00", "2027-06-01T18:00:00+00:00")
    assert moved["version"] == before[0]["event"]["version"] + 1, "the calendar's SEQUENCE, once"
    until = [datetime.fromisoformat(one[0]["rsvp_by"]) for one in (before, after)]
    assert until[1] - until[0] == timedelta(hours=2)
    assert after[1] == before[1]
    assert [one["title"] for one in (await ann.get("/notices")).body["data"]] == ["There has moved"]
