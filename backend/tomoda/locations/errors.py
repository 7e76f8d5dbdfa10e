"""What may be refused about places."""

from tomoda.core.errors import Problem


class LocationNotFound(Problem):
    """There is no such place, or the geocoder no longer knows it where it was said to be."""

    status = 404
    title = "There is no such place"


class NothingToSearch(Problem):
    """The search has no letter or digit in it."""

    status = 400
    title = "Say what to look for"


class GeocoderUnavailable(Problem):
    """The geocoder is off, or does not answer: places that are not stored yet cannot be resolved right now."""

    status = 503
    title = "The geocoder does not answer"
