"""Pushes to phones by Expo's push service, which passes them on to Apple and Google."""

from typing import Any

import httpx
import msgspec

TIMEOUT = 15  # seconds
DEAD = "DeviceNotRegistered"  # the app was removed, or the token replaced


class PushDown(Exception):
    """It does not answer, or not as it promises: try again later."""


class PushMessage(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """One push to one device. `collapse_id`: a second one with it replaces the first, should it ever be sent twice."""

    to: str
    title: str
    body: str
    data: dict[str, str]
    ttl: int
    collapse_id: str
    priority: str = "default"
    channel_id: str = ""
    sound: str | None = None

    @property
    def wire(self) -> dict[str, Any]:
        """As Expo reads it; `tag` is what `collapseId` is called on Android."""
        return msgspec.to_builtins(self) | {"tag": self.collapse_id}


class _Details(msgspec.Struct):
    error: str = ""


class Outcome(msgspec.Struct):
    """What Expo says of one push: a ticket when it takes it, a receipt when it has passed it on."""

    status: str
    id: str | None = None
    details: _Details = msgspec.field(default_factory=_Details)

    @property
    def dead(self) -> bool:
        """Nobody will ever get a push by this token again."""
        return self.details.error == DEAD


class _Tickets(msgspec.Struct):
    data: list[Outcome]


class _Receipts(msgspec.Struct):
    data: dict[str, Outcome]


class Push:
    """A client of the push service at `url`; `token` is the access token of a project that demands one."""

    def __init__(self, url: str, token: str = "") -> None:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        self._client = httpx.AsyncClient(base_url=url.rstrip("/"), timeout=TIMEOUT, headers=headers)

    async def send(self, messages: list[PushMessage]) -> list[Outcome]:
        """A ticket for each, in order; a hundred at most. Raises PushDown."""
        return (await self._ask("/send", [one.wire for one in messages], _Tickets)).data

    async def receipts(self, tickets: list[str]) -> dict[str, Outcome]:
        """What became of them, as far as it is known. Raises PushDown."""
        return (await self._ask("/getReceipts", {"ids": tickets}, _Receipts)).data

    async def close(self) -> None:
        """Hang up."""
        await self._client.aclose()

    async def _ask[T](self, path: str, body: Any, kind: type[T]) -> T:
        try:
            answer = await self._client.post(path, json=body)
            answer.raise_for_status()
            return msgspec.json.decode(answer.content, type=kind)
        except (httpx.HTTPError, msgspec.MsgspecError) as fault:
            raise PushDown(type(fault).__name__) from fault
