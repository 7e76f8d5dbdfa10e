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


class EditClosed(Problem):
    """A message is edited for as long as this host allows: `limits` in `/.well-known/tomoda` says how long."""

    status = 409
    title = "It is too late to edit this"


class TranslationOff(Problem):
    """This instance translates nothing: `/.well-known/tomoda` says so."""

    status = 409
    title = "Nothing is translated here"


class TranslationUnavailable(Problem):
    """The translator does not answer, or knows no such language."""

    status = 503
    title = "The translator does not answer"


class NotYourMessage(Problem):
    """Only its author edits a message."""

    status = 403
    title = "This is not your message"


class TooManyReactions(Problem):
    """A message takes up to twenty kinds of reactions."""

    status = 409
    title = "This message has enough kinds of reactions"


class OnlyModerators(Problem):
    """The room is locked, or for announcements: whoever looks after it speaks here."""

    status = 403
    title = "Only those who look after this room speak here"


class SlowDown(Problem):
    """The room is in slow mode; `retry_after` says when you may speak again."""

    status = 429
    title = "This room is in slow mode"


class SameTextTooOften(Problem):
    """The same text was sent to many rooms within minutes. It is held back; `retry_after` says for how long."""

    status = 429
    title = "You sent this to many rooms already"


class RequestWaits(Problem):
    """Whoever does not know you yet gets five messages from you, until they say yes."""

    status = 409
    title = "Wait until they have accepted your request"


class NothingAttachedYet(Problem):
    """Photos and voices wait until a request is accepted."""

    status = 409
    title = "Nothing can be attached until they have accepted your request"


class TooManyMentions(Problem):
    """A message calls up to ten people."""

    status = 422
    title = "This calls too many people"


class MayNotCallEverybody(Problem):
    """Only those who look after the room call everybody in it."""

    status = 403
    title = "You may not call everybody here"


class LastAdmin(Problem):
    """Somebody has to look after the group: make another member an admin first."""

    status = 409
    title = "Nobody would look after this group"


class NotYourFriend(Problem):
    """Only friends are added to a group."""

    status = 403
    title = "You can only add friends"


class GroupFull(Problem):
    """A group has up to 500 people."""

    status = 409
    title = "The group is full"


class RoomIdTaken(Problem):
    """This id belongs to another room: a new group needs a new id."""

    status = 409
    title = "This id belongs to another room"


class TooManyPins(Problem):
    """A room has up to fifty pinned messages."""

    status = 409
    title = "Enough is pinned here"


class NothingToAccept(Problem):
    """There is no open request from this person."""

    status = 409
    title = "There is no request"


class NotTalkingYet(Problem):
    """A secret room is for friends, and for people who have said yes to talking with each other."""

    status = 403
    title = "Talk to each other first"


class OnlySealed(Problem):
    """In a secret room nothing is said but what is sealed."""

    status = 409
    title = "In this room everything is sealed"


class NotSecret(Problem):
    """Something sealed belongs into a secret room."""

    status = 409
    title = "This room is not secret"


class EpochPassed(Problem):
    """The group of devices has changed since: read what happened, and seal it for those who are in it now."""

    status = 409
    title = "The devices in this room have changed"


class NoSecretDevice(Problem):
    """This session has no keys: put the device first."""

    status = 409
    title = "This device has no keys"


class DeviceIdTaken(Problem):
    """This id belongs to another device, or to this one with another key: new keys need a new id."""

    status = 409
    title = "This id belongs to another device"


class TooManySecretDevices(Problem):
    """A person has up to ten devices with keys: sign out on one that is no longer used."""

    status = 409
    title = "You have enough devices with keys"
