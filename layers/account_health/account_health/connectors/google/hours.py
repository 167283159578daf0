"""Opening hours of a location: from Google's periods to minutes of each weekday.

Google leaves out whatever is zero: `{}` is midnight, `{"hours": 9}` nine o'clock; `{"hours": 24}` ends a day.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from account_health.connectors.google.values import day, number
from account_health.connectors.values import inner, objects
from account_health.model import SpecialDay

DAYS: Final = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_DAY: Final = 24 * 60
_WEEK: Final = 7 * _DAY
_END_OF_DAY: Final[Mapping[str, int]] = {"hours": 24}

Week = tuple[tuple[tuple[int, int], ...], ...]


def week_of(location: Mapping[str, Any]) -> Week | None:
    """Return the regular hours, Monday first, None where the profile states none.

    What goes past midnight stays with the day on which it opens; what lasts longer than a day is cut at midnight.
    """
    periods = objects(inner(location.get("regularHours")).get("periods"))
    spans = [span for period in periods if (span := _span(period))]
    if not spans:
        return None
    days: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for start, end in spans:
        if end - start <= _DAY:
            first = start // _DAY
            days[first].add((start - first * _DAY, end - first * _DAY))
            continue
        for number_of_day in range(start // _DAY, -(-end // _DAY)):
            opens, closes = max(start - number_of_day * _DAY, 0), min(end - number_of_day * _DAY, _DAY)
            days[number_of_day % len(DAYS)].add((opens, closes))
    return tuple(tuple(sorted(days[one])) for one in range(len(DAYS)))


def special_days_of(location: Mapping[str, Any]) -> tuple[SpecialDay, ...]:
    """Return the days with hours of their own, in order; several periods of a day belong together."""
    found: dict[Any, list[tuple[int, int]]] = {}
    for period in objects(inner(location.get("specialHours")).get("specialHourPeriods")):
        first = day(period.get("startDate"))
        if first is None:
            continue
        intervals = found.setdefault(first, [])
        if period.get("closed") is True:
            continue
        opens = _minutes(period.get("openTime"))
        closes = _minutes(period.get("closeTime", _END_OF_DAY))
        last = day(period.get("endDate")) or first
        if last > first or closes <= opens:
            closes += _DAY
        intervals.append((opens, closes))
    return tuple(SpecialDay(day=one, intervals=tuple(sorted(found[one]))) for one in sorted(found))


def _span(period: Mapping[str, Any]) -> tuple[int, int] | None:
    """Return a period in minutes since Monday's midnight; its end comes after its start, maybe in the next week."""
    opens, closes = period.get("openDay"), period.get("closeDay", period.get("openDay"))
    if opens not in DAYS or closes not in DAYS:
        return None
    start = DAYS.index(opens) * _DAY + _minutes(period.get("openTime"))
    end = DAYS.index(closes) * _DAY + _minutes(period.get("closeTime"))
    if end <= start:
        end += _DAY if opens == closes else _WEEK
    return start, end


def _minutes(time: object) -> int:
    written = inner(time)
    return min(max(number(written.get("hours")) * 60 + number(written.get("minutes")), 0), _DAY)
