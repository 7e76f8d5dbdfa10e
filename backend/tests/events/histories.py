"""Random histories of one event's seats, against a model that is too simple to be wrong.

`python -m tests.events.histories --histories 100000` tells them by hand, for as long as wanted, each in one
transaction with a savepoint per step; the tests tell a few, a transaction for each step.
"""

import argparse
import random
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import uvloop

from dev import postgres as embedded_postgres
from dev import valkey as embedded_valkey
from dev.process import free_port
from migrations import upgrade
from tests.conftest import open_to_others
from tests.events.model import BEGIN, Model
from tomoda.core.app import App, Database, Valkey
from tomoda.core.errors import Problem
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.events import actions
from tomoda.events.actions import by_mail
from tomoda.events.messages import QuorumDecided
from tomoda.events.schemas import Answer, EventEdit, NewEvent, NewMailGuest, NewPlace, QuorumRule
from tomoda.events.schemas.showing import NewWay

LASTS = timedelta(minutes=90)  # how much of the time before the start a history covers
GUESTS = 7
STEPS = 30
DEEDS = [
    *["come"] * 5,
    *["leave"] * 3,
    *("remove", "restore", "seats", "seats", "tick", "mail", "mail", "vanish", "ask", "cannot come"),
]

MAKE_PERSON = sql("""
    insert into users (id, username, username_folded, display_name, adult_confirmed_at, state_changed_at, created_at)
    values ($1, $2, $2, $2, $3, $3, $3)
""")
COUNTED = sql("""
    select seats, going, offered, quorum_state, array(
        select row(r.user_id, r.answer, r.party) from rsvps r
        where r.event_id = e.id and r.answer in ('going', 'offered', 'waitlisted')
    ) as standings
    from events e where id = $1
""")
MAILED = sql("select id from mail_guests where event_id = $1 and mailbox = $2")
STANDINGS = sql("select user_id, answer from rsvps where event_id = $1")


class _Enough(Exception):
    """The history is over, and leaves nothing behind."""


