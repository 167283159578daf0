"""Reads opening hours as people write them, in German, English or French, into intervals for each weekday."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import Final, TypeAlias

from account_health.text.opening_words import (
    ALL_DAY,
    ALWAYS,
    AND,
    APPOINTMENT,
    BEFORE_DAYS,
    BESIDE_TIMES,
    CLOSED,
    DAYS,
    END,
    EXCEPT,
    FROM,
    GROUPS,
    HALF_DAY,
    HOLIDAY,
    MIDNIGHT,
    NOON,
    TO,
)

Interval: TypeAlias = tuple[int, int]
"""Minutes from midnight of the day's begin: opening and closing; past midnight the end is over 1440."""

DAY: Final = 24 * 60
_NOON: Final = 12
_LUNCH: Final = 90
"""Minutes: hours that end up to half past one are still the morning's."""

_DAY_NAME = "|".join(sorted((re.escape(name) for name in DAYS), key=len, reverse=True))
_GROUP_NAME = "|".join(sorted((re.escape(name) for name in GROUPS), key=len, reverse=True))
_DAY_ITEM = re.compile(
    rf"(?P<group>{_GROUP_NAME})(?!\w)"
    rf"|(?P<first>{_DAY_NAME})(?!\w)\.?(?:\s*{TO}\s*(?P<last>{_DAY_NAME})(?!\w)\.?)?"
)
_A_DAY = re.compile(rf"(?<!\w)(?:{_GROUP_NAME}|{_DAY_NAME})(?!\w)")
_DAY_AND_HALF = re.compile(
    rf"(?<!\w)(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)(?={HALF_DAY}(?!\w))"
)
_LEAD = re.compile(rf"(?:{BEFORE_DAYS}|{AND})+")
_EXCEPT = re.compile(rf"[\s,]*{EXCEPT}")


def _time(name: str) -> str:
    return (
        rf"(?:(?P<{name}_noon>{NOON})|(?P<{name}_night>{MIDNIGHT})"
        rf"|(?P<{name}_hour>\d{{1,2}})(?: ?[:.h] ?(?P<{name}_minute>\d{{2}})(?!\d))? ?(?:uhr|h(?:rs)?|o'clock)?"
        rf"(?: ?(?P<{name}_half>am|pm|a\.m\.?|p\.m\.?|a|p)(?!\w))?)"
    )


_SPAN = re.compile(
    rf"(?:(?:von|from|de)(?!\w))? ?{_time('start')} ?{TO} ?{_time('end')} ?(?:uhr|h)?(?![\w:])"
)
_NO_END = re.compile(rf"{FROM} ?{_time('start')}|{_time('begin')} ?{TO} ?{END}")
_CLOSED = re.compile(rf"(?:(?:ist|sind|haben wir) )?{CLOSED}")
_A_CLOCK = re.compile(
    r"(?<!\w)uhr(?!\w)|(?<![\d.:])[012]?\d(?:[:.][0-5]\d)? ?(?:am|pm)(?!\w)|(?<![\d.:])[012]?\d:[0-5]\d(?![\d.:])"
)
_CLOSED_ON = re.compile(rf"(?<!\w){CLOSED}[\s:]*(?:{BEFORE_DAYS}[\s:]*)?$")
_ALL_DAY = re.compile(ALL_DAY)
_ALWAYS = re.compile(ALWAYS)
_HALF = re.compile(r"\d ?(?:am|pm|a\.m\.|p\.m\.)(?!\w)")
_HALF_DAY = re.compile(rf"{HALF_DAY}\W*$")
_APPOINTMENT = re.compile(APPOINTMENT)
_COLON = re.compile(rf"(?:{BESIDE_TIMES}|[\s:,.=)])*(?:-(?=\s*(?:\d|von|from))\s*)?")
_BETWEEN = re.compile(rf"(?:{BESIDE_TIMES}|{AND})*")


@dataclass(frozen=True, slots=True)
class Week:
    """When somebody is open: Monday first, no interval means closed.

    `holidays` is None where nothing is said about public holidays. On the days in `undecided` somebody may be there
    outside of the intervals too: by appointment, or without a closing time.
    """

    days: tuple[tuple[Interval, ...], ...]
    holidays: tuple[Interval, ...] | None = None
    undecided: tuple[int, ...] = ()


@dataclass(slots=True)
class _Said:
    """What is said of some days. `closed_half` is the half of the day that alone is closed: "before" or "after" noon."""

    intervals: list[Interval] = field(default_factory=list)
    undecided: bool = False
    closed_half: str | None = None
    anything: bool = False


