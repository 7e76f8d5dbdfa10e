"""Whoever knocks is known by device and address: owners are told and never shut out, whoever tries too often is."""

from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from mmdb_writer import MMDBWriter  # pyright: ignore[reportMissingTypeStubs]
from netaddr import IPSet  # pyright: ignore[reportMissingTypeStubs]

from tests.auth.test_ways_in import CODE, NOA
from tests.fakes.mailbox import open_mailbox
from tests.fakes.oidc import Issuers
from tests.world import Answer, World, open_world
from tomoda.auth import actions
from tomoda.auth.actions import devices
from tomoda.core.app import App
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.edges.geoip import GeoIp
from tomoda.edges.mail import Mail

PASSWORD = "six bowls of ramen"
HOME, EVIL, CAFE = "198.51.100.7", "203.0.113.66", "192.0.2.20"
PHONE, LAPTOP, THEIRS = "phone-of-ann-0123456789", "laptop-of-ann-012345678", "device-of-a-stranger-01"
TO_SEND = sql("select payload from pgqueuer where entrypoint = 'notifications.deliver_notice'")
MARKERS = sql("select string_agg(to_jsonb(refused_minors)::text, '') from refused_minors")


@pytest.fixture
async def proxied(app: App) -> AsyncIterator[World]:
    """The application behind one proxy of ours, which writes down who came to it."""
    async with open_world(app, proxy_hops=1) as world:
        yield world


class Visitor:
    """Somebody at some address, on some device, who may claim to come from elsewhere."""

    def __init__(self, world: World, address: str = HOME, device: str = "", claim: str = "") -> None:
        self.world = world
        forwarded = f"{claim}, {address}" if claim else address
        self.headers = {"x-forwarded-for": forwarded} | ({"x-tomoda-device": device} if device else {})

    async def post(self, path: str, body: dict[str, Any]) -> Answer:
        return await self.world.ask("POST", path, body, **self.headers)

    async def password(self, password: str = PASSWORD, email: str = "ann@example.org") -> Answer:
        return await self.post("/auth/password", {"email": email, "password": password, "device": "Firefox, Linux"})

    async def code(self, email: str = "ann@example.org") -> str:
        answer = await self.post("/auth/codes", {"email": email})
        assert answer.status == 202, answer.body
        async with self.world.app.transaction() as tx:
            made = await actions.make_code(tx, await tx.value(CODE, email))
        assert made is not None
        return made[1]

    async def answer(self, code: str, email: str = "ann@example.org") -> Answer:
        return await self.post("/auth/codes/answer", {"email": email, "code": code})

    async def sign_up(self, email: str, **changes: object) -> Answer:
        proof = (await self.answer(await self.code(email), email)).body["proof"]
        return await self.post("/auth/sign-up", {"proof": proof, **NOA, **changes})


async def ann_of(world: World) -> Any:
    ann = await world.user("Ann")
    hashed = await actions.hash_password(PASSWORD)
    async with world.app.transaction() as tx:
        await tx.run(actions.SET_PASSWORD, ann.id, hashed, tx.now)
    return ann


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


async def test_ann_is_told_in_the_app_and_by_mail_of_a_device_that_she_never_used(
    proxied: World, tmp_path: Path
) -> None:
    file = MMDBWriter(ip_version=4, database_type="Towns")
    file.insert_network(IPSet([f"{HOME}/32"]), {"city": {"names": {"en": "Turku"}}, "country": {"iso_code": "FI"}})
    file.to_db_file(str(tmp_path / "towns.mmdb"))
    proxied.app.edges["geoip"] = geoip = GeoIp(str(tmp_path / "towns.mmdb"))
    ann = await ann_of(proxied)
    for device in (PHONE, PHONE, LAPTOP):
        assert (await Visitor(proxied, HOME, device).password()).status == 200
    told = (await ann.get("/notices")).body["data"]
    assert [one["kind"] for one in told] == ["auth.signed_in_elsewhere"] * 2, "the phone is new once"
    assert "Firefox, Linux Turku, FI" in told[0]["text"]
    places = [one["place"] for one in (await ann.get("/auth/sessions")).body["data"]]
    assert sorted(places) == ["", "Turku, FI", "Turku, FI", "Turku, FI"]
    with open_mailbox() as box:
        proxied.app.edges["mail"] = Mail(box.url, "Tomoda <hello@tomoda.test>")
        async with proxied.app.reading() as tx:
            payload = await tx.value(TO_SEND)
        await do_now(proxied.app, "notifications.deliver_notice", payload)
        (mail,) = box.to("ann@example.org")
    assert mail["List-Unsubscribe"] is None, "nobody can be made deaf to this"
    assert HOME not in str(mail.get_content()), "an address is not told, and not kept"
    geoip.close()


