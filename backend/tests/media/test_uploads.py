"""Files come in through a door that opens once, are looked at apart, and are found only by whoever may see them."""

from datetime import timedelta
from io import BytesIO

from PIL import Image

from tests.makers import media
from tests.makers.media import SECRET, begin, fetch, photo, recording, send, upload
from tests.world import Person, World
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.edges.s3 import S3
from tomoda.media import actions, queries, work
from tomoda.media.schemas import LARGEST

SAID = sql("select body from signals where topic = $1 and name = 'media.upload_checked'")
ROWS = sql("select count(*) from uploads")


async def test_a_photo_is_seen_by_nobody_until_it_was_made_anew(gallery: World, storage: S3) -> None:
    ann, bo = await gallery.user("Ann"), await gallery.user("Bo")
    body = photo()
    permit = (await begin(ann, len(body))).body
    complete = f"/uploads/{permit['id']}/complete"
    assert (await ann.post(complete)).body["code"] == "upload_missing"
    assert await send(ann, permit, body + b"!") == 400, "a byte too many"
    assert await send(ann, permit, body[:-1]) == 400, "a byte too few"
    for field, wrong in (("Content-Type", "text/html"), ("key", "media/else"), ("key", f"quarantine/{ann.id}")):
        assert await send(ann, permit, body, **{field: wrong}) == 403, f"{field} {wrong}"
    assert await send(ann, permit, body) in (200, 204)
    for address in (f"{permit['url']}/{permit['fields']['key']}", f"{permit['url']}?list-type=2"):
        assert (await fetch(address)).status_code == 403, "who has no leave reads nothing"
    for path in (f"/uploads/{permit['id']}", f"/media/{permit['id']}"):
        assert (await bo.get(path)).status == 404
    assert (await bo.post(complete)).status == 404
    assert [(await ann.post(complete)).body["state"] for _ in range(2)] == ["checking", "checking"]
    assert (await ann.get(f"/media/{permit['id']}")).status == 404, "not before it was looked at"
    assert await media.look(ann, permit["id"]) == "ready"
    assert await storage.size(queries.quarantine(permit["id"])) is None, "the original is gone"
    async with gallery.app.reading() as tx:
        [row] = await tx.rows(SAID, f"user:{ann.id}")
    assert b'"state":"ready"' in row["body"]
    for name, file in (await media.files(ann, permit["id"])).items():
        assert SECRET.encode() not in file
        with Image.open(BytesIO(file)) as seen:
            assert (seen.format, max(seen.size)) == ("WEBP", {"thumb": 360, "screen": 640}[name])


async def test_an_address_is_good_for_its_time_and_for_nothing_else_and_dies_with_the_photo(gallery: World) -> None:
    ann, bo = await gallery.user("Ann"), await gallery.user("Bo")
    found, other = await upload(ann), await upload(ann)
    answer = await ann.get(f"/media/{found}")
    url = answer.body["files"]["screen"]
    assert answer.headers["cache-control"] == "private, no-store"
    assert queries.READ_FOR.total_seconds() == 300
    assert "X-Amz-Expires=300&" in url
    assert (await fetch(url)).status_code == 200
    for wrong in (url.split("?")[0], url[:-1] + "!", url.replace(str(found), str(other)), url.replace("=300", "=900")):
        assert (await fetch(wrong)).status_code == 403
    listed = await ann.get(f"/media?ids={found},{other},{bo.id}")
    assert [one["id"] for one in listed.body["data"]] == [str(found), str(other)]
    assert (await bo.get(f"/media?ids={found}")).body["data"] == []
    assert (await ann.get(f"/media?ids={'x' * 40}")).status == 400
    assert (await bo.delete(f"/uploads/{found}")).status == 404
    assert [(await ann.delete(f"/uploads/{found}")).status for _ in range(2)] == [204, 404]
    await do_now(gallery.app, "media.empty_trash", b"{}")
    assert (await fetch(url)).status_code == 404, "there is nothing behind the old address"
    assert (await ann.get(f"/media/{found}")).status == 404


