"""Voices: decoded to sound, and written anew from the sound alone, in the one form that everything plays."""

from array import array
from io import BytesIO
from typing import Any

import av
from av.error import FFmpegError

from tomoda.edges.darkroom import Made, Refused

LONGEST = 300  # seconds
RATE = 48_000  # samples a second, of one channel
BITS = 48_000  # a second
PEAKS = 48


def form_of(body: bytes) -> str | None:
    """The container, by its first bytes: what browsers and telephones record into."""
    if body.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if body.startswith(b"OggS"):
        return "ogg"
    return "mov" if body[4:8] == b"ftyp" else None


def voice(body: bytes) -> Made:
    """AAC in MP4, one channel. Raises Refused."""
    form = form_of(body)
    if form is None:
        raise Refused("not_a_voice")
    file = BytesIO()
    try:
        loud = _rewritten(body, form, file)
    except (FFmpegError, OSError, ValueError, MemoryError):
        raise Refused("broken") from None
    if not loud:
        raise Refused("broken")
    return Made({"voice": file.getvalue()}, seconds=round(sum(n for n, _ in loud) / RATE, 2), peaks=_peaks(loud))


def _rewritten(body: bytes, form: str, file: BytesIO) -> list[tuple[int, int]]:
    """Write the sound; each frame's length in samples, and how loud it is at most."""
    loud: list[tuple[int, int]] = []
    options = {"fflags": "+bitexact"}
    kept: Any
    with av.open(BytesIO(body), "r", format=form) as heard, av.open(file, "w", format="mp4", options=options) as kept:
        if not heard.streams.audio:
            raise Refused("not_a_voice")
        stream = kept.add_stream("aac", rate=RATE)
        stream.bit_rate = BITS
        stream.layout = "mono"
        plain = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        wanted = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        samples = 0
        for frame in heard.decode(heard.streams.audio[0]):
            for one in plain.resample(frame):
                samples += one.samples
                if samples > LONGEST * RATE:
                    raise Refused("too_long")
                loud.append((one.samples, _loudest(one)))
                one.pts = None
                for ready in wanted.resample(one):
                    ready.pts = None
                    kept.mux(stream.encode(ready))
        kept.mux(stream.encode(None))
    return loud


def _loudest(frame: Any) -> int:
    wave = array("h", bytes(frame.planes[0])[: frame.samples * 2])
    return max(max(wave), -min(wave)) if wave else 0


def _peaks(loud: list[tuple[int, int]]) -> list[int]:
    """How loud it is, 0–100, in equal parts of its length."""
    whole = sum(n for n, _ in loud) or 1
    most = max((peak for _, peak in loud), default=0) or 1
    found = [0] * PEAKS
    done = 0
    for samples, peak in loud:
        first, last = done * PEAKS // whole, (done + samples - 1) * PEAKS // whole
        for part in range(first, min(last, PEAKS - 1) + 1):
            found[part] = max(found[part], peak * 100 // most)
        done += samples
    return found
