"""That an event spreads further than its host can have meant."""

from datetime import datetime
from uuid import UUID

from tomoda.core.messages import Job
from tomoda.events.messages.notices import EVENT, PAGE
from tomoda.notifications.messages import Notice


class CrowdAsked(Notice):
    """Many people want to come, or look at it: shall it stay open to new ones?"""

    topic = "events"
    urgency = "change"
    fact = "crowd:{event_id}:{at}"
    thing = EVENT
    link = PAGE
    texts = {
        "en": ("{title}: more people than you meant?", "It is closed to new people until you say that it is open."),
        "ja": (
            "{title}: 予想より多くの人が集まっています",
            "主催者が「公開を続ける」を選ぶまで、新しい人には見えません。",
        ),
    }
    event_id: UUID
    title: str
    at: datetime
    wanted: int
    looks: int


class LookAtCrowd(Job):
    """See whether an event spreads too far; `looks`: so many addresses looked at its page within the hour."""

    event_id: UUID
    looks: int = 0
