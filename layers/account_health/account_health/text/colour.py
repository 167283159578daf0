"""A brand's colour: how well it can be read, and as much lighter as a dark page needs it."""

import re
from typing import Final

DARK: Final = "#1a222e"
"""The dark page's paper."""
LEAST: Final = 5.5
"""The contrast with it that the accent gets (WCAG 2.2 asks 4.5 for text)."""
_STEPS = 20
_HEX = re.compile(r"#([0-9a-fA-F]{3}){1,2}")


def on_dark(color: str) -> str:
    """Return the colour mixed with so much white that it can be read on the dark page.

    Raises ValueError where it is not written as # and three or six digits.
    """
    ink = _channels(color)
    for step in range(_STEPS + 1):
        mixed = tuple(round(one + (255 - one) * step / _STEPS) for one in ink)
        lighter = "#" + "".join(f"{one:02x}" for one in mixed)
        if contrast(lighter, DARK) >= LEAST:
            return lighter
    return "#ffffff"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(one / 255) for one in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(color: str) -> tuple[int, ...]:
    if not _HEX.fullmatch(color):
        raise ValueError("a colour is written as # and three or six digits 0-9 a-f")
    digits = color.removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004 - the short form
        digits = "".join(digit * 2 for digit in digits)
    return tuple(int(digits[start : start + 2], 16) for start in (0, 2, 4))


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG
