"""The opening hours that a site says to machines: `openingHours` and `openingHoursSpecification` of schema.org."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from account_health.connectors.blog.structured import owner_nodes
from account_health.model.limits import HOLIDAY_WINDOW_DAYS
from account_health.text.opening_hours import DAY, Interval, Week, joined, read_hours
from account_health.text.opening_words import DAYS, HOLIDAY

MOST_TEXTS: Final = 50
_CLOCK: Final = re.compile(r"T?([01]?\d|2[0-4]):([0-5]\d)")
_LAST_MINUTE: Final = DAY - 1
_DATE: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def hours_in_data(scripts: Sequence[str], today: date) -> Week | None:
    """Return the week that JSON-LD says of the site's owner; None where it says none, several, or one that changes soon.

    Source: schema.org/OpeningHoursSpecification; 0:00 to 0:00 is closed, 0:00 to 23:59 all day (Google's local business
    data).
    """
    weeks = {week.days: week for node in owner_nodes(tuple(scripts)) if (week := _week_of(node, today))}
    return next(iter(weeks.values())) if len(weeks) == 1 else None


def _week_of(node: Mapping[str, object], today: date) -> Week | None:
    texts = [text for text in _several(node.get("openingHours")) if isinstance(text, str)]
    if texts:
        try:
            return read_hours("\n".join(texts[:MOST_TEXTS]))
        except ValueError:
            return None
    found: dict[int, list[Interval]] = {}
    specifications = [one for one in _several(node.get("openingHoursSpecification")) if isinstance(one, dict)]
    for one in specifications[:MOST_TEXTS]:
        in_force = _in_force(one, today)
        if in_force is None:
            return None
        if in_force:
            for day in _days(one.get("dayOfWeek")):
                found.setdefault(day, []).extend(_span(one))
    if not any(found.get(day) for day in range(HOLIDAY)):
        return None
    return Week(tuple(joined(found.get(day, ())) for day in range(HOLIDAY)))


def _in_force(one: Mapping[str, object], today: date) -> bool | None:
    """Return whether a specification holds for the next weeks; None where it begins or ends within them."""
    first, last = _date(one.get("validFrom")), _date(one.get("validThrough"))
    end = today + timedelta(days=HOLIDAY_WINDOW_DAYS)
    if (last is not None and last < today) or (first is not None and first > end):
        return False
    if (first is None or first <= today) and (last is None or last >= end):
        return True
    return None


def _days(named: object) -> Iterator[int]:
    for name in _several(named):
        if isinstance(name, str):
            day = DAYS.get(name.strip().lower().rpartition("/")[2].rpartition("#")[2])
            if day is not None:
                yield day


def _span(one: Mapping[str, object]) -> Iterable[Interval]:
    """Yield the hours of a specification; none where it has none, which is closed."""
    opens, closes = _minutes(one.get("opens")), _minutes(one.get("closes"))
    if opens is None or closes is None or opens == closes == 0:
        return ()
    closes = DAY if closes == _LAST_MINUTE else closes
    return [(opens, closes if closes > opens else closes + DAY)] if opens < DAY else ()


def _minutes(written: object) -> int | None:
    clock = _CLOCK.match(written.strip()) if isinstance(written, str) else None
    return int(clock[1]) * 60 + int(clock[2]) if clock else None


def _date(written: object) -> date | None:
    match = _DATE.match(written.strip()) if isinstance(written, str) else None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _several(value: object) -> Sequence[object]:
    if value is None:
        return ()
    return value if isinstance(value, list) else [value]
