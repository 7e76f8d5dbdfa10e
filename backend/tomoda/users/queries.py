"""What is asked about people."""

from datetime import timedelta
from uuid import UUID

import msgspec

from tomoda.core.errors import NotFound
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import fold
from tomoda.users.errors import NotFindableYourself
from tomoda.users.schemas import BlockedPeople, FoundContacts, Me, MutedPeople, PersonCard, ProfileEdit

NEW_FOR = timedelta(days=7)

ME = sql("""
    select json_build_object(
        'id', id, 'username', username, 'display_name', display_name, 'bio', bio, 'email', email,
        'pronouns', pronouns, 'home', home, 'avatar_id', avatar_id, 'findable', findable,
        'interests', interests, 'languages', languages, 'age_band', age_band, 'woman', woman,
        'findable_by_email', findable_by_email, 'suggested', suggested,
        'invites_from', invites_from,
        'audiences', json_build_object('bio', bio_for, 'pronouns', pronouns_for, 'home', home_for,
                                       'avatar', avatar_for, 'interests', interests_for,
                                       'languages', languages_for, 'age', age_for, 'kind_words', kind_words_for,
                                       'verified', verified_for),
        'preferences', '{"theme":"system","units":"metric","clock":"24"}'::jsonb || preferences,
        'locale', locale, 'time_zone', time_zone, 'state', state
    ) from users where id = $1
""")

SAYS_OTHERWISE = sql("""
    select (age_band is distinct from $3 and $2) or (woman is distinct from $5 and $4) from users where id = $1
""")

VISIBLE = sql("select visible($1, $2)")

BLOCKED = sql("""
    select json_build_object('data', coalesce(json_agg(person_card(users) order by blocks.created_at desc), '[]'))
    from blocks join users on users.id = blocks.blocked_id
    where blocks.blocker_id = $1 and users.state = 'active'
""")

BY_USERNAME = sql("""
    select person_card(users) from users
    where username_folded = $2 and visible($1, id) and (findable or id = $1)
""")

FINDABLE_BY_EMAIL = sql("select findable_by_email and email is not null from users where id = $1")

BY_CONTACTS = sql("""
    select json_build_object('data', coalesce(json_agg(
        json_build_object('hash', encode(contact_hash(users.email), 'hex'), 'person', person_card(users))
        order by lower(users.display_name), users.id), '[]'))
    from users
    where contact_hash(users.email) = any($2::bytea[]) and users.findable_by_email and users.email is not null
        and visible($1, users.id) and users.id <> $1
""")

MUTED = sql("""
    select json_build_object('data', coalesce(json_agg(
        json_build_object('person', person_card(users), 'until', mutes.until)
        order by mutes.created_at desc, users.id), '[]'))
    from mutes join users on users.id = mutes.muted_id
    where mutes.muter_id = $1 and visible($1, users.id) and (mutes.until is null or mutes.until > $2)
""")

LOCK = sql("select id from users where id = any($1::uuid[]) order by id for no key update")

JOINED = sql("select created_at from users where id = $1")

STAY = sql("select id from users where id = any($1::uuid[]) and state = 'active' order by id for share")
STAYS = sql("select state = 'active' from users where id = $1 for share")

HIDDEN = sql("""
    select blocked_id as id from blocks where blocker_id = $1
    union select blocker_id from blocks where blocked_id = $1
""")


async def me(tx: Tx, viewer: Viewer) -> Json[Me]:
    """My own account."""
    return await tx.json(ME, viewer.id)


async def says_otherwise(tx: Tx, viewer: Viewer, changes: ProfileEdit) -> bool:
    """Whether the viewer says something else of their age, or of being a woman, than before."""
    age, woman = changes.age_band, changes.woman
    return await tx.value(
        SAYS_OTHERWISE,
        viewer.id,
        age is not msgspec.UNSET,
        None if age is msgspec.UNSET else age,
        woman is not msgspec.UNSET,
        None if woman is msgspec.UNSET else woman,
    )


async def by_username(tx: Tx, viewer: Viewer, username: str) -> Json[PersonCard]:
    """Who has exactly this username, whatever its case, if they want to be found. Raises NotFound."""
    try:
        return await tx.json(BY_USERNAME, viewer.id, fold(username))
    except LookupError:
        raise NotFound from None


async def by_contacts(tx: Tx, viewer: Viewer, hashes: list[str]) -> Json[FoundContacts]:
    """Whose addresses these are, as far as they want to be found by them. Raises NotFindableYourself.

    The same statements, whoever is found; what was looked for is kept nowhere.
    """
    if not await tx.value(FINDABLE_BY_EMAIL, viewer.id):
        raise NotFindableYourself
    return await tx.json(BY_CONTACTS, viewer.id, [bytes.fromhex(one) for one in hashes])


async def lock(tx: Tx, *ids: UUID) -> None:
    """What these people do to each other happens one after the other, until the end of the transaction.

    Whatever is asked about them must be asked after this, in a statement of its own.
    """
    await tx.rows(LOCK, list(ids))


async def stays(tx: Tx, person: UUID) -> bool:
    """Whether this person is there, and stays so, and whom they block too, until the end of the transaction."""
    return bool(await tx.value(STAYS, person))


async def all_stay(tx: Tx, persons: list[UUID]) -> set[UUID]:
    """Those of these people who are there, and stay so, until the end of the transaction; locked in one order."""
    return {row["id"] for row in await tx.rows(STAY, persons)}


async def is_new(tx: Tx, viewer: Viewer) -> bool:
    """Whether the account is younger than a week: it may do less at a time."""
    joined = await tx.value(JOINED, viewer.id)
    return joined is not None and tx.now - joined < NEW_FOR


async def muted(tx: Tx, viewer: Viewer) -> Json[MutedPeople]:
    """Whom the viewer has muted."""
    return await tx.json(MUTED, viewer.id, tx.now)


async def require_visible(tx: Tx, viewer: Viewer, person: UUID) -> None:
    """Raises NotFound unless the viewer may see this person."""
    if not await tx.value(VISIBLE, viewer.id, person):
        raise NotFound


async def blocked(tx: Tx, viewer: Viewer) -> Json[BlockedPeople]:
    """Whom the viewer has blocked."""
    return await tx.json(BLOCKED, viewer.id)


async def hidden_from(tx: Tx, viewer: Viewer) -> frozenset[UUID]:
    """Whose doings are not told to the viewer: blocked in either direction."""
    return frozenset(row["id"] for row in await tx.rows(HIDDEN, viewer.id))
