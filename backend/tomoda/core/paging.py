"""Cursors: where a list goes on. Opaque to clients, and not theirs to make."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BadBase64
from datetime import datetime, timedelta
from typing import Any

import msgspec

from tomoda.core.errors import BadCursor, CursorExpired

LIFETIME = timedelta(days=1)
LONGEST = 1024  # characters of a cursor that is looked at
_SEAL = 12  # bytes


def seal(secret: bytes, name: str, position: Any, now: datetime) -> str:
    """A cursor of the list called `name`; `position` is what its statement needs to go on, any JSON."""
    told = msgspec.json.encode((int(now.timestamp()), position))
    return urlsafe_b64encode(_sign(secret, name, told) + told).rstrip(b"=").decode()


def unseal[T](secret: bytes, name: str, kind: type[T], cursor: str, now: datetime) -> T:
    """The position behind it. Raises BadCursor if this list has not made it, CursorExpired after a day."""
    if len(cursor) > LONGEST:
        raise BadCursor
    try:
        raw = urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
        told = raw[_SEAL:]
        if not hmac.compare_digest(raw[:_SEAL], _sign(secret, name, told)):
            raise BadCursor
        made, position = msgspec.json.decode(told, type=tuple[int, msgspec.Raw])
        if now.timestamp() - made > LIFETIME.total_seconds():
            raise CursorExpired
        return msgspec.json.decode(position, type=kind)
    except (BadBase64, ValueError, msgspec.MsgspecError):
        raise BadCursor from None


def _sign(secret: bytes, name: str, told: bytes) -> bytes:
    return hmac.digest(secret, b"cursor:" + name.encode() + b":" + told, "sha256")[:_SEAL]
