"""What is refused in rooms."""

from tomoda.core.errors import Problem


class MessageIdTaken(Problem):
    """This id was used in the room for another message: a new message needs a new id."""

    status = 409
    title = "This id belongs to another message"


class RoomClosed(Problem):
    """The room can be read, but nothing more is said in it."""

    status = 409
    title = "This room is closed"


class EmptyMessage(Problem):
    """Nothing is left of the message but blanks."""

    status = 422
    title = "The message is empty"


class MessageGone(Problem):
    """The message was deleted, and cannot be changed or reacted to."""

    status = 409
    title = "This message was deleted"


class NotYourMessage(Problem):
    """Only its author edits a message."""

    status = 403
    title = "This is not your message"


class TooManyReactions(Problem):
    """A message takes up to twenty kinds of reactions."""

    status = 409
    title = "This message has enough kinds of reactions"
