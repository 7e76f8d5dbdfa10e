"""Following hosts, places, tags and words; and in the morning, what is new of them.

Each event is told of once, of at most eight a day, the soonest first; what the reader may not see is not told, and
what they may not see any more vanishes from their notices with its event.
"""

import unicodedata
from datetime import date, timedelta
from uuid import UUID

from tomoda.core.errors import FieldError, Malformed, NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, new_id
from tomoda.events.actions.making import known_category
from tomoda.events.errors import TooManyFollows
from tomoda.events.messages.following import Followed
from tomoda.events.queries import following as queries
from tomoda.events.schemas.following import NewFollow
from tomoda.notifications import actions as notices

MOST = 30  # that one person follows
MOST_A_DAY = 8  # events that one is told of
AHEAD = timedelta(days=60)  # shorter than notices are kept: nothing is told again once they are forgotten
AS_EXACT = 3  # decimals of a degree: about 100 metres

VISIBLE = sql("select visible($1, $2)")
HOW_MANY = sql("""
    select count(*) from (select from users where id = $1 for no key update) me, event_follows f
    where f.user_id = $1 and (f.host_id is null or visible($1, f.host_id))
""")
FOLLOW = sql("""
    insert into event_follows (id, user_id, name, host_id, lat, lon, metres, tag, words, category, since)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing
""")
UNFOLLOW = sql("delete from event_follows where id = $2 and user_id = $1")
APART = sql("delete from event_follows where (user_id = $1 and host_id = $2) or (user_id = $2 and host_id = $1)")
LOOKED = sql("""
    update event_follows set looked_on = $2 where user_id = $1 and looked_on is distinct from $2 returning id
""")


async def follow(tx: Tx, viewer: Viewer, new: NewFollow) -> None:
    """Follow this; the same twice is once. Raises NotFound for a host whom I may not see, TooManyFollows, Malformed."""
    tag = new.tag and clean_line(unicodedata.normalize("NFKC", new.tag)).lstrip("#").strip().lower()
    words = new.words and clean_line(new.words)
    if not (new.host_id or new.around or tag or words):
        raise Malformed(errors=[FieldError("#", "must name a host, a place, a tag or words")])
    if new.host_id == viewer.id:
        raise Malformed(errors=[FieldError("#/host_id", "must be somebody else")])
    if new.host_id is not None and not await tx.value(VISIBLE, viewer.id, new.host_id):
        raise NotFound
    if await tx.value(HOW_MANY, viewer.id) >= MOST:
        raise TooManyFollows
    around = new.around
    area = (round(around.lat, AS_EXACT), round(around.lon, AS_EXACT), around.metres) if around else (None, None, None)
    what = (clean_line(new.name), new.host_id, *area, tag or None, words or None, new.category)
    await known_category(tx.run(FOLLOW, new_id(), viewer.id, *what, tx.now))


async def unfollow(tx: Tx, viewer: Viewer, follow_id: UUID) -> None:
    """Not any more. Twice is once."""
    await tx.run(UNFOLLOW, viewer.id, follow_id)


async def part(tx: Tx, one: UUID, other: UUID) -> None:
    """Neither follows the other any more: one of them has blocked the other."""
    await tx.run(APART, one, other)


async def tell(tx: Tx, user_id: UUID, day: date) -> None:
    """Tell somebody what is new of what they follow, once a day: whoever asks again on that day finds nothing to do."""
    due = [row["id"] for row in await tx.rows(LOOKED, user_id, day)]
    if not due:
        return
    for row in await tx.rows(queries.NEW, user_id, due, tx.now, tx.now + AHEAD, Followed.name, MOST_A_DAY):
        about = {"event_id": row["id"], "follow_id": row["follow_id"], "host_id": row["host_id"]}
        words = {"title": row["title"], "what": row["what"]}
        when = {"starts_at": row["starts_at"], "time_zone": row["time_zone"]}
        await notices.notify(tx, [user_id], Followed(**about, **words, **when))
