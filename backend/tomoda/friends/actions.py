"""What friends do: ask, answer, part, and sort each other into lists."""

import secrets
from datetime import timedelta
from uuid import UUID

from tomoda.core.errors import NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line
from tomoda.friends import queries
from tomoda.friends.errors import CannotBefriendYourself, TooManyLists
from tomoda.friends.messages import Befriended, FriendAsked, FriendSaidYes, FriendsChanged, Unfriended, Unlisted
from tomoda.notifications import actions as notices
from tomoda.users import queries as people

COOL_DOWN = timedelta(days=30)  # after a decline, asking again is not told for so long
MOST_LISTS = 50

ASK = sql("""
    insert into friend_requests (asker_id, asked_id, created_at) values ($1, $2, $3)
    on conflict (asker_id, asked_id) do update set created_at = excluded.created_at, withdrawn_at = null,
        declined_at = case when friend_requests.declined_at > $4 then friend_requests.declined_at end
    returning declined_at is null
""")
DECLINE = sql("""
    update friend_requests set declined_at = $3
    where asker_id = $2 and asked_id = $1 and declined_at is null and withdrawn_at is null
""")
WITHDRAW = sql("""
    update friend_requests set withdrawn_at = $3 where asker_id = $1 and asked_id = $2 and withdrawn_at is null
    returning declined_at is null
""")
FORGET_REQUESTS = sql("""
    delete from friend_requests where (asker_id = $1 and asked_id = $2) or (asker_id = $2 and asked_id = $1)
""")
FORGET_WITHDRAWN = sql("""
    delete from friend_requests where withdrawn_at < $1 and (declined_at is null or declined_at < $1)
""")
BEFRIEND = sql("""
    insert into friendships (user_id, friend_id, created_at) values ($1, $2, $3), ($2, $1, $3)
""")
PART = sql("delete from friendships where user_id = $1 and friend_id = $2")
FORGET_SUGGESTIONS = sql("""
    delete from dismissed_suggestions
    where (user_id = $1 and dismissed_id = $2) or (user_id = $2 and dismissed_id = $1)
""")
CONCERNED = sql("""
    select coalesce(array_agg(id order by id), '{}') from (
        select friend_id as id from friendships where user_id = $1
        union select asked_id from friend_requests where asker_id = $1 and withdrawn_at is null
        union select asker_id from friend_requests where asked_id = $1 and withdrawn_at is null
            and declined_at is null
    ) concerned
""")
DISMISS = sql("""
    insert into dismissed_suggestions (user_id, dismissed_id, created_at) values ($1, $2, $3) on conflict do nothing
""")
SET_CLOSE = sql("update friendships set close = $3 where user_id = $1 and friend_id = $2 and visible($1, friend_id)")
SAVE_LIST = sql("""
    insert into friend_lists (id, user_id, name, created_at) values ($1, $2, $3, $4)
    on conflict (id) do update set name = excluded.name where friend_lists.user_id = $2
    returning id
""")
COUNT_LISTS = sql("select count(*) from friend_lists where user_id = $1 and id <> $2")
LISTED = sql("""
    select coalesce(array_agg(friend_id), '{}') from friend_list_people where user_id = $1 and list_id = $2
""")
DELETE_LIST = sql("delete from friend_lists where user_id = $1 and id = $2")
ADD = sql("""
    insert into friend_list_people (list_id, user_id, friend_id)
    select l.id, l.user_id, f.friend_id from friend_lists l join friendships f on f.user_id = l.user_id
    where l.user_id = $1 and l.id = $2 and f.friend_id = $3 and visible($1, f.friend_id)
    on conflict (list_id, friend_id) do update set user_id = excluded.user_id
""")
REMOVE = sql("delete from friend_list_people where user_id = $1 and list_id = $2 and friend_id = $3")
SAVE_LINK = sql("""
    insert into friend_links (user_id, token, created_at) values ($1, $2, $3)
    on conflict (user_id) do update set token = excluded.token, created_at = excluded.created_at
""")
DELETE_LINK = sql("delete from friend_links where user_id = $1")


async def ask(tx: Tx, viewer: Viewer, person: UUID) -> None:
    """Ask somebody to be my friend; if they have asked me, we are friends. Asking twice is asking once.

    After a silent decline the asker sees an open request, whether they ask again or not; the other is only asked
    anew when the cool-down is over.
    """
    found = await _lock(tx, viewer, person)
    if found.friends or (found.mine and not found.mine.withdrawn_at and not _cooled(tx, found.mine)):
        return
    if found.theirs and not found.theirs.withdrawn_at:
        await _say_yes(tx, viewer, person)
        return
    told = await tx.value(ASK, viewer.id, person, tx.now, tx.now - COOL_DOWN)
    if told:
        await notices.notify(tx, [person], FriendAsked(user_id=viewer.id, day=tx.now.date()))
    tx.emit(FriendsChanged(people=[viewer.id, person] if told else [viewer.id]))


async def accept(tx: Tx, viewer: Viewer, person: UUID) -> None:
    """Say yes. Raises NotFound if they have not asked, or asked no longer."""
    found = await _lock(tx, viewer, person)
    if found.friends:
        return
    if found.theirs is None or found.theirs.withdrawn_at:
        raise NotFound
    await _say_yes(tx, viewer, person)


async def _say_yes(tx: Tx, viewer: Viewer, person: UUID) -> None:
    await _befriend(tx, viewer.id, person)
    await notices.withdraw_of(tx, FriendAsked, viewer.id, person)
    await notices.notify(tx, [person], FriendSaidYes(user_id=viewer.id, day=tx.now.date()))


