"""What is refused about notices."""

from tomoda.core.errors import Problem


class MustBeTold(Problem):
    """Mails about one's own account cannot be switched off: they say when somebody else may be using it."""

    status = 422
    title = "This is always mailed"
