"""An ear for tests: a client of the socket that keeps everything it was told, in order."""

import asyncio
from collections.abc import Callable
from typing import Any, Self, cast

import msgspec
from picows import WSFrame, WSListener, WSMsgType, WSTransport
from picows import ws_connect as connect  # pyright: ignore[reportUnknownVariableType]

from tests.checker import check_signal
from tests.world import Person

SOON = 20.0  # seconds; much less, unless the machine is busy with other tests


class Ear(WSListener):
    """A connection; `told` is every message, `frames` how many came in each frame."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.frames: list[int] = []
        self._checked = 0
        self.code: int | None = None
        self.closed = asyncio.Event()
        self._news = asyncio.Event()

    @classmethod
    async def open(cls, url: str, **headers: str) -> Self:
        """Connect, and say nothing yet."""
        _, ear = await connect(cls, url, extra_headers={n.replace("_", "-"): v for n, v in headers.items()})
        assert isinstance(ear, cls)
        return ear

    @classmethod
    async def of(cls, person: Person, url: str) -> Self:
        """Connect as this person, by a ticket."""
        ticket = (await person.post("/realtime/tickets")).body["ticket"]
        ear = await cls.open(url)
        ear.say("hello", ticket=ticket, v=1)
        await ear.until(lambda one: "ready" in one)
        return ear

    def say(self, do: str, **body: Any) -> None:
        """One frame."""
        self.transport.send(WSMsgType.TEXT, msgspec.json.encode({"do": do, "body": body}))

    async def listen(self, topic: str, after: int | None = None) -> dict[str, Any]:
        """Ask for a topic; the answer."""
        self.say("listen", to=topic, **({} if after is None else {"after": after}))
        begun = len(self.told)
        return await self.until(lambda one: topic in (one.get("listening"), one.get("refused")), begun)

    async def until(self, wanted: Callable[[dict[str, Any]], bool], begun: int = 0, within: float = SOON) -> Any:
        """The first message like this, now or soon. Whatever is heard is held against the contract."""
        async with asyncio.timeout(within):
            while True:
                self._check()
                for one in self.told[begun:]:
                    if wanted(one):
                        return one
                self._news.clear()
                await self._news.wait()

    async def place(self, topic: str, place: int) -> Any:
        """Wait for the signal with this place."""
        return await self.until(lambda one: one.get("on") == topic and one.get("place") == place)

    async def end(self, within: float = SOON) -> int | None:
        """Wait for the close; its code."""
        async with asyncio.timeout(within):
            await self.closed.wait()
        return self.code

    def places(self, topic: str) -> list[int]:
        """The places of all signals heard there, as they came."""
        return [one["place"] for one in self.told if one.get("on") == topic and "place" in one]

    def heard(self, name: str) -> list[Any]:
        """What signals of this name said."""
        return [one["data"] for one in self.told if one.get("signal") == name]

    def leave(self) -> None:
        """Cut the connection."""
        self._check()
        self.transport.disconnect(graceful=False)

    def _check(self) -> None:
        """Also what does not last, and so is nowhere else to be held against the contract."""
        for one in self.told[self._checked :]:
            if "signal" in one:
                check_signal(one["signal"], msgspec.json.encode(one["data"]))
        self._checked = len(self.told)

    # What picows calls

    def on_ws_connected(self, transport: WSTransport) -> None:
        """Connected."""
        self.transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Told something."""
        if frame.msg_type == WSMsgType.CLOSE:
            self.code = int(frame.get_close_code())  # pyright: ignore[reportArgumentType]
            transport.disconnect()
        elif frame.msg_type == WSMsgType.TEXT:
            found = msgspec.json.decode(frame.get_payload_as_bytes())
            messages = cast("list[Any]", found) if isinstance(found, list) else [found]
            self.frames.append(len(messages))
            self.told += messages
            self._news.set()

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """Gone."""
        self.closed.set()

    def pause_writing(self) -> None:
        """Nothing to do."""

    def resume_writing(self) -> None:
        """Nothing to do."""
