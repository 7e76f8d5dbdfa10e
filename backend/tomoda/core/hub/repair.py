"""Repair: what the line has lost is found in the database, by its place."""

import asyncio
import logging
import random
from typing import TYPE_CHECKING

from tomoda.core import feed
from tomoda.core.hub.topics import Said, Topic, is_lasting
from tomoda.core.messages import CONTROL
from tomoda.core.pool import FAULTS

if TYPE_CHECKING:
    from tomoda.core.hub.hub import Hub

log = logging.getLogger("tomoda.hub.repair")

COMPARE_EVERY = 3.0  # seconds between comparisons of all topics with the database, in one question
ON_THE_WAY = 0.2  # seconds that a committed signal may be under way on the line
OUT_OF_ORDER = 0.03  # seconds to wait for a signal that others have overtaken


class Repair:
    """Compares places with the database, and fills gaps."""

    def __init__(self, hub: "Hub") -> None:
        self.hub = hub

    async def keep(self) -> None:
        """Compare every few seconds."""
        while True:
            await asyncio.sleep(COMPARE_EVERY * random.uniform(0.8, 1.2))  # noqa: S311
            await self.compare()

    async def compare(self) -> None:
        """Bring every topic to the place that the database knows; members of those that were behind get `top`."""
        names = [topic.name for topic in self.hub.topics.values() if topic.place is not None]
        try:
            async with self.hub.asking, self.hub.app.reading() as tx:
                places = await feed.last_places(tx, [*names, CONTROL])
            self.hub.control.follow(places.pop(CONTROL))
            if behind := [name for name in names if self._is_behind(name, places[name])]:
                await asyncio.sleep(ON_THE_WAY)
                for name in behind:
                    if self._is_behind(name, places[name]):
                        await self._bring(name, places[name])
        except FAULTS as fault:
            log.warning("not compared", extra={"fault": type(fault).__name__})

    def _is_behind(self, name: str, place: int) -> bool:
        topic = self.hub.topics.get(name)
        return topic is not None and topic.place is not None and topic.place < place

    async def _bring(self, name: str, place: int) -> None:
        topic = self.hub.topics.get(name)
        if topic is None:
            return
        await self.reach(topic, place)
        for member in list(topic.members):
            member.write(b'{"top":"%b","place":%d}' % (name.encode(), topic.place or place))

    def soon(self, topic: Topic) -> None:
        """Something is missing before what has come: wait a moment, then read it."""
        if not topic.filling:
            topic.filling = True
            self.hub.start(self._fill(topic))

    async def _fill(self, topic: Topic) -> None:
        try:
            await asyncio.sleep(OUT_OF_ORDER)
            while topic.ahead and topic.wanted:
                try:
                    await self.reach(topic, max(topic.ahead))
                except FAULTS as fault:
                    log.warning("gap not filled yet", extra={"fault": type(fault).__name__})
                    await asyncio.sleep(1)
        finally:
            topic.filling = False

    async def reach(self, topic: Topic, upto: int) -> None:
        """Bring a topic up to a place. What is too much to pass on is skipped, and its members listen again."""
        if topic.place is None:
            topic.move(upto)
            return
        if topic.place >= upto or not is_lasting(topic.name):
            return
        async with self.hub.asking, self.hub.app.reading() as tx:
            frames = await feed.since(tx, topic.name, topic.place, upto)
            control = await feed.last_place(tx, CONTROL)  # after them: what was decided before they were said
        await self.hub.control.reach(control)
        if frames is not None:
            for frame in frames:
                self.hub.pass_on(topic, Said(frame.place, str(frame.actor or "-").encode(), frame.message))
        elif topic.place < upto:
            self._skip(topic, upto)
        self.hub.flush_soon(topic)

    def _skip(self, topic: Topic, upto: int) -> None:
        topic.move(upto)
        for member in list(topic.members):
            member.write(b'{"missed":"%b"}' % topic.name.encode())
