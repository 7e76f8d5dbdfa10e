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
from tomoda.events.actions import coming, hosting
from tomoda.events.errors import EventNotFound, InviteExhausted, InviteExpired, NotTheHost, TooManyInvited
from tomoda.events.messages.notices import Invited
from tomoda.events.queries import EventRow, invites
from tomoda.events.schemas.inviting import CalendarFeed, NewLink, NewLinkMade
from tomoda.notifications import actions as notices
from tomoda.users import queries as people

MOST_CO_HOSTS = 5  # whom one link makes co-hosts
STRANGERS, STRANGERS_NEW = 20, 10  # whom one may invite within a day; from an account younger than a week
STRANGERS_WITHIN = timedelta(days=1)
DECLINES_ENOUGH, DECLINED_WITHIN = 3, timedelta(days=7)

MAKE = sql("""
    insert into event_links (id, event_id, creator_id, token_hash, expires_at, max_uses, created_at, role, rights)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
""")
# By links, and one by one.
MADE = sql("""
    select (
        select coalesce(sum(coalesce(max_uses, 0)), 0) from event_links
        where event_id = $1 and creator_id = $2 and revoked_at is null
    ) + (select count(*) from event_invitations where event_id = $1 and inviter_id = $2 and link_id is null)
""")
# Two who take the last use at once: the second waits for the first, and then finds none.
USE = sql("""
    update event_links set uses = uses + 1
    where id = $1 and revoked_at is null and expires_at > $2 and (max_uses is null or uses < max_uses)
    returning event_id
""")
INVITE = sql("""
    insert into event_invitations (event_id, user_id, inviter_id, created_at, request, stranger)
    values ($1, $2, $3, $4, $5, $6) on conflict do nothing
""")
BRING = sql("""
    insert into event_invitations (event_id, user_id, inviter_id, created_at, link_id) values ($1, $2, $3, $4, $5)
    on conflict (event_id, user_id) do update set declined_at = null, request = false, link_id = excluded.link_id
""")
REVOKE = sql("update event_links set revoked_at = $2 where id = any($1::uuid[]) and revoked_at is null")
DECLINE = sql("""
    update event_invitations set declined_at = $3 where event_id = $1 and user_id = $2 and declined_at is null
""")

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

# Whether the other would be told: friends always, others as the other wants it.
MAY = sql("""
    select visible($1, $2) as seen, are_friends($1, $2) as friends, case them.invites_from
        when 'everyone' then true
        when 'friends_of_friends' then exists (
            select from friendships mine join friendships theirs on theirs.user_id = mine.friend_id
            where mine.user_id = $1 and theirs.friend_id = $2
        ) else false end as welcome
    from users them where them.id = $2
""")
BOTHERED = sql("""
    select count(*) filter (where created_at > $2) as asked, count(*) filter (where declined_at > $3) as declined
    from event_invitations where inviter_id = $1 and stranger
""")


def digest(token: str) -> bytes:
    """How a link's secret is kept."""
    return hashlib.sha256(token.encode()).digest()


async def make_link(tx: Tx, viewer: Viewer, event_id: UUID, new: NewLink) -> NewLinkMade:
    """A link into my event. Guests may make one if the host lets them, for so many people. Raises NotTheHost."""
    event = await queries.lock(tx, viewer, event_id)
    most = new.max_uses
    if event.host_id != viewer.id:
        left = await _left(tx, event)
        if left < 1 or new.role != "guest":
            raise NotTheHost
        most = min(most or left, left)
    elif new.role == "co_host":
        most = min(most or 1, MOST_CO_HOSTS)
    token, link_id = secrets.token_urlsafe(16), new_id()
    expires_at = min(tx.now + timedelta(hours=new.hours), event.ends_at) if new.hours else event.ends_at
    what = (new.role, sorted(set(new.rights)) if new.role == "co_host" else [])
    await tx.run(MAKE, link_id, event_id, viewer.id, digest(token), expires_at, most, tx.now, *what)
    return NewLinkMade(link_id, f"{tx.app.public_url}/i/{token}", expires_at, most)


