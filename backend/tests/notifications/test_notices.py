"""People are told once, in their language, of what they may see, where and when they want it."""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from tests.fakes.expo import Expo, open_expo
from tests.fakes.mailbox import Mailbox, open_mailbox
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda import domains
from tomoda.core.jobs import do_now
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.words import new_id
from tomoda.edges.mail import Mail
from tomoda.edges.push import Push, PushDown
from tomoda.notifications import actions, work
from tomoda.notifications.messages import NOTICES, DeliverNotice, Notice, ReadReceipts, SendDigest, still
from tomoda.users import actions as people

WAITING = sql("select payload from pgqueuer where entrypoint = $1 and status = 'queued' order by id")
DONE = sql("delete from pgqueuer where entrypoint = $1 and execute_after <= now() + interval '1 minute'")
EXPIRE = sql("update notices set expires_at = $2 where fact = $1")
PHONE, TABLET = "ExponentPushToken[phone-phone-phone]", "ExponentPushToken[tablet-tablet-tablet]"


class Waved(Notice):
    """Somebody waved."""

    topic = "friends"
    urgency = "social"
    fact = "wave:{wave_id}"
    people = ("user_id",)
    texts = {"en": ("{who} waved", "Wave back?"), "ja": ("{who}さんが手を振っています", "振り返しましょう")}
    user_id: UUID
    wave_id: UUID


class Moved(Notice):
    """An event begins at another time."""

    topic = "events"
    urgency = "change"
    fact = "moved:{event_id}:{starts_at}"
    expires = "starts_at"
    link = "/events/{event_id}"
    texts = {"en": ("New time", "It begins at {starts_at:%H:%M}."), "ja": ("時間変更", "{starts_at:%H:%M}開始です。")}
    event_id: UUID
    starts_at: datetime
    time_zone: str


CALLED_OFF: set[UUID] = set()


@still(Moved)
async def still_on(tx: Tx, user_id: UUID, notice: Moved) -> bool:
    """Unless it was called off."""
    return notice.event_id not in CALLED_OFF


@pytest.fixture
def mailbox(world: World) -> Iterator[Mailbox]:
    with open_mailbox() as box:
        world.app.edges["mail"] = Mail(box.url, "Tomoda <hello@tomoda.test>")
        yield box


@pytest.fixture
async def expo(world: World) -> AsyncIterator[Expo]:
    async with open_expo() as expo:
        world.app.edges["push"] = push = Push(expo.url)
        yield expo
        await push.close()


async def tell(world: World, notice: Notice, *people: Person) -> None:
    async with world.app.transaction() as tx:
        await actions.notify(tx, [one.id for one in people], notice)


async def do_all(world: World, *kinds: str) -> int:
    """What a worker would do now."""
    count = 0
    for kind in kinds or (DeliverNotice.name, SendDigest.name):
        async with world.app.transaction() as tx:
            payloads = [row["payload"] for row in await tx.rows(WAITING, kind)]
            await tx.run(DONE, kind)
        for payload in payloads:
            await do_now(world.app, kind, payload)
            count += 1
    return count


async def titles(person: Person) -> list[str]:
    return [one["title"] for one in (await person.get("/notices")).body["data"]]


def moved(world: World, **changes: object) -> Moved:
    starts_at = (world.app.clock() + timedelta(hours=5)).replace(hour=17, minute=30, second=0, microsecond=0)
    if starts_at <= world.app.clock():
        starts_at += timedelta(days=1)
    known: dict[str, object] = {"event_id": new_id(), "starts_at": starts_at, "time_zone": "Asia/Tokyo"}
    return Moved(**(known | changes))  # type: ignore[arg-type]


