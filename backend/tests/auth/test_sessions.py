"""People stay signed in for as long as they want, and not a second longer."""

from datetime import timedelta

from tests.world import World
from tomoda.auth import actions, work
from tomoda.core import tokens

PASSWORD = "six bowls of ramen"


async def test_ann_refreshes_and_goes_on(world: World) -> None:
    ann = await world.user("Ann")
    answer = await world.ask("POST", "/auth/refresh", {"refresh_token": ann.refresh_token})
    assert answer.status == 200
    assert answer.body["session_id"] == str(ann.session_id)
    assert answer.body["refresh_token"] != ann.refresh_token
    me = await world.ask("GET", "/users/me", authorization=f"Bearer {answer.body['access_token']}")
    assert me.body["display_name"] == "Ann"


async def test_a_copied_refresh_token_ends_the_session_of_both(world: World) -> None:
    ann = await world.user("Ann")
    stolen = ann.refresh_token
    fresh = (await world.ask("POST", "/auth/refresh", {"refresh_token": stolen})).body["refresh_token"]
    thief = await world.ask("POST", "/auth/refresh", {"refresh_token": stolen})
    assert (thief.status, thief.body["code"]) == (401, "refresh_refused")
    owner = await world.ask("POST", "/auth/refresh", {"refresh_token": fresh})
    assert (owner.status, owner.body["code"]) == (401, "refresh_refused")
    await work.look(world.app, timedelta(minutes=1))
    assert (await ann.get("/users/me")).body["code"] == "session_ended"


async def test_a_browser_keeps_the_refresh_token_where_no_script_reads_it(world: World) -> None:
    ann = await world.user("Ann")
    answer = await world.ask("POST", "/auth/refresh", {"refresh_token": ann.refresh_token}, x_tomoda_client="web")
    assert answer.body["refresh_token"] is None
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/api/v1/auth" in cookie
    again = await world.ask("POST", "/auth/refresh", {}, x_tomoda_client="web", cookie=cookie.partition(";")[0])
    assert again.status == 200


async def test_bo_ends_the_session_on_his_lost_phone(world: World) -> None:
    bo = await world.user("Bo")
    phone = bo.session_id
    answer = await world.ask("POST", "/auth/refresh", {"refresh_token": bo.refresh_token})
    listed = await bo.get("/auth/sessions")
    assert [one["current"] for one in listed.body["data"]] == [True]
    assert (await bo.delete(f"/auth/sessions/{phone}")).status == 204
    refused = await world.ask("GET", "/users/me", authorization=f"Bearer {answer.body['access_token']}")
    assert (refused.status, refused.body["code"]) == (401, "session_ended")


async def test_ann_sees_her_devices_and_signs_out_everywhere_else(world: World) -> None:
    ann = await world.user("Ann")
    code = {"email": "ann@example.org", "password": PASSWORD}
    hashed = await actions.hash_password(PASSWORD)
    async with world.app.transaction() as tx:
        await tx.run(actions.SET_PASSWORD, ann.id, hashed, tx.now)
    world.move(timedelta(minutes=5))
    tokens_of = [
        (await world.ask("POST", "/auth/password", {**code, "device": device})).body["access_token"]
        for device in ("Firefox, Linux", "Safari, iOS")
    ]
    phone, laptop = [{"authorization": f"Bearer {token}"} for token in tokens_of]
    listed = (await world.ask("GET", "/auth/sessions", **phone)).body["data"]
    assert sorted(one["device"] for one in listed) == ["Firefox, Linux", "Safari, iOS", "test device"]
    assert [one["device"] for one in listed if one["current"]] == ["Firefox, Linux"]
    used = {one["device"]: one["last_used_at"] for one in listed}
    assert used["Firefox, Linux"] > used["test device"], "when each was last used is told"
    assert (await world.ask("DELETE", "/auth/sessions", **phone)).status == 204
    await work.look(world.app, timedelta(minutes=1))
    assert (await world.ask("GET", "/users/me", **phone)).status == 200
    for other in (laptop, {"authorization": f"Bearer {ann.token}"}):
        refused = await world.ask("GET", "/users/me", **other)
        assert (refused.status, refused.body["code"]) == (401, "session_ended")
    assert len((await world.ask("GET", "/auth/sessions", **phone)).body["data"]) == 1


async def test_nobody_ends_the_session_of_somebody_else(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    assert (await bo.delete(f"/auth/sessions/{ann.session_id}")).status == 204
    await work.look(world.app, timedelta(minutes=1))
    assert (await ann.get("/users/me")).status == 200


async def test_a_token_of_yesterday_opens_nothing(world: World) -> None:
    ann = await world.user("Ann")
    old = ann.token
    world.move(tokens.LIFETIME + timedelta(seconds=1))
    answer = await world.ask("GET", "/users/me", authorization=f"Bearer {old}")
    assert (answer.status, answer.body["code"]) == (401, "not_signed_in")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_forged_token_opens_nothing(world: World) -> None:
    ann = await world.user("Ann")
    forged = tokens.issue(b"another secret, of the same length!", ann.id, ann.session_id, world.app.clock())
    unsigned = "eyJhbGciOiJub25lIn0." + ann.token.split(".")[1] + "."
    for token in (forged, unsigned, ann.token[:-2], ann.token + "A", "x", "." * 2000):
        answer = await world.ask("GET", "/users/me", authorization=f"Bearer {token}")
        assert answer.status == 401
