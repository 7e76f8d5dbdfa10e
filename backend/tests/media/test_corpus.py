"""What people's files are made into: pixels and sound, and nothing else that was in them."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any, cast

import av
import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.makers.media import SECRET, photo, picture, recording, telltale, written
from tomoda.edges import darkroom

XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{SECRET}</a></x:xmpmeta>'.encode()
HTML = b"<html><script>alert(1)</script></html>"


def texts() -> PngInfo:
    """What drawing programs write into a PNG."""
    found = PngInfo()
    found.add_text("Author", SECRET)
    found.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    return found


def srgb() -> bytes:
    make: Any = cast("Any", ImageCms).createProfile
    return ImageCms.ImageCmsProfile(make("sRGB")).tobytes()


def moving(form: str) -> bytes:
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "blue", "green")]
    return written(form, frames[0], save_all=True, append_images=frames[1:], duration=100)


def hollow(width: int, height: int) -> bytes:
    """A PNG that promises so many pixels, in a few hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(4096))) + chunk(b"IEND", b"")
    )


PHOTOS: dict[str, tuple[Callable[[], bytes], tuple[int, int]]] = {
    "a JPEG from a telephone, held on its side": (lambda: written("JPEG", exif=telltale()), (480, 640)),
    "a JPEG with a page in its comment": (lambda: written("JPEG", comment=HTML + SECRET.encode()), (640, 480)),
    "a JPEG with another file behind it": (lambda: written("JPEG") + b"PK" + SECRET.encode() + HTML, (640, 480)),
    "a JPEG of a printer": (lambda: written("JPEG", picture().convert("CMYK"), exif=telltale()), (480, 640)),
    "a PNG with texts": (lambda: written("PNG", pnginfo=texts(), exif=telltale()), (480, 640)),
    "a PNG one can see through": (lambda: written("PNG", Image.new("RGBA", (64, 48), (9, 9, 9, 99))), (64, 48)),
    "a PNG of 16 bits": (lambda: written("PNG", Image.new("I;16", (64, 48), 40_000)), (64, 48)),
    "a WebP with XMP and a profile": (
        lambda: written("WEBP", exif=telltale(), xmp=XMP, icc_profile=srgb()),
        (480, 640),
    ),
    "a HEIC from an iPhone": (
        lambda: written("HEIF", exif=telltale(), xmp=XMP),
        (640, 480),
    ),  # which turns them by itself
    "an AVIF": (lambda: written("AVIF", exif=telltale(), xmp=XMP), (480, 640)),
    "a GIF that moves": (lambda: moving("GIF"), (64, 48)),
    "a WebP that moves": (lambda: moving("WEBP"), (64, 48)),
    "a panorama": (lambda: written("JPEG", picture(9000, 300)), (1600, 53)),
}


@pytest.mark.parametrize("name", PHOTOS)
async def test_of_a_photo_only_the_pixels_are_kept_upright(name: str) -> None:
    make, size = PHOTOS[name]
    made = await darkroom.develop("photo", make())
    assert (made.width, made.height) == size, "turned as it was held"
    assert made.blurhash is not None
    assert len(made.blurhash) == 28
    for file in made.files.values():
        _require_bare(file)


def _require_bare(file: bytes) -> None:
    """Not a byte but pixels: by what a decoder finds, and by what the container says."""
    chunks = _chunks(file)
    assert set(chunks) <= {b"VP8 ", b"VP8X", b"VP8L", b"ALPH"}, chunks
    assert SECRET.encode() not in file
    assert b"<script" not in file
    with Image.open(BytesIO(file)) as seen:
        assert (seen.format, getattr(seen, "n_frames", 1)) == ("WEBP", 1), "what moved stands still"
        assert not seen.getexif()
        assert not {"exif", "icc_profile", "xmp"} & seen.info.keys()


