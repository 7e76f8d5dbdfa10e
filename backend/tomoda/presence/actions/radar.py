"""Being found near by: for some hours, in a square, by those who can be found as well."""

from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from tomoda.core.errors import FieldError, Malformed, RateLimited
from tomoda.core.geo import Point
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.presence.actions import cells
from tomoda.presence.actions.cells import Cell
from tomoda.presence.errors import TooFarTooSoon, WomenAmongThemselves
from tomoda.presence.messages.radar import RadarChanged
from tomoda.presence.queries import radar
from tomoda.presence.queries.radar import Row
from tomoda.presence.schemas.radar import BANDS, Ages, MyRadar, RadarChoice, RadarSwitch
from tomoda.users import queries as people
from tomoda.users.schemas import Age, Interest, Language

DAY = timedelta(days=1)
PLACES, PLACES_NEW = 3, 1  # squares that one may choose in a day, and an account younger than a week
CHOICES, CHOICES_NEW = 3, 1  # times in a day that reach or filters may be other ones
FASTEST = 700 / 3.6  # metres per second between two chosen places, doors included
FREE = 30_000  # metres that nobody is asked about

APPEAR = sql("""
    insert into radar (user_id, cell, centre, side, reach, interests, languages, age_from, age_to, women_only,
        began_at, ends_at, placed_at, asked_at, moves, choices)
    values ($1, $2, st_point($3, $4)::geography, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    on conflict (user_id) do update set cell = excluded.cell, centre = excluded.centre, side = excluded.side,
        reach = excluded.reach, interests = excluded.interests, languages = excluded.languages,
        age_from = excluded.age_from, age_to = excluded.age_to, women_only = excluded.women_only,
        began_at = excluded.began_at, ends_at = excluded.ends_at, placed_at = excluded.placed_at,
        asked_at = excluded.asked_at, moves = excluded.moves, choices = excluded.choices
""")
VANISH = sql("update radar set ends_at = $2 where user_id = $1 and ends_at > $2")
FORGET = sql("delete from radar where ends_at <= $1 and asked_at <= $2")

type Wish = tuple[int, list[Interest], list[Language], Age | None, Age | None, bool]


async def switch(tx: Tx, viewer: Viewer) -> RadarSwitch:
    """How the viewer is shown now, and what they may still choose today."""
    me, row = await radar.person(tx, viewer), await radar.row(tx, viewer.id)
    places, choices = _budgets(tx.now, me.joined_at)
    moves, chosen = (_today(tx.now, row.moves), _today(tx.now, row.choices)) if row else ([], [])
    on = _mine(row) if row and row.ends_at > tx.now and (me.woman or not row.women_only) else None
    return RadarSwitch(on, max(0, places - len(moves)), max(0, choices - len(chosen)), tx.now)


async def appear(tx: Tx, viewer: Viewer, choice: RadarChoice) -> None:
    """Be found from now on, or otherwise than before. Raises WomenAmongThemselves, TooFarTooSoon, RateLimited."""
    await people.lock(tx, viewer.id)
    me, before = await radar.person(tx, viewer), await radar.row(tx, viewer.id)
    wish = _wish(choice)
    if choice.women_only and not me.woman:
        raise WomenAmongThemselves
    cell = await _cell(tx, choice.place, before)
    places, choices = _budgets(tx.now, me.joined_at)
    moves = _today(tx.now, before.moves) if before else []
    chosen = _today(tx.now, before.choices) if before else []
    if before is None or cell.name != before.cell:
        moves = _counted(tx.now, moves, places)
    if before is not None and wish != _wished(before):
        chosen = _counted(tx.now, chosen, choices)
    on = before is not None and before.ends_at > tx.now
    began = before.began_at if before and on else tx.now
    placed = before.placed_at if before and choice.place is None else tx.now
    ends = tx.now + timedelta(hours=choice.hours)
    middle = cell.centre
    await tx.run(
        *(APPEAR, viewer.id, cell.name, middle.lon, middle.lat, cell.side),
        *(*wish, began, ends, placed, tx.now, moves, chosen),
    )
    tx.emit(RadarChanged(user_id=viewer.id))


async def vanish(tx: Tx, viewer: Viewer) -> None:
    """Be found no longer, from this instant on."""
    if await tx.run(VANISH, viewer.id, tx.now):
        tx.emit(RadarChanged(user_id=viewer.id))


async def end(tx: Tx, person: UUID) -> None:
    """They are found no longer, and not when they come back either; what they chose today stays counted."""
    await tx.run(VANISH, person, tx.now)


async def forget(tx: Tx) -> None:
    """Whoever is no longer found, once the day is over in which squares and wishes are counted."""
    await tx.run(FORGET, tx.now, tx.now - DAY)


async def _cell(tx: Tx, place: Point | None, before: Row | None) -> Cell:
    """Where they want to be found. Raises TooFarTooSoon, or Malformed if they never said where."""
    known = cells.named(before.cell) if before else None
    if place is None:
        if known is None:
            raise Malformed(errors=[FieldError("#/place", "where? There is no square of before")])
        return known
    cell = await cells.of(tx, place, known)
    if before and known and cell != known:
        needed = timedelta(seconds=max(0.0, cells.metres_travelled(known, cell) - FREE) / FASTEST)
        left = before.placed_at + needed - tx.now
        if left > timedelta():
            raise TooFarTooSoon(retry_after=ceil(left.total_seconds()))
    return cell


def _budgets(now: datetime, joined_at: datetime) -> tuple[int, int]:
    new = now - joined_at < people.NEW_FOR
    return (PLACES_NEW, CHOICES_NEW) if new else (PLACES, CHOICES)


def _today(now: datetime, instants: list[datetime]) -> list[datetime]:
    return [one for one in instants if one > now - DAY]


def _counted(now: datetime, instants: list[datetime], most: int) -> list[datetime]:
    """One more of them. Raises RateLimited when there were as many as may be within a day."""
    if len(instants) >= most:
        raise RateLimited(retry_after=max(1, ceil((instants[-most] + DAY - now).total_seconds())))
    return [*instants, now]


def _wish(choice: RadarChoice) -> Wish:
    """What is stored of it. Raises Malformed for a range of ages that names one band, or none."""
    ages = choice.ages
    if ages and ages.youngest >= ages.oldest:
        raise Malformed(errors=[FieldError("#/ages", "must cover at least two bands, the youngest first")])
    interests, languages = sorted(set(choice.interests)), sorted(set(choice.languages))
    youngest, oldest = (ages.youngest, ages.oldest) if ages else (None, None)
    return BANDS.index(choice.reach), interests, languages, youngest, oldest, choice.women_only


def _wished(row: Row) -> Wish:
    return row.reach, row.interests, row.languages, row.age_from, row.age_to, row.women_only


def _mine(row: Row) -> MyRadar:
    cell = cells.named(row.cell)
    return MyRadar(
        square=cell.box,
        side=cell.side,
        reach=BANDS[row.reach],
        interests=row.interests,
        languages=row.languages,
        ages=Ages(row.age_from, row.age_to) if row.age_from and row.age_to else None,
        women_only=row.women_only,
        began_at=row.began_at,
        ends_at=row.ends_at,
    )
