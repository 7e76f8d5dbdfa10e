"""What people do with their own account, and to each other."""

import secrets
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from asyncpg import UniqueViolationError

from tomoda.core.errors import FieldError, Malformed, NotFound
from tomoda.core.messages import Closed, HiddenChanged
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import ZONES, clean_line, clean_text, fold, new_id
from tomoda.media import actions as media
from tomoda.users import queries
from tomoda.users.errors import CannotBlockYourself, TooYoung, UsernameTaken
from tomoda.users.messages import Blocked, PersonErased, PersonHidden, PersonRestored, ProfileChanged
from tomoda.users.schemas import ProfileEdit

ADULT = 18  # years

CREATE = sql("""
    insert into users (id, username, username_folded, display_name, email, email_folded, locale, time_zone,
                       adult_confirmed_at, state_changed_at, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9)
""")

EDIT = sql("""
    update users set
        display_name = coalesce($2, display_name), username = coalesce($3, username),
        username_folded = coalesce($4, username_folded), bio = coalesce($5, bio),
        pronouns = coalesce($6, pronouns), home = coalesce($7, home),
        findable = coalesce($8, findable), suggested = coalesce($9, suggested),
        preferences = coalesce($10, preferences), locale = coalesce($11, locale),
        time_zone = coalesce($12, time_zone), invites_from = coalesce($13, invites_from),
        findable_by_email = coalesce($14, findable_by_email)
    where id = $1
""")
SET_AVATAR = sql("update users set avatar_id = $2 where id = $1")
SET_AUDIENCES = sql("""
    update users set bio_for = $2, pronouns_for = $3, home_for = $4, avatar_for = $5, interests_for = $6,
        languages_for = $7, age_for = $8, kind_words_for = $9,
        verified_for = $10
    where id = $1
""")
SAY = sql("""
    update users set interests = coalesce($2, interests), languages = coalesce($3, languages),
        age_band = case when $4 then $5 else age_band end, woman = coalesce($6, woman)
    where id = $1
""")

BLOCK = sql("insert into blocks (blocker_id, blocked_id, created_at) values ($1, $2, $3) on conflict do nothing")
UNBLOCK = sql("delete from blocks where blocker_id = $1 and blocked_id = $2")
KNOWN = sql("""
    select (select count(*) from users where id in ($1, $2) and state <> 'erased') = 2 and (
        visible($1, $2) or exists (select from blocks where blocker_id = $1 and blocked_id = $2)
    )
""")
MUTE = sql("""
    insert into mutes (muter_id, muted_id, until, created_at) values ($1, $2, $3, $4)
    on conflict (muter_id, muted_id) do update set until = excluded.until
""")
UNMUTE = sql("delete from mutes where muter_id = $1 and muted_id = $2")
SET_STATE = sql("""
    update users set state = $2, state_changed_at = $3 where id = $1 and state <> $2 and state <> 'erased'
""")
SET_ADDRESS = sql("update users set email = $2, email_folded = $3 where id = $1")
DELETE = sql("delete from users where id = $1")


def require_adult(born: date, today: date) -> None:
    """Raises TooYoung for less than 18 full years; the date is not kept anywhere."""
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    if today.year - born.year - (0 if had_birthday else 1) < ADULT:
        raise TooYoung


async def create(
    tx: Tx, display_name: str, email: str | None, born: date, *, locale: str = "en", time_zone: str = "UTC"
) -> UUID:
    """A new person of 18 years or more, with a username made from the name until they choose one."""
    require_adult(born, tx.now.date())
    _require_zone(time_zone)
    name = clean_line(display_name)
    if not name:
        raise Malformed(errors=[FieldError("#/display_name", "must not be empty")])
    user_id = new_id()
    username = _suggest(name)
    folded = fold(email) if email else None
    await tx.run(CREATE, user_id, username, fold(username), name, email, folded, locale, time_zone, tx.now)
    return user_id


def _suggest(name: str) -> str:
    letters = "".join(c for c in fold(name) if c.isascii() and c.isalnum())[:12] or "tomo"
    return f"{letters}_{secrets.token_hex(3)}"


def _require_zone(time_zone: str) -> None:
    if time_zone not in ZONES:
        raise Malformed(errors=[FieldError("#/time_zone", "must be a zone of the IANA database")])


async def edit(tx: Tx, viewer: Viewer, changes: ProfileEdit) -> None:
    """Change my profile. Raises UsernameTaken, MediaUnusable."""
    given = {name: value for name, value in msgspec.structs.asdict(changes).items() if value is not msgspec.UNSET}
    if "time_zone" in given:
        _require_zone(given["time_zone"])
    name = _line(given, "display_name")
    if name == "":
        raise Malformed(errors=[FieldError("#/display_name", "must not be empty")])
    username: str | None = given.get("username")
    words = (clean_text(given["bio"]) if "bio" in given else None, _line(given, "pronouns"), _line(given, "home"))
    preferences = msgspec.json.encode(given["preferences"]) if "preferences" in given else None
    rest = (
        given.get("findable"),
        given.get("suggested"),
        preferences,
        given.get("locale"),
        given.get("time_zone"),
        given.get("invites_from"),
        given.get("findable_by_email"),
    )
    try:
        await tx.run(EDIT, viewer.id, name, username, fold(username) if username else None, *words, *rest)
    except UniqueViolationError:
        raise UsernameTaken from None
    await _edit_rest(tx, viewer, changes)
    await _say(tx, viewer, given)
    tx.emit(ProfileChanged(user_id=viewer.id))


