"""Topics and places: what was said in a lasting topic, in order and without gaps, and who may hear it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from tomoda.core.jobs import every
from tomoda.core.messages import CONTROL, Signal
from tomoda.core.sql import sql

if TYPE_CHECKING:
    from tomoda.core.app import App
    from tomoda.core.tx import Tx
    from tomoda.core.viewer import Viewer

KEPT = timedelta(days=3)
CATCH_UP_LIMIT = 500  # signals; whoever missed more fetches anew

type MayListen = Callable[..., Awaitable[int | None]]
type Fill = Callable[["Tx", list[tuple[str, bytes]]], Awaitable[list[Signal]]]
type Say = Callable[["App", "Viewer", bytes], Awaitable[None]]

TOPICS: dict[str, MayListen] = {}
SAYINGS: dict[str, Say] = {}
FILLS: dict[str, tuple[type[Signal], Fill]] = {}
type Attend = Callable[["App", "Viewer", int, bool | None], None]

ATTENDS: list[Attend] = []
HIDDEN: list[Callable[["Tx", "Viewer"], Awaitable[frozenset[UUID]]]] = []


class Frame(msgspec.Struct, frozen=True):
    """A signal as it travels between processes: a header line for the gateway, then the client's JSON.

    The header is `place control actor` (`-` for none): its place in the topic, the place of the control topic
    when it was said (a gateway must know control up to there before it delivers), and who did it. Where traces are
    taken a fourth word follows: the `traceparent` of the publishing that it is part of.
    """

    topic: str
    place: int | None
    control: int
    actor: UUID | None
    message: bytes
    trace: str | None = None

    def encode(self) -> bytes:
        """The bytes on the channel."""
        place = "-" if self.place is None else self.place
        trace = "" if self.trace is None else f" {self.trace}"
        return f"{place} {self.control} {self.actor or '-'}{trace}\n".encode() + self.message


def decode(topic: str, payload: bytes) -> Frame:
    """The frame behind `Frame.encode`."""
    header, _, message = payload.partition(b"\n")
    place, control, actor, *trace = header.decode().split(" ")
    return Frame(
        topic,
        None if place == "-" else int(place),
        int(control),
        None if actor == "-" else UUID(actor),
        message,
        trace[0] if trace else None,
    )


def message(name: str, topic: str, place: int | None, body: bytes) -> bytes:
    """What a client gets: `{"signal":…,"on":…,"place":…,"data":…}`."""
    where = b"" if place is None else b',"place":%d' % place
    return b'{"signal":"%s","on":"%s"%s,"data":%s}' % (name.encode(), topic.encode(), where, body)


def topic(kind: str) -> Callable[[MayListen], MayListen]:
    """Who may listen to topics `kind:<id>`: `async def …(tx, viewer, id) -> place | None`.

    It answers the place from which the viewer may hear (0: from the beginning), or None: then it does not exist.
    The id is passed as UUID if the function's third parameter is annotated so, else as text.
    """

    def register(function: MayListen) -> MayListen:
        if TOPICS.setdefault(kind, function) is not function:
            raise TypeError(f"two functions say who may listen to {kind}")
        return function

    return register


def fills(kind: type[Signal]) -> Callable[[Fill], Fill]:
    """What a signal of this kind says is read for each listener when it is delivered, by what they may know then:
    `async def …(tx, asked) -> signals`, in the order of what was asked: the topic's key, and `data` as it was said.

    Between processes it travels empty. Only for what does not last: what lasts is kept as it was said.
    """

    def register(function: Fill) -> Fill:
        if kind.lasting:
            raise TypeError(f"{kind.name} lasts")
        FILLS[kind.name] = kind, function
        return function

    return register


def has_fills(topic: str) -> bool:
    """Whether something is said in topics of this kind that is read for each listener."""
    of = topic.partition(":")[0]
    return any(pattern.partition(":")[0] == of for kind, _ in FILLS.values() for pattern in kind.topics)


async def filled(tx: "Tx", topic_and_message: list[tuple[str, bytes]]) -> list[bytes]:
    """The messages, with what each listener may know now; all of one kind in one go."""
    answers = [empty for _, empty in topic_and_message]
    told = [msgspec.json.decode(empty, type=_Told) for empty in answers]
    for name, (_, function) in FILLS.items():
        asked = [at for at, one in enumerate(told) if one.signal == name]
        if asked:
            keys = [(topic_and_message[at][0].partition(":")[2], bytes(told[at].data)) for at in asked]
            for at, signal in zip(asked, await function(tx, keys), strict=True):
                answers[at] = message(name, topic_and_message[at][0], None, signal.encoded())
    return answers


class _Told(msgspec.Struct):
    signal: str
    data: msgspec.Raw


def said(what: str) -> Callable[[Say], Say]:
    """What a client may say over the socket besides listening: `async def …(app, viewer, body)`; may be lost."""

    def register(function: Say) -> Say:
        SAYINGS[what] = function
        return function

    return register


def attends(function: Attend) -> Attend:
    """Who is connected: `def …(app, viewer, connection, active)`, told at the start, with each beat, and, with None
    instead of whether somebody is looking, at the end."""
    ATTENDS.append(function)
    return function


def attend(app: "App", viewer: "Viewer", connection: int, active: bool | None) -> None:
    """Tell all who want to know."""
    for function in ATTENDS:
        function(app, viewer, connection, active)


def hidden[F: Callable[["Tx", "Viewer"], Awaitable[frozenset[UUID]]]](function: F) -> F:
    """Whose doings are not told to this viewer: `async def …(tx, viewer) -> frozenset[UUID]`."""
    HIDDEN.append(function)
    return function


async def may_listen(tx: "Tx", viewer: "Viewer", name: str) -> int | None:
    """The place from which the viewer may hear this topic, or None."""
    kind, _, key = name.partition(":")
    function = TOPICS.get(kind)
    if function is None:
        return None
    parameter = list(function.__annotations__.values())[2] if len(function.__annotations__) > 2 else str
    if parameter is not UUID:
        return await function(tx, viewer, key)
    try:
        return await function(tx, viewer, UUID(key))
    except ValueError:
        return None


APPEND = sql("""
    with said as (
        select * from unnest($1::text[], $2::text[], $3::uuid[], $4::json[]) with ordinality
            as s(topic, name, actor, body, n)
    ),
    counted as (
        select topic, count(*) as n, topic = 'control' as late from said group by topic
    ),
    moved as (
        insert into topics (name, place)
        select topic, n from counted order by late, topic
        on conflict (name) do update set place = topics.place + excluded.place
        returning name, place
    ),
    placed as (
        select s.topic, moved.place - counted.n + row_number() over (partition by s.topic order by s.n) as place,
               s.name, s.actor, s.body, s.n
        from said s join moved on moved.name = s.topic join counted on counted.topic = s.topic
    ),
    kept as (
        insert into signals (topic, place, name, actor, body, said_at)
        select topic, place, name, actor, body, $5 from placed
    )
    select topic, place, n - 1 as index from placed order by n
