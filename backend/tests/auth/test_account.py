"""People leave, come back, take their data along, and are forgotten."""

from base64 import b64encode
from datetime import timedelta
from typing import Any

import httpx
import msgspec

from tests.makers.chat import direct_room, say
from tests.makers.events import event, going
from tests.makers.media import files, upload
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.auth import actions, work
from tomoda.auth.actions import account
from tomoda.auth.messages import EraseAccount, PrepareExport
from tomoda.core.jobs import do_now
from tomoda.core.personal import PERSONAL
from tomoda.core.sql import sql
from tomoda.users import actions as people

PASSWORD = "correct horse battery"

REFERENCES = sql("""
    select rel.relname || '.' || att.attname as name, con.confdeltype::text as rule
    from pg_constraint con join pg_class rel on rel.oid = con.conrelid
    join pg_attribute att on att.attrelid = con.conrelid and att.attnum = any(con.conkey)
    where con.contype = 'f' and con.confrelid = 'users'::regclass
""")


async def with_password(person: Person) -> None:
    hashed = await actions.hash_password(PASSWORD)
    async with person.world.app.transaction() as tx:
        await tx.run(actions.SET_PASSWORD, person.id, hashed, tx.now)


async def leave(person: Person) -> None:
    assert (await person.delete("/users/me")).status == 204
    await work.look(person.world.app, timedelta(minutes=1))


async def come_back(person: Person) -> Any:
    return await person.world.ask(
        "POST", "/auth/password", {"email": f"{person.name.lower()}@example.org", "password": PASSWORD}
    )


async def test_who_leaves_is_gone_at_once_and_is_asked_before_they_are_back(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)
    await with_password(ann)
    await leave(ann)
    assert (await bo.get(f"/users/{ann.id}")).status == 404
    assert (await bo.get("/friends")).body["data"] == []
    assert (await ann.get("/users/me")).body["code"] == "session_ended"
    asked = await come_back(ann)
    assert (asked.status, asked.body["code"]) == (403, "account_deactivated")
    assert (await bo.get(f"/users/{ann.id}")).status == 404, "asking is not restoring"
    proof = asked.body["extra"]["proof"]
    assert (await world.ask("POST", "/auth/restore", {"proof": proof})).status == 200
    assert (await world.ask("POST", "/auth/restore", {"proof": proof})).body["code"] == "proof_refused"
    assert (await come_back(ann)).status == 200
    assert [one["person"]["display_name"] for one in (await bo.get("/friends")).body["data"]] == ["Ann"]


