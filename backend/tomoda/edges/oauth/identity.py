"""What a provider says: who somebody is, what happened to their account, or that it cannot be true."""

from dataclasses import dataclass, field


class Refused(Exception):
    """The token or the code is not good; why is for the log, never for who sent it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody, as the issuer knows them. `email` is theirs for sure only if `email_verified`."""

    provider: str
    issuer: str
    subject: str
    email: str | None = None
    email_verified: bool = False
    name: str | None = None
    grant: str | None = field(default=None, repr=False)  # what takes back that they let us in, if the provider gave one


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to somebody's account at the provider; `id` is told again if we did not answer."""

    id: str
    kind: str
    subject: str
