"""What people follow, and what is new of it."""

from uuid import UUID

from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events.schemas.following import Follows

FOLLOWS = sql("""
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'id', f.id, 'name', f.name, 'host', case when h.id is not null then person_card(h) end,
        'around', case when f.metres is not null
                       then json_build_object('lat', f.lat, 'lon', f.lon, 'metres', f.metres) end,
        'tag', f.tag, 'words', f.words, 'category', f.category, 'since', f.since
    ) order by f.since desc, f.id), '[]'))
    from event_follows f left join users h on h.id = f.host_id
    where f.user_id = $1 and (f.host_id is null or visible($1, f.host_id))
""")

FOLLOWING = sql("""
    select distinct u.id, u.time_zone from event_follows f join users u on u.id = f.user_id where u.state = 'active'
""")

# Each follow is looked for by the index of the rarest that it asks for; a host's friends may be told of more.
_OPEN = "e.state = 'scheduled' and e.visibility = 'public' and not e.over"
_WAYS = {
    "f.host_id is not null": "e.host_id = f.host_id and e.visibility in ('public', 'friends') and may_see_event($1, e)",
    "f.host_id is null and f.metres is not null": f"""
        {_OPEN} and st_dwithin(e.shown, st_point(f.lon, f.lat)::geography, f.metres)""",
    "num_nonnulls(f.host_id, f.metres) = 0 and f.tag is not null": f"{_OPEN} and e.tags @> array[f.tag]",
    "num_nonnulls(f.host_id, f.metres, f.tag) = 0": f"""
        {_OPEN} and grams(e.words) @> longest_grams(search_form(f.words))""",
}
_FOUND = " union all ".join(f"(select e.* from events e where {when} and {how})" for when, how in _WAYS.items())
_SAYS = """e.words like all(array(
    select '%' || regexp_replace(word, '([\\%_])', '\\\\\\1', 'g') || '%'
    from unnest(string_to_array(search_form(f.words), ' ')) word
))"""
NEW = sql(f"""
    select e.id, e.title, e.host_id, e.starts_at, e.time_zone, f.id as follow_id,
           case when f.name <> '' then f.name when f.host_id is not null then host.display_name
                else coalesce(f.tag, f.words, '') end as what
    from (
        select distinct on (e.id) e.id, e.title, e.host_id, e.starts_at, e.time_zone, f.id as follow_id, f.name
        from event_follows f cross join lateral ({_FOUND}) e
        where f.id = any($2::uuid[]) and f.user_id = $1
            and e.state = 'scheduled' and e.starts_at > $3 and e.starts_at < $4 and not e.right_now
            and e.updated_at >= f.since and e.host_id <> $1
            and (f.metres is null or st_dwithin(e.shown, st_point(f.lon, f.lat)::geography, f.metres))
            and (f.tag is null or f.tag = any(e.tags)) and (f.category is null or f.category = e.category)
            and (f.words is null or {_SAYS})
            and not exists (select from rsvps r where r.event_id = e.id and r.user_id = $1)
            and not exists (select from event_invitations i where i.event_id = e.id and i.user_id = $1)
            and not exists (
                select from notices n where n.user_id = $1 and n.kind = $5 and n.fact = 'followed:' || e.id
            )
        order by e.id, f.since, f.id
    ) e
    join event_follows f on f.id = e.follow_id join users host on host.id = e.host_id
    where visible($1, e.host_id)
    order by e.starts_at, e.id limit $6
""")

STILL_NEW = sql("""
    select exists (
        select from event_follows f join events e on e.id = $3
        where f.id = $2 and f.user_id = $1 and e.state = 'scheduled' and e.starts_at > $4
            and not exists (select from rsvps r where r.event_id = e.id and r.user_id = $1)
    )
""")


async def follows(tx: Tx, viewer: Viewer) -> Json[Follows]:
    """What the viewer follows, of those hosts whom they may see."""
    return await tx.json(FOLLOWS, viewer.id)


async def still_new(tx: Tx, user_id: UUID, follow_id: UUID, event_id: UUID) -> bool:
    """Whether somebody still follows this, has not answered, and it is still to come."""
    return await tx.value(STILL_NEW, user_id, follow_id, event_id, tx.now)
