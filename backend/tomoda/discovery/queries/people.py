"""What is asked about people across domains: their page, and whom the viewer may know."""

from datetime import datetime, timedelta
from uuid import UUID

from tomoda.core.errors import NotFound
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.discovery.schemas import Invitable, Picture, Profile, Suggestions
from tomoda.events.errors import EventNotFound
from tomoda.media import queries as media
from tomoda.media.queries import seen_in

SUGGESTED = 20
MET_WITHIN = timedelta(days=90)
MET_BEFORE, MOST_MET = timedelta(days=365), 50

PROFILE = sql("""
    select json_build_object(
        'id', u.id, 'username', u.username, 'display_name', u.display_name,
        'bio', case when shown_to(u.bio_for, of.own, of.friend) then u.bio else '' end,
        'pronouns', case when shown_to(u.pronouns_for, of.own, of.friend) then u.pronouns else '' end,
        'home', case when shown_to(u.home_for, of.own, of.friend) then u.home else '' end,
        'avatar_id', case when shown_to(u.avatar_for, of.own, of.friend) then u.avatar_id end,
        'interests', case when shown_to(u.interests_for, of.own, of.friend) then u.interests else '{}' end,
        'languages', case when shown_to(u.languages_for, of.own, of.friend) then u.languages else '{}' end,
        'age_band', case when shown_to(u.age_for, of.own, of.friend) then u.age_band end,
        'verified', case when shown_to(u.verified_for, of.own, of.friend) then (
            select v.kind from verifications v where v.user_id = u.id and v.revoked_at is null and v.expires_at > $3
        ) end
    )
    from users u, lateral (select u.id = $1 as own, are_friends($1, u.id) as friend) of
    where u.id = $2 and visible($1, u.id)
""")

AVATARS = sql("""
    select u.avatar_id as id
    from users u, lateral (select u.id = $1 as own, are_friends($1, u.id) as friend) of
    where u.avatar_id = any($2::uuid[]) and visible($1, u.id) and shown_to(u.avatar_for, of.own, of.friend)
""")

PICTURES = sql("""
    select u.id, u.avatar_id
    from users u, lateral (select u.id = $1 as own, are_friends($1, u.id) as friend) of
    where u.id = any($2::uuid[]) and u.avatar_id is not null and visible($1, u.id)
        and shown_to(u.avatar_for, of.own, of.friend)
""")

# A guest list that is not shown to the viewer tells nothing here either.
SUGGESTIONS = sql("""
    with through as (
        select theirs.friend_id as person_id, theirs.user_id as friend_id
        from friendships mine join friendships theirs on theirs.user_id = mine.friend_id
        where mine.user_id = $1 and visible($1, mine.friend_id)
    ),
    been as (
        select e.id, e.title, e.host_id, e.ends_at from events e
        where e.state = 'scheduled' and e.ends_at between $3 and $4 and may_see_event($1, e) and shows_guests($1, e)
            and (e.host_id = $1 or e.id in (select event_id from rsvps where user_id = $1 and answer = 'going'))
    ),
    met as (
        select r.user_id as person_id, been.* from been join rsvps r on r.event_id = been.id and r.answer = 'going'
        union all select been.host_id, been.* from been
    ),
    candidates as (
        select person_id, sum(friends) as friends, sum(events) as events from (
            select person_id, 1 as friends, 0 as events from through
            union all select person_id, 0, 1 from met
        ) common
        where person_id <> $1 and visible($1, person_id)
          and not exists (select from friendships where user_id = $1 and friend_id = person_id)
          and not exists (select from friend_requests where asker_id = $1 and asked_id = person_id)
          and not exists (select from friend_requests where asked_id = $1 and asker_id = person_id)
          and not exists (select from dismissed_suggestions where user_id = $1 and dismissed_id = person_id)
          and exists (select from users where id = person_id and suggested)
        group by person_id order by sum(friends) + sum(events) desc, person_id limit $2
    )
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'person', person_card(person),
        'reason', json_build_object(
            'kind', case when c.friends > 0 then 'mutual_friends' else 'shared_events' end,
            'count', case when c.friends > 0 then c.friends else c.events end,
            'people', (
                select coalesce(json_agg(person_card(friend) order by friend.id), '[]')
                from (select friend_id from through where person_id = c.person_id order by friend_id limit 3) t
                join users friend on friend.id = t.friend_id
            ),
            'events', (
                select coalesce(json_agg(json_build_object('id', m.id, 'title', m.title)), '[]')
                from (select id, title from met where person_id = c.person_id order by ends_at desc, id limit 3) m
            )
        )
    ) order by c.friends + c.events desc, c.person_id), '[]'))
    from candidates c join users person on person.id = c.person_id
""")


