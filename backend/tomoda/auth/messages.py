"""What is to do at the door."""

from uuid import UUID

from tomoda.core.messages import Job
from tomoda.core.personal import personal

personal("mine", "sessions.user_id", "identities.user_id")
personal("mine", "api_keys.user_id", but=("hash",))
personal("mine", "passkeys.user_id", but=("credential_id", "public_key", "sign_count"))
personal("secret", "passwords.user_id")
personal("derived", "exports.user_id")


class SendCode(Job):
    """Make a code and mail it; only its hash is kept."""

    code_id: UUID
    locale: str


class EraseAccount(Job):
    """Thirty days after somebody deactivated their account, it is deleted for good, unless they came back."""

    user_id: UUID


class PrepareExport(Job):
    """Gather everything that is somebody's, for them to fetch."""

    export_id: UUID
