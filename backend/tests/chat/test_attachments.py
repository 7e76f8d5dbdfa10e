"""Photos and voices go with a message, are seen by whoever reads it, and go with it."""

from datetime import timedelta
from uuid import UUID

import msgspec

from tests.admin.test_reports import report, staff
from tests.makers import media
from tests.makers.chat import direct_room, group, say
from tests.makers.events import event
from tests.makers.media import fetch, ready, recording, upload
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.admin import work as desk
from tomoda.chat import work as rooms
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.core.words import new_id
from tomoda.edges.s3 import S3
from tomoda.media import work
from tomoda.media.queries import key
from tomoda.users import actions as people

SAID = sql("select body from signals where topic = $1 and name = $2 order by place")


async def show(person: Person, room: UUID, *ids: UUID, message_id: UUID | None = None, alt: str = "Soup") -> str:
    """Send photos without a word; the refusal's code, or nothing."""
    answer = await say(person, room, "", message_id, attachments=[{"id": one, "alt": alt} for one in ids])
    return "" if answer.status == 200 else answer.body["code"]


async def seen(person: Person, *ids: UUID) -> int:
    """How many of these the person sees."""
    return len((await person.get(f"/media?ids={','.join(map(str, ids))}")).body["data"])


async def test_a_photo_is_seen_in_its_room_and_nowhere_else_and_goes_with_its_message(gallery: World) -> None:
    ann, bo, cy = [await gallery.user(name) for name in ("Ann", "Bo", "Cy")]
    room, message, photo = await direct_room(ann, bo), new_id(), await media.arrive(ann, media.photo())
    assert await show(ann, room, photo, message_id=message) == "", "also while it is still looked at"
    assert await show(ann, room, photo, message_id=message) == "", "sent again, it is the same message"
    assert await show(ann, room, photo) == "media_unusable", "and is good for one"
    assert await seen(bo, photo) == 0
    assert await media.look(ann, photo) == "ready"
    async with gallery.app.reading() as tx:
        [told] = await tx.rows(SAID, f"room:{room}", "chat.attachment_changed")
    [said] = (await bo.get(f"/rooms/{room}/messages")).body["data"]
    assert said["attachments"] == [msgspec.json.decode(told["body"])["attachment"]]
    assert (said["attachments"][0]["alt"], said["attachments"][0]["state"]) == ("Soup", "ready")
    assert [await seen(who, photo) for who in (ann, bo, cy)] == [1, 1, 0]
    url = (await bo.get(f"/media/{photo}")).body["files"]["screen"]
    assert (await fetch(url)).status_code == 200
    await ann.delete(f"/rooms/{room}/messages/{message}")
    assert [await seen(who, photo) for who in (ann, bo)] == [0, 0]
    for job in ("media.empty_trash", "chat.unsay"):
        await do_now(gallery.app, job, msgspec.json.encode({"room_id": room, "message_id": message}))
    assert (await fetch(url)).status_code == 404, "his old address is dead"
    [said] = (await bo.get(f"/rooms/{room}/messages")).body["data"]
    assert (said["deleted_by"], said["attachments"]) == ("author", [])
    async with gallery.app.reading() as tx:
        kept = [row["body"] for name in ("sent", "changed") for row in await tx.rows(SAID, f"room:{room}", NAMES[name])]
    assert not any(str(photo).encode() in body for body in kept), "nor is it told to who comes back"


NAMES = {"sent": "chat.message_sent", "changed": "chat.attachment_changed"}


async def test_what_may_be_attached_where(gallery: World) -> None:
    ann, bo, cy = [await gallery.user(name) for name in ("Ann", "Bo", "Cy")]
    asking = UUID((await ann.put(f"/rooms/direct/{bo.id}")).body["room"]["id"])
    photos = [await ready(ann) for _ in range(11)]
    assert await show(ann, asking, photos[0]) == "nothing_attached_yet"
    assert (await say(ann, asking, "Hello")).status == 200
    await bo.post(f"/rooms/{asking}/accept")
    assert await show(ann, asking, *photos) == "malformed", "ten at most"
    assert await show(ann, asking, photos[0], photos[0]) == "media_unusable"
    assert await show(bo, asking, photos[0]) == "media_unusable", "not his"
    assert await show(ann, asking, new_id()) == "media_unusable"
    assert await show(ann, asking, photos[0], alt="x" * 301) == "malformed"
    voice = await upload(ann, recording(), "voice", "audio/webm")
    assert await show(ann, asking, voice, photos[0]) == "malformed", "a voice goes alone"
    assert await show(ann, asking, voice) == await show(ann, asking, *photos[:10]) == ""
    [_, spoken, shown] = (await bo.get(f"/rooms/{asking}/messages")).body["data"]
    assert (spoken["attachments"][0]["kind"], len(shown["attachments"])) == ("voice", 10)
    room = await group(ann, bo, cy)
    await ann.patch(f"/rooms/{room}", {"locked": True})
    assert await show(bo, room, await ready(bo)) == "only_moderators"
    await ann.put(f"/users/me/blocks/{cy.id}")
    assert await show(ann, room, photos[10]) == ""
    assert [await seen(who, photos[10]) for who in (ann, bo, cy)] == [1, 1, 0], "not by whom she blocked"
    await ann.delete(f"/rooms/{room}/members/{bo.id}")
    late = await ready(ann)
    assert await show(ann, room, late) == ""
    assert [await seen(bo, one) for one in (photos[10], late)] == [1, 0], "up to where he was sent out"


