"""What is refused of uploads."""

from tomoda.core.errors import Problem


class UploadsOff(Problem):
    """This instance keeps no files: `/.well-known/tomoda` says so."""

    status = 409
    title = "Nothing can be uploaded here"


class TypeNotTaken(Problem):
    """Photos are JPEG, PNG, WebP, GIF, HEIC or AVIF; voices WebM, Ogg or MP4."""

    status = 422
    title = "Files of this type are not taken"


class FileTooLarge(Problem):
    """A photo has up to 15 MiB, a voice up to 6 MiB."""

    status = 422
    title = "The file is too large"


class EnoughUploaded(Problem):
    """One person uploads up to 200 MiB in a day; `retry_after` says when there is room again."""

    status = 429
    title = "You have uploaded enough for today"


class UploadMissing(Problem):
    """The file has not arrived, or not whole: send it, then say so again."""

    status = 409
    title = "The file is not there yet"


class MediaUnusable(Problem):
    """Not an upload of yours, of another kind, refused, expired, or used already: each is good for one thing."""

    status = 409
    title = "This upload cannot be used"
