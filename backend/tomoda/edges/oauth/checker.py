"""Somebody who checks who people are (a bank-id broker, an identity service), asked by OpenID Connect."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from tomoda.edges.oauth.identity import Refused
from tomoda.edges.oauth.keys import Keys
from tomoda.edges.oauth.provider import LEEWAY, Provider

FRESH = 600  # seconds since the person showed who they are: what an earlier visitor left open counts for nobody


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checker says: whom it means by a number of its own, what was checked, and their age if it tells."""

    issuer: str
    subject: str = field(repr=False)
    kind: str | None
    over_18: bool | None = field(default=None, repr=False)
    born: date | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """How the checker is asked, and what its words for what it checked mean: acr or trust framework → kind."""

    provider: Provider
    kinds: Mapping[str, str]

    async def authorization_url(self, redirect_uri: str, state: str, nonce: str, verifier: str) -> str:
        """Where to send somebody to show who they are, anew. Raises ProviderDown."""
        more = {"acr_values": " ".join(self.kinds), "prompt": "login", "max_age": str(FRESH)}
        return await self.provider.authorization_url(redirect_uri, state, nonce, verifier, **more)

    async def checked(self, token: str, nonce: str, now: datetime) -> Checked:
        """What an ID token says was checked, just now. Raises Refused, ProviderDown."""
        claims = await self.provider.claims(token, now, "sub", "exp", "iat", "nonce", "auth_time")
        if claims["nonce"] != nonce:
            raise Refused("nonce")
        shown_at = claims["auth_time"]
        if not isinstance(shown_at, int) or not -LEEWAY <= now.timestamp() - shown_at <= FRESH + LEEWAY:
            raise Refused("auth_time")
        verified = _verified(claims.get("verified_claims"))
        told = {**claims, **verified.get("claims", {})}
        over = told.get("age_over_18")
        return Checked(
            issuer=self.provider.issuer,
            subject=claims["sub"],
            kind=self._kind(claims.get("acr"), verified.get("verification", {})),
            over_18=over if isinstance(over, bool) else None,
            born=_date(told.get("birthdate")),
        )

    def _kind(self, acr: Any, verification: dict[str, Any]) -> str | None:
        """The first of these that the host has named."""
        said = (acr, verification.get("assurance_level"), verification.get("trust_framework"))
        return next((self.kinds[one] for one in said if isinstance(one, str) and one in self.kinds), None)


def _verified(said: Any) -> dict[str, dict[str, Any]]:
    """`verified_claims` (OpenID Connect for Identity Assurance 1.0), of which there may be several: the first."""
    first: Any = cast("list[Any]", said)[0] if isinstance(said, list) and said else cast("Any", said)
    if not isinstance(first, dict):
        return {}
    parts = cast("dict[str, Any]", first)
    return {name: parts[name] for name in ("verification", "claims") if isinstance(parts.get(name), dict)}


def _date(said: Any) -> date | None:
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None  # a year alone, or none: it says nothing for sure


def checker(issuer: str, client: str, secret: str, scope: str, kinds: Mapping[str, str]) -> Checker:
    """One that keeps to OpenID Connect Core, with a secret of ours and signed, unencrypted ID tokens."""
    provider = Provider(
        name="checker",
        issuer=issuer,
        clients=(client,),
        secret=lambda _: secret,
        scope=scope,
        algorithms=frozenset({"RS256", "PS256", "ES256"}),
        keys=Keys(issuer),
    )
    return Checker(provider=provider, kinds=kinds)
