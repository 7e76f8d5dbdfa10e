"""What happens to uploads."""

from uuid import UUID

from tomoda.core.messages import Job, Signal
from tomoda.core.personal import personal

personal("mine", "uploads.owner_id", but=("blurhash",))


class UploadChecked(Signal):
    """My upload was looked at: it is ready, or refused and why."""

    topics = ("user:{owner_id}",)
    private = frozenset({"owner_id"})
    owner_id: UUID
    id: UUID
    state: str
    reason: str | None = None


class CheckUpload(Job):
    """An upload has arrived, and is to be looked at."""

    upload_id: UUID


class EmptyTrash(Job):
    """Files that nothing shows any more are to be deleted."""


class EmptyQuarantine(Job):
    """Whatever was sent once more, after the upload was looked at, is to be deleted."""

    upload_id: UUID
