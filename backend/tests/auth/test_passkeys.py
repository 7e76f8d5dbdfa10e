"""People come in by the passkeys on their devices, and a copy of one comes in nowhere."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.fakes.authenticator import Authenticator
from tests.world import Answer, Person, World
from tomoda.auth.actions import account, passkeys
from tomoda.core.sql import sql

CERTAIN = account.CERTAIN_FOR + timedelta(minutes=1)
FORGET_ADDRESS = sql("update users set email = null, email_folded = null where id = $1")


async def make(person: Person, device: Authenticator, name: str = "My phone") -> Answer:
    options = (await person.post("/auth/passkeys/options")).body["options"]
    return await person.post("/auth/passkeys", {"credential": device.make(options), "name": name})


async def challenge(world: World) -> dict[str, Any]:
    return (await world.ask("POST", "/auth/passkeys/challenge")).body["options"]


async def come_in(world: World, device: Authenticator) -> Answer:
    said = device.answer(await challenge(world))
    return await world.ask("POST", "/auth/passkeys/answer", {"credential": said, "device": "phone"})


async def test_noa_makes_passkeys_on_two_devices_and_comes_in_by_either_until_she_removes_one(world: World) -> None:
    noa, phone, key = await world.user("Noa"), Authenticator(), Authenticator()
    assert (await make(noa, phone)).status == 201
    listed = (await make(noa, key, " Blue   key ")).body["passkeys"]
    assert [one["name"] for one in listed] == ["My phone", "Blue key"]
    for device in (phone, key, phone):
        assert (await come_in(world, device)).body["user_id"] == str(noa.id)
    renamed = await noa.patch(f"/auth/passkeys/{listed[0]['id']}", {"name": "Old phone"})
    assert renamed.body["passkeys"][0]["name"] == "Old phone"
    assert (await noa.delete(f"/auth/passkeys/{listed[0]['id']}")).status == 204
    refused = await come_in(world, phone)
    assert (refused.status, refused.body["code"]) == (401, "passkey_refused")
    assert (await come_in(world, key)).status == 200


async def test_a_device_is_not_asked_to_make_a_second_passkey_for_the_same_person(world: World) -> None:
    noa, phone = await world.user("Noa"), Authenticator()
    made = phone.make((await noa.post("/auth/passkeys/options")).body["options"])
    await noa.post("/auth/passkeys", {"credential": made, "name": "Phone"})
    options = (await noa.post("/auth/passkeys/options")).body["options"]
    assert [one["id"] for one in options["excludeCredentials"]] == [made["id"]]
    assert options["authenticatorSelection"]["residentKey"] == "required"


async def test_a_challenge_is_good_once_for_its_purpose_and_for_five_minutes(world: World) -> None:
    noa, bo, phone = await world.user("Noa"), await world.user("Bo"), Authenticator()
    options = (await noa.post("/auth/passkeys/options")).body["options"]
    made = {"credential": phone.make(options), "name": "Phone"}
    assert (await bo.post("/auth/passkeys", made)).body["code"] == "passkey_refused", "it was made for Noa"
    assert (await noa.post("/auth/passkeys", made)).body["code"] == "passkey_refused", "and it is used up"
    assert (await make(noa, phone)).status == 201
    asked = await challenge(world)
    said = {"credential": phone.answer(asked)}
    assert (await world.ask("POST", "/auth/passkeys/answer", said)).status == 200
    replayed = await world.ask("POST", "/auth/passkeys/answer", said)
    assert replayed.body["code"] == "passkey_refused"
    for_making = (await noa.post("/auth/passkeys/options")).body["options"]
    swapped = {"credential": phone.answer(for_making)}
    assert (await world.ask("POST", "/auth/passkeys/answer", swapped)).body["code"] == "passkey_refused"
    asked = await challenge(world)
    valkey: Any = world.app.valkey
    async for key in valkey.scan_iter("passkey:*"):
        assert 0 < await valkey.ttl(key) <= passkeys.LIFETIME
        await valkey.delete(key)
    late = {"credential": phone.answer(asked)}
    assert (await world.ask("POST", "/auth/passkeys/answer", late)).body["code"] == "passkey_refused"


async def test_a_copied_authenticator_is_noticed_by_its_counter(world: World) -> None:
    noa, phone = await world.user("Noa"), Authenticator()
    await make(noa, phone)
    copy = replace(phone)
    copy.rp_id = phone.rp_id
    assert (await come_in(world, phone)).status == 200
    assert (await come_in(world, copy)).body["code"] == "passkey_refused"


async def test_what_a_passkey_did_not_sign_for_us_opens_nothing(world: World) -> None:
    noa, bo = await world.user("Noa"), await world.user("Bo")
    phone, other = Authenticator(), Authenticator()
    await make(noa, phone)
    await make(bo, other)
    phone.origin = "http://phishing.example"
    assert (await come_in(world, phone)).body["code"] == "passkey_refused", "another page asked"
    phone.origin, phone.rp_id = "http://localhost:8000", "phishing.example"
    assert (await come_in(world, phone)).body["code"] == "passkey_refused", "a passkey of another site"
    phone.rp_id, phone.verifies = "localhost", False
    assert (await come_in(world, phone)).body["code"] == "passkey_refused", "nobody showed a finger or a PIN"
    phone.verifies, phone.handle = True, other.handle
    assert (await come_in(world, phone)).body["code"] == "passkey_refused", "it says that it is Bo's"
    nonsense: list[dict[str, Any]] = [{}, {"id": "x", "response": {}}, {"id": 1, "response": "no"}]
    for credential in nonsense:
        answer = await world.ask("POST", "/auth/passkeys/answer", {"credential": credential})
        assert (answer.status, answer.body["code"]) == (401, "passkey_refused")


async def test_an_old_session_confirms_by_passkey_before_it_changes_ways_in(world: World) -> None:
    noa, bo = await world.user("Noa"), await world.user("Bo")
    phone, other = Authenticator(), Authenticator()
    passkey = (await make(noa, phone)).body["passkeys"][0]["id"]
    await make(bo, other)
    world.move(CERTAIN)
    assert (await noa.post("/auth/passkeys/options")).body["code"] == "confirm_first"
    assert (await noa.delete(f"/auth/passkeys/{passkey}")).body["code"] == "confirm_first"
    bos = await noa.post("/auth/confirm", {"passkey": other.answer(await challenge(world))})
    assert bos.body["code"] == "passkey_refused"
    assert (await noa.post("/auth/confirm", {"passkey": phone.answer(await challenge(world))})).status == 204
    assert (await noa.post("/auth/passkeys/options")).status == 201


async def test_the_only_passkey_of_somebody_without_address_stays(world: World) -> None:
    noa, phone = await world.user("Noa"), Authenticator()
    passkey = (await make(noa, phone)).body["passkeys"][0]["id"]
    async with world.app.transaction() as tx:
        await tx.run(FORGET_ADDRESS, noa.id)
    assert (await noa.delete(f"/auth/passkeys/{passkey}")).body["code"] == "last_way_in"
    second = (await make(noa, Authenticator())).body["passkeys"][1]["id"]
    assert (await noa.delete(f"/auth/passkeys/{second}")).status == 204
    assert (await noa.delete(f"/auth/passkeys/{second}")).status == 404
    assert (await noa.delete(f"/auth/passkeys/{passkey}")).body["code"] == "last_way_in"


async def test_who_left_is_asked_whether_to_come_back(world: World) -> None:
    noa, phone = await world.user("Noa"), Authenticator()
    await make(noa, phone)
    assert (await noa.delete("/users/me")).status == 204
    assert (await come_in(world, phone)).body["code"] == "account_deactivated"
