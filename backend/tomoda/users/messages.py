"""What happens to people."""

from uuid import UUID

from tomoda.core.messages import Signal
from tomoda.core.personal import personal

personal("mine", "blocks.blocker_id", "mutes.muter_id")
personal("others", "blocks.blocked_id", "mutes.muted_id")


class ProfileChanged(Signal):
    """My own profile or settings have changed, perhaps on another device."""

    topics = ("user:{user_id}",)
    user_id: UUID


class Blocked(Signal):
    """Somebody blocked somebody. For reactions only: the blocked person never learns of it."""

    blocker_id: UUID
    blocked_id: UUID


class PersonHidden(Signal):
    """Somebody left, was suspended or banned: nobody else sees them from now on. For reactions only."""

    user_id: UUID
    state: str


class PersonRestored(Signal):
    """Somebody is back. What ended when they left stays ended. For reactions only."""

    user_id: UUID


class PersonErased(Signal):
    """Somebody is about to be deleted for good, in this transaction. For reactions only."""

    user_id: UUID
