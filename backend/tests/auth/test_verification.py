"""A mark that somebody checked who a person is: one for each identity, for a year, and nothing of who they are."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from tests.admin.test_reports import staff, titles
from tests.auth.test_providers import CERTAIN
from tests.fakes.oidc import Issuers, sign_in_at
from tests.makers.people import befriend
from tests.world import Answer, Person, World
from tomoda.app import edges, offered
from tomoda.auth.actions.verifying import VALID_FOR
from tomoda.auth.queries import account
from tomoda.auth.routes.verifying import VERIFICATIONS
from tomoda.core.sql import STATEMENTS, sql
from tomoda.edges.oauth import Checker
from tomoda.settings import Misconfigured, read

ROWS = sql("select row_to_json(v) from verifications v")
KEPT = sql("select count(*) from verifications")
OVER = sql("update verifications set verified_at = verified_at - interval '2 years', expires_at = now()")
LOG = sql("select act, reason from staff_log where target_id = $1")


@pytest.fixture
def checked(issuers: Issuers, world: World) -> Issuers:
    """Somebody checks, and tells what it checked by an acr, or as verified claims."""
    world.app.edges["checker"] = issuers.checker()
    return issuers


async def begin(person: Person) -> Answer:
    return await person.post("/auth/verification/start")


async def verify(person: Person, login: str) -> Answer:
    """The whole way in a browser."""
    begun = await begin(person)
    assert begun.status == 201, begun.body
    back = await sign_in_at(person.world, begun.body["url"], login)
    assert back.location.endswith(f"/sign-in/return?provider=checker&state={begun.body['state']}")
    return await finish(person, begun)


async def finish(person: Person, begun: Answer, **changes: Any) -> Answer:
    said = {"state": begun.body["state"], "secret": begun.body["secret"], **changes}
    return await person.post("/auth/verification/finish", said)


async def mark(viewer: Person, of: Person) -> str | None:
    return (await viewer.get(f"/users/{of.id}")).body["verified"]


async def test_a_mark_says_what_was_checked_and_keeps_nothing_of_who_it_is(world: World, checked: Issuers) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    await befriend(ann, bo)
    login = f"Erika Mustermann {uuid4()}"
    told = {"acr": "strong", "birthdate": "1964-08-12", "given_name": "Erika", "email": "erika@example.org"}
    checked.person("checker", login, **told)
    done = await verify(ann, login)
    assert (done.status, done.body["mark"]["kind"], done.body["offered"]) == (200, "strong", True)
    assert [await mark(who, ann) for who in (ann, bo, cy)] == ["strong"] * 3
    await ann.patch("/users/me", {"audiences": {"verified": "friends"}})
    assert [await mark(who, ann) for who in (ann, bo, cy)] == ["strong", "strong", None]
    async with world.app.reading() as tx:
        row = (await tx.value(ROWS)).decode()
        exported = (await account.everything(tx, ann.id))["verifications"]
    for secret in (login, "Erika", "erika", "1964"):
        assert secret not in row
    assert set(msgspec.json.decode(exported)[0]) == {"user_id", "kind", "verified_at", "expires_at", "revoked_at"}
    assert (await verify(cy, login)).body["code"] == "checked_elsewhere", "one identity marks one account"
    assert (await verify(ann, login)).status == 200, "again is a year from now"
    world.move(VALID_FOR + timedelta(minutes=1))
    assert [await mark(who, ann) for who in (ann, bo)] == [None, None], "though no job has run"
    assert (await ann.get("/auth/verification")).body["mark"] is None
    world.move(-world.moved)
    async with world.app.transaction() as tx:
        await tx.run(OVER)
    assert (await verify(cy, login)).body["mark"]["kind"] == "strong", "it is nobody's any more"
    assert (await cy.delete("/auth/verification")).status == 204
    async with world.app.reading() as tx:
        assert await tx.value(KEPT) == 0, "nothing is left of either"


async def test_what_was_not_checked_just_now_by_this_person_marks_nobody(world: World, checked: Issuers) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    checked.person("checker", "nothing", acr="password")
    assert (await verify(ann, "nothing")).body["code"] == "nothing_checked"
    checked.person("checker", "assured", verified_claims={"verification": {"trust_framework": "selfie"}, "claims": {}})
    begun = await begin(ann)
    await sign_in_at(world, begun.body["url"], "assured")
    assert (await finish(bo, begun)).body["code"] == "identity_refused", "Ann began, and Bo cannot finish"
    begun = await begin(ann)
    await sign_in_at(world, begun.body["url"], "assured")
    assert (await finish(ann, begun, secret="x" * 30)).body["code"] == "identity_refused"
    assert (await finish(ann, begun)).body["mark"]["kind"] == "selfie"
    assert (await finish(ann, begun)).body["code"] == "identity_refused", "once"
    url = "/auth/providers/checker/finish"
    assert (await world.ask("POST", url, {"state": "x" * 30, "secret": "x" * 30})).body["code"] == "provider_off"
    await verify(bo, "assured")
    tried = [await begin(bo) for _ in range(VERIFICATIONS.times)]
    assert (tried[-1].status, tried[-1].body["code"]) == (429, "rate_limited")
    world.move(CERTAIN)
    assert (await begin(ann)).body["code"] == "confirm_first"
    there = world.app.edges["checker"]
    now = world.app.clock()
    stale = {"iss": there.provider.issuer, "aud": "checker-web", "sub": "x", "nonce": "n", "acr": "id"}
    stale |= {"iat": int(now.timestamp()), "exp": int(now.timestamp()) + 60, "auth_time": int(now.timestamp()) - 3600}
    with pytest.raises(Exception, match="auth_time"):
        await there.checked(checked.sign("checker", stale), "n", now)


async def test_whom_the_checker_says_is_a_child_is_suspended_and_may_appeal(world: World, checked: Issuers) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    born = world.app.clock().date() - timedelta(days=17 * 365)
    checked.person("checker", "young", acr="id", birthdate=str(born))
    refused = await verify(ann, "young")
    assert (refused.status, refused.body["code"]) == (403, "too_young")
    assert (await bo.get(f"/users/{ann.id}")).status == 404
    [sanction] = (await ann.get("/users/me/standing")).body["data"]
    assert (sanction["kind"], "under 18" in sanction["reason"], sanction["until"]) == ("suspended", True, None)
    assert (await ann.put("/users/me/standing/appeal", {"words": "I am 25."})).status == 204
    async with world.app.reading() as tx:
        assert await tx.value(KEPT) == 0
    checked.person("checker", "claims to be", acr="id", age_over_18=False)
    assert (await verify(bo, "claims to be")).body["code"] == "too_young"


async def test_staff_take_a_mark_away_with_a_reason_and_it_cannot_be_got_again(world: World, checked: Issuers) -> None:
    ann, bo, mo = await world.user("Ann"), await world.user("Bo"), await staff(world)
    checked.person("checker", "borrowed", acr="id")
    await verify(ann, "borrowed")
    path = f"/admin/people/{ann.id}/verification/revoked"
    assert (await bo.put(path, {"reason": "Not hers."})).status == 404
    assert (await mo.put(path, {"reason": "Somebody else's card."})).status == 204
    assert (await mo.put(path, {"reason": "Somebody else's card."})).status == 404
    assert (await mark(bo, ann), await titles(ann)) == (None, ["Your mark was taken away"])
    async with world.app.reading() as tx:
        [row] = await tx.rows(LOG, ann.id)
    assert (row["act"], row["reason"]) == ("revoked:verification", "Somebody else's card.")
    assert (await ann.delete("/auth/verification")).status == 204
    assert (await verify(ann, "borrowed")).body["code"] == "verification_revoked"
    assert (await verify(bo, "borrowed")).body["code"] == "checked_elsewhere"
    assert (await ann.get("/auth/verification")).body["mark"]["revoked"] is True


async def test_without_a_checker_there_is_none_and_half_of_one_stops_the_start(world: World) -> None:
    ann = await world.user("Ann")
    assert (await begin(ann)).body["code"] == "provider_off"
    assert (await ann.get("/auth/verification")).body == {"offered": False, "mark": None}
    whole = {"DB_HOST": "db", "DB_USER": "u", "DB_NAME": "n", "REDIS_HOST": "v", "JWT_SECRET": "s" * 32}
    assert "checker" not in edges(read(whole))
    assert offered(read(whole))["verification"] is False
    there = {"VERIFY_ISSUER": "https://bank.example", "VERIFY_CLIENT_ID": "c", "VERIFY_CLIENT_SECRET": "s"}
    with pytest.raises(Misconfigured, match="VERIFY_KINDS"):
        read({**whole, **there})
    with pytest.raises(Misconfigured, match="VERIFY_KINDS: best"):
        read({**whole, **there, "VERIFY_KINDS": "best=loa4"})
    settings = read({**whole, **there, "VERIFY_KINDS": "strong=http://ftn.ficora.fi/2017/loa3 id=a=b"})
    found = edges(settings)["checker"]
    assert isinstance(found, Checker)
    assert found.kinds == {"http://ftn.ficora.fi/2017/loa3": "strong", "a=b": "id"}
    assert offered(settings)["verification"] is True


async def test_nothing_ranks_by_the_mark_and_no_door_asks_for_it() -> None:
    asking = {one.origin.partition(":")[0] for one in STATEMENTS if " verifications " in one.text}
    theirs = {one for one in asking if one.startswith("tomoda.") and not one.endswith(".verifying")}
    assert theirs == {"tomoda.discovery.queries.people", "tomoda.core.personal"}, "the page of a person, and an export"
