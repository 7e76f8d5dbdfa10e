"""Being there, as it is known to Valkey: when each person was last heard of, and last active, on any device.

One sorted set holds two members per person: `<id>`, the last beat of any of their connections, and `<id>!`, the last
beat with somebody looking. The later beat wins, so devices merge by themselves. What was told last is a hash, and
changes hands by compare-and-set, so that a change is told once, whoever notices it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID

from tomoda.core.app import App
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line
from tomoda.presence import queries
from tomoda.presence.messages import PresenceChanged, PresenceChosen
from tomoda.presence.queries import Chosen
from tomoda.presence.schemas import LastSeen, PresenceChoice, State

HERE_FOR = 60.0  # seconds after a beat: one beat of 25 s and thirty of grace, so that a broken line is not seen
ACTIVE_FOR = 300.0  # seconds after somebody looked at a screen
SETTLED_AFTER = 3.0  # seconds after Valkey began anew in which every gateway has told it whom it holds
FORGOTTEN_AFTER = 86400.0
BEATS, TOLD, EPOCH = "presence:beats", "presence:told", "presence:epoch"

CHOOSE = sql("""
    insert into presence_settings (user_id, audience, invisible, busy, status, emoji, status_until)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (user_id) do update set audience = $2, invisible = $3, busy = $4, status = $5, emoji = $6,
        status_until = $7
""")

# Of whoever wants to be unseen, or by nobody, not even the day is kept.
SEEN = sql("""
    insert into presence_seen (user_id, seen_on)
    select id, $2::date from users
    where id = any($1::uuid[]) and not exists (
        select from presence_settings s where s.user_id = users.id and (s.invisible or s.audience = 'nobody')
    )
    order by id
    on conflict (user_id) do update set seen_on = excluded.seen_on where presence_seen.seen_on < excluded.seen_on
