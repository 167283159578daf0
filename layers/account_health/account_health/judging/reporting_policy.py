"""What a weekly report leaves out so that it stays calm: the month's care, and what is small, old and unchanged."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from account_health.model import TOLD, AccountReport, Finding, Message, ReportRhythm, Severity
from account_health.model.platform import is_site

QUIET_AFTER_WEEKS: Final = 4
"""A small finding that said the same in so many weekly reports is counted from then on, and not listed."""
SMALL: Final = frozenset({Severity.MEDIUM, Severity.LOW, Severity.INFO})
MOST_LEGAL: Final = 2
"""Lines about law in one mail: whoever reads more of them takes the report for a warning letter."""
LEGAL: Final = frozenset(
    {
        "imprint",
        "imprint-content",
        "privacy-policy",
        "imprint-names-profiles",
        "dead-dispute-link",
        "outdated-law",
        "foreign-law",
        "dead-service",
    }
)
"""The checks of legal pages."""


def begins_month(last: datetime | None, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a report is its month's first, whenever in the month it comes; a company's very first one is, too."""
    if last is None:
        return True
    before, today = last.astimezone(zone), now.astimezone(zone)
    return (before.year, before.month) != (today.year, today.month)


def is_left_out(finding: Finding, *, month_begins: bool) -> bool:
    """Tell whether this report does not list a finding: no room for it, monthly care, or small and unchanged for four weeks."""
    if finding.crowded_out:
        return True
    if month_begins:
        return False
    if finding.report_rhythm is ReportRhythm.MONTHLY:
        return True
    return finding.severity in SMALL and (finding.unchanged or 0) > QUIET_AFTER_WEEKS


def _place(account: AccountReport) -> tuple[bool, str]:
    """Return the order of accounts: the company's own pages first."""
    return not is_site(account.platform), account.account


def legal_beyond(accounts: Iterable[AccountReport], *, month_begins: bool) -> frozenset[tuple[str, str]]:
    """Return (account, check) of each finding about law that a mail leaves out: all but the two gravest lines.

    A line of monthly care names every channel that it is about, so there the same sentence counts once.
    """
    found = [
        ((finding.severity.rank, TOLD.index(finding.status), *_place(account), finding.check), finding)
        for account in accounts
        for finding in account.findings
        if finding.check in LEGAL
        and finding.status in TOLD
        and not is_left_out(finding, month_begins=month_begins)
    ]
    lines: dict[tuple[str, Message | str], None] = {}
    beyond: set[tuple[str, str]] = set()
    for (_, _, _, account, _), finding in sorted(found, key=lambda one: one[0]):
        monthly = finding.report_rhythm is ReportRhythm.MONTHLY
        line = (finding.check, finding.message if monthly else account)
        if line not in lines and len(lines) >= MOST_LEGAL:
            beyond.add((account, finding.check))
        else:
            lines[line] = None
    return frozenset(beyond)
