"""Two people talk so that only their devices can read it: the server keeps the order, and learns nothing."""

import asyncio
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.admin.test_reports import staff
from tests.makers.chat import card, direct_room, may, say
from tests.makers.people import befriend
from tests.makers.secret import CHANGE, KEY, PACKAGE, TEXT, change, keys, seal, secret_room
from tests.world import Person, World
from tomoda.auth import actions as auth
from tomoda.chat import actions, work
from tomoda.chat.actions import secret
from tomoda.chat.routes.secret import PACKAGES
from tomoda.chat.schemas.secret import MOST_PACKAGES
from tomoda.core.sql import sql
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id

TOLD = sql("select body::text from signals where topic = $1 order by place")
VERSIONS = sql("select count(*) from message_versions")
COMMITS = sql("select count(*) from secret_commits")


async def on_another_device(world: World, person: Person) -> Person:
    async with world.app.transaction() as tx:
        entered = await auth.begin_session(tx, person.id, "another device")
    return Person(person.id, person.name, entered.session_id, entered.refresh_token, world)


async def handed(person: Person, room: UUID, *devices: UUID) -> list[tuple[str, bool]]:
    answer = await person.post(f"/rooms/{room}/secret/packages", {"devices": list(devices)})
    assert answer.status == 200, answer.body
    return [(one["package"], one["last_resort"]) for one in answer.body["data"]]


