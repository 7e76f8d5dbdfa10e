"""A new password for a forgotten one."""

from tomoda.auth import actions, queries
from tomoda.auth.actions.devices import Device
from tomoda.auth.errors import WrongCode
from tomoda.core.tx import Tx
from tomoda.core.words import fold


async def reset(tx: Tx, email: str, code: str, new_hash: str, device: Device) -> actions.Entered | actions.Left:
    """Set the password, end all sessions, and come in. Raises WrongCode; the try was counted before."""
    await actions.use_code(tx, email, code, device.key, "password")
    owner = await queries.by_email(tx, fold(email))
    if owner is None or owner.state not in (*actions.ACTIVE, "deactivated"):
        raise WrongCode
    await tx.run(actions.RESET_PASSWORD, owner.id, new_hash, tx.now)
    if owner.state == "deactivated":
        return actions.Left(owner.id, owner.state_changed_at)
    await actions.close_all(tx, owner.id)
    return await actions.begin_session(tx, owner.id, device, by_mail=True)
