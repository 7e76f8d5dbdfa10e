"""A moment is seen by whom it is for, for a day, and by nobody a moment longer."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from tests.admin.test_reports import staff
from tests.makers import media
from tests.makers.events import event, going
from tests.makers.media import fetch, nowhere, ready
from tests.makers.moments import HERE, moment, post
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.core.words import new_id
from tomoda.media import work as darkroom
from tomoda.moments import actions, work

AROUND = "south=60.1&west=24.8&north=60.2&east=25.1&zoom=14"
DAY = timedelta(hours=24)
A_LITTLE = timedelta(minutes=1)
PLACED = sql("select lat, lon from moments where id = $1")
ROWS = sql("select (select count(*) from moments) + (select count(*) from moment_photos) as n")
ERASE_EVENT = sql("delete from events where id = $1")
WAITING = sql("select entrypoint as name, payload, execute_after from pgqueuer where entrypoint like 'moments.%'")


async def on_map(person: Person, query: str = AROUND) -> list[str]:
    return [one["id"] for one in (await person.get(f"/moments?{query}")).body["data"]]


async def ways(person: Person, author: Person, it: UUID, photo: Any) -> set[str]:
    """By which ways the person gets to a moment."""
    found = {
        "map": str(it) in await on_map(person),
        "page": (await person.get(f"/moments/{it}")).status == 200,
        "author": str(it) in str((await person.get(f"/users/{author.id}/moments")).body),
        "photo": (await person.get(f"/media/{photo}")).status == 200,
        "like": (await person.put(f"/moments/{it}/like")).status == 204,
    }
    return {way for way, leads in found.items() if leads}


ALL = {"map", "page", "author", "photo", "like"}


async def test_a_photo_from_a_telephone_is_seen_by_friends_for_a_day_and_then_by_nobody(gallery: World) -> None:
    ann, bo, cy, di = [await gallery.user(name) for name in ("Ann", "Bo", "Cy", "Di")]
    await befriend(ann, bo)
    await befriend(ann, di)
    photo = await media.arrive(ann, media.photo())
    it = await moment(ann, photos=[{"id": photo, "alt": "Soup"}], body="  So good ")
    assert await ways(bo, ann, it, photo) == set(), "not before the photo was looked at"
    assert await media.look(ann, photo) == "ready"
    seen = (await bo.get(f"/moments/{it}")).body
    assert (seen["body"], seen["state"], seen["photos"][0]["alt"]) == ("So good", "shown", "Soup")
    assert seen["place"] == HERE
    assert seen["mine"] is None, "with whom else it is shared, is not his business"
    for file in (await media.files(bo, photo)).values():
        assert media.SECRET.encode() not in file
    await di.put(f"/users/me/blocks/{ann.id}")
    assert [await ways(who, ann, it, photo) for who in (bo, cy, di)] == [ALL, set(), set()]
    assert [one["username"] for one in (await ann.get(f"/moments/{it}")).body["mine"]["likes"]] == ["Bo"]
    gallery.move(DAY - A_LITTLE)
    answer = (await bo.get(f"/media/{photo}")).body
    url = answer["files"]["screen"]
    ends = [datetime.fromisoformat(one["expires_at"]) for one in (answer, seen)]
    assert ends[0] == ends[1], "the address ends with the moment, not five minutes later"
    assert "X-Amz-Expires=300&" not in url
    gallery.move(A_LITTLE)
    assert [await ways(who, ann, it, photo) for who in (bo, ann)] == [set(), set()], "by the clock, before any job"
    await work.purge(gallery.app)
    await darkroom.sweep(gallery.app)
    assert (await fetch(url)).status_code == 404, "nothing is behind the old address"
    async with gallery.app.reading() as tx:
        assert await tx.value(ROWS) == 0


async def test_a_list_an_event_and_whoever_is_no_longer_among_them(world: World) -> None:
    world.app.edges["s3"] = nowhere()
    ann, bo, cy, di, eve = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Di", "Eve")]
    for friend in (bo, cy):
        await befriend(ann, friend)
    ramen, picnic = new_id(), await event(di)
    await ann.put(f"/friends/lists/{ramen}", {"name": "Ramen"})
    await ann.put(f"/friends/lists/{ramen}/people/{bo.id}")
    for_list = await moment(ann, sharing={"audience": "list", "list_id": ramen})
    assert [await on_map(who) for who in (ann, bo, cy)] == [[str(for_list)], [str(for_list)], []]
    assert "list" not in str((await bo.get(f"/moments/{for_list}")).body), "nobody knows of a list but its owner"
    wanted = {"audience": "event", "event_id": picnic}
    assert (await post(ann, sharing=wanted)).body["code"] == "not_among_them"
    for who in (ann, cy, eve):
        assert await going(who, picnic) == 200
    there = await moment(ann, sharing=wanted)
    assert [str(there) in await on_map(who) for who in (ann, bo, cy, di, eve)] == [True, False, True, True, True]
    assert (await eve.get(f"/moments/{there}")).body["event"] == {"id": str(picnic), "title": "Picnic"}
    await eve.put(f"/users/me/blocks/{ann.id}")
    assert await on_map(eve) == (await eve.get(f"/events/{picnic}/moments")).body["data"] == [], "although both come"
    assert (await bo.get(f"/events/{picnic}/moments")).body["data"] == [], "he may see the event, and does not come"
    await cy.put(f"/events/{picnic}/rsvp", {"answer": "no"})
    assert str(there) not in await on_map(cy)
    assert (await di.delete(f"/events/{picnic}/guests/{ann.id}")).status == 200
    assert str(there) not in await on_map(di), "whoever is shown the door takes their moments along"
    await ann.delete(f"/friends/lists/{ramen}")
    assert await on_map(bo) == [], "a list that is gone is nobody"
    assert str(for_list) in await on_map(ann)
    for_friends = await moment(ann)
    assert await on_map(bo) == [str(for_friends)]
    await bo.delete(f"/friends/{ann.id}")
    assert await on_map(bo) == []


async def test_how_precisely_is_decided_before_it_is_stored(world: World) -> None:
    ann = await world.user("Ann")
    for precision, farthest in (("venue", 1e-6), ("area", 0.0051), ("city", 0.06)):
        it = await moment(ann, place=HERE | {"precision": precision})
        async with world.app.reading() as tx:
            [row] = await tx.rows(PLACED, it)
        away = max(abs(row["lat"] - HERE["lat"]), abs(row["lon"] - HERE["lon"]))
        assert away <= farthest, precision
        assert (away < 1e-6) is (precision == "venue"), "of a coarser place nothing finer is in the database"
        told = (await ann.get(f"/moments/{it}")).body["place"]
        assert (told["lat"], told["lon"], told["precision"]) == (row["lat"], row["lon"], precision)
        assert (told["name"] == "Kappeli") is (precision == "venue"), "nor does a name say more than the map"
    near = {"lat": HERE["lat"] + 0.002, "lon": HERE["lon"] + 0.002, "precision": "area"}
    one, other = [(await post(ann, place=place)).body["place"] for place in (HERE | {"precision": "area"}, near)]
    assert one == other, "the same square, whoever averages"


async def test_after_i_left_means_nobody_sees_it_before(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    world.app.edges["s3"] = nowhere()
    await befriend(ann, bo)
    later = world.app.clock() + timedelta(hours=2)
    photo = await ready(ann)
    it = await moment(ann, photos=[{"id": photo}], sharing={"publish_at": later.isoformat()})
    assert await ways(bo, ann, it, photo) == set()
    assert (await ann.get(f"/moments/{it}")).body["state"] == "waiting"
    assert await on_map(ann) == [], "nor is it on my own map"
    async with world.app.reading() as tx:
        due = {row["name"]: row["execute_after"] for row in await tx.rows(WAITING)}
    assert abs(due["moments.show_moment"] - later) < timedelta(seconds=5)
    assert due["moments.end_moment"] - due["moments.show_moment"] == DAY, "a whole day from then on"
    world.move(timedelta(hours=2, seconds=1))
    assert await ways(bo, ann, it, photo) == ALL
    too_late = (world.app.clock() + actions.LATEST + A_LITTLE).isoformat()
    assert (await post(ann, sharing={"publish_at": too_late})).body["code"] == "malformed"


async def test_a_journal_is_mine_alone_and_sharing_from_it_asks_again_with_whom(gallery: World) -> None:
    ann, bo, cy = [await gallery.user(name) for name in ("Ann", "Bo", "Cy")]
    await befriend(ann, bo)
    await befriend(ann, cy)
    ramen, photo = new_id(), await media.upload(ann)
    await ann.put(f"/friends/lists/{ramen}", {"name": "Ramen"})
    await ann.put(f"/friends/lists/{ramen}/people/{cy.id}")
    it, lost = await moment(ann, photos=[{"id": photo}], keep=True), await moment(ann)
    mine_alone = await moment(ann, sharing=None)
    await bo.put(f"/moments/{it}/like")
    assert sorted(await on_map(bo)) == sorted([str(it), str(lost)])
    assert (await ann.put(f"/moments/{it}/sharing", {})).body["code"] == "still_shared"
    gallery.move(DAY + A_LITTLE)
    await do_now(gallery.app, "moments.end_moment", msgspec.json.encode({"moment_id": lost}))
    journal = (await ann.get("/moments/mine")).body
    assert [(one["id"], one["state"]) for one in journal["data"]] == [(str(mine_alone), "kept"), (str(it), "kept")]
    assert journal["data"][1]["mine"]["likes"] == [], "what it was liked for is over"
    assert await ways(bo, ann, it, photo) == set()
    assert set(await media.files(ann, photo)) == {"thumb", "screen"}
    assert (await ann.put(f"/moments/{it}/sharing", {"audience": "list", "list_id": ramen})).status == 200
    assert [await on_map(who) for who in (bo, cy)] == [[], [str(it)]], "not whoever saw it the first time"
    gallery.move(DAY + A_LITTLE)
    assert (await ann.delete(f"/moments/{it}/kept")).status == 204
    assert (await ann.get(f"/moments/{it}")).status == 404
    assert (await ann.delete(f"/moments/{mine_alone}")).status == 204
    assert (await ann.get("/moments/mine")).body["data"] == []


async def test_an_album_is_for_those_who_came_as_long_as_the_event_is_kept(world: World) -> None:
    world.app.edges["s3"] = nowhere()
    ann, bo, cy, di = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Di")]
    picnic = await event(ann)
    for who in (bo, cy):
        await going(who, picnic)
    await going(di, picnic, "maybe")
    photo = await ready(bo)
    it = await moment(bo, photos=[{"id": photo}], sharing={"audience": "event", "event_id": picnic, "album": True})
    gone = await moment(bo, sharing={"audience": "event", "event_id": picnic})

    async def album(who: Person) -> list[str]:
        return [one["id"] for one in (await who.get(f"/events/{picnic}/moments")).body["data"]]

    assert [sorted(await album(who)) for who in (ann, cy, di)] == [sorted([str(it), str(gone)])] * 3
    world.move(DAY + timedelta(hours=4))
    assert [await album(who) for who in (ann, bo, cy, di)] == [[str(it)], [str(it)], [str(it)], []]
    assert await on_map(cy) == [], "on the map it was for a day"
    assert [(await who.get(f"/media/{photo}")).status for who in (cy, di)] == [200, 404]
    sheet = {"data": [{"user_id": str(cy.id), "attended": "no_show"}]}
    answer = await ann.put(f"/events/{picnic}/attendance", sheet)
    assert answer.status in (200, 204), answer.body
    assert await album(cy) == [], "who was not there has no part in it"
    await work.purge(world.app)
    assert await album(ann) == [str(it)]
    async with world.app.transaction() as tx:
        await tx.run(ERASE_EVENT, picnic)
    await work.purge(world.app)
    assert (await bo.get(f"/moments/{it}")).status == 404


async def test_what_moments_are_made_of_has_limits(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    photos = [{"id": await ready(ann)} for _ in range(5)]
    refused: list[tuple[dict[str, Any], str]] = [
        ({"photos": photos}, "malformed"),
        ({"photos": []}, "malformed"),
        ({"photos": [photos[0], photos[0]]}, "media_unusable"),
        ({"photos": [{"id": await ready(bo)}]}, "media_unusable"),
        ({"body": "x" * 281}, "malformed"),
        ({"photos": [photos[0] | {"alt": "x" * 301}]}, "malformed"),
        ({"place": HERE | {"lat": 91}}, "malformed"),
        ({"sharing": {"audience": "list"}}, "malformed"),
        ({"sharing": {"audience": "list", "list_id": new_id()}}, "list_missing"),
        ({"sharing": {"audience": "event"}}, "malformed"),
        ({"sharing": {"album": True}}, "malformed"),
        ({"sharing": {"audience": "event", "event_id": new_id()}}, "not_among_them"),
    ]
    for more, code in refused:
        assert (await post(ann, **more)).body["code"] == code, more
    first = new_id()
    assert (await post(ann, first, photos=photos[:4], body="x" * 280)).status == 200
    assert (await post(ann, first, photos=photos[:4])).status == 200, "sent again, it is the same moment"
    assert (await post(bo, first)).status == 404, "the id is taken"
    assert (await ann.put(f"/moments/{first}/like")).status == 404, "nobody likes their own"
    for method, path in (("DELETE", ""), ("PUT", "/kept"), ("DELETE", "/kept")):
        assert (await bo.ask(method, f"/moments/{first}{path}")).status == 404
    posted = 0
    while (answer := await post(bo)).status == 200:
        posted += 1
    assert (posted, answer.body["code"]) == (19, "rate_limited"), "twenty a day, with the one that was refused"


async def test_what_was_reported_is_blurred_kept_as_evidence_and_judged(gallery: World) -> None:
    ann, bo, cy = [await gallery.user(name) for name in ("Ann", "Bo", "Cy")]
    mo = await staff(gallery)
    for friend in (bo, cy):
        await befriend(ann, friend)
    photo = await media.upload(ann)
    it = await moment(ann, photos=[{"id": photo, "alt": "Soup"}], body="vile")

    async def blurred(*people: Person) -> list[bool]:
        return [(await who.get(f"/moments/{it}")).body["sensitive"] for who in people]

    async def reported(by: Person, reason: str) -> str:
        answer = await by.post("/reports", {"kind": "moment", "target_id": it, "reason": reason})
        return answer.body["data"][0]["id"]

    assert await blurred(bo, cy, ann) == [False, False, False]
    for who in (ann, mo):
        answer = await who.post("/reports", {"kind": "moment", "target_id": it, "reason": "hate"})
        assert answer.status == (409 if who is ann else 404), "what she cannot see, she cannot report"
    case = await reported(bo, "sexual")
    assert await blurred(bo, cy, ann) == [True, True, False], "its author cannot tell that somebody reported"
    decision = {"outcome": "no_action", "reason": "It is soup.", "moment": "stays"}
    assert (await mo.put(f"/admin/reports/{case}/verdict", decision)).status == 204
    assert await blurred(bo, cy) == [False, False]
    case = await reported(bo, "hate")
    await ann.delete(f"/moments/{it}")
    await darkroom.sweep(gallery.app)
    seen = (await mo.post(f"/admin/reports/{case}/views")).body["evidence"]
    assert (seen["body"], seen["attachments"]) == ("vile", [{"id": str(photo), "alt": "Soup"}])
    assert set(await media.files(mo, photo)) == {"thumb", "screen"}, "also after its author deleted it"
    assert "lat" not in str(seen), "where exactly is no evidence"
    it = await moment(ann)
    case = await reported(cy, "violence")
    decision = {"outcome": "warned", "reason": "No.", "moment": "removed"}
    assert (await mo.put(f"/admin/reports/{case}/verdict", decision)).status == 204
    assert (await ann.get(f"/moments/{it}")).status == 404
    it = await moment(ann, sensitive=True)
    assert await blurred(bo, ann) == [True, True], "or by the author's own choice"
    case = (await bo.post("/reports", {"kind": "user", "target_id": ann.id, "reason": "spam"})).body["data"][0]["id"]
    assert (await mo.put(f"/admin/reports/{case}/verdict", decision)).body["code"] == "malformed"
