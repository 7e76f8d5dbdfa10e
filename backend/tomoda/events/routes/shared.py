"""What programs that preview links read at the addresses that people share; people get the app there (the ingress).

Both addresses stand beside `/api/v1`, and are no part of its contract.
"""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound
from tomoda.events import queries
from tomoda.events.actions import braking, inviting, sharing
from tomoda.events.errors import EventNotFound
from tomoda.events.queries import invites
from tomoda.events.routes.inviting import LOOKS
from tomoda.events.schemas import EventCard
from tomoda.events.schemas.inviting import InvitePreview

HTML = "text/html; charset=utf-8"


@get("/e/{event:str}", opt={"public": True}, include_in_schema=False)
async def shared_event(event: str, request: Request[Any, Any, Any], app: App) -> Response[str]:
    """A public or unlisted event; of any other, and of none at all, the same empty page."""
    await limits.take(app, LOOKS, _address(request))
    try:
        event_id = UUID(event)
        async with app.reading() as tx:
            listed = await inviting.require_open(tx, event_id)
            card = msgspec.json.decode(await queries.public_card(tx, event_id), type=EventCard)
    except (ValueError, EventNotFound):
        return _nothing(app)
    await braking.looked(app, event_id, _address(request))
    page = sharing.page(card, app.public_url, listed=listed)
    return Response(page, media_type=HTML, headers=sharing.HEADERS)


@get("/i/{invite:str}", opt={"public": True}, include_in_schema=False)
async def shared_invite(invite: str, request: Request[Any, Any, Any], app: App) -> Response[str]:
    """What a link leads to, as much as everybody may know. Looking uses nothing up."""
    await limits.take(app, LOOKS, _address(request))
    try:
        async with app.reading() as tx:
            found = await invites.invite_preview(tx, None, inviting.digest(invite))
    except NotFound:
        return _nothing(app)
    seen = msgspec.json.decode(found, type=InvitePreview)
    page = sharing.invitation(seen, f"{app.public_url}/i/{invite}")
    return Response(page, media_type=HTML, headers=sharing.HEADERS)


def _nothing(app: App) -> Response[str]:
    return Response(sharing.nothing(app.public_url), status_code=404, media_type=HTML, headers=sharing.HEADERS)


def _address(request: Request[Any, Any, Any]) -> str:
    seen: Any = request.scope
    return str(seen["address"])


OUTSIDE = [shared_event, shared_invite]
