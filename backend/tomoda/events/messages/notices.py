"""What guests and hosts are told."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from tomoda.notifications.messages import Notice, thing

thing("event", "exists (select from events e where e.id = {id} and may_see_event({viewer}, e))")

EVENT = ("event", "event_id")
PAGE = "/events/{event_id}"


class SeatOffered(Notice):
    """A seat is free, for you, for a while."""

    topic = "seats"
    urgency = "offer"
    fact = "offer:{event_id}:{until}"
    thing = EVENT
    expires = "until"
    link = PAGE
    texts = {
        "en": ("A seat for you: {title}", "It is yours if you answer until {until:%H:%M} ({zone})."),
        "ja": ("空席が出ました: {title}", "{until:%H:%M}({zone})までに返事をすると参加できます。"),
    }
    event_id: UUID
    title: str
    until: datetime
    time_zone: str


class Invited(Notice):
    """A friend invites you."""

    topic = "invitations"
    urgency = "direct"
    fact = "invited:{event_id}:{inviter_id}"
    people = ("inviter_id",)
    thing = EVENT
    link = PAGE
    texts = {
        "en": ("{who} invites you", "{title}"),
        "ja": ("{who}さんから招待が届きました", "{title}"),
    }
    event_id: UUID
    inviter_id: UUID
    title: str


class LetIn(Notice):
    """The host said yes."""

    topic = "seats"
    urgency = "change"
    fact = "in:{event_id}:{at}"
    thing = EVENT
    link = PAGE
    texts = {
        "en": ("You are in: {title}", "The host is looking forward to seeing you."),
        "ja": ("参加が決まりました: {title}", "主催者があなたの参加を承認しました。"),
    }
    event_id: UUID
    title: str
    at: datetime


class NotLetIn(Notice):
    """The host said no."""

    topic = "seats"
    urgency = "social"
    fact = "out:{event_id}:{at}"
    texts = {
        "en": ("{title}", "The host has decided otherwise this time."),
        "ja": ("{title}", "今回は参加が見送られました。"),
    }
    event_id: UUID
    title: str
    at: datetime


class AskedToCome(Notice):
    """Somebody would like to come, and you decide."""

    topic = "seats"
    urgency = "direct"
    fact = "asked:{event_id}:{guest_id}"
    people = ("guest_id",)
    thing = EVENT
    link = PAGE
    texts = {
        "en": ("{who} would like to come", "{title}: you decide."),
        "ja": ("{who}さんが参加を希望しています", "{title}: 承認するか選んでください。"),
    }
    event_id: UUID
    guest_id: UUID
    title: str


class EventMoved(Notice):
    """Time or place are different."""

    topic = "events"
    urgency = "change"
    fact = "moved:{event_id}:{version}"
    thing = EVENT
    link = PAGE
    texts = {
        "en": ("{title} has moved", "Now {now:%a %d %b %H:%M} ({zone}), {place}. Please look whether you still come."),
        "ja": (
            "{title}が変更されました",
            "{now:%m月%d日 %H:%M}({zone})、{place}になりました。参加できるか確認してください。",
        ),
    }
    event_id: UUID
    version: int
    title: str
    now: datetime
    place: str
    time_zone: str


class EventEdited(Notice):
    """Something else about the event is different."""

    topic = "events"
    urgency = "social"
    fact = "edited:{event_id}:{version}"
    thing = EVENT
    link = PAGE
    texts = {
        "en": ("{title}", "The host has changed something about it."),
        "ja": ("{title}", "主催者がイベントの内容を変更しました。"),
    }
    event_id: UUID
    version: int
    title: str


class SightNarrowed(Notice):
    """Fewer people see the event: who comes knows for whom it is now."""

    topic = "events"
    urgency = "social"
    fact = "narrowed:{event_id}:{version}"
    thing = EVENT
    link = PAGE
    texts = {
        "en": ("{title}", "It is seen by fewer people now: not everybody who saw it before still does. You do."),
        "ja": ("{title}", "公開範囲が狭くなりました。あなたはこれまでどおり見られます。"),
    }
    event_id: UUID
    version: int
    title: str


class HostAnnounced(Notice):
    """A host tells everybody who comes, or waits, something."""

    topic = "events"
    urgency = "change"
    fact = "announced:{event_id}:{id}"
    people = ("author_id",)
    thing = EVENT
    link = PAGE
    texts = {"en": ("{title}", "{who}: {body}"), "ja": ("{title}", "{who}: {body}")}
    event_id: UUID
    id: UUID
    author_id: UUID
    title: str
    body: str


class EventOff(Notice):
    """The event is off: the host called it off, or is not there any more."""

    topic = "events"
    urgency = "change"
    fact = "off:{event_id}"
    link = PAGE
    texts = {
        "en": ("{title} is off", "It does not take place. {reason}"),
        "ja": ("{title}は中止になりました", "開催されません。{reason}"),
    }
    event_id: UUID
    title: str
    reason: str


class QuorumReached(Notice):
    """Enough people come: it takes place."""

    topic = "events"
    urgency = "change"
    fact = "quorum:{event_id}"
    thing = EVENT
    link = PAGE
    texts = {
        "en": ("{title} is on", "Enough people come: it takes place."),
        "ja": ("{title}の開催が決まりました", "参加者が必要な人数に達しました。"),
    }
    event_id: UUID
    title: str


class QuorumMissed(Notice):
    """Not enough people: it does not take place."""

    topic = "events"
    urgency = "change"
    fact = "quorum:{event_id}"
    link = PAGE
    texts = {
        "en": ("{title} does not take place", "There were not enough people in time. Your evening is free."),
        "ja": ("{title}は開催されません", "期限までに必要な人数が集まりませんでした。"),
    }
    event_id: UUID
    title: str


class StillComing(Notice):
    """Do you still come?"""

    topic = "seats"
    urgency = "offer"
    fact = "still:{event_id}:{by}"
    thing = EVENT
    expires = "by"
    link = PAGE
    texts = {
        "en": ("Still coming? {title}", "Say so until {by:%H:%M} ({zone}), or your seat goes to somebody who waits."),
        "ja": ("参加できますか? {title}", "{by:%H:%M}({zone})までに返事がない場合、席は待っている人に譲られます。"),
    }
    event_id: UUID
    title: str
    by: datetime
    time_zone: str


class MarkedAbsent(Notice):
    """The host says that you were not there."""

    topic = "seats"
    urgency = "social"
    fact = "marked:{event_id}"
    thing = EVENT
    link = "/me/showing-up"
    texts = {
        "en": ("{title}: were you not there?", "The host noted that you did not come. If that is wrong, say so."),
        "ja": ("{title}に参加されませんでしたか?", "主催者が欠席と記録しました。違う場合はお知らせください。"),
    }
    event_id: UUID
    title: str


class Reminder(Notice):
    """It begins soon."""

    topic = "events"
    urgency = "change"
    fact = "remind:{event_id}:{starts_at}:{before}"
    thing = EVENT
    expires = "starts_at"
    link = PAGE
    texts = {
        "en": ("{title}", "Begins {starts_at:%a %d %b %H:%M} ({zone}), {place}."),
        "ja": ("{title}", "{starts_at:%m月%d日 %H:%M}({zone})開始、{place}。"),
    }
    event_id: UUID
    title: str
    starts_at: datetime
    before: Literal["day", "hour"]
    place: str
    time_zone: str
