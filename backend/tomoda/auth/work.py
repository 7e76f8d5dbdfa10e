"""Mails codes, forgets old ones, and tells each process whose session has ended."""

import asyncio
import logging
from datetime import timedelta
from html import escape
from typing import Any
from uuid import UUID

import msgspec

from tomoda.auth import actions, queries
from tomoda.auth.actions import account, addresses, devices, flows, grants, identities, keys, verifying
from tomoda.auth.messages import EraseAccount, MailUndo, NoteErasure, PrepareExport, RevokeGrant, SendCode
from tomoda.auth.queries import account as accounts
from tomoda.core.app import App
from tomoda.core.http import API_KEYS
from tomoda.core.jobs import does, every, keeps
from tomoda.core.messages import on
from tomoda.core.pool import FAULTS
from tomoda.core.tokens import LIFETIME
from tomoda.core.tx import Tx
from tomoda.edges.mail import Mail
from tomoda.edges.s3 import S3
from tomoda.media import queries as media
from tomoda.users.messages import PersonErased

log = logging.getLogger("tomoda.auth")

API_KEYS[:] = [keys.recognise]

MOST_FILES = 100 << 20  # bytes of photos and voices in one export, the latest first
SESSIONS_KEPT = timedelta(days=180)  # after they ended: by these a device is known again
ERASED = "erased/"  # in the bucket, and nothing that is shown lies there: `erased/2026-11-25/ID`, without content
ERASED_KEPT = timedelta(days=60)  # longer than any backup: 30 days, and 14 until a deleted one is out of reach
LOOK_EVERY = 1.0  # seconds
LOOK_BACK = timedelta(seconds=30)  # a transaction that took longer than this to commit could be overlooked

