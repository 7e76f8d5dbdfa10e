"""Uploads under `/uploads`, and where media are found under `/media`."""

from uuid import UUID

from litestar import Response, delete, get, post

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import Malformed, NotFound, RateLimited, Unavailable
from tomoda.core.http import PRIVATE
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.core.words import ids_in
from tomoda.edges.s3 import StorageDown
from tomoda.media import actions, queries
from tomoda.media.errors import (
    EnoughUploaded,
    FileTooLarge,
    MediaUnusable,
    TypeNotTaken,
    UploadMissing,
    UploadsOff,
)
from tomoda.media.schemas import Addresses, Ids, Media, NewUpload, Permit, Upload

UPLOADS = Limit("uploads", 60, 3600)
COME_BACK = 5  # seconds


@post(
    "/uploads",
    raises=[UploadsOff, TypeNotTaken, FileTooLarge, EnoughUploaded, RateLimited, Malformed],
)
async def begin(data: NewUpload, viewer: Viewer, app: App) -> Response[Permit]:
    """Ask for leave to send a file, within ten minutes and of exactly this size. Then complete the upload."""
    await limits.take(app, UPLOADS, str(viewer.id))
    async with app.transaction() as tx:
        return Response(await actions.begin(tx, viewer, data), headers=PRIVATE)


@post("/uploads/{media_id:uuid}/complete", status_code=200, raises=[NotFound, UploadMissing, UploadsOff, Unavailable])
async def complete(media_id: UUID, viewer: Viewer, app: App) -> Json[Upload]:
    """The file was sent: it is looked at now, and `media.upload_checked` tells the outcome. Twice is once."""
    async with app.reading() as tx:
        it = await queries.own(tx, viewer, media_id)
        there = queries.storage(tx)
    if it.state == "waiting":
        try:
            size = await there.size(queries.quarantine(media_id))
        except StorageDown:
            raise Unavailable(retry_after=COME_BACK) from None
        if size != it.size:
            raise UploadMissing
    async with app.transaction() as tx:
        await actions.arrived(tx, media_id)
        return await queries.mine(tx, viewer, media_id)


@get("/uploads/{media_id:uuid}", raises=[NotFound])
async def upload(media_id: UUID, viewer: Viewer, app: App) -> Json[Upload]:
    """What became of my upload."""
    async with app.reading() as tx:
        return await queries.mine(tx, viewer, media_id)


@delete("/uploads/{media_id:uuid}", raises=[NotFound, MediaUnusable])
async def discard(media_id: UUID, viewer: Viewer, app: App) -> None:
    """I do not need it after all."""
    async with app.transaction() as tx:
        await actions.discard(tx, viewer, media_id)


@get("/media/{media_id:uuid}", raises=[NotFound, UploadsOff])
async def medium(media_id: UUID, viewer: Viewer, app: App) -> Response[Addresses]:
    """Where I find a photo or voice that I may see; ask again after `expires_at`."""
    async with app.reading() as tx:
        found = await queries.addresses(tx, viewer, [media_id])
    if not found:
        raise NotFound
    return Response(found[0], headers=PRIVATE)


@get("/media", raises=[Malformed, UploadsOff])
async def media(ids: Ids, viewer: Viewer, app: App) -> Response[Media]:
    """The same of up to fifty at once, their ids with commas between them; what I may not see is left out."""
    wanted = ids_in(ids)
    async with app.reading() as tx:
        return Response(Media(await queries.addresses(tx, viewer, wanted)), headers=PRIVATE)


ROUTES = [begin, complete, upload, discard, medium, media]