async def _left(tx: Tx, event: EventRow) -> int:
    """How many more people this guest may invite."""
    if event.answer != "going":
        return 0
    return event.guests_invite - await tx.value(MADE, event.id, event.viewer_id)


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
    braked = event is not None and event.braked_from is not None and event.answer is None
    if event is None or braked or not host_sees or not creator_sees or event.answer == "removed":
        raise InviteExpired
    makes_host = link.role == "co_host" and await queries.rights(tx, event.id, viewer.id) is None
    invited = await tx.value(invites.INVITED, event.id, viewer.id)
    if event.host_id == viewer.id or (invited and not makes_host):
        return event.id
    if not await tx.value(USE, link.id, tx.now):
        gone = link.revoked_at is not None or link.expires_at <= tx.now
        raise InviteExpired if gone else InviteExhausted
    await tx.run(BRING, event.id, viewer.id, link.creator_id, tx.now, link.id)
    if makes_host:
        await tx.run(hosting.GRANT, event.id, viewer.id, link.rights, tx.now)
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
    """Whoever wants to hear from me is told; others find it among their requests, or, if I bother many, never do.

    Whom one may not see is passed over in silence, too. Guests invite as many as the host lets them.
    Raises NotTheHost, TooManyInvited.
    """
    event = await queries.lock(tx, viewer, event_id)
    people_wanted = sorted(set(wanted) - {viewer.id, event.host_id})
    if event.host_id != viewer.id:
        if not event.guests_invite or event.answer != "going":
            raise NotTheHost
        left = await _left(tx, event)
        if len(people_wanted) > left:
            raise TooManyInvited(left=max(0, left))
    strangers = await _strangers_left(tx, viewer)
    told: list[UUID] = []
    for user_id in people_wanted:
        row = await tx.row(MAY, viewer.id, user_id)
        if row is None or not row["seen"] or (not row["friends"] and strangers < 1):
            continue
        request = not (row["friends"] or row["welcome"])
        if await tx.run(INVITE, event_id, user_id, viewer.id, tx.now, request, not row["friends"]):
            strangers -= not row["friends"]
            told += [] if request else [user_id]
    await notices.notify(tx, told, Invited(event_id=event_id, inviter_id=viewer.id, title=event.title))


async def _strangers_left(tx: Tx, viewer: Viewer) -> int:
    """How many strangers I may still invite; none once several have declined. It is never said."""
    row = await tx.row(BOTHERED, viewer.id, tx.now - STRANGERS_WITHIN, tx.now - DECLINED_WITHIN)
    if row is None or row["declined"] >= DECLINES_ENOUGH:
        return 0
    return (STRANGERS_NEW if await people.is_new(tx, viewer) else STRANGERS) - row["asked"]


async def decline(tx: Tx, viewer: Viewer, event_id: UUID) -> None:
    """I am not invited any more; nobody is told. Twice is once."""
    if await tx.run(DECLINE, event_id, viewer.id, tx.now):
        tx.emit(HearingChanged(topic=f"event:{event_id}", user_id=viewer.id))


async def require_open(tx: Tx, event_id: UUID) -> bool:
    """Whether search engines may keep it, too. Raises EventNotFound unless a stranger may see it."""
    listed = await tx.value(queries.OPEN, event_id)
    if listed is None:
        raise EventNotFound
    return listed


async def make_feed(tx: Tx, viewer: Viewer) -> CalendarFeed:
    """A new secret address for my calendar; the one before is dead."""
    token = secrets.token_urlsafe(24)
    await tx.run(SAVE_FEED, viewer.id, digest(token), tx.now)
    return CalendarFeed(f"{tx.app.public_url}/api/v1/calendars/{token}")


async def revoke_feed(tx: Tx, viewer: Viewer) -> None:
    """No address leads to my calendar any more."""
    await tx.run(DELETE_FEED, viewer.id)
