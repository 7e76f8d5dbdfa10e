"""One OpenID provider: where people are sent, what their code is exchanged for, and whether an ID token is good."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import httpx
import msgspec
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, OctKey

from tomoda.edges.oauth.identity import Event, Identity, Refused
from tomoda.edges.oauth.keys import Keys, ProviderDown

LEEWAY = 60  # seconds by which the provider's clock and ours may differ
LONGEST = 8192  # characters of a token that is looked at


class Tokens(msgspec.Struct):
    """What a code is exchanged for."""

    id_token: str
    refresh_token: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """How one provider speaks. The first of `clients` is the browser's; apps may have ids of their own."""

    name: str
    issuer: str
    clients: tuple[str, ...]
    secret: Callable[[datetime], str] = field(repr=False)
    scope: str
    algorithms: frozenset[str]
    also_issuer: frozenset[str] = frozenset()  # other spellings of the issuer in its tokens
    vouches_for_email: bool = True
    hashed_nonce: bool = False  # apps send the SHA-256 of the nonce, as Apple's own examples do
    response_mode: str | None = None
    keys: Keys

    async def authorization_url(self, redirect_uri: str, state: str, nonce: str, verifier: str, **more: str) -> str:
        """Where to send somebody to sign in (RFC 6749, with PKCE, RFC 7636). Raises ProviderDown."""
        digest = hashlib.sha256(verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.clients[0],
            "redirect_uri": redirect_uri,
            "scope": self.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            **({"response_mode": self.response_mode} if self.response_mode else {}),
            **more,
        }
        return f"{(await self.keys.document()).authorization_endpoint}?{urlencode(asked)}"

    async def exchange(self, code: str, redirect_uri: str, verifier: str, now: datetime) -> "Tokens":
        """The ID token for a code, and the refresh token that some give along. Raises Refused, ProviderDown."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
            "client_id": self.clients[0],
            "client_secret": self.secret(now),
        }
        endpoint = (await self.keys.document()).token_endpoint
        try:
            answer = await self.keys.client.post(endpoint, data=form)
        except httpx.HTTPError as fault:
            raise ProviderDown(type(fault).__name__) from fault
        if 400 <= answer.status_code < 500:
            raise Refused(f"the code was not taken: {answer.status_code}")
        try:
            answer.raise_for_status()
            return msgspec.json.decode(answer.content, type=Tokens)
        except (httpx.HTTPError, msgspec.MsgspecError) as fault:
            raise ProviderDown(type(fault).__name__) from fault

    async def revoke(self, grant: str, now: datetime) -> None:
        """Take back that somebody let us in (RFC 7009); one that is no longer good is no fault. Raises ProviderDown."""
        endpoint = (await self.keys.document()).revocation_endpoint
        if endpoint is None:
            return
        form = {
            "token": grant,
            "token_type_hint": "refresh_token",
            "client_id": self.clients[0],
            "client_secret": self.secret(now),
        }
        try:
            (await self.keys.client.post(endpoint, data=form)).raise_for_status()
        except httpx.HTTPError as fault:
            raise ProviderDown(type(fault).__name__) from fault

    async def identity(self, token: str, nonce: str, now: datetime) -> Identity:
        """Who an ID token is about (OpenID Connect Core 1.0, 3.1.3.7). Raises Refused, ProviderDown."""
        claims = await self.claims(token, now, "sub", "exp", "iat", "nonce")
        expected = {nonce, hashlib.sha256(nonce.encode()).hexdigest()} if self.hashed_nonce else {nonce}
        if claims["nonce"] not in expected:
            raise Refused("nonce")
        email = claims.get("email")
        verified = self.vouches_for_email and claims.get("email_verified") in (True, "true")
        name = claims.get("name")
        return Identity(
            provider=self.name,
            issuer=self.issuer,
            subject=claims["sub"],
            email=email if isinstance(email, str) else None,
            email_verified=verified,
            name=name if isinstance(name, str) else None,
        )

    async def event(self, token: str, now: datetime) -> Event:
        """What a notification from the provider's server says (Apple's). Raises Refused, ProviderDown."""
        claims = await self.claims(token, now, "iat", "jti", "events")
        try:
            said: dict[str, Any] = msgspec.json.decode(claims["events"], type=dict[str, Any])
            return Event(str(claims["jti"]), str(said["type"]), str(said["sub"]))
        except (msgspec.MsgspecError, KeyError, TypeError) as fault:
            raise Refused("events") from fault

    async def claims(self, token: str, now: datetime, *needed: str) -> dict[str, Any]:
        """What a token says that this issuer signed for us, now."""
        if len(token) > LONGEST:
            raise Refused("too long")
        options: dict[str, jwt.ClaimsOption] = {name: {"essential": True} for name in needed}
        options["iss"] = {"essential": True, "values": [self.issuer, *self.also_issuer]}
        options["aud"] = {"essential": True, "values": list(self.clients)}
        registry = jwt.JWTClaimsRegistry(now=int(now.timestamp()), leeway=LEEWAY, **options)
        try:
            header = jws.extract_compact(token.encode()).headers()
            key = await self._key(str(header.get("alg")), header.get("kid"), now)
            claims = jwt.decode(token, key, algorithms=[str(header.get("alg"))]).claims
            registry.validate(claims)
        except (JoseError, ValueError, TypeError) as fault:
            raise Refused(type(fault).__name__) from fault
        if isinstance(claims["aud"], list) and claims.get("azp") not in self.clients:
            raise Refused("azp")
        return claims

    async def _key(self, algorithm: str, kid: Any, now: datetime) -> Key:
        """The key for a token with this header: a shared secret only where the provider is known to use one."""
        if algorithm not in self.algorithms:
            raise Refused("alg")
        if algorithm == "HS256":
            return OctKey.import_key(self.secret(now))
        found = await self.keys.key(kid) if isinstance(kid, str) else None
        if found is None:
            raise Refused("kid")
        return found
