"""Looking for messages: only in rooms and spans that are the viewer's to read."""

import re
from datetime import datetime
from unicodedata import normalize
from uuid import UUID

import msgspec

from tomoda.chat.queries.pieces import MESSAGE, READABLE, SEEN
from tomoda.chat.schemas import Found
from tomoda.core import paging
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line

MOST_WORDS = 4
LIST = "messages"

_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_RUN = re.compile(f"[{_CJK}]+")

SEARCH = sql(f"""
    with rooms as materialized (
        select room.id, mine.joined_seq, coalesce(mine.left_seq, 9223372036854775807) as last_seq
        {READABLE} and mine.user_id = $1 and mine.declined_at is null and room.id = coalesce($3, room.id)
    ),
    hits as materialized (
        select m.* from messages m join rooms on rooms.id = m.room_id
        where m.room_id = any(array(select id from rooms))
            and folded(m.body) like $4 and folded(m.body) like $5 and folded(m.body) like $6 and folded(m.body) like $7
            and cjk_grams(m.body) @> $8
            and m.deleted_at is null and m.system is null and m.seq > rooms.joined_seq and m.seq <= rooms.last_seq
            and (m.sent_at, m.id) < ($9, $10) and {SEEN}
        order by m.sent_at desc, m.id desc limit $11
    )
    select coalesce(json_agg({MESSAGE} order by m.sent_at desc, m.id desc), '[]') as data, count(*) as n,
           (array_agg(m.sent_at order by m.sent_at, m.id))[1] as last_at,
           (array_agg(m.id order by m.sent_at, m.id))[1] as last_id
    from hits m
""")


class _After(msgspec.Struct):
    sent_at: datetime
    id: UUID


async def search(
    tx: Tx, viewer: Viewer, words: str, room_id: UUID | None, cursor: str | None, limit: int
) -> Json[Found]:
    """Messages with all of these words, or parts of words, the latest first. Raises BadCursor, CursorExpired."""
    likes, grams = _patterns(words)
    if not likes:
        return Json(b'{"data":[],"next_cursor":null}')
    secret = tx.app.secret
    after = paging.unseal(secret, LIST, _After, cursor, tx.now) if cursor else None
    begin = (after.sent_at, after.id) if after else (tx.now.replace(year=9999), UUID(int=(1 << 128) - 1))
    row = await tx.row(SEARCH, viewer.id, tx.now, room_id, *likes, grams, *begin, limit)
    assert row is not None  # noqa: S101 - an aggregate always has a row
    more = row["n"] == limit
    next_ = paging.seal(secret, LIST, _After(row["last_at"], row["last_id"]), tx.now) if more else None
    return Json(b'{"data":' + row["data"] + b',"next_cursor":' + msgspec.json.encode(next_) + b"}")


def _patterns(words: str) -> tuple[list[str], list[str]]:
    """What the text must be like, and the characters and pairs that it must have."""
    terms = clean_line(normalize("NFKC", words)).lower().split(" ")[:MOST_WORDS]
    likes: list[str] = []
    grams: set[str] = set()
    for term in (one for one in terms if one):
        plain = term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        runs: list[str] = _RUN.findall(term)
        for run in runs:
            grams |= {run[at : at + 2] for at in range(len(run) - 1)} if len(run) > 1 else {run}
        likes.append(f"%{plain}%")
    return (likes + ["%"] * MOST_WORDS)[:MOST_WORDS] if likes else [], sorted(grams)
