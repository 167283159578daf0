"""The one clock of working days: how long something has waited, and when it is due.

A working day is Monday to Friday, without the region's public holidays and without the company's pauses.
Every age of an open item and every due date is measured here, so two places never count differently.

Hours: a working day counts exactly 1.0 from 00 to 24 o'clock local time. On the day the clocks change its 23 or
25 hours pass evenly, so the sum stays additive and never runs backwards; in Europe and North America that day is a
Sunday and counts nothing anyway.

Holidays are the library `holidays`' category "public" (with substitute days in GB and US). A day that is a holiday
only in some municipalities is a working day here: 15 August is one in Saarland and in Austria but not in Bavaria,
where the library keeps it in another category; the peace festival is known by the region "Augsburg" alone. So in such
a place something may ring one day early, never late.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from account_health.model.company import Company, Pause

if TYPE_CHECKING:
    from holidays import HolidayBase

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True, eq=False)
class _Calendar:
    """The days of one company. Made by `_calendar_of`, and only equal to itself: caches find it in no time."""

    zone: ZoneInfo
    country: str
    region: str | None
    pauses: tuple[Pause, ...]

    def is_working(self, day: date) -> bool:
        return (
            day.weekday() < _SATURDAY
            and not any(pause.covers(day) for pause in self.pauses)
            and day not in _holidays(self.country, self.region, day.year)
        )

    def place(self, moment: datetime) -> tuple[date, float]:
        """Return the local day and which share of it has passed; the share is 0.0 on a day off."""
        day = moment.astimezone(self.zone).date()
        span = _day_of(self, day)
        if span is None:
            return day, 0.0
        midnight, length = span
        share = (moment - midnight) / length
        return day, share if 0.0 <= share <= 1.0 else min(1.0, max(0.0, share))

    def paused(self, first: date, end: date) -> list[tuple[date, date]]:
        """Return the pauses inside a span as (first day, day after), in order and without overlap."""
        spans: list[tuple[date, date]] = []
        for pause in sorted(self.pauses, key=lambda each: each.first):
            start = max(pause.first, spans[-1][1] if spans else first, first)
            stop = min(pause.last, end - _DAY) + _DAY
            if start < stop:
                spans.append((start, stop))
        return spans


@dataclass(frozen=True, slots=True)
class WorkingClock:
    """The working days of one company.

    Attributes:
        zone: where midnight is.
        country: two letters (ISO 3166); one that is not known has no holidays.
        region: code or name of the federal state, canton or nation ("BY", "DE-BY", "Bayern"); one that is not known
            counts as None, which means the holidays of the whole country only.
        pauses: the company's holidays, both days included; they may overlap.
    """

    zone: ZoneInfo
    country: str
    region: str | None = None
    pauses: tuple[Pause, ...] = ()
    _calendar: _Calendar = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look up the calendar once."""
        calendar = _calendar_of(self.zone, self.country, self.region, self.pauses)
        object.__setattr__(self, "_calendar", calendar)

    def is_working(self, day: date) -> bool:
        """Say whether the reply clock runs on this local day."""
        return self._calendar.is_working(day)

    def elapsed_days(self, start: datetime, end: datetime) -> float:
        """Return the time between two aware moments that lies inside working days, in days.

        0.0 where `end` is not after `start`.

        Raises:
            ValueError: a moment has no time zone.
        """
        if start.tzinfo is None or end.tzinfo is None:
            raise ValueError("the clock of working days needs moments with a time zone")
        if end <= start:
            return 0.0
        calendar = self._calendar
        first, used = calendar.place(start)
        last, begun = calendar.place(end)
        whole = 0 if first == last else _working_days(calendar, first, last)
        return max(0.0, whole - used + begun)

    def add(self, day: date, count: int) -> date:
        """Return the working day that is `count` working days after `day`; `day` itself for 0.

        `day` may be a day off: one working day after a Saturday is Monday. A pause without an end gives `date.max`.

        Raises:
            ValueError: `count` is negative.
        """
        if count < 0:
            raise ValueError(f"cannot count {count} working days; give 0 or more")
        while count > 0:
            last_off = max((pause.last for pause in self.pauses if pause.covers(day)), default=day)
            if last_off == date.max:
                return date.max
            day = last_off + _DAY
            if self.is_working(day):
                count -= 1
        return day


_calendar_of = lru_cache(maxsize=1024)(_Calendar)


@lru_cache(maxsize=1024)
def _day_of(calendar: _Calendar, day: date) -> tuple[datetime, timedelta] | None:
    """Return when a local working day begins, in UTC, and how long it is (23 to 25 hours); None for a day off."""
    if not calendar.is_working(day):
        return None
    following = day + _DAY
    midnight = datetime(day.year, day.month, day.day, tzinfo=calendar.zone).astimezone(UTC)
    end = datetime(following.year, following.month, following.day, tzinfo=calendar.zone).astimezone(UTC)
    return midnight, end - midnight


@lru_cache(maxsize=4096)
def _working_days(calendar: _Calendar, first: date, end: date) -> int:
    """Count working days from `first` up to and without `end`, with a formula instead of day by day."""
    paused = calendar.paused(first, end)
    days = _weekdays(first, end) - sum(_weekdays(start, stop) for start, stop in paused)
    for year in range(first.year, end.year + 1):
        off = _sorted_holidays(calendar.country, calendar.region, year)
        days -= _between(off, first, end) - sum(_between(off, start, stop) for start, stop in paused)
    return days


def _weekdays(first: date, end: date) -> int:
    """Count Mondays to Fridays from `first` up to and without `end`."""
    return _weekdays_before(end) - _weekdays_before(first)


def _weekdays_before(day: date) -> int:
    weeks, rest = divmod(day.toordinal() - 1, 7)  # day 1 of the calendar is a Monday
    return weeks * 5 + min(rest, 5)


def _between(days: tuple[date, ...], first: date, end: date) -> int:
    return bisect_left(days, end) - bisect_left(days, first)


@lru_cache(maxsize=1024)
def _sorted_holidays(country: str, region: str | None, year: int) -> tuple[date, ...]:
    """Return the year's public holidays that fall on Monday to Friday, in order."""
    return tuple(sorted(_holidays(country, region, year)))


def subdivision_of(country: "HolidayBase", region: str | None) -> str | None:
    """Return the code of a region, given as code, ISO code or name; None where the country has none of that name."""
    codes = {code.casefold(): code for code in country.subdivisions}
    codes |= {alias.casefold(): code for alias, code in country.subdivisions_aliases.items()}
    return codes.get((region or "").strip().casefold().removeprefix(f"{country.country.casefold()}-"))


@lru_cache(maxsize=1024)
def _holidays(country: str, region: str | None, year: int) -> frozenset[date]:
    """Return the year's public holidays that fall on Monday to Friday; none for a country that is not known."""
    import holidays  # noqa: PLC0415 - 0.3 s, and many runs of a step never ask for a holiday

    name = country.strip().upper()
    if name not in holidays.list_supported_countries(include_aliases=True):
        return frozenset()
    subdivision = subdivision_of(holidays.country_holidays(name), region)
    regional = holidays.country_holidays(name, subdiv=subdivision, years=year, expand=False)
    return frozenset(day for day in regional if day.weekday() < _SATURDAY)


def clock_of(company: Company) -> WorkingClock:
    """Return the clock by which everything of a company is measured."""
    return WorkingClock(
        zone=company.zone, country=company.country, region=company.region, pauses=company.pauses
    )
