"""What people follow, and what they hear of it: in the morning, once, only what they may see, and nobody else knows."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from tests.events.test_hosts_words import tick
from tests.fakes.mailbox import Mailbox, open_mailbox
from tests.makers.events import cancel, event, going
from tests.makers.people import befriend
from tests.notifications.test_notices import do_all
from tests.world import Person, World
from tomoda.core.words import new_id
from tomoda.edges.mail import Mail
from tomoda.events.actions.following import MOST, MOST_A_DAY
from tomoda.events.messages.following import LookForFollowed
from tomoda.notifications.messages import SendDigest

TURKU = {"lat": 60.4518, "lon": 22.2666, "name": "Turku"}
HERE = {"lat": 60.16745, "lon": 24.94745, "metres": 2000}


async def follow(person: Person, **what: Any) -> Any:
    answer = await person.post("/events/follows", what)
    assert answer.status == 200, answer.body
    return answer.body["data"]


async def titles(person: Person) -> list[str]:
    """Of what one was told of what one follows."""
    found = (await person.get("/notices")).body["data"]
    return sorted(one["title"] for one in found if one["kind"] == "events.followed")


def _told(mailbox: Mailbox) -> list[EmailMessage]:
    return [one for one in mailbox.mails if "You follow" in str(one.get_content())]


async def morning(world: World) -> None:
    """A day goes by, hour for hour, with its digests."""
    for _ in range(24):
        await tick(world.app, "events.look_for_followed")
        await do_all(world, LookForFollowed.name)
        await tick(world.app, "notifications.gather")
        await do_all(world, SendDigest.name)
        world.move(timedelta(hours=1))


async def test_what_is_new_of_what_one_follows_is_told_in_the_morning_and_once(world: World) -> None:
    ann, bo, cy, dee, eve = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Dee", "Eve")]
    await ann.patch("/users/me", {"time_zone": "Asia/Tokyo"})
    await befriend(ann, bo)
    await event(cy, "Old picnic", hours=60)
    world.move(timedelta(seconds=2))
    await follow(ann, host_id=str(bo.id))
    await follow(ann, tag="#Vegan", name="vegan")
    await follow(ann, words="rämen", around=HERE)
    assert [one["tag"] for one in await follow(ann, words="rämen", around=HERE)] == [None, "vegan", None], "once"
    with open_mailbox() as mailbox:
        world.app.edges["mail"] = Mail(mailbox.url, "Tomoda <hello@tomoda.test>")
        await morning(world)
        assert (await titles(ann), _told(mailbox)) == ([], []), "nothing is new"
        await event(bo, "Bo's games", hours=60, place=TURKU, visibility="friends")
        await event(bo, "Bo's secret", hours=60, visibility="invite_only")
        await event(cy, "Cooking", hours=60, place=TURKU, tags=["vegan"])
        soup = await event(cy, "Ramen", hours=60)
        await event(cy, "Ramen", hours=60, place=TURKU)
        await event(eve, "Ramen for others", hours=60)
        await eve.put(f"/users/me/blocks/{ann.id}")
        await event(dee, "RAMEN at Dee's", hours=60)
        off = await event(dee, "Ramen that is off", hours=60)
        await cancel(dee, off)
        mine = await event(dee, "Ramen, and I come", hours=60)
        await going(ann, mine)
        await event(ann, "My ramen", hours=60)
        await morning(world)
        assert await titles(ann) == ["Bo's games", "Cooking", "RAMEN at Dee's", "Ramen"]
        assert await titles(cy) == []
        (mail,) = _told(mailbox)
        text = str(mail.get_content())
        assert mail["to"] == "ann@example.org"
        assert all(said in text for said in ("Bo's games", "by Cy. You follow: vegan", f"/events/{soup}"))
        assert "No more mails about what you follow" in text
        await _is_told_no_more(world, ann, cy, mailbox, mail)


async def _is_told_no_more(world: World, ann: Person, cy: Person, mailbox: Mailbox, mail: EmailMessage) -> None:
    click = mail["list-unsubscribe"].strip("<>").removeprefix(world.app.public_url)
    await morning(world)
    assert len(_told(mailbox)) == 1, "told is told"
    clicked = await world.client.post(world.url + click, data={"List-Unsubscribe": "One-Click"})
    assert clicked.status_code == 200
    await event(cy, "Ramen again", hours=60)
    await morning(world)
    assert (len(_told(mailbox)), "Ramen again" in await titles(ann)) == (1, True), "in the app only"


async def test_of_much_that_is_new_the_soonest_is_told_and_each_event_once_whatever_dies(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    await follow(ann, around=HERE, name="Kluuvi", category="food")
    for number in range(MOST_A_DAY + 2):
        await event(bo, f"Soup {number}", hours=40 + number, category="food")
    await event(cy, "Football", hours=40, category="sports")
    job = LookForFollowed(ann.id, "2031-05-17")
    for _ in range(2):  # a worker that dies after it has done it, and before it says so
        async with world.app.transaction() as tx:
            tx.enqueue(job)
        await do_all(world, LookForFollowed.name)
    assert await titles(ann) == [f"Soup {number}" for number in range(MOST_A_DAY)]
    digest = SendDigest(ann.id, "2031-05-17")
    with open_mailbox() as mailbox:
        world.app.edges["mail"] = Mail("smtp://127.0.0.1:1", "Tomoda <hello@tomoda.test>")
        async with world.app.transaction() as tx:
            tx.enqueue(digest)
        with pytest.raises(OSError, match="refused"):
            await do_all(world, SendDigest.name)  # it was written down what is sent, and then there was no line
        world.app.edges["mail"] = Mail(mailbox.url, "Tomoda <hello@tomoda.test>")
        for _ in range(2):
            async with world.app.transaction() as tx:
                tx.enqueue(digest)
            await do_all(world, SendDigest.name)
        assert len(mailbox.mails) == 1


async def test_a_host_never_learns_who_follows_and_whoever_is_hidden_is_followed_by_nobody(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    before = (await bo.get("/users/me/standing")).body, (await bo.get("/notices")).body
    [one] = await follow(ann, host_id=str(bo.id))
    assert one["host"]["id"] == str(bo.id)
    assert ((await bo.get("/users/me/standing")).body, (await bo.get("/notices")).body) == before
    assert (await bo.get("/events/follows")).body == {"data": []}
    assert (await bo.delete(f"/events/follows/{one['id']}")).status == 204
    assert len((await ann.get("/events/follows")).body["data"]) == 1, "it is Ann's"
    games = await event(bo, "Games", hours=60)
    async with world.app.transaction() as tx:
        tx.enqueue(LookForFollowed(ann.id, "2031-05-17"))
    await do_all(world, LookForFollowed.name)
    assert await titles(ann) == ["Games"]
    await bo.put(f"/users/me/blocks/{ann.id}")
    assert (await titles(ann), (await ann.get("/events/follows")).body) == ([], {"data": []})
    assert (await ann.post("/events/follows", {"host_id": str(bo.id)})).status == 404
    assert (await ann.post("/events/follows", {"host_id": str(new_id())})).status == 404
    await bo.delete(f"/users/me/blocks/{ann.id}")
    assert (await ann.get("/events/follows")).body == {"data": []}, "lifting it restores nothing"
    assert (await cy.get(f"/events/{games}")).status == 200


async def test_what_is_followed_is_something_and_not_too_much(world: World) -> None:
    ann = await world.user("Ann")
    for wrong in ({}, {"category": "food"}, {"tag": " # "}, {"host_id": str(ann.id)}, {"tag": "x", "category": "nope"}):
        assert (await ann.post("/events/follows", wrong)).status in (400, 422), wrong
    far = HERE | {"metres": 50_001}
    assert (await ann.post("/events/follows", {"around": far})).body["errors"][0]["pointer"] == "#/around/metres"
    [exact] = await follow(ann, around={"lat": 60.1674567, "lon": 24.9474567, "metres": 500})
    assert exact["around"] == {"lat": 60.167, "lon": 24.947, "metres": 500}, "not to the door"
    for number in range(MOST - 1):
        await follow(ann, tag=f"tag{number}")
    assert (await ann.post("/events/follows", {"tag": "one more"})).body["code"] == "too_many_follows"
    for _ in range(2):
        assert (await ann.delete(f"/events/follows/{exact['id']}")).status == 204
    assert len(await follow(ann, tag="one more")) == MOST
