"""What events do by the clock, and how they follow what happens between people."""

import logging
from datetime import timedelta

from tomoda.core.app import App
from tomoda.core.jobs import does, every
from tomoda.core.messages import on
from tomoda.core.tx import Tx
from tomoda.edges.mail import Mail
from tomoda.events import actions, queries
from tomoda.events.actions import by_mail
from tomoda.events.messages import AskStillComing, MailLink, SettleQueue
from tomoda.users.messages import Blocked, PersonErased, PersonHidden

log = logging.getLogger("tomoda.events")

MAILS = {
    ("en", "link"): (
        "{title}: are you coming?",
        (
            "Hello {name},\n\nsomebody, probably you, would like to come to \u201c{title}\u201d, {when}.\n"
            "You come once you say so here. The same link lets you say that you do not:\n\n{link}\n\n"
            "If it was not you, nothing has happened: just leave this mail."
        ),
    ),
    ("en", "moved"): (
        "{title}: time or place have changed",
        "Hello {name},\n\n\u201c{title}\u201d is now {when}. What is new, and whether you still come:\n\n{link}",
    ),
    ("en", "cancelled"): ("{title} is off", "Hello {name},\n\n\u201c{title}\u201d, {when}, was called off.\n\n{link}"),
    ("ja", "link"): (
        "{title}: 参加しますか?",
        (
            "{name}さん\n\n「{title}」({when})への参加申し込みを受け付けました。\n"
            "次のリンクで参加を確定してください。参加の取り消しも同じリンクからできます。\n\n{link}\n\n"
            "心当たりがない場合は、このメールを無視してください。"
        ),
    ),
    ("ja", "moved"): (
        "{title}: 日時または場所が変わりました",
        "{name}さん\n\n「{title}」は {when} になりました。変更点の確認と参加の取り消しはこちらから:\n\n{link}",
    ),
    ("ja", "cancelled"): (
        "{title}は中止になりました",
        "{name}さん\n\n「{title}」({when})は中止になりました。\n\n{link}",
    ),
}


@does(SettleQueue)
async def settle_queue(app: App, job: SettleQueue) -> None:
    """When offers pass: what has passed by now is asked again, and free seats go to the next."""
    async with app.transaction() as tx:
        await actions.settle_now(tx, job.event_id)


@does(AskStillComing)
async def ask_still_coming(app: App, job: AskStillComing) -> None:
    """Some time before the start, if the host wants it: do you still come?"""
    async with app.transaction() as tx:
        await actions.ask_still(tx, job.event_id, job.starts_at)


@does(MailLink)
async def mail_link(app: App, job: MailLink) -> None:
    """Mail somebody without an account their link."""
    mail = app.edges.get("mail")
    if not isinstance(mail, Mail):
        log.warning("mail is off: no link was sent")
        return
    async with app.reading() as tx:
        guest = await queries.mail_guest(tx, job.guest_id)
    if guest is None:
        return
    subject, text = MAILS[guest.locale, job.about]
    link = f"{app.public_url}/e/{guest.event_id}#guest={by_mail.token(app.secret, guest.id)}"
    when = f"{guest.local_start:%Y-%m-%d %H:%M} ({guest.time_zone})"
    words = {"title": guest.title, "name": guest.name, "when": when, "link": link}
    await mail.send(guest.email, subject.format_map(words), text.format_map(words))


@every("23 * * * *")
async def forget_unused_links(app: App) -> None:
    """An address that nobody answered from is deleted after a day."""
    async with app.transaction() as tx:
        await tx.run(by_mail.FORGET, tx.now - timedelta(days=1))


@on(Blocked)
async def part(tx: Tx, signal: Blocked) -> None:
    """Neither stays a guest of the other; the seats go to whoever waits."""
    await actions.part(tx, signal.blocker_id, signal.blocked_id)


@on(PersonHidden)
async def vanish(tx: Tx, signal: PersonHidden) -> None:
    """Whoever is gone keeps no seat."""
    await actions.vanish(tx, signal.user_id)


@on(PersonErased)
async def forget(tx: Tx, signal: PersonErased) -> None:
    """Nobody stands where they stood, not even in what is over."""
    await actions.vanish(tx, signal.user_id)
    await actions.forget(tx, signal.user_id)
