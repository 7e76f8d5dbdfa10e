"""What is asked about notices: everywhere, only those about people and things that the receiver may see."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from tomoda.core.sql import Statement, sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.notifications.messages import NOTICES, THINGS, TOPICS, Notice, Topic, Urgency
from tomoda.notifications.schemas import Mailing, NoticeCard, NoticePreferences, TopicPreference
from tomoda.users.schemas import PersonCard

DEFAULTS: dict[Topic, tuple[bool, Mailing]] = {
    "account": (True, "now"),
    "safety": (True, "now"),
    "events": (True, "now"),
    "seats": (True, "now"),
    "calendar": (False, "now"),
    "payments": (True, "now"),
    "invitations": (True, "digest"),
    "friends": (True, "digest"),
    "messages": (True, "off"),
    "moments": (False, "off"),
    "nearby": (False, "off"),
    "follows": (False, "digest"),
}
"""Push, and mail, for whoever has not chosen: what cannot wait is sent, the rest is gathered or waits in the app."""

BREAKS_QUIET: frozenset[Urgency] = frozenset({"safety", "change", "offer"})

PREFERENCES = sql("select topic, push, mail from notice_preferences where user_id = $1")
SETTINGS = sql("select quiet_from, quiet_until, previews from notice_settings where user_id = $1")
DEVICES = sql("select session_id, token from devices where user_id = $1 order by session_id")

WANT_DIGEST = sql("""
    select distinct u.id, u.time_zone from notices n join users u on u.id = n.user_id
    left join notice_preferences p on p.user_id = n.user_id and p.topic = n.topic
    where n.created_at > $1 and n.read_at is null and n.withdrawn_at is null
        and u.state = 'active' and u.email is not null
        and coalesce(p.mail = 'digest', n.topic = any($2::text[]))
        and not exists (select from notice_deliveries d where d.notice_id = n.id and d.channel <> 'push')
""")


class Told(msgspec.Struct):
    """A notice with what must be known to show or send it."""

    id: UUID
    user_id: UUID
    kind: str
    topic: Topic
    body: bytes
    people: bytes
    created_at: datetime
    expires_at: datetime | None
    read_at: datetime | None
    muted: bool
    email: str | None
    locale: str
    time_zone: str
    state: str

    @property
    def notice(self) -> Notice | None:
        """As it was declared; None if this version does not know its kind."""
        kind = NOTICES.get(self.kind)
        return msgspec.json.decode(self.body, type=kind) if kind else None

    @property
    def cards(self) -> list[PersonCard]:
        """The people whom it is about."""
        return msgspec.json.decode(self.people, type=list[PersonCard])


def _seen(viewer: str) -> str:
    """That the receiver may see everybody and everything that a notice is about."""
    things = "".join(
        f" when '{kind}' then {text.format(viewer=viewer, id='n.thing_id')}" for kind, text in THINGS.items()
    )
    about = f"case n.thing{things} else false end" if things else "false"
    return f"""
        n.withdrawn_at is null
        and not exists (select from unnest(n.people) person where not visible({viewer}, person))
        and (n.thing is null or {about})
    """


_TOLD = """
    select n.id, n.user_id, n.kind, n.topic, n.body, n.created_at, n.expires_at, n.read_at,
           u.email, u.locale, u.time_zone, u.state,
           (select coalesce(json_agg(person_card(users) order by array_position(n.people, users.id)), '[]')
            from users where users.id = any(n.people)) as people,
           exists (select from unnest(n.people) person where muted(n.user_id, person, $2)) as muted
    from notices n join users u on u.id = n.user_id
