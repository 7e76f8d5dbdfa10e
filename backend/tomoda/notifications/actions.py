"""Telling people something, taking it back, and what they want to be told."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BadBase64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from tomoda.core.app import App
from tomoda.core.errors import FieldError, Malformed, NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.notifications import queries
from tomoda.notifications.errors import MustBeTold
from tomoda.notifications.messages import STILL, TOPIC_NAMES, TOPICS, DeliverNotice, Notice, NoticesChanged
from tomoda.notifications.queries import BREAKS_QUIET, DEFAULTS, Told
from tomoda.notifications.schemas import NoticePreferences, PreferencesEdit

_SEAL = 16  # bytes of the signature in a link to unsubscribe

FOOTER = {
    "en": "\n\n{url}\n\n--\nYou get this because you use Tomoda. No more mails like this one: {unsubscribe}",
    "ja": "\n\n{url}\n\n--\nTomodaをご利用の方にお送りしています。この種類のメールの配信停止: {unsubscribe}",
}
UNSUBSCRIBE_AT = "/api/v1/notices/unsubscribe/"
DIGEST_FOOTER = {
    "en": "\n\n{url}\n\n--\nYou get this because you use Tomoda.\n{ends}",
    "ja": "\n\n{url}\n\n--\nTomodaをご利用の方にお送りしています。\n{ends}",
}
DIGEST_END = {"en": "No more mails about {topic}: {url}", "ja": "「{topic}」のメールの配信停止: {url}"}
PLAIN_FOOTER = {
    "en": "\n\n{url}\n\n--\nThis mail is about your account's safety and is always sent.",
    "ja": "\n\n{url}\n\n--\nアカウントの安全に関する重要なお知らせのため、必ずお送りしています。",
}

TELL = sql("""
    with told as (
        insert into notices (id, user_id, kind, fact, topic, people, thing, thing_id, body, created_at, expires_at)
        select new.id, new.user_id, $3, $4, $5, $6, $7, $8, $9, $10, $11
        from unnest($1::uuid[], $2::uuid[]) new(id, user_id) join users u on u.id = new.user_id
        where (u.state = 'active' or ($13 and u.state in ('suspended', 'banned')))
            and not exists (select from unnest($6::uuid[]) person where not visible(new.user_id, person))
        order by new.user_id
        on conflict (user_id, kind, fact) do nothing
        returning id, user_id
    )
    select told.id, told.user_id,
        exists (select from devices d where d.user_id = told.user_id) or (
            u.email is not null and coalesce(p.mail, $12) = 'now'
        ) as sent
    from told join users u on u.id = told.user_id
    left join notice_preferences p on p.user_id = told.user_id and p.topic = $5
    order by told.user_id
""")
WITHDRAW = sql("""
    update notices set withdrawn_at = $4
    where kind = $1 and fact = $2 and ($3::uuid[] is null or user_id = any($3)) and withdrawn_at is null
    returning user_id
""")
WITHDRAW_ABOUT = sql("""
    update notices set withdrawn_at = $4
    where thing = $1 and thing_id = $2 and ($3::text[] is null or kind = any($3)) and withdrawn_at is null
    returning user_id
""")
WITHDRAW_OF = sql("""
    update notices set withdrawn_at = $4
    where kind = $1 and user_id = $2 and people @> array[$3::uuid] and withdrawn_at is null
    returning user_id
""")
READ = sql("update notices set read_at = $3 where user_id = $1 and id <= $2 and read_at is null")
READ_FACTS = sql("""
    update notices set read_at = $3
    where user_id = $1 and fact = any($2::text[]) and read_at is null and withdrawn_at is null
""")
SET_TOPIC = sql("""
    insert into notice_preferences (user_id, topic, push, mail) values ($1, $2, $3, $4)
    on conflict (user_id, topic) do update set push = excluded.push, mail = excluded.mail
""")
UNSUBSCRIBE = sql("""
    insert into notice_preferences (user_id, topic, push, mail)
    select id, $2, $3, 'off' from users where id = $1
    on conflict (user_id, topic) do update set mail = 'off'
""")
SET_SETTINGS = sql("""
    insert into notice_settings (user_id, quiet_from, quiet_until, previews) values ($1, $2, $3, $4)
    on conflict (user_id) do update set quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
        previews = excluded.previews
""")
FREE_TOKEN = sql("delete from devices where token = $1 and session_id <> $2")
REGISTER = sql("""
    insert into devices (session_id, user_id, token, registered_at) values ($1, $2, $3, $4)
    on conflict (session_id) do update set token = excluded.token, registered_at = excluded.registered_at
""")
FORGET_DEVICE = sql("delete from devices where session_id = $1 or user_id = $2")
FORGET_TOKENS = sql("delete from devices where token = any($1::text[])")
CLAIM = sql("""
    insert into notice_deliveries (notice_id, channel, target, claimed_at)
    select $1, channel, target, $4 from unnest($2::text[], $3::text[]) new(channel, target)
    on conflict do nothing
