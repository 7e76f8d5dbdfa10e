"""People come in by Google, Apple and LINE, and nobody comes in as somebody else."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from tests.fakes.oidc import CLIENTS, Issuers, Returned, sign_in_at
from tests.world import Answer, Person, World
from tomoda.app import offered, providers
from tomoda.auth.actions import account, grants
from tomoda.auth.messages import EraseAccount, RevokeGrant
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.settings import Misconfigured, read

SEALED = sql("select grant_sealed from identities")
ENQUEUED = sql("select payload from pgqueuer where entrypoint = $1")
IDENTITIES = sql("select count(*) from identities")
NOA = {"display_name": "Noa", "birth_date": "1999-02-28"}
CERTAIN = account.CERTAIN_FOR + timedelta(minutes=1)


@dataclass
class Flow:
    """One way to a provider and back."""

    world: World
    provider: str
    url: str
    state: str
    secret: str

    async def finish(self, **changes: Any) -> Answer:
        """Come in with what came back."""
        body = {"state": self.state, "secret": self.secret, **changes}
        return await self.world.ask("POST", f"/auth/providers/{self.provider}/finish", body)


async def begin(world: World, provider: str, **headers: str) -> Flow:
    answer = await world.ask("POST", f"/auth/providers/{provider}/start", **headers)
    assert answer.status == 201, answer.body
    return Flow(world, provider, answer.body["url"], answer.body["state"], answer.body["secret"])


async def through(world: World, provider: str, login: str) -> Answer:
    """The whole way in a browser."""
    flow = await begin(world, provider)
    await sign_in_at(world, flow.url, login)
    return await flow.finish()


async def sign_up(world: World, proof: str, **changes: Any) -> Answer:
    return await world.ask("POST", "/auth/sign-up", {"proof": proof, **NOA, **changes})


async def a_nonce(world: World, provider: str) -> str:
    return (await world.ask("POST", f"/auth/providers/{provider}/nonce")).body["nonce"]


async def by_token(world: World, provider: str, token: str, nonce: str, **more: str) -> Answer:
    return await world.ask("POST", f"/auth/providers/{provider}/token", {"id_token": token, "nonce": nonce, **more})


def claims(world: World, issuers: Issuers, provider: str, given: str, **changes: Any) -> dict[str, Any]:
    """What an honest ID token says, with changes; None takes a claim away."""
    now = int(world.app.clock().timestamp())
    honest = {"iss": issuers.told.issuers[provider], "aud": CLIENTS[provider][1], "sub": "noa", "nonce": given}
    said = {**honest, "iat": now, "exp": now + 600, **changes}
    return {name: value for name, value in said.items() if value is not None}


async def entered_by(world: World, issuers: Issuers, provider: str, subject: str) -> Answer:
    """Come in by a token that the issuer signed for this subject."""
    nonce = await a_nonce(world, provider)
    alg = {"line": "ES256"}.get(provider, "RS256")
    token = issuers.sign(provider, claims(world, issuers, provider, nonce, sub=subject), alg=alg)
    return await by_token(world, provider, token, nonce)


@pytest.mark.parametrize("provider", ["google", "apple", "line"])
async def test_noa_signs_up_at_the_provider_and_comes_back_the_same_way(
    world: World, issuers: Issuers, provider: str
) -> None:
    login = f"noa-{uuid4()}"
    issuers.person(provider, login, email=f"{login}@example.org", email_verified=True, apple_name="Noa Aalto")
    new = await through(world, provider, login)
    assert new.body["state"] == "new"
    assert new.body["email"] == (None if provider == "line" else f"{login}@example.org")
    signed_up = await sign_up(world, new.body["proof"])
    assert signed_up.status == 201
    again = await through(world, provider, login)
    assert again.body["state"] == "signed_in"
    assert again.body["session"]["user_id"] == signed_up.body["user_id"]
    me = {"authorization": f"Bearer {again.body['session']['access_token']}"}
    ways = (await world.ask("GET", "/auth/ways", **me)).body
    assert [one["provider"] for one in ways["identities"]] == [provider]
    assert ways["email"] == (None if provider == "line" else f"{login}@example.org")
    assert (await sign_up(world, new.body["proof"])).body["code"] == "proof_refused"


async def test_apple_tells_the_name_once_and_it_is_kept_until_noa_signs_up(world: World, issuers: Issuers) -> None:
    login = f"noa-{uuid4()}"
    issuers.person("apple", login, email=f"{login}@privaterelay.appleid.com", email_verified="true", apple_name="Noa B")
    assert (await through(world, "apple", login)).body["name"] == "Noa B"
    later = await through(world, "apple", login)
    assert later.body["name"] == "Noa B", "she closed the page the first time"
    assert later.body["email"] == f"{login}@privaterelay.appleid.com"


async def test_the_pages_of_the_provider_bring_people_back_to_ours_and_nowhere_else(
    world: World, issuers: Issuers
) -> None:
    flow = await begin(world, "google")
    back = await sign_in_at(world, flow.url, "noa")
    assert back.location == f"http://localhost:8000/sign-in/return?provider=google&state={flow.state}"
    native = await begin(world, "google", x_tomoda_client="ios")
    back = await sign_in_at(world, native.url, "noa")
    assert back.location == f"tomoda://sign-in/return?provider=google&state={native.state}"


async def test_only_who_began_can_finish_and_only_once(world: World, issuers: Issuers) -> None:
    flow, other = await begin(world, "google"), await begin(world, "google")
    await sign_in_at(world, flow.url, "noa")
    assert (await flow.finish(secret=other.secret)).body["code"] == "identity_refused"
    assert (await flow.finish()).body["state"] == "new"
    assert (await flow.finish()).body["code"] == "identity_refused"
    assert (await other.finish()).body["code"] == "provider_declined", "nobody came back from there"


async def test_the_code_of_somebody_else_is_of_no_use(world: World, issuers: Issuers) -> None:
    """An attacker's own code, put into Noa's flow, is bound to the attacker's verifier and nonce."""
    theirs, hers = await begin(world, "google"), await begin(world, "google")
    back: Returned = await sign_in_at(world, theirs.url, "mallory")
    code = back.sent.partition("code=")[2].partition("&")[0]
    url = f"{world.url}/api/v1/auth/providers/google/callback?state={hers.state}&code={code}"
    assert (await world.client.get(url)).status_code == 303
    assert (await hers.finish()).body["code"] == "identity_refused"