async def test_what_disappears_takes_its_photo_along(gallery: World, storage: S3) -> None:
    ann, bo = await gallery.user("Ann"), await gallery.user("Bo")
    room, photo = await direct_room(ann, bo), await upload(ann)
    await ann.patch(f"/rooms/{room}", {"expire_seconds": 60})
    await show(ann, room, photo)
    found = (await bo.get(f"/media/{photo}")).body
    assert "X-Amz-Expires=59" in found["files"]["screen"] or "X-Amz-Expires=60" in found["files"]["screen"]
    gallery.move(timedelta(seconds=61))
    assert await seen(bo, photo) == 0, "at that instant"
    await rooms.purge_expired(gallery.app)
    await work.sweep(gallery.app)
    assert (await fetch(found["files"]["screen"])).status_code in (403, 404)
    assert await storage.size(key(photo, "screen")) is None


async def test_evidence_keeps_a_photo_for_staff_alone_until_it_is_decided(gallery: World) -> None:
    ann, bo, mo = await gallery.user("Ann"), await gallery.user("Bo"), await staff(gallery)
    await befriend(ann, bo)
    room, message, photo = await direct_room(ann, bo), new_id(), await upload(bo)
    await show(bo, room, photo, message_id=message)
    assert await seen(mo, photo) == 0, "not before somebody reports it"
    case = await report(ann, "message", message, room_id=room)
    await bo.delete(f"/rooms/{room}/messages/{message}")
    async with gallery.app.transaction() as tx:
        await people.erase(tx, bo.id)
    await work.sweep(gallery.app)
    assert [await seen(who, photo) for who in (ann, mo)] == [0, 1]
    [kept] = (await mo.post(f"/admin/reports/{case}/views")).body["evidence"]["message"]["attachments"]
    assert kept["id"] == str(photo)
    url = (await mo.get(f"/media/{photo}")).body["files"]["screen"]
    await mo.put(f"/admin/reports/{case}/verdict", {"outcome": "no_action", "reason": "Soup."})
    gallery.move(desk.EVIDENCE_KEPT + timedelta(hours=1))
    await desk.forget_evidence(gallery.app)
    await work.sweep(gallery.app)
    assert await seen(mo, photo) == 0
    assert (await fetch(url)).status_code == 404


async def test_who_is_erased_takes_their_photos_along(gallery: World) -> None:
    ann, bo = await gallery.user("Ann"), await gallery.user("Bo")
    room, photo, face = await direct_room(ann, bo), await upload(ann), await upload(ann)
    await show(ann, room, photo)
    await say(ann, room, "words")
    assert (await ann.patch("/users/me", {"avatar_id": face})).status == 200
    urls = [(await bo.get(f"/media/{one}")).body["files"]["thumb"] for one in (photo, face)]
    async with gallery.app.transaction() as tx:
        await people.erase(tx, ann.id)
    await work.sweep(gallery.app)
    assert [(await fetch(one)).status_code for one in urls] == [404, 404]


async def test_pictures_of_people_groups_and_events_are_seen_by_whom_they_belong_to(gallery: World) -> None:
    ann, bo, cy = [await gallery.user(name) for name in ("Ann", "Bo", "Cy")]
    room = await group(ann, bo)
    face, sign, cover, other = [await upload(ann) for _ in range(4)]
    assert (await bo.patch("/users/me", {"avatar_id": face})).body["code"] == "media_unusable", "Ann's"
    assert (await ann.patch("/users/me", {"avatar_id": face, "audiences": {"avatar": "friends"}})).status == 200
    assert (await ann.patch("/users/me", {"avatar_id": face})).status == 200, "the same again"
    assert (await ann.patch(f"/rooms/{room}", {"avatar_id": face})).body["code"] == "media_unusable", "used"
    assert (await ann.patch(f"/rooms/{room}", {"avatar_id": sign})).body["room"]["avatar_id"] == str(sign)
    picnic = await event(ann, cover={"id": cover, "alt": "Grass"}, visibility="friends")
    assert [await seen(bo, one) for one in (face, sign, cover, other)] == [1, 1, 1, 0]
    assert [await seen(cy, one) for one in (face, sign, cover, other)] == [0, 0, 0, 0]
    copy, soon = new_id(), f"{gallery.app.clock() + timedelta(days=9):%Y-%m-%dT15:00:00}"
    again = await ann.post(f"/events/{picnic}/copies", {"id": copy, "local_start": soon, "draft": True})
    assert again.status in (200, 201), again.body
    url = (await bo.get(f"/media/{cover}")).body["files"]["screen"]
    await ann.patch(f"/events/{picnic}", {"cover": None})
    await work.sweep(gallery.app)
    assert (await fetch(url)).status_code == 200, "the copy has it still"
    await ann.patch(f"/events/{copy}", {"cover": None})
    face_url = (await bo.get(f"/media/{face}")).body["files"]["thumb"]
    await ann.patch("/users/me", {"avatar_id": other})
    await work.sweep(gallery.app)
    assert [(await fetch(one)).status_code for one in (url, face_url)] == [404, 404]
