"""What is to do at the door."""

from datetime import datetime
from uuid import UUID

from tomoda.core.messages import Job, Signal
from tomoda.core.personal import impersonal, part, personal
from tomoda.notifications.messages import Notice

personal("mine", "sessions.user_id", but=("device_key",))
personal("mine", "identities.user_id", but=("grant_sealed",))
personal("mine", "api_keys.user_id", but=("hash",))
personal("mine", "passkeys.user_id", but=("credential_id", "public_key", "sign_count"))
personal("mine", "address_changes.user_id", "address_undos.user_id", but=("hash",))
personal("mine", "verifications.user_id", but=("mark",))
personal("secret", "passwords.user_id")
part("refresh_tokens", "sessions")
impersonal(
    "hashes of devices and of who is under age, for thirty days; whose is not kept", "sign_ups", "refused_minors"
)
impersonal("addresses on their way in, forgotten after a day, and erased with their person", "codes", "arrivals")
personal("derived", "exports.user_id")


class FoundTooYoung(Signal):
    """Whoever checks who people are says that this one is a child. For reactions only; what it said is not kept."""

    user_id: UUID


class SendCode(Job):
    """Make a code and mail it; only its hash is kept."""

    code_id: UUID
    locale: str


class MailUndo(Job):
    """Tell the old address that another one took its place, with a link that takes it back."""

    undo_id: UUID
    locale: str


class EraseAccount(Job):
    """Thirty days after somebody deactivated their account, it is deleted for good, unless they came back."""

    user_id: UUID


class NoteErasure(Job):
    """Keep the id of whoever is erased where no restore reaches, as long as a backup may have them."""

    user_id: UUID


class RevokeGrant(Job):
    """Take back at the provider that somebody let us in: they have unlinked it, or are gone."""

    provider: str
    sealed: str


class PrepareExport(Job):
    """Gather everything that is somebody's, for them to fetch."""

    export_id: UUID


class SignedInElsewhere(Notice):
    """Your account was entered from a device that it did not know."""

    topic = "account"
    urgency = "safety"
    fact = "sign_in:{session_id}"
    link = "/me/sessions"
    texts = {
        "en": (
            "A new sign-in to your account",
            "{at:%Y-%m-%d %H:%M}, {device} {place}\n\nIf that was not you, sign it out and change your password.",
        ),
        "ja": (
            "新しい端末からのログイン",
            "{at:%Y-%m-%d %H:%M}、{device} {place}\n\n心当たりがない場合は、その端末をログアウトしてください。",
        ),
    }
    session_id: UUID
    device: str
    place: str
    at: datetime
