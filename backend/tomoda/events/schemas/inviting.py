"""Links, invitations and calendars as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.events.schemas import EventCard
from tomoda.users.schemas import PersonCard


class NewLink(msgspec.Struct, forbid_unknown_fields=True):
    """For how many hours (at most until the event ends) and how many people the link is good.

    A link that makes whoever takes it a `co_host`, with these `rights`, is good for one unless said otherwise, and for
    five at most; only the host makes one.
    """

    hours: Annotated[int, msgspec.Meta(ge=1, le=8784)] | None = None
    max_uses: Annotated[int, msgspec.Meta(ge=1, le=10_000)] | None = None
    role: Literal["guest", "co_host"] = "guest"
    rights: Annotated[list[Literal["edit", "guests", "check_in"]], msgspec.Meta(max_length=3)] = msgspec.field(
        default_factory=list[Literal["edit", "guests", "check_in"]]
    )


class NewLinkMade(msgspec.Struct):
    """The link, told this once. `url` is also what its QR code says."""

    id: UUID
    url: str
    expires_at: datetime
    max_uses: int | None


class Link(msgspec.Struct):
    """A link into an event, without its secret."""

    id: UUID
    creator: PersonCard
    expires_at: datetime
    max_uses: int | None
    uses: int
    revoked: bool
    role: Literal["guest", "co_host"]


class Links(msgspec.Struct):
    """The newest first."""

    data: list[Link]


class InvitePreview(msgspec.Struct):
    """What everybody may know of an event that a link leads to: no address, nobody who comes."""

    title: str
    category: str
    host: PersonCard
    place_name: str
    time_zone: str
    local_start: datetime
    starts_at: datetime
    works: bool
    role: Literal["guest", "co_host"]


class PeopleToInvite(msgspec.Struct, forbid_unknown_fields=True):
    """Whom to invite; by a host with `scope: following` also to what comes after it in the series."""

    people: Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=50)]
    scope: Literal["this", "following"] = "this"


class Invitation(msgspec.Struct):
    """Somebody would like me to come; `request` if I do not know them."""

    event: EventCard
    inviter: PersonCard
    request: bool
    at: datetime


class Invitations(msgspec.Struct):
    """The next event first."""

    data: list[Invitation]


class CalendarFeed(msgspec.Struct):
    """The secret address of my calendar, told this once."""

    url: str
