"""Pictures: decoded by what they are, turned upright, made smaller, and written anew from their pixels alone."""

from io import BytesIO
from typing import Any, cast

import pillow_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from tomoda.edges.darkroom import Made, Refused
from tomoda.edges.darkroom.blurhash import blurhash

MOST_PIXELS = 50_000_000  # what the largest telephones take; each costs up to four bytes while it is looked at
SIDES = {"thumb": 360, "screen": 1600}  # pixels of the longer side; small ones are not made larger
QUALITY = {"thumb": 70, "screen": 80}

_BRANDS = {b"heic": "HEIF", b"heix": "HEIF", b"mif1": "HEIF", b"msf1": "HEIF", b"hevc": "HEIF", b"avif": "AVIF"}

_cms = cast("Any", ImageCms)  # its types are incomplete


def kind_of(body: bytes) -> str | None:
    """What the first bytes say that it is, in the names of the decoders; whatever its name or sender says."""
    if body.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if body.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "WEBP"
    return _BRANDS.get(body[8:12]) if body[4:8] == b"ftyp" else None


def photo(body: bytes) -> Made:
    """A thumbnail and a picture for the screen, as WebP in sRGB. Of what moves, the first picture. Raises Refused."""
    kind = kind_of(body)
    if kind is None:
        raise Refused("not_a_photo")
    if kind == "HEIF":
        pillow_heif.register_heif_opener()  # pyright: ignore[reportUnknownMemberType]
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(BytesIO(body), formats=[kind]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused("too_many_pixels")
            large = _plain(opened)
    except Image.DecompressionBombError:
        raise Refused("too_many_pixels") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, IndexError, EOFError, MemoryError, TypeError):
        raise Refused("broken") from None
    files = {"screen": _written(large, "screen")}
    small = large.copy()
    small.thumbnail((SIDES["thumb"], SIDES["thumb"]))
    files["thumb"] = _written(small, "thumb")
    return Made(files, large.width, large.height, blurhash(small))


def _plain(opened: Image.Image) -> Image.Image:
    """The first picture, upright, no larger than the screen's, its colours those that every screen has."""
    profile: bytes | None = opened.info.get("icc_profile")
    side = SIDES["screen"]
    opened.draft("RGB" if opened.mode != "CMYK" else "CMYK", (side, side))  # JPEG alone: decoded smaller at once
    opened.load()
    found = ImageOps.exif_transpose(opened)
    see_through = "A" in found.getbands() or "transparency" in found.info
    if found.mode not in ("RGB", "RGBA", "CMYK", "L"):
        found = found.convert("RGBA" if see_through else "RGB")
    found.thumbnail((side, side), reducing_gap=3.0)
    if profile:
        found = _to_srgb(found, profile)
    kept = found.convert("RGBA" if see_through else "RGB")
    bare = Image.new(kept.mode, kept.size)  # a picture that never had anything but pixels
    bare.paste(kept)
    return bare


def _to_srgb(found: Image.Image, profile: bytes) -> Image.Image:
    """Its colours as sRGB has them; a profile that cannot be read is as good as none."""
    alpha = found.getchannel("A") if found.mode == "RGBA" else None
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        plain = found.convert("RGB") if alpha is not None else found
        seen = ImageCms.profileToProfile(plain, theirs, _cms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return found
    if seen is None:
        return found
    if alpha is not None:
        seen.putalpha(alpha)
    return seen


def _written(picture: Image.Image, name: str) -> bytes:
    file = BytesIO()
    picture.save(file, "WEBP", quality=QUALITY[name], method=4, exif=b"", xmp=b"", icc_profile=b"")
    return file.getvalue()
