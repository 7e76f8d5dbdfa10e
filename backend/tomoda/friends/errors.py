"""What is refused between friends."""

from tomoda.core.errors import Problem


class CannotBefriendYourself(Problem):
    """Nobody can be their own friend."""

    status = 409
    title = "You cannot befriend yourself"


class TooManyLists(Problem):
    """There are fifty lists already."""

    status = 409
    title = "You have too many lists"
