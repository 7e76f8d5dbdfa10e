"""What happens between friends."""

from uuid import UUID

from tomoda.core.messages import Signal
from tomoda.core.personal import personal

personal("mine", "friendships.user_id", "friend_lists.user_id", "friend_links.user_id", "dismissed_suggestions.user_id")
personal("mine", "friend_list_people.user_id")
personal("mine", "friend_requests.asker_id", but=("declined_at", "withdrawn_at"))
personal("others", "friendships.friend_id", "friend_requests.asked_id", "dismissed_suggestions.dismissed_id")


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