async def test_whoever_guesses_passwords_shuts_out_nobody_but_themselves(proxied: World) -> None:
    await ann_of(proxied)
    phone = Visitor(proxied, HOME, PHONE)
    assert (await phone.password()).status == 200
    evil = Visitor(proxied, EVIL, THEIRS)
    statuses = [(await evil.password("a wrong password")).status for _ in range(11)]
    assert statuses == [401] * 10 + [429]
    refused = await evil.password()
    assert refused.headers["ratelimit-policy"].startswith('"login";q=10;w=900')
    assert (await Visitor(proxied, CAFE, THEIRS).password()).status == 429, "the device took its tries along"
    assert (await Visitor(proxied, EVIL, PHONE).password()).status == 200, "behind the same address, on her own phone"
    assert (await Visitor(proxied, CAFE).password()).status == 200, "from elsewhere, on anything"


async def test_claiming_to_come_from_elsewhere_helps_nobody(proxied: World) -> None:
    statuses: list[int] = []
    for number in range(11):
        evil = Visitor(proxied, EVIL, claim=f"10.0.0.{number}, 10.1.0.{number}")
        statuses.append((await evil.answer("123456")).status)
    assert statuses == [401] * 10 + [429]


async def test_without_a_proxy_of_ours_the_header_is_not_read_at_all(world: World) -> None:
    statuses = [(await Visitor(world, f"198.51.100.{n}").answer("123456")).status for n in range(11)]
    assert statuses == [401] * 10 + [429]


async def test_nobody_uses_up_the_code_that_ann_asked_for(proxied: World) -> None:
    await ann_of(proxied)
    phone, evil = Visitor(proxied, HOME, PHONE), Visitor(proxied, EVIL, THEIRS)
    code = await phone.code()
    for _ in range(10):
        assert (await evil.answer(wrong(code))).body["code"] == "wrong_code"
    assert (await Visitor(proxied, CAFE, "another-of-a-stranger-1").answer(code)).status == 401, (
        "the code is for her phone"
    )
    await evil.code()
    assert (await phone.answer(code)).status == 200, "and asking for another does not end hers"


async def test_nobody_keeps_ann_from_getting_a_code(proxied: World) -> None:
    await ann_of(proxied)
    assert (await Visitor(proxied, HOME, PHONE).password()).status == 200
    sent = 0
    for number in range(60):
        evil = Visitor(proxied, f"203.0.113.{number}", f"device-of-a-stranger-{number:03}")
        sent += (await evil.post("/auth/codes", {"email": "ann@example.org"})).status == 202
    assert sent == 50, "her mailbox is not flooded for ever"
    assert await Visitor(proxied, HOME, PHONE).code()


async def test_an_address_that_is_given_away_for_minutes_is_refused(proxied: World) -> None:
    noa = Visitor(proxied)
    for email in ("noa@mailinator.com", "noa@sub.mailinator.com"):
        refused = await noa.answer(await noa.code(email), email)
        assert (refused.status, refused.body["code"]) == (422, "disposable_mail")


async def test_three_accounts_a_month_come_from_a_device(proxied: World) -> None:
    for number in range(3):
        noa = Visitor(proxied, f"198.51.100.{number}", PHONE)
        assert (await noa.sign_up(f"noa{number}@example.org")).status == 201
    fourth = await Visitor(proxied, CAFE, PHONE).sign_up("noa4@example.org")
    assert (fourth.status, fourth.body["code"]) == (403, "too_many_accounts")
    proxied.move(devices.COUNTED)
    assert (await Visitor(proxied, CAFE, PHONE).sign_up("noa5@example.org")).status == 201


