"""Coming without an account: a link by mail says yes, says no, or hands the seat over to an account.

Nobody is entered by somebody else's typing their address: a seat is taken by the link in the mail, not before.
"""

from uuid import UUID

from tomoda.core import tokens
from tomoda.core.errors import FieldError, Malformed, NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, fold, new_id
from tomoda.events import queries
from tomoda.events.actions import coming, details, queue, showing, telling
from tomoda.events.errors import EventFull, GuestNotFound, NeedsAccount, TooManyGuests
from tomoda.events.messages import MailLink
from tomoda.events.queries import EventRow, MailGuestRow
from tomoda.events.schemas import NewMailGuest
from tomoda.users import queries as people

ASK = sql("""
    insert into mail_guests as m (id, event_id, email, mailbox, name, party, locale, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (event_id, mailbox) do update set
        name = case when m.answer = 'going' then m.name else excluded.name end,
        party = case when m.answer = 'going' then m.party else excluded.party end,
        locale = excluded.locale
    returning id
""")
ANSWER = sql("update mail_guests set answer = $2 where id = $1")
DELETE = sql("delete from mail_guests where id = $1")
FORGET = sql("delete from mail_guests where answer = 'asked' and created_at < $1")
GOING = sql("select id from mail_guests where event_id = $1 and answer = 'going'")
HAS_ACCOUNT = sql("""
    select exists (select from rsvps r join users u on u.id = r.user_id
                   where r.event_id = $1 and u.email_folded = $2 and r.answer in ('going', 'offered', 'waitlisted'))
""")


def mailbox(email: str) -> str:
    """Whose mailbox an address is, with or without something behind a plus sign."""
    local, _, domain = fold(email).rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def token(secret: bytes, guest_id: UUID) -> str:
    """What the link in the mail carries."""
    return f"{guest_id.hex}.{tokens.sealed(secret, 'mail guest', guest_id)}"


def whose(secret: bytes, given: str) -> UUID:
    """Whose link this is. Raises NotFound for one that we have not mailed."""
    name, _, seal = given.partition(".")
    try:
        guest_id = UUID(hex=name)
    except ValueError:
        raise NotFound from None
    if not tokens.is_sealed(secret, seal, "mail guest", guest_id):
        raise NotFound
    return guest_id


async def ask(tx: Tx, event_id: UUID, new: NewMailGuest) -> None:
    """Mail the link. Raises EventNotFound unless everybody may see the event; NeedsAccount where the host decides."""
    event = await queries.lock_open(tx, event_id)
    await queue.settle(tx, event)
    _require_open(tx, event, 1 + new.guests)
    name, email = clean_line(new.name), clean_line(new.email)
    if not name:
        raise Malformed(errors=[FieldError("#/name", "must not be empty")])
    row = (new_id(), event_id, email, mailbox(email), name, 1 + new.guests, new.locale, tx.now)
    tx.enqueue(MailLink(await tx.value(ASK, *row), "link"))


def _require_open(tx: Tx, event: EventRow, party: int) -> None:
    coming.require_on(tx, event)
    coming.require_answers(tx, event)
    if (
        event.join_mode != "open"
        or event.access_code is not None
        or event.deposit is not None
        or any(one.required for one in details.questions(event))
    ):
        raise NeedsAccount
    if party - 1 > event.plus_max:
        raise TooManyGuests(plus_max=event.plus_max)


async def come(tx: Tx, guest_id: UUID) -> None:
    """The link was used: a seat is taken. Twice is once. Raises EventFull, NotFound."""
    guest, event = await _guest(tx, guest_id)
    if guest.answer == "going":
        return
    await queue.settle(tx, event)
    _require_open(tx, event, guest.party)
    if await tx.value(HAS_ACCOUNT, event.id, fold(guest.email)) or not event.fits(guest.party):
        raise EventFull
    await tx.run(ANSWER, guest_id, "going")
    await queue.count(tx, event, guest.party, 0)
    await showing.taken_up(tx, event, guest.party)
    tx.enqueue(MailLink(guest_id, "coming"))
    await queue.settle(tx, event)  # they may be the last whom it needs
    await telling.show_again(tx, event)


async def stay_away(tx: Tx, guest_id: UUID) -> None:
    """They do not come: the seat goes to whoever waits. Twice is once."""
    guest, event = await _guest(tx, guest_id)
    if guest.answer == "going" and not event.over(tx.now):
        tx.enqueue(MailLink(guest_id, "left"))
    await _give_back(tx, guest, event)
    await tx.run(ANSWER, guest_id, "no")


async def _give_back(tx: Tx, guest: MailGuestRow, event: EventRow) -> None:
    if guest.answer == "going":
        await queue.count(tx, event, -guest.party, 0)
        await tx.run(ANSWER, guest.id, "no")
        await queue.settle(tx, event)
        await telling.show_again(tx, event)


async def claim(tx: Tx, viewer: Viewer, guest_id: UUID) -> UUID:
    """The seat is now that of my account; the event's id. The link is of no more use."""
    if not await people.stays(tx, viewer.id):
        raise NotFound
    guest, event = await _guest(tx, guest_id, viewer.id)
    if not event.seen or event.answer == "removed" or event.host_id == viewer.id:
        raise NotFound
    await tx.run(DELETE, guest_id)
    if guest.answer == "going":
        await queue.count(tx, event, -guest.party, 0)
        if event.answer != "going":
            await coming.stand(tx, event, "going", guest.party)
        else:
            await queue.settle(tx, event)
    return event.id


async def remove(tx: Tx, viewer: Viewer, event_id: UUID, guest_id: UUID) -> None:
    """The host removes a guest who came by mail: their link is dead. Raises GuestNotFound."""
    event = await queries.hosted(tx, viewer, event_id)
    guest = await queries.mail_guest(tx, guest_id)
    if guest is None or guest.event_id != event_id:
        raise GuestNotFound
    await _give_back(tx, guest, event)
    await tx.run(DELETE, guest_id)


async def _guest(tx: Tx, guest_id: UUID, viewer_id: UUID | None = None) -> tuple[MailGuestRow, EventRow]:
    """The guest, read again under the lock of the event. Raises NotFound."""
    before = await queries.mail_guest(tx, guest_id)
    event = await queries.lock_unasked(tx, before.event_id, viewer_id) if before else None
    guest = await queries.mail_guest(tx, guest_id) if event else None
    if event is None or guest is None:
        raise NotFound
    return guest, event


async def tell_all(tx: Tx, event_id: UUID, about: str, text: str = "") -> None:
    """Whoever comes by mail hears by mail."""
    for row in await tx.rows(GOING, event_id):
        tx.enqueue(MailLink(row["id"], about, text), once=f"mail:{row['id']}:{about}:{tx.now.timestamp()}")
