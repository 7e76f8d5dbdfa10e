"""What is refused about paying."""

from tomoda.core.errors import Problem


class PaymentsOff(Problem):
    """Whoever runs this Tomoda has no account with Stripe: there are no deposits here."""

    status = 409
    title = "There are no payments here"


class PaymentsDown(Problem):
    """Stripe does not answer; the seat stays held, and asking again goes on where this stopped."""

    status = 503
    title = "Paying does not work for a moment"


class PayoutsNotReady(Problem):
    """A deposit needs an account at Stripe that may keep it, the host's own; and Stripe does not know enough yet."""

    status = 409
    title = "The host's account cannot take money yet"


class NothingToPay(Problem):
    """The event asks for no deposit, or the viewer comes without one."""

    status = 409
    title = "There is nothing to pay"


class DepositOutOfRange(Problem):
    """Less or more than may be asked for in this currency: `extra` says `least` and `most`, in its smallest unit."""

    status = 422
    title = "A deposit must be smaller or larger"


class NothingToReturn(Problem):
    """This guest has left no deposit with this host, or has it back."""

    status = 404
    title = "There is no deposit to give back"


class SignatureRefused(Problem):
    """This was not sent by Stripe, or too long ago."""

    status = 400
    title = "The signature does not fit"
