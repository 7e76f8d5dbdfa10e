"""Links and invitations into events, calendars, and the page for whoever has no account."""

import hashlib
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import MediaType, Request, Response, delete, get, post, put
from litestar.params import HeaderParameter

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound, RateLimited
from tomoda.core.http import PRIVATE
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.events import queries
from tomoda.events.actions import braking, ics, inviting, recurring, sharing
from tomoda.events.errors import EventNotFound, InviteExhausted, InviteExpired, NotTheHost, TooManyInvited
from tomoda.events.queries import invites, life
from tomoda.events.schemas import EventCard, EventPage
from tomoda.events.schemas.inviting import (
    CalendarFeed,
    Invitations,
    InvitePreview,
    Links,
    NewLink,
    NewLinkMade,
    PeopleToInvite,
)
from tomoda.media.errors import UploadsOff

INVITES = Limit("event_invite", 30, 3600)
LOOKS = Limit("share_look", 120, 60)
CALENDAR = "text/calendar; charset=utf-8"
NoneMatch = Annotated[str | None, HeaderParameter(name="If-None-Match", max_length=200)]

_entries = msgspec.json.Decoder(list[ics.Entry])


@post("/events/{event_id:uuid}/links", status_code=201, raises=[EventNotFound, NotTheHost, RateLimited])
async def make_link(event_id: UUID, data: NewLink, viewer: Viewer, app: App) -> NewLinkMade:
    """A link that invites whoever has it, for a while and so many people; its address is also what the QR code says."""
    await limits.take(app, INVITES, str(viewer.id))
    async with app.transaction() as tx:
        return await inviting.make_link(tx, viewer, event_id, data)


@get("/events/{event_id:uuid}/links", raises=[EventNotFound])
async def links(event_id: UUID, viewer: Viewer, app: App) -> Json[Links]:
    """The links that I made, as host everybody's, and how often they were used."""
    async with app.reading() as tx:
        return await invites.links(tx, viewer, event_id)


@delete("/events/{event_id:uuid}/links/{link_id:uuid}", raises=[EventNotFound, NotFound, NotTheHost])
async def revoke_link(event_id: UUID, link_id: UUID, viewer: Viewer, app: App, branch: bool = False) -> None:
    """The link is dead; who has come stays. `branch`: whom it brought, and whom they brought, is sent away."""
    async with app.transaction() as tx:
        await inviting.revoke(tx, viewer, event_id, link_id, branch=branch)


@get("/invites/{invite:str}", opt={"public": True}, raises=[NotFound, RateLimited])
async def look_at_invite(
    invite: str, request: Request[Any, Any, Any], viewer: Viewer | None, app: App
) -> Json[InvitePreview]:
    """What a link leads to, as much as everybody may know. Looking uses nothing up."""
    await limits.take(app, LOOKS, _address(request))
    async with app.reading() as tx:
        return await invites.invite_preview(tx, viewer, inviting.digest(invite))


@post("/invites/{invite:str}", status_code=200, raises=[NotFound, EventNotFound, InviteExhausted, InviteExpired])
async def accept_invite(invite: str, viewer: Viewer, app: App) -> Json[EventPage]:
    """Take the invitation: from now on I may see the event. Being invited is not coming yet."""
    async with app.transaction() as tx:
        event_id = await inviting.accept(tx, viewer, invite)
        return await queries.page(tx, viewer, event_id)


@put(
    "/events/{event_id:uuid}/invitations",
    status_code=204,
    raises=[EventNotFound, NotTheHost, TooManyInvited, RateLimited],
)
async def invite(event_id: UUID, data: PeopleToInvite, viewer: Viewer, app: App) -> None:
    """Invite people, as host (to a series, too), or as a guest whom the host lets. Who could not be is never said."""
    await limits.take(app, INVITES, str(viewer.id))
    async with app.transaction() as tx:
        await recurring.invite(tx, viewer, event_id, data)


@get("/invitations")
async def invitations(viewer: Viewer, app: App) -> Json[Invitations]:
    """What I am invited to and have not answered; `request` where I do not know who invites."""
    async with app.reading() as tx:
        return await invites.invitations(tx, viewer)


@delete("/invitations/{event_id:uuid}")
async def decline_invitation(event_id: UUID, viewer: Viewer, app: App) -> None:
    """I do not want this invitation; nobody is told."""
    async with app.transaction() as tx:
        await inviting.decline(tx, viewer, event_id)


