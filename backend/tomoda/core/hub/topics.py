"""A topic in this process: where it is, who hears it, and what is due."""

import time
from collections import deque
from collections.abc import Iterable

from tomoda.core.feed import has_fills
from tomoda.core.hub.member import TOO_SLOW, Member
from tomoda.core.messages import SIGNALS
from tomoda.core.metrics import DELIVERIES

TOGETHER = 0.005  # seconds: what is due within them leaves in one write
KEPT = 256  # signals kept at hand for those who join while others are being said
AHEAD = 2000  # signals that may wait for one that is missing; beyond, they are read from the database

NOBODY = b"-"


class Said:
    """One signal, encoded once. `place` is None if it may be lost; `actor` is the id of who did it, or `-`.

    Where it is part of a trace, `trace` is its cause and `came` when it arrived, a Unix time in nanoseconds.
    """

    __slots__ = ("actor", "came", "message", "place", "trace")

    def __init__(self, place: int | None, actor: bytes, message: bytes, trace: bytes | None = None) -> None:
        self.place = place
        self.actor = actor
        self.message = message
        self.trace = trace
        self.came = 0 if trace is None else time.time_ns()


class Topic:
    """Living state of a topic that somebody here hears or is about to hear."""

    __slots__ = (
        "ahead",
        "due",
        "filled",
        "filling",
        "members",
        "name",
        "not_before",
        "place",
        "recent",
        "since",
        "wanted",
    )

    def __init__(self, name: str) -> None:
        self.name = name
        self.place: int | None = None  # the last place that is due or was given; None: not known yet
        self.members: dict[Member, None] = {}
        self.wanted = 0  # hearings, of members and of those who ask
        self.ahead: dict[int, Said] = {}
        self.due: list[Said] = []
        self.recent: deque[Said] = deque(maxlen=KEPT)
        self.not_before = 0.0
        self.since = 0.0
        self.filling = False
        self.filled = has_fills(name)  # whether some of what is said is read for its listener

    def take(self, said: Said) -> bool:
        """A signal has come. Whether something is due because of it."""
        if said.place is None:
            self.due.append(said)
            return True
        if self.place is None or said.place > self.place + 1:
            if len(self.ahead) < AHEAD:
                self.ahead[said.place] = said
            return False
        if said.place <= self.place:
            return False
        self._append(said, said.place)
        if self.ahead:
            self.catch_on()
        return True

    def catch_on(self) -> None:
        """Whatever waited and is next now becomes due; what is known already is dropped."""
        if self.place is None:
            return
        while (said := self.ahead.pop(self.place + 1, None)) is not None:
            self._append(said, self.place + 1)
        for place in [place for place in self.ahead if place <= self.place]:
            del self.ahead[place]

    def move(self, place: int) -> None:
        """From now on the topic is at this place, whatever was said up to it."""
        self.place = place
        self.recent.clear()
        self.catch_on()

    def between(self, after: int, upto: int) -> list[Said] | None:
        """What was said after one place up to another, if all of it is still at hand."""
        found = [said for said in self.recent if said.place is not None and after < said.place <= upto]
        return found if len(found) == upto - after else None

    def _append(self, said: Said, place: int) -> None:
        self.place = place
        self.due.append(said)
        self.recent.append(said)


def is_lasting(name: str) -> bool:
    """Whether a topic of this kind has places: some lasting signal goes there."""
    kind = name.partition(":")[0]
    patterns = (pattern for signal in SIGNALS.values() if signal.lasting for pattern in signal.topics)
    return any(pattern.partition(":")[0] == kind for pattern in patterns)


def joined(parts: list[bytes]) -> bytes:
    """One message as it is; several as a JSON array."""
    return parts[0] if len(parts) == 1 else b"[%b]" % b",".join(parts)


def as_heard_by(member: Member, topic: str, said: Iterable[Said]) -> list[bytes]:
    """The messages for one member: of what a hidden person did, only that a place was taken."""
    hidden = member.hidden or frozenset()
    heard: list[bytes] = []
    for one in said:
        if one.actor not in hidden:
            heard.append(one.message)
        elif one.place is not None:
            heard.append(b'{"on":"%b","place":%d}' % (topic.encode(), one.place))
    return heard


def send(topics: list[Topic]) -> None:
    """What is due in these topics goes to everybody who hears them: one write per member."""
    if len(topics) == 1:
        _send_one(topics[0])
        return
    letters: dict[Member, list[bytes]] = {}
    for topic in topics:
        due, actors, plain = _closing(topic)
        for member in topic.members:
            letter = letters.setdefault(member, [])
            if member.hidden and not member.hidden.isdisjoint(actors):
                letter += as_heard_by(member, topic.name, due)
            else:
                letter += plain
    blobs: dict[tuple[int, ...], bytes] = {}
    for member, letter in letters.items():
        if letter:
            key = tuple(map(id, letter))
            blob = blobs.get(key) or blobs.setdefault(key, joined(letter))
            give(member, blob)


def _closing(topic: Topic) -> tuple[list[Said], set[bytes], list[bytes]]:
    due, topic.due = topic.due, []
    actors = {one.actor for one in due}
    actors.discard(NOBODY)
    DELIVERIES.inc(len(due) * len(topic.members))
    return due, actors, [one.message for one in due]


def _send_one(topic: Topic) -> None:
    due, actors, plain = _closing(topic)
    blob = joined(plain)
    slow: list[Member] = []
    for member in topic.members:
        if member.slow:
            slow.append(member)
        elif member.hidden and not member.hidden.isdisjoint(actors):
            if heard := as_heard_by(member, topic.name, due):
                member.write(joined(heard))
        else:
            member.write(blob)
    for member in slow:
        if heard := as_heard_by(member, topic.name, due):
            give(member, joined(heard))


def give(member: Member, blob: bytes) -> None:
    """Write to one member, unless too much waits for it already: then it has to come back."""
    if member.slow and member.too_slow():
        member.close(TOO_SLOW)
    else:
        member.write(blob)
