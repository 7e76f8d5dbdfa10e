"""What happens to people's presence."""

from datetime import datetime
from uuid import UUID

from tomoda.core.messages import Signal
from tomoda.core.personal import personal
from tomoda.presence.schemas import LastSeen, State

personal("mine", "presence_settings.user_id", "presence_seen.user_id")


class PresenceChanged(Signal):
    """Somebody came, paused, left, or says something else of it. To whoever may no longer know: one `offline`."""

    topics = ("friends:{people}",)
    lasting = False
    actor = "user_id"
    private = frozenset({"people"})
    people: list[UUID]
    user_id: UUID
    state: State
    status: str = ""
    emoji: str = ""
    status_until: datetime | None = None
    last_seen: LastSeen | None = None


class PresenceChosen(Signal):
    """I chose on one of my devices who may see me, or what I say."""

    topics = ("user:{user_id}",)
    user_id: UUID