async def test_a_native_app_comes_in_by_an_id_token(world: World, issuers: Issuers) -> None:
    nonce = await a_nonce(world, "apple")
    hashed = sha256(nonce.encode()).hexdigest()
    token = issuers.sign("apple", claims(world, issuers, "apple", nonce, nonce=hashed))
    assert (await by_token(world, "apple", token, nonce, name="Noa")).body["name"] == "Noa"
    nonce = await a_nonce(world, "line")
    web = claims(world, issuers, "line", nonce, aud="line-web", sub="noa at line")
    token = issuers.sign("line", web, alg="HS256")
    assert (await by_token(world, "line", token, nonce)).body["state"] == "new"
    assert (await by_token(world, "line", token, nonce)).body["code"] == "identity_refused", "a nonce is good once"


FORGED: dict[str, dict[str, Any]] = {
    "for another app": {"aud": "somebody-else"},
    "for several, ours not the one it was made for": {"aud": ["google-app", "other"], "azp": "other"},
    "by another issuer": {"iss": "https://evil.example"},
    "expired": {"exp": 1_700_000_000, "iat": 1_699_999_000},
    "from the future": {"iat": 4_000_000_000, "exp": 4_000_000_600},
    "with no end": {"exp": None},
    "for no nonce": {"nonce": None},
    "for another nonce": {"nonce": "another nonce than the one that we gave"},
    "about nobody": {"sub": None},
}