SUBJECT = {"en": "{code} is your Tomoda code", "ja": "Tomodaの確認コード: {code}"}
TEXT = {
    "en": "{what}\n\nYour code is {code}. It is good for ten minutes, once.\n\n"
    "If you did not ask for it, nothing has happened: just leave this mail.",
    "ja": "{what}\n\n確認コードは {code} です。10分間、一度だけ使えます。\n\n"
    "心当たりがない場合は、このメールを無視してください。",
}
WHAT_FOR: dict[str, dict[str, str]] = {
    "en": {
        "enter": "You are signing in to Tomoda.",
        "password": "You want a new password for Tomoda.",
        "address_before": "You want another e-mail address for Tomoda; this code goes to the present one. "
        "If it was not you, change your password.",
        "address_after": "You want this to be your e-mail address for Tomoda.",
    },
    "ja": {
        "enter": "Tomodaへのログイン用です。",
        "password": "Tomodaのパスワードの再設定用です。",
        "address_before": "Tomodaのメールアドレスの変更用です(現在のアドレスに届きます)。"
        "心当たりがない場合は、パスワードを変更してください。",
        "address_after": "Tomodaのメールアドレスをこのアドレスに変更するためのものです。",
    },
}
UNDO_SUBJECT = {"en": "Your Tomoda address was changed", "ja": "Tomodaのメールアドレスが変更されました"}
UNDO_TEXT = {
    "en": "Your account has another e-mail address now. If that was you, there is nothing to do.\n\n"
    "If not, this link takes it back within seven days, signs everybody out, and drops passwords, passkeys and "
    "other ways in that were added since:\n{link}",
    "ja": "アカウントのメールアドレスが変更されました。ご本人の場合は、何もする必要はありません。\n\n"
    "心当たりがない場合は、7日以内に次のリンクから元に戻せます。すべての端末がログアウトされ、"
    "その後に追加されたパスワード、パスキーなどのログイン方法は削除されます。\n{link}",
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
        email, code, purpose = made
        what = WHAT_FOR[job.locale][purpose]
        text = TEXT[job.locale].format(code=code, what=what)
        await mail.send(email, SUBJECT[job.locale].format(code=code), text)


@does(MailUndo)
async def mail_undo(app: App, job: MailUndo) -> None:
    """Tell the old address; each try makes a new link, and only the newest is good."""
    mail = app.edges.get("mail")
    if not isinstance(mail, Mail):
        log.warning("mail is off: no way back was sent")
        return
    async with app.transaction() as tx:
        made = await addresses.make_undo(tx, job.undo_id)
    if made is not None:
        email, secret = made
        link = f"{app.public_url}/undo-address?token={secret}"
        await mail.send(email, UNDO_SUBJECT[job.locale], UNDO_TEXT[job.locale].format(link=link))


@does(EraseAccount)
async def erase_account(app: App, job: EraseAccount) -> None:
    """The grace is over: deleted for good, if the person has not come back."""
    async with app.transaction() as tx:
        await account.erase_if_due(tx, job.user_id)


@on(PersonErased)
async def take_back_grants(tx: Tx, signal: PersonErased) -> None:
    """Before their identities are gone."""
    await identities.take_back(tx, signal.user_id)
    tx.enqueue(NoteErasure(user_id=signal.user_id))


@does(NoteErasure, tries=300)  # a day, in which the storage may be down
async def note_erasure(app: App, job: NoteErasure) -> None:
    """After the commit, so that nobody is on the list who is still here."""
    there = app.edges.get("s3")
    if not isinstance(there, S3):
        log.warning("storage is off: an erasure was not noted")
        return
    await there.put(f"{ERASED}{app.clock().date()}/{job.user_id}", b"", "text/plain")


async def replay_erasures(app: App, there: S3) -> tuple[int, int]:
    """Erase whom a restore brought back. How many are on the list, and how many were here. Raises StorageDown."""
    noted = here = 0
    async for key in there.keys(ERASED):
        async with app.transaction() as tx:
            here += await account.erase_again(tx, UUID(key.rpartition("/")[2]))
        noted += 1
    return noted, here


@every("41 3 * * *")
async def forget_erased(app: App) -> None:
    """Nor does the list of those who were erased outlive the backups that it is for."""
    there = app.edges.get("s3")
    if not isinstance(there, S3):
        return
    oldest = f"{ERASED}{(app.clock() - ERASED_KEPT).date()}/"
    async for key in there.keys(ERASED):
        if key >= oldest:
            return
        await there.delete(key)


@does(RevokeGrant)
async def revoke_grant(app: App, job: RevokeGrant) -> None:
    """Tell the provider; it may have forgotten already, and whoever turned it off here told it by themselves."""
    there = flows.providers(app).get(job.provider)
    grant = grants.unseal(app.secret, job.sealed)
    if there is None or grant is None:
        log.warning("a grant could not be taken back", extra={"provider": job.provider})
        return
    await there.revoke(grant, app.clock())


@does(PrepareExport)
async def prepare_export(app: App, job: PrepareExport) -> None:
    """Everything that is theirs, as JSON for machines and as a page for people."""
    async with app.reading() as tx:
        user_id = await tx.value(accounts.WHOSE, job.export_id)
        uploaded = await media.owned(tx, user_id) if user_id is not None else []
    if user_id is None:
        return
    files = await media.gathered(app, uploaded, MOST_FILES)
    async with app.transaction() as tx:
        found = await accounts.everything(tx, user_id)
        await tx.run(account.SAVE_EXPORT, job.export_id, as_json(found, files), as_page(found, files))


def as_json(found: dict[str, bytes], files: dict[str, str]) -> bytes:
    """One object with a list per table, and what was uploaded under `files`: by id, as `data:` addresses."""
    told = {name: msgspec.Raw(rows) for name, rows in found.items()}
    return msgspec.json.format(msgspec.json.encode({**told, "files": files}))


def as_page(found: dict[str, bytes], files: dict[str, str]) -> bytes:
    """A page that opens anywhere, without anything from outside."""
    parts = ["<!doctype html><meta charset=utf-8><title>Tomoda</title><h1>Everything that is yours in Tomoda</h1>"]
    for name, rows in found.items():
        listed: list[dict[str, Any]] = msgspec.json.decode(rows)
        parts.append(f"<h2>{escape(name.replace('_', ' '))} ({len(listed)})</h2>")
        for row in listed:
            cells = (f"<dt>{escape(key)}<dd>{escape(_readable(value))}" for key, value in row.items())
            parts.append(f"<dl>{''.join(cells)}</dl><hr>")
    for name, url in files.items():
        kind = "img" if url.startswith("data:image/") else "audio controls"
        parts.append(f'<{kind} src="{url}" style="max-width:100%" title="{escape(name)}"></{kind.split()[0]}>')
    return "".join(parts).encode()


def _readable(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else msgspec.json.encode(value).decode()


@every("17 * * * *")
async def forget(app: App) -> None:
    """Codes and arrivals of yesterday, refresh tokens and exports past their time are deleted."""
    async with app.transaction() as tx:
        await tx.run(actions.FORGET_OLD, tx.now - timedelta(days=1))
        await tx.run(actions.FORGET_REFRESH, tx.now - timedelta(days=1))
        await tx.run(account.FORGET_EXPORTS, tx.now)
        await tx.run(actions.FORGET_SESSIONS, tx.now - SESSIONS_KEPT)
        await devices.forget(tx)
        await tx.run(addresses.FORGET, tx.now)
        await tx.run(verifying.FORGET, tx.now)
        await tx.run(identities.FORGET_ARRIVALS, tx.now - identities.ARRIVAL_KEPT)


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
        except FAULTS as fault:
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
