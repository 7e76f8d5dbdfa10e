"""Contested marks are judged by staff, once; who did not feel safe is read by staff, who are not told their name."""

from datetime import timedelta

from tests.admin.test_reports import staff, titles
from tests.makers.events import event, going
from tests.world import World


async def test_a_contested_mark_is_judged_by_staff_who_are_not_part_of_it(world: World) -> None:
    host, ann, bo, mo = [await world.user(name) for name in ("Host", "Ann", "Bo")] + [await staff(world)]
    dinner = await event(host, "Dinner", hours=1)
    for who in (ann, bo, mo):
        await going(who, dinner)
    world.move(timedelta(hours=2))
    absent = [{"user_id": str(who.id), "attended": "no_show"} for who in (ann, bo, mo)]
    assert (await host.put(f"/events/{dinner}/attendance", {"data": absent})).status == 200
    marks = {who.name: (await who.get("/users/me/reliability")).body["data"][0]["id"] for who in (ann, bo, mo)}
    assert (await mo.get("/admin/appeals")).body["data"] == [], "what nobody contests is nobody's business"
    verdict = {"stands": True, "reason": "The host has a photo of the empty chair"}
    assert (await mo.put(f"/admin/appeals/{marks['Ann']}/verdict", verdict)).status == 404
    for who in (ann, bo, mo):
        await who.put(f"/users/me/reliability/{marks[who.name]}", {"word": "I was there"})
    for path in ("/admin/appeals", "/admin/feedback"):
        assert (await ann.get(path)).status == 404
    appeals = (await mo.get("/admin/appeals")).body["data"]
    seen = [(one["person"]["username"], one["word"], one["checked_in"], one["marks_by_host"]) for one in appeals]
    assert sorted(seen) == [(name, "I was there", False, 3) for name in ("Ann", "Bo", "Mo")]
    assert (await ann.put(f"/admin/appeals/{marks['Ann']}/verdict", verdict)).status == 404
    assert (await mo.put(f"/admin/appeals/{marks['Mo']}/verdict", verdict)).body["code"] == "own_case"
    assert (await mo.put(f"/admin/appeals/{marks['Ann']}/verdict", verdict)).status == 204
    gone = {"stands": False, "reason": "Three others saw you"}
    assert (await mo.put(f"/admin/appeals/{marks['Bo']}/verdict", gone)).status == 204
    [mark] = (await ann.get("/users/me/reliability")).body["data"]
    assert (mark["weight"] > 0.99, mark["contested"], mark["judged"]) == (True, False, True)
    again = await ann.put(f"/users/me/reliability/{mark['id']}", {"word": "But I was there"})
    assert (again.status, again.body["code"]) == (409, "mark_judged")
    assert (await bo.get("/users/me/reliability")).body["data"] == []
    assert "Your appeal was decided" in await titles(ann)
    assert await titles(bo) == ["Your appeal was decided"], "the notice of the mark went with it"
    acts = [(one["act"], one["reason"]) for one in (await mo.get(f"/admin/log?target={bo.id}")).body["data"]]
    assert acts == [("mark:gone", "Three others saw you")]


async def test_who_did_not_feel_safe_is_read_by_staff_and_named_to_nobody(world: World) -> None:
    host, ann, bo, mo = [await world.user(name) for name in ("Host", "Ann", "Bo")] + [await staff(world)]
    dinner = await event(host, "Dinner", hours=1)
    for who in (ann, bo):
        await going(who, dinner)
    world.move(timedelta(hours=2))
    unsafe = {"met": True, "felt_safe": False, "words": "He followed me home"}
    await ann.put(f"/events/{dinner}/feedback", unsafe)
    await bo.put(f"/events/{dinner}/feedback", {"met": True, "felt_safe": True, "words": "Lovely"})
    answer = await mo.get("/admin/feedback")
    [said] = answer.body["data"]
    assert (said["words"], said["event"]["host"]["username"], said["others"]) == ("He followed me home", "Host", 0)
    assert str(ann.id) not in str(answer.body), "who says so is not said"
    closing = {"reason": "Warned the host"}
    assert (await ann.put(f"/admin/feedback/{said['id']}/closed", closing)).status == 404
    assert (await mo.put(f"/admin/feedback/{said['id']}/closed", closing)).status == 204
    assert (await mo.put(f"/admin/feedback/{said['id']}/closed", closing)).status == 404
    assert (await mo.get("/admin/feedback")).body["data"] == []
    await ann.put(f"/events/{dinner}/feedback", unsafe | {"words": "He did it again"})
    [said] = (await mo.get("/admin/feedback")).body["data"]
    assert said["words"] == "He did it again", "more is said, and is read again"


async def test_the_suspended_say_once_why_it_is_wrong_and_somebody_else_looks_at_it(world: World) -> None:
    ann, bo, mo, ida = [await world.user(name) for name in ("Ann", "Bo")] + [
        await staff(world),
        await staff(world, "Ida"),
    ]
    words = {"words": "My account was hacked: none of that was me."}
    assert (await bo.put("/users/me/standing/appeal", words)).status == 404, "there is nothing to appeal against"
    for who in (ann, bo):
        await mo.put(f"/admin/people/{who.id}/sanction", {"kind": "suspended", "reason": "Spam."})
        assert (await who.put("/users/me/standing/appeal", {"words": ""})).status == 400
        assert (await who.put("/users/me/standing/appeal", words)).status == 204
        assert (await who.put("/users/me/standing/appeal", words)).body["code"] == "already_appealed"
    assert (await bo.get("/admin/sanctions/appeals")).status == 404
    waiting = (await ida.get("/admin/sanctions/appeals")).body["data"]
    assert [(one["person"]["username"], one["sanction"]["appeal"]) for one in waiting] == [
        (name, words["words"]) for name in ("Ann", "Bo")
    ]
    stays, goes = {"stands": True, "reason": "The logs say otherwise."}, {"stands": False, "reason": "You are right."}
    path = "/admin/people/{}/sanction/appeal"
    assert (await bo.put(path.format(bo.id), goes)).status == 404
    assert (await mo.put(path.format(bo.id), goes)).body["code"] == "own_case", "who decided it does not judge it"
    assert (await ida.put(path.format(ann.id), stays)).status == 204
    assert (await ida.put(path.format(bo.id), goes)).status == 204
    assert (await ida.put(path.format(ann.id), goes)).status == 404, "it was judged"
    [standing] = (await ann.get("/users/me/standing")).body["data"]
    assert standing["upheld_at"] is not None
    assert standing["lifted_at"] is None
    assert "Your appeal was decided" in await titles(ann)
    assert (await bo.get("/users/me")).body["state"] == "active"
    assert (await ida.get("/admin/sanctions/appeals")).body["data"] == []
    acts = [(one["act"], one["reason"]) for one in (await ida.get("/admin/log")).body["data"]][:2]
    assert acts == [("gave_back", "You are right."), ("account:stands", "The logs say otherwise.")]
