"""The page that a shared address shows to whoever has no account, and to programs that preview links."""

from html import escape
from typing import Any

import msgspec

from tomoda.events.schemas import EventCard
from tomoda.events.schemas.inviting import InvitePreview

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer"><meta name="robots" content="{robots}">
<title>{title}</title>
<meta name="description" content="{about}">
<meta property="og:type" content="event"><meta property="og:site_name" content="Tomoda">
<meta property="og:title" content="{title}"><meta property="og:description" content="{about}">
<meta property="og:url" content="{url}">
{picture}
<script type="application/ld+json">{data}</script>
</head><body><main><h1>{title}</h1><p>{about}</p><p><a href="{url}">Open in Tomoda</a></p></main></body></html>
"""
SMALL = '<meta name="twitter:card" content="summary">'
LARGE = """<meta property="og:image" content="{}"><meta property="og:image:alt" content="{}">
<meta name="twitter:card" content="summary_large_image">"""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "private, no-cache",
}
STATUS = {"cancelled": "EventCancelled", "dissolved": "EventCancelled"}


def invitation(seen: InvitePreview, url: str) -> str:
    """What a link leads to; no search engine keeps it."""
    about = f"{seen.local_start:%Y-%m-%d %H:%M} ({seen.time_zone})"
    about += f" · {seen.place_name}" if seen.place_name else ""
    return _filled(title=seen.title, about=about, url=url, robots="noindex", data={})


def nothing(public_url: str) -> str:
    """There is nothing here for everybody, whether there is something for somebody or not."""
    return _filled(title="Tomoda", about="Meet friends, now.", url=public_url, robots="noindex", data={})


def _filled(*, data: dict[str, Any], picture: tuple[str, str] | None = None, **words: str) -> str:
    shown = LARGE.format(*map(escape, picture)) if picture else SMALL
    return PAGE.format_map(
        {name: escape(text) for name, text in words.items()} | {"data": _script(data), "picture": shown}
    )


def page(event: EventCard, public_url: str, *, listed: bool) -> str:
    """Open Graph and JSON-LD (schema.org `Event`), of what everybody may know who has the address."""
    url = f"{public_url}/e/{event.id}"
    cover = event.cover
    picture = (f"{public_url}/api/v1/share/events/{event.id}/cover", cover.alt) if cover else None
    about = f"{event.local_start:%Y-%m-%d %H:%M} ({event.time_zone})"
    about += f" · {event.place.name}" if event.place.name else ""
    robots = "all" if listed else "noindex"
    data = _data(event, url) | ({"image": [picture[0]]} if picture else {})
    return _filled(title=event.title, about=about, url=url, robots=robots, data=data, picture=picture)


def _data(event: EventCard, url: str) -> dict[str, Any]:
    place: dict[str, Any] = {"@type": "Place", "name": event.place.name or "Tomoda"}
    if event.place.exact:
        place |= {"address": event.place.address, "geo": _geo(event)}
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "url": url,
        "startDate": event.starts_at.isoformat(),
        "endDate": event.ends_at.isoformat(),
        "eventStatus": f"https://schema.org/{STATUS.get(event.status, 'EventScheduled')}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": place,
        "organizer": {"@type": "Person", "name": event.host.display_name},
    }


def _geo(event: EventCard) -> dict[str, Any]:
    return {"@type": "GeoCoordinates", "latitude": event.place.lat, "longitude": event.place.lon}


def _script(found: dict[str, Any]) -> str:
    """JSON in which nothing ends the script."""
    return msgspec.json.encode(found).decode().replace("<", "\\u003c").replace("&", "\\u0026")
