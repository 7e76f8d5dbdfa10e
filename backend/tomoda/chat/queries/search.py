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
NEWEST = 3000  # messages that are read, over all rooms, before the index is asked
LEAST = 20  # of them, of each room
SIGNS = 10_000  # messages that are read for what no index knows: signs without letters
LETTERS = 3  # side by side that the index knows; words that are shorter are found where they begin
LIST = "messages"

_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_BREAK = r"[\u0001-/:-@\[-`{-\u00bf\u2000-\u206f\u3000-\u303f]"  # between words, as in the function short_grams
_LETTERS = re.compile(rf"[^\W_]{{{LETTERS}}}")
_RUN = re.compile(f"[{_CJK}]+")

_ROOMS = f"""
    with rooms as materialized (
        select room.id, mine.joined_seq, coalesce(mine.left_seq, 9223372036854775807) as last_seq
        {READABLE} and mine.user_id = $1 and mine.declined_at is null and room.id = coalesce($3, room.id)
    )
"""
# Who may be seen is asked once for all, as in lists: `visible` would be asked for each of thousands.
_WANTED = f"""
    folded(m.body) like all($4::text[]) and folded(m.body) ~ all($8::text[])
        and m.deleted_at is null and m.system is null
        and (m.sent_at, m.id) < ($5, $6) and {THERE} and (m.author_id is null or m.author_id = $1 or (
            m.author_id <> all(array(select unnest(hidden_from($1))))
            and exists (select from users where users.id = m.author_id and users.state = 'active')
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
    share as materialized (select greatest($10, $9 / greatest(count(*), 1)) as n from rooms),
    newest as materialized (
        select m.* from rooms, lateral (
            select * from messages said
            where said.room_id = rooms.id and said.seq > rooms.joined_seq and said.seq <= rooms.last_seq
                and (said.sent_at, said.id) < ($5, $6)
            order by said.seq desc limit (select n from share)
        ) m
    ),
    stopped as (
        select max(oldest) as at from (
            select min(sent_at) as oldest from newest group by room_id having count(*) = (select n from share)
        ) rooms
    ),
    hits as materialized (
        select m.* from newest m, stopped where {_WANTED} and m.sent_at >= coalesce(stopped.at, '-infinity')
        order by m.sent_at desc, m.id desc limit $7
    )
    {_ANSWER.replace("count(*) as n", "count(*) as n, (select at is null from stopped) as all_")}
""")

# The index is asked room by room, with nothing else that would let another index answer: `offset 0` keeps it so.
# All other conditions are for the few that it finds.
_INDEXED = f"""
    {_ROOMS},
    hits as materialized (
        select m.* from rooms, lateral (
            select * from messages said
            where said.room_id = rooms.id and said.deleted_at is null and said.system is null and CONDITION offset 0
        ) m
        where m.seq > rooms.joined_seq and m.seq <= rooms.last_seq and {_WANTED}
        order by m.sent_at desc, m.id desc limit $7
    )
    {_ANSWER}
"""
BY_LETTERS = sql(_INDEXED.replace("CONDITION", "folded(said.body) like $9"))
BY_SHORT = sql(_INDEXED.replace("CONDITION", "short_grams(said.body) @> $9"))


class _After(msgspec.Struct):
    sent_at: datetime
    id: UUID


class _Wanted(msgspec.Struct):
    """What the text must be like, how words must begin in it, and the characters and pairs that it must have."""

    likes: list[str]
    beginnings: list[str]
    grams: list[str]


async def search(
    tx: Tx, viewer: Viewer, words: str, room_id: UUID | None, cursor: str | None, limit: int
) -> Json[Found]:
    """Messages with all of these words, or parts of words, the latest first. Raises BadCursor, CursorExpired.

    One or two letters are looked for at the beginning of a word, unless they are Chinese, Japanese or Korean; signs
    without letters, in the newest 10,000 messages.
    """
    wanted = _wanted(words)
    if not wanted.likes and not wanted.beginnings:
        return Json(b'{"data":[],"next_cursor":null}')
    secret = tx.app.secret
    after = paging.unseal(secret, LIST, _After, cursor, tx.now) if cursor else None
    begin = (after.sent_at, after.id) if after else (tx.now.replace(year=9999), UUID(int=(1 << 128) - 1))
    row = await _find(tx, (viewer.id, tx.now, room_id, wanted.likes, *begin, limit, wanted.beginnings), wanted, limit)
    more = row["n"] == limit
    next_ = paging.seal(secret, LIST, _After(row["last_at"], row["last_id"]), tx.now) if more else None
    return Json(b'{"data":' + row["data"] + b',"next_cursor":' + msgspec.json.encode(next_) + b"}")


async def _find(tx: Tx, asked: tuple[object, ...], wanted: _Wanted, limit: int) -> Record:
    row = await tx.row(RECENT, *asked, NEWEST, LEAST)
    assert row is not None  # noqa: S101 - an aggregate always has a row
    if row["n"] == limit or row["all_"]:
        return row
    if wanted.grams:
        row = await tx.row(BY_SHORT, *asked, wanted.grams)
    elif long := [like for like in wanted.likes if _LETTERS.search(like)]:
        row = await tx.row(BY_LETTERS, *asked, max(long, key=len))
    else:
        row = await tx.row(RECENT, *asked, SIGNS, LEAST)
    assert row is not None  # noqa: S101 - an aggregate always has a row
    return row


def _wanted(words: str) -> _Wanted:
    terms = clean_line(normalize("NFKC", words)).lower().split(" ")[:MOST_WORDS]
    found = _Wanted([], [], [])
    for term in filter(None, terms):
        runs: list[str] = _RUN.findall(term)
        for run in runs:
            found.grams += [run[at : at + 2] for at in range(len(run) - 1)] or [run]
        if len(term) < LETTERS and term.isalnum() and not runs:
            found.beginnings.append(f"(^|{_BREAK}){term}")
            found.grams.append(term)
        else:
            plain = term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            found.likes.append(f"%{plain}%")
    return found
