"""Uploads and media as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar.params import QueryParameter

PHOTO_TYPES = frozenset(
    {"image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/heif", "image/avif"}
)
VOICE_TYPES = frozenset({"audio/webm", "audio/ogg", "audio/mp4"})
LARGEST = {"photo": 15 << 20, "voice": 6 << 20}  # bytes of what is sent
MOST_ASKED = 50  # media at once

type Kind = Literal["photo", "voice"]
type State = Literal["waiting", "checking", "ready", "refused"]

Ids = Annotated[str, QueryParameter(min_length=36, max_length=37 * MOST_ASKED)]
"""Up to fifty, with commas between them."""


class NewUpload(msgspec.Struct, forbid_unknown_fields=True):
    """What shall be sent: exactly as many bytes. The type only says how it is labelled on the way."""

    kind: Kind
    type: Annotated[str, msgspec.Meta(max_length=40)]
    size: Annotated[int, msgspec.Meta(ge=1)]


class Permit(msgspec.Struct):
    """Leave to send the file: a form (multipart/form-data) to `url`, `fields` first, then the bytes as `file`."""

    id: UUID
    url: str
    fields: dict[str, str]
    expires_at: datetime


class Upload(msgspec.Struct):
    """What became of an upload; `reason` says why it was refused.

    Reasons: not_a_photo, not_a_voice, broken, too_many_pixels, too_long, missing.
    """

    id: UUID
    kind: Kind
    state: State
    reason: str | None
    created_at: datetime


class Shown(msgspec.Struct):
    """What may be known of a photo or voice beside its bytes: enough to keep its place until it is loaded.

    `width` and `height` are pixels of the largest picture, `peaks` how loud a voice is over its `seconds`, 0–100.
    """

    id: UUID
    kind: Kind
    state: State
    width: int | None = None
    height: int | None = None
    blurhash: str | None = None
    seconds: float | None = None
    peaks: list[int] | None = None


class Addresses(msgspec.Struct):
    """Where the viewer finds it, until `expires_at`: `thumb` and `screen` of a photo, `voice`. Not to be passed on."""

    id: UUID
    kind: Kind
    width: int | None
    height: int | None
    blurhash: str | None
    seconds: float | None
    peaks: list[int] | None
    files: dict[str, str]
    expires_at: datetime


class Media(msgspec.Struct):
    """Of those that were asked for, what there is for the viewer."""

    data: list[Addresses]
