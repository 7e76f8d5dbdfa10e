"""Mails codes, forgets old ones, and tells each process whose session has ended."""

import asyncio
import logging
from datetime import timedelta

from asyncpg import InterfaceError, PostgresError

from tomoda.auth import actions, queries
from tomoda.auth.messages import SendCode
from tomoda.core.app import App
from tomoda.core.jobs import does, every, keeps
from tomoda.core.tokens import LIFETIME
from tomoda.edges.mail import Mail

log = logging.getLogger("tomoda.auth")

LOOK_EVERY = 1.0  # seconds
LOOK_BACK = timedelta(seconds=30)  # a transaction that took longer than this to commit could be overlooked

SUBJECT = {"en": "{code} is your Tomoda code", "ja": "Tomodaの確認コード: {code}"}
TEXT = {
    "en": "Your code is {code}. It is good for ten minutes, once.\n\n"
    "If you did not ask for it, nothing has happened: just leave this mail.",
    "ja": "確認コードは {code} です。10分間、一度だけ使えます。\n\n"
    "心当たりがない場合は、このメールを無視してください。",
}


@does(SendCode)
async def send_code(app: App, job: SendCode) -> None:
    """Make a code and mail it; each try makes a new one, and only the newest is good."""
    mail = app.edges.get("mail")
    if not isinstance(mail, Mail):
        log.warning("mail is off: no code was sent")
        return
    async with app.transaction() as tx:
        made = await actions.make_code(tx, job.code_id)
    if made is not None:
        email, code = made
        await mail.send(email, SUBJECT[job.locale].format(code=code), TEXT[job.locale].format(code=code))


@every("17 * * * *")
async def forget(app: App) -> None:
    """Codes of yesterday and refresh tokens past their time are deleted."""
    async with app.transaction() as tx:
        await tx.run(actions.FORGET_OLD, tx.now - timedelta(days=1))
        await tx.run(actions.FORGET_REFRESH, tx.now - timedelta(days=1))


@keeps("api", "gateway")
async def follow_endings(app: App) -> None:
    """Every second: which sessions have ended, and who is suspended or gone.

    At the start it looks back over a token's whole life, so that a restart forgives nobody.
    """
    back = LIFETIME + LOOK_BACK
    while True:
        try:
            await look(app, back)
            back = LOOK_BACK
        except (PostgresError, InterfaceError, OSError) as fault:
            log.warning("endings not read", extra={"fault": type(fault).__name__})
        await asyncio.sleep(LOOK_EVERY)


async def look(app: App, back: timedelta) -> None:
    """Read the endings since `back` ago into `app.closed`."""
    async with app.reading() as tx:
        since = tx.now - back
        for session_id, code in await queries.closed_since(tx, since):
            app.closed[session_id] = code
        for user_id, state in await queries.states_since(tx, since):
            if state == "active":
                app.closed.pop(user_id, None)
            else:
                app.closed[user_id] = "account_suspended" if state == "suspended" else "session_ended"
