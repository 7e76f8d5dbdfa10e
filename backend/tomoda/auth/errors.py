"""What is refused at the door."""

from tomoda.core.errors import Problem


class WrongCode(Problem):
    """The code is wrong, used, too old, or was tried too often: ask for a new one."""

    status = 401
    title = "This code is not valid"


class WrongPassword(Problem):
    """The address or the password is wrong; which of them is not said."""

    status = 401
    title = "Address or password is wrong"


class AccountDeactivated(Problem):
    """Its owner left. `extra.proof` restores the account within ten minutes; at `extra.erased_at` it is deleted."""

    status = 403
    title = "Restore your account?"


class ConfirmFirst(Problem):
    """This needs certainty that it is you: show a password or a code (`/auth/confirm`) in this session first."""

    status = 403
    title = "Confirm that it is you"


class WeakPassword(Problem):
    """The password is shorter than ten characters, or so common that it would be guessed."""

    status = 422
    title = "This password is too easy to guess"


class RefreshRefused(Problem):
    """The refresh token is unknown, too old, or was used before; in the last case its session has been ended."""

    status = 401
    title = "Sign in again"


class ProofRefused(Problem):
    """The proof of having read the mail is unknown, used or too old: begin again with a code."""

    status = 401
    title = "Begin again with a new code"