async def test_what_is_refused_says_why_and_leaves_nothing(gallery: World, storage: S3) -> None:
    ann = await gallery.user("Ann")
    found = await media.arrive(ann, b"<html><script>alert(1)</script></html>")
    assert await media.look(ann, found) == "not_a_photo"
    assert await storage.size(queries.quarantine(found)) is None
    assert (await ann.get(f"/media/{found}")).status == 404
    gone = await media.arrive(ann, photo())
    await storage.delete(queries.quarantine(gone))
    assert await media.look(ann, gone) == "missing"
    voice = await upload(ann, recording(), "voice", "audio/webm")
    answer = (await ann.get(f"/media/{voice}")).body
    assert (answer["kind"], answer["width"], len(answer["peaks"])) == ("voice", None, 48)
    assert (await fetch(answer["files"]["voice"])).headers["content-type"] == "audio/mp4"


async def test_what_is_begun_and_not_used_is_forgotten(gallery: World, storage: S3) -> None:
    ann = await gallery.user("Ann")
    unsent = (await begin(ann, 100)).body["id"]
    unused, again = await upload(ann), await media.arrive(ann, photo())
    await storage.put(queries.quarantine(again), b"sent once more", "image/jpeg")
    gallery.move(actions.UNSENT_FOR + timedelta(minutes=1))
    await work.sweep(gallery.app)
    await do_now(gallery.app, "media.empty_quarantine", b'{"upload_id":"%s"}' % str(again).encode())
    assert await storage.size(queries.quarantine(again)) is None
    assert [(await ann.get(f"/uploads/{one}")).status for one in (unsent, unused)] == [404, 200]
    gallery.move(actions.UNUSED_FOR)
    await work.sweep(gallery.app)
    assert (await ann.get(f"/uploads/{unused}")).status == 404
    assert await storage.size(queries.key(unused, "screen")) is None
    gallery.move(actions.UNUSED_FOR)
    await work.sweep(gallery.app)
    async with gallery.app.reading() as tx:
        assert await tx.value(ROWS) == 0, "nothing is kept of it at all"


async def test_nobody_fills_the_storage(gallery: World) -> None:
    ann, bo = await gallery.user("Ann"), await gallery.user("Bo")
    for kind, type_, size, code in (
        ("photo", "image/svg+xml", 100, "type_not_taken"),
        ("photo", "audio/webm", 100, "type_not_taken"),
        ("voice", "audio/mpeg", 100, "type_not_taken"),
        ("photo", "image/png", LARGEST["photo"] + 1, "file_too_large"),
        ("voice", "audio/ogg", LARGEST["voice"] + 1, "file_too_large"),
        ("photo", "image/png", 0, "malformed"),
    ):
        assert (await begin(ann, size, kind, type_)).body["code"] == code
    assert (LARGEST["photo"], LARGEST["voice"], actions.MOST_PER_DAY) == (15 << 20, 6 << 20, 200 << 20)
    statuses = [(await begin(bo, LARGEST["photo"])).status for _ in range(14)]
    assert statuses == [201] * 13 + [429], "thirteen times 15 MiB, and not the fourteenth"
    assert (await begin(bo, LARGEST["photo"])).body["code"] == "enough_uploaded"
    gallery.move(timedelta(days=1, minutes=1))
    assert (await begin(bo, 100)).status == 201
    assert await _until_limited(ann) == 60, "an hour"


async def _until_limited(person: Person) -> int:
    for number in range(100):
        if (await begin(person, 1)).body.get("code") == "rate_limited":
            return number
    return 100


async def test_without_storage_uploads_are_off_and_say_so(world: World) -> None:
    ann = await world.user("Ann")
    assert (await begin(ann, 100)).body["code"] == "uploads_off"
