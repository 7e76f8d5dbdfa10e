"""Presence under `/presence`."""

from typing import Any

import msgspec
from litestar import get, put

from tomoda.core.app import App
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.presence import actions, queries
from tomoda.presence.routes import positions, radar
from tomoda.presence.schemas import Around, MyPresence, Presence, PresenceChoice


@get("/presence")
async def around(viewer: Viewer, app: App) -> Json[Around]:
    """My friends, and who goes to the same events, as far as they let me know; `friends:<me>` keeps it current."""
    async with app.reading() as tx:
        people = await queries.around(tx, viewer)
    found = await actions.states(app, people)
    today = app.clock().date()
    told = [
        Presence(
            one.user_id,
            found[one.user_id],
            one.status,
            one.emoji,
            one.status_until,
            actions.last_seen(one.seen_on, today) if found[one.user_id] == "offline" else None,
        )
        for one in people
    ]
    return Json(msgspec.json.encode(Around(told, app.clock())))


@get("/presence/me")
async def mine(viewer: Viewer, app: App) -> MyPresence:
    """How my own devices see me, and who else may."""
    return await _mine(viewer, app)


@put("/presence/me")
async def choose(data: PresenceChoice, viewer: Viewer, app: App) -> MyPresence:
    """Choose who may see me, whether I am busy or invisible, and what I say, until when."""
    before = await _mine(viewer, app)
    async with app.transaction() as tx:
        await actions.choose(tx, viewer, data, before.state)
    return await _mine(viewer, app)


async def _mine(viewer: Viewer, app: App) -> MyPresence:
    async with app.reading() as tx:
        chosen = (await queries.chosen(tx, [viewer.id]))[viewer.id]
    state = (await actions.states(app, [chosen]))[viewer.id]
    known: dict[str, Any] = msgspec.structs.asdict(chosen)
    del known["user_id"], known["seen_on"]
    return MyPresence(state=state, **known)


ROUTES = [around, mine, choose, *radar.ROUTES, *positions.ROUTES]
