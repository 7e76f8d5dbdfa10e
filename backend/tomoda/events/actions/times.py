"""Times of events: what the clock on the wall says at the place, and the instants that this means."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tomoda.core.errors import FieldError, Malformed
from tomoda.core.words import ZONES
from tomoda.events.errors import BadTime

LASTS = timedelta(hours=2, minutes=30)
RIGHT_NOW_LASTS = timedelta(hours=1, minutes=30)
RIGHT_NOW_WITHIN = timedelta(minutes=30)
RIGHT_NOW_LONGEST = timedelta(hours=3)
LONGEST = timedelta(days=7)
HORIZON = timedelta(days=366)
LATE_START = timedelta(minutes=15)  # how long ago an event may have begun when it is made


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when, on the place's wall clock and as instants."""

    time_zone: str
    local_start: datetime
    local_end: datetime
    starts_at: datetime
    ends_at: datetime

    @property
    def columns(self) -> tuple[str, datetime, datetime, datetime, datetime]:
        """In the order of the table."""
        return self.time_zone, self.local_start, self.local_end, self.starts_at, self.ends_at

    def require_soon(self, now: datetime) -> None:
        """Raises BadTime for a start that has passed, or that is over a year ahead."""
        if not now - LATE_START <= self.starts_at <= now + HORIZON:
            raise BadTime("It must begin between a quarter of an hour ago and a year from now.")

    def require_now(self, now: datetime) -> None:
        """Raises BadTime unless it begins within half an hour, and is over within three hours of that."""
        if self.starts_at > now + RIGHT_NOW_WITHIN or self.ends_at > self.starts_at + RIGHT_NOW_LONGEST:
            raise BadTime("What is right now begins within half an hour, and lasts three hours at most.")


def said(moment: datetime, zone: str) -> str:
    """An instant as the clocks of a zone show it, and whose clocks these are: 2026-11-27 19:00 EET (Helsinki)."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%Y-%m-%d %H:%M} {local.tzname()} ({zone.rpartition('/')[2].replace('_', ' ')})"


def instant(local: datetime, zone: str) -> datetime:
    """The instant (UTC) at which the wall clock of a zone shows a local time.

    A time that a clock change skips moves forward by what was skipped; of one that occurs twice it is the first.
    """
    aware = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    return aware.astimezone(UTC)


def meant(local: datetime, zone: str, field: str) -> datetime:
    """The same for what a client sent: with an offset from UTC it says which of two equal times it means.

    Raises Malformed for an offset that the zone does not have at that time.
    """
    if local.tzinfo is None:
        return instant(local, zone)
    place, bare = ZoneInfo(zone), local.replace(tzinfo=None)
    if local.utcoffset() not in {bare.replace(tzinfo=place, fold=fold).utcoffset() for fold in (0, 1)}:
        raise Malformed(errors=[FieldError(f"#/{field}", "has an offset that its time zone does not have then")])
    return local.astimezone(UTC)


def span(now: datetime, zone: str, start: datetime | None, end: datetime | None, lasts: timedelta = LASTS) -> Span:
    """What is not said is meant to be from now on, and for so long.

    Raises Malformed for an unknown zone, BadTime for an end before the start or after seven days.
    """
    if zone not in ZONES:
        raise Malformed(errors=[FieldError("#/time_zone", "must be a zone of the IANA database")])
    place = ZoneInfo(zone)
    starts_at = now.replace(second=0, microsecond=0) if start is None else meant(start, zone, "local_start")
    ends_at = starts_at + lasts if end is None else meant(end, zone, "local_end")
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise BadTime("It must end after it begins, and within seven days.")
    local_start, local_end = (moment.astimezone(place).replace(tzinfo=None) for moment in (starts_at, ends_at))
    return Span(zone, local_start, local_end, starts_at, ends_at)
