"""Countries change their time zones: events that are still to come keep the wall clock, and move as instants."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import TZPATH, ZoneInfo

from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.events import queries
from tomoda.events.actions import by_mail, calendars, queue, showing, telling
from tomoda.events.messages import EventChanged

AT_ONCE = 200
NOBODY = UUID(int=0)

APPLIED = sql("select true from time_zone_rules where version = $1")
APPLY = sql("insert into time_zone_rules (version, applied_at) values ($1, $2) on conflict do nothing")
COMING = sql("""
    select id, time_zone, local_start, local_end, starts_at, ends_at from events
    where id > $1 and state in ('draft', 'scheduled') and starts_at > $2 order by id limit $3
""")
MOVE = sql("""
    update events set starts_at = $2, ends_at = $3, rsvp_by = rsvp_by + $4, quorum_by = quorum_by + $4,
        version = version + 1, updated_at = $5
    where id = $1
""")

type Zones = Callable[[str], ZoneInfo]


def version() -> str:
    """Which edition of the IANA database this process computes with, for instance `2026f`."""
    for folder in TZPATH:
        try:
            with Path(folder, "tzdata.zi").open() as file:
                return file.readline().split()[-1]
        except OSError:
            continue
    from tzdata import IANA_VERSION

    return IANA_VERSION


async def is_applied(tx: Tx, edition: str) -> bool:
    """Whether all instants follow these rules."""
    return bool(await tx.value(APPLIED, edition))


async def applied(tx: Tx, edition: str) -> None:
    """From now on they do."""
    await tx.run(APPLY, edition, tx.now)


async def recompute(tx: Tx, after: UUID, zones: Zones = ZoneInfo) -> UUID | None:
    """Move the next few events whose wall clock shows another time now; the last id, None at the end.

    Whoever comes is told only if the instant has moved. Of two equal times the one that was meant is kept.
    """
    rows = await tx.rows(COMING, after, tx.now, AT_ONCE)
    for row in rows:
        place = zones(row["time_zone"])
        begins = _still(row["starts_at"], row["local_start"], place)
        ends = _still(row["ends_at"], row["local_end"], place)
        if (begins, ends) != (row["starts_at"], row["ends_at"]):
            await _move(tx, row["id"], begins, max(ends, begins + (row["ends_at"] - row["starts_at"]) / 2))
    return rows[-1]["id"] if rows else None


def _still(moment: datetime, local: datetime, place: ZoneInfo) -> datetime:
    """The instant as it is, if the wall clock shows the right time then; else the one at which it does."""
    if moment.astimezone(place).replace(tzinfo=None) == local:
        return moment
    return local.replace(tzinfo=place).astimezone(UTC)


async def _move(tx: Tx, event_id: UUID, begins: datetime, ends: datetime) -> None:
    event = await queries.lock_unasked(tx, event_id, None)
    if event is None or event.state not in ("draft", "scheduled"):
        return
    await tx.run(MOVE, event_id, begins, ends, begins - event.starts_at, tx.now)
    queue.remind_in_time(tx, event_id, begins)
    queue.ask_in_time(tx, event_id, begins, event.still_coming)
    await showing.forgive(tx, event)
    await queue.offers_end_by(tx, event_id, begins)
    if event.state == "draft":
        return
    if event.undecided:
        queue.settle_at(tx, event_id, min(begins, event.decides_at + (begins - event.starts_at)))
    await by_mail.tell_all(tx, event_id, "moved")
    calendars.keep_all(tx, event_id)
    people = [event.host_id, *await queries.involved(tx, event_id)]
    tx.emit(
        EventChanged(
            event_id=event_id,
            host_id=event.host_id,
            people=people,
            title=event.title,
            what=["local_start"],
            version=event.version + 1,
            moved=True,
        )
    )
    await telling.show_again(tx, event)
