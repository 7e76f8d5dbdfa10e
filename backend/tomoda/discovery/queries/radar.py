"""Who can be found near by: nothing in the answer is nearer than a band, and its order is that of names."""

import hmac

from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.discovery.schemas import Radar
from tomoda.presence.errors import RadarOff
from tomoda.users.queries import NEW_FOR

ENOUGH = 3  # people who fit and have been here for a week, in a band, before anybody is said to be in it
WITHIN = 20_000  # metres between the middles of two squares
SHOWN = 50

# Whoever does not see the other, or does not fit the other's wish, or reaches less far, is not counted either: what
# is hidden from the viewer must not decide whether there are enough. Whoever reaches less far than the band in which
# they would be told of is not told of: it would give away that they are nearer. Of more than fit,
# the day's lot decides.
# $1 viewer, $2 now, $3 who joined before this is not new, $4 enough, $5 most, $6 the day's key, $7 metres.
RADAR = sql("""
    with me as (
        select r as wish, u as myself, r.cell, r.centre, r.side, r.reach, r.ends_at
        from radar r join users u on u.id = r.user_id
        where r.user_id = $1 and r.ends_at > $2 and (u.woman or not r.women_only)
    ),
    found as materialized (
        select u, of.friend, near.band, p.reach, u.created_at <= $3 as known
        from me
        join radar p on st_dwithin(p.centre, me.centre, $7)
        join users u on u.id = p.user_id
        cross join lateral (select are_friends($1, u.id) as friend) of
        cross join lateral (
            select case when p.cell = me.cell then 0
                        when st_distance(p.centre, me.centre) <= 0.75 * (p.side + me.side) then 1 else 2 end as band
        ) near
        where p.user_id <> $1 and p.ends_at > $2 and visible($1, p.user_id)
            and near.band <= least(me.reach, p.reach) and (u.woman or not p.women_only)
            and radar_fits(me.wish, u, of.friend) and radar_fits(p, me.myself, of.friend)
    ),
    bands as (
        select min(band) as nearest from (
            select b.band, (select count(*) from found where known and band <= b.band) as people
            from generate_series(0, 2) b(band)
        ) counted where people >= $4
    ),
    shown as (
        select found.*, greatest(found.band, bands.nearest) as told,
            sha256(convert_to($6 || (u).id::text, 'UTF8')) as turn
        from found join bands on bands.nearest is not null and greatest(found.band, bands.nearest) <= found.reach
        order by turn limit $5 + 1
    )
    select json_build_object(
        'data', (select coalesce(json_agg(json_build_object(
            'person', person_card(shown.u),
            'band', (array['area', 'next', 'around'])[shown.told + 1],
            'friend', shown.friend,
            'interests', case when shown_to((shown.u).interests_for, false, shown.friend) then array(
                select unnest((me.myself).interests) intersect select unnest((shown.u).interests) order by 1
            ) else '{}' end,
            'languages', case when shown_to((shown.u).languages_for, false, shown.friend) then array(
                select unnest((me.myself).languages) intersect select unnest((shown.u).languages) order by 1
            ) else '{}' end
        ) order by lower((shown.u).display_name), (shown.u).id), '[]')
                 from (select * from shown order by turn limit $5) shown),
        'enough', (select nearest is not null from bands),
        'more', (select count(*) > $5 from shown),
        'ends_at', me.ends_at
    ) from me
""")


async def radar(tx: Tx, viewer: Viewer) -> Json[Radar]:
    """Whom the viewer may find now. Raises RadarOff for whoever cannot be found, or no longer."""
    key = hmac.digest(tx.app.secret, f"radar {viewer.id} {tx.now.date()}".encode(), "sha256").hex()
    try:
        return await tx.json(RADAR, viewer.id, tx.now, tx.now - NEW_FOR, ENOUGH, SHOWN, key, WITHIN)
    except LookupError:
        raise RadarOff from None
