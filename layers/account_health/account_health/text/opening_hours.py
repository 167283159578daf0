"""Reads opening hours as people write them, in German or English, into intervals for each weekday."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

Interval: TypeAlias = tuple[int, int]
"""Minutes from midnight of the day's begin: opening and closing; past midnight the end is over 1440."""

DAY = 24 * 60

_NAMES = (
    ("montags", "montag", "mon", "mo", "mondays", "monday"),
    ("dienstags", "dienstag", "die", "di", "tuesdays", "tuesday", "tues", "tue", "tu"),
    ("mittwochs", "mittwoch", "mit", "mi", "wednesdays", "wednesday", "weds", "wed", "we"),
    ("donnerstags", "donnerstag", "don", "do", "thursdays", "thursday", "thurs", "thur", "thu", "th"),
    ("freitags", "freitag", "fre", "fr", "fridays", "friday", "fri"),
    ("samstags", "samstag", "sonnabends", "sonnabend", "sam", "sa", "saturdays", "saturday", "sat"),
    ("sonntags", "sonntag", "son", "so", "sundays", "sunday", "sun", "su"),
)
_HOLIDAY = 7
_DAYS: Mapping[str, int] = MappingProxyType(
    {name: day for day, names in enumerate(_NAMES) for name in names}
    | dict.fromkeys(
        ("feiertage", "feiertagen", "feiertags", "feiertag", "ft", "ph", "holidays", "holiday"), _HOLIDAY
    )
)
_GROUPS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "täglich": tuple(range(7)),
        "taeglich": tuple(range(7)),
        "daily": tuple(range(7)),
        "every day": tuple(range(7)),
        "everyday": tuple(range(7)),
        "jeden tag": tuple(range(7)),
        "werktags": tuple(range(6)),
        "wochentags": tuple(range(5)),
        "weekdays": tuple(range(5)),
        "wochenende": (5, 6),
        "weekends": (5, 6),
        "weekend": (5, 6),
    }
)
_CLOSED = re.compile(
    r"(?:geschlossen|ruhetag|zu|closed|nach (?:telefonischer )?(?:vereinbarung|absprache|terminvereinbarung)"
    r"|by appointment(?: only)?)(?!\w)"
)
_ALL_DAY = re.compile(
    r"(?:24 ?(?:h|std\.?|stunden|hours)(?: (?:geöffnet|offen|open))?|rund um die uhr|durchgehend geöffnet"
    r"|open 24 hours)(?!\w)"
)
_DASH = r"(?:-|bis|to|until|till)"
_DAY_NAME = "|".join(sorted((re.escape(name) for name in _DAYS), key=len, reverse=True))
_GROUP_NAME = "|".join(_GROUPS)
_DAY_ITEM = re.compile(
    rf"(?P<group>{_GROUP_NAME})(?!\w)|(?P<first>{_DAY_NAME})(?!\w)\.?(?:\s*{_DASH}\s*(?P<last>{_DAY_NAME})(?!\w)\.?)?"
)
_LEAD = re.compile(r"(?:(?:am|an|jeden|on|every|und|and|sowie)(?!\w)|&|,|/|\+|\s)+")
_TIME = r"(\d{1,2})(?:[:.h](\d{2}))? ?(?:uhr|h|o'clock)? ?(am|pm|a\.m\.?|p\.m\.?)?"
_SPAN = re.compile(rf"(?:von|from)? ?{_TIME} ?{_DASH} ?{_TIME} ?(?:uhr|h)?(?![\w:])")
_COLON = re.compile(r"[\s:,.=-]+")
_BETWEEN = re.compile(r"(?:und(?!\w)|and(?!\w)|sowie|&|,|/|\+|\s)*")


@dataclass(frozen=True, slots=True)
class Week:
    """When somebody is open: Monday first, no interval means closed.

    `holidays` is None where nothing is said about public holidays.
    """

    days: tuple[tuple[Interval, ...], ...]
    holidays: tuple[Interval, ...] | None = None


