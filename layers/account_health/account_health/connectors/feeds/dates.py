"""Reads a date as feeds write it: RFC 822, ISO 8601 and W3CDTF, asctime, and names in a dozen languages.

A date that could mean two days is left unread: bare digits (a year, a day or seconds since 1970), impossible days
and words that nobody knows. `10/11/2026` can be the tenth of November or the eleventh of October: it is read where the
texts beside it tell which order holds (`order_of`). What has no zone counts as UTC, which is wrong by hours at most
and never by a day's work.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo, available_timezones

from account_health.connectors.feeds.date_words import (
    AFTERNOON,
    FORENOON,
    MONTHS,
    NOISE,
    WEEKDAYS,
    ZONES,
    fold,
)

Order: TypeAlias = Literal["dmy", "mdy"]
"""Which of two numbers before a year is the day: the first (Europe) or the second (United States)."""

MAX_LENGTH = 100
_MAX_OFFSET = 14 * 60
_RFC_CENTURY = 69  # two-digit years below this are of our century, as in `email.utils`
_MONTHS_OF_A_YEAR = 12

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_REMARK = re.compile(r"\([^()]*\)|\[[\w/+-]+\]$")  # "(Central European Time)", "[Europe/Berlin]"
_W3C_YEAR = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_EITHER_ORDER = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2\d{4}(?![\d/-])", re.ASCII)

_TOKEN = re.compile(
    r"""
      (?P<compact>\d{8}t\d{4}(?:\d{2})?)(?!\d|:)
    | (?P<ymd>\d{4}-0?\d{1,2}-\d{1,2} | \d{4}/\d{1,2}/\d{1,2} | \d{4}\.\s?\d{1,2}\.\s?\d{1,2}\.?)(?!\d)
    | (?P<east>\d{4}\s?[년年]\s?\d{1,2}\s?[월月]\s?\d{1,2}\s?[일日])
    | (?P<y_name_d>\d{4}-(?=\D)\w{3,12}-\d{1,2})(?!\d)
    | (?P<d_name_y>\d{1,2}(?:-(?=\D)\w{3,12}\.?-|/(?=\D)\w{3,12}\.?/)\d{2}(?:\d{2})?)(?!\d)
    | (?P<dmy>\d{1,2}\.\s?\d{1,2}\.\s?\d{4})(?!\d)
    | (?P<either>\d{1,2}(?:/\d{1,2}/|-\d{1,2}-)\d{4})(?!\d)
    | (?P<dmy_short>\d{1,2}\.\s?\d{1,2}\.\s?\d{2})(?![\d.:]|\s?uhr)
    | (?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?![\d:])
              | \d{1,2}\.\d{2}(?=\s?uhr) | \d{1,2}(?=\s?uhr) | \d{1,2}h\d{2}(?!\d))
    | (?P<offset>[+-]\d{1,2}(?::?\d{2})?)(?![\d:])
    | (?P<number>\d+)(?P<ordinal>\.|st\b|nd\b|rd\b|th\b|er\b|º)?
    | (?P<place>[a-z]+/[a-z_+-]+(?:/[a-z_]+)?(?:[+-]?\d{1,2})?)
    | (?P<word>[^\W\d_]+(?:\.[^\W\d_]+)*\.?)
    | (?P<mark>(?:[\s,;|@–—]|-(?!\d))+)
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(r"\d+")


class _UnreadError(ValueError):
    """The text is no date that can mean only one moment."""


@dataclass(slots=True)
class _Parts:
    """What was found so far, left to right."""

    known_order: Order | None = None
    day: tuple[int, int, int] | None = None
    short_year: bool = False
    month: int | None = None
    numbers: list[str] = field(default_factory=list)
    order: str = ""
    perhaps: int | None = None
    clock: tuple[int, int, int] | None = None
    half: str = ""
    offset: int | None = None
    place: str = ""


