"""Hosting together: co-hosts with rights, handing an event over, and what becomes of it when its host is gone."""

from uuid import UUID

from tomoda.core.messages import HearingChanged
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events import queries
from tomoda.events.actions import changing, coming
from tomoda.events.errors import GuestNotFound, NotTheHost
from tomoda.events.messages import HostChanged
from tomoda.events.queries import EventRow
from tomoda.events.schemas.hosting import CoHostRights
from tomoda.users import queries as people

ALL_RIGHTS = ["edit", "guests", "check_in"]

GRANT = sql("""
    insert into event_hosts (event_id, user_id, rights, since) values ($1, $2, $3, $4)
    on conflict (event_id, user_id) do update set rights = excluded.rights
""")
INVITE = sql("""
    insert into event_invitations (event_id, user_id, inviter_id, created_at) values ($1, $2, $3, $4)
    on conflict (event_id, user_id) do update set declined_at = null
""")
REVOKE = sql("delete from event_hosts where event_id = $1 and user_id = $2")
HAND_OVER = sql("update events set host_id = $2, version = version + 1, updated_at = $3 where id = $1")
SUCCESSOR = sql("""
    select h.user_id from event_hosts h join users u on u.id = h.user_id
    where h.event_id = $1 and u.state = 'active' order by h.since, h.user_id limit 1
""")
HOSTED = sql("select id from events where host_id = $1 and state = 'scheduled' and ends_at > $2 order by id")


async def grant(tx: Tx, viewer: Viewer, event_id: UUID, user_id: UUID, data: CoHostRights) -> None:
    """Host together with a friend, or a guest; or change what they may do. Raises GuestNotFound for a stranger."""
    if not await people.stays(tx, user_id):
        raise GuestNotFound
    event = await queries.hosted(tx, viewer, event_id)
    theirs = await queries.lock_unasked(tx, event_id, user_id)
    known = theirs is not None and (theirs.answer == "going" or await tx.value(coming.FRIENDS, viewer.id, user_id))
    if user_id == event.host_id or not known or not await tx.value(people.VISIBLE, viewer.id, user_id):
        raise GuestNotFound
    await tx.run(GRANT, event_id, user_id, sorted(set(data.rights)), tx.now)
    await tx.run(INVITE, event_id, user_id, viewer.id, tx.now)


async def revoke(tx: Tx, viewer: Viewer, event_id: UUID, user_id: UUID) -> None:
    """They host no longer; one may also stop oneself. Twice is once. Raises NotTheHost."""
    event = await queries.lock(tx, viewer, event_id)
    if viewer.id not in (event.host_id, user_id):
        raise NotTheHost
    if await tx.run(REVOKE, event_id, user_id):
        tx.emit(HearingChanged(topic=f"event:{event_id}", user_id=user_id))


async def hand_over(tx: Tx, viewer: Viewer, event_id: UUID, user_id: UUID) -> None:
    """A co-host is the host from now on, and the host a co-host: there is always exactly one who cannot just leave.

    Raises GuestNotFound for whoever does not host with me yet.
    """
    if not await people.stays(tx, user_id):
        raise GuestNotFound
    event = await queries.hosted(tx, viewer, event_id)
    if await queries.rights(tx, event_id, user_id) is None:
        raise GuestNotFound
    await _pass_to(tx, event, user_id)
    await tx.run(GRANT, event_id, viewer.id, ALL_RIGHTS, tx.now)


async def _pass_to(tx: Tx, event: EventRow, user_id: UUID) -> None:
    """The seat of the new host is free for others: a host comes anyway."""
    theirs = await queries.lock_unasked(tx, event.id, user_id)
    if theirs is not None and theirs.answer not in (None, "no"):
        await coming.stand(tx, theirs, "no", 1)
    await tx.run(REVOKE, event.id, user_id)
    await tx.run(HAND_OVER, event.id, user_id, tx.now)
    tx.emit(HostChanged(event_id=event.id, before_id=event.host_id, host_id=user_id, people=[event.host_id, user_id]))


async def leave_all(tx: Tx, person: UUID) -> None:
    """A host is gone: whoever has hosted with them longest takes over, else it is off, and guests hear no reason."""
    for row in await tx.rows(HOSTED, person, tx.now):
        event = await queries.lock_unasked(tx, row["id"], None)
        if event is None or event.state != "scheduled" or event.host_id != person:
            continue
        successor = await tx.value(SUCCESSOR, event.id)
        if successor is None:
            await changing.call_off(tx, event, "")
        else:
            await _pass_to(tx, event, successor)
