"""The bucket that holds the indexes: reads a small file, and fetches a large one with its checksum."""

import hashlib
from pathlib import Path
from typing import BinaryIO, cast

from google.cloud import storage

_CHUNK = 8 * 1024 * 1024


def split(url: str) -> tuple[str, str]:
    """`gs://bucket/path` as (bucket, path)."""
    scheme, _, rest = url.partition("://")
    bucket, _, path = rest.partition("/")
    if scheme != "gs" or not bucket or not path:
        raise ValueError(f"FILE_URL is not gs://bucket/path: {url}")
    return bucket, path


class Bucket:
    """Read access with whatever identity the pod has (Workload Identity in the cluster)."""

    def __init__(self, name: str) -> None:
        self._bucket = storage.Client().bucket(name)

    def read(self, path: str) -> bytes:
        return self._bucket.blob(path).download_as_bytes()

    def fetch(self, path: str, to: Path) -> str:
        """Write the object to a file, and say its SHA-256 in hex."""
        digest = hashlib.sha256()
        opened = cast(BinaryIO, self._bucket.blob(path).open("rb", chunk_size=_CHUNK))
        with opened as source, to.open("wb") as target:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                target.write(chunk)
        return digest.hexdigest()
