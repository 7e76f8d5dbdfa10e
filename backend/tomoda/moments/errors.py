"""What is refused of moments."""

from tomoda.core.errors import Problem


class NotAmongThem(Problem):
    """Only hosts and whoever goes or may shares moments at an event, from when it is made until a week after it."""

    status = 409
    title = "You cannot share moments at this event"


class ListMissing(Problem):
    """There is no such list of friends of yours."""

    status = 409
    title = "This list is not there"


class StillShared(Problem):
    """Only what has expired, or was never shared, is shared again: others see this one, or will."""

    status = 409
    title = "This moment is shared already"


class JournalFull(Problem):
    """A journal has room for 2,000 moments: let one go first."""

    status = 409
    title = "Your journal is full"
