"""Where I am: taken from my device, made as coarse as each share, sealed, and told of."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from tomoda.core import seals
from tomoda.core.geo import Point, metres_between
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.presence.actions import places
from tomoda.presence.actions.squares import SIDES, Place, Square, apart, covers, shown, spot_of, square_of
from tomoda.presence.messages.positions import PositionChanged, SharingChanged
from tomoda.presence.queries import positions as queries
from tomoda.presence.queries.positions import Open, View, sealed_for
from tomoda.presence.schemas.positions import Arriving, Fix, PositionSpot, Taken
from tomoda.users import queries as people

LEFT_FOR = timedelta(minutes=5)  # after leaving a private place's square, others still see it
FASTEST = 350.0  # metres a second: beyond an airliner
JUMP = 2000.0  # metres that nobody wonders about
DOUBTED_FOR = timedelta(minutes=10)
THERE = 150.0  # metres from where a share leads

SHOW = sql("""
    update position_shares s set sealed = new.sealed, taken_at = $3, doubtful = $4
    from unnest($1::uuid[], $2::bytea[]) new(id, sealed) where s.id = new.id
""")
KEEP = sql("""
    insert into whereabouts (user_id, sealed, taken_at, doubtful_until) values ($1, $2, $3, $4)
    on conflict (user_id) do update set sealed = excluded.sealed, taken_at = excluded.taken_at,
        doubtful_until = excluded.doubtful_until
""")
END = sql("delete from position_shares where user_id = $1 and id = any($2::uuid[])")


class State(msgspec.Struct):
    """What the next point depends on: the squares that I am in, about where I was, and a private place I was near."""

    squares: dict[str, Square]
    last: PositionSpot
    cover: PositionSpot | None = None
    covered_at: datetime | None = None


async def put(tx: Tx, viewer: Viewer, fix: Fix) -> Taken:
    """Here I am. Only the last point is kept, of each share one; what is older than it is dropped.

    Raises PlacesUnreadable: then nothing is told, since it might be where nobody is to know that I am.
    """
    await people.lock(tx, viewer.id)
    open_ = [one for one in await queries.open_shares(tx, viewer) if one.precision != "hidden"]
    taken_at = min(fix.taken_at, tx.now)
    known = await queries.whereabouts(tx, viewer)
    if not open_ or taken_at <= tx.now - queries.SHOWN_FOR or (known and taken_at < known.taken_at):
        return Taken(bool(open_), False, [])
    before = _state(tx, viewer, known)
    now = _look(before, fix, await places.all_of(tx, viewer), open_, tx.now)
    seconds = (taken_at - known.taken_at).total_seconds() if known else 0.0
    doubtful_until = known.doubtful_until if known else None
    point = Point(fix.lat, fix.lon)
    if before is not None and apart(before.last, point) - fix.accuracy > JUMP + FASTEST * seconds:
        doubtful_until = tx.now + DOUBTED_FOR
    doubtful = doubtful_until is not None and doubtful_until > tx.now
    sealed = seals.seal(tx.app, sealed_for("state", viewer.id), msgspec.json.encode(now))
    await tx.run(KEEP, viewer.id, sealed, taken_at, doubtful_until)
    awake = [one for one in open_ if not one.resting]
    arrived = [one.id for one in awake if _is_there(tx, viewer, one, point)]
    await _show(tx, viewer, [one for one in awake if one.id not in arrived], (fix, now), taken_at, doubtful)
    if arrived:
        await end(tx, viewer.id, arrived)
    return Taken(len(open_) > len(arrived), doubtful, arrived)


async def _show(
    tx: Tx, viewer: Viewer, shares: list[Open], what: tuple[Fix, State], taken_at: datetime, doubtful: bool
) -> None:
    if not shares:
        return
    fix, state = what
    why = sealed_for("point", viewer.id)
    views = [seals.seal(tx.app, why, msgspec.json.encode(_view(fix, state, one))) for one in shares]
    ids = [one.id for one in shares]
    await tx.run(SHOW, ids, views, taken_at, doubtful)
    await tell(tx, viewer.id, await queries.audience(tx, viewer.id, ids))


async def tell(tx: Tx, owner: UUID, who: list[UUID]) -> None:
    """These people are told that there is something new about where somebody is, whatever they may see of it."""
    if told := sorted({one for one in who if one != owner}):
        tx.emit(PositionChanged(people=told, user_id=owner))


async def end(tx: Tx, owner: UUID, shares: list[UUID]) -> None:
    """Their points are gone with them, at once."""
    who = await queries.audience(tx, owner, shares)
    if await tx.run(END, owner, shares):
        await tell(tx, owner, who)
        tx.emit(SharingChanged(user_id=owner))


def _state(tx: Tx, viewer: Viewer, known: queries.Whereabouts | None) -> State | None:
    if known is None:
        return None
    try:
        return msgspec.json.decode(seals.unseal(tx.app, sealed_for("state", viewer.id), known.sealed), type=State)
    except seals.Unreadable:
        return None


def _look(before: State | None, fix: Fix, near: list[Place], shares: list[Open], now: datetime) -> State:
    """The squares that are asked for, and whether a private place is near, or was until a moment ago."""
    point = Point(fix.lat, fix.lon)
    inside = next((one for one in near if covers(one, point)), None)
    cover, covered_at = (shown(inside), now) if inside else (None, None)
    if cover is None and before and before.covered_at and now - before.covered_at < LEFT_FOR:
        cover, covered_at = before.cover, before.covered_at
    asked = {one.precision for one in shares}
    squares = {
        level: square_of(point, level, before.squares.get(level) if before else None)
        for level in SIDES
        if level in asked and (cover is None or level == "city")
    }
    last = cover or spot_of(square_of(point, "area", None), "area")
    return State({str(level): square for level, square in squares.items()}, last, cover, covered_at)


def _view(fix: Fix, state: State, share: Open) -> View:
    if state.cover is not None and share.precision != "city":
        return View(state.cover.lat, state.cover.lon, state.cover.metres, "area")
    match share.precision:
        case "street" | "area" | "city" as level:
            spot = spot_of(state.squares[level], level, fix.accuracy)
            return View(spot.lat, spot.lon, spot.metres, level)
        case _:
            return View(round(fix.lat, 6), round(fix.lon, 6), max(1, round(fix.accuracy)), "exact")


def _is_there(tx: Tx, viewer: Viewer, share: Open, point: Point) -> bool:
    if share.arriving is None:
        return False
    try:
        plain = seals.unseal(tx.app, sealed_for("arriving", viewer.id), share.arriving)
    except seals.Unreadable:
        return False
    there = msgspec.json.decode(plain, type=Arriving)
    return metres_between(Point(there.lat, there.lon), point) <= THERE
