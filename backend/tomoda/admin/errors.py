"""What is refused to those who report and those who judge."""

from tomoda.core.errors import Problem


class CannotReportYourself(Problem):
    """Nobody can report themselves."""

    status = 409
    title = "You cannot report yourself"


class OwnCase(Problem):
    """Staff do not judge what they reported, are accused of or decided before; only an admin acts on other staff."""

    status = 409
    title = "Somebody else must decide this"


class ReportClosed(Problem):
    """Somebody has decided this already."""

    status = 409
    title = "This report is closed"


class AlreadySo(Problem):
    """The person is already in this state, or has left by themselves."""

    status = 409
    title = "Nothing to change"


class AlreadyAppealed(Problem):
    """You have said why it is wrong: somebody else than who decided it looks at it, once."""

    status = 409
    title = "You have appealed already"
