"""People come in by a code from their mail or by a password, and attackers do not."""

import asyncio
from dataclasses import dataclass, field

import pytest

from tests.world import Answer, World
from tomoda.auth import actions
from tomoda.core.sql import sql

CODE = sql("select id from codes where email = $1 order by created_at desc limit 1")
QUEUED = sql("select count(*) from pgqueuer where entrypoint = 'auth.send_code'")
PASSWORD = sql("select hash from passwords")
EVERYTHING = sql("select string_agg(to_jsonb(users)::text, '') from users")

NOA = {"display_name": "Noa", "birth_date": "1999-02-28", "locale": "en", "time_zone": "Europe/Helsinki"}


@dataclass
class Mailbox:
    """What Noa reads: the code that the worker would mail, made by the same function."""

    world: World
    email: str = "noa@example.org"
    codes: list[str] = field(default_factory=list[str])

    async def ask(self) -> str:
        """Ask for a code, and read it."""
        answer = await self.world.ask("POST", "/auth/codes", {"email": self.email})
        assert answer.status == 202, answer.body
        async with self.world.app.transaction() as tx:
            made = await actions.make_code(tx, await tx.value(CODE, self.email))
        assert made is not None
        return made[1]

    async def answer(self, code: str) -> Answer:
        """Give a code back."""
        return await self.world.ask("POST", "/auth/codes/answer", {"email": self.email, "code": code})

    async def sign_up(self, **changes: object) -> Answer:
        """The whole way in for somebody new."""
        proof = (await self.answer(await self.ask())).body["proof"]
        return await self.world.ask("POST", "/auth/sign-up", {"proof": proof, **NOA, **changes})


@pytest.fixture
def noa(world: World) -> Mailbox:
    return Mailbox(world)


async def test_noa_signs_up_with_a_code_and_comes_back_with_another(noa: Mailbox) -> None:
    first = await noa.sign_up()
    assert first.status == 201
    again = await noa.answer(await noa.ask())
    assert again.body["state"] == "signed_in"
    assert again.body["session"]["user_id"] == first.body["user_id"]
    me = await noa.world.ask("GET", "/users/me", authorization=f"Bearer {again.body['session']['access_token']}")
    assert (me.body["display_name"], me.body["time_zone"]) == ("Noa", "Europe/Helsinki")


async def test_a_code_is_good_once(noa: Mailbox) -> None:
    await noa.sign_up()
    code = await noa.ask()
    assert (await noa.answer(code)).status == 200
    assert (await noa.answer(code)).body["code"] == "wrong_code"


async def test_a_code_dies_after_ten_minutes(noa: Mailbox) -> None:
    code = await noa.ask()
    noa.world.move(actions.CODE_LIFETIME)
    assert (await noa.answer(code)).body["code"] == "wrong_code"


async def test_ten_guesses_at_once_are_ten_guesses(noa: Mailbox) -> None:
    code = await noa.ask()
    wrong = f"{(int(code) + 1) % 1_000_000:06}"

    async def guess() -> bool:
        async with noa.world.app.transaction() as tx:
            return await actions.count_try(tx, noa.email)

    allowed = await asyncio.gather(*(guess() for _ in range(25)))
    assert sum(allowed) == actions.CODE_TRIES
    assert (await noa.answer(wrong)).body["code"] == "wrong_code"
    assert (await noa.answer(code)).body["code"] == "wrong_code", "ten tries are over, even for the right one"


async def test_whether_somebody_has_an_address_is_not_said(noa: Mailbox) -> None:
    await noa.sign_up()
    known = await noa.world.ask("POST", "/auth/codes", {"email": "noa@example.org"})
    unknown = await noa.world.ask("POST", "/auth/codes", {"email": "nobody@example.org"})
    assert (known.status, known.body) == (unknown.status, unknown.body)
    async with noa.world.app.reading() as tx:
        assert await tx.value(QUEUED) == 3
    wrong = {"password": "not the password"}
    known = await noa.world.ask("POST", "/auth/password", {"email": "noa@example.org", **wrong})
    unknown = await noa.world.ask("POST", "/auth/password", {"email": "nobody@example.org", **wrong})
    assert (known.status, known.body["code"]) == (unknown.status, unknown.body["code"]) == (401, "wrong_password")


