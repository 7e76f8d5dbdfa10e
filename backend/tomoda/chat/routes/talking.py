"""Messages: said, read, changed, reacted to, pinned."""

import hashlib
import logging
from typing import Annotated
from uuid import UUID

from litestar import delete, get, patch, post, put
from litestar.params import PathParameter, QueryParameter

from tomoda.chat import actions, queries
from tomoda.chat.actions import Saying, previewing
from tomoda.chat.errors import (
    EditClosed,
    EmptyMessage,
    EpochPassed,
    MayNotCallEverybody,
    MessageGone,
    MessageIdTaken,
    NothingAttachedYet,
    NotSecret,
    NotYourMessage,
    OnlyModerators,
    OnlySealed,
    RequestWaits,
    RoomClosed,
    SameTextTooOften,
    SlowDown,
    TooManyMentions,
    TooManyPins,
    TooManyReactions,
    TranslationOff,
    TranslationUnavailable,
)
from tomoda.chat.queries import search as find
from tomoda.chat.schemas import Found, History, Language, Message, MessageEdit, NewMessage, Pins, Translation
from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import BadCursor, CursorExpired, Malformed, NotAllowed, NotFound, RateLimited
from tomoda.core.http import hot_write
from tomoda.core.limits import Limit, Spread, Use
from tomoda.core.sql import Json
from tomoda.core.together import together
from tomoda.core.viewer import Viewer
from tomoda.core.words import fold
from tomoda.edges.translator import NotTranslated, Translator
from tomoda.media.errors import MediaUnusable

log = logging.getLogger("tomoda.chat")

SENDS = Limit("send", 30, 10)
HERES = Limit("here", 2, 600)
SAME = Spread("same_text", 5, 600)  # rooms that may get the same text from one person within ten minutes
SHORT = 12  # characters; shorter texts are the same by chance
LANES = 2  # transactions of one process in which something is said in any rooms
SEARCHES = Limit("search_messages", 60, 60)
TRANSLATIONS = Limit("translate", 30, 60)
PAGE = 50
FOUND = 20
LARGEST_PAGE = 200

Seq = Annotated[int | None, QueryParameter(ge=0)]
Middle = Annotated[UUID | None, QueryParameter()]
PageSize = Annotated[int, QueryParameter(ge=1, le=LARGEST_PAGE)]
Words = Annotated[str, QueryParameter(min_length=1, max_length=100)]
Cursor = Annotated[str | None, QueryParameter(max_length=1024)]
FoundSize = Annotated[int, QueryParameter(ge=1, le=50)]
Emoji = Annotated[str, PathParameter(min_length=1, max_length=16)]


@get("/rooms/{room_id:uuid}/messages", raises=[NotFound])
async def history(
    room_id: UUID,
    viewer: Viewer,
    app: App,
    before: Seq = None,
    after: Seq = None,
    around: Middle = None,
    limit: PageSize = PAGE,
) -> Json[History]:
    """Messages before, or after, a `seq`, or on both sides of a message; the newest otherwise. Always in order."""
    async with app.reading() as tx:
        if around is not None:
            return await queries.around(tx, viewer, room_id, around, limit)
        return await queries.history(tx, viewer, room_id, before, after, limit)


@put(
    "/rooms/{room_id:uuid}/messages/{message_id:uuid}",
    raises=[
        *(NotFound, MessageIdTaken, RoomClosed, EmptyMessage, OnlyModerators, RequestWaits, TooManyMentions),
        *(MayNotCallEverybody, RateLimited, SlowDown, SameTextTooOften, NotAllowed, Malformed),
        *(NothingAttachedYet, MediaUnusable, EpochPassed, OnlySealed, NotSecret),
    ],
)
async def send(room_id: UUID, message_id: UUID, data: NewMessage, viewer: Viewer, app: App) -> Json[Message]:
    """Say something, under an id of my own choosing: sent again, it is the same message."""
    return await say(app, Saying(room_id, viewer, message_id, data))


@hot_write("/api/v1/rooms/{room_id:uuid}/messages/{message_id:uuid}", NewMessage)
async def send_now(app: App, viewer: Viewer, ids: tuple[UUID, ...], new: NewMessage) -> bytes:
    """The same, for those who send it as our app does."""
    room_id, message_id = ids
    return await say(app, Saying(room_id, viewer, message_id, new))


async def say(app: App, saying: Saying) -> Json[Message]:
    """Within what one person may say in a while; together with whatever waits in this process, in whichever room.

    Where that would have to wait for a room, those who wait for the same room go together.
    """
    await _within_limits(app, saying)
    lane = saying.room_id.int % LANES
    answer = await together(app, ("say", lane), saying, actions.send_at_once)
    return answer or await together(app, ("say", saying.room_id), saying, actions.send_all)


async def _within_limits(app: App, saying: Saying) -> None:
    who, body = saying.viewer.id, saying.new.body
    uses = [Use(SENDS, str(who))]
    if "@here" in body and saying.new.allowed_mentions.here:
        uses.append(Use(HERES, f"{saying.room_id}:{who}"))
    if len(body) >= SHORT:
        text = hashlib.sha256(fold(body).encode()).hexdigest()[:32]
        uses.append(Use(SAME, f"{who}:{text}", str(saying.room_id)))
    await _spend(app, uses)


async def _spend(app: App, uses: list[Use]) -> None:
    found = await limits.spent(app, *uses)
    if found is None:
        return
    if isinstance(found.use.limit, Limit):
        raise limits.used_up(found.use.limit, found)
    raise SameTextTooOften(retry_after=found.seconds)


