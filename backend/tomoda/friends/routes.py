"""Friends under `/friends`."""

from uuid import UUID

from litestar import delete, get, post, put

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.friends import actions, queries
from tomoda.friends.errors import CannotBefriendYourself, TooManyLists
from tomoda.friends.schemas import (
    FriendLink,
    FriendLists,
    FriendRequests,
    Friends,
    ListName,
    MyLink,
    People,
    Relationship,
)
from tomoda.users.schemas import PersonCard

REQUESTS = Limit("friend_request", 60, 3600)
LINKS_OPENED = Limit("friend_link", 60, 3600)


@get("/friends")
async def friends(viewer: Viewer, app: App) -> Json[Friends]:
    """My friends, by name."""
    async with app.reading() as tx:
        return await queries.friends(tx, viewer)


@get("/friends/requests")
async def requests(viewer: Viewer, app: App) -> Json[FriendRequests]:
    """Who waits for my answer, and whose answer I wait for."""
    async with app.reading() as tx:
        return await queries.requests(tx, viewer)


@put("/friends/requests/{user_id:uuid}", raises=[NotFound, CannotBefriendYourself, RateLimited])
async def ask(user_id: UUID, viewer: Viewer, app: App) -> Json[Relationship]:
    """Ask somebody to be my friend; if they have asked me already, we are friends."""
    await limits.take(app, REQUESTS, str(viewer.id))
    async with app.transaction() as tx:
        await actions.ask(tx, viewer, user_id)
        return await queries.relationship(tx, viewer, user_id)


@delete("/friends/requests/{user_id:uuid}", raises=[NotFound, CannotBefriendYourself])
async def cancel(user_id: UUID, viewer: Viewer, app: App) -> None:
    """Take my request back."""
    async with app.transaction() as tx:
        await actions.cancel(tx, viewer, user_id)


@post("/friends/requests/{user_id:uuid}/accept", status_code=200, raises=[NotFound, CannotBefriendYourself])
async def accept(user_id: UUID, viewer: Viewer, app: App) -> Json[Relationship]:
    """Say yes to somebody's request."""
    async with app.transaction() as tx:
        await actions.accept(tx, viewer, user_id)
        return await queries.relationship(tx, viewer, user_id)


@post("/friends/requests/{user_id:uuid}/decline", status_code=204, raises=[NotFound, CannotBefriendYourself])
async def decline(user_id: UUID, viewer: Viewer, app: App) -> None:
    """Say no to somebody's request; they are not told."""
    async with app.transaction() as tx:
        await actions.decline(tx, viewer, user_id)


@delete("/friends/suggestions/{user_id:uuid}", raises=[NotFound])
async def dismiss(user_id: UUID, viewer: Viewer, app: App) -> None:
    """Do not suggest this person to me again."""
    async with app.transaction() as tx:
        await actions.dismiss(tx, viewer, user_id)


@get("/friends/{user_id:uuid}", raises=[NotFound])
async def relationship(user_id: UUID, viewer: Viewer, app: App) -> Json[Relationship]:
    """How I stand to somebody."""
    async with app.reading() as tx:
        return await queries.relationship(tx, viewer, user_id)


@delete("/friends/{user_id:uuid}", raises=[NotFound, CannotBefriendYourself])
async def part(user_id: UUID, viewer: Viewer, app: App) -> None:
    """End a friendship; the other is not told."""
    async with app.transaction() as tx:
        await actions.part(tx, viewer, user_id)


@get("/friends/{user_id:uuid}/mutual", raises=[NotFound])
async def mutual(user_id: UUID, viewer: Viewer, app: App) -> Json[People]:
    """Whom we both know, as far as I may see them."""
    async with app.reading() as tx:
        return await queries.mutual_friends(tx, viewer, user_id)


@put("/friends/{user_id:uuid}/close", status_code=204, raises=[NotFound])
async def make_close(user_id: UUID, viewer: Viewer, app: App) -> None:
    """Count a friend among my close ones; only I know."""
    async with app.transaction() as tx:
        await actions.set_close(tx, viewer, user_id, close=True)


@delete("/friends/{user_id:uuid}/close", raises=[NotFound])
async def make_less_close(user_id: UUID, viewer: Viewer, app: App) -> None:
    """Count a friend no longer among my close ones."""
    async with app.transaction() as tx:
        await actions.set_close(tx, viewer, user_id, close=False)


@get("/friends/lists")
async def lists(viewer: Viewer, app: App) -> Json[FriendLists]:
    """My lists; nobody else knows of them."""
    async with app.reading() as tx:
        return await queries.lists(tx, viewer)


@put("/friends/lists/{list_id:uuid}", raises=[NotFound, TooManyLists])
async def save_list(list_id: UUID, data: ListName, viewer: Viewer, app: App) -> Json[FriendLists]:
    """Make a list with an id of the client's choice, or rename it."""
    async with app.transaction() as tx:
        await actions.save_list(tx, viewer, list_id, data.name)
        return await queries.lists(tx, viewer)


@delete("/friends/lists/{list_id:uuid}")
async def delete_list(list_id: UUID, viewer: Viewer, app: App) -> None:
    """Delete a list; the friendships stay."""
    async with app.transaction() as tx:
        await actions.delete_list(tx, viewer, list_id)


@put("/friends/lists/{list_id:uuid}/people/{user_id:uuid}", status_code=204, raises=[NotFound])
async def add_to_list(list_id: UUID, user_id: UUID, viewer: Viewer, app: App) -> None:
    """Put a friend on a list."""
    async with app.transaction() as tx:
        await actions.add_to_list(tx, viewer, list_id, user_id)


@delete("/friends/lists/{list_id:uuid}/people/{user_id:uuid}")
async def remove_from_list(list_id: UUID, user_id: UUID, viewer: Viewer, app: App) -> None:
    """Take somebody off a list."""
    async with app.transaction() as tx:
        await actions.remove_from_list(tx, viewer, list_id, user_id)


@get("/friends/link")
async def link(viewer: Viewer, app: App) -> MyLink:
    """The address behind my QR code, if I have made one."""
    async with app.reading() as tx:
        found = await queries.link(tx, viewer)
    return MyLink(_told(app, found) if found else None)


@put("/friends/link")
async def renew_link(viewer: Viewer, app: App) -> FriendLink:
    """Make a link to add me by; one that was made before leads nowhere from now on."""
    async with app.transaction() as tx:
        await actions.renew_link(tx, viewer)
        return _told(app, await queries.link(tx, viewer))


@delete("/friends/link")
async def drop_link(viewer: Viewer, app: App) -> None:
    """Nobody can add me by link any more."""
    async with app.transaction() as tx:
        await actions.drop_link(tx, viewer)


@get("/friends/links/{token:str}", raises=[NotFound, RateLimited])
async def behind_link(token: str, viewer: Viewer, app: App) -> Json[PersonCard]:
    """Whose link this is: ask them with `PUT /friends/requests/{id}`."""
    await limits.take(app, LINKS_OPENED, str(viewer.id))
    async with app.reading() as tx:
        return await queries.behind_link(tx, viewer, token)


def _told(app: App, found: queries.Link | None) -> FriendLink:
    if found is None:
        raise NotFound
    return FriendLink(f"{app.public_url}/add/{found.token}", found.token, found.created_at)


ROUTES = [
    *(friends, requests, ask, cancel, accept, decline, dismiss),
    *(relationship, part, mutual, make_close, make_less_close),
    *(lists, save_list, delete_list, add_to_list, remove_from_list),
    *(link, renew_link, drop_link, behind_link),
]