def read_date(text: str, *, w3c: bool = False, order: Order | None = None) -> datetime | None:
    """Return the moment that the text names, aware and in UTC, or None: never a guess.

    Args:
        text: The date as written; any white space around and inside.
        w3c: The field is one of W3CDTF (dc:date, Atom), where `2026` and `2026-11` are dates;
            they then mean their first day.
        order: Which order of day and month the text's neighbours prove, for `10/11/2026`.
    """
    plain = " ".join(_REMARK.sub(" ", _INVISIBLE.sub("", text[: 4 * MAX_LENGTH])).split()).lower()
    if not plain or len(plain) > MAX_LENGTH:
        return None
    try:
        short = _W3C_YEAR.fullmatch(plain)
        if short is not None:
            return datetime(int(short[1]), int(short[2] or 1), 1, tzinfo=UTC) if w3c else None
        return _moment(_parts(plain, order))
    except (ValueError, OverflowError):
        return None


def order_of(texts: Iterable[str]) -> Order | None:
    """Return the one order of day and month that these dates can have, None where nothing or both is proven.

    A date of which only one number can be a month proves an order. Dates of one hand share it: where one proves the day
    first and another the month first, two hands wrote them, and no date that can mean two days is read.
    """
    proven: set[Order] = set()
    for text in texts:
        for match in _EITHER_ORDER.finditer(text[: 4 * MAX_LENGTH]):
            first, second = int(match[1]), int(match[3])
            if first > _MONTHS_OF_A_YEAR >= second:
                proven.add("dmy")
            elif second > _MONTHS_OF_A_YEAR >= first:
                proven.add("mdy")
    return proven.pop() if len(proven) == 1 else None


def _parts(plain: str, order: Order | None) -> _Parts:
    parts = _Parts(known_order=order)
    position = 0
    while position < len(plain):
        match = _TOKEN.match(plain, position)
        if match is None:
            raise _UnreadError(plain)
        position = match.end()
        _take(parts, match)
    return parts


def _take(parts: _Parts, match: re.Match[str]) -> None:
    kind = "number" if match["number"] else str(match.lastgroup)
    text = match[kind]
    match kind:
        case "mark":
            return
        case "word":
            _take_word(parts, fold(text))
        case "number":
            parts.order += "n"
            parts.numbers.append(match[0].removesuffix("."))
        case "clock":
            _take_clock(parts, text)
        case "place":
            _take_place(parts, text)
        case "offset":
            _take_offset(parts, _minutes(text))
        case _:
            _take_day(parts, kind, text)


def _take_day(parts: _Parts, kind: str, text: str) -> None:
    if parts.day is not None:
        raise _UnreadError(text)
    if kind == "compact":
        parts.day = int(text[:4]), int(text[4:6]), int(text[6:8])
        parts.clock = int(text[9:11]), int(text[11:13]), int(text[13:15] or 0)
        return
    if kind in {"y_name_d", "d_name_y"}:
        first, name, last = re.split(r"[-/]", text)
        month = MONTHS.get(fold(name))
        if month is None:
            raise _UnreadError(text)
        parts.short_year = kind == "d_name_y" and len(last) == 2  # noqa: PLR2004 - RFC 850: 10-Nov-26
        year = _century(int(last)) if parts.short_year else int(last)
        parts.day = (int(first), month, int(last)) if kind == "y_name_d" else (year, month, int(first))
        return
    one, two, three = (int(digits) for digits in _DIGITS.findall(text))
    match kind:
        case "dmy":
            parts.day = three, two, one
        case "dmy_short":
            parts.day, parts.short_year = (_century(three), two, one), True
        case "either":
            parts.day = _in_order(parts, one, two, three)
        case _:
            parts.day = one, two, three


def _in_order(parts: _Parts, first: int, second: int, year: int) -> tuple[int, int, int]:
    """Return the day of a date that names two numbers before its year: equal ones mean one day in either order."""
    if parts.known_order is None and first != second:
        raise _UnreadError(f"{first}/{second}")
    return (year, first, second) if parts.known_order == "mdy" else (year, second, first)


def _century(year: int) -> int:
    return year + (2000 if year < _RFC_CENTURY else 1900)


def _take_place(parts: _Parts, name: str) -> None:
    """Note the city that names a zone, as Java and PHP print it: `Europe/Berlin`."""
    if parts.clock is None or parts.place or name not in _places():
        raise _UnreadError(name)
    parts.place = name


@cache
def _cities() -> Mapping[str, str]:
    """Return the zone, in lower case, of each city that the tz database names in one region alone."""
    found: dict[str, set[str]] = {}
    for name in _places():
        found.setdefault(name.rpartition("/")[2], set()).add(name)
    return {city: zones.pop() for city, zones in found.items() if len(zones) == 1}


