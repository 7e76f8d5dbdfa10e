"""Looking for events by words, whatever script they are in, or by who hosts; the soonest first."""

from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line
from tomoda.discovery.queries import cards
from tomoda.discovery.queries.cards import Choice, until
from tomoda.discovery.schemas import FoundEvents

LOOKED_AT = 3_000  # events: the soonest, which are looked through before the index of words is asked

_WANTED = f"""{cards.CHOSEN.format(category="$5", tag="$8", tonight="$9")} and {cards.FAR_AND_WIDE}"""
_SAYS = "e.words like all(asked.patterns)"
_NAMED = "(u.username_folded = search_form($2) or lower(u.display_name) like $7)"
MANY = 1_000  # hosts; of so common a name not all are looked up before the soonest events are

# What many events say is found among the soonest; what few say, by the index. Both are the soonest of all that say it:
# when enough are found among the soonest, no other can begin before them.
SEARCH = sql(f"""
    with {cards.ME.format(now="$3")},
    asked as materialized (
        select array(
            select '%' || regexp_replace(word, '([\\%_])', '\\\\\\1', 'g') || '%'
            from unnest(string_to_array(search_form($2), ' ')) word
        ) as patterns
    ),
    hosts as materialized (
        select u.id from users u where length($2) > 2 and u.state = 'active' and {_NAMED} limit {MANY}
    ),
    many as materialized (select count(*) = {MANY} as hosts from hosts),
    soonest as materialized (
        select e.id, e.starts_at
        from asked, many, me, now, (
            select e.* from events e
            where {cards.INDEXED} order by e.starts_at, e.id limit {LOOKED_AT}
        ) e
        where (
                {_SAYS} or e.host_id in (select id from hosts)
                or (many.hosts and exists (select from users u where u.id = e.host_id and {_NAMED}))
            )
            and {_WANTED} and {cards.LISTED} and e.starts_at < $4
        order by e.starts_at, e.id limit $6
    ),
    found as (
        select e.* from events e where e.id in (
            select id from soonest
            union
            (select e.id from asked, me, now, (
                select e.* from events e
                where {cards.INDEXED} and grams(e.words) @> longest_grams(search_form($2)) offset 0
            ) e
            where (select count(*) from soonest) < $6
                and {_SAYS} and {cards.LISTED} and e.starts_at < $4 and {_WANTED}
            order by e.starts_at, e.id limit $6)
            union
            (select e.id from me, now, users u cross join lateral (
                select e.* from events e where e.host_id = u.id and not e.over offset 0
            ) e
            where (select count(*) from soonest) < $6 and length($2) > 2 and {_NAMED}
                and {cards.LISTED} and e.starts_at < $4 and {_WANTED}
            order by e.starts_at, e.id limit $6)
        )
    )
    select json_build_object('data', coalesce(json_agg(card order by starts_at, id), '[]')) from (
        select {cards.CARD} as card, e.starts_at, e.id from found e cross join me cross join now {cards.JOINED}
        order by e.starts_at, e.id limit $6
    ) cards
""")


async def search(tx: Tx, viewer: Viewer, words: str, choice: Choice, limit: int = 50) -> Json[FoundEvents]:
    """Public events whose title, place, tags or host these words name, the soonest first (right now: of friends)."""
    asked = clean_line(words)
    host = asked.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    category, tag, tonight = choice.columns
    until_then = until(tx.now, choice.when)
    return await tx.json(SEARCH, viewer.id, asked, tx.now, until_then, category, limit, host, tag, tonight)
