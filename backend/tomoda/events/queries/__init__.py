"""What is asked about events."""

from uuid import UUID

import msgspec

from tomoda.core.errors import NotFound
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events.errors import EventNotFound, NotTheHost
from tomoda.events.queries.rows import AT_MOST, DWELLING, ROW, EventRow, MailGuestRow
from tomoda.events.schemas import Categories, EventCard, EventPage, Guests, MailGuest
from tomoda.events.schemas.hosting import CheckIns, Hosts
from tomoda.users.schemas import BlockedPeople

CAPABILITIES = {
    ("draft", "host"): ["edit", "publish", "discard"],
    ("scheduled", "host"): ["edit", "cancel", "admit", "remove", "check_in"],
    ("ongoing", "host"): ["edit", "cancel", "admit", "remove", "check_in"],
    ("completed", "host"): ["edit"],
    ("scheduled", "guest"): ["rsvp"],
    ("ongoing", "guest"): ["rsvp"],
}
"""What can be done to an event in each of its states."""


CO_HOSTS_MAY = {"edit": ["edit"], "guests": ["admit", "remove"], "check_in": ["check_in"]}
"""What each right of a co-host allows."""


# For no key: others may refer to the event meanwhile (a message in its room), but not count its seats.
HOLD = sql("select true from events e where e.id = $2 and may_see_event($1, e) for no key update of e")
HOLD_FOR_SOME = sql("""
    select true from events e
    where e.id = $2 and exists (select from unnest($1::uuid[]) viewer where may_see_event(viewer, e))
    for no key update of e
""")
HOLD_UNASKED = sql("select true from events where id = $1 for no key update")

LOCKED = sql(ROW + "where e.id = $2")

SEEN = sql("select true from events e where e.id = $2 and may_see_event($1, e)")

CARD = sql("select event_card($1, e, $3) from events e where e.id = $2 and may_see_event($1, e)")

CARDS = sql("""
    select viewer, event_card(viewer, e, $3) as card
    from unnest($1::uuid[]) viewer join events e on e.id = $2 and may_see_event(viewer, e)
""")

PUBLIC_CARD = sql("select event_card(null, e, $2) from events e where e.id = $1")

# To the host's questions, in their order.
_ANSWERS = """(
    select coalesce(json_agg(json_build_object('question', q ->> 'id', 'answer', {r}.answers ->> (q ->> 'id'))
                    order by n), '[]')
    from jsonb_array_elements(e.questions) with ordinality asked(q, n) where {r}.answers ? (q ->> 'id')
)"""

# The how manieth the rule makes it, whatever has become of those before it.
_NUMBER = """1 + (case s.frequency
    when 'daily' then (e.occurrence::date - s.anchor::date) / s.every
    when 'monthly' then (
        extract(year from e.occurrence)::int * 12 + extract(month from e.occurrence)::int
        - extract(year from s.anchor)::int * 12 - extract(month from s.anchor)::int
    ) / s.every
    else (date_trunc('week', e.occurrence)::date - date_trunc('week', s.anchor)::date) / (7 * s.every)
        * greatest(1, cardinality(s.weekdays))
        + (select count(*) from unnest(s.weekdays) day where day < extract(isodow from e.occurrence))
        - (select count(*) from unnest(s.weekdays) day where day < extract(isodow from s.anchor))
end)"""

_HOSTING = "(e.host_id = $1 or exists (select from event_hosts h where h.event_id = e.id and h.user_id = $1))"

