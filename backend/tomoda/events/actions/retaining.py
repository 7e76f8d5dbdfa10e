"""Keeping the promise of the first day: so many days after the end, all of an event is deleted."""

from datetime import timedelta

from tomoda.core.messages import HearingChanged
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.events.messages.life import EventForgotten
from tomoda.notifications import actions as notices

AT_ONCE = 50
LEAST = timedelta(days=1)

# `ends_at` alone can use the index; nothing is kept less than a day.
DUE = sql("""
    select id from events
    where ends_at <= $1 and ends_at + make_interval(hours => 24 * kept_days) <= $2
    order by id limit $3 for update skip locked
""")
FORGET = sql("delete from events where id = any($1::uuid[])")
UNSAY = sql("delete from signals where topic = any($1::text[])")


async def forget_due(tx: Tx) -> int:
    """Delete events whose time has come, with all that belongs to them; how many. What was reported stays a report."""
    due = [row["id"] for row in await tx.rows(DUE, tx.now - LEAST, tx.now, AT_ONCE)]
    for event_id in due:
        await tx.follow(EventForgotten(event_id=event_id))
        tx.emit(HearingChanged(topic=f"event:{event_id}", reason="removed"))
    if due:
        await notices.forget_about(tx, "event_id", due)
        await tx.run(UNSAY, [f"event:{event_id}" for event_id in due])
        await tx.run(FORGET, due)
    return len(due)
