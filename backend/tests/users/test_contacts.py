"""Whoever has the addresses of others finds those who want it, and learns nothing of anybody else."""

import hashlib
from datetime import timedelta
from typing import Any

from tests.auth.test_keys import make as make_key
from tests.bench import requests
from tests.discovery.test_plans import plan
from tests.world import Answer, Person, World
from tomoda.core.sql import sql
from tomoda.core.words import new_id
from tomoda.users import queries

STORED = sql("select count(*) from idempotency_keys")
FORGET_ADDRESS = sql("update users set email = null, email_folded = null where id = $1")
EVERYBODY_WANTS_IT = sql("""
    update users set email = username || '@example.org', email_folded = username || '@example.org',
        findable_by_email = true
""")
MONTH = 30 * 86_400


def hashed(address: str) -> str:
    return hashlib.sha256(f"tomoda:{address.lower()}".encode()).hexdigest()


async def look(person: Person, *addresses: str, **headers: str) -> Answer:
    return await person.post("/users/by-contacts", {"hashes": [hashed(one) for one in addresses]}, **headers)


async def lets_others_find(*persons: Person, on: bool = True) -> None:
    for person in persons:
        assert (await person.patch("/users/me", {"findable_by_email": on})).body["findable_by_email"] is on


async def test_ann_finds_who_wants_it_and_all_others_are_as_if_they_had_never_been(world: World) -> None:
    ann, bo, cy, dee, eve, fay = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Dee", "Eve", "Fay")]
    assert (await look(ann, "bo@example.org")).body["code"] == "not_findable_yourself", "who looks is found, too"
    await lets_others_find(ann, bo, dee, eve, fay)
    everybody = ["Bo@Example.org", *(f"{name}@example.org" for name in ("ann", "cy", "dee", "eve", "fay", "nobody"))]
    await dee.put(f"/users/me/blocks/{ann.id}")
    await ann.put(f"/users/me/blocks/{eve.id}")
    assert (await fay.delete("/users/me")).status == 204
    only_bo = [{"hash": hashed("bo@example.org"), "person": (await ann.get("/users/by-username/bo")).body}]
    found = await look(ann, *everybody)
    assert found.body == {"data": only_bo}
    nobody = await look(ann, "nobody@example.org")
    for hidden in everybody[1:]:
        answer = await look(ann, hidden)
        assert (answer.status, answer.body) == (nobody.status, nobody.body) == (200, {"data": []}), hidden
    assert (await look(cy, "bo@example.org")).status == 403, "Cy wants to be found by nobody"
    await lets_others_find(bo, on=False)
    assert (await look(ann, *everybody)).body == {"data": []}
    async with world.app.transaction() as tx:
        await tx.run(FORGET_ADDRESS, ann.id)
    assert (await look(ann, "bo@example.org")).status == 403, "whoever has no address proves none"


async def test_nothing_of_what_was_looked_for_is_kept_and_no_key_of_a_server_may_look(world: World) -> None:
    ann = await world.user("Ann")
    await lets_others_find(ann)
    wanted = hashed("bo@example.org")
    answer = await look(ann, "bo@example.org", idempotency_key="once")
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    async with world.app.reading() as tx:
        assert await tx.value(STORED) == 0
    valkey: Any = world.app.valkey
    async for name in valkey.scan_iter("*"):
        assert wanted.encode() not in name
        kept = await valkey.get(name) if await valkey.type(name) == b"string" else b""
        assert wanted.encode() not in (kept or b"")
    key = await make_key(ann, "users:read", "users:write")
    refused = await world.ask("POST", "/users/by-contacts", {"hashes": [wanted]}, x_api_key=key)
    assert refused.status == 403


async def test_an_address_book_fits_and_a_directory_does_not(world: World) -> None:
    """300 addresses a day and 1,000 in thirty days, whatever they are and whoever is found."""
    ann = await world.user("Ann")
    await lets_others_find(ann)
    now = world.app.clock().timestamp()
    world.move(timedelta(seconds=MONTH - now % MONTH))  # limits count in windows of the calendar: begin with one
    hundred = [f"{new_id()}@example.org" for _ in range(100)]
    for _ in range(3):
        statuses = [(await look(ann, *hundred)).status for _ in range(3)]
        over = await look(ann, *hundred[:1])
        assert (statuses, over.status) == ([200] * 3, 429)
        assert over.headers["ratelimit-policy"].startswith('"contacts";q=300;w=86400')
        world.move(timedelta(days=2))
    assert (await look(ann, *hundred)).status == 200
    over = await look(ann, *hundred[:1])
    assert over.headers["ratelimit-policy"].startswith(f'"contacts_month";q=1000;w={MONTH}')
    too_many = await ann.post("/users/by-contacts", {"hashes": [hashed("x")] * 101})
    assert (too_many.status, too_many.body["code"]) == (400, "malformed")
    assert (await ann.post("/users/by-contacts", {"hashes": ["bo@example.org"]})).status == 400


async def test_addresses_are_looked_for_by_their_index_however_many_people_there_are(world: World) -> None:
    async with world.app.transaction() as tx:
        await tx.run(requests.PEOPLE, 2_000)
        await tx.run(EVERYBODY_WANTS_IT)
    async with world.app.reading() as tx:
        await tx._connection.execute(requests.ANALYZE.text, timeout=60)  # pyright: ignore[reportPrivateUsage]
    steps = await plan(world.app, queries.BY_CONTACTS)
    assert "users_by_contact" in {step.get("Index Name") for step in steps}
    assert "users" not in {step.get("Relation Name") for step in steps if step["Node Type"] == "Seq Scan"}
