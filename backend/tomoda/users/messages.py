"""What happens to people."""

from uuid import UUID

from tomoda.core.messages import Signal


class ProfileChanged(Signal):
    """My own profile or settings have changed, perhaps on another device."""

    topics = ("user:{user_id}",)
    user_id: UUID


class Blocked(Signal):
    """Somebody blocked somebody. For reactions only: the blocked person never learns of it."""

    blocker_id: UUID
    blocked_id: UUID