async def test_a_token_that_is_not_honest_opens_nothing(world: World, issuers: Issuers) -> None:
    opened: list[str] = []
    for how, changes in FORGED.items():
        nonce = await a_nonce(world, "google")
        token = issuers.sign("google", claims(world, issuers, "google", nonce, **changes))
        answer = await by_token(world, "google", token, nonce)
        if (answer.status, answer.body.get("code")) != (401, "identity_refused"):
            opened.append(how)
    assert not opened


async def test_a_token_by_the_wrong_key_or_algorithm_opens_nothing(world: World, issuers: Issuers) -> None:
    async def tried(token: str) -> str:
        return (await by_token(world, "google", token, nonces.pop())).body["code"]

    nonces = [await a_nonce(world, "google") for _ in range(5)]
    honest = issuers.sign("google", claims(world, issuers, "google", nonces[4]))
    head, body, signature = honest.split(".")
    assert await tried("eyJhbGciOiJub25lIn0." + body + ".") == "identity_refused"
    shared = issuers.sign("google", claims(world, issuers, "google", nonces[3]), alg="HS256")
    assert await tried(shared) == "identity_refused", "Google has no shared secret with us"
    elsewhere = issuers.sign("line", claims(world, issuers, "google", nonces[2]), kid="google-1", alg="ES256")
    assert await tried(elsewhere) == "identity_refused"
    assert await tried(f"{head}.{body}.{signature[:-6]}AAAAAA") == "identity_refused"
    assert await tried("not.a.token") == "identity_refused"


async def test_new_keys_are_found_and_unknown_ones_are_not_asked_for_again_and_again(
    world: World, issuers: Issuers
) -> None:
    keys = world.app.edges["providers"]["google"].keys
    started = keys._clock()
    keys._clock = lambda: started
    assert (await entered_by(world, issuers, "google", "noa")).status == 200
    issuers.control("POST", "google", "rotate")
    begun = issuers.asked("google", "/jwks")
    assert (await entered_by(world, issuers, "google", "noa")).status == 401, "within a minute nobody asks again"
    assert issuers.asked("google", "/jwks") == begun
    keys._clock = lambda: started + 61
    assert (await entered_by(world, issuers, "google", "noa")).status == 200
    assert issuers.asked("google", "/jwks") == begun + 1


async def test_a_verified_address_of_somebody_here_links_only_after_they_came_in_as_before(
    world: World, issuers: Issuers
) -> None:
    noa, mallory = await world.user("Noa"), await world.user("Mallory")
    issuers.person("google", "noa-g", email="NOA@example.org", email_verified=True)
    refused = await through(world, "google", "noa-g")
    assert (refused.status, refused.body["code"]) == (409, "link_first")
    assert refused.body["extra"]["ways"] == ["email"]
    proof = refused.body["extra"]["proof"]
    assert (await sign_up(world, proof)).body["code"] == "proof_refused", "the address stays whose it is"
    linked = await noa.post("/auth/identities", {"proof": proof})
    assert [one["email"] for one in linked.body["identities"]] == ["NOA@example.org"]
    assert (await through(world, "google", "noa-g")).body["session"]["user_id"] == str(noa.id)
    assert (await mallory.post("/auth/identities", {"proof": proof})).body["code"] == "proof_refused"


async def test_an_address_that_the_provider_has_not_verified_is_nobodys(world: World, issuers: Issuers) -> None:
    noa = await world.user("Noa")
    issuers.person("google", "mallory", email="noa@example.org", email_verified=False)
    new = await through(world, "google", "mallory")
    assert (new.body["state"], new.body["email"]) == ("new", None)
    mallory = (await sign_up(world, new.body["proof"], display_name="Mallory")).body
    assert mallory["user_id"] != str(noa.id)
    ways = await world.ask("GET", "/auth/ways", authorization=f"Bearer {mallory['access_token']}")
    assert ways.body["email"] is None
    assert ways.body["identities"][0]["email"] is None


