"""What is kept stays within its bounds, and what nobody asks for is forgotten."""

import pytest

from tomoda.core import kept
from tomoda.core.kept import Kept


def test_what_is_asked_for_stays_and_the_rest_goes() -> None:
    store = Kept(10)
    store.put("asked for", b"1")
    for number in range(1000):
        store.put(str(number), b"")
        assert store.get("asked for") == b"1"
        assert len(store) <= 20
    assert store.get("3") is None


def test_what_nobody_has_asked_for_in_two_turns_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(kept, "monotonic", lambda: now[0])
    store = Kept(10)
    store.put("erased since", b"1")
    for later in (700.0, 1400.0):
        now[0] = later
        store.tidy()
    assert store.get("erased since") is None
    assert len(store) == 0
