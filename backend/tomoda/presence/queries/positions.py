"""What is asked about where people are, in the order of the rules: who may, until when, ghosts, precision, age.

Private places have been heeded when the point was taken. Whatever cannot be read is not there.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from tomoda.core import seals
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.presence.schemas.positions import (
    FriendPosition,
    MySharing,
    PositionSpot,
    Precision,
    Sharers,
    Shown,
    WhoSeesMe,
)
from tomoda.users.schemas import PersonCard

LIVE_FOR = timedelta(minutes=2)  # after a point was taken, it is where somebody is; then where they were
SHOWN_FOR = timedelta(hours=6)  # after that it is forgotten

# What is chosen for one person goes before what is chosen for several; then the newest point, then the most exact.
_DECIDES = """
    ({share}).audience = 'person' desc, ({share}).taken_at desc nulls last,
    array_position(array['exact', 'street', 'area', 'city', 'hidden'], ({share}).precision)
"""
_OPEN = "(({share}).until > {now} or (({share}).until is null and ({share}).precision = 'hidden'))"

READ = sql(f"""
    with asked as (
        select * from unnest($1::uuid[], $2::uuid[]) asked(viewer, person)
    ),
    near as (
        select a.viewer, s.user_id as owner, s as share from asked a join position_shares s on s.person_id = a.viewer
            and (a.person is null or s.user_id = a.person)
        union all
        select a.viewer, s.user_id, s from asked a
            join friendships f on f.user_id = a.viewer and (a.person is null or f.friend_id = a.person)
            join position_shares s on s.user_id = f.friend_id and s.audience in ('friends', 'list')
        union all
        select a.viewer, s.user_id, s from asked a cross join lateral circles_of(a.viewer) circle
            join position_shares s on s.room_id = circle and (a.person is null or s.user_id = a.person)
    ),
    decided as (
        select distinct on (q.viewer, q.owner) q.viewer, q.owner, q.share from near q
        where q.owner <> q.viewer and visible(q.viewer, q.owner) and share_reaches(q.share, q.viewer)
            and {_OPEN.format(share="q.share", now="$3::timestamptz")}
        order by q.viewer, q.owner, {_DECIDES.format(share="q.share")}
    )
    select d.viewer, d.owner, person_card(u) as card, (d.share).sealed, (d.share).taken_at, (d.share).until,
           (d.share).doubtful
    from decided d join users u on u.id = d.owner
    where not exists (
            select from ghosts g
            where g.user_id = d.owner and rests(d.share, $3) and (d.share).taken_at > g.begun_at
        )
        and (d.share).precision <> 'hidden' and (d.share).sealed is not null and (d.share).taken_at > $4
    order by d.viewer, lower(u.display_name), d.owner
""")

_MINE = f"""
    select s as share from position_shares s
    where s.user_id = $1 and {_OPEN.format(share="s", now="$2::timestamptz")}
"""

SHARING = sql(f"""
    select json_build_object(
        'shares', (
            select coalesce(json_agg(json_build_object(
                'id', (m.share).id, 'audience', (m.share).audience,
                'of', coalesce((m.share).person_id, (m.share).list_id, (m.share).room_id),
                'name', coalesce(
                    (select display_name from users where id = (m.share).person_id),
                    (select name from friend_lists where id = (m.share).list_id)
                ),
                'precision', (m.share).precision, 'begun_at', (m.share).begun_at, 'until', (m.share).until,
                'arriving', (m.share).arriving is not null, 'resting', rests(m.share, $2)
            ) order by (m.share).begun_at, (m.share).id), '[]')
            from ({_MINE}) m
        ),
        'ghost', (
            select json_build_object('begun_at', begun_at, 'until', until, 'everybody', everybody)
            from ghosts where user_id = $1 and (until is null or until > $2)
        ),
        'server_time', $2
    )
""")

SEEN_BY = sql(f"""
    with reached as (
        select distinct on (p.id) p as person, m.share from ({_MINE}) m
        cross join lateral (
            select friend_id as id from friendships f
            where f.user_id = $1 and (m.share).room_id is null
                and ((m.share).person_id is null or f.friend_id = (m.share).person_id)
            union all select circle_people((m.share).room_id)
        ) of
        join users p on p.id = of.id
        where p.id <> $1 and visible(p.id, $1) and visible($1, p.id) and share_reaches(m.share, p.id)
        order by p.id, {_DECIDES.format(share="m.share")}
    )
    select json_build_object('data', coalesce(json_agg(json_build_object(
        'person', person_card(person), 'precision', (share).precision, 'until', (share).until,
        'audience', (share).audience,
        'as_of', case when (share).taken_at > $3 then (share).taken_at end, 'resting', rests(share, $2)
    ) order by lower((person).display_name), (person).id), '[]'), 'server_time', $2)
    from reached where (share).precision <> 'hidden'
