"""What people did with a listing in the month before, as Google counts it: calls, directions, clicks on the website.

Sums of the days that Google has counted by now; it is some days behind, and does not say how many. What it counts as zero it
leaves out, so that a month without any number may also be one that nobody counted: nothing is told of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from account_health.connectors.google.client import PERFORMANCE_HOST, GoogleClient
from account_health.connectors.google.errors import QuotaZeroError, ServiceDisabledError
from account_health.connectors.google.values import day, number
from account_health.connectors.values import inner, objects, text
from account_health.model.errors import AccessDeniedError, CollectError, NotFoundError

CALLS, DIRECTIONS, CLICKS = "CALL_CLICKS", "BUSINESS_DIRECTION_REQUESTS", "WEBSITE_CLICKS"
TOLD_DAYS: Final = timedelta(days=7)
"""So long it is told that the figures are not switched on: that is one weekly report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is known of a month, such as `2026-10`: sums up to `last`, None where Google counted nothing or says nothing.

    `off` is the day on which the figures were first seen to be switched off for us.
    """

    month: str = ""
    calls: int | None = None
    directions: int | None = None
    clicks: int | None = None
    last: date | None = None
    off: date | None = None

    def is_told_off(self, today: date) -> bool:
        """Whether it is to be told now that the figures are switched off for us."""
        return self.off is not None and today - self.off < TOLD_DAYS


def first_of_last_month(today: date) -> date:
    """Return the first day of the month before."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def look_at_performance(client: GoogleClient, location: str, today: date, known: Figures) -> Figures:
    """Return the figures of the month before `today` of `locations/2`: asked for once, then remembered.

    A trouble that may pass leaves them open for the next look. Raises nothing of the wire or the platform.
    """
    first = first_of_last_month(today)
    month = f"{first:%Y-%m}"
    if known.month == month:
        return known
    path = f"/v1/{location}:fetchMultiDailyMetricsTimeSeries"
    try:
        answer = client.get(PERFORMANCE_HOST, path, _asked(first, today.replace(day=1) - timedelta(days=1)))
    except (ServiceDisabledError, QuotaZeroError, AccessDeniedError):
        return Figures(month=month, off=known.off or today)
    except NotFoundError:
        return Figures(month=month, off=known.off)
    except CollectError:
        return Figures(off=known.off)
    return _counted(answer, month)


def _asked(first: date, last: date) -> Mapping[str, str | tuple[str, ...]]:
    ends = {
        f"dailyRange.{end}.{unit}": str(getattr(one, unit))
        for end, one in (("startDate", first), ("endDate", last))
        for unit in ("year", "month", "day")
    }
    return MappingProxyType({"dailyMetrics": (CALLS, DIRECTIONS, CLICKS), **ends})


def _counted(answer: Mapping[str, Any], month: str) -> Figures:
    """Add up the days of the month that have a number, metric by metric."""
    days: dict[str, dict[date, int]] = {}
    for group in objects(answer.get("multiDailyMetricTimeSeries")):
        for series in objects(group.get("dailyMetricTimeSeries")):
            values = days.setdefault(text(series.get("dailyMetric")) or "", {})
            for one in objects(inner(series.get("timeSeries")).get("datedValues")):
                at = day(one.get("date"))
                if at is not None and f"{at:%Y-%m}" == month:
                    values[at] = values.get(at, 0) + max(number(one.get("value")), 0)
    counted = [at for values in days.values() for at, value in values.items() if value]
    if not counted:
        return Figures(month=month)

    def total(metric: str) -> int | None:
        return sum(days[metric].values()) if days.get(metric) else None

    return Figures(
        month=month, calls=total(CALLS), directions=total(DIRECTIONS), clicks=total(CLICKS), last=max(counted)
    )
