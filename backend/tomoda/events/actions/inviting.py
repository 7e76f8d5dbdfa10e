"""Inviting: by links that are counted and can be undone, and person by person."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from tomoda.core.errors import NotFound
from tomoda.core.messages import HearingChanged
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.events import queries
from tomoda.events.actions import coming
from tomoda.events.errors import EventNotFound, InviteExhausted, InviteExpired, NotTheHost
from tomoda.events.messages.notices import Invited
from tomoda.events.queries import invites
from tomoda.events.schemas.inviting import CalendarFeed, NewLink, NewLinkMade
from tomoda.notifications import actions as notices
from tomoda.users import queries as people

MAKE = sql("""
    insert into event_links (id, event_id, creator_id, token_hash, expires_at, max_uses, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)
""")
MADE = sql("""
    select coalesce(sum(coalesce(max_uses, 0)), 0) from event_links
    where event_id = $1 and creator_id = $2 and revoked_at is null
""")
# Two who take the last use at once: the second waits for the first, and then finds none.
USE = sql("""
    update event_links set uses = uses + 1
    where id = $1 and revoked_at is null and expires_at > $2 and (max_uses is null or uses < max_uses)
    returning event_id
""")
INVITE = sql("""
    insert into event_invitations (event_id, user_id, inviter_id, created_at, link_id, request)
    values ($1, $2, $3, $4, $5, $6) on conflict do nothing
""")
REVOKE = sql("update event_links set revoked_at = $2 where id = any($1::uuid[]) and revoked_at is null")
DECLINE = sql("delete from event_invitations where event_id = $1 and user_id = $2")

# The link, whom it brought, the links that they made, and so on.
BRANCH = sql("""
    with recursive branch as (
        select l.id, l.event_id from event_links l where l.id = $1
        union
        select made.id, made.event_id from branch
        join event_invitations i on i.link_id = branch.id
        join event_links made on made.event_id = branch.event_id and made.creator_id = i.user_id
    )
    select array_agg(distinct branch.id) as links,
           array_remove(array_agg(distinct i.user_id), null) as people
    from branch left join event_invitations i on i.link_id = branch.id
""")

SAVE_FEED = sql("""
    insert into calendar_feeds (user_id, token_hash, created_at) values ($1, $2, $3)
    on conflict (user_id) do update set token_hash = excluded.token_hash, created_at = excluded.created_at
""")
DELETE_FEED = sql("delete from calendar_feeds where user_id = $1")

MAY = sql("select are_friends($1, $2) as friends, visible($1, $2) as seen")


def digest(token: str) -> bytes:
    """How a link's secret is kept."""
    return hashlib.sha256(token.encode()).digest()


async def make_link(tx: Tx, viewer: Viewer, event_id: UUID, new: NewLink) -> NewLinkMade:
    """A link into my event. Guests may make one if the host lets them, for so many people. Raises NotTheHost."""
    event = await queries.lock(tx, viewer, event_id)
    most = new.max_uses
    if event.host_id != viewer.id:
        left = event.guests_invite - await tx.value(MADE, event_id, viewer.id)
        if event.answer != "going" or left < 1:
            raise NotTheHost
        most = min(most or left, left)
    token, link_id = secrets.token_urlsafe(16), new_id()
    expires_at = min(tx.now + timedelta(hours=new.hours), event.ends_at) if new.hours else event.ends_at
    await tx.run(MAKE, link_id, event_id, viewer.id, digest(token), expires_at, most, tx.now)
    return NewLinkMade(link_id, f"{tx.app.public_url}/i/{token}", expires_at, most)


async def accept(tx: Tx, viewer: Viewer, token: str) -> UUID:
    """The event that the link leads to is one that I may see now. Using it twice counts once.

    Raises InviteExhausted for the one who comes after the last, InviteExpired also for whoever is not wanted.
    """
    link = await invites.link(tx, digest(token))
    if link is None or not await people.stays(tx, viewer.id):
        raise NotFound
    event = await queries.lock_unasked(tx, link.event_id, viewer.id)
    host_sees = event is not None and await tx.value(people.VISIBLE, viewer.id, event.host_id)
    creator_sees = await tx.value(people.VISIBLE, viewer.id, link.creator_id)
    if event is None or not host_sees or not creator_sees or event.answer == "removed":
        raise InviteExpired
    if event.host_id == viewer.id or await tx.value(invites.INVITED, event.id, viewer.id):
        return event.id
    if not await tx.value(USE, link.id, tx.now):
        gone = link.revoked_at is not None or link.expires_at <= tx.now
        raise InviteExpired if gone else InviteExhausted
    await tx.run(INVITE, event.id, viewer.id, link.creator_id, tx.now, link.id, False)
    return event.id


async def revoke(tx: Tx, viewer: Viewer, event_id: UUID, link_id: UUID, *, branch: bool) -> None:
    """The link is dead; whoever has come stays. With `branch`, whomever it brought, and they, is sent away, too."""
    event = await queries.lock(tx, viewer, event_id)
    link = await invites.link_by_id(tx, event_id, link_id)
    if link is None or (event.host_id != viewer.id and link.creator_id != viewer.id):
        raise NotFound
    if not branch:
        await tx.run(REVOKE, [link_id], tx.now)
        return
    if event.host_id != viewer.id:
        raise NotTheHost
    row = await tx.row(BRANCH, link_id)
    if row is None:
        raise NotFound
    await tx.run(REVOKE, row["links"], tx.now)
    for user_id in sorted(row["people"]):
        theirs = await queries.lock_unasked(tx, event_id, user_id)
        if theirs is not None:
            await coming.send_away(tx, theirs)


async def invite(tx: Tx, viewer: Viewer, event_id: UUID, wanted: list[UUID]) -> None:
    """Friends are told; strangers find it among their requests. Whom one may not see is passed over in silence."""
    event = await queries.lock(tx, viewer, event_id)
    if event.host_id != viewer.id:
        raise NotTheHost
    told: list[UUID] = []
    for user_id in sorted(set(wanted) - {viewer.id}):
        row = await tx.row(MAY, viewer.id, user_id)
        if row is None or not row["seen"]:
            continue
        new = await tx.run(INVITE, event_id, user_id, viewer.id, tx.now, None, not row["friends"])
        if new and row["friends"]:
            told.append(user_id)
    await notices.notify(tx, told, Invited(event_id=event_id, inviter_id=viewer.id, title=event.title))


async def decline(tx: Tx, viewer: Viewer, event_id: UUID) -> None:
    """I am not invited any more; nobody is told. Twice is once."""
    if await tx.run(DECLINE, event_id, viewer.id):
        tx.emit(HearingChanged(topic=f"event:{event_id}", user_id=viewer.id))


async def require_open(tx: Tx, event_id: UUID) -> None:
    """Raises EventNotFound unless a stranger may see it."""
    if not await tx.value(queries.OPEN, event_id):
        raise EventNotFound


async def make_feed(tx: Tx, viewer: Viewer) -> CalendarFeed:
    """A new secret address for my calendar; the one before is dead."""
    token = secrets.token_urlsafe(24)
    await tx.run(SAVE_FEED, viewer.id, digest(token), tx.now)
    return CalendarFeed(f"{tx.app.public_url}/api/v1/calendars/{token}")


async def revoke_feed(tx: Tx, viewer: Viewer) -> None:
    """No address leads to my calendar any more."""
    await tx.run(DELETE_FEED, viewer.id)
