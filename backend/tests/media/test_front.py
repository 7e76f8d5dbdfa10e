"""Where CloudFront stands before the storage, it checks what we signed, with the half of the key that it has."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tomoda.app import edges
from tomoda.edges.cloudfront import cloudfront
from tomoda.edges.s3 import S3
from tomoda.settings import Misconfigured, read

NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def test_an_address_says_what_it_opens_and_until_when_and_nothing_else_fits_its_signature() -> None:
    key = rsa.generate_private_key(65537, 2048)
    needed = {"DB_HOST": "db", "DB_USER": "t", "DB_NAME": "t", "REDIS_HOST": "v", "JWT_SECRET": "s" * 32}
    keys = {"CLOUDFRONT_KEY_ID": "K1", "CLOUDFRONT_PRIVATE_KEY": pem(key).replace("\n", "\\n")}
    where = {"S3_ENDPOINT_URL": "https://b.s3.aws", "S3_PUBLIC_URL": "https://assets.example", "S3_BUCKET": "b"}
    with pytest.raises(Misconfigured, match="AWS_ACCESS_KEY_ID is not set, but S3_ENDPOINT_URL is"):
        read(needed | keys | where)
    where |= {"AWS_ACCESS_KEY_ID": "A1", "AWS_SECRET_ACCESS_KEY": "s"}
    there: S3 = edges(read(needed | keys | where))["s3"]
    url = there.leave_to_read("media/1/screen", NOW, timedelta(minutes=5))
    plain, _, query = url.partition("?")
    told = {name: values[0] for name, values in parse_qs(query).items()}
    until = int(NOW.timestamp()) + 300
    assert (plain, told["Key-Pair-Id"], told["Expires"]) == ("https://assets.example/media/1/screen", "K1", str(until))
    signature = base64.b64decode(told["Signature"].translate(str.maketrans("-_~", "+=/")))
    policy = '{"Statement":[{"Resource":"%s","Condition":{"DateLessThan":{"AWS:EpochTime":%d}}}]}'
    key.public_key().verify(signature, (policy % (plain, until)).encode(), PKCS1v15(), SHA1())  # noqa: S303
    with pytest.raises(InvalidSignature):
        key.public_key().verify(signature, (policy % (plain, until + 1)).encode(), PKCS1v15(), SHA1())  # noqa: S303
    form = there.leave_to_send("quarantine/1", "image/png", 5, NOW, timedelta(minutes=10))
    assert urlsplit(form.url).netloc == "b.s3.aws", "what is sent goes to the storage itself"


def test_only_a_key_that_cloudfront_takes_is_taken() -> None:
    with pytest.raises(ValueError, match="RSA"):
        cloudfront("https://assets.example", "K1", pem(ec.generate_private_key(ec.SECP256R1())))
