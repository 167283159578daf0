"""Reads opening hours that are laid out as a list or table: one short text after another, days beside their times."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import lru_cache
from itertools import groupby
from typing import Final

from account_health.text.opening_hours import DAY, Week, plain, read_hours

LONGEST_LINE: Final = 160
_GLUED: Final = re.compile(r"(?<=[a-zäöü.])(?=\d)|(?<=\d)(?=[a-zäöüß]{2,})")
_HOURS_WITH_LETTER: Final = re.compile(r"(\dh) (?=\d)")
_BULLET: Final = re.compile(r"^[\s•*»›·▪◦✓|]+|[\s|]+$")
_ONE_CLOCK: Final = re.compile(
    r"(?:\d{1,2}[:.]\d\d(?: ?(?:uhr|h|am|pm))?|\d{1,2} ?(?:uhr|h|am|pm|a\.m\.|p\.m\.))"
)
_WITH_COLON: Final = re.compile(r"(?<![\d:.])\d{1,2}:\d\d(?![\d:])")
_SPANNED: Final = re.compile(r"\d(?: ?(?:uhr|h|am|pm))? ?(?:-|bis|to|till?|until|à) ?\d")
_SIDE_BY_SIDE: Final = re.compile(
    r"(?<![\d:.])(\d{1,2}:\d\d(?: ?(?:am|pm))?)(?: ?uhr)? (\d{1,2}:\d\d)(?![\d:])"
)
"""Opening and closing time with nothing but a blank between them, as columns of a table set them apart."""
_GOES_ON: Final = re.compile(r"^(?:und|u\.|sowie|and|et|&)\s+(?=\d)")
"""A second line of the same day: "Mo 8-13 Uhr" above "und 14-19 Uhr"."""
_DASH: Final = "-"
_LONGEST: Final = 18 * 60
_MORNING: Final = 6 * 60


_FRENCH_DAYS: Final = {
    "lu": "lundi",
    "ma": "mardi",
    "me": "mercredi",
    "je": "jeudi",
    "ve": "vendredi",
    "sa": "samedi",
    "di": "dimanche",
}
_FRENCH_DAY: Final = re.compile(r"(?<!\w)(?:lu|ma|me|je|ve|sa|di)(?!\w)\.?")


class Kind(Enum):
    """What one text of a list says."""

    LINE = "days with their hours"
    DAYS = "days alone"
    TIMES = "hours alone"
    CLOCK = "one hour of the day alone"
    OTHER = "anything else"


@lru_cache(maxsize=1024)
def tidy(text: str) -> str:
    """Return a text as the reader of hours likes it: no bullets, and a blank where a layout sets day and time apart."""
    spaced = _GLUED.sub(" ", _GOES_ON.sub("", _BULLET.sub("", plain(text))))
    tidied = _HOURS_WITH_LETTER.sub(r"\1", spaced).strip(" ,")
    if _SPANNED.search(tidied) or len(_WITH_COLON.findall(tidied)) % 2:
        return tidied
    return _SIDE_BY_SIDE.sub(r"\1 - \2", tidied)


def in_french(line: str) -> str:
    """Return a line whose short names of days are French ones, with the days written out: "di" is a Sunday there."""
    return _FRENCH_DAY.sub(lambda match: _FRENCH_DAYS[match[0].strip(".")], line)


@lru_cache(maxsize=1024)
def kind_of(line: str) -> Kind:
    """Return what a text that `tidy` made says of opening hours."""
    if not line or len(line) > LONGEST_LINE:
        return Kind.OTHER
    if _reads(f"mo 9-10\n{line}"):
        return Kind.LINE
    if _reads(f"{line} 9-10"):
        return Kind.DAYS
    if _reads(f"mo {line}"):
        return Kind.TIMES
    return Kind.CLOCK if _ONE_CLOCK.fullmatch(line) else Kind.OTHER


def week_of(lines: Iterable[str]) -> Week | None:
    """Return the hours of a list in the order of its page; None where days and times do not pair up.

    Days may stand beside their times, above them, or in a column of their own with as many times in the next one.
    """
    texts: list[str] = []
    days: list[str] = []
    for said, group in groupby(_spans(lines), key=kind_of):
        kind = said
        same = list(group)
        if kind is Kind.LINE and days and len(days) == len(same) and all(_reads(f"mo {one}") for one in same):
            # "nach Vereinbarung" in the cell behind a day is said of that day.
            kind = Kind.TIMES
        if kind is Kind.LINE:
            if days:
                return None
            texts += same
        elif kind is Kind.DAYS:
            if days:
                return None
            days = same
        elif kind is Kind.TIMES and days:
            paired = _paired(days, same)
            if paired is None:
                return None
            texts += paired
            days = []
        elif kind is Kind.TIMES and texts:
            texts[-1] = ", ".join((texts[-1], *same))
        else:
            return None
    return None if days else _read(texts)


def _spans(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines with an opening time and the closing time in the next cell as one, also with a dash between them."""
    before: str | None = None
    dash = False
    for line in lines:
        if before is None and kind_of(line) is Kind.CLOCK:
            before = line
        elif before is None:
            yield line
        elif line == _DASH and not dash:
            dash = True
        elif kind_of(line) is Kind.CLOCK:
            yield f"{before} - {line}"
            before, dash = None, False
        else:
            yield from (before, line)
            before, dash = None, False
    if before is not None:
        yield before


def is_sure(week: Week) -> bool:
    """Say whether hours can be meant as they were read: "9-5" is hardly nine in the morning to five the next one."""
    spans = [span for hours in (*week.days, week.holidays or ()) for span in hours]
    return bool(spans) and all(
        (start, end) == (0, DAY) or (end - start <= _LONGEST and end > _MORNING) for start, end in spans
    )


def _paired(days: Sequence[str], times: Sequence[str]) -> list[str] | None:
    if len(days) == 1:
        return [f"{days[0]} {', '.join(times)}"]
    if len(days) == len(times):
        return [f"{day} {time}" for day, time in zip(days, times, strict=True)]
    return None


def _read(texts: Sequence[str]) -> Week | None:
    try:
        return read_hours("\n".join(texts))
    except ValueError:
        return None


def _reads(text: str) -> bool:
    return _read([text]) is not None
