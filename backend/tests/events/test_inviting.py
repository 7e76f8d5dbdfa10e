"""Links that invite, invitations, and what strangers and programs see of a shared address."""

import asyncio
from datetime import timedelta

from tests.makers.chat import group
from tests.makers.events import event, going, standing
from tests.makers.media import nowhere, ready
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
    card = (await world.client.get(f"{url}/{dinner}/card")).json()
    assert (card["title"], card["mine"], card["place"]["exact"]) == ('Dinner </script><b>"', None, False)
    assert "Secret" not in str(card)
    assert "og:image" not in page.text
    assert (await world.client.get(f"{url}/{dinner}/cover")).status_code == 404, "it has no picture"
    world.app.edges["s3"] = nowhere()
    for kind, status in (("unlisted", 200), ("friends", 404), ("invite_only", 404)):
        photo = await ready(host)
        other = await event(host, visibility=kind, cover={"id": photo, "alt": "A table"})
        page = await world.client.get(f"{url}/{other}")
        picture = await world.client.get(f"{url}/{other}/cover")
        shown = 'property="og:image" content="' in page.text and f"media/{photo}/screen" in str(picture.headers)
        assert (page.status_code, shown) == (status, status == 200)
        assert picture.status_code == (303 if status == 200 else 404)
        assert (await world.client.get(f"{url}/{other}/card")).status_code == status
        assert (status == 404) == ("noindex" not in page.text)


async def told(who: Person) -> tuple[list[str], list[bool]]:
    """The notices, and the invitations with whether they are only requests."""
    notices = [one["title"] for one in (await who.get("/notices")).body["data"]]
    return notices, [one["request"] for one in (await who.get("/invitations")).body["data"]]


async def test_who_may_invite_me_is_mine_to_say(world: World) -> None:
    host, ann, bo, cy, di = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy", "Di")]
    await befriend(host, di)
    for who in (ann, bo):
        await befriend(di, who)
    await bo.patch("/users/me", {"invites_from": "friends"})
    assert (await cy.patch("/users/me", {"invites_from": "everyone"})).body["invites_from"] == "everyone"
    dinner = await event(host, visibility="invite_only")
    await host.put(f"/events/{dinner}/invitations", {"people": [str(who.id) for who in (ann, bo, cy)]})
    invited = (["Host invites you"], [False])
    assert [await told(who) for who in (ann, bo, cy)] == [invited, ([], [True]), invited]


async def test_whoever_bothers_strangers_is_no_longer_heard_and_never_told_so(world: World) -> None:
    host = await world.user("Host")
    crowd = [await world.user(f"Guest{n}") for n in range(12)]
    dinner, later = await event(host, visibility="invite_only"), await event(host, visibility="invite_only", hours=90)

    async def invite(many: list[Person], to: object = dinner) -> None:
        assert (await host.put(f"/events/{to}/invitations", {"people": [str(who.id) for who in many]})).status == 204

    await invite(crowd)
    heard = [who for who in crowd if (await told(who))[1]]
    assert len(heard) == 10, "a new account bothers ten a day"
    for who in heard[:2]:
        await who.delete(f"/invitations/{dinner}")
    await invite(heard[:2])
    assert [await told(who) for who in heard[:2]] == [([], [])] * 2, "no means no"
    world.move(timedelta(hours=25))
    await invite(heard[:3], later)
    assert [len((await told(who))[1]) for who in heard[:3]] == [1, 1, 1]
    await heard[2].delete(f"/invitations/{later}")
    await invite(heard[3:5], later)
    assert [(await told(who))[1] for who in heard[3:5]] == [[], []], "three have declined"


async def test_guests_invite_as_many_as_the_host_lets_them(world: World) -> None:
    host, ann, bo, cy, di = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy", "Di")]
    for who in (bo, cy, di):
        await befriend(ann, who)
    closed, opened = await event(host, visibility="friends"), await event(host, visibility="unlisted", guests_invite=2)
    assert (await ann.put(f"/events/{closed}/invitations", {"people": [str(bo.id)]})).status == 404
    path = f"/events/{opened}/invitations"
    assert (await ann.put(path, {"people": [str(bo.id)]})).body["code"] == "not_the_host", "first one comes oneself"
    await going(ann, opened)
    refused = await ann.put(path, {"people": [str(who.id) for who in (bo, cy, di)]})
    assert (refused.body["code"], refused.body["extra"]["left"]) == ("too_many_invited", 2)
    assert (await ann.put(path, {"people": [str(bo.id), str(cy.id)]})).status == 204
    assert (await ann.put(path, {"people": [str(di.id)]})).body["extra"]["left"] == 0
    assert (await told(bo))[0] == ["Ann invites you"]


