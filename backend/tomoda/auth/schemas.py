"""Ways in, as they go over the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from tomoda.users.schemas import DisplayName, Locale

type Purpose = Literal["enter", "password", "address_before", "address_after"]
type Email = Annotated[str, msgspec.Meta(pattern=r"^[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}$", max_length=254)]
type Password = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
type Token = Annotated[str, msgspec.Meta(max_length=200)]


class CodeRequest(msgspec.Struct, forbid_unknown_fields=True):
    """Where to send a code, in which language, and what for: to come in, or for a new password."""

    email: Email
    locale: Locale = "en"
    purpose: Literal["enter", "password"] = "enter"


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
    """A new person, with a proof of having read a mail or come from a provider. The birth date is not kept.

    `work`: what the person's machine found, where the host asks for it (`limits.sign_up_work_bits`).
    """

    proof: Token
    display_name: DisplayName
    birth_date: date
    password: Password | None = None
    work: Annotated[str, msgspec.Meta(max_length=32)] = ""
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
    """Signed in, with the session; or new here, with a proof to sign up with for half an hour.

    `name` and a verified `email` are what a provider says of somebody new: a proposal, and what will be theirs.
    """

    state: Literal["signed_in", "new"]
    session: SignedIn | None = None
    proof: str | None = None
    name: str | None = None
    email: str | None = None


class RefreshRequest(msgspec.Struct, forbid_unknown_fields=True):
    """The refresh token; browsers leave it out and send their cookie."""

    refresh_token: Token | None = None


class PasswordChange(msgspec.Struct, forbid_unknown_fields=True):
    """The current one is needed if there is one."""

    new: Password
    current: Password | None = None


class Session(msgspec.Struct):
    """One device that is signed in, and the town or country that it signed in from, where that is known."""

    id: UUID
    device: str
    place: str
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
    """My password, or a code that was mailed to me, or what a passkey of mine answered."""

    password: Password | None = None
    code: Annotated[str, msgspec.Meta(pattern=r"^\d{6}$")] | None = None
    passkey: dict[str, Any] | None = None


class Export(msgspec.Struct):
    """Everything that is mine, as far as it is gathered."""

    id: UUID
    state: Literal["preparing", "ready"]
    created_at: datetime
    expires_at: datetime


class Exports(msgspec.Struct):
    """The latest first."""

    data: list[Export]


class ExportLinks(msgspec.Struct):
    """Where to fetch an export as a page to read and as JSON: each link is good once, until `expires_at`."""

    page: str
    json: str
    expires_at: datetime


type Secret = Annotated[str, msgspec.Meta(min_length=20, max_length=200)]
type Device = Annotated[str, msgspec.Meta(max_length=200)]


class Nonce(msgspec.Struct):
    """What to have put into the ID token that an app fetches by itself; good once, for `expires_in` seconds."""

    nonce: str
    expires_in: int


class TokenAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """An ID token with our nonce in it. Apple tells apps the name once: `name` passes it on."""

    id_token: Annotated[str, msgspec.Meta(max_length=8192)]
    nonce: Secret
    name: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    device: Device = ""


class FlowBegun(msgspec.Struct):
    """Send the person to `url`. They come back to `/sign-in/return?provider=…&state=…`; keep `secret` until then."""

    url: str
    state: str
    secret: str
    expires_in: int


class FlowAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """The person is back: `state` from the address, `secret` from the client that began."""

    state: Secret
    secret: Secret
    device: Device = ""


class ProviderReturn(msgspec.Struct):
    """The form with which Apple sends people back; `user` is JSON with the name, the first time only."""

    state: Secret
    code: Annotated[str, msgspec.Meta(max_length=2048)] | None = None
    error: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    user: Annotated[str, msgspec.Meta(max_length=2048)] | None = None


class ProviderNotification(msgspec.Struct):
    """What the provider's server tells: a token signed by it."""

    payload: Annotated[str, msgspec.Meta(max_length=8192)]


class Received(msgspec.Struct):
    """It was taken note of."""

    received: bool


