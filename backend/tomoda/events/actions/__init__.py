"""What people do with events: making them, coming, and waiting for a seat."""

from tomoda.events.actions import by_mail
from tomoda.events.actions.changing import cancel, cancellation, edit
from tomoda.events.actions.coming import (
    Answering,
    admit,
    count_again,
    forget,
    part,
    remove,
    rsvp,
    rsvp_all,
    say_way,
    vanish,
)
from tomoda.events.actions.making import create, discard, publish, shown
from tomoda.events.actions.queue import ask_still, settle_now
from tomoda.events.actions.times import instant

__all__ = [
    "Answering",
    "admit",
    "ask_still",
    "by_mail",
    "cancel",
    "cancellation",
    "count_again",
    "create",
    "discard",
    "edit",
    "forget",
    "instant",
    "part",
    "publish",
    "remove",
    "rsvp",
    "rsvp_all",
    "say_way",
    "settle_now",
    "shown",
    "vanish",
]
