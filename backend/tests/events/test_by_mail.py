"""Coming without an account; answering in time; being asked again; being added by the host."""

from datetime import timedelta

import msgspec

from tests.makers.events import event, going, standing, waiting
from tests.makers.people import befriend
from tests.world import World
from tomoda.core import jobs
from tomoda.core.sql import sql
from tomoda.events.actions import by_mail
from tomoda.events.messages import AskStillComing, MailLink, SettleQueue

LINKS = sql("select id from mail_guests order by created_at, id")
JOBS = sql("select count(*) from pgqueuer where entrypoint = $1")

HOME = {"lat": 60.16123, "lon": 24.94567, "name": "Kamppi", "address": "Secret 1 A 5", "address_for": "guests"}


async def test_who_has_no_account_comes_by_the_link_in_a_mail_and_goes_by_it(world: World) -> None:
    host, ann = await world.user("Host"), await world.user("Ann")
    dinner = await event(host, seats=1, place=HOME)
    flo = {"email": "flo@example.org", "name": "Flo"}
    for email in ("flo@example.org", "Flo+picnic@example.org"):
        assert (await world.ask("POST", f"/events/{dinner}/mail-guests", flo | {"email": email})).status == 204
    async with world.app.reading() as tx:
        [row] = await tx.rows(LINKS)
        assert await tx.value(JOBS, MailLink.name) == 2
    link = f"/mail-guests/{by_mail.token(world.app.secret, row['id'])}"
    seen = (await world.ask("GET", link)).body
    assert (seen["answer"], seen["place"]["address"], seen["event"]["going"]) == ("asked", "", 0)
    for _ in range(2):
        seen = (await world.ask("POST", f"{link}/going")).body
    assert (seen["answer"], seen["place"]["address"], seen["event"]["full"]) == ("going", "Secret 1 A 5", True)
    assert await waiting(ann, dinner) == "waitlisted"
    assert [one["name"] for one in (await host.get(f"/events/{dinner}/guests")).body["by_mail"]] == ["Flo"]
    assert (await ann.get(f"/events/{dinner}/guests")).body["by_mail"] == []
    assert (await world.ask("POST", f"{link}/no")).body["answer"] == "no"
    assert await standing(ann, dinner) == "offered"
    assert (await world.ask("POST", f"{link}/going")).body["code"] == "event_full"
    assert (await world.ask("GET", f"/mail-guests/{row['id'].hex}.wrong")).status == 404


async def test_a_seat_by_mail_becomes_that_of_an_account(world: World) -> None:
    host, flo = await world.user("Host"), await world.user("Flo")
    dinner = await event(host, seats=1)
    await world.ask("POST", f"/events/{dinner}/mail-guests", {"email": "f@example.org", "name": "Flo"})
    async with world.app.reading() as tx:
        [row] = await tx.rows(LINKS)
    link = f"/mail-guests/{by_mail.token(world.app.secret, row['id'])}"
    await world.ask("POST", f"{link}/going")
    assert (await flo.post(f"{link}/claim")).body["standing"]["answer"] == "going"
    assert (await host.get(f"/events/{dinner}")).body["event"]["going"] == 1
    assert (await world.ask("POST", f"{link}/going")).status == 404
    ann = await world.user("Ann")
    other = await event(host, seats=1)
    await world.ask("POST", f"/events/{other}/mail-guests", {"email": "g@example.org", "name": "Gus"})
    async with world.app.reading() as tx:
        [row] = await tx.rows(LINKS)
    await world.ask("POST", f"/mail-guests/{by_mail.token(world.app.secret, row['id'])}/going")
    assert await waiting(ann, other) == "waitlisted"
    assert (await host.delete(f"/events/{other}/mail-guests/{row['id']}")).status == 200
    assert await standing(ann, other) == "offered"


async def test_a_private_event_mails_nobody(world: World) -> None:
    host = await world.user("Host")
    flo = {"email": "flo@example.org", "name": "Flo"}
    for kind, status in (("friends", 404), ("invite_only", 404), ("unlisted", 204)):
        dinner = await event(host, visibility=kind)
        assert (await world.ask("POST", f"/events/{dinner}/mail-guests", flo)).status == status
    dinner = await event(host, join_mode="approval")
    refused = await world.ask("POST", f"/events/{dinner}/mail-guests", flo)
    assert (refused.status, refused.body["code"]) == (403, "needs_account")


async def test_who_answers_too_late_is_refused_but_may_still_say_no(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    until = (world.app.clock() + timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    dinner = await event(host, hours=10, seats=1, time_zone="UTC", rsvp_by=until)
    await going(ann, dinner)
    await waiting(bo, dinner)
    world.move(timedelta(hours=6))
    refused = await cleo.put(f"/events/{dinner}/rsvp", {"answer": "going"})
    assert (refused.status, refused.body["code"]) == (409, "answers_closed")
    assert await going(ann, dinner, "no") == 200
    assert await standing(bo, dinner) == "waitlisted", "nothing is offered any more"


async def test_whoever_is_asked_whether_they_still_come_and_is_silent_gives_up_the_seat(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    dinner = await event(host, hours=10, seats=2, still_coming=120)
    for who in (ann, bo, cleo):
        await waiting(who, dinner)
    starts_at = (await host.get(f"/events/{dinner}")).body["event"]["starts_at"]
    world.move(timedelta(hours=8))
    asking = msgspec.json.encode({"event_id": dinner, "starts_at": starts_at})
    await jobs.do_now(world.app, AskStillComing.name, asking)
    assert (await ann.get(f"/events/{dinner}")).body["standing"]["confirm_by"] is not None
    await going(ann, dinner)
    world.move(timedelta(minutes=61))
    await jobs.do_now(world.app, SettleQueue.name, msgspec.json.encode(SettleQueue(dinner)))
    assert [await standing(who, dinner) for who in (ann, bo, cleo)] == ["going", "no", "offered"]


async def test_the_host_adds_friends_and_seats_by_hand(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    await befriend(host, ann)
    await befriend(host, bo)
    dinner = await event(host, seats=1)
    assert (await host.put(f"/events/{dinner}/guests/{cleo.id}")).body["code"] == "guest_not_found"
    assert (await host.put(f"/events/{dinner}/guests/{ann.id}")).status == 200
    assert (await host.put(f"/events/{dinner}/guests/{bo.id}")).body["code"] == "event_full"
    assert (await host.put(f"/events/{dinner}/guests/{bo.id}?over=true")).status == 200
    card = (await bo.get(f"/events/{dinner}")).body["event"]
    assert (card["mine"], card["going"], card["seats"]) == ("going", 2, 2)
