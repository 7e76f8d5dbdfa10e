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


class NotFindableYourself(Problem):
    """Whoever looks for others by their addresses has an address, and is found by it: see `findable_by_email`."""

    status = 403
    title = "Let others find you first"


class CannotBlockYourself(Problem):
    """Nobody can block themselves."""

    status = 409
    title = "You cannot block yourself"
