"""Whether the process lives, whether it can serve, and what this instance offers."""

import asyncio
from typing import Any

import msgspec
from litestar import Response, get
from redis.exceptions import RedisError

from tomoda.core.app import App
from tomoda.core.pool import FAULTS
from tomoda.core.sql import sql

PATIENCE = 2.0  # seconds for the database and Valkey to answer

ALIVE = sql("select 1")

OFFERED: dict[str, Any] = {}
"""What `/.well-known/tomoda` tells beside the version: filled by composition, `{"features": {"photon": true, …}}`."""


class Health(msgspec.Struct):
    """`ok`, or what is out of reach."""

    status: str
    database: bool | None = None
    valkey: bool | None = None


@get("/healthz", opt={"public": True}, summary="Does the process live?")
async def healthz() -> Health:
    """The process answers; nothing else is asked."""
    return Health("ok")


@get("/readyz", opt={"public": True}, summary="Can it serve?")
async def readyz(app: App) -> Response[Health]:
    """Database and Valkey answer, and the process is not draining; else 503."""
    database, valkey = await asyncio.gather(_answers(_database(app)), _answers(_valkey(app)))
    ready = database and valkey and not app.draining
    status = "draining" if app.draining else "ok" if ready else "out of reach"
    return Response(Health(status, database, valkey), status_code=200 if ready else 503)


@get("/.well-known/tomoda", opt={"public": True}, summary="What this instance offers")
async def discovery() -> dict[str, Any]:
    """The version, and each feature with whether it is on: what has no key is off and says so."""
    return {"name": "Tomoda", "api": "v1", "realtime": 1, **OFFERED}


async def _answers(question: Any) -> bool:
    try:
        await asyncio.wait_for(question, PATIENCE)
    except (*FAULTS, RedisError):
        return False
    return True


async def _database(app: App) -> None:
    async with app.reading() as tx:
        await tx.value(ALIVE)


async def _valkey(app: App) -> None:
    await app.valkey.ping()  # pyright: ignore[reportUnknownMemberType]