""")

LAST_PLACE = sql("select coalesce((select place from topics where name = $1), 0)")

LAST_PLACES = sql("""
    select asked.name, coalesce(topics.place, 0) as place
    from unnest($1::text[]) asked(name) left join topics on topics.name = asked.name
""")

# Who was away when something disappeared is told only that a place was taken.
SINCE = sql("""
    select place, name, actor, case when (body ->> 'expires_at')::timestamptz <= $5 then null else body end as body
    from signals where topic = $1 and place > $2 and place <= $3 order by place limit $4
""")

FORGET = sql("delete from signals where said_at < $1")


async def append(tx: "Tx", signals: list[Signal]) -> list[Frame]:
    """Give each lasting signal its places and keep it; the frames to publish once the transaction stands.

    Locks the topics' rows in one order for everybody (by name, control last), until the commit.
    """
    lasting = [(topic, s) for s in signals if s.lasting for topic in s.spread()]
    passing = [(topic, s) for s in signals if not s.lasting for topic in s.spread()]
    if not lasting and not passing:
        return []
    bodies = [s.encoded() for _, s in lasting]
    frames: list[Frame] = []
    if lasting:
        rows = await tx.rows(
            APPEND,
            [topic for topic, _ in lasting],
            [s.name for _, s in lasting],
            [s.told_of for _, s in lasting],
            bodies,
            tx.now,
        )
        control = await last_place(tx, CONTROL)  # of its own: a snapshot from before the wait for a lock is too old
        for row in rows:
            index: int = row["index"]
            topic, s = lasting[index]
            text = message(s.name, topic, row["place"], bodies[index])
            frames.append(Frame(topic, row["place"], control, s.told_of, text))
    else:
        control = await last_place(tx, CONTROL)
    frames += [
        Frame(topic, None, control, s.told_of, message(s.name, topic, None, s.encoded())) for topic, s in passing
    ]
    return frames


async def last_place(tx: "Tx", name: str) -> int:
    """The last place of the topic, 0 if nothing was ever said there."""
    return await tx.value(LAST_PLACE, name)


async def last_places(tx: "Tx", names: list[str]) -> dict[str, int]:
    """The last places of many topics at once."""
    return {row["name"]: row["place"] for row in await tx.rows(LAST_PLACES, names)}


async def since(tx: "Tx", name: str, after: int, upto: int, limit: int = CATCH_UP_LIMIT) -> list[Frame] | None:
    """What was said after one place up to another, in order; None if it is too much, or no longer kept."""
    if upto - after > limit:
        return None
    rows = await tx.rows(SINCE, name, after, upto, limit, tx.now)
    if len(rows) != upto - after:
        return None
    return [_frame(name, row) for row in rows]


def _frame(name: str, row: Any) -> Frame:
    place, body = row["place"], row["body"]
    text = taken(name, place) if body is None else message(row["name"], name, place, body)
    return Frame(name, place, 0, row["actor"], text)


def taken(topic: str, place: int) -> bytes:
    """What a client gets of a signal that is not for it: that the place is taken."""
    return b'{"on":"%s","place":%d}' % (topic.encode(), place)


@every("11 * * * *")
async def forget_old(app: "App") -> None:
    """What was said is kept for some days, so that nobody who was away misses it; who was away longer fetches anew."""
    async with app.transaction() as tx:
        await tx.run(FORGET, tx.now - KEPT)
