"""Coming without an account, by a link in a mail."""

from typing import Any
from uuid import UUID

from litestar import Request, delete, get, post

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.events import queries
from tomoda.events.actions import by_mail
from tomoda.events.errors import (
    AnswersClosed,
    EventFull,
    EventIsCancelled,
    EventNotFound,
    EventOver,
    GuestNotFound,
    NeedsAccount,
    NotTheHost,
    TooManyGuests,
    WrongState,
)
from tomoda.events.schemas import (
    EventPage,
    Guests,
    MailGuest,
    NewMailGuest,
)

MAILS_ASKED = Limit("event_mail", 10, 3600, closed=True)


@post(
    "/events/{event_id:uuid}/mail-guests",
    status_code=204,
    opt={"public": True},
    raises=[
        EventNotFound,
        EventOver,
        EventIsCancelled,
        WrongState,
        AnswersClosed,
        NeedsAccount,
        TooManyGuests,
        RateLimited,
    ],
)
async def ask_by_mail(event_id: UUID, data: NewMailGuest, request: Request[Any, Any, Any], app: App) -> None:
    """Come without an account: a link is mailed, and whoever uses it has the seat."""
    await limits.take(app, MAILS_ASKED, _address(request), by_mail.mailbox(data.email))
    async with app.transaction() as tx:
        await by_mail.ask(tx, event_id, data)


@get("/mail-guests/{link:str}", opt={"public": True}, raises=[NotFound])
async def mail_guest(link: str, app: App) -> Json[MailGuest]:
    """What my link shows: the event, and where I stand. Looking changes nothing."""
    async with app.reading() as tx:
        return await queries.mail_guest_page(tx, by_mail.whose(app.secret, link))


@post(
    "/mail-guests/{link:str}/going",
    status_code=200,
    opt={"public": True},
    raises=[NotFound, EventFull, EventOver, EventIsCancelled, WrongState, AnswersClosed, NeedsAccount, TooManyGuests],
)
async def come_by_mail(link: str, app: App) -> Json[MailGuest]:
    """I come. Twice is once."""
    guest_id = by_mail.whose(app.secret, link)
    async with app.transaction() as tx:
        await by_mail.come(tx, guest_id)
        return await queries.mail_guest_page(tx, guest_id)


@post("/mail-guests/{link:str}/no", status_code=200, opt={"public": True}, raises=[NotFound])
async def stay_away_by_mail(link: str, app: App) -> Json[MailGuest]:
    """I do not come: the seat goes to whoever waits. Twice is once."""
    guest_id = by_mail.whose(app.secret, link)
    async with app.transaction() as tx:
        await by_mail.stay_away(tx, guest_id)
        return await queries.mail_guest_page(tx, guest_id)


@post("/mail-guests/{link:str}/claim", status_code=200, raises=[NotFound, EventNotFound])
async def claim_mail_guest(link: str, viewer: Viewer, app: App) -> Json[EventPage]:
    """I have an account now: the seat is its own."""
    guest_id = by_mail.whose(app.secret, link)
    async with app.transaction() as tx:
        return await queries.page(tx, viewer, await by_mail.claim(tx, viewer, guest_id))


@delete(
    "/events/{event_id:uuid}/mail-guests/{guest_id:uuid}",
    status_code=200,
    raises=[EventNotFound, GuestNotFound, NotTheHost],
)
async def remove_mail_guest(event_id: UUID, guest_id: UUID, viewer: Viewer, app: App) -> Json[Guests]:
    """As host, remove a guest who came by mail."""
    async with app.transaction() as tx:
        await by_mail.remove(tx, viewer, event_id, guest_id)
        return await queries.guests(tx, viewer, event_id)


def _address(request: Request[Any, Any, Any]) -> str:
    """From where this comes, as the doorkeeper has seen it."""
    seen: Any = request.scope
    return str(seen["address"])


ROUTES = [ask_by_mail, mail_guest, come_by_mail, stay_away_by_mail, claim_mail_guest, remove_mail_guest]