""")
OPEN = sql("select channel, target from notice_deliveries where notice_id = $1 and sent_at is null")
SENT = sql("""
    update notice_deliveries set sent_at = $4, ticket = $5 where notice_id = $1 and channel = $2 and target = $3
""")
TICKETS = sql("select target, ticket from notice_deliveries where notice_id = $1 and ticket is not null")
FORGET_TICKETS = sql("update notice_deliveries set ticket = null where notice_id = $1 and ticket = any($2::text[])")
FORGET_PERSON = sql("delete from notices where people @> array[$1::uuid]")
FORGET_ABOUT = sql("delete from notices where body ->> $1 = any($2::text[])")
FORGET_OLD = sql("delete from notices where created_at < $1")


async def notify(tx: Tx, people: Iterable[UUID], notice: Notice) -> None:
    """Tell these people, once each; whoever may not see whom it is about is not told. Part of this transaction."""
    receivers = sorted(set(people))
    if not receivers:
        return
    rows = await tx.rows(
        TELL,
        [new_id() for _ in receivers],
        receivers,
        *(notice.name, notice.key, notice.topic, notice.about),
        *(notice.thing[0] if notice.thing else None, notice.thing_id),
        *(msgspec.json.encode(notice), tx.now, notice.expires_at),
        *(DEFAULTS[notice.topic][1], notice.told_suspended),
    )
    for row in rows:
        if row["sent"]:
            tx.enqueue(DeliverNotice(row["id"]))
    _changed(tx, [row["user_id"] for row in rows])


def _changed(tx: Tx, people: Iterable[UUID]) -> None:
    told = sorted(set(people))
    if told:
        tx.emit(NoticesChanged(people=told))


async def withdraw(tx: Tx, kind: type[Notice], fact: str, people: list[UUID] | None = None) -> None:
    """It is no longer so (for these people; not given: for all): it vanishes, and is not sent any more."""
    rows = await tx.rows(WITHDRAW, kind.name, fact, people, tx.now)
    _changed(tx, (row["user_id"] for row in rows))


async def withdraw_about(tx: Tx, thing: str, thing_id: UUID, *kinds: type[Notice]) -> None:
    """The same for everything about this thing, of these kinds, or of any."""
    names = [kind.name for kind in kinds] or None
    rows = await tx.rows(WITHDRAW_ABOUT, thing, thing_id, names, tx.now)
    _changed(tx, (row["user_id"] for row in rows))


async def forget_about(tx: Tx, field: str, things: list[UUID]) -> None:
    """These things are gone for good: so is whatever notice names one of them in this field."""
    await tx.run(FORGET_ABOUT, field, [str(one) for one in things])


async def withdraw_of(tx: Tx, kind: type[Notice], receiver: UUID, person: UUID) -> None:
    """The same for what one person was told of another."""
    rows = await tx.rows(WITHDRAW_OF, kind.name, receiver, person, tx.now)
    _changed(tx, (row["user_id"] for row in rows))


async def read_up_to(tx: Tx, viewer: Viewer, notice_id: UUID) -> None:
    """I have seen this notice and all before it."""
    if await tx.run(READ, viewer.id, notice_id, tx.now):
        _changed(tx, [viewer.id])


async def read_facts(tx: Tx, viewer: Viewer, facts: list[str]) -> None:
    """I know these facts by now, from where they happened: what was told of them is read, and not sent any more."""
    if facts and await tx.run(READ_FACTS, viewer.id, facts, tx.now):
        _changed(tx, [viewer.id])


# What people want


async def choose(tx: Tx, viewer: Viewer, wanted: PreferencesEdit) -> NoticePreferences:
    """Change how I am told. Raises MustBeTold, Malformed."""
    if any(one.topic == "account" and one.mail != "now" for one in wanted.topics):
        raise MustBeTold
    before = await queries.preferences(tx, viewer.id)
    after = [
        new if new is not msgspec.UNSET else old
        for new, old in (
            (wanted.quiet_from, before.quiet_from),
            (wanted.quiet_until, before.quiet_until),
            (wanted.previews, before.previews),
        )
    ]
    if (after[0] is None) != (after[1] is None):
        raise Malformed(errors=[FieldError("#/quiet_until", "quiet hours have both ends, or none")])
    await tx.run_many(SET_TOPIC, [(viewer.id, one.topic, one.push, one.mail) for one in wanted.topics])
    await tx.run(SET_SETTINGS, viewer.id, *after)
    return await queries.preferences(tx, viewer.id)


def unsubscribe_token(secret: bytes, user_id: UUID, topic: str) -> str:
    """What a link in a mail carries: whose mails, about what, and that we made it. It never expires."""
    told = user_id.bytes + topic.encode()
    return urlsafe_b64encode(_sign(secret, told) + told).rstrip(b"=").decode()


def unsubscribe_from(secret: bytes, token: str) -> tuple[UUID, str]:
    """Whose mails about what a link is for. Raises NotFound for one that we have not made."""
    try:
        raw = urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))
    except (BadBase64, ValueError):
        raise NotFound from None
    seal, told = raw[:_SEAL], raw[_SEAL:]
    if len(told) < 17 or not hmac.compare_digest(seal, _sign(secret, told)):
        raise NotFound
    topic = told[16:].decode()
    if topic not in TOPICS:
        raise NotFound
    return UUID(bytes=told[:16]), topic


def _sign(secret: bytes, told: bytes) -> bytes:
    return hmac.digest(secret, b"unsubscribe:" + told, "sha256")[:_SEAL]


async def unsubscribe(tx: Tx, user_id: UUID, topic: str) -> None:
    """No more mails about this topic. Twice is once; nothing happens for whoever is gone."""
    push = next(push for name, (push, _) in DEFAULTS.items() if name == topic)
    await tx.run(UNSUBSCRIBE, user_id, topic, push)


def footer(app: App, user_id: UUID, topic: str, locale: str, link: str) -> tuple[str, dict[str, str]]:
    """How a mail ends, and the headers by which a mailbox unsubscribes with one click (RFC 2369, RFC 8058)."""
    url = app.public_url + link
    if topic == "account":
        return PLAIN_FOOTER[locale].format(url=url), {}
    token = unsubscribe_token(app.secret, user_id, topic)
    unsubscribe = f"{app.public_url}{UNSUBSCRIBE_AT}{token}"
    return FOOTER[locale].format(url=url, unsubscribe=unsubscribe), _one_click(unsubscribe)


def digest_footer(app: App, user_id: UUID, topics: Sequence[str], locale: str) -> tuple[str, dict[str, str]]:
    """How a digest ends: an end for each topic in it; a mailbox's one click ends the one, if there is but one."""
    ends = [(one, f"{app.public_url}{UNSUBSCRIBE_AT}{unsubscribe_token(app.secret, user_id, one)}") for one in topics]
    lines = [DIGEST_END[locale].format(topic=TOPIC_NAMES[locale][one], url=url) for one, url in ends]
    [headers] = [_one_click(url) for _, url in ends] if len(ends) == 1 else [{}]
    return DIGEST_FOOTER[locale].format(url=f"{app.public_url}/me/telling", ends="\n".join(lines)), headers