async def test_linking_while_signed_in_needs_certainty_and_an_identity_of_nobody_else(
    world: World, issuers: Issuers
) -> None:
    noa, bo = await world.user("Noa"), await world.user("Bo")
    flow = await begin(world, "line")
    await sign_in_at(world, flow.url, "noa-line")
    shown = {"provider": "line", "flow": {"state": flow.state, "secret": flow.secret}}
    assert (await noa.post("/auth/identities", shown)).status == 200
    assert (await entered_by(world, issuers, "line", "noa-line")).body["session"]["user_id"] == str(noa.id)
    nonce = await a_nonce(world, "line")
    token = issuers.sign("line", claims(world, issuers, "line", nonce, sub="noa-line"))
    body = {"provider": "line", "token": {"id_token": token, "nonce": nonce}}
    assert (await bo.post("/auth/identities", body)).body["code"] == "identity_taken"
    assert (await noa.post("/auth/identities", {})).body["code"] == "malformed"
    world.move(CERTAIN)
    nonce = await a_nonce(world, "google")
    token = issuers.sign("google", claims(world, issuers, "google", nonce))
    body = {"provider": "google", "token": {"id_token": token, "nonce": nonce}}
    assert (await noa.post("/auth/identities", body)).body["code"] == "confirm_first"


async def test_the_last_way_in_stays(world: World, issuers: Issuers) -> None:
    new = await entered_by(world, issuers, "line", "only-line")
    session = (await sign_up(world, new.body["proof"])).body
    me = {"authorization": f"Bearer {session['access_token']}"}
    line = (await world.ask("GET", "/auth/ways", **me)).body["identities"][0]["id"]
    refused = await world.ask("DELETE", f"/auth/identities/{line}", **me)
    assert (refused.status, refused.body["code"]) == (409, "last_way_in")
    nonce = await a_nonce(world, "google")
    token = issuers.sign("google", claims(world, issuers, "google", nonce, sub="second"))
    body = {"provider": "google", "token": {"id_token": token, "nonce": nonce}}
    assert (await world.ask("POST", "/auth/identities", body, **me)).status == 200
    assert (await world.ask("DELETE", f"/auth/identities/{uuid4()}", **me)).status == 404
    assert (await world.ask("DELETE", f"/auth/identities/{line}", **me)).status == 204
    assert (await entered_by(world, issuers, "line", "only-line")).body["state"] == "new"


async def test_a_provider_without_keys_is_off(world: World) -> None:
    for path in ("start", "nonce"):
        answer = await world.ask("POST", f"/auth/providers/google/{path}")
        assert (answer.status, answer.body["code"]) == (404, "provider_off")


def test_half_of_a_providers_settings_stops_the_start() -> None:
    whole = {"DB_HOST": "db", "DB_USER": "u", "DB_NAME": "n", "REDIS_HOST": "v", "JWT_SECRET": "s" * 32}
    assert "google" not in providers(read(whole))
    with pytest.raises(Misconfigured, match="GOOGLE_CLIENT_SECRET"):
        read({**whole, "GOOGLE_CLIENT_ID": "web, app"})
    settings = read({**whole, "GOOGLE_CLIENT_ID": "web, app", "GOOGLE_CLIENT_SECRET": "s"})
    assert providers(settings)["google"].clients == ("web", "app")
    assert offered(settings)["google_sign_in"]
    assert not offered(settings)["line_sign_in"]


async def test_a_provider_that_does_not_answer_says_so(world: World, issuers: Issuers) -> None:
    keys = world.app.edges["providers"]["google"].keys
    keys.issuer = "http://127.0.0.1:9"
    answer = await world.ask("POST", "/auth/providers/google/start")
    assert (answer.status, answer.body["code"]) == (503, "provider_silent")


