"""What happens to events."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from tomoda.core.messages import Job, Signal
from tomoda.core.personal import impersonal, part, personal
from tomoda.events.schemas import Standing

part("mail_guests", "events")
impersonal("kinds of events", "categories")
personal("mine", "events.host_id", "rsvps.user_id", "event_invitations.inviter_id")
personal("others", "event_invitations.user_id")
personal("mine", "event_links.creator_id", but=("token_hash",))
personal("secret", "calendar_feeds.user_id")
personal("mine", "event_hosts.user_id", "check_ins.user_id")


class EventCreated(Signal):
    """Somebody made an event. For reactions only; the map hears `EventOnMap`."""

    event_id: UUID
    host_id: UUID
    title: str


class EventChanged(Signal):
    """Something about the event is different: ask for it again. `what` names the fields; `quiet` needs no notice.

    `narrowed`: fewer people see it.
    """

    topics = ("event:{event_id}", "user:{people}")
    actor = "host_id"
    private = frozenset({"people", "title", "host_id", "narrowed"})
    event_id: UUID
    host_id: UUID
    people: list[UUID]
    title: str
    what: list[str]
    version: int
    quiet: bool = False
    moved: bool = False
    narrowed: bool = False


class EventCancelled(Signal):
    """The host called it off."""

    topics = ("event:{event_id}", "user:{people}")
    actor = "host_id"
    private = frozenset({"people", "host_id", "title"})
    event_id: UUID
    host_id: UUID
    people: list[UUID]
    title: str
    reason: str


class RsvpChanged(Signal):
    """Somebody says whether they are coming. Only where everybody may know who comes, everybody hears of it."""

    topics = ("event:{shown_in}", "user:{tell}")
    actor = "user_id"
    private = frozenset({"tell", "shown_in", "aloud"})
    event_id: UUID
    shown_in: UUID | None
    user_id: UUID
    tell: list[UUID]
    answer: Literal["going", "maybe", "no"]
    aloud: bool = False


class EventCounted(Signal):
    """Seats were taken or given back, where not everybody may know by whom."""

    topics = ("event:{event_id}",)
    actor = "user_id"
    private = frozenset({"user_id"})
    event_id: UUID
    user_id: UUID


class QueueMoved(Signal):
    """Where somebody stands who waits for a seat or for the host's word. Only they and the host hear of it.

    `pays`: the seat is held because they are paying for it right now.
    """

    topics = ("user:{tell}",)
    actor = "user_id"
    private = frozenset({"tell", "was", "pays"})
    event_id: UUID
    user_id: UUID
    tell: list[UUID]
    answer: Standing
    was: Standing | None = None
    pays: bool = False
    offered_until: datetime | None = None


class QuorumDecided(Signal):
    """Enough people come, and it takes place; or not, and it does not. Said once."""

    topics = ("event:{event_id}", "user:{people}")
    private = frozenset({"people", "title"})
    event_id: UUID
    people: list[UUID]
    title: str
    on: bool


class HostChanged(Signal):
    """Somebody else is the host now."""

    topics = ("event:{event_id}", "user:{people}")
    actor = "host_id"
    private = frozenset({"people", "before_id"})
    event_id: UUID
    before_id: UUID
    host_id: UUID
    people: list[UUID]


class RemindGuests(Job):
    """Remind whoever comes, if it still begins then."""

    event_id: UUID
    starts_at: datetime
    before: Literal["day", "hour"]


class StillComingAsked(Signal):
    """The host would like to know whether these guests still come; without an answer until `by`, seats are freed."""

    topics = ("user:{people}",)
    private = frozenset({"people"})
    event_id: UUID
    people: list[UUID]
    by: datetime


class AskStillComing(Job):
    """Ask the guests of this event whether they still come, if it still starts then."""

    event_id: UUID
    starts_at: datetime


class MailLink(Job):
    """Mail somebody without an account the link with which they say that they come; or what has become of the event."""

    guest_id: UUID
    about: str
    text: str = ""


class SettleQueue(Job):
    """Offers of this event pass now, or unanswered questions: their seats go on to the next."""

    event_id: UUID


class EventOnMap(Signal):
    """A public event appeared on this part of the map, or changed there; `card` is what everybody may know of it."""

    topics = ("map:{cell}",)
    lasting = False
    actor = "host_id"
    private = frozenset({"cell", "host_id"})
    cell: str
    host_id: UUID
    card: msgspec.Raw


class EventOffMap(Signal):
    """An event is no longer to be seen on this part of the map."""

    topics = ("map:{cell}",)
    lasting = False
    actor = "host_id"
    private = frozenset({"cell", "host_id"})
    cell: str
    host_id: UUID
    event_id: UUID
    at: datetime
