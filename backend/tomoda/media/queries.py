"""What is asked about uploads, and who may see them: each use says that for itself."""

from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from tomoda.core.app import App
from tomoda.core.errors import NotFound
from tomoda.core.sql import Json, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.edges.s3 import S3
from tomoda.media.errors import UploadsOff
from tomoda.media.schemas import Addresses, Kind, State, Upload

READ_FOR = timedelta(minutes=5)  # how long an address is good
FILES: dict[str, tuple[str, ...]] = {"photo": ("thumb", "screen"), "voice": ("voice",)}
EVIDENCE = "evidence"

type MaySee = Callable[[Tx, Viewer, list[UUID]], Awaitable[dict[UUID, datetime | None]]]

USES: dict[str, MaySee] = {}


def seen_in[F: MaySee](use: str) -> Callable[[F], F]:
    """Who may see what is used so: `async def …(tx, viewer, ids) -> {id: until}`.

    It answers those of the media that the viewer may see right now, each with the instant at which that ends, if
    there is one. What is kept as evidence is asked about under EVIDENCE as well.
    """

    def register(function: F) -> F:
        if USES.setdefault(use, function) is not function:
            raise TypeError(f"two functions say who sees media in {use}")
        return function

    return register


class Stored(msgspec.Struct):
    """An upload as it is looked at."""

    id: UUID
    owner_id: UUID | None
    kind: Kind
    type: str
    size: int
    state: State
    used_for: str | None
    gone: bool
    held: bool
    width: int | None
    height: int | None
    blurhash: str | None
    seconds: float | None
    peaks: list[int] | None


_STORED = """
    select id, owner_id, kind, type, size, state, used_for, gone_at is not null as gone, holds > 0 as held, width,
           height, blurhash, seconds, peaks
    from uploads
"""
STORED = sql(f"{_STORED} where id = any($1::uuid[])")
LOCKED = sql(f"{_STORED} where id = any($1::uuid[]) order by id for update")
TO_CHECK = sql(f"{_STORED} where id = $1 and state = 'checking' and gone_at is null")
MINE = sql("""
    select json_build_object('id', id, 'kind', kind, 'state', state, 'reason', reason, 'created_at', created_at)
    from uploads where id = $2 and owner_id = $1 and gone_at is null
""")
SENT_TODAY = sql("select coalesce(sum(size), 0)::bigint from uploads where owner_id = $1 and created_at > $2")
TRASH = sql("""
    select id, kind from uploads
    where gone_at is not null and emptied_at is null and holds = 0 and (state <> 'checking' or gone_at < $1)
    order by gone_at limit $2
""")
OWNED = sql(f"{_STORED} where owner_id = $1 and state = 'ready' and gone_at is null order by created_at desc, id")


def storage(tx: Tx) -> S3:
    """Where files are kept. Raises UploadsOff."""
    found = tx.app.edges.get("s3")
    if not isinstance(found, S3):
        raise UploadsOff
    return found


def quarantine(upload_id: UUID) -> str:
    """Where a file arrives: nobody but us reads there."""
    return f"quarantine/{upload_id}"


def key(media_id: UUID, name: str) -> str:
    """Where one of the files that were made of it is."""
    return f"media/{media_id}/{name}"


async def mine(tx: Tx, viewer: Viewer, upload_id: UUID) -> Json[Upload]:
    """What became of my upload. Raises NotFound."""
    try:
        return await tx.json(MINE, viewer.id, upload_id)
    except LookupError:
        raise NotFound from None


async def own(tx: Tx, viewer: Viewer, upload_id: UUID) -> Stored:
    """My upload. Raises NotFound."""
    found = await tx.maybe(Stored, STORED, [upload_id])
    if found is None or found.owner_id != viewer.id or found.gone:
        raise NotFound
    return found


async def owned(tx: Tx, user_id: UUID) -> list[Stored]:
    """What somebody has uploaded and can be shown, the latest first."""
    return await tx.all(Stored, OWNED, user_id)


async def gathered(app: App, uploaded: list[Stored], most: int) -> dict[str, str]:
    """The largest file of each as a `data:` address, by id, until `most` bytes are reached. Raises StorageDown."""
    there = app.edges.get("s3")
    found: dict[str, str] = {}
    if not isinstance(there, S3):
        return found
    for one in uploaded:
        body = await there.get(key(one.id, FILES[one.kind][-1]), most)
        if body is None:
            continue
        most -= len(body)
        kind = "image/webp" if one.kind == "photo" else "audio/mp4"
        found[str(one.id)] = f"data:{kind};base64,{b64encode(body).decode()}"
    return found


async def locked(tx: Tx, ids: list[UUID]) -> dict[UUID, Stored]:
    """Uploads, nobody else's to change until the end of the transaction."""
    return {one.id: one for one in await tx.all(Stored, LOCKED, ids)}


async def addresses(tx: Tx, viewer: Viewer, ids: list[UUID]) -> list[Addresses]:
    """Where the viewer finds those of these that they may see: good for five minutes, or for as long as they may."""
    there = storage(tx)
    stored = {one.id: one for one in await tx.all(Stored, STORED, ids) if one.state == "ready"}
    found = await _seen(tx, viewer, list(stored.values()))
    return [_addresses(tx, there, stored[one], found[one]) for one in dict.fromkeys(ids) if one in found]


async def pictures(tx: Tx, ids: list[UUID]) -> dict[UUID, Addresses]:
    """Where those of them that were looked at are found; that the viewer may see them was asked before."""
    there = storage(tx)
    stored = [one for one in await tx.all(Stored, STORED, ids) if one.state == "ready" and not one.gone]
    return {one.id: _addresses(tx, there, one, None) for one in stored}


async def _seen(tx: Tx, viewer: Viewer, stored: list[Stored]) -> dict[UUID, datetime | None]:
    """Which of them the viewer may see, and until when. One statement per use, or all if none is seen."""
    found: dict[UUID, datetime | None] = {
        one.id: None for one in stored if one.used_for is None and one.owner_id == viewer.id and not one.gone
    }
    asked: dict[str, list[UUID]] = {}
    for one in stored:
        if one.used_for is not None and not one.gone:
            asked.setdefault(one.used_for, []).append(one.id)
        if one.held:
            asked.setdefault(EVIDENCE, []).append(one.id)
    for use, ids in sorted(asked.items()):
        found = await USES[use](tx, viewer, ids) | found
    for use in sorted(USES.keys() - asked.keys()) if not found else ():
        await USES[use](tx, viewer, [])  # so that what is hidden takes no other time than what never was
    return {one: until for one, until in found.items() if until is None or until > tx.now}


def _addresses(tx: Tx, there: S3, one: Stored, until: datetime | None) -> Addresses:
    end = tx.now + READ_FOR if until is None else min(until, tx.now + READ_FOR)
    files = {name: there.leave_to_read(key(one.id, name), tx.now, end - tx.now) for name in FILES[one.kind]}
    return Addresses(
        one.id, one.kind, one.width, one.height, one.blurhash, one.seconds, one.peaks, files, expires_at=end
    )
