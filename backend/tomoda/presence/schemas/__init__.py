"""Presence as it goes over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

type State = Literal["busy", "online", "idle", "offline", "unknown"]
type LastSeen = Literal["recently", "this_week", "this_month", "long_ago"]
type Audience = Literal["nobody", "friends", "event_mates"]


class Presence(msgspec.Struct):
    """Whether somebody is there, and what they say of it. `unknown`: the server has only just begun to look.

    `last_seen`, of whoever is offline: within three days, a week, a month, or before; null if nobody can tell.
    """

    user_id: UUID
    state: State
    status: str
    emoji: str
    status_until: datetime | None
    last_seen: LastSeen | None


class Around(msgspec.Struct):
    """Everybody who lets me know. Who is not named is not there, for all that I may know."""

    data: list[Presence]
    server_time: datetime


class MyPresence(msgspec.Struct):
    """How my own devices see me."""

    state: State
    audience: Audience
    invisible: bool
    busy: bool
    status: str
    emoji: str
    status_until: datetime | None


class PresenceChoice(msgspec.Struct, forbid_unknown_fields=True):
    """All of it at once. `invisible`: offline for everybody else. After `status_until` the status is gone."""

    audience: Audience = "friends"
    invisible: bool = False
    busy: bool = False
    status: Annotated[str, msgspec.Meta(max_length=80)] = ""
    emoji: Annotated[str, msgspec.Meta(max_length=16)] = ""
    status_until: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
