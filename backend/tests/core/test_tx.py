"""What a transaction says and asks for happens with it or not at all."""

import asyncio
from uuid import UUID

import pytest
from asyncpg import DivisionByZeroError

from tests.conftest import SECRET
from tomoda.core import feed
from tomoda.core.app import App, Database, Valkey
from tomoda.core.messages import REACTIONS, HiddenChanged, Job, Signal, on
from tomoda.core.sql import sql
from tomoda.core.together import together
from tomoda.core.tx import Tx
from tomoda.core.words import new_id

PLACES = sql("select array_agg(place order by place) from signals where topic = $1")
SLEEP = sql("select pg_sleep(30)")
IMPOSSIBLE = sql("select 1 / 0")
ONE = sql("select 1")
WAITING = sql("select count(*) from pgqueuer where entrypoint = $1")


class Knocked(Signal):
    """Somebody knocked at a door, and all neighbours hear it."""

    topics = ("door:{door}", "user:{neighbours}")
    actor = "who"
    private = frozenset({"secret"})
    door: str
    neighbours: list[UUID] = []
    who: UUID | None = None
    secret: str = ""


class Answer(Job):
    """Go and open."""

    door: str


async def test_what_is_said_gets_the_next_place_in_each_of_its_topics(app: App) -> None:
    ann, bo = new_id(), new_id()
    for _ in range(2):
        async with app.transaction() as tx:
            tx.emit(Knocked(door="red", neighbours=[ann, bo]))
            tx.emit(Knocked(door="red", who=ann))
    async with app.reading() as tx:
        assert await tx.value(PLACES, "door:red") == [1, 2, 3, 4]
        assert await tx.value(PLACES, f"user:{bo}") == [1, 2]
        assert await tx.place("door:red") == 4
        assert await tx.place("door:blue") == 0


async def test_what_is_undone_was_never_said(app: App) -> None:
    with pytest.raises(ZeroDivisionError):
        async with app.transaction() as tx:
            tx.emit(Knocked(door="red"))
            tx.enqueue(Answer(door="red"))
            raise ZeroDivisionError
    async with app.transaction() as tx:
        tx.emit(Knocked(door="red"))
    async with app.reading() as tx:
        assert await tx.value(PLACES, "door:red") == [1]
        assert await tx.value(WAITING, Answer.name) == 0


async def test_places_have_no_gaps_while_many_knock_and_some_are_undone(app: App) -> None:
    async def knock(number: int) -> None:
        async with app.transaction() as tx:
            tx.emit(Knocked(door="red", neighbours=[new_id()]))
            tx.emit(HiddenChanged(user_id=new_id()))
            if number % 3 == 0:
                raise ZeroDivisionError

    results = await asyncio.gather(*(knock(n) for n in range(60)), return_exceptions=True)
    assert sum(r is None for r in results) == 40
    async with app.reading() as tx:
        assert await tx.value(PLACES, "door:red") == list(range(1, 41))
        assert await tx.value(PLACES, "control") == list(range(1, 41))


async def test_the_second_speaker_waits_until_the_first_one_stands(app: App) -> None:
    async def second() -> None:
        async with app.transaction() as tx:
            tx.emit(Knocked(door="red"))

    async with app.transaction() as tx:
        await feed.append(tx, [Knocked(door="red")])
        waiting = asyncio.create_task(second())
        done, _ = await asyncio.wait({waiting}, timeout=0.2)
        assert not done, "a place may be given only once the one before it is certain"
    await waiting
    async with app.reading() as tx:
        assert await tx.value(PLACES, "door:red") == [1, 2]


async def test_a_job_with_a_key_waits_only_once(app: App) -> None:
    async with app.transaction() as tx:
        tx.enqueue(Answer(door="red"), once="answer:red")
        tx.enqueue(Answer(door="red"), once="answer:red")
        tx.enqueue(Answer(door="blue"))
    async with app.transaction() as tx:
        tx.enqueue(Answer(door="red"), once="answer:red")
    async with app.reading() as tx:
        assert await tx.value(WAITING, Answer.name) == 2


async def test_a_reaction_is_part_of_what_it_reacts_to(app: App) -> None:
    @on(Knocked)
    async def bark(tx: Tx, signal: Knocked) -> None:
        if signal.door == "barking":
            tx.emit(Knocked(door="kennel"))
        if signal.secret == "burglar":
            raise PermissionError

    try:
        async with app.transaction() as tx:
            tx.emit(Knocked(door="barking"))
        with pytest.raises(PermissionError):
            async with app.transaction() as tx:
                tx.emit(Knocked(door="barking", secret="burglar"))
        async with app.reading() as tx:
            assert await tx.place("kennel") == 0
            assert await tx.place("door:kennel") == 1
            assert await tx.place("door:barking") == 1
    finally:
        REACTIONS[Knocked].remove(bark)


