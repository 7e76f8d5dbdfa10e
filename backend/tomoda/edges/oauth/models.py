"""Google, Apple and LINE: what is particular about each."""

from datetime import datetime

from joserfc import jwt
from joserfc.jwk import ECKey

from tomoda.edges.oauth.keys import Keys
from tomoda.edges.oauth.provider import Provider

SECRET_LIVES = 300  # seconds; Apple allows half a year


def google(issuer: str, clients: tuple[str, ...], secret: str) -> Provider:
    """Google writes its issuer with and without the scheme."""
    return Provider(
        name="google",
        issuer=issuer,
        also_issuer=frozenset({issuer.partition("://")[2]}),
        clients=clients,
        secret=lambda _: secret,
        scope="openid email profile",
        algorithms=frozenset({"RS256"}),
        keys=Keys(issuer),
    )


def apple(issuer: str, clients: tuple[str, ...], team: str, key_id: str, private_key: str) -> Provider:
    """Apple's secret is a token that we sign; its answer comes as a form, with the name once and never again."""
    key = ECKey.import_key(private_key)

    def secret(now: datetime) -> str:
        begun = int(now.timestamp())
        claims = {"iss": team, "sub": clients[0], "aud": issuer, "iat": begun, "exp": begun + SECRET_LIVES}
        return jwt.encode({"alg": "ES256", "kid": key_id}, claims, key, algorithms=["ES256"])

    return Provider(
        name="apple",
        issuer=issuer,
        clients=clients,
        secret=secret,
        scope="openid name email",
        algorithms=frozenset({"RS256"}),
        hashed_nonce=True,
        response_mode="form_post",
        keys=Keys(issuer),
    )


def line(issuer: str, clients: tuple[str, ...], secret: str) -> Provider:
    """LINE signs for browsers with the channel's secret and for apps with a key; its e-mails are nobody's proof."""
    return Provider(
        name="line",
        issuer=issuer,
        clients=clients,
        secret=lambda _: secret,
        scope="openid profile",
        algorithms=frozenset({"HS256", "ES256"}),
        vouches_for_email=False,
        keys=Keys(issuer),
    )
