"""Calendar files (RFC 5545): one event, or a person's own feed.

Written by hand, since it is this little: what is hard about the format, folding text of many bytes per letter and
describing a time zone, is below, and two other people's libraries read it back in the tests.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from tomoda.events.schemas import EventCard

LINE = 75  # octets, without the line break
STATUS = {"cancelled": "CANCELLED", "dissolved": "CANCELLED"}


class Entry(msgspec.Struct):
    """An event as its reader may know it, with what a calendar wants besides."""

    event: EventCard
    description: str
    updated_at: datetime
    created_at: datetime


def calendar(
    entries: list[Entry],
    public_url: str,
    name: str | None = None,
    method: Literal["PUBLISH", "REQUEST", "CANCEL"] = "PUBLISH",
    people: tuple[str, str] | None = None,
) -> str:
    """The whole file. Nobody's name or address is in it but the place, as far as its reader may know that.

    `people`: from which mailbox it comes, and its reader's own, where it is an invitation.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tomoda//Tomoda//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"METHOD:{method}")
    if name is not None:
        lines += [f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    spans: dict[str, list[datetime]] = {}
    for entry in entries:
        spans.setdefault(entry.event.time_zone, []).extend((entry.event.starts_at, entry.event.ends_at))
    for zone, moments in sorted(spans.items()):
        lines += _time_zone(zone, min(moments), max(moments))
    for entry in entries:
        lines += _event(entry, public_url, people, off=method == "CANCEL")
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def uid(event_id: UUID) -> str:
    """The same for ever, wherever the server moves."""
    return f"{event_id}@events.tomoda"


def _event(entry: Entry, public_url: str, people: tuple[str, str] | None, *, off: bool) -> list[str]:
    event = entry.event
    page = f"{public_url}/e/{event.id}"
    tentative = event.tentative or event.mine == "maybe"
    status = "CANCELLED" if off else STATUS.get(event.status, "TENTATIVE" if tentative else "CONFIRMED")
    where = ", ".join(part for part in (event.place.name, event.place.address) if part)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid(event.id)}",
        f"SEQUENCE:{event.version - 1}",
        f"DTSTAMP:{_instant(entry.updated_at)}",
        f"LAST-MODIFIED:{_instant(entry.updated_at)}",
        f"CREATED:{_instant(entry.created_at)}",
        f"DTSTART{_local(event.starts_at, event.time_zone)}",
        f"DTEND{_local(event.ends_at, event.time_zone)}",
        f"SUMMARY:{_text(event.title)}",
        f"STATUS:{status}",
        f"URL:{page}",
        f"DESCRIPTION:{_text(f'{entry.description}\n\n{page}'.strip())}",
    ]
    if where:
        lines.append(f"LOCATION:{_text(where)}")
    if event.place.exact:
        lines.append(f"GEO:{event.place.lat:.6f};{event.place.lon:.6f}")
    if people is not None:
        lines += [f"ORGANIZER;CN=Tomoda:mailto:{people[0]}"]
        lines += [f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:{people[1]}"]
    return [*lines, "END:VEVENT"]


def _local(moment: datetime, zone: str) -> str:
    """In UTC where the wall clock shows this time twice: TZID alone would say the first."""
    place = ZoneInfo(zone)
    local = moment.astimezone(place)
    if zone == "UTC" or local.fold:
        return f":{_instant(moment)}"
    return f";TZID={zone}:{local:%Y%m%dT%H%M%S}"


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets; a letter is never torn apart."""
    taken, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE:
            yield taken
            taken, size = " ", 1
        taken, size = taken + letter, size + octets
    yield taken


def _time_zone(zone: str, first: datetime, last: datetime) -> list[str]:
    """What the zone's clocks do around these instants: the offset before, and each change."""
    if zone == "UTC":
        return []
    place = ZoneInfo(zone)
    begin, end = first - timedelta(days=400), last + timedelta(days=400)
    known = begin.astimezone(place)
    parts = [_observance(known.replace(tzinfo=None), known, known.utcoffset() or timedelta())]
    for change in changes(place, begin, end):
        before = (change - timedelta(seconds=1)).astimezone(place).utcoffset() or timedelta()
        parts.append(_observance((change + before).replace(tzinfo=None), change.astimezone(place), before))
    return ["BEGIN:VTIMEZONE", f"TZID:{zone}", *(line for part in parts for line in part), "END:VTIMEZONE"]


def _observance(wall: datetime, after: datetime, before: timedelta) -> list[str]:
    kind = "DAYLIGHT" if after.dst() else "STANDARD"
    lines = [f"DTSTART:{wall:%Y%m%dT%H%M%S}", f"TZOFFSETFROM:{_offset(before)}"]
    lines += [f"TZOFFSETTO:{_offset(after.utcoffset() or timedelta())}", f"TZNAME:{after.tzname()}"]
    return [f"BEGIN:{kind}", *lines, f"END:{kind}"]


def _offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def changes(place: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The instants (UTC, to the second) at which the zone's clocks are changed."""
    step, here = timedelta(days=7), begin.astimezone(UTC)
    while here < end:
        there = min(here + step, end)
        if _rule(place, here) != _rule(place, there):
            low, high = here, there
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) / 2
                low, high = (middle, high) if _rule(place, middle) == _rule(place, here) else (low, middle)
            yield (
                high.replace(microsecond=0)
                if high.microsecond < 500_000
                else high.replace(microsecond=0) + timedelta(seconds=1)
            )
        here = there


def _rule(place: ZoneInfo, moment: datetime) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(place)
    return local.utcoffset(), local.tzname()
