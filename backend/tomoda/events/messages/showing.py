"""Who is on the way."""

from typing import Literal
from uuid import UUID

from tomoda.core.messages import Signal
from tomoda.core.personal import part, personal

personal("mine", "reliability_marks.user_id", "event_feedback.user_id", "guest_exports.user_id", "event_wears.user_id")
part("event_spots", "events")


class WaySaid(Signal):
    """Somebody is on the way, late, or cannot come: whoever may know asks for the guests again; the room is told."""

    topics = ("event:{event_id}",)
    actor = "user_id"
    private = frozenset({"user_id", "state", "minutes"})
    event_id: UUID
    user_id: UUID
    state: Literal["on_my_way", "running_late", "cannot_come"]
    minutes: int | None


class MarkLifted(Signal):
    """Staff have decided that somebody was there, or had reason not to be. For reactions only."""

    event_id: UUID
    user_id: UUID


class SpotChanged(Signal):
    """Where exactly, or what somebody wears, was said: whoever may know asks for it again."""

    topics = ("event:{event_id}",)
    actor = "by"
    private = frozenset({"by"})
    event_id: UUID
    by: UUID
