"""What happens to where people are, and what is told of it: never a point, except at the moment of delivery."""

from datetime import date, datetime
from uuid import UUID

from tomoda.core.messages import Job, Signal
from tomoda.core.personal import personal
from tomoda.notifications.messages import Notice
from tomoda.presence.schemas.positions import FriendPosition

personal("mine", "position_shares.user_id", but=("sealed", "arriving"))
personal("mine", "ghosts.user_id")
personal("mine", "private_places.user_id", but=("sealed",))
personal("others", "position_shares.person_id")
personal("secret", "whereabouts.user_id")


class PositionChanged(Signal):
    """Where somebody is, for whoever hears this; null: nowhere that they may know of.

    What travels between processes is that there is something new; the position is read for each listener when it is
    delivered, by the same rules as when they ask.
    """

    topics = ("friends:{people}",)
    lasting = False
    actor = "user_id"
    private = frozenset({"people"})
    people: list[UUID]
    user_id: UUID
    position: FriendPosition | None = None


class SharingChanged(Signal):
    """I began, changed or ended a share, or became a ghost, on one of my devices: ask again."""

    topics = ("user:{user_id}",)
    user_id: UUID


class RemindOfSharing(Job):
    """Tell somebody that they share where they are, if they still do."""

    user_id: UUID
    share_id: UUID
    hours: int


class StillSharing(Notice):
    """You share where you are, and have for some hours."""

    topic = "friends"
    urgency = "social"
    fact = "sharing:{share_id}:{hours}"
    link = "/me/seen"
    expires = "until"
    texts = {
        "en": ("You still share where you are", "For {hours} hours now, until {until}. See who sees you, or stop."),
        "ja": (
            "位置情報を共有中です",
            "{hours}時間共有しています({until}まで)。確認や停止ができます。",
        ),
    }
    share_id: UUID
    hours: int
    until: datetime


class SharingForADay(Notice):
    """You have shared where you are for a whole day: by mail, too, since it concerns your safety."""

    topic = "safety"
    urgency = "social"
    fact = "sharing_day:{share_id}:{day}"
    link = "/me/seen"
    expires = "until"
    texts = {
        "en": ("You have shared where you are for a day", "It goes on until {until}. See who sees you, or stop."),
        "ja": ("位置情報の共有が1日続いています", "{until}まで続きます。見ている人の確認や停止ができます。"),
    }
    share_id: UUID
    day: date
    until: datetime
