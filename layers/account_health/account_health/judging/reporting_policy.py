"""What a weekly report leaves out so that it stays calm: the month's care, and what is small, old and unchanged."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from account_health.model import Finding, ReportRhythm, Severity

QUIET_AFTER_WEEKS: Final = 4
"""A small finding that said the same in so many weekly reports is counted from then on, and not listed."""
SMALL: Final = frozenset({Severity.MEDIUM, Severity.LOW, Severity.INFO})


def begins_month(last: datetime | None, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a report is its month's first, whenever in the month it comes; a company's very first one is, too."""
    if last is None:
        return True
    before, today = last.astimezone(zone), now.astimezone(zone)
    return (before.year, before.month) != (today.year, today.month)


def is_left_out(finding: Finding, *, month_begins: bool) -> bool:
    """Tell whether this report does not list a finding: monthly care, or small and unchanged for four weeks."""
    if month_begins:
        return False
    if finding.cadence is ReportRhythm.MONTHLY:
        return True
    return finding.severity in SMALL and (finding.unchanged or 0) > QUIET_AFTER_WEEKS
