"""CloudFront before the object storage: addresses that are good for a while, signed with a key whose half it has."""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import load_pem_private_key

_LETTERS = str.maketrans("+=/", "-_~")  # what it reads instead, in an address


@dataclass(frozen=True, slots=True)
class CloudFront:
    """`public` is its address, `key_id` what it calls our key."""

    public: str
    key_id: str
    key: RSAPrivateKey

    def leave_to_read(self, path: str, now: datetime, life: timedelta) -> str:
        """An address at which one object can be read until `life` has passed (a canned policy)."""
        url = f"{self.public.rstrip('/')}/{quote(path)}"
        until = int((now + life).timestamp())
        policy = f'{{"Statement":[{{"Resource":"{url}","Condition":{{"DateLessThan":{{"AWS:EpochTime":{until}}}}}}}]}}'
        made = self.key.sign(policy.encode(), PKCS1v15(), SHA1())  # noqa: S303 - what CloudFront checks by default
        signature = base64.b64encode(made).decode().translate(_LETTERS)
        return f"{url}?Expires={until}&Signature={signature}&Key-Pair-Id={self.key_id}"


def cloudfront(public: str, key_id: str, pem: str) -> CloudFront:
    """With an RSA key as PEM. Raises ValueError if it is none."""
    key = load_pem_private_key(pem.encode(), None)
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("CloudFront's key must be RSA")
    return CloudFront(public, key_id, key)
