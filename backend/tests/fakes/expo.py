"""Expo's push service: takes pushes, gives tickets, and tells later what became of them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from litestar import Litestar, get, post

from dev.process import LOCALHOST, free_port
from tomoda.core.http.server import serving


@dataclass
class Expo:
    """What it was sent; `dead` tokens are refused in the receipt, as Apple and Google do it."""

    url: str
    pushes: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    dead: set[str] = field(default_factory=set[str])
    broken: bool = False

    def to(self, token: str) -> list[dict[str, Any]]:
        """What came for one device."""
        return [one for one in self.pushes if one["to"] == token]


@asynccontextmanager
async def open_expo() -> AsyncGenerator[Expo]:
    """Serve it on a free port."""
    port = free_port()
    expo = Expo(f"http://{LOCALHOST}:{port}")

    @get("/")
    async def alive() -> str:
        return "ok"

    @post("/send", status_code=200)
    async def send(data: list[dict[str, Any]]) -> dict[str, Any]:
        if expo.broken:
            return {"errors": [{"code": "INTERNAL_SERVER_ERROR"}]}
        expo.pushes += data
        return {"data": [{"status": "ok", "id": one["to"]} for one in data]}

    @post("/getReceipts", status_code=200)
    async def receipts(data: dict[str, list[str]]) -> dict[str, Any]:
        dead = {"status": "error", "message": "not registered", "details": {"error": "DeviceNotRegistered"}}
        return {"data": {one: dead if one in expo.dead else {"status": "ok"} for one in data["ids"]}}

    app = Litestar([alive, send, receipts], logging_config=None)
    async with serving(app, LOCALHOST, port):
        yield expo
