"""Telling everybody who comes something, and asking them when or where."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from tomoda.core.errors import FieldError, Malformed, NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, clean_text, new_id
from tomoda.events import queries
from tomoda.events.actions import by_mail
from tomoda.events.errors import EventOver, PollClosed, TooManyPolls, WrongState
from tomoda.events.messages.life import Announced, PollChanged
from tomoda.events.queries import EventRow
from tomoda.events.schemas.life import NewAnnouncement, NewPoll, NewPollOption, Vote

AFTERWARDS = timedelta(days=1)  # in which hosts can still tell their guests something
MOST_OPEN = 3

SAY = sql("""
    insert into event_announcements (event_id, id, author_id, body, created_at) values ($1, $2, $3, $4, $5)
    on conflict do nothing
""")
TELL = sql("""
    select array_agg(r.user_id) from rsvps r join users u on u.id = r.user_id and u.state = 'active'
    where r.event_id = $1 and r.answer in ('going', 'offered', 'waitlisted')
""")
ASK = sql("""
    insert into event_polls (event_id, id, author_id, about, question, options, closes_at, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing
""")
POLL = sql("select event_id, options, closed_at, closes_at from event_polls where event_id = $1 and id = $2 for update")
OPEN_POLLS = sql("""
    select count(*) from event_polls
    where event_id = $1 and id <> $3 and closed_at is null and coalesce(closes_at > $2, true)
""")
CLOSE = sql("update event_polls set closed_at = $3 where event_id = $1 and id = $2 and closed_at is null")
UNVOTE = sql("delete from poll_votes where poll_id = $1 and user_id = $2")
VOTE = sql("insert into poll_votes (poll_id, user_id, option_id) select $1, $2, unnest($3::uuid[])")


async def announce(tx: Tx, viewer: Viewer, event_id: UUID, announcement_id: UUID, new: NewAnnouncement) -> None:
    """Whoever comes, or waits for a seat, is told once each; nobody answers. The same id twice is once.

    Raises WrongState for a draft, EventOver a day after the end.
    """
    event = await queries.hosted(tx, viewer, event_id, "edit")
    if event.state == "draft":
        raise WrongState(current_state="draft")
    if tx.now >= event.ends_at + AFTERWARDS:
        raise EventOver(current_state=event.status(tx.now))
    body = clean_text(new.body)
    if not body:
        raise Malformed(errors=[FieldError("#/body", "must not be empty")])
    if not await tx.run(SAY, event_id, announcement_id, viewer.id, body, tx.now):
        return
    people: list[UUID] = await tx.value(TELL, event_id) or []
    said: dict[str, Any] = {
        "event_id": event_id,
        "id": announcement_id,
        "author_id": viewer.id,
        "title": event.title,
        "body": body,
    }
    tx.emit(Announced(people=[event.host_id, *people], **said))
    await by_mail.tell_all(tx, event_id, "announced", body)


async def ask(tx: Tx, viewer: Viewer, event_id: UUID, poll_id: UUID, new: NewPoll) -> None:
    """Ask whoever comes when or where. The same id twice is once. Raises TooManyPolls, PollClosed."""
    event = await queries.hosted(tx, viewer, event_id, "edit")
    _require_asking(tx, event)
    if await tx.value(OPEN_POLLS, event_id, tx.now, poll_id) >= MOST_OPEN:
        raise TooManyPolls
    question = clean_line(new.question)
    options = [_option(one, new.about) for one in new.options]
    if not question:
        raise Malformed(errors=[FieldError("#/question", "must not be empty")])
    row = (new.about, question, msgspec.json.encode(options), new.closes_at, tx.now)
    if await tx.run(ASK, event_id, poll_id, viewer.id, *row):
        tx.emit(PollChanged(event_id=event_id, poll_id=poll_id, by=viewer.id))


def _require_asking(tx: Tx, event: EventRow) -> None:
    if event.state not in ("draft", "scheduled") or event.over(tx.now):
        raise PollClosed(current_state=event.status(tx.now))


def _option(new: NewPollOption, about: str) -> dict[str, object]:
    text = clean_line(new.text)
    if not text and (about == "place" or new.local_start is None):
        raise Malformed(errors=[FieldError("#/options", "must each say something")])
    local = new.local_start.replace(tzinfo=None) if new.local_start and about == "time" else None
    return {"id": new_id(), "text": text, "local_start": local}


async def vote(tx: Tx, viewer: Viewer, event_id: UUID, poll_id: UUID, data: Vote) -> None:
    """What suits me, in place of what I said before. Raises NotFound unless I host, come or may come; PollClosed."""
    event = await queries.lock(tx, viewer, event_id)
    hosts = event.host_id == viewer.id or await queries.rights(tx, event_id, viewer.id) is not None
    if not hosts and event.answer not in ("going", "maybe"):
        raise NotFound
    poll = await tx.row(POLL, event_id, poll_id)
    if poll is None:
        raise NotFound
    _require_asking(tx, event)
    if poll["closed_at"] is not None or (poll["closes_at"] is not None and poll["closes_at"] <= tx.now):
        raise PollClosed(current_state="closed")
    known = {UUID(one["id"]) for one in msgspec.json.decode(poll["options"])}
    chosen = set(data.options)
    if not chosen <= known:
        raise Malformed(errors=[FieldError("#/options", "must be options of this poll")])
    await tx.run(UNVOTE, poll_id, viewer.id)
    await tx.run(VOTE, poll_id, viewer.id, sorted(chosen))
    tx.emit(PollChanged(event_id=event_id, poll_id=poll_id, by=viewer.id))


async def close(tx: Tx, viewer: Viewer, event_id: UUID, poll_id: UUID) -> None:
    """Nobody votes any more. Twice is once. Raises NotFound, NotTheHost."""
    event = await queries.hosted(tx, viewer, event_id, "edit")
    if await tx.row(POLL, event.id, poll_id) is None:
        raise NotFound
    if await tx.run(CLOSE, event_id, poll_id, tx.now):
        tx.emit(PollChanged(event_id=event_id, poll_id=poll_id, by=viewer.id))