def _chunks(file: bytes) -> list[bytes]:
    assert (file[:4], file[8:12]) == (b"RIFF", b"WEBP")
    found: list[bytes] = []
    at = 12
    while at < len(file):
        found.append(file[at : at + 4])
        at += (
            8 + int.from_bytes(file[at + 4 : at + 8], "little") + (int.from_bytes(file[at + 4 : at + 8], "little") & 1)
        )
    return found


def test_the_corpus_is_worth_looking_at() -> None:
    telling = [name for name, (make, _) in PHOTOS.items() if SECRET.encode() in make()]
    assert len(telling) >= 7, telling
    with Image.open(BytesIO(photo())) as seen:
        assert seen.getexif().get_ifd(0x8825), "the place is in it"


async def test_the_largest_photo_of_the_hungriest_form_fits_into_the_darkroom() -> None:
    """50 million pixels that one can see through; its limit of memory is what the worker's pod has room for."""
    largest = Image.new("RGBA", (8160, 6120), (9, 9, 9, 99))
    made = await darkroom.develop("photo", written("WEBP", largest, lossless=True, quality=0, method=0))
    assert (made.width, made.height) == (1600, 1200)


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a page": ("photo", lambda: HTML, "not_a_photo"),
    "an SVG": ("photo", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "not_a_photo"),
    "a page that begins as a JPEG": ("photo", lambda: b"\xff\xd8\xff" + HTML, "broken"),
    "half a JPEG": ("photo", lambda: written("JPEG")[:4000], "broken"),
    "half a HEIC": ("photo", lambda: written("HEIF")[: len(written("HEIF")) // 2], "broken"),
    "a bomb": ("photo", lambda: hollow(60_000, 60_000), "too_many_pixels"),
    "a little more than 50 million pixels": ("photo", lambda: hollow(10_000, 5_001), "too_many_pixels"),
    "50 million pixels that are not there": ("photo", lambda: hollow(10_000, 5_000), "broken"),
    "nothing": ("photo", lambda: b"", "not_a_photo"),
    "a voice": ("photo", lambda: recording(seconds=0.2), "not_a_photo"),
    "a photo": ("voice", lambda: written("PNG"), "not_a_voice"),
    "half a voice": ("voice", lambda: recording()[:200], "broken"),
    "a picture in a film's box": ("voice", lambda: written("AVIF"), "not_a_voice"),
    "a speech of more than five minutes": ("voice", lambda: recording(seconds=300.5), "too_long"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_is_something_else_or_broken_or_too_much_is_refused_with_a_reason(name: str) -> None:
    kind, make, reason = REFUSED[name]
    with pytest.raises(darkroom.Refused) as refusal:
        await darkroom.develop(kind, make())
    assert refusal.value.reason == reason


@pytest.mark.parametrize(("form", "codec"), [("webm", "libopus"), ("ogg", "libopus"), ("mp4", "aac")])
async def test_of_a_voice_only_the_sound_is_kept(form: str, codec: str) -> None:
    body = recording(form, codec)
    assert SECRET.encode() in body
    made = await darkroom.develop("voice", body)
    assert made.seconds == pytest.approx(1.0, abs=0.1)
    assert made.peaks is not None
    assert len(made.peaks) == 48
    assert made.peaks[4] < made.peaks[30] <= 100, "it grows louder"
    file = made.files["voice"]
    assert SECRET.encode() not in file
    with av.open(BytesIO(file)) as heard:
        [stream] = heard.streams
        assert (stream.codec_context.name, stream.type) == ("aac", "audio")
        assert not {
            key: value for key, value in heard.metadata.items() if "brand" not in key and key != "minor_version"
        }


async def test_the_hash_is_the_one_that_another_implementation_gives() -> None:
    """blurhash-python 1.1.5, 4 by 3 waves over the same 32 by 32 pixels."""
    assert (await darkroom.develop("photo", written("PNG"))).blurhash == "LzHS:t2ZwxW=oMWpjtfQfQfQfQfQ"
