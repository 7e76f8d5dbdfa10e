"""Calendar entries by mail: an invitation for whoever has a seat, a new one if time or place change, an end if it ends.

What was mailed is written down, so that a calendar is told of an end if it was told of a beginning, and of nothing
twice. Whoever does not want such mails says so under the topic `calendar`.
"""

from email.utils import parseaddr
from hashlib import sha256
from typing import Literal
from uuid import UUID

import msgspec

from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events.actions import ics
from tomoda.events.messages.mails import MailCalendar, MailCalendars
from tomoda.events.queries import invites
from tomoda.notifications import queries as wanted

type Method = Literal["REQUEST", "CANCEL"]

STANDS = sql("""
    select u.email, u.locale, u.state, r.answer = 'going' as going, m.told, m.ended, e.ends_at > $3 as ahead
    from events e join users u on u.id = $2
    left join rsvps r on r.event_id = e.id and r.user_id = u.id
    left join calendar_mails m on m.event_id = e.id and m.user_id = u.id
    where e.id = $1
""")
KEEP = sql("""
    insert into calendar_mails (event_id, user_id, told, ended, mailed_at) values ($1, $2, $3, $4, $5)
    on conflict (event_id, user_id)
        do update set told = excluded.told, ended = excluded.ended, mailed_at = excluded.mailed_at
""")
CONCERNED = sql("""
    select user_id from rsvps where event_id = $1 and answer = 'going'
    union select user_id from calendar_mails where event_id = $1 and not ended
    order by user_id
""")

_entries = msgspec.json.Decoder(list[ics.Entry])


class _Stands(msgspec.Struct):
    email: str | None
    locale: str
    state: str
    going: bool | None
    told: str | None
    ended: bool | None
    ahead: bool


class CalendarMail(msgspec.Struct):
    """What is to be mailed now: to whom, in which language, whether it begins or ends, and the entry."""

    email: str
    locale: str
    method: Method
    entry: ics.Entry
    told: str


async def due(tx: Tx, event_id: UUID, user_id: UUID) -> CalendarMail | None:
    """What this person's calendar does not know yet; None if it knows, or does not want to."""
    stands = await tx.maybe(_Stands, STANDS, event_id, user_id, tx.now)
    if stands is None or not stands.email or stands.state != "active" or not stands.ahead:
        return None
    entry = _first(await invites.calendar_entry(tx, Viewer(user_id), event_id))
    known = stands.told if not stands.ended else None
    if entry is not None and stands.going and entry.event.status in ("scheduled", "ongoing"):
        told = _told(entry)
        if told == known or not await _wants(tx, user_id):
            return None
        return CalendarMail(stands.email, stands.locale, "REQUEST", entry, told)
    last = _first(await invites.last_entry(tx, event_id)) if known else None
    return last and CalendarMail(stands.email, stands.locale, "CANCEL", last, known or "")


async def mailed(tx: Tx, event_id: UUID, user_id: UUID, mail: CalendarMail) -> None:
    """It was sent."""
    await tx.run(KEEP, event_id, user_id, mail.told, mail.method == "CANCEL", tx.now)


async def _wants(tx: Tx, user_id: UUID) -> bool:
    chosen = await wanted.preferences(tx, user_id)
    return any(one.topic == "calendar" and one.mail == "now" for one in chosen.topics)


async def of_mail_guest(tx: Tx, guest_id: UUID) -> ics.Entry | None:
    """The event as whoever comes by mail may know it."""
    return _first(await invites.mail_guest_entry(tx, guest_id))


def _first(found: Json[list[object]] | None) -> ics.Entry | None:
    entries = _entries.decode(found) if found else []
    return entries[0] if entries else None


def _told(entry: ics.Entry) -> str:
    """What a calendar shows of it that matters: when and where."""
    event = entry.event
    where = (event.place.name, event.place.address)
    return sha256(repr((event.starts_at, event.ends_at, event.time_zone, where)).encode()).hexdigest()[:32]


def file(entry: ics.Entry, public_url: str, method: Method, sender: str, receiver: str) -> str:
    """The entry as an invitation (RFC 5546): from us, to nobody but its receiver."""
    return ics.calendar([entry], public_url, method=method, people=(parseaddr(sender)[1], receiver))


def keep(tx: Tx, event_id: UUID, user_id: UUID) -> None:
    """Somebody's seat was taken or given back: their calendar follows."""
    tx.enqueue(MailCalendar(event_id, user_id))


def keep_all(tx: Tx, event_id: UUID) -> None:
    """Something is different for everybody who comes."""
    tx.enqueue(MailCalendars(event_id))


async def each(tx: Tx, event_id: UUID) -> None:
    """A mail for each whose calendar may be to be told."""
    for row in await tx.rows(CONCERNED, event_id):
        tx.enqueue(MailCalendar(event_id, row["user_id"]))