@patch(
    "/rooms/{room_id:uuid}/messages/{message_id:uuid}",
    raises=[
        *(NotFound, NotYourMessage, MessageGone, RoomClosed, EmptyMessage, OnlyModerators, TooManyMentions),
        *(MayNotCallEverybody, EditClosed, RateLimited, EpochPassed, OnlySealed, NotSecret),
    ],
)
async def edit(room_id: UUID, message_id: UUID, data: MessageEdit, viewer: Viewer, app: App) -> Json[Message]:
    """Change what my message says. Whom it calls newly is told: it counts as often as what is said."""
    uses = [Use(SENDS, str(viewer.id))]
    if "@here" in (data.body or "") and data.allowed_mentions.here:
        async with app.reading() as tx:
            known = (await queries.written(tx, [(room_id, message_id)])).get((room_id, message_id))
        if known is None or not known.here:
            uses.append(Use(HERES, f"{room_id}:{viewer.id}"))
    await _spend(app, uses)
    async with app.transaction() as tx:
        return await actions.edit(tx, viewer, room_id, message_id, data)


@delete("/rooms/{room_id:uuid}/messages/{message_id:uuid}", raises=[NotFound, NotYourMessage])
async def remove(room_id: UUID, message_id: UUID, viewer: Viewer, app: App) -> None:
    """Delete my message for everybody; whoever looks after the room may delete any."""
    async with app.transaction() as tx:
        await actions.delete(tx, viewer, room_id, message_id)


@put(
    "/rooms/{room_id:uuid}/messages/{message_id:uuid}/reactions/{emoji:str}",
    raises=[NotFound, MessageGone, RoomClosed, TooManyReactions, OnlyModerators, NotAllowed],
)
async def react(room_id: UUID, message_id: UUID, emoji: Emoji, viewer: Viewer, app: App) -> Json[Message]:
    """React to a message."""
    async with app.transaction() as tx:
        return await actions.react(tx, viewer, room_id, message_id, emoji)


@delete("/rooms/{room_id:uuid}/messages/{message_id:uuid}/reactions/{emoji:str}", status_code=200, raises=[NotFound])
async def unreact(room_id: UUID, message_id: UUID, emoji: Emoji, viewer: Viewer, app: App) -> Json[Message]:
    """Take my reaction back."""
    async with app.transaction() as tx:
        return await actions.unreact(tx, viewer, room_id, message_id, emoji)


@get("/rooms/{room_id:uuid}/pins", raises=[NotFound])
async def pins(room_id: UUID, viewer: Viewer, app: App) -> Json[Pins]:
    """What is pinned in the room, the latest pin first."""
    async with app.reading() as tx:
        return await queries.pins(tx, viewer, room_id)


@put(
    "/rooms/{room_id:uuid}/pins/{message_id:uuid}",
    status_code=204,
    raises=[NotFound, NotAllowed, MessageGone, RoomClosed, TooManyPins],
)
async def pin(room_id: UUID, message_id: UUID, viewer: Viewer, app: App) -> None:
    """Keep a message in everybody's reach."""
    async with app.transaction() as tx:
        await actions.pin(tx, viewer, room_id, message_id)


@delete("/rooms/{room_id:uuid}/pins/{message_id:uuid}", raises=[NotFound, NotAllowed, RoomClosed])
async def unpin(room_id: UUID, message_id: UUID, viewer: Viewer, app: App) -> None:
    """Let it go again."""
    async with app.transaction() as tx:
        await actions.unpin(tx, viewer, room_id, message_id)


@get("/messages/search", raises=[BadCursor, CursorExpired, RateLimited])
async def search(
    q: Words, viewer: Viewer, app: App, room_id: UUID | None = None, cursor: Cursor = None, limit: FoundSize = FOUND
) -> Json[Found]:
    """Messages with all of these words or parts of words, in my rooms or in one of them, the latest first."""
    await limits.take(app, SEARCHES, str(viewer.id))
    async with app.reading() as tx:
        return await find.search(tx, viewer, q, room_id, cursor, limit)


@post(
    "/rooms/{room_id:uuid}/messages/{message_id:uuid}/translations",
    status_code=200,
    raises=[NotFound, RateLimited, TranslationOff, TranslationUnavailable],
)
async def translate(room_id: UUID, message_id: UUID, data: Language, viewer: Viewer, app: App) -> Translation:
    """A message in another language. Its words go to the translator that this host has chosen; nothing is kept."""
    translator: Translator | None = app.edges.get("translator")
    if translator is None:
        raise TranslationOff
    await limits.take(app, TRANSLATIONS, str(viewer.id))
    async with app.reading() as tx:
        words = await queries.words(tx, viewer, room_id, message_id)
    try:
        return Translation(*await translator.translate(words, data.to))
    except NotTranslated as fault:
        log.warning("the translator did not answer", extra={"fault": str(fault)})
        raise TranslationUnavailable from None


@delete("/rooms/{room_id:uuid}/messages/{message_id:uuid}/preview", raises=[NotFound, NotYourMessage])
async def drop_preview(room_id: UUID, message_id: UUID, viewer: Viewer, app: App) -> None:
    """Take the preview of a link off my message."""
    async with app.transaction() as tx:
        await previewing.drop(tx, viewer, room_id, message_id)


ROUTES = [translate, drop_preview, search, history, send, edit, remove, react, unreact, pins, pin, unpin]
