"""When a schedule of EventBridge starts next, from its expression. Pure.

Source: docs.aws.amazon.com, EventBridge Scheduler, "Schedule types". Read are cron and at; of a rate nobody knows when it
began, and of L, W and # in a cron expression the answer is None, too: better none than a wrong one. Where clocks are put forward
a start in the hour that is left out does not happen.
"""

import re
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from account_health.calendar.open_times import is_shown

_CRON: Final = re.compile(r"cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)")
_AT: Final = re.compile(r"at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)")
_DAYS: Final = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_MONTHS: Final = tuple("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split())
_FURTHEST: Final = 800
"""Days; a schedule that starts later than this starts never, for whoever asks."""


def next_start(expression: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Return the next moment after `now`, in the schedule's zone; None where there is none or it cannot be told."""
    at = _AT.fullmatch(expression.strip())
    if at:
        moment = datetime.fromisoformat(at[1]).replace(tzinfo=zone)
        return moment if moment > now else None
    found = _CRON.fullmatch(expression.strip())
    if not found:
        return None
    minutes, hours = _numbers(found[1], range(60)), _numbers(found[2], range(24))
    days, months = _numbers(found[3], range(1, 32)), _numbers(found[4], range(1, 13), _MONTHS)
    weekdays, years = _numbers(found[5], range(1, 8), _DAYS), _numbers(found[6], range(1970, 2200))
    if None in (minutes, hours, days, months, weekdays, years):
        return None
    local = now.astimezone(zone)
    for ahead in range(_FURTHEST):
        day = (local + timedelta(days=ahead)).date()
        fits = day.day in days and day.month in months and day.isoweekday() % 7 + 1 in weekdays  # type: ignore[operator] # none is None
        if not fits or day.year not in years:  # type: ignore[operator] # as above
            continue
        for hour in sorted(hours):  # type: ignore[arg-type] # as above
            for minute in sorted(minutes):  # type: ignore[arg-type] # as above
                moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
                if moment > now and is_shown(moment):
                    return moment
    return None


def _numbers(field: str, whole: range, names: tuple[str, ...] = ()) -> frozenset[int] | None:
    """Return the numbers that a field of a cron expression allows, None where it says something that is not read."""
    found: set[int] = set()
    for part in field.upper().split(","):
        span, _, step = part.partition("/")
        first, dash, last = span.partition("-")
        if step and not step.isdigit():
            return None
        if span in ("*", "?"):
            begin, end = whole[0], whole[-1]
        else:
            lower, upper = (_number(word, whole, names) for word in (first, last or first))
            if lower is None or upper is None:
                return None
            begin, end = lower, whole[-1] if step and not dash else upper
        found |= set(range(begin, end + 1, int(step or 1)))
    return frozenset(found)


def _number(word: str, whole: range, names: tuple[str, ...]) -> int | None:
    if word in names:
        return names.index(word) + 1
    return int(word) if word.isdigit() and int(word) in whole else None
