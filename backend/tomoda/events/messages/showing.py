"""Who is on the way."""

from typing import Literal
from uuid import UUID

from tomoda.core.messages import Signal
from tomoda.core.personal import personal

personal("mine", "reliability_marks.user_id", "event_feedback.user_id", "guest_exports.user_id")


class WaySaid(Signal):
    """Somebody is on the way, late, or cannot come. For the room, which is told."""

    actor = "user_id"
    event_id: UUID
    user_id: UUID
    state: Literal["on_my_way", "running_late", "cannot_come"]
    minutes: int | None
