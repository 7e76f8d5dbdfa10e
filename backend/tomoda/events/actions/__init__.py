"""What people do with events: making them, coming, and waiting for a seat."""

from tomoda.events.actions.coming import admit, part, remove, rsvp
from tomoda.events.actions.making import cancel, create, edit, instant, shown
from tomoda.events.actions.queue import settle_now

__all__ = ["admit", "cancel", "create", "edit", "instant", "part", "remove", "rsvp", "settle_now", "shown"]
