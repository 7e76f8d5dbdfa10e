"""Calendars follow by mail: an entry with the seat, a new one when it moves, an end when the seat or the event ends."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.events.test_calendar import HOME, read
from tests.fakes.mailbox import Mailbox, open_mailbox
from tests.makers.events import cancel, event, going
from tests.makers.people import befriend
from tests.world import World
from tomoda.core import jobs
from tomoda.core.sql import sql
from tomoda.edges.mail import Mail
from tomoda.events.actions import by_mail
from tomoda.events.messages import MailLink
from tomoda.events.messages.mails import MailCalendar, MailCalendars

WAITING = sql("select payload from pgqueuer where entrypoint = $1 and status = 'queued' order by id")
DONE = sql("delete from pgqueuer where entrypoint = $1")
LINKS = sql("select id from mail_guests order by created_at, id")


@pytest.fixture
def mailbox(world: World) -> Iterator[Mailbox]:
    with open_mailbox() as box:
        world.app.edges["mail"] = Mail(box.url, "Tomoda <hello@tomoda.test>")
        yield box


async def work(world: World) -> None:
    """What workers would do now about calendars, each job twice: a mail that was sent is not sent again."""
    for kind in (MailCalendars.name, MailCalendar.name, MailLink.name):
        async with world.app.transaction() as tx:
            payloads = [row["payload"] for row in await tx.rows(WAITING, kind)]
            await tx.run(DONE, kind)
        for payload in payloads * (1 if kind == MailLink.name else 2):
            await jobs.do_now(world.app, kind, payload)


def entries(mailbox: Mailbox, address: str) -> list[tuple[str, dict[str, Any]]]:
    """The method of each mail that carries an entry, and the entry as two libraries read it."""
    parts = [part for mail in mailbox.to(address) for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return [(str(part.get_param("method")), read(part.get_content())[0]) for part in parts]


async def test_a_calendar_is_told_of_a_seat_of_a_move_and_of_the_end_once_each(world: World, mailbox: Mailbox) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    dinner = await event(host, "Dinner", place=HOME, hours=30, seats=1, visibility="unlisted")
    await going(ann, dinner)
    await bo.put(f"/events/{dinner}/rsvp", {"answer": "going", "wait": True})
    await work(world)
    [(method, entry)] = entries(mailbox, "ann@example.org")
    assert (method, entry["uid"], entry["status"]) == ("REQUEST", f"{dinner}@events.tomoda", "CONFIRMED")
    assert entry["where"] == "Kamppi, Secret 1 A 5"
    [mail] = mailbox.to("ann@example.org")
    assert "List-Unsubscribe" in mail
    text = mail.get_body(("plain",))
    assert text is not None
    assert "(Helsinki)" in text.get_content(), "whose clock it is"
    assert "bo@example.org" not in str(mail)
    assert "host@example.org" not in str(mail)
    await host.patch(f"/events/{dinner}", {"title": "Supper"})
    await work(world)
    assert len(entries(mailbox, "ann@example.org")) == 1, "a word is nothing to a calendar"
    await host.patch(f"/events/{dinner}", {"place": HOME | {"address": "Secret 2"}})
    await work(world)
    method, entry = entries(mailbox, "ann@example.org")[-1]
    assert (method, entry["where"], entry["sequence"]) == ("REQUEST", "Kamppi, Secret 2", 2)
    await going(ann, dinner, "no")
    await work(world)
    method, entry = entries(mailbox, "ann@example.org")[-1]
    assert (method, entry["status"], entry["where"]) == ("CANCEL", "CANCELLED", "Kamppi")
    assert entries(mailbox, "bo@example.org") == [], "an offer is no seat"
    await going(bo, dinner)
    await work(world)
    await cancel(host, dinner)
    await work(world)
    assert [method for method, _ in entries(mailbox, "bo@example.org")] == ["REQUEST", "CANCEL"]
    assert len(entries(mailbox, "ann@example.org")) == 3


async def test_whoever_is_sent_away_is_told_and_whoever_wants_no_entries_gets_none(
    world: World, mailbox: Mailbox
) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    for who in (ann, bo):
        await befriend(host, who)
    dinner = await event(host, "Dinner", visibility="friends")
    off = {"topics": [{"topic": "calendar", "push": False, "mail": "off"}]}
    assert (await bo.patch("/notices/preferences", off)).status == 200
    for who in (ann, bo):
        await going(who, dinner)
    await work(world)
    await host.delete(f"/events/{dinner}/guests/{ann.id}")
    await host.delete(f"/events/{dinner}/guests/{bo.id}")
    await work(world)
    assert [method for method, _ in entries(mailbox, "ann@example.org")] == ["REQUEST", "CANCEL"]
    assert entries(mailbox, "bo@example.org") == []


async def test_a_guest_by_mail_gets_the_entry_with_the_seat_and_its_end(world: World, mailbox: Mailbox) -> None:
    host = await world.user("Host")
    dinner = await event(host, "Dinner", place=HOME)
    flo = {"email": "flo@example.org", "name": "Flo"}
    await world.ask("POST", f"/events/{dinner}/mail-guests", flo)
    await work(world)
    assert entries(mailbox, "flo@example.org") == [], "an address that was typed has no seat yet"
    async with world.app.reading() as tx:
        [row] = await tx.rows(LINKS)
    link = f"/mail-guests/{by_mail.token(world.app.secret, row['id'])}"
    await world.ask("POST", f"{link}/going")
    await work(world)
    [(method, entry)] = entries(mailbox, "flo@example.org")
    assert (method, entry["where"]) == ("REQUEST", "Kamppi, Secret 1 A 5")
    await world.ask("POST", f"{link}/no")
    await work(world)
    method, entry = entries(mailbox, "flo@example.org")[-1]
    assert (method, entry["status"], entry["where"]) == ("CANCEL", "CANCELLED", "Kamppi")