async def test_whoever_is_new_has_their_machine_work_where_the_host_wants_it(proxied: World) -> None:
    proxied.app.choices["sign_up_work"] = 10
    noa = Visitor(proxied, HOME, PHONE)
    proof = (await noa.answer(await noa.code("noa@example.org"), "noa@example.org")).body["proof"]

    def zeros(work: str) -> int:
        return 256 - int.from_bytes(sha256(f"{proof}:{work}".encode()).digest()).bit_length()

    tries = [str(number) for number in range(20_000)]
    enough = next(one for one in tries if zeros(one) >= 10)
    too_little = [one for one in tries if zeros(one) < 10][:8]
    for work in too_little:
        refused = await noa.post("/auth/sign-up", {"proof": proof, **NOA, "work": work})
        assert (refused.status, refused.body["code"], refused.body["extra"]) == (403, "work_needed", {"bits": 10})
    assert (await noa.post("/auth/sign-up", {"proof": proof, **NOA, "work": enough})).status == 201, (
        "what was refused is not counted, and the proof is good still"
    )
    again = await noa.post("/auth/sign-up", {"proof": proof, **NOA, "work": enough})
    assert again.body["code"] == "proof_refused", "the work is good once, as the proof is"


async def test_who_was_too_young_is_not_older_a_minute_later(proxied: World) -> None:
    child = proxied.app.clock().date().replace(day=1)
    born = {"birth_date": child.replace(year=child.year - 15).isoformat()}
    noa = Visitor(proxied, HOME, PHONE)
    assert (await noa.sign_up("noa@example.org", **born)).body["code"] == "too_young"
    for again, email in ((noa, "other@example.org"), (Visitor(proxied, CAFE, LAPTOP), "Noa@example.org")):
        assert (await again.sign_up(email)).body["code"] == "too_young", "by the device, and by the address"
    assert (await Visitor(proxied, CAFE, LAPTOP).sign_up("older@example.org")).status == 201
    async with proxied.app.reading() as tx:
        kept = await tx.value(MARKERS)
    assert "noa" not in kept
    assert born["birth_date"] not in kept
    proxied.move(devices.MINORS_KEPT)
    assert (await noa.sign_up("noa@example.org")).status == 201


async def test_five_accounts_an_hour_come_from_an_address(proxied: World) -> None:
    statuses = [(await Visitor(proxied, HOME).sign_up(f"noa{n}@example.org")).status for n in range(6)]
    assert statuses == [201] * 5 + [429]


async def test_ann_signs_out_everywhere(proxied: World) -> None:
    ann = await ann_of(proxied)
    assert (await Visitor(proxied, HOME, PHONE).password()).status == 200
    assert (await ann.delete("/auth/sessions?this_one=true")).status == 204
    assert (await ann.get("/users/me")).body["code"] == "session_ended"


async def test_a_browser_is_known_from_the_first_knock_whichever_way_it_comes(proxied: World, issuers: Issuers) -> None:
    ann = await ann_of(proxied)
    body = {"email": "ann@example.org", "password": PASSWORD}
    by_password = await proxied.ask("POST", "/auth/password", body, x_tomoda_client="web")
    kept = next(one for one in by_password.headers.get_list("set-cookie") if one.startswith("tomoda_device="))
    proxied.client.cookies.clear()
    again = await proxied.ask("POST", "/auth/password", body, x_tomoda_client="web", cookie=kept.partition(";")[0])
    assert again.status == 200
    told = (await ann.get("/notices")).body["data"]
    assert [one["kind"] for one in told] == ["auth.signed_in_elsewhere"], "the browser is new once"
    for path in ("/auth/passkeys/challenge", "/auth/providers/google/start"):
        proxied.client.cookies.clear()
        begun = await proxied.ask("POST", path, {}, x_tomoda_client="web")
        assert "tomoda_device=" in begun.headers["set-cookie"], path
    proxied.client.cookies.clear()


async def test_a_browser_gets_a_secret_that_no_script_reads_and_is_known_by_it(proxied: World) -> None:
    asked = await proxied.ask("POST", "/auth/codes", {"email": "noa@example.org"}, x_tomoda_client="web")
    cookie = asked.headers["set-cookie"]
    assert all(part in cookie for part in ("tomoda_device=", "HttpOnly", "SameSite=strict", "Path=/api/v1/auth"))
    async with proxied.app.transaction() as tx:
        made = await actions.make_code(tx, await tx.value(CODE, "noa@example.org"))
    assert made is not None
    answer = {"email": "noa@example.org", "code": made[1]}
    proxied.client.cookies.clear()  # what follows is asked on another device
    assert (await proxied.ask("POST", "/auth/codes/answer", answer)).status == 401
    kept = cookie.partition(";")[0]
    assert (await proxied.ask("POST", "/auth/codes/answer", answer, cookie=kept)).body["state"] == "new"