"""


@cache
def inbox() -> Statement:
    """A page of them; built when every domain has said who may see its things."""
    return sql(f"""
        {_TOLD} where n.user_id = $1 and (n.expires_at is null or n.expires_at > $2 or n.read_at is not null)
        and ($3::uuid is null or n.id < $3) and {_seen("$1")} order by n.id desc limit $4
    """)


@cache
def unread() -> Statement:
    """How many wait, a hundred at most."""
    return sql(f"""
        select count(*) from (
            select from notices n where n.user_id = $1 and n.read_at is null
            and (n.expires_at is null or n.expires_at > $2) and {_seen("$1")} limit 100
        ) waiting
    """)


@cache
def to_send() -> Statement:
    """One notice, if its receiver may see what it is about, now."""
    return sql(f"{_TOLD} where n.id = $1 and {_seen('n.user_id')}")


@cache
def to_gather() -> Statement:
    """What a digest is made of: unread, and not sent in any other way; also what this day's was about to say."""
    return sql(f"""
        {_TOLD} left join notice_preferences p on p.user_id = n.user_id and p.topic = n.topic
        where n.user_id = $1 and n.created_at > $3 and n.read_at is null
        and (n.expires_at is null or n.expires_at > $2)
        and coalesce(p.mail = 'digest', n.topic = any($4::text[]))
        and not exists (
            select from notice_deliveries d
            where d.notice_id = n.id and d.channel <> 'push'
                and not (d.channel = 'digest' and d.target = $5 and d.sent_at is null)
        )
        and {_seen("n.user_id")} order by n.id limit 50
    """)


def words(told: Told) -> tuple[str, str, str]:
    """Title, sentence and link of a notice, in its receiver's language."""
    notice = told.notice
    if notice is None:
        return "", "", "/notices"
    title, text = notice.texts[told.locale]
    zone = ZoneInfo(getattr(notice, "time_zone", told.time_zone))
    known: dict[str, Any] = {"who": told.cards[0].display_name if told.people != b"[]" else ""}
    known["zone"] = _clock(next((at for at in _instants(notice)), None), zone)
    for field in notice.__struct_fields__:
        value: Any = getattr(notice, field)
        known[field] = value.astimezone(zone) if isinstance(value, datetime) else value
    return title.format_map(known), text.format_map(known), notice.path


def _instants(notice: Notice) -> Iterator[datetime]:
    for field in notice.__struct_fields__:
        value: Any = getattr(notice, field)
        if isinstance(value, datetime):
            yield value


def _clock(moment: datetime | None, zone: ZoneInfo) -> str:
    """Whose clock an instant is told by: its name then, and its city."""
    city = zone.key.rpartition("/")[2].replace("_", " ")
    return city if moment is None else f"{moment.astimezone(zone).tzname()}, {city}"


async def notices(tx: Tx, viewer: Viewer, before: UUID | None, limit: int) -> tuple[list[NoticeCard], UUID | None]:
    """The viewer's notices, the latest first, and from where to go on."""
    found = await tx.all(Told, inbox(), viewer.id, tx.now, before, limit + 1)
    page = found[:limit]
    return [_card(one) for one in page], page[-1].id if len(found) > limit else None


def _card(told: Told) -> NoticeCard:
    title, text, link = words(told)
    body: dict[str, Any] = msgspec.json.decode(told.body)
    read = told.read_at is not None
    return NoticeCard(told.id, told.kind, told.topic, title, text, link, told.cards, body, told.created_at, read)


async def waiting(tx: Tx, viewer: Viewer) -> int:
    """How many are unread."""
    return await tx.value(unread(), viewer.id, tx.now)


async def preferences(tx: Tx, user_id: UUID) -> NoticePreferences:
    """What a person wants to be told, and how."""
    chosen = {row["topic"]: (row["push"], row["mail"]) for row in await tx.rows(PREFERENCES, user_id)}
    topics = [TopicPreference(topic, *chosen.get(topic, DEFAULTS[topic])) for topic in TOPICS]
    row = await tx.row(SETTINGS, user_id)
    if row is None:
        return NoticePreferences(topics, None, None, previews=False)
    return NoticePreferences(topics, row["quiet_from"], row["quiet_until"], row["previews"])


def quiet_ends(wanted: NoticePreferences, time_zone: str, now: datetime) -> datetime | None:
    """When the quiet hours end that it is within; None outside of them."""
    start, end = wanted.quiet_from, wanted.quiet_until
    if start is None or end is None:
        return None
    local = now.astimezone(ZoneInfo(time_zone))
    clock = local.time()
    quiet = start <= clock < end if start <= end else clock >= start or clock < end
    return _next(local, end) if quiet else None


def _next(local: datetime, at: time) -> datetime:
    """The next instant at which the wall clock says so."""
    day = local.date() if local.time() < at else local.date() + timedelta(days=1)
    return datetime.combine(day, at, local.tzinfo)
