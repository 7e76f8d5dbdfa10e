"""Every time zone of the world, and every change of its clocks in the next five years."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from tomoda.core.words import ZONES
from tomoda.events.actions import ics
from tomoda.events.actions.times import instant, meant, span

BEGIN, END = datetime(2026, 11, 1, tzinfo=UTC), datetime(2031, 11, 1, tzinfo=UTC)
CHANGES = {zone: list(ics.changes(ZoneInfo(zone), BEGIN, END)) for zone in sorted(ZONES)}


def wall(moment: datetime, zone: str) -> datetime:
    """What the clock on the wall says."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def test_around_every_change_the_wall_clock_means_what_people_think() -> None:
    assert sum(map(len, CHANGES.values())) > 1000
    for zone, moments in CHANGES.items():
        for change in moments:
            for minutes in (-121, -61, -31, -1, 0, 1, 31, 61, 121):
                moment = change + timedelta(minutes=minutes)
                local = wall(moment, zone)
                first = instant(local, zone)
                assert wall(first, zone) == local, f"{zone} {local}: a time that exists is kept"
                assert first <= moment, f"{zone} {local}: of two equal times it is the first"
                offset = moment.astimezone(ZoneInfo(zone)).utcoffset()
                assert offset is not None
                said = local.replace(tzinfo=timezone(offset))
                assert meant(said, zone, "local_start") == moment, f"{zone} {local}: an offset says which"


def test_a_time_that_is_skipped_moves_forward_by_what_was_skipped() -> None:
    skipped = 0
    for zone, moments in CHANGES.items():
        for change in moments:
            before, after = wall(change - timedelta(seconds=1), zone), wall(change, zone)
            gap = after - before - timedelta(seconds=1)
            if gap <= timedelta():
                continue
            skipped += 1
            asked = before + timedelta(seconds=1) + gap / 2
            assert wall(instant(asked, zone), zone) == asked + gap, f"{zone} {asked}"
    assert skipped > 500


def test_an_evening_each_week_stays_at_seven_over_every_change() -> None:
    for zone, moments in CHANGES.items():
        for change in moments:
            start = wall(change, zone).replace(hour=19, minute=0, second=0) - timedelta(days=7)
            for week in range(3):
                evening = start + timedelta(days=7 * week)
                when = span(BEGIN, zone, evening, None)
                assert when.local_start == evening, f"{zone} {evening}"
                assert when.ends_at - when.starts_at == timedelta(hours=2, minutes=30)
