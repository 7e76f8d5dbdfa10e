"""Ways in, as they go over the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.users.schemas import DisplayName, Locale

type Email = Annotated[str, msgspec.Meta(pattern=r"^[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}$", max_length=254)]
type Password = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
type Token = Annotated[str, msgspec.Meta(max_length=200)]


class CodeRequest(msgspec.Struct, forbid_unknown_fields=True):
    """Where to send a code, in which language."""

    email: Email
    locale: Locale = "en"


class CodeSent(msgspec.Struct):
    """The same for every address: whether somebody lives there is not said."""

    expires_in: int


class CodeAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """The six digits from the mail."""

    email: Email
    code: Annotated[str, msgspec.Meta(pattern=r"^\d{6}$")]
    device: Annotated[str, msgspec.Meta(max_length=200)] = ""


class PasswordAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """Sign in by password."""

    email: Email
    password: Password
    device: Annotated[str, msgspec.Meta(max_length=200)] = ""


class SignUp(msgspec.Struct, forbid_unknown_fields=True):
    """A new person, who has read the mail (`proof`). The birth date is looked at and not kept."""

    proof: Token
    display_name: DisplayName
    birth_date: date
    password: Password | None = None
    locale: Locale = "en"
    time_zone: Annotated[str, msgspec.Meta(max_length=64)] = "UTC"
    device: Annotated[str, msgspec.Meta(max_length=200)] = ""


class SignedIn(msgspec.Struct):
    """A session. With `X-Tomoda-Client: web` the refresh token is a cookie that no script can read, else it is here."""

    state: Literal["signed_in"]
    user_id: UUID
    session_id: UUID
    access_token: str
    expires_in: int
    refresh_token: str | None = None


class Entrance(msgspec.Struct):
    """Signed in, with the session; or new here, with a proof to sign up with for half an hour."""

    state: Literal["signed_in", "new"]
    session: SignedIn | None = None
    proof: str | None = None


class RefreshRequest(msgspec.Struct, forbid_unknown_fields=True):
    """The refresh token; browsers leave it out and send their cookie."""

    refresh_token: Token | None = None


class PasswordChange(msgspec.Struct, forbid_unknown_fields=True):
    """The current one is needed if there is one."""

    new: Password
    current: Password | None = None


class Session(msgspec.Struct):
    """One device that is signed in."""

    id: UUID
    device: str
    created_at: datetime
    last_used_at: datetime
    current: bool


class Sessions(msgspec.Struct):
    """All of mine, the last used first."""

    data: list[Session]


class Ticket(msgspec.Struct):
    """The first frame on the socket carries it; it is good once, for `expires_in` seconds."""

    ticket: str
    expires_in: int


class Restore(msgspec.Struct, forbid_unknown_fields=True):
    """The proof that came with `account_deactivated`."""

    proof: Token
    device: Annotated[str, msgspec.Meta(max_length=200)] = ""


class Confirmation(msgspec.Struct, forbid_unknown_fields=True):
    """My password, or a code that was mailed to me."""

    password: Password | None = None
    code: Annotated[str, msgspec.Meta(pattern=r"^\d{6}$")] | None = None


class Export(msgspec.Struct):
    """Everything that is mine, as far as it is gathered."""

    id: UUID
    state: Literal["preparing", "ready"]
    created_at: datetime
    expires_at: datetime


class Exports(msgspec.Struct):
    """The latest first."""

    data: list[Export]
