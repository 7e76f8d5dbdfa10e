"""What happens to moments."""

from uuid import UUID

from tomoda.core.messages import Job, Signal
from tomoda.core.personal import personal

personal("mine", "moments.author_id", but=("flagged_at",))
personal("mine", "moment_photos.author_id", "moment_likes.user_id")


class MomentsChanged(Signal):
    """A moment has appeared, changed or gone, for those who hear of it: look again. What is in it, is not said."""

    topics = ("friends:{people}",)
    lasting = False
    actor = "by"
    private = frozenset({"people", "by"})
    people: list[UUID]
    moment_id: UUID
    by: UUID | None = None


class ShowMoment(Job):
    """A moment was posted for later, and now is later."""

    moment_id: UUID


class EndMoment(Job):
    """A moment has expired: nobody sees it any more, and what nobody keeps is to be deleted."""

    moment_id: UUID
