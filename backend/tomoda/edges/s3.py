"""Object storage that speaks S3: signed requests of ours, and signed leave for others (AWS Signature, version 4)."""

import base64
import hashlib
import hmac
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlsplit

import httpx
import msgspec

from tomoda.edges.cloudfront import CloudFront

SECONDS = 20  # for one request
FOLDERS = frozenset({"quarantine", "media", "erased"})  # in production we have no right to any other
_KEY = re.compile(r"<Key>([^<]+)</Key>")  # ours have nothing in them that XML would write otherwise


class StorageDown(Exception):
    """It does not answer, or not as it promises: try again later."""


class Form(msgspec.Struct):
    """Leave to send one file: to this address, as a form with these fields and then the `file`."""

    url: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class S3:
    """One bucket. `endpoint` is where we and those who send reach it, `public` where those who read do.

    With `front`, readers are sent there. Where an address already names the bucket as its first part, paths do not.
    """

    endpoint: str
    public: str
    bucket: str
    region: str
    key_id: str
    secret: str = field(repr=False)
    front: CloudFront | None = field(default=None, repr=False)

    async def put(self, key: str, body: bytes, kind: str) -> None:
        """Keep an object. Raises StorageDown."""
        await self._ask("PUT", key, body, {"content-type": kind, "cache-control": "private, max-age=300"})

    async def get(self, key: str, most: int) -> bytes | None:
        """An object's bytes; None if it is not there, or larger than `most` bytes. Raises StorageDown."""
        size = await self.size(key)
        if size is None or size > most:
            return None
        answer = await self._ask("GET", key)
        return answer.content if answer.status_code == 200 else None

    async def size(self, key: str) -> int | None:
        """An object's bytes, counted; None if it is not there. Raises StorageDown."""
        answer = await self._ask("HEAD", key)
        return int(answer.headers["content-length"]) if answer.status_code == 200 else None

    async def delete(self, key: str) -> None:
        """Let it go; what is not there is gone already. Raises StorageDown."""
        await self._ask("DELETE", key)

    async def keys(self, prefix: str, page: int = 1_000) -> AsyncIterator[str]:
        """The keys that begin so, in their order, asked for `page` at a time. Raises StorageDown."""
        after = prefix
        while True:
            query = _query({"list-type": "2", "prefix": prefix, "start-after": after, "max-keys": str(page)})
            found = _KEY.findall((await self._ask("GET", "", query=query)).text)
            for key in found:
                yield key
            if not found:
                return
            after = found[-1]

    def leave_to_send(self, key: str, kind: str, size: int, now: datetime, life: timedelta) -> Form:
        """One file of exactly this type and size, to this key, until `life` has passed."""
        stamp, scope = _stamp(now), self._scope(now)
        fields = {
            "key": key,
            "Content-Type": kind,
            "x-amz-algorithm": "AWS4-HMAC-SHA256",
            "x-amz-credential": f"{self.key_id}/{scope}",
            "x-amz-date": stamp,
        }
        conditions = [{"bucket": self.bucket}, ["content-length-range", size, size]]
        conditions += [["eq", f"${name}", value] for name, value in fields.items()]
        until = (now + life).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        policy = base64.b64encode(msgspec.json.encode({"expiration": until, "conditions": conditions})).decode()
        signature = hmac.new(self._signing_key(now), policy.encode(), hashlib.sha256).hexdigest()
        return Form(self._address(self.endpoint, ""), fields | {"policy": policy, "x-amz-signature": signature})

    def leave_to_read(self, key: str, now: datetime, life: timedelta) -> str:
        """An address at which one object can be read until `life` has passed, in whole seconds."""
        if self.front is not None:
            return self.front.leave_to_read(key, now, life)
        url = self._address(self.public, key)
        parts = urlsplit(url)
        query = _query(
            {
                "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
                "X-Amz-Credential": f"{self.key_id}/{self._scope(now)}",
                "X-Amz-Date": _stamp(now),
                "X-Amz-Expires": str(max(1, int(life.total_seconds()))),
                "X-Amz-SignedHeaders": "host",
            }
        )
        asked = f"GET\n{parts.path}\n{query}\nhost:{parts.netloc}\n\nhost\nUNSIGNED-PAYLOAD"
        return f"{url}?{query}&X-Amz-Signature={self._sign(asked, now)}"

    async def _ask(
        self, method: str, key: str, body: bytes = b"", more: dict[str, str] | None = None, query: str = ""
    ) -> httpx.Response:
        url = self._address(self.endpoint, key) + (f"?{query}" if query else "")
        parts = urlsplit(url)
        now = datetime.now(UTC)
        digest = hashlib.sha256(body).hexdigest()
        headers = {"host": parts.netloc, "x-amz-content-sha256": digest, "x-amz-date": _stamp(now)} | (more or {})
        names = ";".join(sorted(headers))
        lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
        signature = self._sign(f"{method}\n{parts.path or '/'}\n{query}\n{lines}\n{names}\n{digest}", now)
        headers["authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={self.key_id}/{self._scope(now)}, "
            f"SignedHeaders={names}, Signature={signature}"
        )
        try:
            async with httpx.AsyncClient(timeout=SECONDS, trust_env=False) as client:
                answer = await client.request(method, url, headers=headers, content=body)
        except httpx.HTTPError as fault:
            raise StorageDown(type(fault).__name__) from fault
        if answer.status_code not in (200, 204, 404):
            raise StorageDown(f"{method} {answer.status_code}")
        return answer

    def _address(self, base: str, key: str) -> str:
        if key and key.partition("/")[0] not in FOLDERS:
            raise ValueError(f"{key.partition('/')[0]} is none of the bucket's folders")
        named = (urlsplit(base).hostname or "").startswith(f"{self.bucket}.")
        return base.rstrip("/") + ("" if named else f"/{self.bucket}") + (f"/{quote(key)}" if key else "")

    def _scope(self, now: datetime) -> str:
        return f"{_stamp(now)[:8]}/{self.region}/s3/aws4_request"

    def _sign(self, asked: str, now: datetime) -> str:
        digest = hashlib.sha256(asked.encode()).hexdigest()
        text = f"AWS4-HMAC-SHA256\n{_stamp(now)}\n{self._scope(now)}\n{digest}"
        return hmac.new(self._signing_key(now), text.encode(), hashlib.sha256).hexdigest()

    def _signing_key(self, now: datetime) -> bytes:
        key = f"AWS4{self.secret}".encode()
        for part in self._scope(now).split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        return key


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _query(parameters: dict[str, str]) -> str:
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in sorted(parameters.items()))