def event(world: World, issuers: Issuers, kind: str, subject: str, **changes: Any) -> dict[str, str]:
    """What Apple's server tells, as it tells it: the events are JSON in a string."""
    said = f'{{"type": "{kind}", "sub": "{subject}", "event_time": 1}}'
    wanted = claims(world, issuers, "apple", "", nonce=None, sub=None, jti=str(uuid4()), events=said, **changes)
    return {"payload": issuers.sign("apple", wanted)}


async def apple_person(world: World, issuers: Issuers, subject: str) -> Person:
    new = await entered_by(world, issuers, "apple", subject)
    body = (await sign_up(world, new.body["proof"])).body
    return Person(body["user_id"], "Noa", body["session_id"], body["refresh_token"], world)


async def test_apple_tells_that_consent_was_withdrawn_and_that_an_account_is_gone(
    world: World, issuers: Issuers
) -> None:
    path = "/auth/providers/apple/notifications"
    noa = await apple_person(world, issuers, "noa-apple")
    bo = await apple_person(world, issuers, "bo-apple")
    forged = await world.ask("POST", path, event(world, issuers, "account-deleted", "noa-apple", aud="other"))
    assert (forged.status, forged.body["code"]) == (401, "identity_refused")
    withdrawn = event(world, issuers, "consent-revoked", "noa-apple")
    assert (await world.ask("POST", path, withdrawn)).body == {"received": True}
    refused = await world.ask("POST", "/auth/refresh", {"refresh_token": noa.refresh_token})
    assert refused.body["code"] == "refresh_refused"
    again = await entered_by(world, issuers, "apple", "noa-apple")
    assert again.body["session"]["user_id"] == noa.id, "with fresh consent she is back"
    assert (await world.ask("POST", path, withdrawn)).status == 200
    token = again.body["session"]["refresh_token"]
    assert (await world.ask("POST", "/auth/refresh", {"refresh_token": token})).status == 200, "told twice, done once"
    gone = event(world, issuers, "account-deleted", "bo-apple")
    assert (await world.ask("POST", path, gone)).status == 200
    assert (await world.ask("GET", f"/users/{bo.id}", authorization=f"Bearer {noa_token(again)}")).status == 404
    async with world.app.reading() as tx:
        assert await tx.value(IDENTITIES) == 1


def noa_token(answer: Answer) -> str:
    return answer.body["session"]["access_token"]


async def test_apple_hears_that_noa_s_account_is_deleted_and_forgets_that_she_let_us_in(
    world: World, issuers: Issuers
) -> None:
    login = f"noa-{uuid4().hex[:8]}"
    issuers.person("apple", login, email=f"{login}@example.org", email_verified=True)
    body = (await sign_up(world, (await through(world, "apple", login)).body["proof"])).body
    noa = Person(body["user_id"], "Noa", body["session_id"], body["refresh_token"], world)
    async with world.app.reading() as tx:
        sealed = await tx.value(SEALED)
    grant = grants.unseal(world.app.secret, sealed)
    assert grant is not None
    assert grant not in sealed
    assert grants.unseal(b"another secret of ours", sealed) is None
    assert issuers.introspect("apple", grant), "it is good at Apple"
    assert (await world.ask("DELETE", "/users/me", authorization=f"Bearer {body['access_token']}")).status == 204
    world.move(account.GRACE + timedelta(minutes=1))
    await do_now(world.app, EraseAccount.name, msgspec.json.encode({"user_id": noa.id}))
    async with world.app.reading() as tx:
        (job,) = await tx.rows(ENQUEUED, RevokeGrant.name)
    world.move(-account.GRACE)  # Apple's clock is the machine's
    for _ in range(2):  # a job may be done twice
        await do_now(world.app, RevokeGrant.name, job["payload"])
    assert not issuers.introspect("apple", grant), "Apple knows it no more"
