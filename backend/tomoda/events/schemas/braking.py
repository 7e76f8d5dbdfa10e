"""An event that spreads further than its host can have meant."""

from typing import Literal

import msgspec


class Brake(msgspec.Struct):
    """It is closed to new people until its hosts say whether it stays so: for whom it was, how many want to come."""

    was: Literal["public", "unlisted"]
    wanted: int


class BrakeAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """Whether my event is for as many people as before again, or stays for those who see it now."""

    reopen: bool
