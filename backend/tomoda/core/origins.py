"""Origins: which web pages may ask us from another address (CORS), by an allow-list and without cookies."""

from urllib.parse import urlsplit

type Headers = list[tuple[bytes, bytes]]

_METHODS = b"GET, POST, PUT, PATCH, DELETE"
_ASKED = (
    b"authorization, content-type, idempotency-key, if-match, if-none-match, traceparent,"
    b" x-api-key, x-tomoda-client, x-tomoda-device"
)
_TOLD = b"etag, location, ratelimit, ratelimit-policy, retry-after, x-request-id, idempotent-replayed"
REMEMBERED = b"7200"  # seconds that a browser need not ask again


def origin_of(url: str) -> str:
    """The origin of an address (RFC 6454)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def granted(origin: str, allowed: frozenset[str]) -> Headers:
    """What an answer to this origin carries; nothing if it is not ours."""
    if origin not in allowed:
        return []
    return [
        (b"access-control-allow-origin", origin.encode()),
        (b"access-control-expose-headers", _TOLD),
        (b"vary", b"origin"),
    ]


def preflight() -> Headers:
    """What may be asked, told before it is asked."""
    return [
        (b"access-control-allow-methods", _METHODS),
        (b"access-control-allow-headers", _ASKED),
        (b"access-control-max-age", REMEMBERED),
        (b"content-length", b"0"),
    ]
