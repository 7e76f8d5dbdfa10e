"""People show of themselves what they want, to whom they want, and are found only if they like."""

from datetime import timedelta

from tests.makers.events import event, going
from tests.makers.media import arrive, fetch, look, photo, ready, upload
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.core.jobs import do_now
from tomoda.core.words import new_id

PAGE = {"bio": "Ramen, mostly.", "pronouns": "she/her", "home": "Kallio, Helsinki"}


async def page(person: Person, of: Person) -> dict[str, str]:
    found = (await person.get(f"/users/{of.id}")).body
    return {field: found[field] for field in PAGE}


async def test_each_field_is_seen_by_whom_ann_wants(world: World) -> None:
    ann, bo, cy = [await world.user(name) for name in ("Ann", "Bo", "Cy")]
    await befriend(ann, bo)
    picture = str(await ready(ann))
    wanted = {"bio": "everyone", "pronouns": "friends", "home": "nobody", "avatar": "friends"}
    wanted |= {"interests": "friends", "languages": "everyone", "age": "nobody", "kind_words": "nobody"}
    wanted["verified"] = "nobody"
    answer = await ann.patch("/users/me", {**PAGE, "avatar_id": picture, "audiences": wanted})
    assert (answer.body["audiences"], answer.body["avatar_id"]) == (wanted, picture)
    assert await page(ann, ann) == PAGE
    assert await page(bo, ann) == {**PAGE, "home": ""}
    assert await page(cy, ann) == {"bio": PAGE["bio"], "pronouns": "", "home": ""}
    assert [(await who.get(f"/users/{ann.id}")).body["avatar_id"] for who in (bo, cy)] == [picture, None]
    await ann.delete(f"/friends/{bo.id}")
    assert await page(bo, ann) == await page(cy, ann), "who is no friend any more sees what strangers see"
    assert (await ann.patch("/users/me", {"avatar_id": None})).body["avatar_id"] is None
    assert (await ann.get("/users/me")).body["home"] == PAGE["home"], "what is left out stays"


async def test_a_picture_is_found_by_whom_it_is_for_and_goes_when_another_takes_its_place(gallery: World) -> None:
    ann, bo, cy, dee = [await gallery.user(name) for name in ("Ann", "Bo", "Cy", "Dee")]
    await befriend(ann, bo)
    asked = f"/users/pictures?ids={ann.id},{new_id()},{cy.id},{dee.id},{ann.id}"

    async def whose(viewer: Person) -> list[str]:
        return [one["user_id"] for one in (await viewer.get(asked)).body["data"]]

    first = await upload(ann)
    await ann.patch("/users/me", {"avatar_id": str(first), "audiences": {"avatar": "friends"}})
    await cy.patch("/users/me", {"avatar_id": str(await upload(cy))})
    assert [await whose(one) for one in (ann, bo, dee)] == [[str(ann.id), str(cy.id)]] * 2 + [[str(cy.id)]]
    answer = await bo.get(asked)
    assert answer.headers["cache-control"] == "private, no-store"
    address = answer.body["data"][0]["picture"]["files"]["thumb"]
    assert (await fetch(address)).status_code == 200
    await cy.put(f"/users/me/blocks/{bo.id}")
    assert (await whose(bo), await whose(cy)) == ([str(ann.id)], [str(cy.id)])
    second = await arrive(ann, photo())
    assert (await ann.patch("/users/me", {"avatar_id": str(second)})).status == 200
    assert await whose(bo) == [], "nothing of it before it was looked at"
    await do_now(gallery.app, "media.empty_trash", b"{}")
    assert (await fetch(address)).status_code == 404, "and nothing of the one before"
    assert await look(ann, second) == "ready"
    assert await whose(bo) == [str(ann.id)]
    await ann.patch("/users/me", {"avatar_id": None})
    assert await whose(bo) == []
    assert (await bo.get(f"/users/pictures?ids={','.join([str(ann.id)] * 51)}")).status == 400
    assert (await bo.get("/users/pictures?ids=not-an-id-but-as-long-as-one-of-them")).body["code"] == "malformed"


async def test_how_the_app_looks_follows_ann_to_her_other_devices(world: World) -> None:
    ann = await world.user("Ann")
    assert (await ann.get("/users/me")).body["preferences"] == {"theme": "system", "units": "metric", "clock": "24"}
    await ann.patch("/users/me", {"preferences": {"theme": "dark"}, "locale": "ja", "time_zone": "Asia/Tokyo"})
    me = (await ann.get("/users/me")).body
    assert (me["preferences"]["theme"], me["locale"], me["time_zone"]) == ("dark", "ja", "Asia/Tokyo")
    assert (await ann.patch("/users/me", {"preferences": {"theme": "pink"}})).status == 400


async def test_who_does_not_want_to_be_found_is_not_there_for_whoever_tries_names(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    assert (await bo.get("/users/by-username/ann")).status == 200
    await ann.patch("/users/me", {"findable": False})
    hidden, nobody = await bo.get("/users/by-username/ann"), await bo.get("/users/by-username/nobody")
    assert (hidden.status, hidden.body["code"]) == (nobody.status, nobody.body["code"]) == (404, "not_found")
    assert (await bo.get(f"/users/{ann.id}")).status == 200, "whom she meets sees her"


async def test_whom_ann_met_is_suggested_unless_they_do_not_want_it_or_the_guests_were_secret(world: World) -> None:
    ann, bo, cy, dee, eve = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Dee", "Eve")]
    open_one, secret = await event(bo, "Picnic"), await event(bo, "Surprise", guest_list="hidden")
    for guest in (ann, cy, eve):
        await going(guest, open_one)
    for guest in (ann, dee):
        await going(guest, secret)
    assert (await ann.get("/friends/suggestions")).body["data"] == [], "they have not met yet"
    world.move(timedelta(days=1))
    await eve.patch("/users/me", {"suggested": False})
    found = (await ann.get("/friends/suggestions")).body["data"]
    assert sorted(one["person"]["display_name"] for one in found) == ["Bo", "Cy"]
    reason = found[0]["reason"]
    assert (reason["kind"], reason["count"], reason["events"][0]["title"]) == ("shared_events", 1, "Picnic")
    await cy.put(f"/users/me/blocks/{ann.id}")
    assert [one["person"]["display_name"] for one in (await ann.get("/friends/suggestions")).body["data"]] == ["Bo"]


async def test_a_request_is_told_once_a_day_and_its_notice_goes_with_it(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")

    async def titles(person: Person) -> list[str]:
        return [one["title"] for one in (await person.get("/notices")).body["data"]]

    await ann.put(f"/friends/requests/{bo.id}")
    assert await titles(bo) == ["Ann would like to be friends"]
    await ann.delete(f"/friends/requests/{bo.id}")
    assert await titles(bo) == []
    await ann.put(f"/friends/requests/{bo.id}")
    assert await titles(bo) == [], "not twice a day"
    assert (await bo.post(f"/friends/requests/{ann.id}/decline")).status == 204
    assert await titles(ann) == [], "a no is not told"
    world.move(timedelta(days=31))
    await ann.put(f"/friends/requests/{bo.id}")
    assert await titles(bo) == ["Ann would like to be friends"]
    await bo.post(f"/friends/requests/{ann.id}/accept")
    assert (await titles(bo), await titles(ann)) == ([], ["You and Bo are friends now"])