def _one_click(url: str) -> dict[str, str]:
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


# Devices


async def register(tx: Tx, viewer: Viewer, token: str) -> None:
    """Pushes for me go to this device from now on, and nobody else's do: a device belongs to who is signed in."""
    await tx.run(FREE_TOKEN, token, viewer.session_id)
    await tx.run(REGISTER, viewer.session_id, viewer.id, token, tx.now)


async def forget_device(tx: Tx, session_id: UUID | None, user_id: UUID | None = None) -> None:
    """No pushes to this session's device, or to any of a person's."""
    await tx.run(FORGET_DEVICE, session_id, user_id)


# Sending


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be sent for one notice: to whose mailbox, and to which devices."""

    told: Told
    notice: Notice
    mail: bool
    devices: dict[str, str]
    previews: bool


async def due(tx: Tx, notice_id: UUID) -> Due | None:
    """What is still to be sent, decided now, and written down before it is sent."""
    told = await tx.maybe(Told, queries.to_send(), notice_id, tx.now)
    notice = told.notice if told else None
    if told is None or notice is None or not await holds(tx, told):
        return None
    wanted = await queries.preferences(tx, told.user_id)
    mine = next(one for one in wanted.topics if one.topic == told.topic)
    mail = told.email is not None and mine.mail == "now" and not (told.muted and notice.topic != "account")
    devices = await _devices(tx, told) if mine.push and not told.muted else {}
    quiet = queries.quiet_ends(wanted, told.time_zone, tx.now) if notice.urgency not in BREAKS_QUIET else None
    wanted_now = [("mail", "")] * mail + [("push", device) for device in devices if quiet is None]
    await tx.run(CLAIM, notice_id, [c for c, _ in wanted_now], [t for _, t in wanted_now], tx.now)
    if quiet is not None and devices:
        tx.enqueue(DeliverNotice(notice_id), at=quiet, once=f"quiet:{notice_id}")
    still_open = {(row["channel"], row["target"]) for row in await tx.rows(OPEN, notice_id)} & set(wanted_now)
    targets = {device: token for device, token in devices.items() if ("push", device) in still_open}
    return Due(told, notice, ("mail", "") in still_open, targets, wanted.previews)


async def _devices(tx: Tx, told: Told) -> dict[str, str]:
    if told.state != "active":
        return {}
    return {str(row["session_id"]): row["token"] for row in await tx.rows(queries.DEVICES, told.user_id)}


async def holds(tx: Tx, told: Told) -> bool:
    """Whether there is still a reason to tell it: not read or expired, and its domain says that it is so."""
    notice = told.notice
    if notice is None or told.read_at is not None or (told.expires_at is not None and told.expires_at <= tx.now):
        return False
    if told.state != "active" and not notice.told_suspended:
        return False
    predicate = STILL.get(notice.name)
    return predicate is None or await predicate(tx, told.user_id, notice)
