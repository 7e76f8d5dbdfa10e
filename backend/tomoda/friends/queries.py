"""What is asked about friends; everybody named in an answer is visible to the viewer."""

from datetime import datetime
from uuid import UUID

import msgspec

from tomoda.core.errors import NotFound
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.friends.schemas import FriendLists, FriendRequests, Friends, People, Relationship
from tomoda.users import queries as people
from tomoda.users.schemas import PersonCard

MOST_FRIENDS = 2000  # more are not listed

FRIENDS = sql("""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'person', person_card(friend), 'since', f.created_at, 'close', f.close
    ) order by lower(friend.display_name), friend.id), '[]'))
    from (select * from friendships where user_id = $1 limit $2) f
    join users friend on friend.id = f.friend_id
    where visible($1, friend.id)
""")

REQUESTS = sql("""
    select json_build_object(
        'incoming', (
            select coalesce(json_agg(json_build_object('person', person_card(asker), 'asked_at', r.created_at)
                                     order by r.created_at desc, asker.id), '[]')
            from friend_requests r join users asker on asker.id = r.asker_id
            where r.asked_id = $1 and r.declined_at is null and r.withdrawn_at is null and visible($1, asker.id)
        ),
        'outgoing', (
            select coalesce(json_agg(json_build_object('person', person_card(asked), 'asked_at', r.created_at)
                                     order by r.created_at desc, asked.id), '[]')
            from friend_requests r join users asked on asked.id = r.asked_id
            where r.asker_id = $1 and r.withdrawn_at is null and visible($1, asked.id)
        )
    )
""")

MUTUAL = """
    select mutual
    from friendships mine
    join friendships theirs on theirs.user_id = $2 and theirs.friend_id = mine.friend_id
    join users mutual on mutual.id = mine.friend_id
    where mine.user_id = $1 and visible($1, mutual.id) and visible($2, mutual.id)
"""

RELATIONSHIP = sql(f"""
    select json_build_object(
        'state', case when f.user_id is not null then 'friends'
                      when mine.asker_id is not null then 'asked_by_me'
                      when theirs.asker_id is not null then 'asked_by_them'
                      else 'none' end,
        'since', coalesce(f.created_at, mine.created_at, theirs.created_at),
        'close', coalesce(f.close, false),
        'mutual_friends', (select count(*) from ({MUTUAL}) mutual)
    )
    from users person
    left join friendships f on f.user_id = $1 and f.friend_id = person.id
    left join friend_requests mine
        on mine.asker_id = $1 and mine.asked_id = person.id and mine.withdrawn_at is null
    left join friend_requests theirs
        on theirs.asker_id = person.id and theirs.asked_id = $1
        and theirs.declined_at is null and theirs.withdrawn_at is null
    where person.id = $2 and visible($1, person.id) and person.id <> $1
""")

MUTUAL_FRIENDS = sql(f"""
    select json_build_object('data', coalesce(json_agg(
        person_card(m.mutual) order by lower((m.mutual).display_name), (m.mutual).id), '[]'))
    from ({MUTUAL}) m
""")

LISTS = sql("""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'id', l.id, 'name', l.name, 'people', (
            select coalesce(json_agg(person_card(friend) order by lower(friend.display_name), friend.id), '[]')
            from friend_list_people p join users friend on friend.id = p.friend_id
            where p.list_id = l.id and visible($1, friend.id)
        )
    ) order by l.created_at, l.id), '[]'))
    from friend_lists l where l.user_id = $1
""")

LINK = sql("select token, created_at from friend_links where user_id = $1")

BEHIND_LINK = sql("""
    select person_card(person) from friend_links l join users person on person.id = l.user_id
    where l.token = $2 and visible($1, person.id)
""")

BETWEEN = sql("""
    select
        exists (select from friendships where user_id = $1 and friend_id = $2) as friends,
        (select row_to_json(r) from friend_requests r where asker_id = $1 and asked_id = $2) as mine,
        (select row_to_json(r) from friend_requests r where asker_id = $2 and asked_id = $1) as theirs
""")


class Request(msgspec.Struct):
    """A request as it is kept."""

    created_at: datetime
    declined_at: datetime | None
    withdrawn_at: datetime | None


class Between(msgspec.Struct):
    """What is between two people: friendship, what I asked, what they asked."""

    friends: bool
    mine: Request | None
    theirs: Request | None


class Link(msgspec.Struct):
    """My link, as it is kept."""

    token: str
    created_at: datetime


async def friends(tx: Tx, viewer: Viewer) -> Json[Friends]:
    """The viewer's friends, by name."""
    return await tx.json(FRIENDS, viewer.id, MOST_FRIENDS)


async def requests(tx: Tx, viewer: Viewer) -> Json[FriendRequests]:
    """Whose answer is awaited. A request that was declined stays open for the one who asked."""
    return await tx.json(REQUESTS, viewer.id)


async def relationship(tx: Tx, viewer: Viewer, person: UUID) -> Json[Relationship]:
    """How the viewer stands to a person. Raises NotFound."""
    try:
        return await tx.json(RELATIONSHIP, viewer.id, person)
    except LookupError:
        raise NotFound from None


async def mutual_friends(tx: Tx, viewer: Viewer, person: UUID) -> Json[People]:
    """Whom both know, as far as the viewer may see them. Raises NotFound."""
    await people.require_visible(tx, viewer, person)
    return await tx.json(MUTUAL_FRIENDS, viewer.id, person)


async def lists(tx: Tx, viewer: Viewer) -> Json[FriendLists]:
    """The viewer's lists with the people in them."""
    return await tx.json(LISTS, viewer.id)


async def link(tx: Tx, viewer: Viewer) -> Link | None:
    """The viewer's link, if there is one."""
    return await tx.maybe(Link, LINK, viewer.id)


async def behind_link(tx: Tx, viewer: Viewer, token: str) -> Json[PersonCard]:
    """Whose link this is. Raises NotFound."""
    try:
        return await tx.json(BEHIND_LINK, viewer.id, token)
    except LookupError:
        raise NotFound from None


async def between(tx: Tx, one: UUID, other: UUID) -> Between:
    """What is between two people; the pair is locked by the caller."""
    row = await tx.row(BETWEEN, one, other)
    assert row is not None  # noqa: S101  a select without from has one row
    mine, theirs = (msgspec.json.decode(row[key], type=Request) if row[key] else None for key in ("mine", "theirs"))
    return Between(row["friends"], mine, theirs)