""")

AUDIENCE = sql("""
    select coalesce(array_agg(distinct of.id), '{}')
    from position_shares s cross join lateral (
        select friend_id as id from friendships f
        where f.user_id = s.user_id and s.room_id is null and (s.person_id is null or f.friend_id = s.person_id)
        union all select circle_people(s.room_id)
    ) of
    where s.user_id = $1 and ($2::uuid[] is null or s.id = any($2)) and of.id <> $1 and share_reaches(s, of.id)
""")

MINE = sql(f"""
    select s.id, s.audience, s.person_id, s.list_id, s.room_id, s.precision, s.until, s.arriving,
           rests(s, $2) as resting
    from position_shares s where s.user_id = $1 and {_OPEN.format(share="s", now="$2::timestamptz")} order by s.id
""")

WHEREABOUTS = sql("select sealed, taken_at, doubtful_until from whereabouts where user_id = $1")
PLACES = sql("select id, sealed from private_places where user_id = $1 order by created_at, id")
IN_CIRCLE = sql("select in_circle($1, $2)")
ARE_FRIENDS = sql("select are_friends($1, $2)")
MY_LIST = sql("select exists (select from friend_lists where id = $2 and user_id = $1)")


class View(msgspec.Struct):
    """A point as it is sealed: as coarse as its share, with what it may be called."""

    lat: float
    lon: float
    metres: int
    precision: Shown


class Open(msgspec.Struct):
    """A share of mine that has not ended."""

    id: UUID
    audience: Sharers
    person_id: UUID | None
    list_id: UUID | None
    room_id: UUID | None
    precision: Precision
    until: datetime | None
    arriving: bytes | None
    resting: bool

    @property
    def of(self) -> UUID | None:
        """Whom it is for; None: all friends."""
        return self.person_id or self.list_id or self.room_id


class Whereabouts(msgspec.Struct):
    """What is kept for the next point."""

    sealed: bytes
    taken_at: datetime
    doubtful_until: datetime | None


async def seen(tx: Tx, asked: Sequence[tuple[UUID, UUID | None]]) -> dict[UUID, dict[UUID, FriendPosition]]:
    """Per viewer, whom they see where; asked about one person, or about everybody (None). One statement."""
    rows = await tx.rows(READ, [who for who, _ in asked], [of for _, of in asked], tx.now, tx.now - SHOWN_FOR)
    found: dict[UUID, dict[UUID, FriendPosition]] = {}
    for row in rows:
        try:
            plain = seals.unseal(tx.app, sealed_for("point", row["owner"]), row["sealed"])
        except seals.Unreadable:
            continue
        view = msgspec.json.decode(plain, type=View)
        taken_at, until = row["taken_at"], row["until"]
        shown_until = min(until, taken_at + SHOWN_FOR)
        found.setdefault(row["viewer"], {})[row["owner"]] = FriendPosition(
            person=msgspec.json.decode(row["card"], type=PersonCard),
            spot=PositionSpot(view.lat, view.lon, view.metres),
            precision=view.precision,
            taken_at=taken_at,
            live_until=min(taken_at + LIVE_FOR, shown_until),
            shown_until=shown_until,
            doubtful=row["doubtful"],
        )
    return found


def sealed_for(what: str, user_id: UUID) -> bytes:
    """What something is sealed for: nobody else's row opens with it."""
    return f"{what}:{user_id}".encode()


async def sharing(tx: Tx, viewer: Viewer) -> Json[MySharing]:
    """What the viewer shares."""
    return await tx.json(SHARING, viewer.id, tx.now)


async def seen_by(tx: Tx, viewer: Viewer) -> Json[WhoSeesMe]:
    """Who may see the viewer, by the judge that answers those who look."""
    return await tx.json(SEEN_BY, viewer.id, tx.now, tx.now - SHOWN_FOR)


async def audience(tx: Tx, owner: UUID, shares: list[UUID] | None = None) -> list[UUID]:
    """Whom these shares of theirs are for; all of them, if none are named."""
    return await tx.value(AUDIENCE, owner, shares)


async def open_shares(tx: Tx, viewer: Viewer) -> list[Open]:
    """The viewer's shares that have not ended."""
    return await tx.all(Open, MINE, viewer.id, tx.now)


async def whereabouts(tx: Tx, viewer: Viewer) -> Whereabouts | None:
    """What is kept for their next point."""
    return await tx.maybe(Whereabouts, WHEREABOUTS, viewer.id)


async def in_room(tx: Tx, viewer: Viewer, room_id: UUID) -> bool:
    """Whether the viewer is among the people of a room."""
    return await tx.value(IN_CIRCLE, room_id, viewer.id)
