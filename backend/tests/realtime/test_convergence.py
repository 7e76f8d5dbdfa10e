"""When all is quiet, what each app shows is what it would fetch anew, and that is what the database says.

Six of the real apps' feeds (frontend/e2e/convergence.ts: the app's own socket, feed, rules and cache) live through a
random history, while frames come twice and late, networks break, and processes are
killed: gateways, API, worker and Valkey. It waits for most of its time, and so runs beside other tests. For longer,
or again with the seed that it has printed:

    CONVERGENCE_SECONDS=600 CONVERGENCE_SEED=7 ./task test:convergence
"""

import asyncio
import json
import os
import random
import shutil
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from dev import valkey as embedded_valkey
from dev.process import LOCALHOST, Running, answers, free_port, spawn, wait_until
from tests.conftest import SECRET
from tests.makers.chat import direct_room, group
from tests.makers.events import event, going
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.core.app import App, Database, Valkey
from tomoda.core.sql import sql
from tomoda.core.words import new_id

SECONDS = float(os.environ.get("CONVERGENCE_SECONDS", "60"))
SEED = int(os.environ["CONVERGENCE_SEED"])
QUIET_WITHIN = 240  # seconds, on a very busy machine; it takes a few on a quiet one
KILLED = ("gate a", "api", "valkey", "gate b", "worker")
COMPARED = 150  # messages per room, the newest
NOWHERE = f"ws://{LOCALHOST}:{free_port()}/ws"  # what a proxy that breaks WebSocket is to two of the six
FRONTEND = Path(__file__).parents[3] / "frontend"

SAID = sql("""
    select m.id, m.body, m.deleted_at is not null as deleted from messages m
    join members mine on mine.room_id = m.room_id and mine.user_id = $1 and mine.left_at is null
    where m.room_id = $2 and m.seq > mine.joined_seq and (m.author_id is null or not exists (
        select from blocks where (blocker_id, blocked_id) in (($1, m.author_id), (m.author_id, $1))
    )) order by m.seq desc limit $3
""")


@pytest.fixture
async def app(database: Database, tmp_path: Path) -> AsyncIterator[App]:
    """An App whose Valkey is this test's own, to be killed."""
    port = free_port()
    running = embedded_valkey.start(tmp_path, port, keep=False)
    async with App(database=database, cache=Valkey(host=LOCALHOST, port=port), secret=SECRET) as app:
        app.edges["valkey"] = running
        yield app
        running = app.edges["valkey"]
    running.stop()


