"""What is refused about people."""

from tomoda.core.errors import Problem


class UsernameTaken(Problem):
    """Somebody else has this username, or one that differs only in case or accents."""

    status = 409
    title = "This username is taken"


class TooYoung(Problem):
    """Tomoda is for people of 18 years and more. The birth date was not kept."""

    status = 403
    title = "Tomoda is for adults"


class CannotBlockYourself(Problem):
    """Nobody can block themselves."""

    status = 409
    title = "You cannot block yourself"