@dataclass(slots=True)
class _Found:
    """What was read so far, in the order of the text: days, and what is said of them."""

    said: list[tuple[frozenset[int], _Said]] = field(default_factory=list)

    def add(self, days: Iterable[int], said: _Said) -> None:
        self.said.append((frozenset(days), said))

    def names_day(self) -> bool:
        return any(day < HOLIDAY for days, _ in self.said for day in days)

    def of(self, day: int) -> _Said | None:
        """Return what holds on a day: of "täglich 11-22 Uhr, Montag Ruhetag" the narrower part, with hours that add to the wider one's kept.

        None where nothing is said of the day.
        """
        holds: _Said | None = None
        widest_first = sorted(self.said, key=lambda one: -len(one[0]))
        for _, same_width in groupby(widest_first, key=lambda one: len(one[0])):
            here = [said for days, said in same_width if day in days]
            if not here:
                continue
            intervals = [span for said in here for span in said.intervals]
            undecided = any(said.undecided for said in here)
            closed_half = next((said.closed_half for said in here if said.closed_half), None)
            if holds is not None and closed_half and not intervals:
                intervals, cut = _open_half(holds.intervals, closed_half)
                undecided = undecided or cut or holds.undecided
            elif holds is not None and _adds_to(holds.intervals, intervals):
                intervals = [*holds.intervals, *intervals]
                undecided = undecided or holds.undecided
            holds = _Said(intervals, undecided)
        return holds


def read_hours(text: str) -> Week:
    """Return the hours that a text says; a day that it does not name is closed.

    Accepts lines or `;`, day names and their ranges (`Mo-Fr`, `Mo, Di und Do`), `.` or `:` in times, every kind of dash,
    `Uhr`, `am`/`pm`, `geschlossen`, `24 Stunden`, `nach Vereinbarung`. The same day may stand twice.

    Raises:
        ValueError: with a sentence that names the line which cannot be read.
    """
    found = _Found()
    for line in _lines(text):
        _read_line(line, found)
    if not found.names_day():
        raise ValueError(_sentence("names no day"))
    return _week(found)