async def test_who_does_not_come_back_is_erased_after_the_grace_and_not_before(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await with_password(ann)
    await befriend(ann, bo)
    picnic = await event(bo)
    await going(ann, picnic)
    room = await direct_room(ann, bo)
    await say(ann, room, "so long")
    await leave(ann)
    erase = msgspec.json.encode(EraseAccount(user_id=ann.id))
    world.move(account.GRACE - timedelta(minutes=1))
    await do_now(world.app, EraseAccount.name, erase)
    assert await rows_about(world, ann) > 0
    world.move(timedelta(minutes=2))
    await do_now(world.app, EraseAccount.name, erase)
    assert await rows_about(world, ann) == 0
    assert (await come_back(ann)).body["code"] == "wrong_password"


async def test_who_came_back_is_not_erased(world: World) -> None:
    ann = await world.user("Ann")
    await with_password(ann)
    await leave(ann)
    proof = (await come_back(ann)).body["extra"]["proof"]
    await world.ask("POST", "/auth/restore", {"proof": proof})
    world.move(account.GRACE * 2)
    await do_now(world.app, EraseAccount.name, msgspec.json.encode(EraseAccount(user_id=ann.id)))
    assert (await come_back(ann)).status == 200


async def test_an_old_session_must_confirm_before_it_leaves_or_takes_data(world: World) -> None:
    ann = await world.user("Ann")
    await with_password(ann)
    world.move(account.CERTAIN_FOR + timedelta(minutes=1))
    assert (await ann.delete("/users/me")).body["code"] == "confirm_first"
    assert (await ann.post("/users/me/exports")).body["code"] == "confirm_first"
    assert (await ann.post("/auth/confirm", {"password": "a wrong password"})).body["code"] == "wrong_password"
    assert (await ann.post("/auth/confirm", {"password": PASSWORD})).status == 204
    assert (await ann.post("/users/me/exports")).status == 202


async def test_ann_takes_everything_along_that_is_hers_and_no_secret(gallery: World) -> None:
    world = gallery
    ann, bo = await world.user("Ann"), await world.user("Bo")
    photo, his = await upload(ann), await upload(bo)
    await with_password(ann)
    await befriend(ann, bo)
    await say(ann, await direct_room(ann, bo), "<b>so long</b>")
    asked = (await ann.post("/users/me/exports")).body
    path = f"/users/me/exports/{asked['id']}/links"
    assert (await ann.post(path)).status == 404, "it is being prepared"
    await do_now(world.app, PrepareExport.name, msgspec.json.encode({"export_id": asked["id"]}))
    links = (await ann.post(path)).body
    found = msgspec.json.decode((await fetched(world, links["json"])).content)
    assert found["users"][0]["email"] == "ann@example.org"
    assert [one["body"] for one in found["messages"]] == ["<b>so long</b>"]
    assert [one["friend_id"] for one in found["friendships"]] == [str(bo.id)]
    assert set(found) == {"users", "files"} | {one.named for one in PERSONAL if one.kind == "mine"}
    assert "argon2" not in str(found)
    kept = (await files(ann, photo))["screen"]
    assert found["files"] == {str(photo): f"data:image/webp;base64,{b64encode(kept).decode()}"}
    assert str(his) not in str(found)
    page = await fetched(world, links["page"])
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["content-disposition"].startswith("attachment")
    assert "&lt;b&gt;so long&lt;/b&gt;" in page.text
    assert found["files"][str(photo)] in page.text


async def test_a_link_to_an_export_is_good_once_for_ten_minutes_and_for_its_owner_s_alone(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    hers, his = [(await one.post("/users/me/exports")).body["id"] for one in (ann, bo)]
    for one in (hers, his):
        await do_now(world.app, PrepareExport.name, msgspec.json.encode({"export_id": one}))
    path = f"/users/me/exports/{hers}/links"
    assert (await bo.post(path)).status == 404
    link = (await ann.post(path)).body["json"]
    assert (await fetched(world, link.replace(hers, his))).status_code == 404, "it opens nothing else"
    assert (await fetched(world, link.replace("?until=1", "?until=2"))).status_code == 404
    assert (await fetched(world, link.replace(hers, f"{hers}/page"))).status_code == 404
    assert (await fetched(world, link)).status_code == 200
    assert (await fetched(world, link)).status_code == 404, "once"
    late = (await ann.post(path)).body["page"]
    world.move(account.CERTAIN_FOR + timedelta(minutes=1))
    assert (await fetched(world, late)).status_code == 404
    assert (await ann.post(path)).body["code"] == "confirm_first"
    world.move(account.EXPORT_KEPT)
    assert (await ann.get("/users/me/exports")).body["data"] == []


async def fetched(world: World, link: str) -> httpx.Response:
    """What a browser gets that follows a link, with no token."""
    return await world.client.get(link.replace(world.app.public_url, world.url))


async def test_every_reference_to_a_person_is_classified_and_ends_with_them(world: World) -> None:
    classified = {f"{one.table}.{one.column}" for one in PERSONAL}
    async with world.app.reading() as tx:
        found = {row["name"]: row["rule"] for row in await tx.rows(REFERENCES)}
    assert set(found) - classified == set(), "say in the domain's messages.py whose this is: personal(…)"
    assert {name for name, rule in found.items() if rule not in ("c", "n")} == set(), "erasing must not be refused"


async def test_the_suspended_may_read_their_own_and_leave_and_nothing_else(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    async with world.app.transaction() as tx:
        await people.hide(tx, ann.id, "suspended")
    world.app.closed.clear()
    await work.look(world.app, timedelta())
    assert (await bo.get(f"/users/{ann.id}")).status == 404
    assert (await ann.get("/users/me")).body["state"] == "suspended"
    assert (await ann.get("/friends")).body["code"] == "account_suspended"
    assert (await ann.post("/users/me/exports")).status == 202
    assert (await ann.delete("/users/me")).status == 204


async def rows_about(world: World, person: Person) -> int:
    """How many rows still name this person, in every table that refers to people, and among people."""
    count = 0
    async with world.app.reading() as tx:
        for row in await tx.rows(REFERENCES):
            table, _, column = row["name"].partition(".")
            count += len(await tx.rows(sql(f"select 1 from {table} where {column} = $1"), person.id))
        count += len(await tx.rows(sql("select 1 from users where id = $1"), person.id))
    return count
