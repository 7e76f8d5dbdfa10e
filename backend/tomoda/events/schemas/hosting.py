"""Hosting together, and being there, as it goes over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.users.schemas import PersonCard


class CoHostRights(msgspec.Struct, forbid_unknown_fields=True):
    """What a co-host may do: change the event, let people in and send them away, say who is there."""

    rights: Annotated[list[Literal["edit", "guests", "check_in"]], msgspec.Meta(max_length=3)]


class Host(msgspec.Struct):
    """Somebody who hosts with the host."""

    person: PersonCard
    rights: list[Literal["edit", "guests", "check_in"]]


class Hosts(msgspec.Struct):
    """Whoever has hosted longest comes first: they take over if the host is gone."""

    data: list[Host]


class NewHost(msgspec.Struct, forbid_unknown_fields=True):
    """Who shall be the host."""

    user_id: UUID


class CheckInKey(msgspec.Struct):
    """The code of a half minute is HMAC-SHA256(key, the number of steps since 1970), its first 16 hex digits."""

    key: str
    step_seconds: int


class Scan(msgspec.Struct, forbid_unknown_fields=True):
    """What a guest's phone read off the host's, and when."""

    step: Annotated[int, msgspec.Meta(ge=0, le=10_000_000_000 // 30)]
    code: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
    scanned_at: Annotated[datetime, msgspec.Meta(tz=True)]


class CheckIn(msgspec.Struct):
    """Somebody is there; `late`: it reached us over an hour after it was scanned."""

    person: PersonCard
    scanned_at: datetime
    by_host: bool
    late: bool


class CheckIns(msgspec.Struct):
    """In the order of arriving."""

    data: list[CheckIn]
