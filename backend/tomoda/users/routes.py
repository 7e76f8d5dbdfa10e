"""People under `/users`."""

from uuid import UUID

from litestar import delete, get, patch, post, put
from litestar.datastructures import CacheControlHeader
from msgspec import UNSET

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.media.errors import MediaUnusable
from tomoda.users import actions, queries
from tomoda.users.errors import CannotBlockYourself, NotFindableYourself, UsernameTaken
from tomoda.users.schemas import BlockedPeople, Contacts, FoundContacts, Me, Mute, MutedPeople, PersonCard, ProfileEdit

FINDS = Limit("find_by_username", 60, 3600)
CONTACTS_A_DAY = Limit("contacts", 300, 86_400, closed=True)  # addresses that one person may ask about
CLAIMS = Limit("claims", 3, 30 * 86_400, closed=True)  # age and womanhood open doors: they are not to be tried out
CONTACTS_A_MONTH = Limit("contacts_month", 1000, 30 * 86_400, closed=True)


@get("/users/me", opt={"suspended": True})
async def me(viewer: Viewer, app: App) -> Json[Me]:
    """My own account."""
    async with app.reading() as tx:
        return await queries.me(tx, viewer)


@patch("/users/me", raises=[UsernameTaken, MediaUnusable, RateLimited])
async def edit(data: ProfileEdit, viewer: Viewer, app: App) -> Json[Me]:
    """Change my profile; what is left out stays as it is. Age and `woman` change three times in thirty days."""
    if data.age_band is not UNSET or data.woman is not UNSET:
        async with app.reading() as tx:
            otherwise = await queries.says_otherwise(tx, viewer, data)
        if otherwise:
            await limits.take(app, CLAIMS, str(viewer.id))
    async with app.transaction() as tx:
        await actions.edit(tx, viewer, data)
        return await queries.me(tx, viewer)


@get("/users/me/blocks")
async def blocked(viewer: Viewer, app: App) -> Json[BlockedPeople]:
    """Whom I have blocked."""
    async with app.reading() as tx:
        return await queries.blocked(tx, viewer)


@put("/users/me/blocks/{user_id:uuid}", status_code=204, raises=[NotFound, CannotBlockYourself])
async def block(user_id: UUID, viewer: Viewer, app: App) -> None:
    """Block somebody: from now on neither sees the other anywhere, and they are not told."""
    async with app.transaction() as tx:
        await actions.block(tx, viewer, user_id)


@delete("/users/me/blocks/{user_id:uuid}")
async def unblock(user_id: UUID, viewer: Viewer, app: App) -> None:
    """Lift my block."""
    async with app.transaction() as tx:
        await actions.unblock(tx, viewer, user_id)


@get("/users/by-username/{username:str}", raises=[NotFound, RateLimited])
async def by_username(username: str, viewer: Viewer, app: App) -> Json[PersonCard]:
    """Who has exactly this username, if they want to be found."""
    await limits.take(app, FINDS, str(viewer.id))
    async with app.reading() as tx:
        return await queries.by_username(tx, viewer, username)


@post(
    "/users/by-contacts",
    status_code=200,
    opt={"session": True},
    cache_control=CacheControlHeader(no_store=True),
    raises=[NotFindableYourself, RateLimited],
)
async def by_contacts(data: Contacts, viewer: Viewer, app: App) -> Json[FoundContacts]:
    """Who of those whose addresses I have is here, if they and I want to be found by them. Nothing of it is kept."""
    for budget in (CONTACTS_A_DAY, CONTACTS_A_MONTH):
        await limits.take(app, budget, str(viewer.id), cost=len(data.hashes))
    async with app.reading() as tx:
        return await queries.by_contacts(tx, viewer, data.hashes)


@get("/users/me/mutes")
async def muted(viewer: Viewer, app: App) -> Json[MutedPeople]:
    """Whom I have muted."""
    async with app.reading() as tx:
        return await queries.muted(tx, viewer)


@put("/users/me/mutes/{user_id:uuid}", status_code=204, raises=[NotFound, CannotBlockYourself])
async def mute(user_id: UUID, data: Mute, viewer: Viewer, app: App) -> None:
    """Be left in peace by somebody; softer than a block, and they notice nothing."""
    async with app.transaction() as tx:
        await actions.mute(tx, viewer, user_id, data.until)


@delete("/users/me/mutes/{user_id:uuid}")
async def unmute(user_id: UUID, viewer: Viewer, app: App) -> None:
    """Hear of somebody again."""
    async with app.transaction() as tx:
        await actions.unmute(tx, viewer, user_id)


ROUTES = [me, edit, by_username, by_contacts, blocked, block, unblock, muted, mute, unmute]
