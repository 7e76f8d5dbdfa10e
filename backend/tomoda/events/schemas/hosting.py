"""Hosting together, and being there, as it goes over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.core.geo import Latitude, Longitude
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


class Here(msgspec.Struct, forbid_unknown_fields=True):
    """Where a guest is, as their phone knows it, and how well (metres). It is compared with the place, and not kept."""

    lat: Latitude
    lon: Longitude
    metres: Annotated[float, msgspec.Meta(ge=0, le=1000)] = 0


class CheckIn(msgspec.Struct):
    """Somebody is there; `late`: it reached us over an hour after it was scanned; `near`: their phone says so."""

    person: PersonCard
    scanned_at: datetime
    by_host: bool
    late: bool
    near: bool


class CheckIns(msgspec.Struct):
    """In the order of arriving."""

    data: list[CheckIn]
