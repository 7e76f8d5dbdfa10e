"""What is asked about links, invitations and calendars."""

from datetime import datetime
from uuid import UUID

import msgspec

from tomoda.core.errors import NotFound
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events.queries import require_seen
from tomoda.events.schemas.inviting import Invitations, InvitePreview, Links


class LinkRow(msgspec.Struct):
    """A link into an event."""

    id: UUID
    event_id: UUID
    creator_id: UUID
    expires_at: datetime
    revoked_at: datetime | None
    role: str
    rights: list[str]


LINK = sql("""
    select id, event_id, creator_id, expires_at, revoked_at, role, rights from event_links where token_hash = $1
""")
LINK_BY_ID = sql("""
    select id, event_id, creator_id, expires_at, revoked_at, role, rights from event_links
    where event_id = $1 and id = $2
""")
LINKS = sql("""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'id', l.id, 'creator', person_card(users), 'expires_at', l.expires_at, 'max_uses', l.max_uses, 'uses', l.uses,
        'revoked', l.revoked_at is not null, 'role', l.role
    ) order by l.id desc), '[]'))
    from event_links l join events e on e.id = l.event_id join users on users.id = l.creator_id
    where l.event_id = $2 and visible($1, l.creator_id) and (e.host_id = $1 or l.creator_id = $1)
""")
INVITED = sql("select true from event_invitations where event_id = $1 and user_id = $2 and declined_at is null")
INVITE_PREVIEW = sql("""
    select json_build_object(
        'title', e.title, 'category', e.category, 'host', person_card(host), 'place_name', e.place_name,
        'time_zone', e.time_zone, 'local_start', e.local_start, 'starts_at', e.starts_at,
        'works', e.braked_from is null and l.revoked_at is null and l.expires_at > $2
            and (l.max_uses is null or l.uses < l.max_uses),
        'role', l.role
    )
    from event_links l join events e on e.id = l.event_id join users host on host.id = e.host_id
    where l.token_hash = $1 and host.state = 'active' and e.state <> 'draft'
        and ($3::uuid is null or visible($3, e.host_id))
""")
INVITATIONS = sql("""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'event', event_card($1, e, $2), 'inviter', person_card(users), 'request', i.request, 'at', i.created_at
    ) order by e.starts_at, e.id), '[]'))
    from event_invitations i join events e on e.id = i.event_id join users on users.id = i.inviter_id
    where i.user_id = $1 and i.declined_at is null and e.ends_at > $2 and e.state = 'scheduled' and may_see_event($1, e)
        and visible($1, i.inviter_id) and not exists (select from rsvps r where r.event_id = e.id and r.user_id = $1)
""")

_ENTRY = """
    json_build_object(
        'event', event_card({who}, e, $2), 'description', e.description,
        'updated_at', e.updated_at, 'created_at', e.created_at
    )
"""
CALENDAR_ENTRY = sql(f"""
    select coalesce(json_agg({_ENTRY.format(who="$1")}), '[]') from events e
    where e.id = $3 and may_see_event($1, e) and e.state <> 'draft'
""")

# What whoever lost their seat may still be told, so that it leaves their calendar: no more than everybody.
LAST_ENTRY = sql(f"select json_agg({_ENTRY.format(who='null')}) from events e where e.id = $1 and e.state <> 'draft'")
MAIL_GUEST_ENTRY = sql("""
    select json_agg(json_build_object(
        'event', (event_card(null, e, $2)::jsonb || case when m.answer = 'going' then jsonb_build_object('place',
            jsonb_build_object(
                'lat', round(st_y(e.place::geometry)::numeric, 6), 'lon', round(st_x(e.place::geometry)::numeric, 6),
                'name', e.place_name, 'address', e.address, 'exact', true
            )) else '{}' end),
        'description', e.description, 'updated_at', e.updated_at, 'created_at', e.created_at
    ))
    from mail_guests m join events e on e.id = m.event_id where m.id = $1
""")

# Confirmed guests only; what was called off stays for some days, so that programs learn of it.
FEED = sql(f"""
    select (
        select coalesce(json_agg({_ENTRY.format(who="u.id")} order by e.starts_at, e.id), '[]') from events e
        where e.ends_at > $2 - interval '30 days' and e.state <> 'draft' and may_see_event(u.id, e)
            and (e.state = 'scheduled' or e.updated_at > $2 - interval '7 days')
            and (e.host_id = u.id or e.id in (
                select event_id from rsvps where user_id = u.id and answer in ('going', 'maybe')
            ))
    )
    from calendar_feeds f join users u on u.id = f.user_id where f.token_hash = $1 and u.state = 'active'
""")


async def link(tx: Tx, token_hash: bytes) -> LinkRow | None:
    """The link with this secret."""
    return await tx.maybe(LinkRow, LINK, token_hash)


async def link_by_id(tx: Tx, event_id: UUID, link_id: UUID) -> LinkRow | None:
    """A link into this event."""
    return await tx.maybe(LinkRow, LINK_BY_ID, event_id, link_id)


async def links(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[Links]:
    """The links that the viewer made; of the host's own event, everybody's. Raises EventNotFound."""
    await require_seen(tx, viewer, event_id)
    return await tx.json(LINKS, viewer.id, event_id)


async def invite_preview(tx: Tx, viewer: Viewer | None, token_hash: bytes) -> Json[InvitePreview]:
    """What a link leads to. Raises NotFound."""
    try:
        return await tx.json(INVITE_PREVIEW, token_hash, tx.now, viewer and viewer.id)
    except LookupError:
        raise NotFound from None


async def invitations(tx: Tx, viewer: Viewer) -> Json[Invitations]:
    """What the viewer is invited to and has not answered."""
    return await tx.json(INVITATIONS, viewer.id, tx.now)


async def calendar_entry(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[list[object]]:
    """The event for a calendar, in a list; none if the viewer may not see it."""
    return await tx.json(CALENDAR_ENTRY, viewer.id, tx.now, event_id)


async def last_entry(tx: Tx, event_id: UUID) -> Json[list[object]] | None:
    """The event as everybody may know it, whoever may see it now, in a list; None for what is not there any more."""
    return await tx.value(LAST_ENTRY, event_id, tx.now)


async def mail_guest_entry(tx: Tx, guest_id: UUID) -> Json[list[object]] | None:
    """The event as a guest by mail may know it, in a list; None for whoever is no guest any more."""
    return await tx.value(MAIL_GUEST_ENTRY, guest_id, tx.now)


async def feed(tx: Tx, token_hash: bytes) -> Json[list[object]] | None:
    """What stands in the calendar with this secret address; None if there is none."""
    return await tx.value(FEED, token_hash, tx.now)
