"""Ids, time zones, and text as people type it: normalised, measured, made comparable."""

import os
import re
import time
import unicodedata
from uuid import UUID
from zoneinfo import available_timezones

from tomoda.core.errors import FieldError, Malformed

_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")


ZONES = frozenset(available_timezones())
"""The names in the IANA database; asked once, since asking walks a folder (4 ms)."""


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): sortable by time, nothing else may be read from it."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10))
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=value)


def ids_in(text: str) -> list[UUID]:
    """The ids of a parameter `ids`, which has commas between them. Raises Malformed."""
    try:
        return [UUID(one) for one in text.split(",")]
    except ValueError:
        raise Malformed(errors=[FieldError("#/query/ids", "must be ids with commas between them")]) from None


def clean_line(text: str) -> str:
    """One line: NFC, no control or direction characters, single spaces, no space at the ends."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def clean_text(text: str) -> str:
    """Several lines: NFC, no control or direction characters, no blank lines at the ends."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n"))).strip()


def fold(text: str) -> str:
    """The form in which two spellings of the same word are equal: NFKC, lower case, without diacritics.

    Kana keep their voicing marks, since か and が are different letters.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(c for c in folded if not unicodedata.combining(c) or c in "\u3099\u309a")
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", kept)).strip()
