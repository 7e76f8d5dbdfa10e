"""BlurHash: a picture in thirty characters, to be shown until the picture itself is there (blurha.sh)."""

import math

from PIL import Image

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
ACROSS, DOWN = 4, 3  # waves
SIDE = 32  # pixels are enough for so few waves

type Light = tuple[float, float, float]


def blurhash(picture: Image.Image) -> str:
    """The hash of a picture; what is see-through is seen before grey."""
    small = picture.resize((SIDE, SIDE)).convert("RGBA")  # pyright: ignore[reportUnknownMemberType]
    ground = Image.new("RGBA", small.size, (128, 128, 128, 255))
    pixels = Image.alpha_composite(ground, small).convert("RGB").tobytes()
    light = [_linear(value) for value in pixels]
    waves = [_wave(light, across, down) for down in range(DOWN) for across in range(ACROSS)]
    first, rest = waves[0], waves[1:]
    most = max(abs(value) for wave in rest for value in wave)
    step = max(0, min(82, math.floor(most * 166 - 0.5)))
    scale = (step + 1) / 166
    red, green, blue = (_srgb(value) for value in first)
    head = _digits(ACROSS - 1 + (DOWN - 1) * 9, 1) + _digits(step, 1) + _digits((red << 16) + (green << 8) + blue, 4)
    return head + "".join(_digits(_packed(wave, scale), 2) for wave in rest)


def _wave(light: list[float], across: int, down: int) -> Light:
    """How much of this wave is in the picture."""
    columns = [math.cos(math.pi * across * x / SIDE) for x in range(SIDE)]
    rows = [math.cos(math.pi * down * y / SIDE) for y in range(SIDE)]
    total = [0.0, 0.0, 0.0]
    at = 0
    for row in rows:
        for column in columns:
            weight = row * column
            for colour in range(3):
                total[colour] += weight * light[at + colour]
            at += 3
    scale = (1 if across == down == 0 else 2) / (SIDE * SIDE)
    return total[0] * scale, total[1] * scale, total[2] * scale


def _packed(wave: Light, scale: float) -> int:
    found = 0
    for value in wave:
        share = value / scale
        root = math.copysign(math.sqrt(abs(share)), share)
        found = found * 19 + max(0, min(18, math.floor(root * 9 + 9.5)))
    return found


def _linear(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _srgb(value: float) -> int:
    share = max(0.0, min(1.0, value))
    seen = share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055
    return int(seen * 255 + 0.5)


def _digits(value: int, length: int) -> str:
    return "".join(DIGITS[value // 83 ** (length - n) % 83] for n in range(1, length + 1))
