"""What is kept of where people are: little, sealed, not for long, and they are reminded that they share it."""

import logging
from datetime import timedelta
from uuid import UUID

import pytest

from tests.makers.people import befriend
from tests.presence.test_positions import HOME, KEPT, SENAATINTORI, be, later, sees, share
from tests.world import World
from tomoda.core.sql import sql
from tomoda.core.words import new_id
from tomoda.presence.messages.positions import RemindOfSharing
from tomoda.presence.work import positions as work
from tomoda.users import actions as people

ROWS = sql("""
    select coalesce(string_agg(t.t, ' '), '') from (
        select s::text as t from position_shares s union all select w::text from whereabouts w
        union all select p::text from private_places p union all select g.body::text from signals g
    ) t
""")


async def test_points_are_sealed_and_in_no_log_and_go_with_their_owner(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)
    await share(ann, "person", of=str(bo.id), arriving={"lat": 60.333333, "lon": 24.444444})
    await ann.put(f"/positions/places/{new_id()}", {"name": "Home"} | HOME)
    await be(ann, **SENAATINTORI)
    async with world.app.reading() as tx:
        rows: str = await tx.value(ROWS)
    written = rows + caplog.text + " ".join(repr(vars(one)) for one in caplog.records)
    assert str(ann.id) in rows
    for secret in ("60.169444", "24.9525", "60.1871", "24.9604", "60.333333", "24.444444"):
        assert secret not in written
    world.app.seals = (b"another secret that nobody knows yet.....", world.app.secret)
    assert (await sees(bo, ann))["spot"]["lat"] == SENAATINTORI["lat"], "the secret before still opens"
    world.app.seals = world.app.seals[:1]
    assert await sees(bo, ann) is None, "what cannot be read is not there"
    unread = await ann.put("/positions/me", SENAATINTORI | {"accuracy": 5, "taken_at": later(world, 0)})
    assert unread.body["code"] == "places_unreadable", "it might be home"
    assert (await ann.get("/positions/places")).body["code"] == "places_unreadable"
    world.app.seals = ()
    async with world.app.transaction() as tx:
        await people.hide(tx, ann.id, "deactivated")
    async with world.app.reading() as tx:
        assert await tx.value(KEPT) == 0


async def test_who_shares_for_hours_is_reminded_and_after_a_day_by_mail(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)
    shared = (await share(ann, "person", of=str(bo.id), hours=30)).body["shares"][0]["id"]

    async def told() -> list[str]:
        return [one["kind"] for one in (await ann.get("/notices")).body["data"] if "sharing" in one["kind"]]

    await work.remind(world.app, RemindOfSharing(ann.id, UUID(shared), 4))
    assert await told() == [], "not before"
    for hours in (4, 20):
        world.move(timedelta(hours=hours))
        await work.remind(world.app, RemindOfSharing(ann.id, UUID(shared), 4 if hours == 4 else 24))
    assert sorted(await told()) == ["presence.sharing_for_a_day", "presence.still_sharing"]
    await ann.delete(f"/positions/shares/{shared}")
    await work.remind(world.app, RemindOfSharing(ann.id, UUID(shared), 24))
    assert len(await told()) == 2