async def test_who_is_not_eighteen_is_refused_and_nothing_of_them_is_kept(noa: Mailbox) -> None:
    today = noa.world.app.clock().date()
    eve_of_eighteen = today.replace(year=today.year - 18, day=1, month=today.month % 12 + 1)
    if eve_of_eighteen <= today.replace(year=today.year - 18):
        eve_of_eighteen = eve_of_eighteen.replace(year=eve_of_eighteen.year + 1)
    answer = await noa.sign_up(birth_date=eve_of_eighteen.isoformat())
    assert (answer.status, answer.body["code"]) == (403, "too_young")
    async with noa.world.app.reading() as tx:
        assert await tx.value(EVERYTHING) is None


async def test_the_birth_date_is_not_kept_even_of_adults(noa: Mailbox) -> None:
    assert (await noa.sign_up()).status == 201
    async with noa.world.app.reading() as tx:
        assert "1999-02-28" not in await tx.value(EVERYTHING)


async def test_noa_chooses_a_password_and_comes_in_with_it(noa: Mailbox) -> None:
    await noa.sign_up(password="six bowls of ramen")
    with_it = {"email": "NOA@example.org", "password": "six bowls of ramen"}
    assert (await noa.world.ask("POST", "/auth/password", with_it)).status == 200
    async with noa.world.app.reading() as tx:
        assert (await tx.value(PASSWORD)).startswith("$argon2id$v=19$m=65536,t=3,p=4$"), "the second of RFC 9106"


@pytest.mark.parametrize("password", ["short", "Password123", "1234567890", "aaaaaaaaaaaaaa"])
async def test_a_password_that_is_easy_to_guess_is_refused(noa: Mailbox, password: str) -> None:
    answer = await noa.sign_up(password=password)
    assert (answer.status, answer.body["code"]) == (422, "weak_password")


async def test_a_proof_is_good_once_and_for_half_an_hour(noa: Mailbox) -> None:
    proof = (await noa.answer(await noa.ask())).body["proof"]
    noa.world.move(actions.PROOF_LIFETIME)
    late = await noa.world.ask("POST", "/auth/sign-up", {"proof": proof, **NOA})
    assert (late.status, late.body["code"]) == (401, "proof_refused")
    proof = (await noa.answer(await noa.ask())).body["proof"]
    assert (await noa.world.ask("POST", "/auth/sign-up", {"proof": proof, **NOA})).status == 201
    assert (await noa.world.ask("POST", "/auth/sign-up", {"proof": proof, **NOA})).status == 401


async def test_five_codes_an_hour_are_enough(noa: Mailbox) -> None:
    for _ in range(5):
        assert (await noa.world.ask("POST", "/auth/codes", {"email": noa.email})).status == 202
    answer = await noa.world.ask("POST", "/auth/codes", {"email": noa.email})
    assert (answer.status, answer.body["code"]) == (429, "rate_limited")
    assert 0 < int(answer.headers["retry-after"]) <= 3600
    assert answer.headers["ratelimit-policy"].startswith('"code_send";q=5;w=3600')


async def test_a_request_that_makes_no_sense_says_where(world: World) -> None:
    answer = await world.ask("POST", "/auth/codes", {"email": "not an address", "locale": "xx"})
    assert (answer.status, answer.body["code"]) == (400, "malformed")
    assert answer.body["errors"][0]["pointer"] in ("#/email", "#/locale")
    unknown = await world.ask("POST", "/auth/codes", {"email": "a@example.org", "admin": True})
    assert "admin" in unknown.body["errors"][0]["detail"]
