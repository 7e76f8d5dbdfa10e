"""Whoever reports is heard and not exposed; what they saw is kept; whoever judges is written down."""

import asyncio
import os
import sys
from datetime import timedelta
from typing import Any, Literal
from uuid import uuid4

import asyncpg
import pytest

from tests.makers.chat import direct_room, say
from tests.makers.events import event
from tests.makers.people import befriend
from tests.realtime.conftest import open_gate
from tests.realtime.ear import Ear
from tests.world import Person, World
from tomoda.admin import actions, work
from tomoda.auth import work as endings
from tomoda.auth.actions import account
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.core.words import new_id

QUEUED = sql("select payload from pgqueuer where entrypoint = $1")
LOGGED = sql("select array_agg(act order by id) from staff_log")
REWRITE = sql("update staff_log set reason = 'nothing'")
EVIDENCE = sql("select count(*) from report_evidence")


async def staff(world: World, name: str = "Mo", role: Literal["moderator", "admin"] = "moderator") -> Person:
    person = await world.user(name)
    async with world.app.transaction() as tx:
        await actions.appoint(tx, person.id, role)
    return person


async def report(person: Person, kind: str, target: Any, **more: Any) -> str:
    wanted = {"kind": kind, "target_id": target, "reason": "harassment", **more}
    answer = await person.post("/reports", wanted)
    assert answer.status == 201, answer.body
    return answer.body["data"][0]["id"]


async def titles(person: Person) -> list[str]:
    return [one["title"] for one in (await person.get("/notices")).body["data"]]


async def test_what_was_reported_stays_as_it_was_though_its_author_deletes_it_and_leaves(world: World) -> None:
    ann, bo, mo = await world.user("Ann"), await world.user("Bo"), await staff(world)
    await befriend(ann, bo)
    room, message = await direct_room(ann, bo), new_id()
    await say(ann, room, "before")
    await say(bo, room, "something vile", message)
    case = await report(ann, "message", message, room_id=room)
    await bo.delete(f"/rooms/{room}/messages/{message}")
    await bo.delete("/users/me")
    seen = (await mo.post(f"/admin/reports/{case}/views")).body
    assert seen["evidence"]["message"]["body"] == "something vile"
    assert [one["body"] for one in seen["evidence"]["around"]] == ["before"]
    assert seen["case"]["accused"]["username"] == "Bo"
    assert "Ann" not in str(seen["case"]), "who reported is nobody's business"


async def test_report_and_block_is_one_step(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)
    first = await report(ann, "user", bo.id, block=True)
    assert (await ann.get(f"/users/{bo.id}")).status == (await bo.get(f"/users/{ann.id}")).status == 404
    assert (await ann.get("/friends")).body["data"] == []
    assert await report(ann, "user", bo.id) == first, "the same report, and still possible after the block"
    assert await titles(ann) == ["We have your report"]
    assert await titles(bo) == []


async def test_what_ann_cannot_see_she_cannot_report(world: World) -> None:
    ann, bo, cy = await world.user("Ann"), await world.user("Bo"), await world.user("Cy")
    room = await direct_room(bo, cy)
    message = new_id()
    await say(bo, room, "between us", message)
    picnic = await event(bo)
    await bo.put(f"/users/me/blocks/{ann.id}")
    for kind, target, more in (
        ("user", bo.id, {}),
        ("event", picnic, {}),
        ("message", message, {"room_id": room}),
        ("room", room, {}),
        ("user", uuid4(), {}),
    ):
        wanted = {"kind": kind, "target_id": target, "reason": "spam", **more, "block": True}
        answer = await ann.post("/reports", wanted)
        assert (answer.status, answer.body["code"]) == (404, "not_found"), kind
    assert (await ann.post("/reports", {"kind": "user", "target_id": ann.id, "reason": "spam"})).status == 409


async def test_a_report_of_what_begins_soon_jumps_the_queue_and_its_outcome_is_told(world: World) -> None:
    ann, bo, mo = await world.user("Ann"), await world.user("Bo"), await staff(world)
    await report(ann, "user", bo.id, reason="dating")
    soon = await report(ann, "event", await event(bo, hours=1))
    queue = (await mo.get("/admin/reports")).body["data"]
    seen = [(one["kind"], one["reason"], one["urgent"]) for one in queue]
    assert seen == [("event", "harassment", True), ("user", "dating", False)], "this is no place to look for dates"
    await mo.put(f"/admin/reports/{soon}/claim")
    verdict = {"outcome": "warned", "reason": "No alcohol for minors."}
    assert (await mo.put(f"/admin/reports/{soon}/verdict", verdict)).status == 204
    assert (await mo.put(f"/admin/reports/{soon}/verdict", verdict)).body["code"] == "report_closed"
    assert (await titles(ann))[0] == "Your report was decided"
    assert await titles(bo) == ["A warning about your account"]
    assert "Ann" not in str((await bo.get("/notices")).body)
    world.move(work.EVIDENCE_KEPT + timedelta(hours=1))
    await work.forget_evidence(world.app)
    async with world.app.reading() as tx:
        assert await tx.value(EVIDENCE) == 1, "what is open keeps its evidence"


