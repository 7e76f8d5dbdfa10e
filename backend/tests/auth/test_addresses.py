"""People change their address at both ends, take it back, and get a new password for a forgotten one."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from tests.fakes.authenticator import Authenticator
from tests.fakes.mailbox import Mailbox, open_mailbox
from tests.world import Answer, Person, World
from tomoda.auth import actions, work
from tomoda.auth.actions import account, addresses
from tomoda.auth.actions.passwords import require_strong
from tomoda.auth.errors import WeakPassword
from tomoda.auth.messages import MailUndo, SendCode
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.edges.mail import Mail
from tomoda.users import actions as people

CODES = sql("select id from codes where email = $1 order by created_at")
UNDOS = sql("select id from address_undos")
JOB = sql("select count(*) from pgqueuer where entrypoint = $1")
FORGET_ADDRESS = sql("update users set email = null, email_folded = null where id = $1")
PHONE = {"x_tomoda_device": "a secret that only Noa's phone knows"}
GOOD = "six bowls of ramen"


@pytest.fixture
def box(world: World) -> Iterator[Mailbox]:
    with open_mailbox() as found:
        world.app.edges["mail"] = Mail(found.url, "Tomoda <hello@tomoda.life>")
        yield found


async def read_code(world: World, box: Mailbox, email: str) -> str | None:
    """What is in the newest mail to this address, once the worker has done what there is to do; None: no mail."""
    async with world.app.reading() as tx:
        ids: list[UUID] = [row["id"] for row in await tx.rows(CODES, email)]
    before = len(box.to(email))
    await do_now(world.app, SendCode.name, msgspec.json.encode(SendCode(code_id=ids[-1], locale="en")))
    mails = box.to(email)[before:]
    return str(mails[0]["Subject"])[:6] if mails else None


async def ask(person: Person, email: str) -> Answer:
    return await person.post("/auth/address", {"email": email}, **PHONE)


async def confirm(person: Person, after: str | None, before: str | None = None) -> Answer:
    codes = {"after": after or "000000", **({"before": before} if before else {})}
    return await person.post("/auth/address/confirm", codes, **PHONE)


async def change(world: World, box: Mailbox, noa: Person, email: str) -> str:
    """Change it, and read the link that came to the old one."""
    old = (await noa.get("/users/me")).body["email"]
    assert (await ask(noa, email)).status == 202
    after, before = await read_code(world, box, email), await read_code(world, box, old)
    assert (await confirm(noa, after, before)).status == 200
    async with world.app.reading() as tx:
        undo_id = (await tx.rows(UNDOS))[-1]["id"]
        assert await tx.value(JOB, MailUndo.name) > 0
    await do_now(world.app, MailUndo.name, msgspec.json.encode(MailUndo(undo_id=undo_id, locale="en")))
    text = box.to(old)[-1].get_content()
    return text.partition("/undo-address?token=")[2].split()[0]


async def test_noa_changes_her_address_with_a_code_from_each_end(world: World, box: Mailbox) -> None:
    noa = await world.user("Noa")
    assert (await ask(noa, "new@example.org")).status == 202
    after, before = await read_code(world, box, "new@example.org"), await read_code(world, box, "noa@example.org")
    assert "to be your e-mail address" in box.to("new@example.org")[0].get_content()
    assert (await confirm(noa, after)).body["code"] == "wrong_code", "the old end has not confirmed"
    assert (await confirm(noa, before, after)).body["code"] == "wrong_code"
    assert (await noa.get("/users/me")).body["email"] == "noa@example.org"
    assert (await confirm(noa, after, before)).body["email"] == "new@example.org"
    assert (await confirm(noa, after, before)).body["code"] == "wrong_code", "it is done"


async def test_a_code_for_one_purpose_serves_no_other(world: World, box: Mailbox) -> None:
    noa = await world.user("Noa")
    await ask(noa, "new@example.org")
    before = await read_code(world, box, "noa@example.org")
    entering = {"email": "noa@example.org", "code": before}
    assert (await world.ask("POST", "/auth/codes/answer", entering, **PHONE)).body["code"] == "wrong_code"
    reset = {**entering, "new": GOOD}
    assert (await world.ask("POST", "/auth/password/reset", reset, **PHONE)).body["code"] == "wrong_code"


async def test_whether_somebody_has_the_new_address_is_not_said(world: World, box: Mailbox) -> None:
    noa, _ = await world.user("Noa"), await world.user("Bo")
    free = await ask(noa, "free@example.org")
    taken = await ask(noa, "BO@example.org")
    assert (taken.status, taken.body) == (free.status, free.body)
    assert await read_code(world, box, "BO@example.org") is None, "Bo is left in peace"
    before = await read_code(world, box, "noa@example.org")
    assert (await confirm(noa, "123456", before)).body["code"] == "wrong_code"
    assert (await ask(noa, "NOA@example.org")).body["code"] == "malformed"


async def test_an_old_session_confirms_first_and_ten_tries_are_all(world: World, box: Mailbox) -> None:
    noa = await world.user("Noa")
    await ask(noa, "new@example.org")
    after, before = await read_code(world, box, "new@example.org"), await read_code(world, box, "noa@example.org")
    wrong = f"{(int(after or 0) + 1) % 1_000_000:06}"
    for _ in range(actions.CODE_TRIES):
        await confirm(noa, wrong, before)
    async with world.app.transaction() as tx:
        assert not await actions.count_try(tx, "new@example.org", None, "address_after")
    assert (await confirm(noa, after, before)).status in (401, 429)
    assert (await noa.get("/users/me")).body["email"] == "noa@example.org"
    world.move(account.CERTAIN_FOR + timedelta(minutes=1))
    assert (await ask(noa, "other@example.org")).body["code"] == "confirm_first"


async def test_somebody_without_an_address_adds_one_with_one_code(world: World, box: Mailbox) -> None:
    noa = await world.user("Noa")
    async with world.app.transaction() as tx:
        await tx.run(FORGET_ADDRESS, noa.id)
    await ask(noa, "first@example.org")
    assert (await confirm(noa, await read_code(world, box, "first@example.org"))).body["email"] == "first@example.org"
    async with world.app.reading() as tx:
        assert await tx.rows(UNDOS) == []


async def test_the_link_at_the_old_address_takes_it_all_back(world: World, box: Mailbox) -> None:
    noa = await world.user("Noa")
    hers = Authenticator()
    options = (await noa.post("/auth/passkeys/options")).body["options"]
    await noa.post("/auth/passkeys", {"credential": hers.make(options), "name": "before"})
    token = await change(world, box, noa, "thief@example.org")
    options = (await noa.post("/auth/passkeys/options")).body["options"]
    await noa.post("/auth/passkeys", {"credential": Authenticator().make(options), "name": "since"})
    assert (await noa.put("/auth/password", {"new": GOOD})).status == 204
    assert (await noa.post("/auth/keys", {"name": "x", "scopes": ["users:read"]})).status == 201
    assert (await world.ask("POST", "/auth/address/undo", {"token": "x" * 43})).body["code"] == "undo_refused"
    assert (await world.ask("POST", "/auth/address/undo", {"token": token})).status == 204
    await work.look(world.app, timedelta(minutes=1))
    assert (await noa.get("/users/me")).body["code"] == "session_ended"
    by_passkey = {"credential": hers.answer((await world.ask("POST", "/auth/passkeys/challenge")).body["options"])}
    back = (await world.ask("POST", "/auth/passkeys/answer", by_passkey)).body
    me = {"authorization": f"Bearer {back['access_token']}"}
    ways: dict[str, Any] = (await world.ask("GET", "/auth/ways", **me)).body
    assert (ways["email"], ways["password"]) == ("noa@example.org", False)
    assert [one["name"] for one in ways["passkeys"]] == ["before"]
    assert (await world.ask("GET", "/auth/keys", **me)).body["data"] == []
    again = await world.ask("POST", "/auth/address/undo", {"token": token})
    assert (again.status, again.body["code"]) == (401, "undo_refused")


async def test_after_seven_days_or_once_the_address_is_somebody_elses_nothing_is_taken_back(
    world: World, box: Mailbox
) -> None:
    noa = await world.user("Noa")
    token = await change(world, box, noa, "new@example.org")
    await world.user("Other", email="noa@example.org")
    taken = await world.ask("POST", "/auth/address/undo", {"token": token})
    assert (taken.status, taken.body["code"]) == (409, "address_in_use")
    world.move(addresses.UNDO)
    assert (await world.ask("POST", "/auth/address/undo", {"token": token})).body["code"] == "undo_refused"
    await work.forget(world.app)
    async with world.app.reading() as tx:
        assert await tx.rows(UNDOS) == []


async def code_for_password(world: World, box: Mailbox, email: str) -> str | None:
    asked = await world.ask("POST", "/auth/codes", {"email": email, "purpose": "password"}, **PHONE)
    assert asked.status == 202
    return await read_code(world, box, email)


async def reset(world: World, email: str, code: str | None, new: str = GOOD) -> Answer:
    body = {"email": email, "code": code or "000000", "new": new}
    return await world.ask("POST", "/auth/password/reset", body, **PHONE)


async def test_noa_forgets_her_password_and_gets_a_new_one_and_all_her_sessions_end(world: World, box: Mailbox) -> None:
    noa = await world.user("Noa")
    assert (await noa.put("/auth/password", {"new": "nine bowls of ramen"})).status == 204
    code = await code_for_password(world, box, "noa@example.org")
    assert "new password" in box.to("noa@example.org")[-1].get_content()
    assert (await reset(world, "noa@example.org", code, "password1234")).body["code"] == "weak_password"
    entered = await reset(world, "noa@example.org", code)
    assert entered.body["user_id"] == str(noa.id)
    await work.look(world.app, timedelta(minutes=1))
    assert (await noa.get("/users/me")).body["code"] == "session_ended"
    old = {"email": "noa@example.org", "password": "nine bowls of ramen"}
    assert (await world.ask("POST", "/auth/password", old)).body["code"] == "wrong_password"
    assert (await world.ask("POST", "/auth/password", {**old, "password": GOOD})).status == 200
    assert (await reset(world, "noa@example.org", code)).body["code"] == "wrong_code", "it was used"


async def test_nobody_gets_a_mail_about_a_password_that_nobody_has(world: World, box: Mailbox) -> None:
    assert await code_for_password(world, box, "nobody@example.org") is None
    assert (await reset(world, "nobody@example.org", None)).body["code"] == "wrong_code"
    bo = await world.user("Bo")
    async with world.app.transaction() as tx:
        await people.hide(tx, bo.id, "banned")
    code = await code_for_password(world, box, "bo@example.org")
    assert (await reset(world, "bo@example.org", code)).body["code"] == "wrong_code"


async def test_a_first_password_needs_certainty_and_another_one_the_present_one(world: World) -> None:
    noa = await world.user("Noa")
    world.move(account.CERTAIN_FOR + timedelta(minutes=1))
    assert (await noa.put("/auth/password", {"new": GOOD})).body["code"] == "confirm_first"
    world.move(-account.CERTAIN_FOR - timedelta(minutes=1))
    assert (await noa.put("/auth/password", {"new": GOOD})).status == 204
    changed = {"new": "seven bowls of soba"}
    assert (await noa.put("/auth/password", changed)).body["code"] == "wrong_password"
    assert (await noa.put("/auth/password", {**changed, "current": GOOD})).status == 204


GUESSED = [
    *("short", "Password123", "1234567890", "aaaaaaaaaaaaaa", "tomodatomoda"),
    *("p@ssw0rd2026", "noa@example.org", "qwertyuiop["),
]


async def test_a_password_that_would_be_guessed_is_refused() -> None:
    for password in GUESSED:
        with pytest.raises(WeakPassword):
            await require_strong(password, "noa@example.org")
    for password in (GOOD, "correct horse battery", "とてもながいことばのならび", "x9$Lq2!vTz"):
        await require_strong(password, "noa@example.org")
