"""What is refused about being there, and about sharing where one is."""

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


class BadTimes(Problem):
    """A share lasts from 15 minutes to three days, a ghost 30 days at most; only hiding from somebody has no end."""

    status = 422
    title = "It cannot last so long, or so short"


class WouldShorten(Problem):
    """The same people see me until `extra.until` already; with `shorten` it ends sooner."""

    status = 409
    title = "This would end sooner than before"


class TooManyShares(Problem):
    """Fifty shares at a time are enough; end one first."""

    status = 409
    title = "That is one share too many"


class TooManyPlaces(Problem):
    """Ten private places are enough; forget one first."""

    status = 409
    title = "That is one place too many"


class PlacesUnreadable(Problem):
    """My private places cannot be read any more: nothing is told of where I am until I forget them or set them anew."""

    status = 409
    title = "Your private places cannot be read"
