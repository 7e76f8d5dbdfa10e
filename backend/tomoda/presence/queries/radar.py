"""What is asked about my own being found near by."""

from datetime import datetime
from uuid import UUID

import msgspec

from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.presence.errors import RadarOff
from tomoda.users.schemas import Age, Interest, Language


class Row(msgspec.Struct):
    """What is stored of somebody; `reach` counts from 0 (their own square)."""

    cell: str
    reach: int
    interests: list[Interest]
    languages: list[Language]
    age_from: Age | None
    age_to: Age | None
    women_only: bool
    began_at: datetime
    ends_at: datetime
    placed_at: datetime
    asked_at: datetime
    moves: list[datetime]
    choices: list[datetime]


class Person(msgspec.Struct):
    """What counts of whoever asks."""

    woman: bool
    joined_at: datetime


class Looking(msgspec.Struct):
    """Somebody who is on, and by which device they ask, if it is known."""

    ends_at: datetime
    joined_at: datetime
    device_key: bytes | None


ROW = sql("""
    select cell, reach, interests, languages, age_from, age_to, women_only, began_at, ends_at, placed_at, asked_at,
        moves, choices
    from radar where user_id = $1
""")
PERSON = sql("select woman, created_at as joined_at from users where id = $1")
LOOKING = sql("""
    select r.ends_at, u.created_at as joined_at, s.device_key
    from radar r join users u on u.id = r.user_id left join sessions s on s.id = $2
    where r.user_id = $1 and r.ends_at > $3 and (u.woman or not r.women_only)
""")


async def row(tx: Tx, person: UUID) -> Row | None:
    """What is stored of this person, whether it is over or not."""
    return await tx.maybe(Row, ROW, person)


async def person(tx: Tx, viewer: Viewer) -> Person:
    """Whether the viewer says that she is a woman, and since when they are here."""
    return await tx.one(Person, PERSON, viewer.id)


async def looking(tx: Tx, viewer: Viewer) -> Looking:
    """The viewer, who can be found at this moment. Raises RadarOff if not."""
    found = await tx.maybe(Looking, LOOKING, viewer.id, viewer.session_id, tx.now)
    if found is None:
        raise RadarOff
    return found
