"""What people follow, and what they are told of it."""

from datetime import datetime
from uuid import UUID

from tomoda.core.messages import Job
from tomoda.core.personal import personal
from tomoda.events.messages.notices import EVENT, PAGE
from tomoda.notifications.messages import Notice

personal("mine", "event_follows.user_id", but=("looked_on",))
personal("others", "event_follows.host_id")


class Followed(Notice):
    """There is something new of what you follow."""

    topic = "follows"
    urgency = "social"
    fact = "followed:{event_id}"
    people = ("host_id",)
    thing = EVENT
    expires = "starts_at"
    link = PAGE
    texts = {
        "en": ("{title}", "{starts_at:%a %d %b %H:%M} ({zone}), by {who}. You follow: {what}"),
        "ja": ("{title}", "{starts_at:%m月%d日 %H:%M}({zone})、主催: {who}さん。フォロー中: {what}"),
    }
    event_id: UUID
    follow_id: UUID
    host_id: UUID
    title: str
    what: str
    starts_at: datetime
    time_zone: str


class LookForFollowed(Job):
    """See what is new of what somebody follows, on this day of theirs."""

    user_id: UUID
    day: str
