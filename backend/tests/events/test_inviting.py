"""Links that invite, invitations, and what strangers and programs see of a shared address."""

import asyncio
from datetime import timedelta

from tests.makers.events import event, going, standing
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.events import queries

HOME = {"lat": 60.16123, "lon": 24.94567, "name": "Kamppi", "address": "Secret 1 A 5", "address_for": "guests"}


async def link(host: Person, event_id: object, **more: int) -> str:
    """The path behind a new link."""
    made = await host.post(f"/events/{event_id}/links", more)
    assert made.status == 201, made.body
    return f"/invites/{made.body['url'].rpartition('/')[2]}"


async def test_a_link_opens_a_private_event_and_looking_at_it_uses_nothing_up(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    dinner = await event(host, "Dinner", visibility="invite_only", place=HOME)
    path = await link(host, dinner, max_uses=1)
    for _ in range(3):
        seen = await world.ask("GET", path)
        assert (seen.body["title"], seen.body["works"]) == ("Dinner", True)
        assert "Secret" not in str(seen.body)
    assert (await ann.get(f"/events/{dinner}")).status == 404
    for _ in range(2):
        opened = await ann.post(path)
        assert (opened.status, opened.body["event"]["mine"]) == (200, None), "invited is not coming"
    assert (await bo.post(path)).body["code"] == "invite_exhausted"
    assert (await bo.get(f"/events/{dinner}")).status == 404


async def test_of_two_at_the_last_use_one_is_in(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    dinner = await event(host, visibility="invite_only")
    path = await link(host, dinner, max_uses=1)
    async with world.app.transaction() as tx:
        await queries.lock_unasked(tx, dinner, None)
        both = [asyncio.create_task(who.post(path)) for who in (ann, bo)]
        await asyncio.wait(both, timeout=0.1)
    assert sorted([(await one).status for one in both]) == [200, 409]


async def test_a_link_ends_and_is_dead_for_whoever_is_not_wanted(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    dinner = await event(host, visibility="invite_only", hours=30)
    short, long = await link(host, dinner, hours=1), await link(host, dinner)
    await host.put(f"/users/me/blocks/{ann.id}")
    world.move(timedelta(hours=2))
    answers = [await ann.post(long), await bo.post(short)]
    assert [(one.status, one.body["code"]) for one in answers] == [(410, "invite_expired")] * 2
    await bo.post(long)
    await going(bo, dinner)
    [newest, _] = (await host.get(f"/events/{dinner}/links")).body["data"]
    assert newest["uses"] == 1
    await host.delete(f"/events/{dinner}/links/{newest['id']}")
    assert (await cleo.post(long)).status == 410
    assert await standing(bo, dinner) == "going", "who has come, stays"


async def test_a_branch_is_sent_away_with_its_link(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    dinner = await event(host, visibility="invite_only", guests_invite=3)
    await ann.post(await link(host, dinner))
    await going(ann, dinner)
    await bo.post(await link(ann, dinner))
    await going(bo, dinner)
    refused = await cleo.post(await link(bo, dinner, max_uses=50))
    assert refused.status == 200
    assert (await bo.post(f"/events/{dinner}/links", {})).status == 403, "three is all that each may invite"
    first = (await host.get(f"/events/{dinner}/links")).body["data"][-1]
    await host.delete(f"/events/{dinner}/links/{first['id']}?branch=true")
    for who in (ann, bo, cleo):
        assert (await who.get(f"/events/{dinner}")).status == 404
    assert (await host.get(f"/events/{dinner}")).body["event"]["going"] == 0


async def test_friends_are_told_and_strangers_ask_in_silence(world: World) -> None:
    host, ann, bo, cleo = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cleo")]
    await befriend(host, ann)
    await cleo.put(f"/users/me/blocks/{host.id}")
    dinner = await event(host, "Dinner", visibility="invite_only")
    everybody = {"people": [str(who.id) for who in (ann, bo, cleo)]}
    for _ in range(2):
        assert (await host.put(f"/events/{dinner}/invitations", everybody)).status == 204
    seen = [[one["request"] for one in (await who.get("/invitations")).body["data"]] for who in (ann, bo, cleo)]
    assert seen == [[False], [True], []]
    told = [[one["title"] for one in (await who.get("/notices")).body["data"]] for who in (ann, bo)]
    assert told == [["Host invites you"], []]
    await bo.delete(f"/invitations/{dinner}")
    assert (await bo.get(f"/events/{dinner}")).status == 404


async def test_a_shared_page_tells_programs_what_everybody_may_know(world: World) -> None:
    host = await world.user("Host")
    dinner = await event(host, 'Dinner </script><b>"', place=HOME)
    url = f"{world.url}/api/v1/share/events"
    page = await world.client.get(f"{url}/{dinner}")
    assert page.headers["referrer-policy"] == "no-referrer"
    assert 'property="og:title" content="Dinner &lt;/script&gt;' in page.text
    assert '"@type":"Event"' in page.text
    assert page.text.count("</script>") == 1
    assert "Secret" not in page.text
    assert "60.16123" not in page.text
    for kind, status in (("unlisted", 200), ("friends", 404), ("invite_only", 404)):
        other = await event(host, visibility=kind)
        page = await world.client.get(f"{url}/{other}")
        assert page.status_code == status
        assert (status == 404) == ("noindex" not in page.text)