@cache
def _places() -> Mapping[str, str]:
    """Return the names of the zones of the tz database by their lower case."""
    return {name.lower(): name for name in available_timezones()}


def _take_clock(parts: _Parts, text: str) -> None:
    if parts.clock is not None:
        raise _UnreadError(text)
    hour, minute, second, *_ = (*(int(digits) for digits in _DIGITS.findall(text)), 0, 0)
    parts.clock = hour, minute, second


def _take_offset(parts: _Parts, minutes: int) -> None:
    # "GMT+01:00" and "UTC-5": a name for Greenwich, then what lies between.
    if parts.clock is None or (parts.offset not in {None, 0, minutes}) or abs(minutes) > _MAX_OFFSET:
        raise _UnreadError(str(minutes))
    parts.offset = minutes


def _take_word(parts: _Parts, word: str) -> None:
    if word in FORENOON | AFTERNOON and (parts.clock is not None or not word.isascii()):
        parts.half = "am" if word in FORENOON else "pm"
    elif word in ZONES and parts.clock is not None:
        minutes = ZONES[word]
        if parts.offset not in {None, minutes}:
            raise _UnreadError(word)
        parts.offset = minutes
    elif word in MONTHS and word in WEEKDAYS and parts.perhaps is None and parts.month is None:
        parts.perhaps = MONTHS[word]
        parts.order += "p"
    elif word in MONTHS and parts.month is None:
        parts.month = MONTHS[word]
        parts.order += "m"
    elif parts.clock is not None and word in _cities():
        _take_place(parts, _cities()[word])
    elif word not in WEEKDAYS and word not in NOISE:
        raise _UnreadError(word)


def _minutes(offset: str) -> int:
    digits = "".join(_DIGITS.findall(offset))
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)  # noqa: PLR2004 - "+1", "+01" are hours
    if minutes > 59:  # noqa: PLR2004 - minutes of an hour
        raise _UnreadError(offset)
    return (hours * 60 + minutes) * (-1 if offset.startswith("-") else 1)


def _day(parts: _Parts) -> tuple[int, int, int]:
    month, order = parts.month, parts.order.replace("p", "")
    if month is None:
        month, order = parts.perhaps, parts.order.replace("p", "m")
    if parts.day is not None:
        if order.strip("p"):
            raise _UnreadError(order)
        return parts.day
    if month is None or order not in {"nmn", "mnn", "nnm"}:
        raise _UnreadError(order)
    first, second = parts.numbers
    if len(first) == 4 and first.isdigit() and order != "mnn":  # noqa: PLR2004 - a year in full, as in Hungarian
        return int(first), month, _day_of_month(second)
    if order == "nnm":
        raise _UnreadError(order)
    if len(second) == 4 and second.isdigit():  # noqa: PLR2004 - a year in full
        return int(second), month, _day_of_month(first)
    if len(second) == 2 and second.isdigit() and order == "nmn" and parts.clock is not None:  # noqa: PLR2004 - RFC 822
        return _century(int(second)), month, _day_of_month(first)
    raise _UnreadError(second)


def _day_of_month(text: str) -> int:
    return int(_DIGITS.findall(text)[0])


def _moment(parts: _Parts) -> datetime:
    year, month, day = _day(parts)
    if parts.short_year and parts.clock is None:
        # 10.11.12 is as often a version, a house or a price; a clock beside it makes it a date.
        raise _UnreadError("a short year without a clock")
    hour, minute, second = parts.clock or (0, 0, 0)
    if parts.half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - hours of half a day
            raise _UnreadError(str(hour))
        hour = hour % 12 + (12 if parts.half == "pm" else 0)
    midnight = (hour, minute, second) == (24, 0, 0)
    if second == 60:  # noqa: PLR2004 - a leap second, which datetime does not know
        second = 59
    moment = datetime(year, month, day, 0 if midnight else hour, minute, second, tzinfo=_zone(parts))
    return (moment + timedelta(days=1) if midnight else moment).astimezone(UTC)


def _zone(parts: _Parts) -> tzinfo:
    """Return the zone of a date: an offset says more than a city, and none counts as UTC."""
    if parts.offset is None and parts.place:
        return ZoneInfo(_places()[parts.place])
    return timezone(timedelta(minutes=parts.offset or 0))
