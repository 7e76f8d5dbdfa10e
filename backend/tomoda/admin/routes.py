"""Reports of people under `/reports`, and for staff everything under `/admin`: for others there is no such place."""

from typing import Annotated
from uuid import UUID

from litestar import get, post, put
from litestar.params import QueryParameter

from tomoda.admin import actions, queries
from tomoda.admin.errors import AlreadyAppealed, AlreadySo, CannotReportYourself, OwnCase, ReportClosed
from tomoda.admin.schemas import (
    AccountAppeals,
    Appeals,
    AppealVerdict,
    CaseFile,
    Cases,
    FeedbackClosed,
    Lifting,
    Log,
    MyReports,
    NewAppeal,
    NewReport,
    NewSanction,
    Sanctions,
    Unsafe,
    Verdict,
)
from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import Malformed, NotFound, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer
from tomoda.users.errors import CannotBlockYourself

REPORTS = Limit("report", 20, 3600)

Target = Annotated[UUID, QueryParameter()]


@post("/reports", raises=[NotFound, CannotReportYourself, CannotBlockYourself, Malformed, RateLimited])
async def report(data: NewReport, viewer: Viewer, app: App) -> Json[MyReports]:
    """Report a person, an event, a message or a room, and block whoever is answerable for it if I want to."""
    await limits.take(app, REPORTS, str(viewer.id))
    async with app.transaction() as tx:
        await actions.report(tx, viewer, data)
        return await queries.mine(tx, viewer)


@get("/reports", opt={"suspended": True})
async def reports(viewer: Viewer, app: App) -> Json[MyReports]:
    """What I reported, and what came of it."""
    async with app.reading() as tx:
        return await queries.mine(tx, viewer)


@get("/users/me/standing", opt={"suspended": True})
async def standing(viewer: Viewer, app: App) -> Json[Sanctions]:
    """Why my account was taken away, if it ever was."""
    async with app.reading() as tx:
        return await queries.standing(tx, viewer.id)


@put("/users/me/standing/appeal", status_code=204, opt={"suspended": True}, raises=[NotFound, AlreadyAppealed])
async def appeal(data: NewAppeal, viewer: Viewer, app: App) -> None:
    """Say, once, why my account should not have been taken away; somebody else than who decided it looks at it."""
    async with app.transaction() as tx:
        await actions.appeal(tx, viewer, data.words)


@get("/admin/reports", raises=[NotFound])
async def queue(viewer: Viewer, app: App) -> Json[Cases]:
    """What waits for a decision: the urgent first, then the oldest."""
    async with app.reading() as tx:
        await queries.role(tx, viewer)
        return await queries.queue(tx)


@post("/admin/reports/{report_id:uuid}/views", status_code=200, raises=[NotFound])
async def case_file(report_id: UUID, viewer: Viewer, app: App) -> Json[CaseFile]:
    """Look at a case with its evidence. It is a POST, since looking is written down."""
    async with app.transaction() as tx:
        await actions.open_file(tx, viewer, report_id)
        return await queries.file(tx, report_id)


@put("/admin/reports/{report_id:uuid}/claim", status_code=204, raises=[NotFound, OwnCase, ReportClosed])
async def claim(report_id: UUID, viewer: Viewer, app: App) -> None:
    """I decide this one."""
    async with app.transaction() as tx:
        await actions.claim(tx, viewer, report_id)


@put(
    "/admin/reports/{report_id:uuid}/verdict",
    status_code=204,
    raises=[NotFound, OwnCase, ReportClosed, AlreadySo, Malformed],
)
async def decide(report_id: UUID, data: Verdict, viewer: Viewer, app: App) -> None:
    """Close a report; the reporter hears whether something was done, the accused why."""
    async with app.transaction() as tx:
        await actions.decide(tx, viewer, report_id, data)


@put("/admin/people/{user_id:uuid}/sanction", status_code=204, raises=[NotFound, OwnCase, AlreadySo])
async def take_away(user_id: UUID, data: NewSanction, viewer: Viewer, app: App) -> None:
    """Suspend or ban somebody."""
    async with app.transaction() as tx:
        await actions.take_away(tx, viewer, user_id, data)


@post("/admin/people/{user_id:uuid}/sanction/lift", status_code=204, raises=[NotFound, OwnCase, AlreadySo])
async def give_back(user_id: UUID, data: Lifting, viewer: Viewer, app: App) -> None:
    """Lift a suspension or a ban."""
    async with app.transaction() as tx:
        await actions.give_back(tx, viewer, user_id, data.reason)


@put("/admin/people/{user_id:uuid}/verification/revoked", status_code=204, raises=[NotFound, OwnCase])
async def revoke_mark(user_id: UUID, data: Lifting, viewer: Viewer, app: App) -> None:
    """Take somebody's mark of verification away; they are told why."""
    async with app.transaction() as tx:
        await actions.revoke_mark(tx, viewer, user_id, data.reason)


@get("/admin/sanctions/appeals", raises=[NotFound])
async def account_appeals(viewer: Viewer, app: App) -> Json[AccountAppeals]:
    """What those say whose account was taken away: the longest waiting first."""
    async with app.reading() as tx:
        await queries.role(tx, viewer)
        return await queries.accounts(tx)


@put("/admin/people/{user_id:uuid}/sanction/appeal", status_code=204, raises=[NotFound, OwnCase])
async def judge_account(user_id: UUID, data: AppealVerdict, viewer: Viewer, app: App) -> None:
    """The suspension stands, or the account is given back; not by whoever decided it."""
    async with app.transaction() as tx:
        await actions.judge_account(tx, viewer, user_id, data)


@get("/admin/appeals", raises=[NotFound])
async def appeals(viewer: Viewer, app: App) -> Json[Appeals]:
    """Marks of late or empty seats that their people contest: the longest waiting first."""
    async with app.reading() as tx:
        await queries.role(tx, viewer)
        return await queries.appeals(tx)


@put("/admin/appeals/{mark_id:uuid}/verdict", status_code=204, raises=[NotFound, OwnCase])
async def judge_appeal(mark_id: UUID, data: AppealVerdict, viewer: Viewer, app: App) -> None:
    """The mark stands and weighs again, or it is deleted."""
    async with app.transaction() as tx:
        await actions.judge_appeal(tx, viewer, mark_id, data)


@get("/admin/feedback", raises=[NotFound])
async def unsafe(viewer: Viewer, app: App) -> Json[Unsafe]:
    """What guests say who did not feel safe, without who says it: the longest waiting first."""
    async with app.reading() as tx:
        await queries.role(tx, viewer)
        return await queries.unsafe(tx)


@put("/admin/feedback/{feedback_id:uuid}/closed", status_code=204, raises=[NotFound])
async def close_feedback(feedback_id: UUID, data: FeedbackClosed, viewer: Viewer, app: App) -> None:
    """It has been read, and this came of it."""
    async with app.transaction() as tx:
        await actions.close_feedback(tx, viewer, feedback_id, data.reason)


@get("/admin/log", raises=[NotFound])
async def log(viewer: Viewer, app: App, target: Target | None = None) -> Json[Log]:
    """What staff did, the latest first."""
    async with app.reading() as tx:
        await queries.role(tx, viewer)
        return await queries.log(tx, target)


ROUTES = [
    *(report, reports, standing, appeal),
    *(queue, case_file, claim, decide, take_away, give_back, log),
    revoke_mark,
    *(account_appeals, judge_account, appeals, judge_appeal, unsafe, close_feedback),
]
