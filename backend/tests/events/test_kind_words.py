"""Kind words of people who met: read first by whom they are about, shown if they want it, and never a reproach."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from tests.admin.test_reports import report, staff
from tests.makers.events import event, going
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.auth.queries import account
from tomoda.core.sql import STATEMENTS, sql
from tomoda.events.routes.kindness import WRITTEN
from tomoda.users import actions as people

NICE = {"kinds": ["welcoming", "good_company"], "words": "Found me a seat  by the window."}
ROWS = sql("select count(*) from kind_words")


async def met(world: World, host: Person, *guests: Person, title: str = "Picnic", **more: Any) -> UUID:
    """They come, the host notes it, and it is over."""
    picnic = await event(host, title, **more)
    for guest in guests:
        assert await going(guest, picnic) == 200
    world.move(timedelta(hours=2))
    said = [{"user_id": str(guest.id), "attended": "came"} for guest in guests]
    assert (await host.put(f"/events/{picnic}/attendance", {"data": said})).status == 200
    world.move(timedelta(days=1))
    return picnic


async def write(writer: Person, about: Person, **changes: Any) -> Any:
    """What is answered; the code of a refusal."""
    answer = await writer.put(f"/users/{about.id}/kind-words", {**NICE, **changes})
    return answer.body if answer.status == 200 else answer.body["code"]


async def page(viewer: Person, of: Person) -> list[tuple[str, str, str | None]]:
    """Who wrote what on somebody's page, and the event if it is named."""
    found = (await viewer.get(f"/users/{of.id}/kind-words")).body["data"]
    return [(one["writer"]["username"], one["words"], one["event"] and one["event"]["title"]) for one in found]


async def received(person: Person) -> list[Any]:
    return (await person.get("/kind-words")).body["received"]


async def decide(person: Person, word: Any, answer: str) -> Any:
    given = {"answer": answer, "written_at": word["written_at"]}
    said = await person.put(f"/kind-words/{word['id']}/answer", given)
    return said.status if said.status == 200 else said.body["code"]


async def told(person: Person) -> list[str]:
    return [one["title"] for one in (await person.get("/notices")).body["data"] if "kind" in one["title"]]


async def test_only_who_met_where_somebody_noted_it_may_write(world: World) -> None:
    host, ann, bo, cy, dee = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy", "Dee")]
    secret = await met(world, host, ann, dee, title="Surprise", guest_list="hidden")
    assert await write(ann, dee) == "not_met", "who came there is not told"
    assert (await write(ann, host))["mine"]["words"] == "Found me a seat by the window."
    assert (await write(host, dee))["may_write"] is True
    picnic = await event(host, "Picnic")
    for guest in (ann, bo, cy, dee):
        await going(guest, picnic)
    world.move(timedelta(hours=1, minutes=30))
    near = {"lat": 60.16745, "lon": 24.94745, "metres": 10}
    assert (await dee.post(f"/events/{picnic}/check-ins/here", near)).status == 204
    said = [(ann, "came"), (bo, "came"), (cy, "no_show")]
    body = {"data": [{"user_id": str(who.id), "attended": came} for who, came in said]}
    assert (await host.put(f"/events/{picnic}/attendance", body)).status == 200
    assert await write(ann, bo) == "not_met", "it is not over yet"
    assert (await ann.get(f"/events/{picnic}/kind-words")).body["data"] == []
    world.move(timedelta(days=1))
    there = (await ann.get(f"/events/{picnic}/kind-words")).body
    assert [one["person"]["username"] for one in there["data"]] == ["Bo", "Dee", "Host"], "Cy did not come"
    assert there["data"][2]["mine"]["kinds"] == ["good_company", "welcoming"]
    assert (await cy.get(f"/events/{picnic}/kind-words")).body["data"] == []
    assert [await write(ann, cy), await write(cy, ann), await write(ann, ann)] == ["not_met"] * 3
    assert [(await ann.get(f"/users/{one.id}/kind-words")).body["may_write"] for one in (bo, cy, ann)] == [
        True,
        *[False] * 2,
    ]
    assert (await ann.put(f"/users/{secret}/kind-words", NICE)).status == 404
    wrongs: list[dict[str, Any]] = [{"words": "x" * 201}, {"kinds": []}, {"kinds": ["rude"]}, {"stars": 5}]
    for wrong in wrongs:
        assert await write(ann, bo, **wrong) == "malformed"
    world.move(timedelta(days=90))
    assert await write(ann, bo) == "not_met", "that is long ago"


