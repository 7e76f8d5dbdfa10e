"""Ends suspensions in time, holds them against leaving, and forgets evidence that is no longer needed."""

from datetime import timedelta

from tomoda.admin import actions
from tomoda.admin.messages import EndSuspension
from tomoda.auth.messages import FoundTooYoung
from tomoda.core.app import App
from tomoda.core.jobs import does, every
from tomoda.core.messages import on
from tomoda.core.tx import Tx
from tomoda.users.messages import PersonRestored

EVIDENCE_KEPT = timedelta(days=90)  # after the case is closed: for an appeal


@on(FoundTooYoung)
async def suspend_minor(tx: Tx, signal: FoundTooYoung) -> None:
    """In the transaction in which it was found."""
    await actions.suspend_minor(tx, signal.user_id)


@does(EndSuspension)
async def end_suspension(app: App, job: EndSuspension) -> None:
    """A suspension has run its time: the account is given back."""
    async with app.transaction() as tx:
        await actions.end_suspension(tx, job.sanction_id, job.until)


@on(PersonRestored)
async def hold_sanction(tx: Tx, signal: PersonRestored) -> None:
    """Leaving and coming back lifts nothing."""
    await actions.hold_sanction(tx, signal.user_id)


@every("11 4 * * *")
async def forget_evidence(app: App) -> None:
    """Evidence is deleted ninety days after its case was closed."""
    async with app.transaction() as tx:
        await tx.run(actions.FORGET_EVIDENCE, tx.now - EVIDENCE_KEPT)
