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


class WaitFirst(Problem):
    """You came in by mail on a device that is new to your account, which has passkeys.

    Until `extra.until`, or until you confirm by passkey in this session, nothing that is dangerous can be done in it.
    """

    status = 403
    title = "Confirm by passkey, or wait"


class WeakPassword(Problem):
    """The password is shorter than ten characters, one that was breached often, or soon guessed."""

    status = 422
    title = "This password is too easy to guess"


class RefreshRefused(Problem):
    """The refresh token is unknown, too old, or was used before; in the last case its session has been ended."""

    status = 401
    title = "Sign in again"


class ProofRefused(Problem):
    """The proof of who you are (a mail read, a provider's word) is unknown, used or too old: begin again."""

    status = 401
    title = "Begin again"


class ProviderOff(Problem):
    """Signing in with this provider is not offered here; `/.well-known/tomoda` says what is."""

    status = 404
    title = "This way in is not offered here"


class ProviderSilent(Problem):
    """The provider does not answer: come back in a moment, or take another way in."""

    status = 503
    title = "The provider does not answer"


class ProviderDeclined(Problem):
    """You did not sign in at the provider, or it did not let you."""

    status = 401
    title = "The provider did not let you in"


class IdentityRefused(Problem):
    """What came from the provider is not good: too old, used before, not for us, or begun by another client."""

    status = 401
    title = "This sign-in is not valid"


class LinkFirst(Problem):
    """The address belongs to an account: come in by one of `extra.ways`, then link with `extra.proof`."""

    status = 409
    title = "Sign in as before, then link"


class IdentityTaken(Problem):
    """This identity belongs to another account."""

    status = 409
    title = "It belongs to another account"


class LastWayIn(Problem):
    """Without this you could not come in any more: add another way first."""

    status = 409
    title = "This is your last way in"


class PasskeyRefused(Problem):
    """The passkey is not known here, or what it answered is not good: too old, used before, or not for this site."""

    status = 401
    title = "This passkey is not valid"


class TooManyPasskeys(Problem):
    """Twenty are enough: remove one first."""

    status = 409
    title = "You have enough passkeys"


class TooManyKeys(Problem):
    """Twenty are enough: revoke one first."""

    status = 409
    title = "You have enough API keys"


class DisposableMail(Problem):
    """The address belongs to a service that gives addresses away for minutes: use one that stays yours."""

    status = 422
    title = "This address would not stay yours"


class TooManyAccounts(Problem):
    """Three accounts were made on this device within thirty days."""

    status = 403
    title = "Too many accounts from this device"


class WorkNeeded(Problem):
    """This host asks whoever is new for some work of their machine, so that accounts by the thousand cost something.

    Find a `work` with which SHA-256 of the proof, a colon and it begins with `extra.bits` zero bits, and send it along.
    """

    status = 403
    title = "Your device must do some work first"


class UndoRefused(Problem):
    """The link is unknown, was followed before, or is older than seven days."""

    status = 401
    title = "This link is not valid"


class AddressInUse(Problem):
    """The old address has become somebody else's in the meantime: ask for help."""

    status = 409
    title = "This address belongs to somebody else now"


class NothingChecked(Problem):
    """The checker did not say that it checked anything that this host takes for a mark."""

    status = 422
    title = "Nothing was checked that counts here"


class CheckedElsewhere(Problem):
    """This identity marks another account: one marks one."""

    status = 409
    title = "This identity marks another account"


class VerificationRevoked(Problem):
    """Staff took the mark away; until it would have ended there is no other."""

    status = 403
    title = "Your mark was taken away"
