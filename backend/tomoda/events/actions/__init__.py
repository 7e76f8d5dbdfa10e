"""What people do with events: making them, coming, and waiting for a seat."""

from tomoda.events.actions.changing import cancel, cancellation, edit
from tomoda.events.actions.coming import admit, part, remove, rsvp
from tomoda.events.actions.making import create, discard, publish, shown
from tomoda.events.actions.queue import settle_now
from tomoda.events.actions.times import instant

__all__ = [
    "admit",
    "cancel",
    "cancellation",
    "create",
    "discard",
    "edit",
    "instant",
    "part",
    "publish",
    "remove",
    "rsvp",
    "settle_now",
    "shown",
]