PAGE = sql(f"""
    select event_card($1, e, $3) as card, json_build_object('d', e.description, 'c', e.cancel_reason)::text as words,
           e.host_id = $1 as host,
           (select h.rights from event_hosts h where h.event_id = e.id and h.user_id = $1) as rights, json_build_object(
                'guest_list', e.guest_list, 'rsvp_by', e.rsvp_by, 'still_coming', e.still_coming,
                'guests_invite', e.guests_invite, 'questions', e.questions, 'tags', e.tags,
                'cover', (
                    select json_build_object(
                        'id', u.id, 'alt', e.cover_alt, 'state', u.state, 'width', u.width, 'height', u.height,
                        'blurhash', u.blurhash
                    ) from uploads u where u.id = e.cover_id
                ), 'kept_days', e.kept_days, 'deleted_at', e.ends_at + make_interval(hours => 24 * e.kept_days),
                'brake', case when {_HOSTING} and e.braked_from is not null then json_build_object(
                    'was', e.braked_from, 'wanted', (
                        select coalesce(sum(r.party), 0) from rsvps r
                        where r.event_id = e.id and r.answer in ('going', 'offered', 'waitlisted', 'pending')
                    )
                ) end,
                'address_for', e.address_for, 'venue', {_HOSTING} and exists (
                    select from locations l
                    where l.id = e.location_id and st_dwithin(l.place, e.place, {AT_MOST}) and not {DWELLING}
                ),
                'access_code', case when {_HOSTING} then e.access_code end,
                'needs_code', e.access_code is not null and not {_HOSTING} and not exists (
                    select from event_invitations i
                    where i.event_id = e.id and i.user_id = $1 and i.declined_at is null
                ) and not exists (
                    select from rsvps r
                    where r.event_id = e.id and r.user_id = $1 and r.answer not in ('no', 'removed')
                ),
                'late_cancel', e.late_cancel, 'late_from', e.starts_at - make_interval(mins => e.late_cancel),
                'overlaps', (
                    select coalesce(json_agg(json_build_object(
                        'id', o.id, 'title', o.title, 'starts_at', o.starts_at, 'ends_at', o.ends_at
                    ) order by o.starts_at, o.id), '[]')
                    from events o
                    where o.id = any(array(
                            select event_id from rsvps where user_id = $1 and answer = 'going'
                            union select h.id from events h
                            where h.host_id = $1 and h.starts_at > e.starts_at - interval '7 days'
                        ))
                        and o.id <> e.id and o.state = 'scheduled' and may_see_event($1, o)
                        and o.starts_at < e.ends_at and o.ends_at > e.starts_at
                ),
                'series', (
                    select json_build_object(
                        'id', s.id, 'frequency', s.frequency, 'every', s.every, 'weekdays', s.weekdays,
                        'until', s.until, 'occurrence', e.occurrence, 'on_its_own', e.on_its_own, 'number', {_NUMBER}
                    ) from event_series s where s.id = e.series_id
                ),
                'quorum', case when e.quorum is not null then json_build_object(
                    'needs', e.quorum, 'by', least(e.quorum_by, e.starts_at), 'reached', e.quorum_state = 'on'
                ) end,
                'deposit', case when e.deposit_amount is not null then json_build_object(
                    'amount', e.deposit_amount, 'currency', e.deposit_currency
                ) end
           )::text as rules, event_status(e, $3) as status,
           (select json_build_object(
                'answer', m.answer, 'party', m.party, 'offered_until', m.offered_until,
                'confirm_by', m.confirm_by, 'before', m.before, 'late_from', m.late_from,
                'answers', {_ANSWERS.format(r="m")},
                'ahead', case when m.answer = 'waitlisted' then (
                    select count(*) from rsvps r where r.event_id = e.id and r.answer = 'waitlisted'
                        and (r.queued_at, r.user_id) < (m.queued_at, m.user_id)
                ) end
            ) from rsvps m where m.event_id = e.id and m.user_id = $1) as standing
    from events e where e.id = $2 and may_see_event($1, e)
""")

_MANAGES = """(e.host_id = $1 or exists (
    select from event_hosts h where h.event_id = e.id and h.user_id = $1 and 'guests' = any(h.rights)
))"""

GUESTS = sql(f"""
    select json_build_object('shown', (select shows_guests($1, e) from events e where e.id = $2),
        'data', coalesce(json_agg(
        json_build_object('person', person_card(users), 'answer', r.answer, 'party', r.party,
                          'way', case when r.way is not null and (e.host_id = $1 or exists (
                              select from rsvps m where m.event_id = e.id and m.user_id = $1
                                  and m.answer in ('going', 'maybe')
                          )) then json_build_object('state', r.way, 'minutes', r.way_minutes, 'at', r.way_at) end,
                          'answers', case when {_MANAGES} then {_ANSWERS.format(r="r")} else '[]' end)
        order by array_position(array['going', 'maybe', 'offered', 'waitlisted', 'pending'], r.answer),
                 coalesce(r.queued_at, r.answered_at), r.user_id
    ), '[]'), 'by_mail', (
        select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name, 'party', m.party) order by m.id), '[]')
        from mail_guests m join events e on e.id = m.event_id
        where m.event_id = $2 and m.answer = 'going' and e.host_id = $1
    ))
    from rsvps r join events e on e.id = r.event_id join users on users.id = r.user_id
    where r.event_id = $2 and visible($1, r.user_id) and shows_guests($1, e)
        and r.answer = any (case when {_MANAGES} then array['going', 'maybe', 'offered', 'waitlisted', 'pending']
                                 else array['going', 'maybe'] end)
""")

# No more than the viewer would see if they had blocked nobody; who has blocked them cannot be blocked by them.
BLOCKED_GUESTS = sql("""
    select json_build_object('data', coalesce(json_agg(
        person_card(users) order by lower(users.display_name), users.id), '[]'))
    from rsvps r join events e on e.id = r.event_id join users on users.id = r.user_id
    join blocks mine on mine.blocker_id = $1 and mine.blocked_id = r.user_id
    where r.event_id = $2 and r.answer in ('going', 'maybe') and shows_guests($1, e) and users.state = 'active'
""")

