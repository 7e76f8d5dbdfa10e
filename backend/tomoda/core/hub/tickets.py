"""Tickets: whoever comes in with one is a viewer, once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from redis.exceptions import RedisError

from tomoda.core.hub.member import NOT_SIGNED_IN, RESTARTING, SUSPENDED
from tomoda.core.viewer import Viewer

if TYPE_CHECKING:
    from tomoda.core.hub.hub import Hub

type Digest = Callable[[str], str]


class Holder(msgspec.Struct):
    """Whose ticket it is."""

    user_id: UUID
    session_id: UUID


_holder = msgspec.json.Decoder(Holder)


async def take(hub: "Hub", digest: Digest, ticket: str) -> Viewer | int:
    """Whose ticket this is, and it is good no more; or the code to close with."""
    try:
        async with hub.asking:
            found: Any = await hub.app.valkey.getdel(f"ticket:{digest(ticket)}")
    except (RedisError, OSError):
        return RESTARTING
    if found is None:
        return NOT_SIGNED_IN
    holder = _holder.decode(found)
    return welcome(hub, Viewer(holder.user_id, holder.session_id))


def welcome(hub: "Hub", viewer: Viewer) -> Viewer | int:
    """The viewer, unless their session has ended: then the code to close with."""
    closed = hub.app.closed
    code = closed.get(viewer.id) or (closed.get(viewer.session_id) if viewer.session_id else None)
    if code is None:
        return viewer
    return SUSPENDED if code == "account_suspended" else NOT_SIGNED_IN
