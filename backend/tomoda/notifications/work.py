"""Sends notices by mail and push, gathers digests, and follows who signs out or is erased."""

import logging
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tomoda.core.app import App
from tomoda.core.jobs import does, every
from tomoda.core.messages import Closed, on
from tomoda.core.tx import Tx
from tomoda.edges.mail import Mail
from tomoda.edges.push import Outcome, Push, PushMessage
from tomoda.notifications import actions, queries
from tomoda.notifications.actions import Due
from tomoda.notifications.messages import DeliverNotice, ReadReceipts, SendDigest
from tomoda.notifications.queries import DEFAULTS, Told
from tomoda.users.messages import PersonErased

log = logging.getLogger("tomoda.notifications")

KEPT = timedelta(days=90)
DIGEST_HOUR = 8  # of the receiver's own day
DIGEST_REACHES = timedelta(days=3)
RECEIPTS_AFTER = timedelta(minutes=15)  # Expo's advice
TTL = timedelta(days=1)

GATHERED: list[str] = [topic for topic, (_, mail) in DEFAULTS.items() if mail == "digest"]

HIDDEN_PUSH = {"en": ("Tomoda", "Something new for you"), "ja": ("Tomoda", "新しいお知らせがあります")}
DIGEST_SUBJECT = {"en": "What you missed on Tomoda", "ja": "Tomodaの新着まとめ"}


@does(DeliverNotice)
async def deliver(app: App, job: DeliverNotice) -> None:
    """Decide again whether it is still to be told, write down where to, and send it there."""
    async with app.transaction() as tx:
        due = await actions.due(tx, job.notice_id)
    if due is None:
        return
    await _push(app, due)
    if due.mail:
        await _mail(app, due.told)


async def _mail(app: App, told: Told) -> None:
    mail = app.edges.get("mail")
    if not isinstance(mail, Mail) or told.email is None:
        return
    title, text, link = queries.words(told)
    footer, headers = actions.footer(app, told.user_id, told.topic, told.locale, link)
    await mail.send(told.email, title, text + footer, message_id=str(told.id), headers=headers)
    await _sent(app, told.id, "mail", "")


async def _sent(app: App, notice_id: UUID, channel: str, target: str, ticket: str | None = None) -> None:
    async with app.transaction() as tx:
        await tx.run(actions.SENT, notice_id, channel, target, tx.now, ticket)


async def _push(app: App, due: Due) -> None:
    push = app.edges.get("push")
    if not isinstance(push, Push) or not due.devices:
        return
    devices = list(due.devices)
    outcomes = await push.send([_message(app, due, due.devices[device]) for device in devices])
    for device, outcome in zip(devices, outcomes, strict=True):
        await _sent(app, due.told.id, "push", device, outcome.id)
    dead = [due.devices[device] for device, outcome in zip(devices, outcomes, strict=True) if outcome.dead]
    async with app.transaction() as tx:
        await tx.run(actions.FORGET_TOKENS, dead)
        if any(outcome.id for outcome in outcomes):
            tx.enqueue(ReadReceipts(due.told.id), after=RECEIPTS_AFTER)


def _message(app: App, due: Due, token: str) -> PushMessage:
    """Nothing but that there is something, unless the receiver wants more: pushes pass through others' hands."""
    title, text, link = queries.words(due.told)
    if not due.previews:
        title, text = HIDDEN_PUSH[due.told.locale]
    ends = due.told.expires_at
    ttl = TTL if ends is None else min(TTL, ends - app.clock())
    urgent = due.notice.urgency not in ("room", "social")
    return PushMessage(
        to=token,
        title=title,
        body=text,
        data={"notice_id": str(due.told.id), "link": link},
        ttl=max(1, int(ttl.total_seconds())),
        collapse_id=str(due.told.id),
        priority="high" if urgent else "default",
        channel_id=due.told.topic,
        sound="default" if urgent else None,
    )


@does(ReadReceipts)
async def read_receipts(app: App, job: ReadReceipts) -> None:
    """What became of the pushes of a notice; tokens that are dead are forgotten."""
    push = app.edges.get("push")
    if not isinstance(push, Push):
        return
    async with app.reading() as tx:
        asked = {row["ticket"]: row["target"] for row in await tx.rows(actions.TICKETS, job.notice_id)}
    receipts: dict[str, Outcome] = await push.receipts(list(asked)) if asked else {}
    async with app.transaction() as tx:
        for ticket, receipt in receipts.items():
            if receipt.dead and ticket in asked:
                await actions.forget_device(tx, UUID(asked[ticket]))
        await tx.run(actions.FORGET_TICKETS, job.notice_id, list(receipts))


@every("3 * * * *")
async def gather(app: App) -> None:
    """Each hour: whose morning it is, and for whom something has come together."""
    async with app.transaction() as tx:
        for row in await tx.rows(queries.WANT_DIGEST, tx.now - DIGEST_REACHES, GATHERED):
            local = tx.now.astimezone(ZoneInfo(row["time_zone"]))
            if local.hour == DIGEST_HOUR:
                day = local.date().isoformat()
                tx.enqueue(SendDigest(row["id"], day), once=f"digest:{row['id']}:{day}")


@does(SendDigest)
async def send_digest(app: App, job: SendDigest) -> None:
    """One mail with what is unread and still true; each notice is in one digest only."""
    mail = app.edges.get("mail")
    if not isinstance(mail, Mail):
        return
    async with app.transaction() as tx:
        since = tx.now - DIGEST_REACHES
        found = await tx.all(Told, queries.to_gather(), job.user_id, tx.now, since, GATHERED, job.day)
        true = [one for one in found if await actions.holds(tx, one)]
        for one in true:
            await tx.run(actions.CLAIM, one.id, ["digest"], [job.day], tx.now)
    if not true or true[0].email is None:
        return
    first = true[0]
    lines = [f"{title}\n{text}\n{app.public_url}{link}" for title, text, link in map(queries.words, true)]
    footer, headers = actions.digest_footer(
        app, first.user_id, list(dict.fromkeys(one.topic for one in true)), first.locale
    )
    await mail.send(
        true[0].email,
        DIGEST_SUBJECT[first.locale],
        "\n\n".join(lines) + footer,
        message_id=f"{first.id}-{job.day}",
        headers=headers,
    )
    for one in true:
        await _sent(app, one.id, "digest", job.day)


@on(Closed)
async def sign_device_out(tx: Tx, signal: Closed) -> None:
    """Who is signed out gets no more pushes there, from this transaction on."""
    await actions.forget_device(tx, signal.session_id, signal.user_id)


@on(PersonErased)
async def forget_person(tx: Tx, signal: PersonErased) -> None:
    """What others were told about them goes with them; their own goes by the foreign keys."""
    await tx.run(actions.FORGET_PERSON, signal.user_id)


@every("41 3 * * *")
async def forget(app: App) -> None:
    """Notices of more than ninety days ago are deleted, and with them where they were delivered."""
    async with app.transaction() as tx:
        await tx.run(actions.FORGET_OLD, tx.now - KEPT)