class History:
    """One event, its host and guests, and what happens to them by the dice."""

    def __init__(self, app: App, people: list[UUID], seed: int) -> None:
        self.app, self.people, self.seed = app, people, seed
        self.dice = random.Random(seed)
        self.now = BEGIN
        self.model = Model(self.dice.choice([1, 2, 3, 4]), BEGIN + LASTS)
        self.model.rsvp_by = self.dice.choice([None, None, BEGIN + LASTS / 2])
        if self.dice.random() < 0.4:
            self.model.quorum = self.dice.randint(1, self.model.seats or 1)
            self.model.quorum_by = BEGIN + LASTS * self.dice.choice([0.2, 0.5, 1])
        self.said: list[bool] = []
        self.mailed: dict[int, UUID] = {}
        self.whole: Tx | None = None

    async def tell_at_once(self, steps: int) -> None:
        """Live through it in one transaction, a savepoint for each step, that leaves nothing behind."""
        self.app.clock = lambda: self.now
        try:
            async with self.app.transaction() as tx:
                self.whole = tx
                await self.tell(steps)
                raise _Enough
        except _Enough:
            pass

    @asynccontextmanager
    async def _transaction(self) -> AsyncGenerator[Tx]:
        if self.whole is None:
            async with self.app.transaction() as tx:
                yield tx
            return
        inner: Any = self.whole
        inner.now = self.now
        await inner._connection.execute("savepoint step")
        try:
            yield self.whole
        except BaseException:
            await inner._connection.execute("rollback to savepoint step")
            inner._signals.clear()
            inner._jobs.clear()
            raise
        await inner._connection.execute("release savepoint step")
        self.said += [one.on for one in inner._signals if isinstance(one, QuorumDecided)]
        inner._signals.clear()
        inner._jobs.clear()

    async def tell(self, steps: int = STEPS) -> None:
        """Live through it, and compare after each step."""
        await self.begin()
        for _ in range(steps):
            self.now += timedelta(seconds=self.dice.choice([1, 5, 60, 300]))
            await self.step(self.dice.choice(DEEDS), self.dice.randrange(1, len(self.people)))

    async def begin(self) -> None:
        """An event that nobody has heard of yet."""
        self.app.clock = lambda: self.now
        local = (BEGIN + LASTS).replace(tzinfo=None)
        new = NewEvent("Picnic", NewPlace(60.1, 24.9), new_id(), time_zone="UTC", local_start=local, plus_max=2)
        new.seats, new.visibility, new.still_coming = self.model.seats, "unlisted", 60
        if self.model.quorum is not None:
            new.quorum = QuorumRule(self.model.quorum, self.model.quorum_by.replace(tzinfo=None))
        new.rsvp_by = self.model.rsvp_by and self.model.rsvp_by.replace(tzinfo=None)
        async with self._transaction() as tx:
            await actions.create(tx, Viewer(self.people[0]), new)
        assert new.id
        self.event = new.id

    async def step(self, kind: str, who: int) -> None:
        """Somebody does something, in the world and in the model, and both are compared."""
        before, refused = self.model.copy(), None
        self.expected: str | None = None
        try:
            async with self._transaction() as tx:
                self.model.settle(self.now)
                await self._do(kind)(tx, who)
        except Problem as problem:
            refused = problem.code
            self.model = before  # what is refused changes nothing, not even what has passed meanwhile
        else:
            self.model.settle(self.now)
        self.last = (kind, who, refused)
        assert refused == self.expected, (self.seed, kind, who)
        await self._compare()

    def _do(self, kind: str) -> Callable[[Tx, int], Awaitable[None]]:
        return {
            "come": self._come,
            "leave": self._leave,
            "remove": self._remove,
            "restore": self._restore,
            "seats": self._seats,
            "mail": self._mail,
            "vanish": self._vanish,
            "ask": self._ask,
            "tick": self._tick,
            "cannot come": self._cannot_come,
        }[kind]

    async def _come(self, tx: Tx, who: int) -> None:
        party, wait = self.dice.choice([1, 1, 1, 2, 3]), self.dice.random() < 0.8
        self.expected = self.model.come(who, party, self.now, wait=wait)
        await actions.rsvp(tx, Viewer(self.people[who]), self.event, "going", guests=party - 1, wait=wait)

    async def _leave(self, tx: Tx, who: int) -> None:
        if self.model.decided == "dissolved":
            self.expected = "wrong_state"
            await actions.rsvp(tx, Viewer(self.people[who]), self.event, "no")
            return
        answer: Answer = self.dice.choice(["no", "maybe"])
        late = answer == "maybe" and self.model.closed(who, self.now)
        self.expected = "removed_by_host" if who in self.model.removed else "answers_closed" if late else None
        self.model.drop(who)
        if answer == "maybe":
            self.model.maybe.add(who)
        await actions.rsvp(tx, Viewer(self.people[who]), self.event, answer)

    async def _cannot_come(self, tx: Tx, who: int) -> None:
        """At the last moment, and so that the room hears it."""
        off = self.model.decided == "dissolved"
        self.expected = "wrong_state" if off else None if who in self.model.going else "not_found"
        self.model.drop(who)
        await actions.say_way(tx, Viewer(self.people[who]), self.event, NewWay("cannot_come"))

    async def _mail(self, tx: Tx, who: int) -> None:
        """By mail one comes at most once, and never waits."""
        if who in self.model.by_mail:
            del self.model.by_mail[who]
            await by_mail.stay_away(tx, self.mailed[who])
            return
        late = self.model.rsvp_by is not None and self.now >= self.model.rsvp_by
        off = self.model.decided == "dissolved"
        self.expected = (
            "wrong_state" if off else "answers_closed" if late else "event_full" if self.model.free < 1 else None
        )
        if self.expected is None:
            self.model.by_mail[who] = 1
        await by_mail.ask(tx, self.event, NewMailGuest(f"g{who}+{self.dice.random()}@example.org", "Guest"))
        self.mailed[who] = await tx.value(MAILED, self.event, f"g{who}@example.org")
        await by_mail.come(tx, self.mailed[who])

    async def _vanish(self, tx: Tx, who: int) -> None:
        """Banned, and forgiven later."""
        if self.model.decided != "dissolved":
            self.model.drop(who)
        await actions.vanish(tx, self.people[who])
        await actions.settle_now(tx, self.event)  # they may have stood nowhere

    async def _ask(self, tx: Tx, who: int) -> None:
        """Do you still come?"""
        rest = self.model.starts_at - self.now
        if rest / 2 >= timedelta(minutes=1) and self.model.decided != "dissolved":
            self.model.confirm |= dict.fromkeys(self.model.going.keys() - self.model.confirm, self.now + rest / 2)
        await actions.settle_now(tx, self.event)
        await actions.ask_still(tx, self.event, self.model.starts_at)

    async def _remove(self, tx: Tx, who: int) -> None:
        row = {one["user_id"]: one["answer"] for one in await tx.rows(STANDINGS, self.event)}
        self.expected = None if self.people[who] in row else "guest_not_found"
        if self.model.decided == "dissolved":
            self.expected = "wrong_state"
        self.model.drop(who)
        self.model.removed.add(who)
        await actions.remove(tx, Viewer(self.people[0]), self.event, self.people[who])

    async def _restore(self, tx: Tx, who: int) -> None:
        if who not in self.model.removed:
            return await self._tick(tx, who)
        if self.model.decided == "dissolved":
            self.expected = "wrong_state"
        self.model.removed.discard(who)
        return await actions.admit(tx, Viewer(self.people[0]), self.event, self.people[who])

    async def _seats(self, tx: Tx, who: int) -> None:
        seats = self.dice.choice([None, 1, 2, 3, 4, 5, 6])
        self.expected = "seats_taken" if seats is not None and seats < self.model.taken else None
        if self.model.decided == "dissolved":
            self.expected = "wrong_state"
        self.model.seats = seats
        await actions.edit(tx, Viewer(self.people[0]), self.event, EventEdit(seats=seats), None)

    async def _tick(self, tx: Tx, who: int) -> None:
        await actions.settle_now(tx, self.event)

    async def _counted(self) -> Any:
        if self.whole is not None:
            return await self.whole.row(COUNTED, self.event)
        async with self.app.reading() as tx:
            return await tx.row(COUNTED, self.event)

    async def _compare(self) -> None:
        counted = await self._counted()
        assert counted is not None
        found = {self.people.index(who): (answer, party) for who, answer, party in counted["standings"]}
        where = f"seed {self.seed}, {self.now:%H:%M:%S}: {self.last} made {found} of {self.model}"
        assert found == self.model.standings(), where
        sums = [sum(size for answer, size in found.values() if answer == kind) for kind in ("going", "offered")]
        sums[0] += sum(self.model.by_mail.values())
        assert [counted["going"], counted["offered"]] == sums, where
        decided = counted["quorum_state"] if counted["quorum_state"] != "open" else None
        assert decided == self.model.decided, where
        if self.whole is not None:
            assert self.said == ([] if decided is None else [decided == "on"]), "said once"
        assert counted["seats"] is None or sum(sums) <= counted["seats"], where


