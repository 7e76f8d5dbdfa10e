"""What I am told, under `/notices`, and the device that pushes go to."""

from html import escape
from typing import Annotated
from uuid import UUID

from litestar import MediaType, Response, delete, get, patch, post, put
from litestar.params import QueryParameter

from tomoda.core import paging
from tomoda.core.app import App
from tomoda.core.errors import BadCursor, CursorExpired, NotFound
from tomoda.core.viewer import Viewer
from tomoda.notifications import actions, queries
from tomoda.notifications.errors import MustBeTold
from tomoda.notifications.schemas import NewDevice, NoticePreferences, Notices, PreferencesEdit, ReadUpTo

CURSORS = "notices"

Most = Annotated[int, QueryParameter(ge=1, le=100)]
Cursor = Annotated[str, QueryParameter(max_length=paging.LONGEST)]

PAGE = """<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width">
<title>Tomoda</title><h1>Tomoda</h1><p>No more mails about <b>{topic}</b>? / このメールの配信を停止しますか？</p>
<form method=post action="{address}"><button>Unsubscribe / 配信停止</button></form>"""
DONE = """<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width">
<title>Tomoda</title><h1>Tomoda</h1><p>Done: no more mails about <b>{topic}</b>. / 配信を停止しました。</p>"""


@get("/notices", opt={"suspended": True}, raises=[BadCursor, CursorExpired])
async def notices(viewer: Viewer, app: App, cursor: Cursor | None = None, limit: Most = 30) -> Notices:
    """What I was told, the latest first, as far as I may still see whom and what it is about."""
    async with app.reading() as tx:
        before = paging.unseal(app.secret, CURSORS, UUID, cursor, tx.now) if cursor else None
        place = await tx.place(f"user:{viewer.id}")
        found, on_from = await queries.notices(tx, viewer, before, limit)
        following = paging.seal(app.secret, CURSORS, on_from, tx.now) if on_from else None
        return Notices(found, following, await queries.waiting(tx, viewer), place)


@put("/notices/read-up-to", status_code=204, opt={"suspended": True})
async def read_up_to(data: ReadUpTo, viewer: Viewer, app: App) -> None:
    """I have seen this notice and all before it; my other devices hear of it."""
    async with app.transaction() as tx:
        await actions.read_up_to(tx, viewer, data.id)


@get("/notices/preferences", opt={"suspended": True})
async def preferences(viewer: Viewer, app: App) -> NoticePreferences:
    """How I want to be told, topic by topic, and my quiet hours."""
    async with app.reading() as tx:
        return await queries.preferences(tx, viewer.id)


@patch("/notices/preferences", opt={"suspended": True}, raises=[MustBeTold])
async def choose(data: PreferencesEdit, viewer: Viewer, app: App) -> NoticePreferences:
    """Change how I am told; what is left out stays as it is."""
    async with app.transaction() as tx:
        return await actions.choose(tx, viewer, data)


@get("/notices/unsubscribe/{token:str}", opt={"public": True}, raises=[NotFound], media_type=MediaType.HTML)
async def unsubscribe_page(token: str, app: App) -> Response[str]:
    """A page that asks first: programs that look at links in mails must not unsubscribe anybody."""
    _, topic = actions.unsubscribe_from(app.secret, token)
    address = f"{app.public_url}/api/v1/notices/unsubscribe/{token}"
    return Response(PAGE.format(topic=escape(topic), address=escape(address)), media_type=HTML)


@post(
    "/notices/unsubscribe/{token:str}",
    status_code=200,
    opt={"public": True},
    raises=[NotFound],
    media_type=MediaType.HTML,
)
async def unsubscribe(token: str, app: App) -> Response[str]:
    """No more mails about this topic, with one click and without signing in (RFC 8058). Twice is once."""
    user_id, topic = actions.unsubscribe_from(app.secret, token)
    async with app.transaction() as tx:
        await actions.unsubscribe(tx, user_id, topic)
    return Response(DONE.format(topic=escape(topic)), media_type=HTML)


@put("/devices/current", status_code=204, opt={"session": True})
async def register(data: NewDevice, viewer: Viewer, app: App) -> None:
    """Send pushes to this device as long as I am signed in on it; whoever was signed in before gets none here."""
    async with app.transaction() as tx:
        await actions.register(tx, viewer, data.token)


@delete("/devices/current", opt={"suspended": True, "session": True})
async def forget_device(viewer: Viewer, app: App) -> None:
    """No more pushes to this device."""
    async with app.transaction() as tx:
        await actions.forget_device(tx, viewer.session_id)


HTML = "text/html; charset=utf-8"

ROUTES = [notices, read_up_to, preferences, choose, unsubscribe_page, unsubscribe, register, forget_device]
