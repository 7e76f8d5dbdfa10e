"""Looking for messages: only in rooms and spans that are the viewer's to read.

What is frequent is found by reading the newest messages of each room; only what is rare is worth asking the index,
which has to collect all that it knows of a word before the latest can be told.
"""

import re
from datetime import datetime
from unicodedata import normalize
from uuid import UUID

import msgspec
from asyncpg import Record

from tomoda.chat.queries.pieces import MESSAGE, READABLE, THERE
from tomoda.chat.schemas import Found
from tomoda.core import paging
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line

MOST_WORDS = 4
NEWEST = 200  # messages of each room that are read before the index is asked
LIST = "messages"

_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_RUN = re.compile(f"[{_CJK}]+")

_ROOMS = f"""
    with rooms as materialized (
        select room.id, mine.joined_seq, coalesce(mine.left_seq, 9223372036854775807) as last_seq
        {READABLE} and mine.user_id = $1 and mine.declined_at is null and room.id = coalesce($3, room.id)
    )
"""
# Who may be seen is asked once for all, as in lists: `visible` would be asked for each of thousands.
_WANTED = f"""
    folded(m.body) like all($4::text[]) and m.deleted_at is null and m.system is null
        and (m.sent_at, m.id) < ($5, $6) and {THERE} and (m.author_id is null or m.author_id = $1 or (
            m.author_id <> all(array(select unnest(hidden_from($1))))
            and m.author_id = any(select id from users where state = 'active')
        ))
"""
_ANSWER = f"""
    select coalesce(json_agg({MESSAGE} order by m.sent_at desc, m.id desc), '[]') as data, count(*) as n,
           (array_agg(m.sent_at order by m.sent_at, m.id))[1] as last_at,
           (array_agg(m.id order by m.sent_at, m.id))[1] as last_id
    from hits m
"""

# Complete down to the latest of the instants at which a room's reading stopped.
RECENT = sql(f"""
    {_ROOMS},
    newest as materialized (
        select m.* from rooms, lateral (
            select * from messages said
            where said.room_id = rooms.id and said.seq > rooms.joined_seq and said.seq <= rooms.last_seq
            order by said.seq desc limit $8
        ) m
    ),
    stopped as (
        select max(oldest) as at from (
            select min(sent_at) as oldest from newest group by room_id having count(*) = $8
        ) rooms
    ),
    hits as materialized (
        select m.* from newest m, stopped where {_WANTED} and m.sent_at >= coalesce(stopped.at, '-infinity')
        order by m.sent_at desc, m.id desc limit $7
    )
    {_ANSWER.replace("count(*) as n", "count(*) as n, (select at is null from stopped) as all_")}
""")

_INDEXED = f"""
    {_ROOMS},
    hits as materialized (
        select m.* from messages m join rooms on rooms.id = m.room_id
        where m.room_id = any(array(select id from rooms)) and CONDITION
            and m.seq > rooms.joined_seq and m.seq <= rooms.last_seq and {_WANTED}
        order by m.sent_at desc, m.id desc limit $7
    )
    {_ANSWER}
"""
BY_LETTERS = sql(_INDEXED.replace("CONDITION", "folded(m.body) like $8"))
BY_CHARACTERS = sql(_INDEXED.replace("CONDITION", f"cjk_grams(m.body) @> $8 and m.body ~ '[{_CJK}\uff66-\uff9f]'"))


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
    row = await _find(tx, (viewer.id, tx.now, room_id, likes, *begin, limit), likes, grams)
    more = row["n"] == limit
    next_ = paging.seal(secret, LIST, _After(row["last_at"], row["last_id"]), tx.now) if more else None
    return Json(b'{"data":' + row["data"] + b',"next_cursor":' + msgspec.json.encode(next_) + b"}")


async def _find(tx: Tx, asked: tuple[object, ...], likes: list[str], grams: list[str]) -> Record:
    row = await tx.row(RECENT, *asked, NEWEST)
    assert row is not None  # noqa: S101 - an aggregate always has a row
    if row["n"] == asked[-1] or row["all_"]:
        return row
    if grams:
        row = await tx.row(BY_CHARACTERS, *asked, grams)
    else:
        row = await tx.row(BY_LETTERS, *asked, max(likes, key=len))
    assert row is not None  # noqa: S101 - an aggregate always has a row
    return row


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
    return likes, sorted(grams)