def read_hours(text: str) -> Week:
    """Return the hours that a text says; a day that it does not name is closed.

    Accepts lines or `;`, German and English day names and their ranges (`Mo-Fr`, `Mo, Di und Do`), `.` or `:`
    in times, every kind of dash, `Uhr`, `am`/`pm`, `geschlossen`, `24 Stunden`. The same day may stand twice.

    Raises:
        ValueError: with a sentence that names the line which cannot be read.
    """
    found: dict[int, list[Interval]] = {}
    for line in _lines(text):
        position = 0
        while position < len(line):
            days, position = _read_days(line, position)
            intervals, position = _read_intervals(line, position)
            for day in days:
                found.setdefault(day, []).extend(intervals)
    if not any(day < _HOLIDAY for day in found):
        raise ValueError(_sentence("names no day"))
    week = tuple(joined(found.get(day, ())) for day in range(_HOLIDAY))
    return Week(week, joined(found[_HOLIDAY]) if _HOLIDAY in found else None)


def joined(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the intervals in order, those that touch joined."""
    found: list[Interval] = []
    for start, end in sorted(intervals):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _lines(text: str) -> Iterator[str]:
    plain = text.lower().translate(_PLAIN)
    for line in re.split(r"[\n;|]+", plain):
        cleaned = re.sub(r"[ \t]+", " ", line).strip(" ,.")
        if cleaned:
            yield cleaned


_PLAIN: Mapping[int, str] = MappingProxyType(
    dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"), "-")
    | dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t"), " ")
    | {ord("\r"): "\n", ord("\u2019"): "'"}
)


def _read_days(line: str, position: int) -> tuple[list[int], int]:
    """Return the days named at a position of a line, and where their hours begin."""
    days: list[int] = []
    while True:
        start = _after(_LEAD, line, position)
        item = _DAY_ITEM.match(line, start)
        if item is None:
            break
        days.extend(_days_of(item))
        position = item.end()
    if not days:
        raise ValueError(_sentence(f"has a line without a day before its times: {_quote(line)}"))
    return days, _after(_COLON, line, position)


def _after(pattern: re.Pattern[str], line: str, position: int) -> int:
    found = pattern.match(line, position)
    return found.end() if found else position


def _days_of(item: re.Match[str]) -> list[int]:
    if item["group"]:
        return list(_GROUPS[item["group"]])
    first = _DAYS[item["first"]]
    last = _DAYS[item["last"]] if item["last"] else first
    if _HOLIDAY in {first, last}:
        return [first] if first == last else [first, last]
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _read_intervals(line: str, position: int) -> tuple[list[Interval], int]:
    """Return the hours at a position of a line, and where they end: at the next day or the end of the line."""
    for pattern, hours in ((_CLOSED, []), (_ALL_DAY, [(0, DAY)])):
        whole = pattern.match(line, position)
        if whole:
            return list(hours), _after(_BETWEEN, line, whole.end())
    intervals: list[Interval] = []
    while position < len(line) and not (intervals and _DAY_ITEM.match(line, position)):
        span = _SPAN.match(line, position)
        if span is None:
            raise ValueError(_sentence(f"has a line that cannot be read: {_quote(line)}"))
        intervals.append(_interval(span, line))
        position = _after(_BETWEEN, line, span.end())
    if not intervals:
        raise ValueError(_sentence(f"has a day without a time: {_quote(line)}"))
    return intervals, position


def _interval(span: re.Match[str], line: str) -> Interval:
    hour, minute, half, end_hour, end_minute, end_half = span.groups()
    start = _minutes(hour, minute, half or (end_half if end_half and int(hour) < int(end_hour) else None))
    end = _minutes(end_hour, end_minute, end_half)
    if start is None or end is None or start == DAY:
        raise ValueError(_sentence(f"has a time that no clock shows: {_quote(line)}"))
    if start == end:
        raise ValueError(_sentence(f"opens and closes at the same minute: {_quote(line)}"))
    return (start, end if end > start else end + DAY)


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:  # noqa: PLR2004 - a clock with am and pm shows 1 to 12
            return None
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    total = hours * 60 + minutes
    return total if minutes < 60 and total <= DAY else None  # noqa: PLR2004 - minutes of an hour


def _quote(line: str) -> str:
    shown = line if len(line) <= 60 else line[:59] + "…"  # noqa: PLR2004 - one line of a message
    return f'"{shown}"'


def _sentence(problem: str) -> str:
    return f"{problem}; write lines such as Mo-Fr 9:00-18:00 or So geschlossen"
