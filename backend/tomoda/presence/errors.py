"""What is refused about being there."""

from tomoda.core.errors import Problem


class RadarOff(Problem):
    """Only who can be found near by at this moment sees who else can."""

    status = 409
    title = "Let yourself be found first"


class WomenAmongThemselves(Problem):
    """`women_only` is for those who say of themselves that they are women: it holds in both directions."""

    status = 409
    title = "This is for women among themselves"


class TooFarTooSoon(Problem):
    """Nobody travels so far in so little time; `retry_after` says in how many seconds it is possible."""

    status = 409
    title = "You cannot be there yet"
