"""Which passwords are too easy to guess: the most common of all that were breached, and what is built like them.

The 30,000 most common ones come with the `zxcvbn` package, which also estimates how many guesses a password takes:
words, names, dates, keyboard rows, and what is known of the person. Nobody outside is asked.
"""

import asyncio

from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from tomoda.auth.errors import WeakPassword
from tomoda.core.words import fold

SHORTEST = 10  # characters
LOOKED_AT = 72  # characters; nobody guesses what is longer, and looking takes long
ENOUGH = 3  # of 4: more than 10^8 guesses, too many for a server with slow hashes

COMMON = frozenset(FREQUENCY_LISTS["passwords"])
OURS = ["tomoda", "tomodachi", "ともだち", "友達"]


async def require_strong(password: str, *known: str) -> None:
    """Raises WeakPassword. `known` is what others may know of the person, such as their name."""
    if len(password) < SHORTEST or fold(password) in COMMON:
        raise WeakPassword
    if await asyncio.to_thread(_score, password[:LOOKED_AT], [*OURS, *(word for word in known if word)]) < ENOUGH:
        raise WeakPassword


def _score(password: str, known: list[str]) -> int:
    return int(zxcvbn(password, user_inputs=known)["score"])
