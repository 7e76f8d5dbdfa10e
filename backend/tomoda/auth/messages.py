"""What is to do at the door."""

from uuid import UUID

from tomoda.core.messages import Job


class SendCode(Job):
    """Make a code and mail it; only its hash is kept."""

    code_id: UUID
    locale: str
