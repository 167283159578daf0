"""What people read as one thing and no line may end within: a phone number, a day, hours, a paragraph of a law.

A number that may be copied keeps its own blanks and is only held together; elsewhere a blank that does not break will do.
"""

import re
from collections.abc import Iterator
from typing import Final

from account_health.text.manners import MONTH_NAMES

_PHONE: Final = r"(?<![\w.,:])(?<!\d\s)(?:\+|\(|0)[\d()/.\-–\s]{4,20}\d(?![\w:])"
"""It begins as no amount does, and is short enough for the smallest telephone."""
_HOURS: Final = r"\d{1,2}(?::\d{2})?–\d{1,2}(?::\d{2})?(?: Uhr)?"
_LETTER: Final = r"\bX-\w+"
"""The platform of one letter: X-Profil."""
_DAY: Final = rf"\b\d{{1,2}}\.? (?:{'|'.join(MONTH_NAMES)})\b(?: \d{{4}}\b)?"
_LAW: Final = r"§§? \d+\w*"
_MINUTES: Final = r"\b\d+ [Mm]in\b"
_HELD: Final = re.compile(f"{_PHONE}|{_HOURS}|{_LETTER}")
_GLUED: Final = re.compile(f"{_DAY}|{_LAW}|{_MINUTES}")
_WHOLE: Final = re.compile(f"{_PHONE}|{_HOURS}|{_DAY}|{_LAW}|{_MINUTES}")
_BLANK: Final = re.compile(r"\s")
NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def glued(text: str, blank: str = NO_BREAK) -> str:
    """Return a text with another blank within whatever belongs together."""
    return _WHOLE.sub(lambda found: _BLANK.sub(blank, found[0]), text)


def in_pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces, each with whether it has to be held together as it is; a day has its blank instead."""
    end = 0
    for found in _HELD.finditer(text):
        yield _days_glued(text[end : found.start()]), False
        yield found[0], True
        end = found.end()
    yield _days_glued(text[end:]), False


def _days_glued(text: str) -> str:
    return _GLUED.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
