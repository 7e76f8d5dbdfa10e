"""Kind words about somebody whom one met: written once it is noted that both were there, shown if that person wants it.

There is no number, no star and nothing unkind: what was wrong goes to `reports`. The writer is never told what became
of it, so a no hurts nobody; a no holds for whatever the same person writes later, too.
"""

from datetime import datetime, timedelta
from uuid import UUID

from tomoda.core.errors import NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, new_id
from tomoda.events.errors import KindWordChanged, NotMet
from tomoda.events.messages.kindness import KindWordsChanged, KindWordWritten
from tomoda.events.queries import kindness as queries
from tomoda.events.schemas.kindness import KindWordAnswer, NewKindWord
from tomoda.notifications import actions as notices
from tomoda.users import queries as people

NO_KEPT = timedelta(days=365)  # that a kind word was declined which its writer has taken back

WRITE = sql("""
    insert into kind_words as k (id, writer_id, about_id, event_id, kinds, words, written_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (writer_id, about_id) do update set
        event_id = excluded.event_id, kinds = excluded.kinds, words = excluded.words,
        written_at = excluded.written_at, taken_back_at = null,
        state = case when k.state = 'declined' then k.state else 'waiting' end
    where k.kinds <> excluded.kinds or k.words <> excluded.words
    returning state = 'waiting'
""")
TAKE_BACK = sql("delete from kind_words where writer_id = $1 and about_id = $2 and state <> 'declined'")
BLANK = sql("""
    update kind_words set kinds = '{}', words = '', event_id = null, taken_back_at = $3
    where writer_id = $1 and about_id = $2 and taken_back_at is null
""")
ABOUT_ME = sql("""
    select writer_id, written_at from kind_words
    where id = $2 and about_id = $1 and state <> 'declined' and visible($1, writer_id) for update
""")
ANSWER = sql("""
    update kind_words set state = $2, shown_at = case when $2 = 'shown' then coalesce(shown_at, $3) else shown_at end
    where id = $1
""")
PART = sql("""
    delete from kind_words where (writer_id = $1 and about_id = $2) or (writer_id = $2 and about_id = $1)
    returning writer_id
""")
CONCERNED = sql("""
    select coalesce(array_agg(distinct id order by id), '{}') from (
        select about_id as id from kind_words where writer_id = $1 and taken_back_at is null
        union all select writer_id from kind_words where about_id = $1 and taken_back_at is null
    ) others
""")
FORGET = sql("delete from kind_words where taken_back_at < $1")


async def write(tx: Tx, viewer: Viewer, person: UUID, new: NewKindWord) -> None:
    """Say something kind of somebody whom I met, or say it otherwise: they see it first. Raises NotFound, NotMet."""
    if person == viewer.id:
        raise NotMet
    await people.lock(tx, viewer.id, person)
    await people.require_visible(tx, viewer, person)
    event_id = await queries.met_at(tx, viewer, person)
    if event_id is None:
        raise NotMet
    said = (sorted(set(new.kinds)), clean_line(new.words), tx.now)
    waits = await tx.value(WRITE, new_id(), viewer.id, person, event_id, *said)
    if waits is None:
        return
    if waits:
        await notices.notify(tx, [person], KindWordWritten(writer_id=viewer.id, day=tx.now.date()))
    tx.emit(KindWordsChanged(people=sorted([viewer.id, person]) if waits else [viewer.id]))


async def take_back(tx: Tx, viewer: Viewer, person: UUID) -> None:
    """Mine about this person is gone, wherever it stood. Of one that was declined, only the no is kept."""
    await people.lock(tx, viewer.id, person)
    gone = await tx.run(TAKE_BACK, viewer.id, person)
    blanked = await tx.run(BLANK, viewer.id, person, tx.now)
    await notices.withdraw_of(tx, KindWordWritten, person, viewer.id)
    if gone or blanked:
        tx.emit(KindWordsChanged(people=sorted([viewer.id, person]) if gone else [viewer.id]))


async def answer(tx: Tx, viewer: Viewer, word_id: UUID, given: KindWordAnswer) -> None:
    """As the person it is about: show it, hide it, or have none of it. Raises NotFound, KindWordChanged."""
    found = await tx.row(ABOUT_ME, viewer.id, word_id)
    if found is None:
        raise NotFound
    written_at: datetime = found["written_at"]
    if given.answer == "shown" and given.written_at != written_at:
        raise KindWordChanged
    await tx.run(ANSWER, word_id, given.answer, tx.now)
    await notices.withdraw_of(tx, KindWordWritten, viewer.id, found["writer_id"])
    tx.emit(KindWordsChanged(people=[viewer.id]))


async def part(tx: Tx, one: UUID, other: UUID) -> None:
    """A block: what either wrote of the other is gone, in the transaction of the block."""
    if await tx.rows(PART, one, other):
        tx.emit(KindWordsChanged(people=sorted([one, other])))


async def tell(tx: Tx, person: UUID) -> None:
    """Somebody vanished or is back, and with them what they wrote and what was written of them."""
    told: list[UUID] = await tx.value(CONCERNED, person)
    if told:
        tx.emit(KindWordsChanged(people=told))
