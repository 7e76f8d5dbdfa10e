"""A server of somebody's does in their name what its key may, and nothing else."""

from datetime import timedelta
from typing import Any, get_args

from tests.makers.events import event
from tests.world import Answer, Person, World
from tomoda.app import doors_only
from tomoda.auth.actions import account
from tomoda.auth.schemas import Scope
from tomoda.core import contract
from tomoda.core.http.scopes import CLOSED, scope_of
from tomoda.core.sql import sql
from tomoda.users import actions as people

KEPT = sql("select string_agg(to_jsonb(api_keys)::text, '') from api_keys")
CERTAIN = account.CERTAIN_FOR + timedelta(minutes=1)


async def make(person: Person, *scopes: str, **more: Any) -> str:
    answer = await person.post("/auth/keys", {"name": "My calendar", "scopes": scopes, **more})
    assert answer.status == 201, answer.body
    return answer.body["key"]


async def by_key(world: World, key: str, path: str, method: str = "GET", body: Any = None) -> Answer:
    return await world.ask(method, path, body, x_api_key=key)


async def test_a_key_reads_and_writes_what_its_scopes_say(world: World) -> None:
    noa, bo = await world.user("Noa"), await world.user("Bo")
    picnic = await event(bo)
    reader = await make(noa, "events:read", "users:read")
    assert (await by_key(world, reader, "/users/me")).body["id"] == str(noa.id)
    assert (await by_key(world, reader, f"/events/{picnic}")).status == 200
    going = await by_key(world, reader, f"/events/{picnic}/rsvp", "PUT", {"answer": "going"})
    assert (going.status, going.body["code"]) == (403, "scope_missing")
    assert (await by_key(world, reader, "/rooms")).body["code"] == "scope_missing"
    writer = await make(noa, "events:write")
    assert (await by_key(world, writer, f"/events/{picnic}/rsvp", "PUT", {"answer": "going"})).status == 200
    assert (await by_key(world, writer, f"/events/{picnic}")).body["code"] == "scope_missing"


async def test_no_key_touches_ways_in_the_account_or_other_keys(world: World) -> None:
    noa = await world.user("Noa")
    key = await make(noa, *get_args(Scope.__value__))
    tried = [
        *(("GET", "/auth/ways"), ("GET", "/auth/keys"), ("GET", "/auth/sessions"), ("POST", "/auth/keys")),
        *(("DELETE", "/users/me"), ("POST", "/users/me/exports"), ("POST", "/realtime/tickets")),
        *(("PUT", "/auth/password"), ("POST", "/auth/passkeys/options"), ("DELETE", "/auth/sessions")),
    ]
    for method, path in tried:
        answer = await by_key(world, key, path, method, None if method == "GET" else {})
        assert (answer.status, answer.body["code"]) == (403, "scope_missing"), f"{method} {path}"


def test_every_route_of_every_domain_is_open_to_some_scope_or_closed_on_purpose() -> None:
    known = set(get_args(Scope.__value__))
    for path, method, handler in contract.operations(doors_only()):
        needed = scope_of(handler)
        if needed is None:
            assert handler.fn.__module__.split(".")[1] in CLOSED or handler.opt.get("session"), f"{method} {path}"
        else:
            assert needed in known, f"{method} {path} needs {needed}: say in auth/schemas.py that it can be given"
            assert not needed.startswith(("auth", "admin"))


async def test_a_key_is_shown_once_and_only_its_hash_is_kept(world: World) -> None:
    noa, bo = await world.user("Noa"), await world.user("Bo")
    key = await make(noa, "users:read")
    assert key.startswith("sk_")
    listed = (await noa.get("/auth/keys")).body["data"]
    assert [(one["name"], one["hint"], one["last_used_at"]) for one in listed] == [("My calendar", key[-4:], None)]
    assert (await bo.get("/auth/keys")).body["data"] == []
    async with world.app.reading() as tx:
        assert key not in await tx.value(KEPT)
    assert (await bo.delete(f"/auth/keys/{listed[0]['id']}")).status == 404
    assert (await by_key(world, key, "/users/me")).status == 200


async def test_a_key_opens_nothing_once_it_is_revoked_or_expired_or_misspelled(world: World) -> None:
    noa = await world.user("Noa")
    key = await make(noa, "users:read")
    short = await make(noa, "users:read", expires_at=(world.app.clock() + timedelta(hours=1)).isoformat())
    past = (world.app.clock() - timedelta(hours=1)).isoformat()
    refused = await noa.post("/auth/keys", {"name": "x", "scopes": ["users:read"], "expires_at": past})
    assert refused.body["code"] == "malformed"
    assert (await noa.post("/auth/keys", {"name": "x", "scopes": ["auth:write"]})).body["code"] == "malformed"
    for wrong in (key[:-1] + ("A" if key[-1] != "A" else "B"), key + "A", "sk_", "x"):
        assert (await by_key(world, wrong, "/users/me")).body["code"] == "not_signed_in"
    ids = [one["id"] for one in (await noa.get("/auth/keys")).body["data"]]
    assert (await noa.delete(f"/auth/keys/{ids[1]}")).status == 204
    assert (await by_key(world, key, "/users/me")).body["code"] == "not_signed_in"
    assert (await by_key(world, short, "/users/me")).status == 200
    world.move(timedelta(hours=1))
    assert (await by_key(world, short, "/users/me")).body["code"] == "not_signed_in"


async def test_only_somebody_who_is_certain_makes_keys(world: World) -> None:
    noa = await world.user("Noa")
    world.move(CERTAIN)
    refused = await noa.post("/auth/keys", {"name": "x", "scopes": ["users:read"]})
    assert refused.body["code"] == "confirm_first"


async def test_when_a_key_was_last_used_is_known_to_the_minute_and_written_no_more_often(world: World) -> None:
    noa = await world.user("Noa")
    key = await make(noa, "users:read")

    async def last() -> str:
        return (await noa.get("/auth/keys")).body["data"][0]["last_used_at"]

    await by_key(world, key, "/users/me")
    first = await last()
    assert first is not None
    await by_key(world, key, "/users/me")
    assert await last() == first
    world.move(timedelta(minutes=1))
    await by_key(world, key, "/users/me")
    assert await last() > first


async def test_the_key_of_somebody_who_was_suspended_or_banned_may_no_more_than_they(world: World) -> None:
    noa = await world.user("Noa")
    key = await make(noa, "users:read", "friends:read")
    async with world.app.transaction() as tx:
        await people.hide(tx, noa.id, "suspended")
    assert (await by_key(world, key, "/users/me")).body["state"] == "suspended"
    assert (await by_key(world, key, "/friends")).body["code"] == "account_suspended"
    async with world.app.transaction() as tx:
        await people.hide(tx, noa.id, "banned")
    assert (await by_key(world, key, "/users/me")).body["code"] == "not_signed_in"