""")

# Whose told state differs from the new one, which is told from now on.
_TELL = """
local changed = {}
for i = 1, #ARGV, 2 do
    local known = redis.call('hget', KEYS[1], ARGV[i])
    if (known or 'offline') ~= ARGV[i + 1] then
        if ARGV[i + 1] == 'offline' then redis.call('hdel', KEYS[1], ARGV[i])
        else redis.call('hset', KEYS[1], ARGV[i], ARGV[i + 1]) end
        changed[#changed + 1] = ARGV[i]
    end
end
return changed
"""


async def beat(app: App, beats: dict[UUID, tuple[float, float]]) -> bool:
    """Write what all connections of a process said in the last second, at once: when each person was here, and active.

    False: Valkey has begun anew, and knows nobody; tell it of everybody, then `settle` it.
    """
    scores: dict[str, float] = {}
    for person, (here, active) in beats.items():
        scores[str(person)] = here
        if active:
            scores[f"{person}!"] = active
    pipe = cast("Any", app.valkey.pipeline(transaction=False))
    if scores:
        pipe.zadd(BEATS, scores, gt=True)
    pipe.exists(EPOCH)
    return bool((await pipe.execute())[-1])


async def settle(app: App) -> None:
    """From about now on, whoever is not known to Valkey is not there."""
    await cast("Any", app.valkey).set(EPOCH, app.clock().timestamp(), nx=True)


async def states(app: App, people: Iterable[Chosen]) -> dict[UUID, State]:
    """Where each of them is now, by the server's clock. Everybody is `unknown` while Valkey cannot know."""
    asked = list(people)
    if not asked:
        return {}
    now = app.clock().timestamp()
    valkey = cast("Any", app.valkey)
    epoch = await valkey.get(EPOCH)
    names = [name for one in asked for name in (str(one.user_id), f"{one.user_id}!")]
    scores = await valkey.zmscore(BEATS, names)
    known = epoch is not None and now - float(epoch) >= SETTLED_AFTER
    found: dict[UUID, State] = {}
    for n, one in enumerate(asked):
        state = state_at(now, scores[2 * n], scores[2 * n + 1], busy=one.busy)
        found[one.user_id] = "unknown" if state == "offline" and not known else state
    return found


def state_at(now: float, here: float | None, active: float | None, *, busy: bool) -> State:
    """Busy before online before idle before offline, over all devices."""
    if here is None or now - here > HERE_FOR:
        return "offline"
    if busy:
        return "busy"
    return "online" if active is not None and now - active <= ACTIVE_FOR else "idle"


async def notice(app: App, people: list[UUID]) -> None:
    """Look where these people are, and tell their audience of each change, once."""
    async with app.reading() as tx:
        chosen = await queries.chosen(tx, people)
    seen = await states(app, chosen.values())
    found: dict[UUID, State] = {person: state for person, state in seen.items() if state != "unknown"}
    if not found:
        return
    words = [word for person, state in found.items() for word in (str(person), state)]
    changed = [UUID(one.decode()) for one in await cast("Any", app.valkey).eval(_TELL, 1, TOLD, *words)]
    if changed:
        async with app.transaction() as tx:
            await tx.run(SEEN, changed, tx.now.date())
            for person in changed:
                people = await queries.audience(tx, person)
                _tell(tx, people, chosen[person], found[person])


def _tell(tx: Tx, people: list[UUID], who: Chosen, state: State) -> None:
    if people:
        tx.emit(
            PresenceChanged(
                people=people,
                user_id=who.user_id,
                state=state,
                status=who.status,
                emoji=who.emoji,
                status_until=who.status_until,
                last_seen="recently" if state == "offline" else None,
            )
        )


def last_seen(seen_on: date | None, today: date) -> LastSeen | None:
    """About when somebody was last here, and no more: who wants to know when, asks them."""
    if seen_on is None:
        return None
    days = (today - seen_on).days
    return "recently" if days <= 3 else "this_week" if days <= 7 else "this_month" if days <= 31 else "long_ago"


async def aged(app: App, within: float) -> list[UUID]:
    """Who fell silent, or idle, in the last so many seconds: nobody says so themselves."""
    now = app.clock().timestamp()
    valkey = cast("Any", app.valkey)
    silent = await valkey.zrangebyscore(BEATS, now - HERE_FOR - within, now - HERE_FOR)
    idle = await valkey.zrangebyscore(BEATS, now - ACTIVE_FOR - within, now - ACTIVE_FOR)
    names = [one for one in silent if not one.endswith(b"!")] + [one for one in idle if one.endswith(b"!")]
    await valkey.zremrangebyscore(BEATS, "-inf", now - FORGOTTEN_AFTER)
    return list({UUID(one.rstrip(b"!").decode()) for one in names})


async def told(app: App) -> list[UUID]:
    """Everybody who was told to be there."""
    return [UUID(one.decode()) for one in await cast("Any", app.valkey).hkeys(TOLD)]


async def choose(tx: Tx, viewer: Viewer, choice: PresenceChoice, state: State) -> None:
    """Who may see me, and what I say. Whoever may no longer see me is told `offline`, and nothing more."""
    before = set(await queries.audience(tx, viewer.id))
    status = clean_line(choice.status)
    until = choice.status_until if status or choice.emoji else None
    shown = (choice.audience, choice.invisible, choice.busy, status, choice.emoji, until)
    await tx.run(CHOOSE, viewer.id, *shown)
    after = set(await queries.audience(tx, viewer.id))
    mine = (await queries.chosen(tx, [viewer.id]))[viewer.id]
    if left := sorted(before - after):
        tx.emit(PresenceChanged(people=left, user_id=viewer.id, state="offline"))
    _tell(tx, sorted(after), mine, "busy" if choice.busy and state in ("online", "idle") else state)
    tx.emit(PresenceChosen(user_id=viewer.id))


async def part(tx: Tx, one: UUID, other: UUID) -> None:
    """They are no longer friends: each is told that the other is offline, unless they still may know."""
    for person, friend in ((one, other), (other, one)):
        if friend not in await queries.audience(tx, person):
            tx.emit(PresenceChanged(people=[friend], user_id=person, state="offline"))