async def crowd(app: App) -> list[UUID]:
    """A host and their guests."""
    people = [new_id() for _ in range(GUESTS + 1)]
    async with app.transaction() as tx:
        await tx.run_many(MAKE_PERSON, [(one, f"p{one.hex[-12:]}", BEGIN) for one in people])
    return people


async def tell_many(database: Database, cache: Valkey, first: int, histories: int, steps: int) -> None:
    """One history after the other, each with its own seed."""
    begun = time.perf_counter()
    async with App(database=database, cache=cache, secret=b"histories") as app:
        people = await crowd(app)
        for seed in range(first, first + histories):
            await History(app, people, seed).tell_at_once(steps)
            if (seed + 1 - first) % 500 == 0:
                print(f"{seed + 1 - first} histories, {time.perf_counter() - begun:.0f} s", flush=True)
    print(f"{histories} histories of {steps} steps: no seat twice, none empty while somebody waits")


def main() -> None:
    """Tell histories to a database of their own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="tomoda-histories-") as folder:
        open_to_others(Path(folder))
        running = embedded_postgres.start(Path(folder) / "pg", free_port(), durable=False)
        cache = embedded_valkey.start(Path(folder) / "valkey", free_port(), keep=False)
        try:
            name = {"host": "127.0.0.1", "port": running.port, "user": "tomoda", "password": "", "name": "postgres"}
            upgrade(name)  # pyright: ignore[reportArgumentType]
            database = Database(host="127.0.0.1", port=running.port, user="tomoda", name="postgres", pool=2)
            valkey = Valkey(host="127.0.0.1", port=cache.port)
            uvloop.run(tell_many(database, valkey, asked.first, asked.histories, asked.steps))
        finally:
            cache.stop()
            running.stop()


if __name__ == "__main__":
    main()