# Whom one may ask to come besides friends: not who is there already, nor who was asked.
INVITABLE = sql("""
    with into_it as (
        select e.id, e.host_id from events e where e.id = $2 and may_see_event($1, e) and e.state = 'scheduled'
            and e.ends_at > $4 and (e.host_id = $1 or (e.guests_invite > 0 and exists (
                select from rsvps r where r.event_id = e.id and r.user_id = $1 and r.answer = 'going'
            )))
    ),
    out as (
        select user_id from rsvps where event_id = $2
        union select user_id from event_invitations where event_id = $2
        union select host_id from into_it
        union select $1
    ),
    been as (
        select e.id, e.title, e.host_id, e.ends_at from events e
        where e.state = 'scheduled' and e.ends_at between $3 and $4 and may_see_event($1, e) and shows_guests($1, e)
            and (e.host_id = $1 or e.id in (select event_id from rsvps where user_id = $1 and answer = 'going'))
    ),
    met as (
        select distinct on (person_id) person_id, id, title, ends_at from (
            select r.user_id as person_id, been.* from been join rsvps r on r.event_id = been.id and r.answer = 'going'
            union all select been.host_id, been.* from been
        ) together
        where person_id not in (select user_id from out) and visible($1, person_id)
            and not exists (select from friendships where user_id = $1 and friend_id = person_id)
        order by person_id, ends_at desc, id
    ),
    groups as (
        select room.id, room.title, room.created_at, (
            select json_agg(person_card(u) order by u.display_name, u.id) from (
                select u.* from members m join users u on u.id = m.user_id
                where m.room_id = room.id and m.left_at is null and m.user_id not in (select user_id from out)
                    and visible($1, m.user_id)
                order by u.display_name, u.id limit 50
            ) u
        ) as people
        from members mine join rooms room on room.id = mine.room_id
        where mine.user_id = $1 and mine.left_at is null and room.kind = 'group' and room.closed_at is null
    )
    select json_build_object(
        'met', (select coalesce(json_agg(json_build_object(
            'person', person_card(u), 'event', json_build_object('id', met.id, 'title', met.title)
        ) order by met.ends_at desc, u.id), '[]') from (select * from met order by ends_at desc, id limit $5) met
        join users u on u.id = met.person_id),
        'groups', (select coalesce(json_agg(json_build_object('id', id, 'title', title, 'people', people)
                                            order by created_at desc, id), '[]')
                   from (select * from groups where people is not null order by created_at desc, id limit 20) groups)
    ) from into_it
""")


@seen_in("avatar")
async def avatars(tx: Tx, viewer: Viewer, ids: list[UUID]) -> dict[UUID, datetime | None]:
    """Somebody's picture is for whom they want, of those who may see them."""
    return dict.fromkeys([row["id"] for row in await tx.rows(AVATARS, viewer.id, ids)])


async def profile(tx: Tx, viewer: Viewer, person: UUID) -> Json[Profile]:
    """A person's page. Raises NotFound also for those whom the viewer may not see."""
    try:
        return await tx.json(PROFILE, viewer.id, person, tx.now)
    except LookupError:
        raise NotFound from None


async def pictures(tx: Tx, viewer: Viewer, people: list[UUID]) -> list[Picture]:
    """The pictures of those of these people who have one and show it to the viewer. Raises UploadsOff."""
    shown = {row["id"]: row["avatar_id"] for row in await tx.rows(PICTURES, viewer.id, people)}
    found = await media.pictures(tx, list(shown.values()))
    return [Picture(one, found[shown[one]]) for one in dict.fromkeys(people) if shown.get(one) in found]


async def invitable(tx: Tx, viewer: Viewer, event_id: UUID) -> Json[Invitable]:
    """Whom the viewer met within a year, and their groups. Raises EventNotFound where they may invite nobody."""
    try:
        return await tx.json(INVITABLE, viewer.id, event_id, tx.now - MET_BEFORE, tx.now, MOST_MET)
    except LookupError:
        raise EventNotFound from None


async def suggestions(tx: Tx, viewer: Viewer) -> Json[Suggestions]:
    """Friends of friends, and whom the viewer met at events of the last three months; most in common first."""
    return await tx.json(SUGGESTIONS, viewer.id, SUGGESTED, tx.now - MET_WITHIN, tx.now)