async def decline(tx: Tx, viewer: Viewer, person: UUID) -> None:
    """Say no, silently: the other sees their request stay open."""
    await _lock(tx, viewer, person)
    if await tx.run(DECLINE, viewer.id, person, tx.now):
        await notices.withdraw_of(tx, FriendAsked, viewer.id, person)
        tx.emit(FriendsChanged(people=[viewer.id]))


async def cancel(tx: Tx, viewer: Viewer, person: UUID) -> None:
    """Take my request back; it is kept only as long as a cool-down needs it."""
    await _lock(tx, viewer, person)
    known = await tx.value(WITHDRAW, viewer.id, person, tx.now)
    await notices.withdraw_of(tx, FriendAsked, person, viewer.id)
    if known is not None:
        tx.emit(FriendsChanged(people=[viewer.id, person] if known else [viewer.id]))


async def part(tx: Tx, viewer: Viewer, person: UUID) -> None:
    """End a friendship; the other finds me missing among their friends, and is not told more."""
    await _lock(tx, viewer, person)
    await _part(tx, viewer.id, person)


async def part_for_good(tx: Tx, one: UUID, other: UUID) -> None:
    """A block: friendship, requests both ways and suggestions end, in the transaction of the block."""
    parted = await _part(tx, one, other)
    asked = await tx.run(FORGET_REQUESTS, one, other)
    await tx.run(FORGET_SUGGESTIONS, one, other)
    if asked and not parted:
        tx.emit(FriendsChanged(people=sorted([one, other])))


async def tell_friends(tx: Tx, person: UUID) -> None:
    """Whoever is friends with this person, or awaits an answer between them, asks for their lists again."""
    told: list[UUID] = await tx.value(CONCERNED, person)
    if told:
        tx.emit(FriendsChanged(people=told))


async def dismiss(tx: Tx, viewer: Viewer, person: UUID) -> None:
    """Do not suggest this person to me again."""
    await people.require_visible(tx, viewer, person)
    await tx.run(DISMISS, viewer.id, person, tx.now)


async def set_close(tx: Tx, viewer: Viewer, person: UUID, close: bool) -> None:
    """Count a friend among my close ones, or no longer; only I know. Raises NotFound if they are no friend of mine."""
    if not await tx.run(SET_CLOSE, viewer.id, person, close):
        raise NotFound
    tx.emit(FriendsChanged(people=[viewer.id]))


async def save_list(tx: Tx, viewer: Viewer, list_id: UUID, name: str) -> None:
    """Make a list, or call it by another name. Raises TooManyLists; NotFound if the id is somebody else's."""
    await people.lock(tx, viewer.id)
    if await tx.value(COUNT_LISTS, viewer.id, list_id) >= MOST_LISTS:
        raise TooManyLists
    if await tx.value(SAVE_LIST, list_id, viewer.id, clean_line(name) or "·", tx.now) is None:
        raise NotFound
    tx.emit(FriendsChanged(people=[viewer.id]))


async def delete_list(tx: Tx, viewer: Viewer, list_id: UUID) -> None:
    """A list goes; the friendships stay."""
    listed: list[UUID] = await tx.value(LISTED, viewer.id, list_id)
    if await tx.run(DELETE_LIST, viewer.id, list_id):
        tx.emit(Unlisted(user_id=viewer.id, people=listed))
        tx.emit(FriendsChanged(people=[viewer.id]))


async def add_to_list(tx: Tx, viewer: Viewer, list_id: UUID, person: UUID) -> None:
    """Put a friend on one of my lists. Raises NotFound unless both are mine."""
    if not await tx.run(ADD, viewer.id, list_id, person):
        raise NotFound
    tx.emit(FriendsChanged(people=[viewer.id]))


async def remove_from_list(tx: Tx, viewer: Viewer, list_id: UUID, person: UUID) -> None:
    """Take somebody off one of my lists."""
    if await tx.run(REMOVE, viewer.id, list_id, person):
        tx.emit(Unlisted(user_id=viewer.id, people=[person]))
        tx.emit(FriendsChanged(people=[viewer.id]))


async def renew_link(tx: Tx, viewer: Viewer) -> None:
    """A new link to add me by; the old one leads nowhere from now on."""
    await tx.run(SAVE_LINK, viewer.id, secrets.token_urlsafe(16), tx.now)


async def drop_link(tx: Tx, viewer: Viewer) -> None:
    """Nobody can add me by link any more."""
    await tx.run(DELETE_LINK, viewer.id)


async def _lock(tx: Tx, viewer: Viewer, person: UUID) -> queries.Between:
    """Whatever two people do to each other happens one after the other. Raises NotFound."""
    if person == viewer.id:
        raise CannotBefriendYourself
    await people.lock(tx, viewer.id, person)
    await people.require_visible(tx, viewer, person)
    return await queries.between(tx, viewer.id, person)


def _cooled(tx: Tx, request: queries.Request) -> bool:
    return request.declined_at is not None and request.declined_at <= tx.now - COOL_DOWN


async def _befriend(tx: Tx, one: UUID, other: UUID) -> None:
    await tx.run(BEFRIEND, one, other, tx.now)
    await tx.run(FORGET_REQUESTS, one, other)
    tx.emit(Befriended(one_id=one, other_id=other))
    tx.emit(FriendsChanged(people=sorted([one, other])))


async def _part(tx: Tx, one: UUID, other: UUID) -> bool:
    if not await tx.run(PART, one, other):
        return False
    tx.emit(Unfriended(one_id=one, other_id=other))
    tx.emit(FriendsChanged(people=sorted([one, other])))
    return True
