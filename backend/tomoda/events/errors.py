"""What is refused about events."""

from tomoda.core.errors import Problem


class EventNotFound(Problem):
    """There is no such event, or the viewer may not see it."""

    status = 404
    title = "There is no such event"


class EventFull(Problem):
    """All seats are taken or offered to somebody; with `wait` one joins the queue."""

    status = 409
    title = "All seats are taken"


class EventOver(Problem):
    """The event has ended; nobody can join it any more."""

    status = 409
    title = "This event is over"


class EventIsCancelled(Problem):
    """The event was cancelled; nothing about it changes any more."""

    status = 409
    title = "This event was cancelled"


class WrongState(Problem):
    """This cannot be done to an event in its state, which `current_state` names."""

    status = 409
    title = "The event is not in a state for this"


class AnswersClosed(Problem):
    """The host wanted to know until `extra.rsvp_by`; one may still say that one does not come."""

    status = 409
    title = "It is too late to answer"


class QuestionsUnanswered(Problem):
    """The host asks something that must be answered to join; `extra.questions` names what is missing."""

    status = 422
    title = "The host has a question first"


class CodeNeeded(Problem):
    """Who is not invited needs the code that the host gives to whom they want to come."""

    status = 403
    title = "This event has a code"


class DepositNeeded(Problem):
    """Whoever comes leaves a deposit first: `PUT /events/{event_id}/deposit/mine` holds a seat while they pay."""

    status = 402
    title = "This event asks for a deposit"


class DepositDoesNotFit(Problem):
    """A deposit is for one seat each, of a known number, and kept a week: `extra.reason` is seats, guests or kept."""

    status = 422
    title = "A deposit does not go with this"


class PollClosed(Problem):
    """Nobody votes on this any more, or not yet: the poll, or the event, is over or off."""

    status = 409
    title = "This poll is closed"


class TooManyPolls(Problem):
    """An event has at most three open polls."""

    status = 409
    title = "There are polls enough"


class TooManyFollows(Problem):
    """One follows at most thirty hosts, places, tags and searches."""

    status = 409
    title = "You follow enough"


class NotTheTime(Problem):
    """This is said around the time of the event, not so early or late; nor of an event that is off."""

    status = 409
    title = "It is not the time for this"


class AttendanceClosed(Problem):
    """Who came cannot be said like this: `extra.reason` is not_yet, too_late or was_there."""

    status = 409
    title = "This cannot be said of who came"


class TooManyInvited(Problem):
    """Guests may invite fewer people; `extra.left` says how many more."""

    status = 409
    title = "The host lets guests invite fewer people"


class NeedsAccount(Problem):
    """The host decides who comes: whoever asks must have an account."""

    status = 403
    title = "This needs an account"


class InviteExhausted(Problem):
    """The link has been used as often as it may be."""

    status = 409
    title = "This invitation has been used up"


class InviteExpired(Problem):
    """The link does not work any more."""

    status = 410
    title = "This invitation has expired"


class CheckInRefused(Problem):
    """Not there: `extra.reason` is not_yet, too_late, wrong_code, no_seat or too_far."""

    status = 409
    title = "This does not check you in"


class StaleCancellation(Problem):
    """The event has changed since what cancelling does was shown, or it never was: ask for it again."""

    status = 409
    title = "Look again at what cancelling does"


class NotTheHost(Problem):
    """Only the host does this."""

    status = 403
    title = "Only the host can do this"


class HostIsThere(Problem):
    """The host comes anyway: there is nothing to answer."""

    status = 409
    title = "The host is coming anyway"


class BadTime(Problem):
    """The event would begin in the past or over a year ahead, end before it begins, or last over seven days."""

    status = 422
    title = "This time does not work"


class ConfirmPublic(Problem):
    """The address may be a home, and everybody would be shown it: `confirm_public` says that this is meant."""

    status = 422
    title = "This may be a home: does everybody see its address?"


class SeatsTaken(Problem):
    """More people are going, or have been offered a seat, than the new number; `extra` says how many."""

    status = 409
    title = "More people are going than that"


class EventIdTaken(Problem):
    """This id belongs to another event: a new event needs a new id."""

    status = 409
    title = "This id belongs to another event"


class RemovedByHost(Problem):
    """The host has removed this guest, or said no; only the host can change that."""

    status = 403
    title = "The host has decided otherwise"


class TooManyGuests(Problem):
    """The host allows fewer people to be brought along; `extra.plus_max` says how many."""

    status = 422
    title = "That is more than one may bring"


class GuestNotFound(Problem):
    """This person has not answered, or the viewer may not see them."""

    status = 404
    title = "There is no such guest"


class MarkJudged(Problem):
    """Staff have decided that this mark stands."""

    status = 409
    title = "This has been decided"


class NotMet(Problem):
    """Kind words are for people who met: it must be noted that both were at an event that ended within 90 days."""

    status = 409
    title = "You have not met lately"


class KindWordChanged(Problem):
    """It was written anew since you read it: look again."""

    status = 409
    title = "It was written anew meanwhile"