RIGHTS = sql("select rights from event_hosts where event_id = $1 and user_id = $2")

HOSTS = sql("""
    select json_build_object('data', coalesce(json_agg(
        json_build_object('person', person_card(users), 'rights', h.rights) order by h.since, h.user_id
    ), '[]'))
    from event_hosts h join users on users.id = h.user_id where h.event_id = $2 and visible($1, h.user_id)
""")

CHECK_INS = sql("""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'person', person_card(users), 'scanned_at', c.scanned_at, 'by_host', c.by_host, 'late', c.late,
        'near', c.near
    ) order by c.scanned_at, c.user_id), '[]'))
    from check_ins c join events e on e.id = c.event_id join users on users.id = c.user_id
    where c.event_id = $2 and visible($1, c.user_id) and (c.user_id = $1 or e.host_id = $1 or exists (
        select from event_hosts h where h.event_id = e.id and h.user_id = $1 and 'check_in' = any(h.rights)
    ))
""")

COMING = sql("""
    select array_agg(r.user_id) from rsvps r join users u on u.id = r.user_id and u.state = 'active'
    where r.event_id = $1 and r.answer = 'going'
""")

OPEN = sql("""
    select e.visibility = 'public' and not e.right_now as listed
    from events e join users host on host.id = e.host_id and host.state = 'active'
    where e.id = $1 and e.visibility in ('public', 'unlisted') and e.state <> 'draft'
""")

MAIL_GUEST = sql("""
    select m.id, m.event_id, m.email, m.name, m.party, m.locale, m.answer, e.title, e.time_zone, e.starts_at
    from mail_guests m join events e on e.id = m.event_id where m.id = $1
""")

MAIL_GUEST_PAGE = sql("""
    select json_build_object(
        'event', event_card(null, e, $2), 'name', m.name, 'party', m.party, 'answer', m.answer,
        'place', case when m.answer = 'going' then json_build_object(
            'lat', round(st_y(e.place::geometry)::numeric, 6), 'lon', round(st_x(e.place::geometry)::numeric, 6),
            'name', e.place_name, 'address', e.address, 'exact', true
        ) else event_card(null, e, $2) -> 'place' end
    )
    from mail_guests m join events e on e.id = m.event_id join users host on host.id = e.host_id
    where m.id = $1 and host.state = 'active'
""")

INVOLVED = sql("""
    select array_agg(r.user_id) from rsvps r join users u on u.id = r.user_id and u.state = 'active'
    where r.event_id = $1 and r.answer not in ('no', 'removed')
""")

CATEGORIES = sql("select json_build_object('data', json_agg(slug order by position)) from categories")


async def lock(tx: Tx, viewer: Viewer, event_id: UUID) -> EventRow:
    """The event, locked: whoever holds it counts its seats. Raises EventNotFound.

    Read in a second statement: one that waits for the lock would see the viewer's answer as it was before.
    """
    if not await tx.value(HOLD, viewer.id, event_id):
        raise EventNotFound
    return await held(tx, viewer, event_id)


async def lock_for(tx: Tx, viewers: list[UUID], event_id: UUID) -> bool:
    """Lock the event if one of these sees it; whether it is locked."""
    return await tx.value(HOLD_FOR_SOME, viewers, event_id) is not None


async def held(tx: Tx, viewer: Viewer, event_id: UUID) -> EventRow:
    """The event, which this transaction has locked, and where the viewer stands now. Raises EventNotFound."""
    event = await tx.maybe(EventRow, LOCKED, viewer.id, event_id)
    if event is None or not event.seen:
        raise EventNotFound
    return event


async def lock_unasked(tx: Tx, event_id: UUID, guest_id: UUID | None) -> EventRow | None:
    """The event, locked, for what nobody asks for; with where this guest stands, if one is named."""
    await tx.value(HOLD_UNASKED, event_id)
    return await tx.maybe(EventRow, LOCKED, guest_id, event_id)


async def hosted(tx: Tx, viewer: Viewer, event_id: UUID, right: str | None = None) -> EventRow:
    """My event, locked; with a `right`, also one that I host with somebody. Raises EventNotFound, NotTheHost."""
    event = await lock(tx, viewer, event_id)
    if event.host_id != viewer.id and (right is None or right not in (await rights(tx, event_id, viewer.id) or ())):
        raise NotTheHost
    return event


async def rights(tx: Tx, event_id: UUID, user_id: UUID) -> list[str] | None:
    """What a co-host may do; None for anybody else."""
    return await tx.value(RIGHTS, event_id, user_id)


