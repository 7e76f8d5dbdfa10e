"""A request that is sent twice with one key is carried out once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.makers.events import ESPLANADI
from tests.world import Answer, Person, World
from tomoda.core import once
from tomoda.core.errors import AnswerLost, KeyInFlight
from tomoda.core.once import CURRENT, Claim
from tomoda.core.sql import sql
from tomoda.core.words import new_id

PICNIC = {"title": "Picnic", "place": ESPLANADI}


async def post(person: Person, key: str, body: dict[str, Any] = PICNIC) -> Answer:
    return await person.post("/events", body, idempotency_key=key)


async def mine(person: Person) -> list[str]:
    return [card["id"] for card in (await person.get("/events/mine")).body["data"]]


async def test_the_same_key_and_body_make_one_event_and_one_answer(world: World) -> None:
    ann = await world.user("Ann")
    first, second = await post(ann, "one"), await post(ann, "one")
    assert (first.status, second.status) == (201, 201)
    assert second.body == first.body
    assert "idempotent-replayed" not in first.headers
    assert second.headers["idempotent-replayed"] == "true"
    assert await mine(ann) == [first.body["id"]]


async def test_another_key_or_another_person_is_another_request(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    ids = {(await post(who, key)).body["id"] for who, key in ((ann, "one"), (ann, "two"), (bo, "one"))}
    assert len(ids) == 3


async def test_a_key_with_another_body_is_refused(world: World) -> None:
    ann = await world.user("Ann")
    await post(ann, "one")
    refused = await post(ann, "one", {**PICNIC, "title": "Concert"})
    assert (refused.status, refused.body["code"]) == (422, "key_reused")
    assert len(await mine(ann)) == 1


async def test_a_refusal_is_replayed_too(world: World) -> None:
    ann = await world.user("Ann")
    wrong = {**PICNIC, "title": ""}
    first, second = await post(ann, "one", wrong), await post(ann, "one", wrong)
    assert (first.status, second.status) == (400, 400)
    assert second.headers["idempotent-replayed"] == "true"


async def test_while_it_is_carried_out_the_same_request_waits_outside(world: World) -> None:
    ann = await world.user("Ann")
    async with world.app.transaction() as tx:
        await tx.run(sql("lock table events in access exclusive mode"))
        first = asyncio.create_task(post(ann, "one"))
        await asyncio.sleep(0.2)
        second = await post(ann, "one")
        assert (second.status, second.body["code"]) == (409, "key_in_flight")
    assert (await first).status == 201
    assert (await post(ann, "one")).body == (await first).body


async def test_who_was_carried_out_but_never_answered_is_told_so(world: World) -> None:
    ann = await world.user("Ann")
    print_ = once.fingerprint(b"", b"{}")
    route = f"DELETE /api/v1/events/{new_id()}"
    held = await once.claim(world.app, str(ann.id), route, "one", print_)
    assert isinstance(held, Claim)
    token = CURRENT.set(held)
    async with world.app.transaction():
        pass
    CURRENT.reset(token)
    world.move(timedelta(minutes=2))
    with pytest.raises(AnswerLost):
        await once.claim(world.app, str(ann.id), route, "one", print_)


async def test_who_was_taken_for_dead_can_no_longer_do_it(world: World) -> None:
    ann = await world.user("Ann")
    print_ = once.fingerprint(b"", b"{}")
    slow = await once.claim(world.app, str(ann.id), "POST /x", "one", print_)
    world.move(timedelta(minutes=2))
    assert isinstance(await once.claim(world.app, str(ann.id), "POST /x", "one", print_), Claim)
    assert isinstance(slow, Claim)
    token = CURRENT.set(slow)
    with pytest.raises(KeyInFlight):
        async with world.app.transaction():
            pass
    CURRENT.reset(token)


async def test_after_a_day_a_key_is_free_again(world: World) -> None:
    ann = await world.user("Ann")
    await post(ann, "one")
    world.move(timedelta(hours=25))
    again = await post(ann, "one")
    assert "idempotent-replayed" not in again.headers
    await once.forget_keys(world.app)
    assert (await post(ann, "one")).headers["idempotent-replayed"] == "true"


async def test_a_stranger_has_no_keys(world: World) -> None:
    answer = await world.ask("POST", "/events", PICNIC, idempotency_key="one")
    assert answer.status == 401
