"""Events that repeat, as they go over the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

type Scope = Literal["this", "following", "all"]
"""This one; this one and those after it; all that are still to come. What was changed by itself is left as it is."""

type Weekday = Annotated[int, msgspec.Meta(ge=1, le=7)]


class Repeat(msgspec.Struct, forbid_unknown_fields=True):
    """Again every so many days, weeks or months, at the same time on the wall clock, for a year at most.

    Weekly on these weekdays (1 is Monday; left out: that of the first time). Monthly on the same weekday of the month
    as the first time, a fifth one meaning the last.
    """

    frequency: Literal["daily", "weekly", "monthly"]
    every: Annotated[int, msgspec.Meta(ge=1, le=4)] = 1
    weekdays: Annotated[list[Weekday], msgspec.Meta(max_length=7)] = msgspec.field(default_factory=list[int])
    until: date | None = None


class Series(msgspec.Struct):
    """What an event is an occurrence of. `occurrence`: when the series has it begin, its name for ever.

    `number`: the how manieth that is by the rule, the first being 1, whatever has become of those before it.
    """

    id: UUID
    frequency: Literal["daily", "weekly", "monthly"]
    every: int
    weekdays: list[int]
    until: date
    occurrence: datetime
    number: int
    on_its_own: bool
