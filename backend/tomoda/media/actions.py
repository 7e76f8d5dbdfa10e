"""What is done with uploads: begun, looked at, used once, let go."""

from datetime import timedelta
from uuid import UUID

from tomoda.core.errors import NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.edges.darkroom import Made
from tomoda.media import queries
from tomoda.media.errors import EnoughUploaded, FileTooLarge, MediaUnusable, TypeNotTaken
from tomoda.media.messages import CheckUpload, EmptyQuarantine, EmptyTrash, UploadChecked
from tomoda.media.queries import Stored
from tomoda.media.schemas import LARGEST, PHOTO_TYPES, VOICE_TYPES, NewUpload, Permit

SEND_WITHIN = timedelta(minutes=10)
DAY = timedelta(days=1)
MOST_PER_DAY = 200 << 20  # bytes of one person's uploads
HOUR = 3600
UNUSED_FOR = timedelta(days=1)  # who uploads something and uses it for nothing
UNSENT_FOR = timedelta(minutes=15)  # longer than the leave to send it
STUCK_FOR = timedelta(minutes=10)  # a file that is being looked at while it is let go
AT_ONCE = 100

BEGIN = sql("""
    insert into uploads (id, owner_id, kind, type, size, state, created_at) values ($1, $2, $3, $4, $5, 'waiting', $6)
""")
ARRIVED = sql("update uploads set state = 'checking' where id = $1 and state = 'waiting' and gone_at is null")
READY = sql("""
    update uploads set state = 'ready', width = $2, height = $3, blurhash = $4, seconds = $5, peaks = $6, bytes = $7
    where id = $1 and state = 'checking' returning owner_id, gone_at is null as wanted
""")
REFUSE = sql("""
    update uploads set state = 'refused', reason = $2
    where id = $1 and state = 'checking' returning owner_id, gone_at is null as wanted
""")
USE = sql("update uploads set used_at = coalesce(used_at, $2), used_for = $3 where id = any($1::uuid[])")
GONE = sql("update uploads set gone_at = $2 where id = $1 and gone_at is null")
EXPIRE = sql("""
    update uploads set gone_at = $1
    where gone_at is null and used_at is null
        and (created_at < $2 or (state = 'waiting' and created_at < $3))
""")
EMPTIED = sql("update uploads set emptied_at = $2 where id = any($1::uuid[]) and holds = 0")
FORGET = sql("delete from uploads where emptied_at is not null and created_at < $1")


async def begin(tx: Tx, viewer: Viewer, new: NewUpload) -> Permit:
    """Leave to send one file within ten minutes. Raises TypeNotTaken, FileTooLarge, EnoughUploaded, UploadsOff."""
    there = queries.storage(tx)
    if new.type not in (PHOTO_TYPES if new.kind == "photo" else VOICE_TYPES):
        raise TypeNotTaken
    if new.size > LARGEST[new.kind]:
        raise FileTooLarge(most=LARGEST[new.kind])
    if await tx.value(queries.SENT_TODAY, viewer.id, tx.now - DAY) + new.size > MOST_PER_DAY:
        raise EnoughUploaded(retry_after=HOUR)
    upload_id = new_id()
    await tx.run(BEGIN, upload_id, viewer.id, new.kind, new.type, new.size, tx.now)
    form = there.leave_to_send(queries.quarantine(upload_id), new.type, new.size, tx.now, SEND_WITHIN)
    return Permit(upload_id, form.url, form.fields, tx.now + SEND_WITHIN)


async def arrived(tx: Tx, upload_id: UUID) -> None:
    """It is there: have it looked at. Twice is once."""
    if await tx.run(ARRIVED, upload_id):
        tx.enqueue(CheckUpload(upload_id))
        tx.enqueue(EmptyQuarantine(upload_id), after=UNSENT_FOR)


async def ready(tx: Tx, upload_id: UUID, made: Made) -> None:
    """It was looked at, and can be shown."""
    size = sum(map(len, made.files.values()))
    shown = (made.width, made.height, made.blurhash, made.seconds, made.peaks)
    row = await tx.row(READY, upload_id, *shown, size)
    if row is not None and row["wanted"]:
        tx.emit(UploadChecked(owner_id=row["owner_id"], id=upload_id, state="ready"))


async def refuse(tx: Tx, upload_id: UUID, reason: str) -> None:
    """It was looked at, and is not shown to anybody."""
    row = await tx.row(REFUSE, upload_id, reason)
    if row is not None and row["wanted"]:
        tx.emit(UploadChecked(owner_id=row["owner_id"], id=upload_id, state="refused", reason=reason))


async def require_usable(
    tx: Tx, viewer: Viewer, ids: list[UUID], kinds: frozenset[str], *, again_for: str | None = None
) -> list[Stored]:
    """My uploads, each good for one use, locked until the end of the transaction. Raises MediaUnusable.

    One that is still looked at is as good as one that is ready. `again_for`: a use that may be made of it once more.
    """
    found = await queries.locked(tx, ids)
    for one in ids:
        it = found.get(one)
        if it is None or it.owner_id != viewer.id or it.gone or it.kind not in kinds:
            raise MediaUnusable
        if it.state not in ("checking", "ready") or it.used_for not in (None, again_for):
            raise MediaUnusable
    return [found[one] for one in ids]


async def use(tx: Tx, ids: list[UUID], use: str) -> None:
    """From now on they are seen by whoever may see what they are used for."""
    await tx.run(USE, ids, tx.now, use)


async def discard(tx: Tx, viewer: Viewer, upload_id: UUID) -> None:
    """I need it no longer. Raises NotFound, and MediaUnusable for what is used already."""
    it = (await queries.locked(tx, [upload_id])).get(upload_id)
    if it is None or it.owner_id != viewer.id or it.gone:
        raise NotFound
    if it.used_for is not None:
        raise MediaUnusable
    await tx.run(GONE, upload_id, tx.now)
    empty_soon(tx)


def empty_soon(tx: Tx) -> None:
    """Something was let go in this transaction: its files are deleted right after it."""
    tx.enqueue(EmptyTrash(), once="media.empty_trash")


async def expire(tx: Tx) -> None:
    """Let go what was begun and not used."""
    await tx.run(EXPIRE, tx.now, tx.now - UNUSED_FOR, tx.now - UNSENT_FOR)


async def emptied(tx: Tx, ids: list[UUID]) -> None:
    """Their files are gone. The rows stay a day: what was sent counts, also what was deleted again."""
    await tx.run(EMPTIED, ids, tx.now)


async def forget(tx: Tx) -> None:
    """Rows of files that are gone."""
    await tx.run(FORGET, tx.now - DAY)
