"""Cursors are made by their list, and by nobody else."""

from datetime import UTC, datetime, timedelta

import pytest

from tomoda.core.errors import BadCursor, CursorExpired
from tomoda.core.paging import seal, unseal

SECRET = b"a secret of thirty-two bytes, or more"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_cursor_leads_back_to_its_position() -> None:
    cursor = seal(SECRET, "moments", (41, "x"), NOW)
    assert unseal(SECRET, "moments", tuple[int, str], cursor, NOW) == (41, "x")


@pytest.mark.parametrize("cursor", ["", "x", "äöü", "a" * 2000, "AAAAAAAAAAAAAAAAAAAAAAAA"])
def test_what_nobody_made_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        unseal(SECRET, "moments", int, cursor, NOW)


def test_a_changed_or_foreign_cursor_is_refused() -> None:
    cursor = seal(SECRET, "moments", 41, NOW)
    for secret, name, told in (
        (SECRET, "moments", cursor[:-2] + ("AA" if cursor[-2:] != "AA" else "BB")),
        (SECRET, "friends", cursor),
        (b"another secret", "moments", cursor),
    ):
        with pytest.raises(BadCursor):
            unseal(secret, name, int, told, NOW)


def test_a_cursor_expires() -> None:
    cursor = seal(SECRET, "moments", 41, NOW)
    assert unseal(SECRET, "moments", int, cursor, NOW + timedelta(hours=23)) == 41
    with pytest.raises(CursorExpired):
        unseal(SECRET, "moments", int, cursor, NOW + timedelta(hours=25))