async def test_a_link_can_make_a_co_host_once(world: World) -> None:
    host, ann, bo = [await world.user(name) for name in ("Host", "Ann", "Bo")]
    dinner = await event(host, visibility="invite_only", guests_invite=5)
    made = await host.post(f"/events/{dinner}/links", {"role": "co_host", "rights": ["edit"], "max_uses": 50})
    assert made.body["max_uses"] == 5
    made = await host.post(f"/events/{dinner}/links", {"role": "co_host", "rights": ["edit"]})
    path = f"/invites/{made.body['url'].rpartition('/')[2]}"
    assert (await world.ask("GET", path)).body["role"] == "co_host"
    await ann.post(await link(host, dinner))
    assert (await ann.post(path)).body["capabilities"] == ["rsvp", "edit"], "also whoever is invited already"
    assert (await bo.post(path)).body["code"] == "invite_exhausted"
    await going(ann, dinner)
    assert (await ann.post(f"/events/{dinner}/links", {"role": "co_host"})).body["code"] == "not_the_host"


async def test_a_new_account_makes_ten_events_a_day(world: World) -> None:
    host = await world.user("Host")
    for number in range(10):
        await event(host, f"Party {number}")
    wanted = {"title": "One more", "place": {"lat": 60.17, "lon": 24.94}}
    refused = await host.post("/events", wanted)
    assert (refused.status, 'event_create_new";q=10' in refused.headers["ratelimit-policy"]) == (429, True)
    world.move(timedelta(days=8))
    assert (await host.post("/events", wanted)).status == 201


async def test_programs_that_preview_links_read_what_everybody_may_know(world: World) -> None:
    host = await world.user("Host")
    base = world.url
    dinner, hidden = await event(host, "Dinner", place=HOME), await event(host, "Hidden", visibility="invite_only")
    page = await world.client.get(f"{base}/e/{dinner}")
    assert (page.status_code, 'property="og:title" content="Dinner"' in page.text) == (200, True)
    assert '"@type":"Event"' in page.text
    assert "Secret" not in page.text
    token = (await link(host, hidden, max_uses=1)).rpartition("/")[2]
    for _ in range(2):
        page = await world.client.get(f"{base}/i/{token}")
        assert (page.status_code, "Hidden" in page.text, "noindex" in page.text) == (200, True, True)
    assert page.headers["referrer-policy"] == "no-referrer"
    nowhere = [f"/e/{hidden}", f"/e/{host.id}", "/e/nonsense", "/i/nonsense"]
    found = [await world.client.get(f"{base}{path}") for path in nowhere]
    assert {(one.status_code, one.text) for one in found} == {(404, found[0].text)}, "as if it were not there"


async def test_whom_one_met_and_ones_groups_can_be_invited(world: World) -> None:
    host, ann, bo, cy, dee = [await world.user(name) for name in ("Host", "Ann", "Bo", "Cy", "Dee")]
    await befriend(host, ann)
    await befriend(host, dee)
    before = await event(host, "Before")
    hidden = await event(ann, "Hidden", guest_list="hidden")
    for who in (ann, bo, cy):
        await going(who, before)
    for who in (host, dee):
        await going(who, hidden)
    club = await group(host, ann, dee)
    world.move(timedelta(hours=6))
    dinner = await event(host, "Dinner", guests_invite=2)
    path = f"/events/{dinner}/invitable"
    found = (await host.get(path)).body
    assert [(one["person"]["username"], one["event"]["title"]) for one in found["met"]] == [
        ("Bo", "Before"),
        ("Cy", "Before"),
    ], "friends are chosen among friends"
    assert [(one["id"], [each["username"] for each in one["people"]]) for one in found["groups"]] == [
        (str(club), ["Ann", "Dee"])
    ]
    await host.put(f"/events/{dinner}/invitations", {"people": [str(bo.id)]})
    await cy.put(f"/users/me/blocks/{host.id}")
    await going(dee, dinner)
    found = (await host.get(path)).body
    assert (found["met"], [each["username"] for each in found["groups"][0]["people"]]) == ([], ["Ann"])
    assert (await ann.get(path)).status == 404, "who may invite nobody has nobody to invite"
    assert [one["title"] for one in (await dee.get(path)).body["groups"]] == ["Ramen club"]
