"""What happens to who can be found near by."""

from uuid import UUID

from tomoda.core.messages import Signal
from tomoda.core.personal import personal

personal("mine", "radar.user_id")


class RadarChanged(Signal):
    """I can be found near by, or no longer, or otherwise: said to my own devices, and without where."""

    topics = ("user:{user_id}",)
    user_id: UUID