def joined(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the intervals in order, those that touch joined."""
    found: list[Interval] = []
    for start, end in sorted(intervals):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def names_day(text: str, position: int = 0) -> bool:
    """Say whether a day or a group of days is named at a position of a text that `plain` made."""
    return _DAY_ITEM.match(text, _after(_LEAD, text, position)) is not None


def plain(text: str) -> str:
    """Return a text in lower case with one kind of dash and of blank."""
    return re.sub(r"[ \t]+", " ", _DAY_AND_HALF.sub(r"\g<0> ", text.lower().translate(_PLAIN)))


def hours_within(text: str) -> Week | None:
    """Return the hours that are said somewhere in running text; None where no day stands right before a time."""
    week, _ = _within(text)
    return week


def all_hours_within(text: str) -> Week | None:
    """Return the hours said in running text; None also where it tells a time besides that cannot be read with them.

    "Unter der Woche von zehn bis achtzehn Uhr, samstags 10-16 Uhr" is not open on Saturdays alone.
    """
    week, rest = _within(text)
    return None if _A_CLOCK.search(rest) else week


def _within(text: str) -> tuple[Week | None, str]:
    """Return the hours said in running text, and the text without them."""
    line, found, position = plain(text).replace("\n", " "), _Found(), 0
    rest: list[str] = []
    while match := _A_DAY.search(line, position):
        rest.append(line[position : match.start()])
        days, start = _days_at(line, match.start())
        position = max(start, match.end())
        said = _Said()
        with suppress(ValueError):
            start = _after(_COLON, line, start)
            while start < len(line) and not (said.anything and names_day(line, start)):
                start = _read_one(line, start, said)
                said.anything, position = True, start
        if said.anything:
            found.add(days, said)
        elif _CLOSED_ON.search(line[: match.start()]):
            found.add(days, _Said(closed_half=_half_before(line, start)))
    rest.append(line[position:])
    week = _week(found)
    return (week if any(week.days) else None), " ".join(rest)


def _week(found: _Found) -> Week:
    said = [found.of(day) or _Said() for day in range(HOLIDAY)]
    holidays = found.of(HOLIDAY)
    return Week(
        tuple(joined(one.intervals) for one in said),
        joined(holidays.intervals) if holidays and not holidays.undecided else None,
        tuple(day for day, one in enumerate(said) if one.undecided),
    )


def _adds_to(wider: Sequence[Interval], narrower: Sequence[Interval]) -> bool:
    """Say whether hours of single days are more hours beside those of many days, and not other ones in their place."""
    return bool(narrower) and not any(
        start < until and begin < end for start, end in wider for begin, until in narrower
    )


def _open_half(intervals: Sequence[Interval], closed: str) -> tuple[list[Interval], bool]:
    """Return the hours of the other half of a day, and whether some run over noon, so that nobody knows where they are cut."""
    crossing = any(start < _NOON * 60 < end - _LUNCH for start, end in intervals)
    if crossing:
        return list(intervals), True
    return [span for span in intervals if (span[0] < _NOON * 60) == (closed == "after")], False


def _lines(text: str) -> Iterator[str]:
    for line in re.split(r"[\n;|]+", plain(text)):
        cleaned = line.strip(" ,.")
        if cleaned:
            yield cleaned


_PLAIN: Mapping[int, str] = MappingProxyType(
    dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"), "-")
    | dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t"), " ")
    | {ord("\r"): "\n", ord("\u2019"): "'"}
)


def _read_line(line: str, found: _Found) -> None:
    """Add what one line says. Raises ValueError."""
    always, asked = _ALWAYS.fullmatch(line), _APPOINTMENT.match(line, _after(_BETWEEN, line, 0))
    if always:
        found.add(range(HOLIDAY), _Said([(0, DAY)]))
        return
    if asked and asked.end() == len(line):
        found.add(range(HOLIDAY), _Said(undecided=True))
        return
    position = 0
    closed = _CLOSED.match(line)
    if closed and (start := _after(_COLON, line, closed.end())) < len(line):
        days, position = _read_days(line, start)
        found.add(days, _Said(closed_half=_half_before(line, position)))
    while position < len(line):
        days, position = _read_days(line, position)
        said, position = _read_said(line, position)
        found.add(days, said)


def _read_days(line: str, position: int) -> tuple[list[int], int]:
    """Return the days named at a position of a line, and where their hours begin."""
    days, position = _days_at(line, position)
    if not days:
        raise ValueError(_sentence(f"has a line without a day before its times: {_quote(line)}"))
    return days, _after(_COLON, line, position)


def _days_at(line: str, position: int) -> tuple[list[int], int]:
    """Return the days named at a position, without those after "außer", and where their names end."""
    days, position = _named_days(line, position)
    without = _EXCEPT.match(line, position) if days else None
    if without:
        left_out, position = _named_days(line, without.end())
        days = [day for day in days if day not in left_out]
    return days, position


def _named_days(line: str, position: int) -> tuple[list[int], int]:
    days: list[int] = []
    while item := _DAY_ITEM.match(line, _after(_LEAD, line, position)):
        days.extend(_days_of(item))
        position = item.end()
    return days, position


def _after(pattern: re.Pattern[str], line: str, position: int) -> int:
    found = pattern.match(line, position)
    return found.end() if found else position


def _days_of(item: re.Match[str]) -> list[int]:
    if item["group"]:
        return list(GROUPS[item["group"]])
    first = DAYS[item["first"]]
    last = DAYS[item["last"]] if item["last"] else first
    if HOLIDAY in {first, last}:
        return [first] if first == last else [first, last]
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _read_said(line: str, position: int) -> tuple[_Said, int]:
    """Return the hours at a position of a line, and where they end: at the next day or the end of the line."""
    said = _Said()
    while position < len(line) and not (said.anything and names_day(line, position)):
        position = _read_one(line, position, said)
        said.anything = True
    if not said.anything:
        raise ValueError(_sentence(f"has a day without a time: {_quote(line)}"))
    return said, position


def _read_one(line: str, position: int, said: _Said) -> int:
    """Add the next thing that is said of a day's hours, and return where it ends."""
    if match := _ALL_DAY.match(line, position):
        said.intervals.append((0, DAY))
    elif match := (_APPOINTMENT.match(line, position) or _NO_END.match(line, position)):
        said.undecided = True
    elif match := _SPAN.match(line, position):
        said.intervals.append(_interval(match, line))
    elif match := _CLOSED.match(line, position):
        said.closed_half = _half_before(line, position)
    else:
        raise ValueError(_sentence(f"has a line that cannot be read: {_quote(line)}"))
    return _after(_BETWEEN, line, match.end())


def _half_before(line: str, position: int) -> str | None:
    """Return the half of the day that is named right before a position: "before" or "after" noon."""
    match = _HALF_DAY.search(line[:position])
    if match is None:
        return None
    return "before" if match["before"] else "after"


def _interval(span: re.Match[str], line: str) -> Interval:
    start_half, end_half = span["start_half"], span["end_half"]
    if end_half and not start_half and _is_before(span):
        start_half = end_half
    elif _ends_after_noon(span) and _HALF.search(line):
        start_half, end_half = "am", "pm"
    start, end = _minutes(span, "start", start_half), _minutes(span, "end", end_half)
    if start is None or end is None or start == DAY:
        raise ValueError(_sentence(f"has a time that no clock shows: {_quote(line)}"))
    if start == end:
        raise ValueError(_sentence(f"opens and closes at the same minute: {_quote(line)}"))
    return (start, end if end > start else end + DAY)


def _is_before(span: re.Match[str]) -> bool:
    """Say whether a span's first hour is before its second one: 6-8pm, not 9-5pm."""
    return bool(span["start_hour"]) and int(span["start_hour"]) < int(span["end_hour"])


def _ends_after_noon(span: re.Match[str]) -> bool:
    """Say whether a span without am and pm runs over noon on a clock of twelve hours: 10 till 4."""
    hours = span["start_hour"], span["end_hour"]
    if not all(hours) or span["start_half"] or span["end_half"]:
        return False
    start, end = map(int, hours)
    return end < start < _NOON


def _minutes(span: re.Match[str], name: str, half: str | None) -> int | None:
    if span[f"{name}_noon"]:
        return DAY // 2
    if span[f"{name}_night"]:
        return 0
    hours, minutes = int(span[f"{name}_hour"]), int(span[f"{name}_minute"] or 0)
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
