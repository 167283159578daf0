"""Opening hours in the registry file's own words: one line for each group of days with the same hours."""

from collections.abc import Sequence
from typing import Final

from account_health.model.company import Language
from account_health.text.manners import manners
from account_health.text.opening_hours import DAY, Interval

_RUN: Final = 2


def week_text(week: Sequence[Sequence[Interval]], language: Language) -> str:
    """Return a week, Monday first, as lines such as "Mo-Fr 9:00-18:00"; a day without hours is closed and has no line."""
    groups: dict[tuple[Interval, ...], list[int]] = {}
    for day, hours in enumerate(week):
        if hours:
            groups.setdefault(tuple(hours), []).append(day)
    return "\n".join(
        f"{_days(days, manners(language).short_weekdays)} {', '.join(map(_span, hours))}"
        for hours, days in groups.items()
    )


def _days(days: Sequence[int], names: Sequence[str]) -> str:
    """Return days as people write them: Mo-Fr, or Mo, Mi where others lie between."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        f"{names[run[0]]}-{names[run[-1]]}" if len(run) > _RUN else ", ".join(names[day] for day in run)
        for run in runs
    )


def _span(hours: Interval) -> str:
    start, end = hours
    return f"{_clock(start)}-{_clock(end if end <= DAY else end - DAY)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