class Link(msgspec.Struct, forbid_unknown_fields=True):
    """One of three: a proof (from `link_first`), an ID token of a provider, or a finished flow with it."""

    proof: Secret | None = None
    provider: Annotated[str, msgspec.Meta(max_length=20)] | None = None
    token: TokenAnswer | None = None
    flow: FlowAnswer | None = None


class LinkedIdentity(msgspec.Struct):
    """An account at a provider by which I come in."""

    id: UUID
    provider: Literal["google", "apple", "line"]
    email: str | None
    created_at: datetime
    last_used_at: datetime


class Passkey(msgspec.Struct):
    """One of my passkeys; `backed_up` ones are on other devices, too."""

    id: UUID
    name: str
    backed_up: bool
    created_at: datetime
    last_used_at: datetime


class WaysIn(msgspec.Struct):
    """All ways by which I can come in. A code goes to `email`."""

    email: str | None
    password: bool
    identities: list[LinkedIdentity]
    passkeys: list[Passkey]


type PasskeyLabel = Annotated[str, msgspec.Meta(min_length=1, max_length=50)]


class PasskeyOptions(msgspec.Struct):
    """Options for the browser (WebAuthn Level 3, `parse…OptionsFromJSON`); answer within `expires_in` seconds."""

    options: dict[str, Any]
    expires_in: int


class NewPasskey(msgspec.Struct, forbid_unknown_fields=True):
    """What the browser made (`toJSON()`), and how I call it."""

    credential: dict[str, Any]
    name: PasskeyLabel


class PasskeyName(msgspec.Struct, forbid_unknown_fields=True):
    """How I call it."""

    name: PasskeyLabel


class PasskeyAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """What the passkey answered (`toJSON()`)."""

    credential: dict[str, Any]
    device: Device = ""


type Scope = Literal[
    "chat:read",
    "chat:write",
    "discovery:read",
    "discovery:write",
    "events:read",
    "events:write",
    "friends:read",
    "friends:write",
    "locations:read",
    "locations:write",
    "media:read",
    "media:write",
    "moments:read",
    "moments:write",
    "notifications:read",
    "notifications:write",
    "presence:read",
    "presence:write",
    "users:read",
    "users:write",
]


class NewKey(msgspec.Struct, forbid_unknown_fields=True):
    """A key for a server of mine: what it may read and write in my name, and until when (never, if left out)."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=50)]
    scopes: Annotated[list[Scope], msgspec.Meta(min_length=1, max_length=30)]
    expires_at: datetime | None = None


class MadeKey(msgspec.Struct):
    """Send `key` as `X-API-Key`. It is shown this once; we keep a hash."""

    id: UUID
    key: str


class ApiKey(msgspec.Struct):
    """A key of mine; `hint` is how it ends. When it was last used is known to the minute."""

    id: UUID
    name: str
    hint: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


class ApiKeys(msgspec.Struct):
    """All of mine, the latest first."""

    data: list[ApiKey]


type Code = Annotated[str, msgspec.Meta(pattern=r"^\d{6}$")]


class AddressChange(msgspec.Struct, forbid_unknown_fields=True):
    """The address that I want to have."""

    email: Email
    locale: Locale = "en"


class AddressCodes(msgspec.Struct, forbid_unknown_fields=True):
    """The code from the new address, and, if I had one before, the code from that."""

    after: Code
    before: Code | None = None
    locale: Locale = "en"


class AddressUndo(msgspec.Struct, forbid_unknown_fields=True):
    """The token in the link that went to the old address."""

    token: Secret


class VerifiedMark(msgspec.Struct):
    """That somebody outside checked who I am: a document, also that it is mine by a picture, or a strong identity.

    A `revoked` one was taken away by staff: nobody is shown it.
    """

    kind: Literal["id", "selfie", "strong"]
    verified_at: datetime
    expires_at: datetime
    revoked: bool


class Verification(msgspec.Struct):
    """My mark, if I have one, and whether one can be had here."""

    offered: bool
    mark: VerifiedMark | None


class PasswordReset(msgspec.Struct, forbid_unknown_fields=True):
    """A new password, with a code for it."""

    email: Email
    code: Code
    new: Password
    device: Device = ""
