"""What may be said where: in a secret room only what is sealed for the devices in it now; elsewhere nothing sealed."""

from tomoda.chat.errors import EpochPassed, NotSecret, OnlySealed
from tomoda.chat.queries import Seat
from tomoda.chat.schemas import MessageEdit, NewMessage, Sealed


def check(mine: Seat, new: NewMessage | MessageEdit) -> Sealed | None:
    """What is sealed of it. Raises OnlySealed, NotSecret, and EpochPassed when the group of devices has to change, or
    has changed, before anything is said: nobody who is gone can read what comes after, and whoever came can.
    """
    sealed = new.sealed if isinstance(new.sealed, Sealed) else None
    if not mine.secret:
        if sealed is not None:
            raise NotSecret
        return None
    said_openly = bool(new.body) or (isinstance(new, NewMessage) and bool(new.share or new.attachments))
    if sealed is None or said_openly:
        raise OnlySealed
    if sealed.epoch != mine.epoch or mine.stale:
        raise EpochPassed
    return sealed