def _line(given: dict[str, Any], field: str) -> str | None:
    return clean_line(given[field]) if field in given else None


async def _edit_rest(tx: Tx, viewer: Viewer, changes: ProfileEdit) -> None:
    """What may be nothing, and who sees what."""
    if changes.avatar_id is not msgspec.UNSET:
        if changes.avatar_id is not None:
            await media.require_usable(tx, viewer, [changes.avatar_id], frozenset({"photo"}), again_for="avatar")
            await media.use(tx, [changes.avatar_id], "avatar")
        media.empty_soon(tx)
        await tx.run(SET_AVATAR, viewer.id, changes.avatar_id)
    if changes.audiences is not msgspec.UNSET:
        who = changes.audiences
        about = (who.interests, who.languages, who.age, who.kind_words, who.verified)
        shown = (who.bio, who.pronouns, who.home, who.avatar, *about)
        await tx.run(SET_AUDIENCES, viewer.id, *shown)


async def _say(tx: Tx, viewer: Viewer, given: dict[str, Any]) -> None:
    """What may bring people together: each thing once, in one order."""
    if given.keys() & {"interests", "languages", "age_band", "woman"}:
        lists = [sorted(set(given[name])) if name in given else None for name in ("interests", "languages")]
        await tx.run(SAY, viewer.id, *lists, "age_band" in given, given.get("age_band"), given.get("woman"))


async def block(tx: Tx, viewer: Viewer, person: UUID) -> None:
    """From now on neither sees the other anywhere. Blocking twice is blocking once."""
    if person == viewer.id:
        raise CannotBlockYourself
    await queries.lock(tx, viewer.id, person)
    if not await known(tx, viewer, person):
        raise NotFound
    if await tx.run(BLOCK, viewer.id, person, tx.now):
        tx.emit(Blocked(blocker_id=viewer.id, blocked_id=person))
        tx.emit(HiddenChanged(user_id=viewer.id))
        tx.emit(HiddenChanged(user_id=person))


async def known(tx: Tx, viewer: Viewer, person: UUID) -> bool:
    """Whether the viewer may see the person, or has blocked them. One statement: a second would take time to tell."""
    return await tx.value(KNOWN, viewer.id, person)


async def unblock(tx: Tx, viewer: Viewer, person: UUID) -> None:
    """Lift my block. It restores nothing: no friendship, no missed message."""
    await queries.lock(tx, viewer.id, person)
    if await tx.run(UNBLOCK, viewer.id, person):
        tx.emit(HiddenChanged(user_id=viewer.id))
        tx.emit(HiddenChanged(user_id=person))


async def mute(tx: Tx, viewer: Viewer, person: UUID, until: datetime | None) -> None:
    """Be left in peace by somebody, until an instant or for good; they notice nothing. Raises NotFound."""
    if person == viewer.id:
        raise CannotBlockYourself
    await queries.require_visible(tx, viewer, person)
    await tx.run(MUTE, viewer.id, person, until, tx.now)
    tx.emit(ProfileChanged(user_id=viewer.id))


async def unmute(tx: Tx, viewer: Viewer, person: UUID) -> None:
    """Hear of somebody again."""
    if await tx.run(UNMUTE, viewer.id, person):
        tx.emit(ProfileChanged(user_id=viewer.id))


async def hide(tx: Tx, user_id: UUID, state: Literal["deactivated", "suspended", "banned"]) -> None:
    """From now on nobody else sees this person, and their sessions end; the suspended keep them, to read and leave."""
    await queries.lock(tx, user_id)
    if await tx.run(SET_STATE, user_id, state, tx.now):
        tx.emit(PersonHidden(user_id=user_id, state=state))
        tx.emit(Closed(user_id=user_id, code="account_suspended" if state == "suspended" else "session_ended"))


async def set_address(tx: Tx, user_id: UUID, email: str) -> bool:
    """Their e-mail address is another one. False if it is somebody else's: then the transaction must end."""
    try:
        await tx.run(SET_ADDRESS, user_id, email, fold(email))
    except UniqueViolationError:
        return False
    tx.emit(ProfileChanged(user_id=user_id))
    return True


async def restore(tx: Tx, user_id: UUID) -> None:
    """They are back, as they were; what ended when they left stays ended."""
    await queries.lock(tx, user_id)
    if await tx.run(SET_STATE, user_id, "active", tx.now):
        tx.emit(PersonRestored(user_id=user_id))


async def erase(tx: Tx, user_id: UUID) -> None:
    """Delete somebody for good: the foreign keys take along what is theirs, and their name off what is others' too."""
    await queries.lock(tx, user_id)
    await tx.follow(PersonErased(user_id=user_id))
    await tx.run(DELETE, user_id)
