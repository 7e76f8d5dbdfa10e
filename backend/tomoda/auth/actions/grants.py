"""What a provider gave us to take back that somebody let us in: kept sealed (RFC 7516, AES-256-GCM)."""

import hmac

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

HEADER = {"alg": "dir", "enc": "A256GCM"}
ALGORITHMS = ["dir", "A256GCM"]


def seal(secret: bytes, grant: str) -> str:
    """The grant, readable only by who has our secret."""
    return jwe.encrypt_compact(HEADER, grant.encode(), _key(secret), algorithms=ALGORITHMS)


def unseal(secret: bytes, sealed: str) -> str | None:
    """The grant; None if our secret has become another one since."""
    try:
        found = jwe.decrypt_compact(sealed, _key(secret), algorithms=ALGORITHMS).plaintext
    except (JoseError, ValueError):
        return None
    return found.decode() if found is not None else None


def _key(secret: bytes) -> OctKey:
    return OctKey.import_key(hmac.digest(secret, b"grants of providers", "sha256"))
