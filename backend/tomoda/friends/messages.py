"""What happens between friends."""

from uuid import UUID

from tomoda.core.messages import Signal


class FriendsChanged(Signal):
    """My friends, requests or lists have changed: ask again. It never says who or why, since that may be a block."""

    topics = ("user:{people}",)
    private = frozenset({"people"})
    people: list[UUID]


class Befriended(Signal):
    """Two people have become friends. For reactions only."""

    one_id: UUID
    other_id: UUID


class Unfriended(Signal):
    """Two people are no longer friends, whoever ended it. For reactions only: what was shared with friends ends."""

    one_id: UUID
    other_id: UUID
