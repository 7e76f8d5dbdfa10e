"""Looks at what arrives, and lets go of what nothing shows any more."""

import logging
from uuid import UUID

from tomoda.core.app import App
from tomoda.core.jobs import does, every
from tomoda.edges import darkroom
from tomoda.edges.s3 import S3
from tomoda.media import actions, queries
from tomoda.media.messages import CheckUpload, EmptyQuarantine, EmptyTrash
from tomoda.media.queries import FILES, Stored
from tomoda.media.schemas import LARGEST

log = logging.getLogger("tomoda.media")

WRITTEN_AS = {"thumb": "image/webp", "screen": "image/webp", "voice": "audio/mp4"}


@does(CheckUpload)
async def check_upload(app: App, job: CheckUpload) -> None:
    """Whatever its name and sender say: what it is, and made anew without anything else that was in it."""
    there = _storage(app)
    if there is None:
        log.warning("uploads are off: what was sent is not looked at")
        return
    async with app.reading() as tx:
        it = await tx.maybe(Stored, queries.TO_CHECK, job.upload_id)
    if it is None:
        return
    reason = await _look(app, there, it)
    if reason is not None:
        async with app.transaction() as tx:
            await actions.refuse(tx, it.id, reason)
    await there.delete(queries.quarantine(it.id))


async def _look(app: App, there: S3, it: Stored) -> str | None:
    """Why it is refused; None if it is ready."""
    body = await there.get(queries.quarantine(it.id), LARGEST[it.kind])
    if body is None:
        return "missing"
    try:
        made = await darkroom.develop(it.kind, body)
    except darkroom.Refused as refusal:
        return refusal.reason
    for name, file in made.files.items():
        await there.put(queries.key(it.id, name), file, WRITTEN_AS[name])
    async with app.transaction() as tx:
        await actions.ready(tx, it.id, made)
    return None


@does(EmptyQuarantine)
async def empty_quarantine(app: App, job: EmptyQuarantine) -> None:
    """The leave to send has run out: what came after the first look is nobody's."""
    there = _storage(app)
    if there is not None:
        await there.delete(queries.quarantine(job.upload_id))


@does(EmptyTrash)
async def empty_trash(app: App, _: EmptyTrash) -> None:
    """Right after something was let go."""
    await sweep(app)


@every("* * * * *")
async def sweep(app: App) -> None:
    """Files that nothing shows and nobody needs as evidence are deleted, then their rows; also what was never used."""
    there = _storage(app)
    if there is None:
        return
    async with app.transaction() as tx:
        await actions.expire(tx)
    while True:
        async with app.reading() as tx:
            trash = await tx.rows(queries.TRASH, tx.now - actions.STUCK_FOR, actions.AT_ONCE)
        for row in trash:
            await _delete(there, row["id"], row["kind"])
        async with app.transaction() as tx:
            await actions.emptied(tx, [row["id"] for row in trash])
            await actions.forget(tx)
        if len(trash) < actions.AT_ONCE:
            return


async def _delete(there: S3, media_id: UUID, kind: str) -> None:
    for key in (queries.quarantine(media_id), *(queries.key(media_id, name) for name in FILES[kind])):
        await there.delete(key)


def _storage(app: App) -> S3 | None:
    found = app.edges.get("s3")
    return found if isinstance(found, S3) else None
