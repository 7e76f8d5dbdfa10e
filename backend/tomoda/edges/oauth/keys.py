"""What an issuer says of itself: its discovery document (OpenID Connect Discovery 1.0) and its signing keys, kept."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

TIMEOUT = 5.0  # seconds for the issuer to answer
KEEP = 3600.0  # seconds after which document and keys are asked for again
UNKNOWN_EVERY = 60.0  # seconds between two questions for keys that we do not have: strangers cannot make us ask more


class ProviderDown(Exception):
    """The provider does not answer, or not in the way of OpenID Connect."""


class Document(msgspec.Struct, frozen=True):
    """Where the issuer does what."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    revocation_endpoint: str | None = None


class Keys:
    """The document and the keys of one issuer. Old ones go on being good while it does not answer."""

    def __init__(self, issuer: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.issuer = issuer
        self.client = httpx.AsyncClient(timeout=TIMEOUT, limits=httpx.Limits(max_keepalive_connections=0))
        self._clock = clock
        self._document: tuple[float, Document] | None = None
        self._keys: tuple[float, KeySet] | None = None
        self._lock = asyncio.Lock()

    async def document(self) -> Document:
        """Where the issuer does what. Raises ProviderDown."""
        async with self._lock:
            if self._document is None or self._old(self._document[0], KEEP):
                try:
                    found = await self._ask(f"{self.issuer}/.well-known/openid-configuration", Document)
                    if found.issuer != self.issuer:
                        raise ProviderDown("the document is of another issuer")
                    self._document = self._clock(), found
                except ProviderDown:
                    if self._document is None:
                        raise
            return self._document[1]

    async def key(self, kid: str) -> Key | None:
        """The key of this name. An unknown name is looked up anew, at most once a minute. Raises ProviderDown."""
        document = await self.document()
        async with self._lock:
            if self._keys is None or self._old(self._keys[0], KEEP) or self._worth_asking(kid):
                try:
                    found = await self._ask(document.jwks_uri, dict[str, Any])
                    self._keys = self._clock(), KeySet.import_key_set({"keys": _of_signatures(found)})
                except (ProviderDown, JoseError, ValueError, TypeError) as fault:
                    if self._keys is None:
                        raise ProviderDown(type(fault).__name__) from fault
            return self._find(kid)

    def _worth_asking(self, kid: str) -> bool:
        return self._find(kid) is None and self._keys is not None and self._old(self._keys[0], UNKNOWN_EVERY)

    def _find(self, kid: str) -> Key | None:
        known = self._keys[1].keys if self._keys is not None else []
        return next((key for key in known if key.kid == kid), None)

    def _old(self, since: float, age: float) -> bool:
        return self._clock() - since >= age

    async def _ask[T](self, url: str, kind: type[T]) -> T:
        try:
            answer = await self.client.get(url)
            answer.raise_for_status()
            return msgspec.json.decode(answer.content, type=kind)
        except (httpx.HTTPError, msgspec.MsgspecError) as fault:
            raise ProviderDown(type(fault).__name__) from fault


def _of_signatures(document: dict[str, Any]) -> list[Any]:
    """Keys of kinds that we check signatures with; others may stand beside them."""
    return [key for key in document.get("keys", []) if key.get("kty") in ("RSA", "EC") and key.get("kid")]
