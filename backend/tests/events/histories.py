"""Random histories of one event's seats, against a model that is too simple to be wrong.

`python -m tests.events.histories --histories 100000 …` tells them by hand, for as long as wanted.
"""

import argparse
import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tomoda.core.app import App, Database, Valkey
from tomoda.core.errors import Problem
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.events import actions
from tomoda.events.actions.queue import offer_ends
from tomoda.events.schemas import EventEdit, NewEvent, NewPlace

BEGIN = datetime(2031, 5, 17, 9, 0, tzinfo=UTC)
LASTS = timedelta(minutes=90)  # how much of the time before the start a history covers
GUESTS = 7
STEPS = 30

MAKE_PERSON = sql("""
    insert into users (id, username, username_folded, display_name, adult_confirmed_at, state_changed_at, created_at)
    values ($1, $2, $2, $2, $3, $3, $3)
""")
COUNTED = sql("select seats, going, offered from events where id = $1")
STANDINGS = sql("select user_id, answer, party from rsvps where event_id = $1")


@dataclass
class Model:
    """Who stands where: a list in the order of waiting, and no database."""

    seats: int | None
    starts_at: datetime
    going: dict[int, int] = field(default_factory=dict[int, int])
    offers: dict[int, tuple[int, datetime]] = field(default_factory=dict[int, tuple[int, datetime]])
    queue: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    removed: set[int] = field(default_factory=set[int])

    @property
    def free(self) -> int:
        """Seats that nobody has and nobody is offered."""
        taken = sum(self.going.values()) + sum(party for party, _ in self.offers.values())
        return 10**6 if self.seats is None else self.seats - taken

    def settle(self, now: datetime) -> None:
        """Old offers end; free seats are offered to the first whose party fits, again and again."""
        self.offers = {who: offer for who, offer in self.offers.items() if offer[1] > now}
        until = offer_ends(now, self.starts_at)
        while until and (fits := [one for one in self.queue if one[1] <= self.free]):
            self.queue.remove(fits[0])
            self.offers[fits[0][0]] = (fits[0][1], until)

    def drop(self, who: int) -> None:
        """Nobody knows them."""
        self.going.pop(who, None)
        self.offers.pop(who, None)
        self.queue = [one for one in self.queue if one[0] != who]

    def come(self, who: int, party: int, *, wait: bool) -> str | None:
        """What a wish to come is answered, None if it is granted."""
        if who in self.removed:
            return "removed_by_host"
        mine = self.going.get(who, 0) or self.offers.get(who, (0, None))[0]
        if self.free + mine >= party:
            self.drop(who)
            self.going[who] = party
        elif not wait or mine or (self.seats is not None and party > self.seats):
            return "event_full"
        elif who in dict(self.queue):
            self.queue = [(one, party if one == who else size) for one, size in self.queue]
        else:
            self.queue.append((who, party))
        return None

    def standings(self) -> dict[int, tuple[str, int]]:
        """Whoever has a seat, is offered one, or waits."""
        return (
            {who: ("going", party) for who, party in self.going.items()}
            | {who: ("offered", party) for who, (party, _) in self.offers.items()}
            | {who: ("waitlisted", party) for who, party in self.queue}
        )


