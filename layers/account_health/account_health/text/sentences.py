"""Where a sentence of a page ends: not at a day of the month, not at an abbreviation."""

import re
from typing import Final

SENTENCE_END: Final = re.compile(
    r"(?<=[.!?…])(?<!\D\d\.)(?<!\D\d\d\.)(?<!\b[a-zA-Z]\.)(?<!\bAbs\.)(?<!\bArt\.)(?<!\bNr\.)(?<!\bgem\.)(?<!\blt\.)(?<!\bvgl\.)(?<!\bDr\.)"
    r"\s+(?=[A-ZÄÖÜ„\"“])"
)


def sentence_at(text: str, start: int, end: int) -> str:
    """Return the sentence in which a part of a text stands."""
    begins = max((one.end() for one in SENTENCE_END.finditer(text, 0, start)), default=0)
    ends = SENTENCE_END.search(text, end)
    return text[begins : ends.start() if ends else len(text)]
