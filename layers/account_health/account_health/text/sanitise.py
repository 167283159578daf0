"""Makes one harmless line of what others wrote: nothing invisible, nothing that turns the text around, not too long."""

import re
import unicodedata
from typing import Final

EXCERPT: Final = 240
"""The most characters of outside text that are printed in one place, the ellipsis among them."""

_INVISIBLE = {
    point
    for first, last in (
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x206F),
        (0xFFF9, 0xFFFB),
        (0xE0000, 0xE007F),
    )
    for point in range(first, last + 1)
} | {0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0}
_JOINER = 0x200D
_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{2})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)

_ODD = re.compile(
    f"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff{''.join(map(chr, sorted(_INVISIBLE)))}]"
)
"""What `clean` has to look at closely; nearly every text has none of it."""
_SPACES = re.compile(r"(?!(?<=\d)\u00a0%[.,;:)]?(?:\s|$))\s+")
"""Every run of spaces but the one that holds a figure and its % together."""


def clean(text: str, limit: int = EXCERPT) -> str:
    """Return outside text as one harmless line of at most `limit` characters.

    Control, bidi and invisible characters go (a joiner between two pictograms stays), line ends and runs of
    spaces become one space (but the no-break one of "12 %"), and of combining marks in a row two are kept.
    """
    if text.isprintable() and not _ODD.search(text):
        line = " ".join(unicodedata.normalize("NFC", text[: limit * 20]).split())
        return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
    line = "".join(
        " " if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} else char
        for char in unicodedata.normalize("NFC", text[: limit * 20])
    )
    line = "".join(
        char
        for place, char in enumerate(line)
        if ord(char) not in _INVISIBLE or (ord(char) == _JOINER and _joins(line, place))
    )
    line = _MARKS.sub(r"\1", _SPACES.sub(" ", line).strip())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _joins(line: str, place: int) -> bool:
    """Tell whether the joiner at `place` makes one pictogram of two, as in families."""
    before = line[place - 1] if place else ""
    after = line[place + 1] if place + 1 < len(line) else ""
    return (
        bool(before and after)
        and unicodedata.category(after) == "So"
        and unicodedata.category(before) in {"So", "Mn", "Sk"}
    )


def header_text(text: str, limit: int) -> str:
    """Return one line for a mail's header: without control characters and without anything that a reader would decode once more."""
    return clean(re.sub(r"=\?|\?=", " ", text), limit)
