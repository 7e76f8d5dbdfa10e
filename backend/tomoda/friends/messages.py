"""What happens between friends."""

from datetime import date
from uuid import UUID

from tomoda.core.messages import Signal
from tomoda.core.personal import personal
from tomoda.notifications.messages import Notice

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


class Unlisted(Signal):
    """Friends are no longer on somebody's list. For reactions only: what was shared with it ends for them."""

    user_id: UUID
    people: list[UUID]


class FriendAsked(Notice):
    """Somebody would like to be your friend; once a day at most, however often they ask."""

    topic = "friends"
    urgency = "social"
    fact = "asked:{user_id}:{day}"
    people = ("user_id",)
    link = "/friends"
    texts = {
        "en": ("{who} would like to be friends", "You can say yes, or leave it; a no is not told."),
        "ja": ("{who}さんから友だち申請", "承認するかどうかを選べます。断っても相手には通知されません。"),
    }
    user_id: UUID
    day: date


class FriendSaidYes(Notice):
    """Somebody whom you asked is your friend now."""

    topic = "friends"
    urgency = "social"
    fact = "said_yes:{user_id}:{day}"
    people = ("user_id",)
    link = "/people/{user_id}"
    texts = {
        "en": ("You and {who} are friends now", "See what is on near both of you."),
        "ja": ("{who}さんと友だちになりました", "近くのイベントを一緒に探してみましょう。"),
    }
    user_id: UUID
    day: date
