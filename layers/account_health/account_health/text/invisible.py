"""Texts as people see them: characters that nobody sees taken out, hyphens of every kind made one, wide signs of addresses plain."""

import re
from typing import Final

_UNSEEN: Final = "\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff"
"""Soft hyphens, marks of no width and of direction; the joiner of emoji (U+200D) stays."""
_HYPHENS: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2212\ufe63\uff0d"), "-")
_WIDE: Final = {ord("\uff20"): "@", ord("\uff0e"): "."}
_AS_SEEN: Final = {**dict.fromkeys(map(ord, _UNSEEN)), **_HYPHENS, **_WIDE}
_ANY_UNSEEN: Final = re.compile(f"[{_UNSEEN}]")


def without_unseen(text: str) -> str:
    """Return a text without unseen characters, with its line breaks."""
    return _ANY_UNSEEN.sub("", text)


def as_seen(text: str) -> str:
    """Return a text without unseen characters, with plain hyphens, and blanks collapsed."""
    # None of these characters is ASCII, which most texts are.
    return " ".join((text if text.isascii() else text.translate(_AS_SEEN)).split())
