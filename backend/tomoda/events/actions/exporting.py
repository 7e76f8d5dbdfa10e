"""The list of guests for the host, to print: few fields, and written down that it was taken."""

import csv
from io import StringIO
from uuid import UUID

from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.events import queries

COLUMNS = ("name", "answer", "party", "attended")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would calculate

LIST = sql("""
    select users.display_name as name, r.answer, r.party,
           coalesce(case when c.user_id is not null then 'came' else r.attended end, '') as attended, 0 as kind
    from rsvps r join users on users.id = r.user_id
    left join check_ins c on c.event_id = r.event_id and c.user_id = r.user_id
    where r.event_id = $2 and r.answer in ('going', 'maybe') and visible($1, r.user_id)
    union all
    select m.name, m.answer, m.party, '', 1 from mail_guests m where m.event_id = $2 and m.answer = 'going'
    order by kind, name
""")
TAKEN = sql("insert into guest_exports (id, event_id, user_id, at, guests) values ($1, $2, $3, $4, $5)")


async def guests(tx: Tx, viewer: Viewer, event_id: UUID) -> str:
    """The host's list as CSV (RFC 4180), logged. Raises EventNotFound, NotTheHost."""
    await queries.hosted(tx, viewer, event_id)
    rows = await tx.rows(LIST, viewer.id, event_id)
    await tx.run(TAKEN, new_id(), event_id, viewer.id, tx.now, len(rows))
    text = StringIO()
    out = csv.writer(text)
    out.writerow(COLUMNS)
    out.writerows([_plain(str(row[column])) for column in COLUMNS] for row in rows)
    return text.getvalue()


def _plain(cell: str) -> str:
    """Nothing that a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
