"""Secret rooms, and the devices that can read them."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import get, post, put
from litestar.params import QueryParameter

from tomoda.chat import actions, queries
from tomoda.chat.actions import secret
from tomoda.chat.errors import (
    DeviceIdTaken,
    EpochPassed,
    MessageIdTaken,
    NoSecretDevice,
    NotSecret,
    NotTalkingYet,
    RoomClosed,
    TooManySecretDevices,
)
from tomoda.chat.queries import secret as ask
from tomoda.chat.routes.rooms import STRANGERS
from tomoda.chat.schemas import Message, Room
from tomoda.chat.schemas.secret import (
    Commits,
    HandedOutAll,
    MyDevices,
    NewCommit,
    NewDevice,
    NewPackages,
    SecretState,
    Wanted,
)
from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotAllowed, NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer

DEVICES = Limit("secret_device", 20, 3600)
STOCKING = Limit("stock_up", 60, 3600)
PACKAGES = Limit("hand_out", 60, 3600)  # asked for by one person: nobody empties the stock of another
COMMITS = Limit("commit", 60, 3600)

After = Annotated[int, QueryParameter(ge=0)]


@put("/rooms/secret/{user_id:uuid}", raises=[NotFound, NotTalkingYet, RateLimited])
async def open_secret(user_id: UUID, viewer: Viewer, app: App) -> Json[Room]:
    """The one secret room that I share with this person, opened the first time. We are friends, or talk already."""
    await limits.take(app, STRANGERS, str(viewer.id))
    async with app.transaction() as tx:
        room_id = await actions.open_secret(tx, viewer, user_id)
        return await queries.room(tx, viewer, room_id)


@get("/users/me/secret/devices")
async def devices(viewer: Viewer, app: App) -> Json[MyDevices]:
    """My devices that have keys, and what is left in stock for this one."""
    async with app.reading() as tx:
        return await ask.devices(tx, viewer)


@put("/users/me/secret/devices/{device_id:uuid}", raises=[NotAllowed, DeviceIdTaken, TooManySecretDevices, RateLimited])
async def put_device(device_id: UUID, data: NewDevice, viewer: Viewer, app: App) -> Json[MyDevices]:
    """This device has keys; its private ones never leave it. It loses them when it is signed out."""
    await limits.take(app, DEVICES, str(viewer.id))
    async with app.transaction() as tx:
        await secret.put_device(tx, viewer, device_id, data)
        return await ask.devices(tx, viewer)


@post("/users/me/secret/devices/{device_id:uuid}/packages", status_code=200, raises=[NotFound, RateLimited])
async def stock_up(device_id: UUID, data: NewPackages, viewer: Viewer, app: App) -> Json[MyDevices]:
    """Put key packages of this device in stock, for others to take it into a group while it is away. 100 at most."""
    await limits.take(app, STOCKING, str(viewer.id))
    async with app.transaction() as tx:
        await secret.stock_up(tx, viewer, device_id, data)
        return await ask.devices(tx, viewer)


@get("/rooms/{room_id:uuid}/secret", raises=[NotFound, NotSecret])
async def state(room_id: UUID, viewer: Viewer, app: App) -> Json[SecretState]:
    """How the group of devices in a secret room stands."""
    async with app.reading() as tx:
        return await ask.state(tx, viewer, room_id)


@post("/rooms/{room_id:uuid}/secret/packages", status_code=200, raises=[NotFound, NotSecret, RateLimited])
async def hand_out(room_id: UUID, data: Wanted, viewer: Viewer, app: App) -> Json[HandedOutAll]:
    """A key package of each of these devices of ours, handed out this once."""
    await limits.take(app, PACKAGES, str(viewer.id))
    async with app.transaction() as tx:
        found = await secret.hand_out(tx, viewer, room_id, data.devices)
    return Json(msgspec.json.encode(HandedOutAll(found)))


@get("/rooms/{room_id:uuid}/secret/commits", raises=[NotFound, NotSecret])
async def commits(room_id: UUID, viewer: Viewer, app: App, after: After = 0) -> Json[Commits]:
    """How the group of devices has changed since an epoch. Changes are kept for ninety days."""
    async with app.reading() as tx:
        return await ask.commits(tx, viewer, room_id, after)


@put(
    "/rooms/{room_id:uuid}/secret/commits/{message_id:uuid}",
    raises=[NotFound, NotSecret, NoSecretDevice, RoomClosed, EpochPassed, MessageIdTaken, RateLimited],
)
async def commit(room_id: UUID, message_id: UUID, data: NewCommit, viewer: Viewer, app: App) -> Json[Message]:
    """Change the group of devices: one change follows the other, and each is told in the room."""
    await limits.take(app, COMMITS, str(viewer.id))
    async with app.transaction() as tx:
        return await secret.commit(tx, viewer, room_id, message_id, data)


ROUTES = [open_secret, devices, put_device, stock_up, state, hand_out, commits, commit]
