"""Whoever has passkeys does not lose their account with their mailbox: who comes by mail alone waits."""

from typing import Any

from tests.auth.test_devices import CAFE, EVIL, HOME, PASSWORD, PHONE, THEIRS, Visitor, proxied
from tests.auth.test_passkeys import challenge, make
from tests.auth.test_ways_in import CODE
from tests.fakes.authenticator import Authenticator
from tests.world import Answer, World
from tomoda.auth import actions

__all__ = ["proxied"]
EMAIL = "ann@example.org"
NEW = "nine cranes over a lake"


async def entered(answer: Answer, world: World) -> Any:
    """Asks as whoever has just come in."""
    assert answer.status == 200, answer.body
    token = answer.body.get("session", answer.body)["access_token"]

    async def ask(method: str, path: str, body: Any = None, **more: str) -> Answer:
        return await world.ask(method, path, body, authorization=f"Bearer {token}", **more)

    return ask


async def reset(visitor: Visitor) -> Answer:
    assert (await visitor.post("/auth/codes", {"email": EMAIL, "purpose": "password"})).status == 202
    async with visitor.world.app.transaction() as tx:
        made = await actions.make_code(tx, await tx.value(CODE, EMAIL))
    assert made is not None
    return await visitor.post("/auth/password/reset", {"email": EMAIL, "code": made[1], "new": NEW})


async def test_who_reads_anns_mail_cannot_take_her_account_before_she_is_back_with_her_passkey(proxied: World) -> None:
    ann, phone = await proxied.user("Ann"), Authenticator()
    await make(ann, phone)
    hers = Visitor(proxied, HOME, PHONE)
    said = {"credential": phone.answer(await challenge(proxied)), "device": "phone"}
    assert (await hers.post("/auth/passkeys/answer", said)).status == 200
    thief = Visitor(proxied, EVIL, THEIRS)
    as_thief = await entered(await thief.answer(await thief.code()), proxied)
    dangers: list[tuple[str, str, Any]] = [
        ("POST", "/auth/passkeys/options", {}),
        ("POST", "/auth/address", {"email": "evil@example.org"}),
        ("POST", "/users/me/exports", {}),
        ("POST", "/auth/keys", {"name": "x", "scopes": ["users:read"]}),
        ("PUT", "/auth/password", {"new": NEW}),
        ("DELETE", "/users/me", None),
    ]
    for method, path, body in dangers:
        refused = await as_thief(method, path, body)
        assert (refused.status, refused.body["code"]) == (403, "wait_first"), path
        assert refused.body["extra"]["until"] > proxied.app.clock().isoformat()
    code = await thief.code()
    assert (await as_thief("POST", "/auth/confirm", {"code": code}, x_tomoda_device=THEIRS)).status == 204
    assert (await as_thief("DELETE", "/users/me")).body["code"] == "wait_first", "the same mail proves no more"
    as_thief = await entered(await reset(thief), proxied)
    assert (await as_thief("DELETE", "/users/me")).body["code"] == "wait_first"
    with_new = await thief.post("/auth/password", {"email": EMAIL, "password": NEW})
    as_thief = await entered(with_new, proxied)
    assert (await as_thief("DELETE", "/users/me")).body["code"] == "wait_first", "nor does what it set"
    assert [one["kind"] for one in (await hers_again(hers, phone, proxied)).body["data"]].count(
        "auth.signed_in_elsewhere"
    ) >= 1, "and she was told"

    as_ann = await entered(await hers.answer(await hers.code()), proxied)
    assert (await as_ann("POST", "/auth/passkeys/options", {})).status == 201, "her own phone is known"
    cafe = Visitor(proxied, CAFE, "laptop-in-a-cafe-0123456")
    as_ann = await entered(await cafe.answer(await cafe.code()), proxied)
    assert (await as_ann("POST", "/auth/passkeys/options", {})).body["code"] == "wait_first"
    shown = phone.answer(await challenge(proxied))
    assert (await as_ann("POST", "/auth/confirm", {"passkey": shown})).status == 204
    assert (await as_ann("POST", "/auth/passkeys/options", {})).status == 201, "her passkey ends the wait"


async def hers_again(hers: Visitor, phone: Authenticator, world: World) -> Answer:
    said = {"credential": phone.answer(await challenge(world)), "device": "phone"}
    ask = await entered(await hers.post("/auth/passkeys/answer", said), world)
    return await ask("GET", "/notices")


async def test_whoever_lost_their_passkeys_waits_two_days_and_who_has_none_does_not(proxied: World) -> None:
    ann = await proxied.user("Ann")
    elsewhere = Visitor(proxied, CAFE, THEIRS)
    as_ann = await entered(await elsewhere.answer(await elsewhere.code()), proxied)
    assert (await as_ann("POST", "/auth/passkeys/options", {})).status == 201, "mail is all that she ever had"
    await make(ann, Authenticator())
    new = Visitor(proxied, EVIL, "new-phone-of-ann-0123456")
    answer = await new.answer(await new.code())
    proxied.move(actions.WAIT)
    again = await proxied.ask("POST", "/auth/refresh", {"refresh_token": answer.body["session"]["refresh_token"]})
    as_ann = await entered(again, proxied)
    assert (await as_ann("POST", "/auth/passkeys/options", {})).body["code"] == "confirm_first"
    code = await new.code()
    confirmed = await as_ann("POST", "/auth/confirm", {"code": code}, x_tomoda_device="new-phone-of-ann-0123456")
    assert confirmed.status == 204
    assert (await as_ann("POST", "/auth/passkeys/options", {})).status == 201


async def test_five_new_passwords_an_hour_are_enough(proxied: World) -> None:
    await proxied.user("Ann")
    evil = Visitor(proxied, EVIL, THEIRS)
    wrong = {"email": EMAIL, "code": "000000", "new": PASSWORD}
    answers = [await evil.post("/auth/password/reset", wrong) for _ in range(6)]
    assert [one.status for one in answers] == [401] * 5 + [429]
    assert answers[-1].headers["ratelimit-policy"].startswith('"reset";q=5;w=3600')
    assert (await reset(Visitor(proxied, HOME, PHONE))).status == 200, "Ann is not shut out by it"
