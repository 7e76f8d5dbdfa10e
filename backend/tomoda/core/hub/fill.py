"""What some signals say is read from the database for each listener, at the moment of delivery."""

import asyncio
import logging
from typing import TYPE_CHECKING

from tomoda.core import feed
from tomoda.core.hub.topics import Said, Topic
from tomoda.core.pool import FAULTS

if TYPE_CHECKING:
    from tomoda.core.hub.hub import Hub

log = logging.getLogger("tomoda.hub.fill")

AT_ONCE = 500  # that are read in one go
AWAY = 0.5  # seconds until the database is asked again after it did not answer


class Fill:
    """Gathers what waits to be read. Said twice before it is read is said once."""

    def __init__(self, hub: "Hub") -> None:
        self.hub = hub
        self._waiting: dict[tuple[str, bytes], Said] = {}
        self._busy = False

    def ask(self, topic: Topic, said: Said) -> bool:
        """Whether this is a signal that is read for its listener; then it will be, and passed on."""
        name = said.message[11 : said.message.find(b'"', 11)].decode()  # after {"signal":"
        if name not in feed.FILLS:
            return False
        self._waiting[topic.name, said.message] = said
        if not self._busy:
            self._busy = True
            self.hub.start(self._answer())
        return True

    async def _answer(self) -> None:
        try:
            while self._waiting:
                await self._some()
        finally:
            self._busy = False

    async def _some(self) -> None:
        asked = dict(list(self._waiting.items())[:AT_ONCE])
        for key in asked:
            del self._waiting[key]
        try:
            async with self.hub.asking, self.hub.app.reading() as tx:
                told = await feed.filled(tx, list(asked))
        except FAULTS as fault:
            log.warning("not read yet", extra={"fault": type(fault).__name__})
            self._waiting = asked | self._waiting
            await asyncio.sleep(AWAY)
            return
        for (name, _), message, said in zip(asked, told, asked.values(), strict=True):
            topic = self.hub.topics.get(name)
            if topic is not None and topic.take(Said(None, said.actor, message, said.trace)):
                self.hub.flush_soon(topic)