@get("/events/{event_id:uuid}/calendar", raises=[EventNotFound], media_type="text/calendar")
async def calendar(event_id: UUID, viewer: Viewer, app: App) -> Response[str]:
    """The event as a calendar file (RFC 5545), with as much of the place as I may know."""
    async with app.reading() as tx:
        entries = _entries.decode(await invites.calendar_entry(tx, viewer, event_id))
    if not entries:
        raise EventNotFound
    named = {"Content-Disposition": 'attachment; filename="event.ics"'}
    return Response(ics.calendar(entries, app.public_url), media_type=CALENDAR, headers=named)


@put("/users/me/calendar")
async def make_feed(viewer: Viewer, app: App) -> CalendarFeed:
    """A secret address with what I go to, for any calendar program. The one before is dead."""
    async with app.transaction() as tx:
        return await inviting.make_feed(tx, viewer)


@delete("/users/me/calendar")
async def revoke_feed(viewer: Viewer, app: App) -> None:
    """My calendar's address is dead. Twice is once."""
    async with app.transaction() as tx:
        await inviting.revoke_feed(tx, viewer)


@get("/calendars/{feed:str}", opt={"public": True}, raises=[NotFound], media_type="text/calendar")
async def read_feed(feed: str, app: App, none_match: NoneMatch = None) -> Response[str]:
    """Where its owner goes, and may go, for calendar programs. A wrong address is 404, whatever is wrong with it."""
    async with app.reading() as tx:
        found = await invites.feed(tx, inviting.digest(feed))
    if found is None:
        raise NotFound
    text = ics.calendar(_entries.decode(found), app.public_url, "Tomoda")
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if none_match and tag in none_match:
        return Response("", status_code=304, headers=headers)
    return Response(text, media_type=CALENDAR, headers=headers)


@get(
    "/share/events/{event_id:uuid}",
    opt={"public": True},
    raises=[EventNotFound, RateLimited],
    media_type=MediaType.HTML,
)
async def share_page(event_id: UUID, request: Request[Any, Any, Any], viewer: Viewer | None, app: App) -> Response[str]:
    """A page about a public or unlisted event for whoever has no account; there is none about any other."""
    card, listed = await _shared(event_id, request, viewer, app)
    event = msgspec.json.decode(card, type=EventCard)
    page = sharing.page(event, app.public_url, listed=listed)
    return Response(page, media_type="text/html; charset=utf-8", headers=sharing.HEADERS)


@get("/share/events/{event_id:uuid}/card", opt={"public": True}, raises=[EventNotFound, RateLimited])
async def share_card(
    event_id: UUID, request: Request[Any, Any, Any], viewer: Viewer | None, app: App
) -> Json[EventCard]:
    """The same for the app: what everybody may know of a public or unlisted event who has its address."""
    return (await _shared(event_id, request, viewer, app))[0]


@get(
    "/share/events/{event_id:uuid}/cover",
    opt={"public": True},
    raises=[EventNotFound, NotFound, RateLimited, UploadsOff],
    status_code=303,
)
async def share_cover(
    event_id: UUID, request: Request[Any, Any, Any], viewer: Viewer | None, app: App
) -> Response[None]:
    """Where the picture of a public or unlisted event is right now: an address that is good for five minutes."""
    await _shared(event_id, request, viewer, app)
    async with app.reading() as tx:
        where = await life.open_cover(tx, event_id)
    return Response(None, status_code=303, headers={"location": where, **PRIVATE})


async def _shared(
    event_id: UUID, request: Request[Any, Any, Any], viewer: Viewer | None, app: App
) -> tuple[Json[EventCard], bool]:
    await limits.take(app, LOOKS, _address(request))
    async with app.reading() as tx:
        # What the viewer may see is asked first: the hidden cost no more statements than what never was.
        card = None if viewer is None else await queries.card(tx, viewer, event_id)
        listed = await inviting.require_open(tx, event_id)
        card = card or await queries.public_card(tx, event_id)
    await braking.looked(app, event_id, _address(request))
    return card, listed


def _address(request: Request[Any, Any, Any]) -> str:
    seen: Any = request.scope
    return str(seen["address"])


ROUTES = [
    *(make_link, links, revoke_link, look_at_invite, accept_invite, invite, invitations, decline_invitation),
    *(calendar, make_feed, revoke_feed, read_feed, share_page, share_card, share_cover),
]