async def test_listeners_never_get_what_is_private(app: App) -> None:
    async with app.transaction() as tx:
        frames = await feed.append(tx, [Knocked(door="red", secret="burglar")])
        missed = await feed.since(tx, "door:red", 0, 1)
    assert missed is not None
    assert b"burglar" not in frames[0].message + missed[0].message
    assert frames[0].message == missed[0].message


async def test_a_frame_says_which_control_must_be_known_before_it(app: App) -> None:
    async with app.transaction() as tx:
        tx.emit(HiddenChanged(user_id=new_id()))
    async with app.transaction() as tx:
        frames = await feed.append(tx, [Knocked(door="red", who=(ann := new_id()))])
    frame = feed.decode("door:red", frames[0].encode())
    assert (frame.control, frame.place, frame.actor) == (1, 1, ann)


async def test_who_missed_too_much_gets_nothing_rather_than_a_part(app: App) -> None:
    async with app.transaction() as tx:
        for _ in range(5):
            tx.emit(Knocked(door="red"))
    async with app.reading() as tx:
        assert len(await feed.since(tx, "door:red", 1, 5) or []) == 4
        assert await feed.since(tx, "door:red", 0, 5, limit=4) is None


async def test_success_stays_success_when_valkey_is_gone(database: Database) -> None:
    nowhere = Valkey(host="127.0.0.1", port=1)
    async with App(database=database, cache=nowhere, secret=SECRET) as app:
        async with app.transaction() as tx:
            tx.emit(Knocked(door="red"))
        async with app.reading() as tx:
            assert await tx.place("door:red") == 1


async def test_nothing_is_said_where_one_only_reads(app: App) -> None:
    async with app.reading() as tx:
        with pytest.raises(RuntimeError):
            tx.emit(Knocked(door="red"))
        with pytest.raises(RuntimeError):
            tx.enqueue(Answer(door="red"))


async def test_giving_a_connection_back_costs_no_round_trip(app: App) -> None:
    asked: list[str] = []
    async with app.reading() as tx:
        held = tx._connection  # pyright: ignore[reportPrivateUsage]
        held.add_query_logger(lambda record: asked.append(record.query))
    async with app.reading() as tx:
        assert tx._connection is held, "who was used last is used next"  # pyright: ignore[reportPrivateUsage]
    assert not asked


async def test_who_waits_for_a_connection_gets_the_next_one_and_who_gives_up_takes_none_away(app: App) -> None:
    pool = app.pool
    held = [await pool.acquire() for _ in range(pool.size)]
    with pytest.raises(TimeoutError):
        await pool.acquire(patience=0.05)
    waiting = asyncio.create_task(pool.acquire())
    leaving = asyncio.create_task(pool.acquire())
    await asyncio.sleep(0)
    pool.release(held[0])
    assert await waiting is held[0]
    pool.release(held[1])
    leaving.cancel()  # in the moment in which it was handed a connection
    with pytest.raises(asyncio.CancelledError):
        await leaving
    assert await pool.acquire() is held[1]
    for connection in held:
        pool.release(connection)
    assert pool.in_use() == 0


async def test_what_may_be_half_done_is_never_used_again(app: App) -> None:
    async with app.reading() as tx:
        broken = tx._connection  # pyright: ignore[reportPrivateUsage]
    slow = asyncio.create_task(_sleep(app))
    await asyncio.sleep(0.1)
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow
    assert broken.is_closed()
    left_open = await app.pool.acquire()
    await left_open.execute("begin")
    app.pool.release(left_open)
    assert left_open.is_closed()


async def test_a_swallowed_fault_is_not_taken_for_success(app: App) -> None:
    with pytest.raises(RuntimeError, match="swallowed"):
        async with app.transaction() as tx:
            with pytest.raises(DivisionByZeroError):
                await tx.value(IMPOSSIBLE)
    assert app.pool.in_use() == 0


async def _sleep(app: App) -> None:
    async with app.transaction() as tx:
        await tx.value(SLEEP)


async def test_what_waits_together_fails_at_once_when_the_database_is_silent_and_else_each_for_itself(app: App) -> None:
    tried: list[list[int]] = []
    silent = True

    async def do(tx: Tx, items: list[int]) -> list[int]:
        tried.append(items)
        async with asyncio.timeout(0.5 if silent else 20):
            await tx.row(SLEEP if silent else IMPOSSIBLE if 3 in items else ONE)
        return items

    async def asked() -> list[int | BaseException]:
        tried.clear()
        return await asyncio.gather(*(together(app, "a line", n, do) for n in range(9)), return_exceptions=True)

    assert [type(one) for one in await asked()] == [TimeoutError] * 9
    assert len(tried) == 1, "nobody waits for the sum of all"
    silent = False
    answers = await asked()
    assert [type(one) for one in answers] == [int] * 3 + [DivisionByZeroError] + [int] * 5
    assert [len(one) for one in tried] == [9] + [1] * 9
    assert not app.lines