async def test_a_secret_room_is_one_of_its_own_and_stays_secret(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    refused = await ann.put(f"/rooms/secret/{bo.id}")
    assert (refused.status, refused.body["code"]) == (403, "not_talking_yet"), "strangers ask in the open first"
    plain = await direct_room(ann, bo)
    rooms = await asyncio.gather(*(a.put(f"/rooms/secret/{b.id}") for a, b in [(ann, bo), (bo, ann)] * 3))
    found = {UUID(one.body["room"]["id"]) for one in rooms}
    assert plain not in found
    [room] = found
    assert await direct_room(bo, ann) == plain, "and is never found in place of the other"
    assert [one["secret"] for one in (await ann.get("/rooms")).body["data"]].count(True) == 1
    off = {"pin", "react", "attach", "mention", "share", "draft", "preview", "search", "translate"}
    assert off & await may(ann, room) == set()
    assert off <= await may(ann, plain)
    assert (
        (await ann.put(f"/rooms/secret/{ann.id}")).status == (await ann.put(f"/rooms/secret/{new_id()}")).status == 404
    )
    for path in (f"/rooms/{room}", f"/rooms/{room}/secret", f"/rooms/{room}/secret/commits"):
        assert (await cy.get(path)).status == 404
    assert (await ann.get(f"/rooms/{plain}/secret")).body["code"] == "not_secret"
    await bo.put(f"/users/me/blocks/{ann.id}")
    for path in (f"/rooms/{room}", f"/rooms/{room}/secret", f"/rooms/{room}/secret/commits"):
        assert (await ann.get(path)).status == (await bo.get(path)).status == 404
    assert (await ann.post(f"/rooms/{room}/secret/packages", {"devices": [new_id()]})).status == 404
    assert (await change(ann, room, 0, "secret_started")).status == 404
    assert (await ann.put(f"/rooms/secret/{bo.id}")).status == 404


async def test_only_what_is_sealed_for_the_devices_of_now_is_said_there(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room, hello = await secret_room(ann, bo), new_id()
    sent = await seal(ann, room, 1, message_id=hello)
    assert (sent.body["body"], sent.body["sealed"]) == ("", {"epoch": 1, "text": TEXT})
    assert (await seal(ann, room, 1, message_id=hello)).body["seq"] == sent.body["seq"], "sent twice, said once"
    assert (await seal(ann, room, 1, "b3RoZXI=", hello)).body["code"] == "message_id_taken"
    for open_ in ({"body": "hello"}, {"body": "hello", "sealed": {"epoch": 1, "text": TEXT}}):
        refused = await ann.put(f"/rooms/{room}/messages/{new_id()}", open_)
        assert (refused.status, refused.body["code"]) == (409, "only_sealed")
    place = {"kind": "place", "place": {"lat": 60, "lon": 24}}
    assert (await seal(ann, room, 1, share=place)).body["code"] == "only_sealed"
    assert (await seal(ann, room, 1, attachments=[{"id": new_id()}])).body["code"] == "only_sealed"
    assert (await seal(ann, await direct_room(ann, bo), 1)).body["code"] == "not_secret"
    for epoch in (0, 2):
        assert (await seal(ann, room, epoch)).body["code"] == "epoch_passed"
    for wrong in ("", "no base64!", "A" * 32_769):
        assert (await seal(ann, room, 1, wrong)).status == 400
    assert (await card(bo, room))["unread"] == 1, "what happened to the devices is nothing to read"
    assert (await seal(bo, room, 1, "A" * 32_768)).status == 200
    edited = await ann.patch(f"/rooms/{room}/messages/{hello}", {"sealed": {"epoch": 1, "text": "bmV3"}})
    assert edited.body["sealed"]["text"] == "bmV3"
    for body in ({"body": "new"}, {}):
        assert (await ann.patch(f"/rooms/{room}/messages/{hello}", body)).body["code"] == "only_sealed"
    late = await ann.patch(f"/rooms/{room}/messages/{hello}", {"sealed": {"epoch": 0, "text": TEXT}})
    assert late.body["code"] == "epoch_passed"
    assert (await bo.put(f"/rooms/{room}/messages/{hello}/reactions/%F0%9F%8E%89")).status == 403
    assert (await ann.put(f"/rooms/{room}/draft", {"body": "a secret"})).status == 403
    assert (await ann.put(f"/rooms/{room}/draft", {"body": ""})).status == 204
    assert (await ann.patch(f"/rooms/{room}", {"previews": True})).status == 403
    assert (await bo.get("/messages/search?q=YWJj")).body["data"] == []
    translated = await bo.post(f"/rooms/{room}/messages/{hello}/translations", {"to": "ja"})
    assert translated.status in (404, 409)


async def test_a_deleted_or_disappeared_message_leaves_nothing_sealed_behind(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room, first, second = await secret_room(ann, bo), new_id(), new_id()
    await seal(ann, room, 1, "Z29uZQ==", first)
    await ann.patch(f"/rooms/{room}/messages/{first}", {"sealed": {"epoch": 1, "text": "Z29uZTI="}})
    await ann.delete(f"/rooms/{room}/messages/{first}")
    await ann.patch(f"/rooms/{room}", {"expire_seconds": 60})
    await seal(ann, room, 1, "Z29uZTM=", second)
    async with world.app.transaction() as tx:
        await actions.unsay(tx, room, first)
    world.move(timedelta(seconds=61))
    await work.purge_expired(world.app)
    said = [one for one in (await bo.get(f"/rooms/{room}/messages")).body["data"] if not one["system"]]
    assert [(one["id"], one["sealed"]) for one in said] == [(str(first), None)]
    async with world.app.reading() as tx:
        told = " ".join(row["body"] for row in await tx.rows(TOLD, f"room:{room}"))
        assert "Z29uZ" not in told, "nor for those who come back"
        assert await tx.value(VERSIONS) == 0


async def test_a_key_package_is_handed_out_once_also_to_two_who_ask_at_the_same_moment(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await secret_room(ann, bo)
    device = await keys(bo, "Zmlyc3Q=", "c2Vjb25k", last_resort="bGFzdA==")
    async with world.app.transaction() as tx:
        mine = await secret.hand_out(tx, ann.viewer, room, [device])
        late = await asyncio.wait_for(handed(bo, room, device), 10)
        assert [one.package for one in mine] == ["Zmlyc3Q="]
        assert late == [("c2Vjb25k", False)], "while Ann's is on its way, Bo gets another, and waits for nobody"
    assert await handed(ann, room, device) == await handed(ann, room, device) == [("bGFzdA==", True)]
    stock = (await bo.get("/users/me/secret/devices")).body["stock"]
    assert stock == {"packages": 0, "last_resort": True}
    cy = await world.user("Cy")
    alien = await keys(cy, PACKAGE)
    assert await handed(ann, room, alien, new_id()) == [], "only of the two who are in the room"
    assert (await cy.get("/users/me/secret/devices")).body["stock"]["packages"] == 1


async def test_the_stock_has_its_limits_and_its_time(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await secret_room(ann, bo)
    device = await keys(bo, *[PACKAGE] * MOST_PACKAGES, last_resort=PACKAGE)
    path = f"/users/me/secret/devices/{device}/packages"
    full = await bo.post(path, {"packages": [PACKAGE] * MOST_PACKAGES})
    assert full.body["stock"]["packages"] == 2 * MOST_PACKAGES == secret.MOST_STOCK
    assert (await bo.post(path, {"packages": [PACKAGE]})).body["stock"]["packages"] == secret.MOST_STOCK
    assert (await bo.post(path, {"packages": [PACKAGE] * (MOST_PACKAGES + 1)})).status == 400
    assert (await bo.post(path, {"packages": ["A" * 4097]})).status == 400
    assert (await ann.post(path, {"packages": [PACKAGE]})).status == 404, "nobody stocks for another"
    world.move(secret.PACKAGES_KEPT + timedelta(minutes=1))
    assert await handed(ann, room, device) == []
    await work.forget_old_rooms(world.app)
    assert (await bo.get("/users/me/secret/devices")).body["stock"] == {"packages": 0, "last_resort": False}
    answers = [await ann.post(f"/rooms/{room}/secret/packages", {"devices": [device]}) for _ in range(PACKAGES.times)]
    assert (answers[-1].status, answers[-1].body["code"]) == (429, "rate_limited"), "nobody empties another's stock"


async def test_of_two_changes_of_the_same_group_one_stands(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)
    room, first = UUID((await ann.put(f"/rooms/secret/{bo.id}")).body["room"]["id"]), new_id()
    assert (await change(ann, room, 0, "secret_started")).body["code"] == "no_secret_device"
    for one in (ann, bo):
        await keys(one)
    assert (await seal(ann, room, 0)).body["code"] == "epoch_passed", "nothing is said before there is a group"
    assert (await change(ann, room, 0)).body["code"] == "epoch_passed", "which has to begin first"
    async with world.app.transaction() as tx:
        wanted = secret.NewCommit(epoch=0, what="secret_started", change=CHANGE, way_in=CHANGE)
        await secret.commit(tx, ann.viewer, room, first, wanted)
        late = asyncio.create_task(change(bo, room, 0, "secret_started"))
        done, _ = await asyncio.wait({late}, timeout=0.2)
        assert not done, "Bo waits until Ann's stands"
    assert (await late).body["code"] == "epoch_passed"
    again = await change(ann, room, 0, "secret_started", first)
    assert (again.status, again.body["system"]["what"]) == (200, "secret_started"), "sent twice, made once"
    assert (await change(bo, room, 0, "secret_started", first)).body["code"] == "message_id_taken"
    said = new_id()
    await seal(bo, room, 1, message_id=said)
    assert (await change(bo, room, 1, "device_added", said)).body["code"] == "message_id_taken"
    assert (await change(bo, room, 1, "device_added", welcome="aGVsbG8=")).status == 200
    assert (await change(ann, room, 2, change="A" * 65_537)).status == 400
    found = (await ann.get(f"/rooms/{room}/secret/commits?after=0")).body
    assert [(one["epoch"], one["welcome"]) for one in found["data"]] == [(1, None), (2, "aGVsbG8=")]
    assert (await ann.get(f"/rooms/{room}/secret/commits?after=1")).body["data"] == found["data"][1:]
    state = (await ann.get(f"/rooms/{room}/secret")).body
    assert (state["epoch"], {one["user_id"] for one in state["devices"]}) == (2, {str(ann.id), str(bo.id)})
    world.move(timedelta(days=91))
    await work.forget_old_rooms(world.app)
    async with world.app.reading() as tx:
        assert await tx.value(COMMITS) == 0


async def test_a_device_that_is_signed_out_has_no_keys_and_is_out_before_anything_is_said(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room = await secret_room(ann, bo)
    phone = await on_another_device(world, bo)
    device = await keys(phone, PACKAGE)
    mine = (await bo.get("/users/me/secret/devices")).body["data"]
    assert [(one["name"], one["here"]) for one in mine] == [("test device", True), ("another device", False)]
    assert (await seal(ann, room, 1)).status == 200
    assert (await bo.delete(f"/auth/sessions/{phone.session_id}")).status == 204
    assert [one["id"] for one in (await bo.get("/users/me/secret/devices")).body["data"]] == [mine[0]["id"]]
    assert str(device) not in json.dumps((await ann.get(f"/rooms/{room}/secret")).body)
    assert await handed(ann, room, device) == []
    assert (await seal(ann, room, 1)).body["code"] == "epoch_passed", "first it is taken out of the group"
    assert (await change(ann, room, 1, "device_removed")).status == 200
    assert (await seal(ann, room, 2)).status == 200
    assert (await phone.get(f"/rooms/{room}/secret")).status == 401


async def test_a_session_has_one_device_and_a_person_has_ten(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    first = await keys(ann)
    path = f"/users/me/secret/devices/{first}"
    assert (await ann.put(path, {"signature_key": KEY})).status == 200, "twice is once"
    assert (await ann.put(path, {"signature_key": "b3RoZXI="})).body["code"] == "device_id_taken"
    assert (await bo.put(path, {"signature_key": KEY})).body["code"] == "device_id_taken"
    assert (await ann.put(path, {"signature_key": "A" * 401})).status == 400
    second = await keys(ann)
    assert [one["id"] for one in (await ann.get("/users/me/secret/devices")).body["data"]] == [str(second)]
    for _ in range(secret.MOST_DEVICES - 1):
        await keys(await on_another_device(world, ann))
    eleventh = await on_another_device(world, ann)
    refused = await eleventh.put(f"/users/me/secret/devices/{new_id()}", {"signature_key": KEY})
    assert (refused.status, refused.body["code"]) == (409, "too_many_secret_devices")
    async with world.app.transaction() as tx:
        try:
            await secret.put_device(tx, Viewer(ann.id), new_id(), secret.NewDevice(KEY))
        except secret.NotAllowed:
            return
    raise AssertionError("an API key is no device")


async def test_a_report_holds_what_the_reporter_tells_apart_from_what_we_know(world: World) -> None:
    ann, bo, mo = await world.user("Ann"), await world.user("Bo"), await staff(world)
    room, message = await secret_room(ann, bo), new_id()
    await seal(bo, room, 1, message_id=message)
    quoted = [{"message_id": message, "text": "something vile"}, {"message_id": new_id(), "text": "made up"}]
    wanted: dict[str, Any] = {"kind": "message", "target_id": message, "room_id": room, "reason": "harassment"}
    answer = await ann.post("/reports", wanted | {"said": quoted})
    case = answer.body["data"][0]["id"]
    evidence = (await mo.post(f"/admin/reports/{case}/views")).body["evidence"]
    assert evidence["message"]["body"] == ""
    told = {"unproven": True, "said": [{"message_id": str(message), "text": "something vile"}]}
    assert evidence["told_by_reporter"] == told, "only of messages that there are"
    plain, open_ = await direct_room(ann, bo), new_id()
    await say(bo, plain, "kind words", open_)
    forged = wanted | {"target_id": open_, "room_id": plain, "said": [{"message_id": open_, "text": "vile"}]}
    assert (await ann.post("/reports", forged)).body["errors"][0]["pointer"] == "#/said", "what we can read is not told"


async def test_a_notice_of_a_secret_message_says_that_there_is_one(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    room, message = await secret_room(ann, bo), new_id()
    await seal(ann, room, 1, message_id=message)
    await work.tell_of_message(world.app, work.TellOfMessage(room, message))
    told = (await bo.get("/notices")).body["data"]
    assert [one["body"]["text"] for one in told if one["title"] == "Ann"] == ["…"]
    assert TEXT not in json.dumps(told)
