"""What hosts tell and ask, and what is deleted."""

from uuid import UUID

from tomoda.core.messages import Signal
from tomoda.core.personal import impersonal, personal

personal("mine", "event_announcements.author_id", "event_polls.author_id", "poll_votes.user_id")
personal("mine", "event_series.host_id")
impersonal("which rules of time zones instants were computed by", "time_zone_rules")
impersonal("how many public events there are where and when", "event_changes", "event_counts", "event_counts_from")


class Announced(Signal):
    """A host tells everybody who comes, or waits, something: ask for the announcements."""

    topics = ("user:{people}",)
    actor = "author_id"
    private = frozenset({"people", "title", "body"})
    event_id: UUID
    id: UUID
    author_id: UUID
    people: list[UUID]
    title: str
    body: str


class PollChanged(Signal):
    """There is a poll, a vote, or an end of it: ask for the polls."""

    topics = ("event:{event_id}",)
    actor = "by"
    private = frozenset({"by"})
    event_id: UUID
    poll_id: UUID
    by: UUID


class EventForgotten(Signal):
    """So many days after its end an event is deleted, as was promised. Said before it is gone; for reactions only."""

    event_id: UUID
