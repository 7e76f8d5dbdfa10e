"""Kind words: after an event, on a person's page, and those that wait for me."""

from uuid import UUID

from litestar import delete, get, put

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.events.actions import kindness as doing
from tomoda.events.errors import EventNotFound, KindWordChanged, NotMet
from tomoda.events.queries import kindness
from tomoda.events.schemas.kindness import KindWordAnswer, KindWords, KindWordsAfter, MyKindWords, NewKindWord

WRITTEN = Limit("kind_word", 20, 86_400)


@get("/kind-words")
async def my_kind_words(viewer: Viewer, app: App) -> Json[MyKindWords]:
    """What was written about me, and what I wrote about others."""
    async with app.reading() as tx:
        return await kindness.mine(tx, viewer)


@get("/users/{user_id:uuid}/kind-words", raises=[NotFound])
async def kind_words(user_id: UUID, viewer: Viewer, app: App) -> Json[KindWords]:
    """What stands on somebody's page, as far as they show it to me and I may see who wrote it."""
    async with app.reading() as tx:
        return await kindness.on_page(tx, viewer, user_id)


@get("/events/{event_id:uuid}/kind-words", raises=[EventNotFound])
async def kind_words_after(event_id: UUID, viewer: Viewer, app: App) -> Json[KindWordsAfter]:
    """Whom I met there, when it is over: about them I may write."""
    async with app.reading() as tx:
        return await kindness.after(tx, viewer, event_id)


@put("/users/{user_id:uuid}/kind-words", raises=[NotFound, NotMet, RateLimited])
async def write_kind_word(user_id: UUID, data: NewKindWord, viewer: Viewer, app: App) -> Json[KindWords]:
    """Say something kind of somebody whom I met; one about each. They read it first, and decide whether others may."""
    await limits.take(app, WRITTEN, str(viewer.id))
    async with app.transaction() as tx:
        await doing.write(tx, viewer, user_id, data)
        return await kindness.on_page(tx, viewer, user_id)


@delete("/users/{user_id:uuid}/kind-words")
async def take_kind_word_back(user_id: UUID, viewer: Viewer, app: App) -> None:
    """Mine about this person is gone, wherever it stood."""
    async with app.transaction() as tx:
        await doing.take_back(tx, viewer, user_id)


@put("/kind-words/{word_id:uuid}/answer", raises=[NotFound, KindWordChanged])
async def answer_kind_word(word_id: UUID, data: KindWordAnswer, viewer: Viewer, app: App) -> Json[MyKindWords]:
    """Show on my page what was written about me, hide it, or have none of it. Who wrote it is not told."""
    async with app.transaction() as tx:
        await doing.answer(tx, viewer, word_id, data)
        return await kindness.mine(tx, viewer)


ROUTES = [my_kind_words, kind_words, kind_words_after, write_kind_word, take_kind_word_back, answer_kind_word]
