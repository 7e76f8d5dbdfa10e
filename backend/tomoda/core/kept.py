"""Kept: what was made once and stays true as long as its key, held in memory within bounds.

A key names a version (of a row, say), so that what has changed is another key, and nothing is ever out of date. Two
generations: whatever is asked for moves to the young one; when that is full or has grown old, it becomes the old one,
and the old one is forgotten. So what nobody asks for is gone after two turns at the latest that somebody looks.
"""

from time import monotonic

TURN = 600.0  # seconds


class Kept:
    """Bytes by key, `2 * most` of them at most."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._young: dict[str, bytes] = {}
        self._old: dict[str, bytes] = {}
        self._since = monotonic()

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def get(self, key: str) -> bytes | None:
        """What is kept under this key."""
        found = self._young.get(key)
        if found is None and (found := self._old.pop(key, None)) is not None:
            self.put(key, found)
        return found

    def put(self, key: str, made: bytes) -> None:
        """Keep it."""
        self.tidy()
        self._young[key] = made

    def tidy(self) -> None:
        """Begin another generation, if it is time."""
        if len(self._young) >= self.most or monotonic() - self._since > TURN:
            self._old, self._young, self._since = self._young, {}, monotonic()
