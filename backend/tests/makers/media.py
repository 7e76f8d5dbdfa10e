"""Files as people have them, and how they come in."""

import asyncio
import math
from array import array
from io import BytesIO
from typing import Any
from uuid import UUID

import av
import httpx
import pillow_heif
from PIL import Image

from tests.world import Answer, Person
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.core.words import new_id
from tomoda.edges.s3 import S3

SECRET = "Ann's telephone"
PLACE = (60.0, 10.0, 2.0)

BLURHASH = "LEHV6nWB2yk8pyo0adR*.7kCMdnj"

READY = sql(f"""
    insert into uploads (id, owner_id, kind, type, size, state, created_at, width, height, blurhash)
    values ($1, $2, 'photo', 'image/jpeg', 1000, 'ready', $3, 800, 600, '{BLURHASH}')
""")


def picture(width: int = 640, height: int = 480) -> Image.Image:
    """A gradient, left to right, so that a turn of it is noticed."""
    row = bytes(value for x in range(width) for value in (x * 255 // width, 90, 160))
    return Image.frombytes("RGB", (width, height), row * height)


def telltale() -> Image.Exif:
    """What a telephone writes beside the pixels: its name, the place, and that it was held on its side."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0131], exif[0x0112] = SECRET, SECRET, 6
    exif.get_ifd(0x8825)[2] = PLACE
    return exif


def written(form: str, image: Image.Image | None = None, **more: Any) -> bytes:
    """The picture in a format."""
    if form == "HEIF":
        pillow_heif.register_heif_opener()  # pyright: ignore[reportUnknownMemberType]
    file = BytesIO()
    (image or picture()).save(file, form, **more)
    return file.getvalue()


def photo() -> bytes:
    """A JPEG from a telephone."""
    return written("JPEG", exif=telltale())


def recording(form: str = "webm", codec: str = "libopus", seconds: float = 1.0, name: str = SECRET) -> bytes:
    """A voice that grows louder, as a browser records it."""
    file = BytesIO()
    samples = int(48_000 * seconds)
    kept: Any
    with av.open(file, "w", format=form) as kept:
        kept.metadata["title"] = name
        stream = kept.add_stream(codec, rate=48_000)
        stream.layout = "mono"
        wave = array("h", (int(9000 * math.sin(n / 30) * (n % 48_000 / 48_000)) for n in range(48_000)))
        frame: Any = av.AudioFrame(format="s16", layout="mono", samples=samples)
        frame.sample_rate, frame.pts = 48_000, 0
        frame.planes[0].update((wave.tobytes() * (int(seconds) + 1))[: samples * 2])
        for one in av.AudioResampler(format=stream.format, layout="mono", rate=48_000).resample(frame):
            kept.mux(stream.encode(one))
        kept.mux(stream.encode(None))
    return file.getvalue()


async def begin(person: Person, size: int, kind: str = "photo", type_: str = "image/jpeg") -> Answer:
    """Ask for leave to send."""
    return await person.post("/uploads", {"kind": kind, "type": type_, "size": size})


async def send(person: Person, permit: Any, body: bytes, **fields: str) -> int:
    """Send the file as a browser does; the storage's status."""
    form = {**permit["fields"], **fields}
    files = {"file": ("whatever.jpg", body, form["Content-Type"])}
    return (await person.world.client.post(permit["url"], data=form, files=files)).status_code


async def arrive(person: Person, body: bytes, kind: str = "photo", type_: str = "image/jpeg") -> UUID:
    """Sent, and said so; not looked at yet."""
    permit = (await begin(person, len(body), kind, type_)).body
    assert await send(person, permit, body) in (200, 204)
    done = await person.post(f"/uploads/{permit['id']}/complete")
    assert (done.status, done.body["state"]) == (200, "checking")
    return UUID(permit["id"])


async def look(person: Person, upload_id: UUID) -> str:
    """What a worker does; "ready", or why it is refused."""
    await do_now(person.world.app, "media.check_upload", b'{"upload_id":"%s"}' % str(upload_id).encode())
    found = (await person.get(f"/uploads/{upload_id}")).body
    return found["reason"] or found["state"]


async def upload(person: Person, body: bytes | None = None, kind: str = "photo", type_: str = "image/jpeg") -> UUID:
    """All the way, to something that can be used."""
    found = await arrive(person, photo() if body is None else body, kind, type_)
    assert await look(person, found) == "ready"
    return found


async def ready(person: Person, media_id: UUID | None = None) -> UUID:
    """A photo that was looked at, for tests that need no bytes of it."""
    chosen = media_id or new_id()
    async with person.world.app.transaction() as tx:
        await tx.run(READY, chosen, person.id, tx.now)
    return chosen


def nowhere() -> S3:
    """Storage that nothing is sent to: it signs addresses all the same."""
    here = "http://127.0.0.1:9"
    return S3(endpoint=here, public=here, bucket="tomoda", region="us-east-1", key_id="key", secret="secret")


async def fetch(url: str) -> httpx.Response:
    """By whoever has the address."""
    async with httpx.AsyncClient() as client:
        return await client.get(url)


async def files(person: Person, media_id: UUID) -> dict[str, bytes]:
    """What the person gets to see, by the name of each file."""
    found = (await person.get(f"/media/{media_id}")).body["files"]
    answers = await asyncio.gather(*map(fetch, found.values()))
    assert {one.status_code for one in answers} == {200}
    return {name: answer.content for name, answer in zip(found, answers, strict=True)}