async def test_the_same_fact_is_told_once_and_read_on_all_devices(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    wave = Waved(user_id=bo.id, wave_id=new_id())
    await tell(world, wave, ann, bo)
    await tell(world, wave, ann)
    await tell(world, Waved(user_id=bo.id, wave_id=new_id()), ann)
    found = (await ann.get("/notices?limit=1")).body
    assert (found["unread"], [one["title"] for one in found["data"]]) == (2, ["Bo waved"])
    assert found["data"][0]["people"][0]["username"] == "Bo"
    rest = (await ann.get(f"/notices?limit=1&cursor={found['next_cursor']}")).body
    assert rest["next_cursor"] is None
    assert (await ann.put("/notices/read-up-to", {"id": rest["data"][0]["id"]})).status == 204
    after = (await ann.get("/notices")).body
    assert (after["unread"], [one["read"] for one in after["data"]]) == (1, [False, True])
    assert after["place"] == rest["place"] + 1, "other devices hear that it was read"


async def test_whom_ann_may_not_see_she_is_not_told_of_and_what_she_was_told_vanishes(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await tell(world, Waved(user_id=bo.id, wave_id=new_id()), ann)
    await bo.put(f"/users/me/blocks/{ann.id}")
    await tell(world, Waved(user_id=bo.id, wave_id=new_id()), ann)
    assert (await ann.get("/notices")).body["data"] == []
    assert (await ann.get("/notices")).body["unread"] == 0
    await bo.delete(f"/users/me/blocks/{ann.id}")
    assert await titles(ann) == ["Bo waved"], "what was not told in time is not told afterwards"


async def test_a_mail_is_decided_again_when_it_is_sent(world: World, mailbox: Mailbox) -> None:
    ann = await world.user("Ann", locale="ja")
    off, expired, withdrawn, read, kept = [moved(world) for _ in range(5)]
    for one in (off, expired, withdrawn, read):
        await tell(world, one, ann)
    CALLED_OFF.add(off.event_id)
    async with world.app.transaction() as tx:
        await actions.withdraw(tx, Moved, withdrawn.key)
        assert await tx.run(EXPIRE, expired.key, tx.now) == 1
    newest = (await ann.get("/notices")).body["data"][0]["id"]
    await ann.put("/notices/read-up-to", {"id": newest})
    await tell(world, kept, ann)
    assert await do_all(world) == 5
    assert [mail["Subject"] for mail in mailbox.mails] == ["時間変更"]
    text = str(mailbox.mails[0].get_content())
    assert "02:30開始です。" in text
    assert f"/events/{kept.event_id}" in text


async def test_a_retried_mail_is_the_same_mail_and_what_was_sent_is_not_sent_again(
    world: World, mailbox: Mailbox
) -> None:
    ann = await world.user("Ann")
    await tell(world, moved(world), ann)
    mailbox.full = True
    async with world.app.reading() as tx:
        payload = await tx.value(WAITING, DeliverNotice.name)
    with pytest.raises(OSError, match="452"):
        await do_now(world.app, DeliverNotice.name, payload)
    mailbox.full = False
    for _ in range(2):
        await do_now(world.app, DeliverNotice.name, payload)
    (mail,) = mailbox.mails
    assert mail["Message-ID"].startswith(f"<{msgspec.json.decode(payload)['notice_id']}@")


async def test_one_click_ends_the_mails_of_this_topic_only(world: World, mailbox: Mailbox) -> None:
    ann = await world.user("Ann")
    await tell(world, moved(world), ann)
    await do_all(world)
    (mail,) = mailbox.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = mail["List-Unsubscribe"].strip("<>").partition("/api/v1")[2]
    address = f"{world.url}/api/v1{path}"
    assert "<form" in (await world.client.get(address)).text
    await tell(world, moved(world), ann)
    assert await do_all(world) == 1, "looking at the page changes nothing"
    for _ in range(2):
        clicked = await world.client.post(address, data={"List-Unsubscribe": "One-Click"})
        assert clicked.status_code == 200
    await tell(world, moved(world), ann)
    await do_all(world)
    assert len(mailbox.mails) == 2
    wanted = {one["topic"]: one for one in (await ann.get("/notices/preferences")).body["topics"]}
    assert (wanted["events"]["mail"], wanted["events"]["push"], wanted["seats"]["mail"]) == ("off", True, "now")
    forged = await world.client.post(address[:-3] + "AAA")
    assert forged.status_code == 404


async def test_ann_chooses_how_she_is_told_but_always_hears_of_her_account(world: World) -> None:
    ann = await world.user("Ann")
    wanted = {"topics": [{"topic": "friends", "push": False, "mail": "now"}], "quiet_from": "23:00:00"}
    assert (await ann.patch("/notices/preferences", wanted)).body["errors"][0]["pointer"] == "#/quiet_until"
    answer = await ann.patch("/notices/preferences", {**wanted, "quiet_until": "07:00:00"})
    assert (answer.body["quiet_until"], answer.body["previews"]) == ("07:00:00", False)
    silent = {"topics": [{"topic": "account", "push": True, "mail": "off"}]}
    assert (await ann.patch("/notices/preferences", silent)).body["code"] == "must_be_told"


async def test_a_digest_gathers_in_the_morning_of_the_receiver(world: World, mailbox: Mailbox) -> None:
    ann, bo, cy = await world.user("Ann"), await world.user("Bo"), await world.user("Cy")
    await ann.patch("/users/me", {"time_zone": "Asia/Tokyo"})
    for other in (bo, cy):
        await tell(world, Waved(user_id=other.id, wave_id=new_id()), ann)
    await cy.put(f"/users/me/blocks/{ann.id}")
    assert await do_all(world) == 0, "nobody is mailed at once"
    for _ in range(49):
        await work.gather(world.app)
        world.move(timedelta(hours=1))
    async with world.app.transaction() as tx:
        days = [msgspec.json.decode(row["payload"])["day"] for row in await tx.rows(WAITING, SendDigest.name)]
    assert len(days) == len(set(days)) == 2, "once a day"
    await do_all(world)
    (mail,) = mailbox.mails
    assert "Bo waved" in str(mail.get_content())
    assert "Cy waved" not in str(mail.get_content())


async def test_a_push_says_nothing_unless_ann_wants_it_to(world: World, expo: Expo) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)
    assert (await ann.put("/devices/current", {"token": PHONE})).status == 204
    await tell(world, Waved(user_id=bo.id, wave_id=new_id()), ann)
    await do_all(world, DeliverNotice.name)
    await ann.patch("/notices/preferences", {"previews": True})
    await tell(world, Waved(user_id=bo.id, wave_id=new_id()), ann)
    await do_all(world, DeliverNotice.name)
    first, second = expo.to(PHONE)
    assert ("Bo" in str(first), second["title"]) == (False, "Bo waved")
    assert first["collapseId"] == first["tag"] == first["data"]["notice_id"] != second["collapseId"]
    assert set(first["data"]) == {"notice_id", "link"}


async def test_a_device_hears_for_whoever_is_signed_in_on_it_and_nobody_else(world: World, expo: Expo) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await ann.put("/devices/current", {"token": PHONE})
    await bo.put("/devices/current", {"token": PHONE})
    await tell(world, moved(world), ann, bo)
    await do_all(world, DeliverNotice.name)
    assert len(expo.to(PHONE)) == 1, "the phone is Bo's now"
    await bo.delete(f"/auth/sessions/{bo.session_id}")
    await ann.put("/devices/current", {"token": TABLET})
    await tell(world, moved(world), ann, bo)
    await do_all(world, DeliverNotice.name)
    assert (len(expo.to(PHONE)), len(expo.to(TABLET))) == (1, 1), "signed out is out"


async def test_a_dead_token_is_forgotten_and_a_push_service_that_is_down_is_asked_again(
    world: World, expo: Expo
) -> None:
    ann = await world.user("Ann")
    await ann.put("/devices/current", {"token": PHONE})
    await tell(world, moved(world), ann)
    async with world.app.reading() as tx:
        payload = await tx.value(WAITING, DeliverNotice.name)
    expo.broken = True
    with pytest.raises(PushDown):
        await do_now(world.app, DeliverNotice.name, payload)
    expo.broken = False
    for _ in range(2):
        await do_now(world.app, DeliverNotice.name, payload)
    assert len(expo.to(PHONE)) == 1, "once"
    expo.dead.add(PHONE)
    async with world.app.reading() as tx:
        receipt = await tx.value(WAITING, ReadReceipts.name)
    await do_now(world.app, ReadReceipts.name, receipt)
    await tell(world, moved(world), ann)
    await do_all(world, DeliverNotice.name)
    assert len(expo.to(PHONE)) == 1


async def test_quiet_hours_keep_pushes_until_the_morning_except_urgent_ones(world: World, expo: Expo) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await ann.put("/devices/current", {"token": PHONE})
    now = world.app.clock()
    quiet = {"quiet_from": f"{now:%H:%M}:00", "quiet_until": f"{now + timedelta(hours=8):%H:%M}:00"}
    await ann.patch("/notices/preferences", quiet)
    await tell(world, Waved(user_id=bo.id, wave_id=new_id()), ann)
    await do_all(world, DeliverNotice.name)
    assert expo.pushes == []
    await tell(world, moved(world), ann)
    async with world.app.reading() as tx:
        later, urgent = [row["payload"] for row in await tx.rows(WAITING, DeliverNotice.name)]
    await do_now(world.app, DeliverNotice.name, urgent)
    assert len(expo.pushes) == 1
    world.move(timedelta(hours=8))
    await do_now(world.app, DeliverNotice.name, later)
    assert len(expo.pushes) == 2


async def test_what_others_were_told_of_somebody_goes_with_them(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await tell(world, Waved(user_id=bo.id, wave_id=new_id()), ann)
    async with world.app.transaction() as tx:
        await people.erase(tx, bo.id)
    async with world.app.reading() as tx:
        assert await tx.value(sql("select count(*) from notices")) == 0


def test_a_notice_that_names_what_it_does_not_have_cannot_be_declared() -> None:
    with pytest.raises(TypeError, match="colour"):

        class Wrong(Notice):  # pyright: ignore[reportUnusedClass]
            """Nothing."""

            topic = "friends"
            urgency = "social"
            fact = "wrong:{colour}"
            texts = {"en": ("", ""), "ja": ("", "")}


def test_what_people_are_told_leads_to_a_page_that_there_is() -> None:
    domains.open_doors()
    pages = Path(__file__).parents[3] / "frontend" / "app"
    found = {_pattern(page.relative_to(pages)) for page in pages.rglob("*.tsx") if not page.name.startswith(("_", "+"))}
    lost = {one.name: one.link for one in NOTICES.values() if re.sub(r"{\w+}", "{}", one.link) not in found}
    assert not lost


def _pattern(page: Path) -> str:
    """`(map)/events/[id]/index.tsx` is the address `/events/{}`."""
    parts = [re.sub(r"\[\w+\]", "{}", part) for part in page.with_suffix("").parts if not part.startswith("(")]
    return "/" + "/".join(part for part in parts if part != "index")
