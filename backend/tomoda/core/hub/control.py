"""Control: what every gateway must know before it delivers anything that was said later."""

import asyncio
import logging
from typing import TYPE_CHECKING

import msgspec

from tomoda.core import feed
from tomoda.core.hub.member import NOT_SIGNED_IN, SUSPENDED, Member
from tomoda.core.hub.topics import Said
from tomoda.core.messages import CONTROL, SIGNALS, Closed, HearingChanged, HiddenChanged
from tomoda.core.pool import FAULTS

if TYPE_CHECKING:
    from tomoda.core.hub.hub import Hub

log = logging.getLogger("tomoda.hub.control")

LOOK_EVERY = 0.25  # seconds between looks at the sessions that have ended
AWAY = 0.5


class _Told(msgspec.Struct):
    signal: str
    data: msgspec.Raw


class Control:
    """Follows the topic `control` without a gap; `place` is how far its effects hold here."""

    def __init__(self, hub: "Hub") -> None:
        self.hub = hub
        self.place = 0
        self._ahead: dict[int, Said] = {}
        self.lock = asyncio.Lock()
        self._target = 0
        self._following = False

    async def begin(self) -> None:
        """Before anybody listens: what was said so far is known to the database's answers."""
        while True:
            try:
                async with self.hub.app.reading() as tx:
                    self.place = max(self.place, await feed.last_place(tx, CONTROL))
                    return
            except FAULTS as fault:
                log.warning("the database does not answer yet", extra={"fault": type(fault).__name__})
                await asyncio.sleep(AWAY)

    def heard(self, said: Said) -> None:
        """Control came over the line."""
        if said.place is None or said.place <= self.place:
            return
        self._ahead[said.place] = said
        if said.place > self.place + 1:
            self.follow(said.place)
        self._apply_next()

    def follow(self, upto: int) -> None:
        """Something was said that control must be known for: read it, soon."""
        self._target = max(self._target, upto)
        if not self._following:
            self._following = True
            self.hub.start(self._follow())

    async def _follow(self) -> None:
        try:
            await asyncio.sleep(0)  # it is often right behind on the same line
            while self.place < self._target:
                try:
                    await self.reach(self._target)
                except FAULTS as fault:
                    log.warning("control not read yet", extra={"fault": type(fault).__name__})
                    await asyncio.sleep(AWAY)
        finally:
            self._following = False

    async def reach(self, upto: int) -> None:
        """Know control up to this place, from the database if the line has not told."""
        if self.place >= upto:
            return
        async with self.lock:
            if self.place >= upto:
                return
            async with self.hub.app.reading() as tx:
                frames = await feed.since(tx, CONTROL, self.place, upto)
            if frames is None:
                self._doubt_everything(upto)
                return
            for frame in frames:
                if frame.place is not None and frame.place > self.place:
                    self._ahead[frame.place] = Said(frame.place, b"-", frame.message)
            self._apply_next()

    def _apply_next(self) -> None:
        moved = False
        while (said := self._ahead.pop(self.place + 1, None)) is not None:
            self.place += 1
            self._apply(said.message)
            moved = True
        if moved:
            for place in [place for place in self._ahead if place <= self.place]:
                del self._ahead[place]
            self.hub.release_held()

    def _doubt_everything(self, upto: int) -> None:
        """Too much was missed to follow it one by one: ask anew for everybody."""
        self.place = upto
        for member in list(self.hub.members):
            self._see_anew(member)
        self.hub.release_held()

    def _apply(self, message: bytes) -> None:
        told = msgspec.json.decode(message, type=_Told)
        kind = SIGNALS.get(told.signal)
        if kind is None:
            return
        match msgspec.json.decode(told.data, type=kind):
            case HearingChanged(topic=name, user_id=user_id, reason=reason):
                everybody = self.hub.members if user_id is None else self.hub.people.get(user_id, ())
                for member in list(everybody):
                    if (hearing := member.hearings.get(name)) is not None:
                        self.hub.doubt(hearing, reason)
            case HiddenChanged(user_id=user_id):
                for member in list(self.hub.people.get(user_id, ())):
                    self._see_anew(member)
            case Closed(session_id=session_id, user_id=user_id, code=code):
                for member in list(self.hub.members):
                    if member.viewer.session_id == session_id or member.viewer.id == user_id:
                        end(member, code)
            case _:
                return

    def _see_anew(self, member: Member) -> None:
        member.hidden = None
        for hearing in list(member.hearings.values()):
            self.hub.doubt(hearing, "hidden")

    async def watch_endings(self) -> None:
        """Sessions that have ended are also read from the database, for when the line is broken."""
        known: set[object] = set()
        while True:
            await asyncio.sleep(LOOK_EVERY)
            closed = self.hub.app.closed
            fresh = closed.keys() - known
            known = set(closed)
            if fresh:
                for member in list(self.hub.members):
                    viewer = member.viewer
                    code = closed.get(viewer.id) or (closed.get(viewer.session_id) if viewer.session_id else None)
                    if code is not None:
                        end(member, code)


def end(member: Member, code: str) -> None:
    """Close a connection for good: its session may no longer be used."""
    member.close(SUSPENDED if code == "account_suspended" else NOT_SIGNED_IN)
