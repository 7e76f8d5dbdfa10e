"""What an event says besides when and where: questions, a code, tags, a cover, and how long all of it is kept."""

import hmac
import unicodedata
from typing import Any
from uuid import UUID

import msgspec

from tomoda.core.errors import FieldError, Malformed
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, clean_text, fold, new_id
from tomoda.events.errors import CodeNeeded, QuestionsUnanswered
from tomoda.events.queries import EventRow
from tomoda.events.schemas import Answer
from tomoda.events.schemas.life import GivenAnswer, NewCover, NewQuestion, Question
from tomoda.media import actions as media

FIELDS = frozenset({"questions", "tags", "cover", "kept_days", "late_cancel"})
SHORTEST_CODE = 4
HAS_JOINED = ("going", "offered", "waitlisted", "pending")

WRITE = sql("""
    update events set tags = coalesce($2, tags), questions = coalesce($3, questions),
        cover_id = case when $4 then $5 else cover_id end, cover_alt = case when $4 then $6 else cover_alt end,
        kept_days = coalesce($7, kept_days), late_cancel = coalesce($8, late_cancel)
    where id = $1
""")
COVERS_MINE = sql("""
    select exists (
        select from events e where e.cover_id = $1 and (
            e.host_id = $2 or exists (select from event_hosts h where h.event_id = e.id and h.user_id = $2)
        )
    )
""")
ANSWERED = sql("update rsvps set answers = $3 where event_id = $1 and user_id = $2 and answers <> $3")


async def write(tx: Tx, viewer: Viewer, event_id: UUID, given: dict[str, Any]) -> None:
    """Write those of FIELDS that are given. Raises Malformed, MediaUnusable."""
    if not FIELDS & given.keys():
        return
    tags = _tags(given["tags"]) if "tags" in given else None
    asked = msgspec.json.encode(_questions(given["questions"])) if "questions" in given else None
    cover = given.get("cover")
    alt = _alt(cover) if isinstance(cover, NewCover) else ""
    picture = ("cover" in given, cover.id if isinstance(cover, NewCover) else None, alt)
    if isinstance(cover, NewCover):
        await _use(tx, viewer, cover)
    if "cover" in given:
        media.empty_soon(tx)
    kept = (given.get("kept_days"), given.get("late_cancel"))
    await tx.run(WRITE, event_id, tags, asked, *picture, *kept)


async def _use(tx: Tx, viewer: Viewer, cover: NewCover) -> None:
    """A photo of mine, or one that an event has which I host: a copy, and each of a series, has the same."""
    if not await tx.value(COVERS_MINE, cover.id, viewer.id):
        await media.require_usable(tx, viewer, [cover.id], frozenset({"photo"}), again_for="cover")
        await media.use(tx, [cover.id], "cover")


def require_promise(event: EventRow, given: dict[str, Any]) -> None:
    """What was said to be deleted then is not kept longer. Raises Malformed."""
    if event.state != "draft" and given.get("kept_days", 0) > event.kept_days:
        raise Malformed(errors=[FieldError("#/kept_days", "was promised to guests, and can only become fewer")])


def _tags(given: list[str]) -> list[str]:
    """Without what one puts before a tag, in one spelling, each once."""
    cleaned = [clean_line(unicodedata.normalize("NFKC", one)).lstrip("#").strip().lower() for one in given]
    if not all(cleaned):
        raise Malformed(errors=[FieldError("#/tags", "must not be empty")])
    return list(dict.fromkeys(cleaned))


def _questions(given: list[NewQuestion]) -> list[Question]:
    asked = [Question(one.id or new_id(), clean_line(one.prompt), one.required) for one in given]
    if not all(one.prompt for one in asked) or len({one.id for one in asked}) < len(asked):
        raise Malformed(errors=[FieldError("#/questions", "must ask something, each once")])
    return asked


def _alt(cover: NewCover) -> str:
    alt = clean_line(cover.alt)
    if not alt:
        raise Malformed(errors=[FieldError("#/cover/alt", "must not be empty")])
    return alt


def code(given: str | None) -> str | None:
    """What whoever is not invited must know to come. Raises Malformed for one that is too short."""
    cleaned = clean_line(given) if given is not None else None
    if cleaned is not None and len(cleaned) < SHORTEST_CODE:
        raise Malformed(errors=[FieldError("#/access_code", "must have at least four characters")])
    return cleaned


def require_code(event: EventRow, said: str) -> None:
    """Raises CodeNeeded if there is one that was not said; who is invited needs none."""
    if event.access_code is None or event.invited:
        return
    if not hmac.compare_digest(fold(clean_line(said)).encode(), fold(event.access_code).encode()):
        raise CodeNeeded


def questions(event: EventRow) -> list[Question]:
    """What the host asks."""
    return msgspec.json.decode(event.questions, type=list[Question])


def answered(event: EventRow, answer: Answer, given: list[GivenAnswer]) -> dict[str, str] | None:
    """What the viewer has answered then, None if nothing is new.

    Raises QuestionsUnanswered if they would join without an answer that is needed, Malformed for another question.
    """
    asked = questions(event)
    unknown = {one.question for one in given} - {one.id for one in asked}
    if unknown:
        raise Malformed(errors=[FieldError("#/answers", "must be to questions of this event")])
    if answer == "no" or (not asked and not given):
        return None
    before = msgspec.json.decode(event.answers or b"{}", type=dict[str, str])
    told = before | {str(one.question): clean_text(one.answer) for one in given}
    told = {name: text for name, text in told.items() if text}
    missing = [one.id for one in asked if one.required and str(one.id) not in told]
    if missing and answer == "going" and event.answer not in HAS_JOINED:
        raise QuestionsUnanswered(questions=missing)
    return told if told != before else None


async def keep_answers(tx: Tx, event: EventRow, told: dict[str, str] | None) -> None:
    """Keep what the viewer answered."""
    if told is not None:
        await tx.run(ANSWERED, event.id, event.viewer_id, msgspec.json.encode(told))
