"""The hub of one gateway process: it joins members to topics, passes signals on, and follows `control`."""

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tomoda.core import feed, traces
from tomoda.core.app import App
from tomoda.core.hub import topics as outbox
from tomoda.core.hub.control import Control
from tomoda.core.hub.fill import Fill
from tomoda.core.hub.line import Line
from tomoda.core.hub.member import RESTARTING, Hearing, Member
from tomoda.core.hub.repair import Repair
from tomoda.core.hub.topics import TOGETHER, Said, Topic, as_heard_by, is_lasting, joined
from tomoda.core.messages import CONTROL
from tomoda.core.metrics import LAG, TOPICS
from tomoda.core.pool import FAULTS

if TYPE_CHECKING:
    from tomoda.core.spans import Span

log = logging.getLogger("tomoda.hub")

AT_ONCE = 8  # questions to the database at the same time; more wait
AWAY = 0.5  # seconds until the database is asked again after it did not answer


class Found:
    """What the database says to somebody who wants to listen. `allowed` is None: the topic does not exist for them."""

    __slots__ = ("allowed", "missed", "place")

    def __init__(self, allowed: int | None, place: int, missed: list[Said] | None) -> None:
        self.allowed = allowed
        self.place = place
        self.missed = missed


class Hub:
    """All members and topics of this process. Nothing here holds a database connection while it waits."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.topics: dict[str, Topic] = {}
        self.members: set[Member] = set()
        self.people: dict[UUID, set[Member]] = {}
        self.line = Line(app.cache, self._arrived, self._flush_due, self._line_is_back)
        self.control = Control(self)
        self.repair = Repair(self)
        self.fill = Fill(self)
        self.asking = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._fresh: dict[Topic, None] = {}
        self._later: dict[Topic, None] = {}
        self._held: list[tuple[str, bytes]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()

    def start(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Run it beside everything else, until the hub ends."""
        task = self._loop.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("a task of the hub broke", exc_info=fault)

    async def open(self) -> None:
        """Find out where control is, and start listening to it."""
        self.start(self.line.keep())
        await self.line.subscribe(CONTROL)
        await self.control.begin()
        self.start(self.repair.keep())
        self.start(self.control.watch_endings())

    async def close(self) -> None:
        """End everything that runs."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Members

    def came(self, member: Member) -> None:
        """Somebody is here and may be closed by control from now on."""
        self.members.add(member)
        self.people.setdefault(member.viewer.id, set()).add(member)

    def left(self, member: Member) -> None:
        """Somebody is gone, or will be closed: nothing more is written to them."""
        if member not in self.members:
            return
        self.members.discard(member)
        of_person = self.people[member.viewer.id]
        of_person.discard(member)
        if not of_person:
            del self.people[member.viewer.id]
        for name in list(member.hearings):
            self.unlisten(member, name)

    def listen(self, member: Member, name: str, after: int | None) -> None:
        """Join a topic from a place on, or begin again from there."""
        hearing = member.hearings.get(name)
        if hearing is None:
            topic = self.topics.get(name)
            if topic is None:
                topic = self.topics[name] = Topic(name)
                TOPICS.set(len(self.topics))
            topic.wanted += 1
            hearing = member.hearings[name] = Hearing(member, topic, after)
        hearing.announce, hearing.reason = True, "not_found"
        hearing.topic.members.pop(member, None)
        hearing.after = after
        self._settle_again(hearing)

    def unlisten(self, member: Member, name: str) -> None:
        """Leave a topic. Who leaves last ends it here."""
        hearing = member.hearings.pop(name, None)
        if hearing is None:
            return
        hearing.dead = True
        topic = hearing.topic
        topic.members.pop(member, None)
        topic.wanted -= 1
        if topic.wanted == 0:
            del self.topics[name]
            self.line.unsubscribe(name)
            TOPICS.set(len(self.topics))

    def doubt(self, hearing: Hearing, reason: str) -> None:
        """Whether, or what of it, they may hear has changed: they hear nothing until the database has said."""
        hearing.reason = reason
        topic = hearing.topic
        if hearing.member in topic.members:
            del topic.members[hearing.member]
            given = (topic.place or 0) - sum(said.place is not None for said in topic.due)
            hearing.after = given if topic.place is not None else None
        self._settle_again(hearing)

    def _settle_again(self, hearing: Hearing) -> None:
        hearing.again = True
        if not hearing.busy:
            hearing.busy = True
            self.start(self._settle(hearing))

    # Joining

    async def _settle(self, hearing: Hearing) -> None:
        """Ask, catch up, join. Whatever breaks here, nobody is left waiting for ever: they come back and ask again."""
        try:
            await self._until_settled(hearing)
        finally:
            if hearing.busy:
                hearing.busy = False
                hearing.member.close(RESTARTING)

    async def _until_settled(self, hearing: Hearing) -> None:
        """Again until nothing has changed on the way. First the line, then the database."""
        while not hearing.dead:
            hearing.again = False
            await self.line.subscribe(hearing.topic.name)
            try:
                found = await self._ask(hearing)
                await self.repair.reach(hearing.topic, found.place)
            except FAULTS as fault:
                log.warning("not settled yet", extra={"fault": type(fault).__name__})
                await asyncio.sleep(AWAY)
                continue
            if not hearing.again and not hearing.dead and self._join(hearing, found):
                break
        hearing.busy = False

    async def _ask(self, hearing: Hearing) -> Found:
        member, name = hearing.member, hearing.topic.name
        async with self.asking, self.app.reading() as tx:
            if member.hidden is None:
                ids = [await function(tx, member.viewer) for function in feed.HIDDEN]
                member.hidden = frozenset(str(one).encode() for some in ids for one in some)
            allowed = await feed.may_listen(tx, member.viewer, name)
            if allowed is None or not is_lasting(name):
                places = {name: 0, CONTROL: await feed.last_place(tx, CONTROL)}
            else:
                places = await feed.last_places(tx, [name, CONTROL])
            place, missed = places[name], None
            if allowed is not None and hearing.after is not None and allowed <= hearing.after <= place:
                frames = await feed.since(tx, name, hearing.after, place)
                missed = None if frames is None else said_of(frames)
        await self.control.reach(places[CONTROL])
        return Found(allowed, place, missed)

    def _join(self, hearing: Hearing, found: Found) -> bool:
        """Without a pause: the answer, what was missed, and from now on whatever is said. False: ask again."""
        member, topic = hearing.member, hearing.topic
        if member.hidden is None:
            return False
        if found.allowed is None:
            self.unlisten(member, topic.name)
            member.write(_sorry(hearing))
            return True
        if topic.due:
            self._flush([topic])
        lasting = is_lasting(topic.name)
        place = topic.place if lasting and topic.place is not None else 0
        missed = found.missed
        if missed is not None and place > found.place:
            rest = topic.between(found.place, place)
            if rest is None:
                return False
            missed = missed + rest
        self._answer(hearing, place, missed, lasting=lasting)
        topic.members[member] = None
        hearing.announce = False
        return True

    def _answer(self, hearing: Hearing, place: int, missed: list[Said] | None, *, lasting: bool) -> None:
        name = hearing.topic.name.encode()
        parts: list[bytes] = []
        if hearing.announce and lasting:
            caught_up = b"true" if missed is not None else b"false"
            parts.append(b'{"listening":"%b","place":%d,"caught_up":%b}' % (name, place, caught_up))
        elif hearing.announce:
            parts.append(b'{"listening":"%b","place":null,"caught_up":true}' % name)
        elif lasting and hearing.reason == "hidden":
            # Whom they may see has changed, and with it what they fetched before.
            parts.append(b'{"listening":"%b","place":%d,"caught_up":false}' % (name, place))
            missed = []
        elif missed is None and lasting:
            parts.append(b'{"missed":"%b"}' % name)
        parts += as_heard_by(hearing.member, hearing.topic.name, missed or [])
        if parts:
            outbox.give(hearing.member, joined(parts))

    # Passing on

    def _arrived(self, name: str, payload: bytes) -> None:
        """A message has come over the line."""
        header, _, message = payload.partition(b"\n")
        place, control, actor, *trace = header.split(b" ")
        said = Said(None if place == b"-" else int(place), actor, message, trace[0] if trace else None)
        if name == CONTROL:
            self.control.heard(said)
            return
        topic = self.topics.get(name)
        if topic is None:
            return
        if int(control) > self.control.place:
            self._held.append((name, payload))
            self.control.follow(int(control))
            return
        self.pass_on(topic, said)

    def pass_on(self, topic: Topic, said: Said) -> None:
        """It may be heard now: it leaves with whatever else is due, or when it is known what it says."""
        if topic.filled and said.place is None and self.fill.ask(topic, said):
            return
        if topic.take(said):
            self._fresh[topic] = None
        elif topic.ahead and topic.place is not None:
            self.repair.soon(topic)

    def release_held(self) -> None:
        """Control has moved on: what waited for it may be heard."""
        held, self._held = self._held, []
        for name, payload in held:
            self._arrived(name, payload)
        self._flush_due()

    def flush_soon(self, topic: Topic) -> None:
        """Something became due outside of the line's reading."""
        self._fresh[topic] = None
        self._flush_due()

    def _flush_due(self) -> None:
        """At the end of each read: what is alone leaves at once, what follows soon after another waits for a moment."""
        if not self._fresh:
            return
        now = self._loop.time()
        at_once: list[Topic] = []
        for topic in self._fresh:
            if topic.not_before <= now:
                at_once.append(topic)
            elif topic not in self._later:
                topic.since = now
                self._later[topic] = None
        self._fresh.clear()
        if at_once:
            self._flush(at_once)
        self._wind_up()

    def _wind_up(self) -> None:
        if self._later and self._timer is None:
            self._timer = self._loop.call_at(min(topic.not_before for topic in self._later), self._ring)

    def _ring(self) -> None:
        self._timer = None
        now = self._loop.time()
        due = [topic for topic in self._later if topic.not_before <= now + TOGETHER / 2]
        if due:
            self._flush(due)
        self._wind_up()

    def _flush(self, due: Iterable[Topic]) -> None:
        now = self._loop.time()
        letters = [topic for topic in due if topic.due]
        for topic in letters:
            LAG.observe(now - topic.since if topic in self._later else 0.0)
        if letters:
            told = [] if traces.active is None else _traced(letters)
            outbox.send(letters)
            for span in told:
                span.end()
        after = self._loop.time() + TOGETHER
        for topic in due:
            topic.not_before = after
            self._later.pop(topic, None)

    def _line_is_back(self) -> None:
        """What may be lost was lost; what lasts is found in the database. Each member is told to listen again."""
        self.start(self.repair.compare())
        for name, topic in self.topics.items():
            for member in list(topic.members):
                outbox.give(member, b'{"missed":"%b"}' % name.encode())


def said_of(frames: Iterable[feed.Frame]) -> list[Said]:
    """Signals that were read from the database."""
    return [Said(frame.place, str(frame.actor or "-").encode(), frame.message) for frame in frames]


def _traced(letters: list[Topic]) -> list["Span"]:
    """A span for each signal that is part of a trace, from its arrival on. Of the topic only the kind: ids say who."""
    return [
        traces.active.begin(
            "fan-out",
            "consumer",
            said.trace.decode(),
            since=said.came,
            tomoda__topic=topic.name.partition(":")[0],
            tomoda__listeners=len(topic.members),
        )
        for topic in letters
        for said in topic.due
        if said.trace is not None and traces.active is not None
    ]


def _sorry(hearing: Hearing) -> bytes:
    name = hearing.topic.name.encode()
    if hearing.announce:
        return b'{"refused":"%b","code":"not_found"}' % name
    return b'{"gone":"%b","reason":"%b"}' % (name, hearing.reason.encode())
