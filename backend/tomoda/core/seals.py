"""Seals: what must not be readable on a disk, in a backup or by a look into the database (AES-256-GCM)."""

import hmac
import os
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from tomoda.core.app import App

_NONCE = 12  # bytes


class Unreadable(Exception):
    """It was sealed with a key that we do not have, for something else, or it was changed."""


def seal(app: "App", what_for: bytes, plain: bytes) -> bytes:
    """Readable only with our key, and only as what it was sealed for (`share:` and an id, for instance)."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key(app, 0)).encrypt(nonce, plain, what_for)


def unseal(app: "App", what_for: bytes, sealed: bytes) -> bytes:
    """What was sealed, by the present key or one before it. Raises Unreadable."""
    for number in range(len(_secrets(app))):
        try:
            return AESGCM(key(app, number)).decrypt(sealed[:_NONCE], sealed[_NONCE:], what_for)
        except (InvalidTag, ValueError):
            continue
    raise Unreadable


def key(app: "App", number: int) -> bytes:
    """The present key (0), or one before it: 32 bytes made from a secret of any length."""
    return hmac.digest(_secrets(app)[number], b"positions", "sha256")


def _secrets(app: "App") -> tuple[bytes, ...]:
    return app.seals or (app.secret,)
