"""Reporting, and what staff do about it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal, cast
from uuid import UUID

import msgspec

from tomoda.admin import queries
from tomoda.admin.errors import AlreadyAppealed, AlreadySo, CannotReportYourself, OwnCase, ReportClosed
from tomoda.admin.messages import (
    UNDER_AGE,
    AccountGivenBack,
    AccountStaysTaken,
    AccountTaken,
    AppealDecided,
    EndSuspension,
    MarkTaken,
    ReportDecided,
    ReportReceived,
    Warned,
)
from tomoda.admin.schemas import AppealVerdict, NewReport, NewSanction, Verdict
from tomoda.auth.actions import verifying
from tomoda.chat import queries as rooms
from tomoda.core.errors import FieldError, Malformed, NotFound
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_text, new_id
from tomoda.events.actions import showing
from tomoda.moments import actions as moments
from tomoda.notifications import actions as notices
from tomoda.users import actions as people
from tomoda.users import queries as asked

URGENT = frozenset({"violence", "minor"})
BLURRED = frozenset({"violence", "minor", "sexual", "hate"})  # a moment reported so is blurred until it is decided

SAVE = sql("""
    insert into reports (id, reporter_id, accused_id, kind, target_id, room_id, reason, words, urgent, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (reporter_id, kind, target_id) where state = 'open' do nothing
""")
OPEN = sql("select id from reports where reporter_id = $1 and kind = $2 and target_id = $3 and state = 'open'")
FREEZE = sql("insert into report_evidence (report_id, seen, frozen_at) values ($1, $2, $3)")
HOLD = sql("""
    insert into report_media (report_id, media_id) select $1, id from uploads where id = any($2::uuid[])
    on conflict do nothing
""")
CLAIM = sql("update reports set claimed_by = $2 where id = $1")
CLOSE = sql("update reports set state = 'closed', outcome = $2, closed_at = $3 where id = $1")
WRITE = sql("""
    insert into staff_log (id, staff_id, act, target_id, report_id, reason, done_at) values ($1, $2, $3, $4, $5, $6, $7)
""")
BEGIN = sql("""
    insert into sanctions (id, user_id, kind, reason, report_id, begun_at, until, by_staff)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
""")
LIFT = sql("update sanctions set lifted_at = $2 where user_id = $1 and lifted_at is null returning id")
APPEAL = sql("""
    update sanctions set appeal = $2, appealed_at = $3
    where user_id = $1 and lifted_at is null and appealed_at is null returning id
""")
APPEALED = sql("""
    select id, by_staff from sanctions
    where user_id = $1 and lifted_at is null and appealed_at is not null and upheld_at is null
""")
UPHOLD = sql("update sanctions set upheld_at = $2 where id = $1")
RUN_OUT = sql("""
    select user_id from sanctions where id = $1 and lifted_at is null and until = $2 and until <= $3
""")
STANDING = sql("select kind from sanctions where user_id = $1 and lifted_at is null")
BY_USERNAME = sql("select id from users where username_folded = $1")
STATE = sql("select state from users where id = $1")
APPOINT = sql("""
    insert into staff (user_id, role, added_at) values ($1, $2, $3)
    on conflict (user_id) do update set role = excluded.role
""")
DISMISS = sql("delete from staff where user_id = $1")
FORGET_EVIDENCE = sql("""
    delete from report_evidence e using reports r where r.id = e.report_id and r.closed_at < $1
""")


async def report(tx: Tx, viewer: Viewer, new: NewReport) -> UUID:
    """Report something that I can see; what it looks like now is kept. The same once more is the same report.

    With `block`, whoever is answerable for it is blocked in the same transaction. Raises NotFound.
    """
    found = await _look(tx, viewer, new)
    if found.accused == viewer.id:
        raise CannotReportYourself
    report_id = new_id()
    urgent = new.reason in URGENT or found.soon
    what = (new.kind, new.target_id, new.room_id, new.reason, clean_text(new.words), urgent, tx.now)
    if await tx.run(SAVE, report_id, viewer.id, found.accused, *what):
        await tx.run(FREEZE, report_id, found.seen, tx.now)
        await tx.run(HOLD, report_id, list(_pictures(msgspec.json.decode(found.seen))))
        await notices.notify(tx, [viewer.id], ReportReceived(report_id=report_id))
        if new.kind == "moment" and new.reason in BLURRED:
            await moments.flag(tx, new.target_id)
    else:
        report_id = await tx.value(OPEN, viewer.id, new.kind, new.target_id)
    if new.block and found.accused is not None:
        await people.block(tx, viewer, found.accused)
    return report_id


def _pictures(seen: Any) -> Iterator[str]:
    """The photos and voices in what was seen."""
    if isinstance(seen, list):
        for one in cast("list[Any]", seen):
            yield from _pictures(one)
    elif isinstance(seen, dict):
        for name, one in cast("dict[str, Any]", seen).items():
            if name == "avatar_id" and one is not None:
                yield one
            elif name == "cover" and one is not None:
                yield one["id"]
            elif name == "attachments":
                yield from (each["id"] for each in one or ())
            else:
                yield from _pictures(one)


async def _look(tx: Tx, viewer: Viewer, new: NewReport) -> queries.Found:
    """What the viewer sees of it now. Raises NotFound for what does not exist for them, Malformed for words of what is
    not secret.
    """
    secret = False
    match new.kind:
        case "user":
            if new.target_id == viewer.id:
                raise CannotReportYourself
            if not await people.known(tx, viewer, new.target_id):
                raise NotFound
            found = await tx.maybe(queries.Found, queries.USER, viewer.id, new.target_id)
        case "event" | "moment" | "kind_word":
            found = await tx.maybe(queries.Found, queries.SEEN[new.kind], viewer.id, new.target_id, tx.now)
        case "message":
            if new.room_id is None:
                raise NotFound
            mine = await rooms.seat(tx, viewer, new.room_id)
            found = await tx.maybe(
                queries.Found, queries.MESSAGE, viewer.id, new.room_id, new.target_id, mine.joined_seq
            )
            secret = mine.secret
        case _:
            mine = await rooms.seat(tx, viewer, new.target_id)
            found = await tx.maybe(queries.Found, queries.ROOM, viewer.id, new.target_id, mine.joined_seq)
            secret = mine.secret
    if found is None:
        raise NotFound
    if new.said:
        _quote(found, new, secret=secret)
    return found


def _quote(found: queries.Found, new: NewReport, *, secret: bool) -> None:
    """What only the reporter can read stands beside what we have, and is never mixed with it."""
    if not secret:
        raise Malformed(errors=[FieldError("#/said", "is only for what was said in a secret room")])
    known = set(_message_ids(msgspec.json.decode(found.seen)))
    told = [one for one in new.said if str(one.message_id) in known]
    told_by_reporter = msgspec.json.encode({"unproven": True, "said": told})
    found.seen = found.seen.rstrip()[:-1] + b',"told_by_reporter":' + told_by_reporter + b"}"


def _message_ids(seen: dict[str, Any]) -> Iterator[str]:
    """Of the messages that are part of what was seen."""
    message: dict[str, Any] | None = seen.get("message")
    for one in [message, *seen.get("around", ()), *seen.get("latest", ())]:
        if one is not None:
            yield one["id"]


# What staff do: each of these begins by asking for the role and ends in the log


async def open_file(tx: Tx, viewer: Viewer, report_id: UUID) -> None:
    """Look at a case with its evidence. Looking is logged."""
    await queries.role(tx, viewer)
    await queries.lock(tx, report_id)
    await _write(tx, viewer, "viewed", None, report_id, "looked at the evidence")


async def claim(tx: Tx, viewer: Viewer, report_id: UUID) -> None:
    """I decide this one. Raises OwnCase, ReportClosed."""
    await queries.role(tx, viewer)
    case = await queries.lock(tx, report_id)
    _require_judge(viewer, case)
    await tx.run(CLAIM, report_id, viewer.id)
    await _write(tx, viewer, "claimed", case.accused_id, report_id, "claimed the case")


async def decide(tx: Tx, viewer: Viewer, report_id: UUID, verdict: Verdict) -> None:
    """Close a report: the reporter hears whether something was done, the accused why.

    Raises OwnCase, ReportClosed, Malformed if it says what becomes of a moment where none was reported.
    """
    await queries.role(tx, viewer)
    case = await queries.lock(tx, report_id)
    _require_judge(viewer, case)
    nothing = verdict.outcome == "no_action"
    if case.kind == "moment":
        await moments.judge(tx, case.target_id, verdict.moment or ("stays" if nothing else "blurred"))
    elif verdict.moment is not None:
        raise Malformed(errors=[FieldError("#/moment", "is for a reported moment")])
    await tx.run(CLOSE, report_id, verdict.outcome, tx.now)
    await _write(tx, viewer, f"decided:{verdict.outcome}", case.accused_id, report_id, verdict.reason)
    if case.accused_id is not None:
        await _act(tx, viewer, case.accused_id, report_id, verdict)
    if case.reporter_id is not None:
        did_en = "found no breach of our rules" if nothing else "acted on it"
        did_ja = "規約違反は確認されませんでした" if nothing else "対応しました"
        told = ReportDecided(report_id=report_id, did_en=did_en, did_ja=did_ja)
        await notices.notify(tx, [case.reporter_id], told)


def _require_judge(viewer: Viewer, case: queries.Report) -> None:
    if viewer.id in (case.reporter_id, case.accused_id):
        raise OwnCase
    if case.state == "closed":
        raise ReportClosed


async def _act(tx: Tx, viewer: Viewer, accused: UUID, report_id: UUID, verdict: Verdict) -> None:
    match verdict.outcome:
        case "warned":
            await notices.notify(tx, [accused], Warned(report_id=report_id, reason=verdict.reason))
        case "suspended" | "banned":
            wanted = NewSanction(verdict.outcome, verdict.reason, verdict.until)
            await take_away(tx, viewer, accused, wanted, report_id)
        case _:
            pass


async def judge_appeal(tx: Tx, viewer: Viewer, mark_id: UUID, verdict: AppealVerdict) -> None:
    """A contested mark stands, or goes; its person is told why. Raises NotFound, OwnCase."""
    await queries.role(tx, viewer)
    mark = await showing.contested(tx, mark_id)
    if viewer.id in (mark.user_id, mark.host_id):
        raise OwnCase
    await showing.judge(tx, mark_id, mark, stands=verdict.stands)
    await _write(tx, viewer, "mark:stands" if verdict.stands else "mark:gone", mark.user_id, None, verdict.reason)
    told = AppealDecided(
        mark_id=mark_id,
        did_en="The mark stands." if verdict.stands else "The mark is gone.",
        did_ja="記録は残ります。" if verdict.stands else "記録は取り消されました。",
        reason=verdict.reason,
    )
    await notices.notify(tx, [mark.user_id], told)


async def close_feedback(tx: Tx, viewer: Viewer, feedback_id: UUID, reason: str) -> None:
    """What somebody said who did not feel safe has been read, and this came of it. Raises NotFound."""
    await queries.role(tx, viewer)
    await showing.close_feedback(tx, feedback_id)
    await _write(tx, viewer, "read:unsafe", feedback_id, None, reason)


async def take_away(tx: Tx, viewer: Viewer, person: UUID, wanted: NewSanction, report_id: UUID | None = None) -> None:
    """Suspend or ban somebody: unseen at once, seats and sessions freed, and told why. Raises OwnCase, AlreadySo."""
    await _require_power(tx, viewer, person)
    await asked.lock(tx, person)
    state = await tx.value(STATE, person)
    if state is None:
        raise NotFound
    if state == wanted.kind or state == "erased":
        raise AlreadySo
    await tx.run(LIFT, person, tx.now)
    sanction_id = new_id()
    until = wanted.until if wanted.kind == "suspended" else None
    await tx.run(BEGIN, sanction_id, person, wanted.kind, wanted.reason, report_id, tx.now, until, viewer.id)
    if until is not None:
        tx.enqueue(EndSuspension(sanction_id, until), at=until)
    if state != "deactivated":  # who has left is hidden already, and waits to be erased
        await people.hide(tx, person, wanted.kind)
    await _write(tx, viewer, wanted.kind, person, report_id, wanted.reason)
    await notices.notify(tx, [person], AccountTaken(sanction_id=sanction_id, kind=wanted.kind, reason=wanted.reason))


async def give_back(tx: Tx, viewer: Viewer, person: UUID, reason: str) -> None:
    """Lift a suspension or a ban. Raises OwnCase, AlreadySo."""
    await _require_power(tx, viewer, person)
    await asked.lock(tx, person)
    if not await _lift(tx, person):
        raise AlreadySo
    await _write(tx, viewer, "gave_back", person, None, reason)


async def appeal(tx: Tx, viewer: Viewer, words: str) -> None:
    """Say, once, why my account should not have been taken away. Raises NotFound if it is not, AlreadyAppealed."""
    await asked.lock(tx, viewer.id)
    if await tx.value(STANDING, viewer.id) is None:
        raise NotFound
    if await tx.value(APPEAL, viewer.id, clean_text(words), tx.now) is None:
        raise AlreadyAppealed


async def judge_account(tx: Tx, viewer: Viewer, person: UUID, verdict: AppealVerdict) -> None:
    """The suspension stands, or the account is given back; the person is told why.

    Raises NotFound, and OwnCase for whoever decided it: it is looked at by somebody else.
    """
    await _require_power(tx, viewer, person)
    await asked.lock(tx, person)
    found = await tx.row(APPEALED, person)
    if found is None:
        raise NotFound
    if found["by_staff"] == viewer.id:
        raise OwnCase
    if verdict.stands:
        await tx.run(UPHOLD, found["id"], tx.now)
        await notices.notify(tx, [person], AccountStaysTaken(sanction_id=found["id"], reason=verdict.reason))
    else:
        await _lift(tx, person)
    await _write(tx, viewer, "account:stands" if verdict.stands else "gave_back", person, None, verdict.reason)


async def suspend_minor(tx: Tx, person: UUID) -> None:
    """A checker says that they are a child: unseen at once, and free to appeal, export or leave. Nobody judged yet."""
    await asked.lock(tx, person)
    if await tx.value(STATE, person) != "active":
        return
    sanction_id = new_id()
    await tx.run(BEGIN, sanction_id, person, "suspended", UNDER_AGE, None, tx.now, None, None)
    await people.hide(tx, person, "suspended")
    await _write(tx, None, "suspended:age", person, None, "by what the checker of identities said")
    await notices.notify(tx, [person], AccountTaken(sanction_id=sanction_id, kind="suspended", reason=UNDER_AGE))


async def revoke_mark(tx: Tx, viewer: Viewer, person: UUID, reason: str) -> None:
    """Take somebody's mark of verification away. Raises OwnCase; NotFound if they have none."""
    await _require_power(tx, viewer, person)
    if not await verifying.revoke(tx, person):
        raise NotFound
    await _write(tx, viewer, "revoked:verification", person, None, reason)
    await notices.notify(tx, [person], MarkTaken(user_id=person, at=tx.now, reason=reason))


async def end_suspension(tx: Tx, sanction_id: UUID, until: datetime) -> None:
    """Its time has run, if nobody has lifted or changed it meanwhile."""
    person = await tx.value(RUN_OUT, sanction_id, until, tx.now)
    if person is not None:
        await asked.lock(tx, person)
        await _lift(tx, person)


async def _lift(tx: Tx, person: UUID) -> bool:
    sanction_id = await tx.value(LIFT, person, tx.now)
    if sanction_id is None:
        return False
    if await tx.value(STATE, person) in ("suspended", "banned"):
        await people.restore(tx, person)
    await notices.notify(tx, [person], AccountGivenBack(sanction_id=sanction_id))
    return True


async def hold_sanction(tx: Tx, person: UUID) -> None:
    """Who was suspended, left and comes back is suspended still: leaving is no way around it."""
    kind: Literal["suspended", "banned"] | None = await tx.value(STANDING, person)
    if kind is not None:
        await people.hide(tx, person, kind)


async def _require_power(tx: Tx, viewer: Viewer, person: UUID) -> None:
    mine = await queries.role(tx, viewer)
    theirs = await tx.value(queries.ROLE, person)
    if person == viewer.id or (theirs is not None and mine != "admin"):
        raise OwnCase


async def _write(
    tx: Tx, viewer: Viewer | None, act: str, target: UUID | None, report_id: UUID | None, reason: str
) -> None:
    staff_id = viewer.id if viewer else None
    await tx.run(WRITE, new_id(), staff_id, act, target, report_id, reason, tx.now)


async def appoint(tx: Tx, person: UUID, role: Literal["moderator", "admin"]) -> None:
    """Make somebody staff, from the command line of the machine alone."""
    await tx.run(APPOINT, person, role, tx.now)
    await _write(tx, None, f"appointed:{role}", person, None, "by the command line")


async def dismiss(tx: Tx, person: UUID) -> bool:
    """Somebody is no longer staff."""
    gone = await tx.run(DISMISS, person) > 0
    if gone:
        await _write(tx, None, "dismissed", person, None, "by the command line")
    return gone