class History:
    """One event, its host and guests, and what happens to them by the dice."""

    def __init__(self, app: App, people: list[UUID], seed: int) -> None:
        self.app, self.people, self.seed = app, people, seed
        self.dice = random.Random(seed)
        self.now = BEGIN
        self.model = Model(self.dice.choice([1, 2, 3, 4]), BEGIN + LASTS)

    async def tell(self) -> None:
        """Live through it, and compare after each step."""
        self.app.clock = lambda: self.now
        local = (BEGIN + LASTS).replace(tzinfo=None)
        new = NewEvent("Picnic", NewPlace(60.1, 24.9), new_id(), time_zone="UTC", local_start=local, plus_max=2)
        new.seats = self.model.seats
        async with self.app.transaction() as tx:
            await actions.create(tx, Viewer(self.people[0]), new)
        assert new.id
        self.event = new.id
        for step in range(STEPS):
            self.now += timedelta(seconds=self.dice.choice([1, 5, 60, 300]))
            await self._step()
            await self._compare(step)

    async def _step(self) -> None:
        who = self.dice.randrange(1, len(self.people))
        kind = self.dice.choice(["come", "come", "come", "leave", "leave", "remove", "restore", "seats", "tick"])
        before, refused = self._copy(), None
        self.expected: str | None = None
        try:
            async with self.app.transaction() as tx:
                self.model.settle(self.now)
                await self._do(kind)(tx, who)
        except Problem as problem:
            refused = problem.code
            self.model = before  # what is refused changes nothing, not even what has passed meanwhile
        else:
            self.model.settle(self.now)
        self.last = (kind, who, refused)
        assert refused == self.expected, (self.seed, kind, who)

    def _do(self, kind: str) -> Callable[[Tx, int], Awaitable[None]]:
        return {
            "come": self._come,
            "leave": self._leave,
            "remove": self._remove,
            "restore": self._restore,
            "seats": self._seats,
            "tick": self._tick,
        }[kind]

    def _copy(self) -> Model:
        m = self.model
        return Model(m.seats, m.starts_at, dict(m.going), dict(m.offers), list(m.queue), set(m.removed))

    async def _come(self, tx: Tx, who: int) -> None:
        party, wait = self.dice.choice([1, 1, 1, 2, 3]), self.dice.random() < 0.8
        self.expected = self.model.come(who, party, wait=wait)
        await actions.rsvp(tx, Viewer(self.people[who]), self.event, "going", guests=party - 1, wait=wait)

    async def _leave(self, tx: Tx, who: int) -> None:
        self.expected = "removed_by_host" if who in self.model.removed else None
        self.model.drop(who)
        await actions.rsvp(tx, Viewer(self.people[who]), self.event, self.dice.choice(["no", "maybe"]))

    async def _remove(self, tx: Tx, who: int) -> None:
        row = {one["user_id"]: one["answer"] for one in await tx.rows(STANDINGS, self.event)}
        self.expected = None if self.people[who] in row else "guest_not_found"
        self.model.drop(who)
        self.model.removed.add(who)
        await actions.remove(tx, Viewer(self.people[0]), self.event, self.people[who])

    async def _restore(self, tx: Tx, who: int) -> None:
        if who not in self.model.removed:
            return await self._tick(tx, who)
        self.model.removed.discard(who)
        return await actions.admit(tx, Viewer(self.people[0]), self.event, self.people[who])

    async def _seats(self, tx: Tx, who: int) -> None:
        seats = self.dice.choice([None, 1, 2, 3, 4, 5, 6])
        taken = sum(self.model.going.values()) + sum(party for party, _ in self.model.offers.values())
        self.expected = "seats_taken" if seats is not None and seats < taken else None
        self.model.seats = seats
        await actions.edit(tx, Viewer(self.people[0]), self.event, EventEdit(seats=seats), None)

    async def _tick(self, tx: Tx, who: int) -> None:
        await actions.settle_now(tx, self.event)

    async def _compare(self, step: int) -> None:
        async with self.app.reading() as tx:
            counted = await tx.row(COUNTED, self.event)
            rows = await tx.rows(STANDINGS, self.event)
        assert counted is not None
        found = {
            self.people.index(row["user_id"]): (row["answer"], row["party"])
            for row in rows
            if row["answer"] in ("going", "offered", "waitlisted")
        }
        where = f"seed {self.seed}, step {step}: {self.last} made {found} of {self.model}"
        assert found == self.model.standings(), where
        sums = [sum(size for answer, size in found.values() if answer == kind) for kind in ("going", "offered")]
        assert [counted["going"], counted["offered"]] == sums, where
        assert counted["seats"] is None or sum(sums) <= counted["seats"], where


async def crowd(app: App) -> list[UUID]:
    """A host and their guests."""
    people = [new_id() for _ in range(GUESTS + 1)]
    async with app.transaction() as tx:
        await tx.run_many(MAKE_PERSON, [(one, f"p{one.hex[-12:]}", BEGIN) for one in people])
    return people


async def tell_many(database: Database, cache: Valkey, first: int, histories: int) -> None:
    """One history after the other, each with its own seed."""
    begun = time.perf_counter()
    async with App(database=database, cache=cache, secret=b"histories") as app:
        people = await crowd(app)
        for seed in range(first, first + histories):
            await History(app, people, seed).tell()
            if seed % 500 == 499:
                print(f"{seed + 1 - first} histories, {time.perf_counter() - begun:.0f} s", flush=True)
    print(f"{histories} histories of {STEPS} steps: no seat twice, none empty while somebody waits")


def main() -> None:
    """Tell histories to the database of the address."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--url", required=True, help="HOST:PORT/DATABASE, a migrated database of its own")
    parser.add_argument("--valkey", required=True, help="HOST:PORT")
    asked = parser.parse_args()
    where, _, name = asked.url.partition("/")
    host, _, port = where.partition(":")
    cache, _, cache_port = asked.valkey.partition(":")
    database = Database(host=host, port=int(port), user="tomoda", name=name, pool=2)
    asyncio.run(tell_many(database, Valkey(host=cache, port=int(cache_port)), asked.first, asked.histories))


if __name__ == "__main__":
    main()
