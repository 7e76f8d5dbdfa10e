"""An event begins when the clock on the wall says so, in every zone, through every change of the clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from tests.makers.events import event
from tests.world import World
from tomoda.events.actions import instant

FIVE_YEARS = (datetime(2026, 11, 1, tzinfo=UTC), datetime(2031, 11, 1, tzinfo=UTC))
STEP = timedelta(days=1)


def changes(zone: str) -> list[datetime]:
    """The instants (UTC) of the next five years at which this zone's clocks change, found by bisection."""
    place, found = ZoneInfo(zone), list[datetime]()
    before = FIVE_YEARS[0]
    while before < FIVE_YEARS[1]:
        after = before + STEP
        if before.astimezone(place).utcoffset() != after.astimezone(place).utcoffset():
            found.append(_between(place, before, after))
        before = after
    return found


def _between(place: ZoneInfo, early: datetime, late: datetime) -> datetime:
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        same = middle.astimezone(place).utcoffset() == early.astimezone(place).utcoffset()
        early, late = (middle, late) if same else (early, middle)
    return late.replace(microsecond=0)


def test_around_every_change_of_every_zone_a_wall_time_is_the_right_instant() -> None:
    """A time that is skipped moves forward by the gap; one that comes twice is the first; all others come back."""
    zones = sorted({str(zone) for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")})
    seen = 0
    for zone in zones:
        place = ZoneInfo(zone)
        for change in changes(zone):
            seen += 1
            old, new = (change + timedelta(seconds=s) for s in (-1, 0))
            was, becomes = (moment.astimezone(place).utcoffset() or timedelta() for moment in (old, new))
            for minutes in range(-150, 151, 10):
                local = (change + was).replace(tzinfo=None) + timedelta(minutes=minutes)
                found = instant(local, zone)
                shown = found.astimezone(place).replace(tzinfo=None)
                gap = max(becomes - was, timedelta())
                skipped = timedelta() <= timedelta(minutes=minutes) < gap
                assert shown == local + (gap if skipped else timedelta()), (zone, local)
                if not skipped:
                    earlier = found - abs(becomes - was)
                    assert earlier.astimezone(place).replace(tzinfo=None) != local, f"{zone} {local} comes before"
    assert seen > 1000, "zones that change their clocks were looked at"


@pytest.mark.parametrize(
    ("zone", "local", "starts_at", "shown"),
    [
        ("Europe/Helsinki", "2027-03-28T03:30:00", "2027-03-28T01:30:00+00:00", "2027-03-28T04:30:00"),
        ("Europe/Helsinki", "2027-10-31T03:30:00", "2027-10-31T00:30:00+00:00", "2027-10-31T03:30:00"),
        ("Asia/Tokyo", "2027-03-28T03:30:00", "2027-03-27T18:30:00+00:00", "2027-03-28T03:30:00"),
        ("Australia/Lord_Howe", "2027-10-03T02:15:00", "2027-10-02T15:45:00+00:00", "2027-10-03T02:45:00"),
    ],
)
async def test_the_card_says_what_the_clock_on_the_wall_will_show(
    world: World, zone: str, local: str, starts_at: str, shown: str
) -> None:
    host = await world.user("Host")
    answer = await host.get(f"/events/{await event(host, time_zone=zone, local_start=local)}")
    card = answer.body["event"]
    assert (card["starts_at"], card["local_start"]) == (starts_at, shown)


async def test_moving_an_event_over_a_change_of_the_clocks_keeps_the_wall_time(world: World) -> None:
    host = await world.user("Host")
    dinner = await event(host, time_zone="Europe/Helsinki", local_start="2027-03-27T19:00:00")
    moved = (await host.patch(f"/events/{dinner}", {"local_start": "2027-03-29T19:00:00"})).body["event"]
    assert (moved["starts_at"], moved["local_end"]) == ("2027-03-29T16:00:00+00:00", "2027-03-29T21:30:00")


async def test_an_event_has_the_time_zone_of_its_place_and_moves_with_it(world: World) -> None:
    """Seven in the evening is seven in the evening where people meet."""
    host = await world.user("Host")
    begins = (world.app.clock() + timedelta(days=3)).strftime("%Y-%m-%dT19:00:00")
    wanted = {"title": "Ramen", "place": {"lat": 35.68, "lon": 139.76}, "local_start": begins}
    made = (await host.post("/events", wanted)).body
    assert (made["time_zone"], made["starts_at"][11:16]) == ("Asia/Tokyo", "10:00")
    moved = (await host.patch(f"/events/{made['id']}", {"place": {"lat": 37.57, "lon": 126.98}})).body["event"]
    assert (moved["time_zone"], moved["local_start"]) == ("Asia/Seoul", begins)
    moved = (await host.patch(f"/events/{made['id']}", {"place": {"lat": 25.03, "lon": 121.56}})).body["event"]
    assert (moved["time_zone"], moved["local_start"], moved["starts_at"][11:16]) == ("Asia/Taipei", begins, "11:00")
