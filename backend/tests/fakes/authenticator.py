"""An authenticator in software (WebAuthn Level 3, ES256, no attestation): what a phone's passkeys do, for tests."""

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url as text
from webauthn.helpers import encode_cbor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One passkey on one device, with its counter. `origin` is the page that the browser shows."""

    origin: str = "http://localhost:8000"
    verifies: bool = True
    count: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    handle: str = ""

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Make the passkey, as `navigator.credentials.create` does."""
        self.handle = options["user"]["id"]
        self.rp_id = options["rp"]["id"]
        credential = bytes(16) + len(self.id).to_bytes(2) + self.id + self._cose()
        attestation = encode_cbor({"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + credential})
        said = self._client_data("webauthn.create", options["challenge"])
        return self._told(clientDataJSON=text(said), attestationObject=text(attestation))

    def answer(self, options: dict[str, Any]) -> dict[str, Any]:
        """Sign a challenge, as `navigator.credentials.get` does."""
        self.count += 1
        data, said = self._data(0), self._client_data("webauthn.get", options["challenge"])
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._told(
            clientDataJSON=text(said),
            authenticatorData=text(data),
            signature=text(signature),
            userHandle=self.handle,
        )

    def _data(self, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return msgspec.json.encode({"type": kind, "challenge": challenge, "origin": self.origin})

    def _cose(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        return encode_cbor({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)})

    def _told(self, **response: str) -> dict[str, Any]:
        return {"id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": response}