async def hosts(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[Hosts]:
    """Who hosts with the host. Raises EventNotFound."""
    await require_seen(tx, viewer, event_id)
    return await tx.json(HOSTS, viewer.id, event_id)


async def check_ins(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[CheckIns]:
    """Who is there, for those who host; for others only they themselves. Raises EventNotFound."""
    await require_seen(tx, viewer, event_id)
    return await tx.json(CHECK_INS, viewer.id, event_id)


async def lock_open(tx: Tx, event_id: UUID) -> EventRow:
    """The event, locked, if everybody may see it who has its address. Raises EventNotFound."""
    if await tx.value(OPEN, event_id) is None:
        raise EventNotFound
    event = await lock_unasked(tx, event_id, None)
    if event is None:
        raise EventNotFound
    return event


async def mail_guest(tx: Tx, guest_id: UUID) -> MailGuestRow | None:
    """Somebody who comes, or was asked, by mail."""
    return await tx.maybe(MailGuestRow, MAIL_GUEST, guest_id)


async def mail_guest_page(tx: Tx, guest_id: UUID) -> Json[MailGuest]:
    """What the link in a mail shows. Raises NotFound."""
    try:
        return await tx.json(MAIL_GUEST_PAGE, guest_id, tx.now)
    except LookupError:
        raise NotFound from None


async def require_seen(tx: Tx, viewer: Viewer, event_id: UUID) -> None:
    """Raises EventNotFound unless the viewer may see it."""
    if not await tx.value(SEEN, viewer.id, event_id):
        raise EventNotFound


async def card(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[EventCard]:
    """The event as the viewer may know it. Raises EventNotFound."""
    try:
        return await tx.json(CARD, viewer.id, event_id, tx.now)
    except LookupError:
        raise EventNotFound from None


async def cards(tx: Tx, event_id: UUID, viewers: list[UUID]) -> dict[UUID, Json[EventCard]]:
    """The event as each of them may know it, of those who may see it."""
    return {row["viewer"]: Json(row["card"]) for row in await tx.rows(CARDS, viewers, event_id, tx.now)}


async def public_card(tx: Tx, event_id: UUID) -> Json[EventCard]:
    """The event as everybody may know it: for the map's topics."""
    return await tx.json(PUBLIC_CARD, event_id, tx.now)


async def page(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[EventPage]:
    """The event's own page. Raises EventNotFound."""
    place = await tx.place(f"event:{event_id}")
    row = await tx.row(PAGE, viewer.id, event_id, tx.now)
    if row is None:
        raise EventNotFound
    rights_now = (row["rights"] or ()) if row["status"] in ("scheduled", "ongoing") else ()
    also = [may for one in rights_now for may in CO_HOSTS_MAY[one]]
    words = msgspec.json.decode(row["words"])
    rights = ["edit", "guests", "check_in"] if row["host"] else row["rights"] or []
    may = CAPABILITIES.get((row["status"], "host" if row["host"] else "guest"), [])
    rest = {"description": words["d"], "cancel_reason": words["c"], "capabilities": [*may, *also], "place": place}
    rest |= {"rights": rights}
    rest |= msgspec.json.decode(row["rules"])
    rest |= {"standing": msgspec.Raw(row["standing"] or b"null")}
    return Json(msgspec.json.encode({"event": msgspec.Raw(row["card"]), **rest}))


async def guests(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[Guests]:
    """Who is coming, and who may be; the host also sees who waits and who asks. Raises EventNotFound."""
    await require_seen(tx, viewer, event_id)
    return await tx.json(GUESTS, viewer.id, event_id)


async def blocked_guests(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[BlockedPeople]:
    """Whom the viewer has blocked and would meet there. Raises EventNotFound."""
    await require_seen(tx, viewer, event_id)
    return await tx.json(BLOCKED_GUESTS, viewer.id, event_id)


async def words(tx: Tx, event_id: UUID) -> EventRow | None:
    """The event, for what nobody asks for and what only tells."""
    return await tx.maybe(EventRow, LOCKED, None, event_id)


async def stands(tx: Tx, event_id: UUID, user_id: UUID) -> str | None:
    """Where somebody stands; `host` for the host."""
    event = await tx.maybe(EventRow, LOCKED, user_id, event_id)
    return None if event is None else "host" if event.host_id == user_id else event.answer


async def coming(tx: Tx, event_id: UUID) -> list[UUID]:
    """Who is going."""
    return await tx.value(COMING, event_id) or []


async def involved(tx: Tx, event_id: UUID) -> list[UUID]:
    """Who is going, may be, or waits for a seat or for the host's word."""
    return await tx.value(INVOLVED, event_id) or []


async def categories(tx: Tx) -> Json[Categories]:
    """The kinds of events there are."""
    return await tx.json(CATEGORIES)