class Town:
    """The processes, as production runs them; each may be killed, and comes back at the same address."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self.ports = {name: free_port() for name in ("api", "gate a", "gate b", "worker")}
        self.running: dict[str, Running] = {}

    def start(self, name: str, patience: float = 90) -> None:
        """Start it, and wait until it answers."""
        mode = {"api": "api-hub", "worker": "async"}.get(name, "ws-hub")
        port, database, metrics = self.ports[name], self.world.app.database, free_port()
        ours = ("DB_", "REDIS_", "S3_", "API_", "GATEWAY_", "SERVER_", "EMAIL_", "PUBLIC_", "METRICS_")
        env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        env |= {
            "DB_HOST": database.host,
            "DB_PORT": str(database.port),
            "DB_USER": database.user,
            "DB_NAME": database.name,
            "REDIS_HOST": LOCALHOST,
            "REDIS_PORT": str(self.world.app.cache.port),
            "JWT_SECRET": SECRET.decode(),
            "API_PORT": str(port),
            "GATEWAY_PORT": str(port),
            "METRICS_PORT": str(metrics),
        }
        log = self.folder / f"{name}-{new_id()}.log"
        process = spawn([sys.executable, "-m", "tomoda.cli", "serve", "--mode", mode], log, env=env)
        self.running[name] = Running(name, port, f"http://{LOCALHOST}:{port}", log, process)
        if name != "worker":
            wait_until(lambda: answers(f"http://{LOCALHOST}:{port}/healthz"), name, process, log, patience)

    def sockets(self) -> list[str]:
        """Where the gateways are."""
        return [f"ws://{LOCALHOST}:{self.ports[name]}/ws" for name in ("gate a", "gate b")]

    def events(self) -> list[str]:
        """Where they are for whoever cannot open a socket."""
        return [f"http://{LOCALHOST}:{self.ports[name]}/api/v1/realtime/events" for name in ("gate a", "gate b")]

    async def kill(self, name: str, pause: float) -> None:
        """`kill -9`, and back after a while."""
        if name == "valkey":
            self.world.app.edges["valkey"].kill()
            await asyncio.sleep(pause)
            again = await asyncio.to_thread(embedded_valkey.start, self.folder, self.world.app.cache.port, keep=False)
            self.world.app.edges["valkey"] = again
            return
        self.running[name].kill()
        await asyncio.sleep(pause)
        await asyncio.to_thread(self.start, name)

    def stop(self) -> None:
        """End them all."""
        for one in self.running.values():
            one.kill()


class Apps:
    """The apps' process, spoken to in lines of JSON."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    async def start(cls, folder: Path) -> "Apps":
        """Bundle the app's own code, and run it."""
        node, made = shutil.which("node"), folder / "apps.mjs"
        rolldown = FRONTEND / "node_modules/.bin/rolldown"
        assert node, "the apps run in Node"
        assert rolldown.exists(), "`./task setup` installs the app's packages"
        options = ["e2e/convergence.ts", "--platform", "node", "--format", "esm", "--file", str(made)]
        bundling = await asyncio.create_subprocess_exec(
            rolldown, *options, cwd=FRONTEND, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        told, _ = await bundling.communicate()
        assert bundling.returncode == 0, told.decode()
        process = await asyncio.create_subprocess_exec(
            *(node, "--experimental-websocket", "--no-warnings", str(made)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 26,
        )
        return cls(process)

    def tell(self, do: str, client: str, **more: Any) -> None:
        """One command."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"do": do, "client": client, **more}, default=str).encode() + b"\n")

    async def state(self, client: str) -> Any:
        """What this app shows now."""
        assert self.process.stdout
        self.tell("state", client)
        async with asyncio.timeout(60):
            told = json.loads(await self.process.stdout.readline())
        assert "fault" not in told, told
        return told["state"]

    async def end(self) -> None:
        """All apps are closed."""
        assert self.process.stdin
        self.process.stdin.close()
        await self.process.wait()


class History:
    """Random deeds of five people; whatever fails for a reason of the network is done again, under the same id."""

    def __init__(self, dice: random.Random, people: list[Person], rooms: list[UUID], club: UUID, picnic: UUID) -> None:
        self.dice, self.people, self.rooms, self.club, self.picnic = dice, people, rooms, club, picnic
        self.said: list[tuple[Person, UUID, UUID]] = []
        self.done: dict[int, int] = {}

    async def ask(self, person: Person, method: str, path: str, body: Any = None) -> None:
        """As the app's outbox does it."""
        until = time.monotonic() + QUIET_WITHIN
        while True:
            try:
                answer = await person.ask(method, path, body)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status < 500 and answer.status != 429:
                self.done[answer.status] = self.done.get(answer.status, 0) + 1
                return
            assert time.monotonic() < until, f"{method} {path}: {answer}"
            await asyncio.sleep(0.2)

    async def deed(self) -> None:
        """One of them."""
        who = self.dice.choice(self.people)
        deeds: list[tuple[int, Callable[[Person], Awaitable[None]]]] = [
            (40, self._say),
            (12, self._edit),
            (8, self._delete),
            (16, self._react),
            (6, self._read),
            (5, self._member),
            (5, self._answer),
            (4, self._block),
            (2, self._pin),
        ]
        weights = [weight for weight, _ in deeds]
        [(_, do)] = self.dice.choices(deeds, weights)
        await do(who)

    async def _say(self, who: Person) -> None:
        room, message = self.dice.choice(self.rooms), new_id()
        body: dict[str, Any] = {"body": f"{who.name} {self.dice.randrange(10**6)}"}
        if self.said and self.dice.random() < 0.2:
            body["reply_to"] = self.dice.choice(self.said)[2]
        await self.ask(who, "PUT", f"/rooms/{room}/messages/{message}", body)
        self.said = [*self.said[-60:], (who, room, message)]

    async def _edit(self, who: Person) -> None:
        if self.said:
            who, room, message = self.dice.choice(self.said)
            body = {"body": f"{who.name} edited {self.dice.randrange(10**6)}"}
            await self.ask(who, "PATCH", f"/rooms/{room}/messages/{message}", body)

    async def _delete(self, who: Person) -> None:
        if self.said:
            author, room, message = self.dice.choice(self.said)
            await self.ask(self.dice.choice([author, who]), "DELETE", f"/rooms/{room}/messages/{message}")

    async def _react(self, who: Person) -> None:
        if self.said:
            _, room, message = self.dice.choice(self.said)
            method, emoji = self.dice.choice(["PUT", "PUT", "DELETE"]), self.dice.choice(["🍜", "🎉"])
            await self.ask(who, method, f"/rooms/{room}/messages/{message}/reactions/{emoji}")

    async def _read(self, who: Person) -> None:
        await self.ask(who, "PUT", f"/rooms/{self.dice.choice(self.rooms)}/read", {"seq": self.dice.randrange(80)})

    async def _member(self, who: Person) -> None:
        """The club's owner sends somebody out, or takes them in again."""
        owner, other = self.people[0], self.dice.choice(self.people[1:])
        if self.dice.random() < 0.5:
            await self.ask(owner, "DELETE", f"/rooms/{self.club}/members/{other.id}")
        else:
            await self.ask(owner, "PUT", f"/rooms/{self.club}/members/{other.id}", {})

    async def _answer(self, who: Person) -> None:
        if who is not self.people[0]:
            answer = self.dice.choice(["going", "going", "no"])
            await self.ask(who, "PUT", f"/events/{self.picnic}/rsvp", {"answer": answer})

    async def _block(self, who: Person) -> None:
        """For a while; the first two never, so that their talk goes on."""
        one, other = self.dice.sample(self.people[1:], 2)
        method = self.dice.choice(["PUT", "DELETE", "DELETE"])
        await self.ask(one, method, f"/users/me/blocks/{other.id}")

    async def _pin(self, who: Person) -> None:
        if self.said:
            _, room, message = self.dice.choice(self.said)
            await self.ask(self.people[0], self.dice.choice(["PUT", "DELETE"]), f"/rooms/{room}/pins/{message}")


async def test_when_all_is_quiet_everybody_sees_what_is(world: World, tmp_path: Path) -> None:
    dice = random.Random(SEED)
    town, apps = Town(world, tmp_path), await Apps.start(tmp_path)
    people, history = await _people(world, dice)
    devices = {f"{person.name} {n}": person for n, person in enumerate([*people, people[1]])}
    try:
        await asyncio.gather(*(asyncio.to_thread(town.start, name) for name in town.ports))
        world.url = f"http://{LOCALHOST}:{town.ports['api']}"
        for n, (device, person) in enumerate(devices.items()):
            where = {"sockets": town.sockets() if n % 3 else [NOWHERE], "events": town.events()}
            apps.tell("start", device, me=person.id, token=person.token, api=world.url, seed=SEED + n, **where)
        await _live(dice, town, apps, history, list(devices))
        await _until_all_agree(world, apps, devices)
        assert history.done.get(200, 0) + history.done.get(204, 0) > SECONDS, history.done
    finally:
        await apps.end()
        town.stop()


async def _people(world: World, dice: random.Random) -> tuple[list[Person], History]:
    people = [await world.user(name) for name in ("Ann", "Bob", "Cyd", "Dee", "Eve")]
    ann, bob, cyd = people[:3]
    club = await group(ann, *people[1:])
    picnic = await event(ann, hours=48)
    for guest in people[1:]:
        await going(guest, picnic)
    await befriend(bob, cyd)
    room = UUID((await ann.get(f"/events/{picnic}/room")).body["room"]["id"])
    rooms = [club, room, await direct_room(ann, bob), await direct_room(bob, cyd)]
    return people, History(dice, people, rooms, club, picnic)


async def _live(dice: random.Random, town: Town, apps: Apps, history: History, devices: list[str]) -> None:
    """Several people at once, and every few seconds something breaks; each process is killed at least once."""
    until, spared = time.monotonic() + SECONDS, set(KILLED)

    def going() -> bool:
        return time.monotonic() < until or bool(spared)

    async def live() -> None:
        while going():
            await history.deed()
            await asyncio.sleep(dice.expovariate(2.5))

    async def break_lines() -> None:
        while going():
            await asyncio.sleep(dice.expovariate(0.5))
            apps.tell("cut", dice.choice(devices))

    async def kill() -> None:
        order: list[str] = []
        while going():
            order = order or dice.sample(KILLED, len(KILLED))
            await asyncio.sleep(dice.uniform(2, 6))
            name = order.pop()
            await town.kill(name, dice.uniform(0.2, 3))
            spared.discard(name)

    await asyncio.gather(*(live() for _ in range(4)), break_lines(), kill())


async def _until_all_agree(world: World, apps: Apps, devices: dict[str, Person]) -> None:
    until = time.monotonic() + QUIET_WITHIN
    while True:
        wrong = [fault for device, person in devices.items() for fault in await _faults(world, apps, device, person)]
        if not wrong:
            return
        assert time.monotonic() < until, f"seed {SEED}:\n" + "\n".join(wrong[:12])
        await asyncio.sleep(1)


async def _faults(world: World, apps: Apps, device: str, person: Person) -> list[str]:
    """Where app, fetched anew, and database differ."""
    shown = await apps.state(device)
    wrong: list[str] = []
    listed = (await person.get("/rooms")).body["data"]
    rooms = {one["id"]: one["read_seq"] for one in listed}
    if shown["ready"] != "ready" or shown["rooms"] != rooms:
        wrong.append(f"{device}: {shown['ready']}, rooms {shown['rooms']}, fetched {rooms}")
    for room in rooms:
        fetched = (await person.get(f"/rooms/{room}/messages?limit={COMPARED}")).body["data"]
        known = {one["id"] for one in fetched}
        held: list[dict[str, Any]] = shown["messages"].get(room) or []
        ours = [_plain(one, known) for one in held[-len(fetched) :]]
        anew = [_plain(one, known) for one in fetched]
        wrong += [f"{device} in {room}: shows {a}, fetched {b}" for a, b in zip(ours, anew, strict=False) if a != b]
        if len(ours) != len(anew):
            wrong.append(f"{device} in {room}: shows {len(ours)}, fetched {len(anew)}")
        async with world.app.reading() as tx:
            rows = await tx.rows(SAID, person.id, UUID(room), COMPARED)
        kept = [(str(row["id"]), "" if row["deleted"] else row["body"]) for row in reversed(rows)]
        if kept != [(one["id"], one["body"]) for one in fetched]:
            wrong.append(f"{person.name} in {room}: fetched something else than the database has")
    return wrong


def _plain(message: dict[str, Any], known: set[str]) -> dict[str, Any]:
    """Without what is only another spelling: of an instant, or of a reply to what one may not see."""
    plain = dict(message)
    for name in ("sent_at", "edited_at", "deleted_at", "expires_at"):
        plain[name] = plain[name] and datetime.fromisoformat(plain[name]).timestamp()
    plain["reply_to"] = plain["reply_to"] if plain["reply_to"] in known else None
    plain["reactions"] = sorted(plain["reactions"], key=lambda one: one["emoji"])
    return plain