async def test_the_suspended_vanish_are_cut_off_and_come_back_when_their_time_has_run(world: World) -> None:
    ann, bo, mo = await world.user("Ann"), await world.user("Bo"), await staff(world)
    async for gate in open_gate(world):
        ear = await Ear.of(bo, gate.url)
        await ear.listen(f"user:{bo.id}", 0)
        until = (world.app.clock() + timedelta(days=3)).isoformat()
        wanted = {"kind": "suspended", "reason": "Spam in five rooms.", "until": until}
        assert (await mo.put(f"/admin/people/{bo.id}/sanction", wanted)).status == 204
        async with asyncio.timeout(30):
            await ear.closed.wait()
        assert ear.code == 4403
    await endings.look(world.app, timedelta(minutes=1))
    assert (await ann.get(f"/users/{bo.id}")).status == 404
    assert (await bo.get("/friends")).body["code"] == "account_suspended"
    assert (await bo.get("/users/me/standing")).body["data"][0]["reason"] == "Spam in five rooms."
    assert await titles(bo) == ["Your account was suspended"]
    async with world.app.reading() as tx:
        payload = await tx.value(QUEUED, "admin.end_suspension")
    await do_now(world.app, "admin.end_suspension", payload)
    assert (await ann.get(f"/users/{bo.id}")).status == 404, "its time has not run"
    world.move(timedelta(days=3, minutes=1))
    await do_now(world.app, "admin.end_suspension", payload)
    assert (await ann.get(f"/users/{bo.id}")).status == 200


async def test_leaving_and_coming_back_is_no_way_around_a_suspension(world: World) -> None:
    bo, mo = await world.user("Bo"), await staff(world)
    await mo.put(f"/admin/people/{bo.id}/sanction", {"kind": "suspended", "reason": "Spam."})
    assert (await bo.delete("/users/me")).status == 204
    async with world.app.transaction() as tx:
        assert await account.restore(tx, bo.id)
    assert (await mo.get(f"/users/{bo.id}")).status == 404
    assert (await mo.post(f"/admin/people/{bo.id}/sanction/lift", {"reason": "A mistake."})).status == 204
    assert (await mo.get(f"/users/{bo.id}")).status == 200
    lift = await mo.post(f"/admin/people/{bo.id}/sanction/lift", {"reason": "Again."})
    assert lift.body["code"] == "already_so"


async def test_nobody_judges_their_own_case_and_only_an_admin_acts_on_staff(world: World) -> None:
    ann, mo, ida = await world.user("Ann"), await staff(world), await staff(world, "Ida", "admin")
    own = await report(mo, "user", ann.id)
    against = await report(ann, "user", mo.id)
    verdict = {"outcome": "no_action", "reason": "Nothing in it."}
    for case in (own, against):
        assert (await mo.put(f"/admin/reports/{case}/verdict", verdict)).body["code"] == "own_case"
    ban = {"kind": "banned", "reason": "Abuse of power."}
    assert (await mo.put(f"/admin/people/{ida.id}/sanction", ban)).body["code"] == "own_case"
    assert (await ida.put(f"/admin/people/{mo.id}/sanction", ban)).status == 204


async def test_for_everybody_else_there_is_no_such_place(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    case = await report(ann, "user", bo.id)
    reason = {"reason": "Because I can."}
    for answer in (
        await ann.get("/admin/reports"),
        await ann.get("/admin/log"),
        await ann.post(f"/admin/reports/{case}/views"),
        await ann.put(f"/admin/reports/{case}/claim"),
        await ann.put(f"/admin/reports/{case}/verdict", {"outcome": "banned", **reason}),
        await ann.put(f"/admin/people/{bo.id}/sanction", {"kind": "banned", **reason}),
        await ann.post(f"/admin/people/{bo.id}/sanction/lift", reason),
    ):
        assert (answer.status, answer.body["code"]) == (404, "not_found")


async def test_every_act_of_staff_is_in_a_log_that_cannot_be_rewritten(world: World) -> None:
    ann, bo, mo = await world.user("Ann"), await world.user("Bo"), await staff(world)
    case = await report(ann, "user", bo.id)
    await mo.post(f"/admin/reports/{case}/views")
    await mo.put(f"/admin/reports/{case}/claim")
    await mo.put(f"/admin/reports/{case}/verdict", {"outcome": "banned", "reason": "Threats."})
    async with world.app.reading() as tx:
        acts = await tx.value(LOGGED)
    assert acts == ["appointed:moderator", "viewed", "claimed", "decided:banned", "banned"]
    log = (await mo.get(f"/admin/log?target={bo.id}")).body["data"]
    assert {one["staff_id"] for one in log} == {str(mo.id)}
    with pytest.raises(asyncpg.RaiseError):
        async with world.app.transaction() as tx:
            await tx.run(REWRITE)


async def test_staff_are_made_by_the_command_line_of_the_machine(world: World) -> None:
    ann = await world.user("Ann")
    where = world.app.database
    told = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("DB_", "REDIS_"))},
        "DB_HOST": where.host,
        "DB_PORT": str(where.port),
        "DB_USER": where.user,
        "DB_NAME": where.name,
        "REDIS_HOST": world.app.cache.host,
        "REDIS_PORT": str(world.app.cache.port),
        "JWT_SECRET": "x" * 40,
    }

    async def command(*words: str) -> int:
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tomoda.cli", "staff", *words, env=told)
        return await process.wait()

    assert await command("add", "ANN", "--role", "admin") == 0
    assert (await ann.get("/admin/reports")).status == 200
    async with world.app.transaction() as tx:
        assert await actions.dismiss(tx, ann.id)
    assert (await ann.get("/admin/reports")).status == 404