async def test_whom_it_is_about_reads_it_first_and_decides_and_a_no_is_never_told(world: World) -> None:
    ann, bo, cy, eve = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Eve")]
    await met(world, cy, ann, bo)
    await befriend(eve, bo)
    await write(ann, bo)
    [word] = await received(bo)
    assert (word["state"], word["event"]["title"], await told(bo)) == (
        *("waiting", "Picnic"),
        ["Ann wrote something kind about you"],
    )
    assert [await page(who, bo) for who in (ann, bo, cy, eve)] == [[]] * 4
    assert [await decide(who, word, "shown") for who in (ann, eve)] == ["not_found"] * 2, "it is for Bo to say"
    await write(ann, bo, words="And he sang.")
    assert await decide(bo, word, "shown") == "kind_word_changed", "Bo has not read that"
    [word] = await received(bo)
    assert (await decide(bo, word, "shown"), await told(bo)) == (200, [])
    assert await page(eve, bo) == [("Ann", "And he sang.", None)], "a friend who was not there reads it"
    assert await page(bo, bo) == [("Ann", "And he sang.", "Picnic")]
    assert [await page(who, bo) for who in (ann, cy)] == [[], []], "as a field for friends"
    await bo.patch("/users/me", {"audiences": {"kind_words": "everyone"}})
    assert await page(cy, bo) == [("Ann", "And he sang.", "Picnic")], "who was there knows where"
    mine = (await ann.get("/kind-words")).body["written"]
    for decision, seen in (("hidden", 0), ("shown", 1), ("declined", 0)):
        assert await decide(bo, word, decision) == 200
        assert len(await page(cy, bo)) == seen
        assert (await ann.get("/kind-words")).body["written"] == mine, "Ann is not told"
    assert (await received(bo), await decide(bo, word, "shown")) == ([], "not_found")
    await write(ann, bo, words="Please?")
    await ann.delete(f"/users/{bo.id}/kind-words")
    await write(ann, bo, words="Please!")
    assert (await received(bo), await told(bo)) == ([], []), "a no stays one, taken back and written again"
    await ann.delete(f"/users/{bo.id}/kind-words")
    assert (await ann.get("/kind-words")).body["written"] == []


async def test_it_goes_with_whoever_wrote_it_and_with_a_block(world: World) -> None:
    ann, bo, cy, dee = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Dee")]
    await met(world, cy, ann, bo, dee)
    await bo.patch("/users/me", {"audiences": {"kind_words": "everyone"}})
    for writer in (ann, dee):
        await write(writer, bo)
    await write(bo, ann)
    for word in await received(bo):
        await decide(bo, word, "shown")
    assert {name for name, _, _ in await page(cy, bo)} == {"Ann", "Dee"}
    await cy.put(f"/users/me/blocks/{dee.id}")
    assert [name for name, _, _ in await page(cy, bo)] == ["Ann"], "whom Cy does not see wrote nothing"
    async with world.app.transaction() as tx:
        await people.hide(tx, dee.id, "suspended")
    assert [one["writer"]["username"] for one in await received(bo)] == ["Ann"]
    async with world.app.transaction() as tx:
        await people.restore(tx, dee.id)
    assert len(await received(bo)) == 2
    await bo.delete(f"/users/{ann.id}/kind-words")
    assert await received(ann) == [], "taken back before it was read"
    async with world.app.reading() as tx:
        exported = [await account.everything(tx, who.id) for who in (ann, bo)]
    rows = [msgspec.json.decode(one["kind_words"]) for one in exported]
    assert [len(one) for one in rows] == [1, 0]
    assert "state" not in rows[0][0], "nor does an export tell what became of it"
    assert len(msgspec.json.decode(exported[1]["kind_words_about_me"])) == 2
    await ann.put(f"/users/me/blocks/{bo.id}")
    async with world.app.reading() as tx:
        assert await tx.value(ROWS) == 1, "in the transaction of the block"
    await dee.delete(f"/users/{bo.id}/kind-words")
    async with world.app.reading() as tx:
        assert await tx.value(ROWS) == 0


async def test_a_reproach_in_kind_clothes_is_reported_by_whoever_reads_it(world: World) -> None:
    ann, bo, cy, eve, mo = [*[await world.user(name) for name in ("Ann", "Bo", "Cy", "Eve")], await staff(world)]
    await met(world, cy, ann, bo)
    await write(ann, bo, words="Call me, or else.")
    [word] = await received(bo)
    tried = {"kind": "kind_word", "target_id": word["id"], "reason": "harassment"}
    assert [(await who.post("/reports", tried)).status for who in (eve, ann)] == [404, 404], "nobody else has read it"
    case = await report(bo, "kind_word", word["id"], block=True)
    assert (await received(bo), (await bo.get(f"/users/{ann.id}")).status) == ([], 404)
    seen = (await mo.post(f"/admin/reports/{case}/views")).body
    assert (seen["case"]["accused"]["username"], seen["evidence"]["words"]) == ("Ann", "Call me, or else.")


async def test_nobody_writes_more_than_twenty_a_day_and_nothing_ranks_by_them(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    for _ in range(WRITTEN.times):
        assert await write(ann, bo) == "not_met"
    assert await write(ann, bo) == "rate_limited"
    asking = {one.origin.partition(":")[0] for one in STATEMENTS if " kind_words " in one.text}
    theirs = {one for one in asking if one.startswith("tomoda.") and not one.endswith(".kindness")}
    assert theirs <= {"tomoda.admin.queries", "tomoda.core.personal"}, "no search, map or suggestion looks at them"


async def test_what_is_over_counts_nobody_who_is_gone_and_nobody_twice(world: World) -> None:
    host, ann, bo, cy = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy")]
    picnic = await met(world, host, ann, bo, cy)

    async def counted(who: Person) -> int:
        return (await who.get(f"/events/{picnic}")).body["event"]["going"]

    await ann.put(f"/users/me/blocks/{bo.id}")
    assert [await counted(who) for who in (ann, cy)] == [2, 3]
    async with world.app.transaction() as tx:
        await people.hide(tx, bo.id, "suspended")
    assert [await counted(who) for who in (ann, cy)] == [2, 2]
    async with world.app.transaction() as tx:
        await people.restore(tx, bo.id)
    assert [await counted(who) for who in (ann, cy)] == [2, 3]
    for state in ("deactivated", "banned"):
        async with world.app.transaction() as tx:
            await people.hide(tx, bo.id, state)
    async with world.app.transaction() as tx:
        await people.erase(tx, bo.id)
    assert [await counted(who) for who in (ann, cy)] == [2, 2]
