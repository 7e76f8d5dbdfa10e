"""API keys under `/auth/keys`: only a person in a session of theirs makes, sees and revokes them."""

from uuid import UUID

from litestar import Response, delete, get, post

from tomoda.auth.actions import keys
from tomoda.auth.errors import ConfirmFirst, TooManyKeys, WaitFirst
from tomoda.auth.queries import keys as asked
from tomoda.auth.schemas import ApiKeys, MadeKey, NewKey
from tomoda.core.app import App
from tomoda.core.errors import NotFound
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer


@get("/auth/keys", opt={"suspended": True})
async def api_keys(viewer: Viewer, app: App) -> Json[ApiKeys]:
    """My keys, the latest first."""
    async with app.reading() as tx:
        return await asked.mine(tx, viewer)


@post("/auth/keys", raises=[ConfirmFirst, WaitFirst, TooManyKeys])
async def make_key(data: NewKey, viewer: Viewer, app: App) -> Response[MadeKey]:
    """Make a key; it is shown now and never again."""
    async with app.transaction() as tx:
        made = await keys.make(tx, viewer, data)
    return Response(MadeKey(made.id, made.key), status_code=201, headers={"Cache-Control": "no-store"})


@delete("/auth/keys/{key_id:uuid}", opt={"suspended": True}, raises=[NotFound])
async def revoke_key(key_id: UUID, viewer: Viewer, app: App) -> None:
    """Revoke a key: it opens nothing from now on."""
    async with app.transaction() as tx:
        await keys.revoke(tx, viewer, key_id)


ROUTES = [api_keys, make_key, revoke_key]
