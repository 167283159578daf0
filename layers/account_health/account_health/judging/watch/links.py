"""Links to profiles that nobody knows share the month's lines about the company's name with everything else that is told of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from account_health.judging.reporting_policy import is_left_out
from account_health.judging.watch.known import mark_of
from account_health.judging.watch.told import Memory
from account_health.model import TOLD, AccountReport, Finding, Status, ToldLine

LINKED: Final = "linked-accounts"
MOST_LINKS: Final = 2
"""Of a month's lines so many may be about links, so that an article of the same week finds room."""
_AGAIN: Final = (1, 2)
"""When a link is told again its check's rhythm says; how often in all, the budget."""


def within_budget(
    reports: tuple[AccountReport, ...], told: Iterable[ToldLine], now: datetime, *, month_begins: bool
) -> tuple[AccountReport, ...]:
    """Return the reports with those findings about links marked that find no room among the month's lines.

    What leads to a stranger comes first. A matter is a channel with what is said of it, so that a link that comes and goes
    is not told more often than one that stays.

    Args:
        reports: the accounts, each finding with the rhythm that it has in this report.
        told: the lines that other reports told of the company's name.
        now: the run's time, in the company's zone.
        month_begins: whether this is the month's first report.
    """
    zone = now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else ZoneInfo("UTC")
    memory = Memory(tuple(told), now.date(), zone)
    links = sum(one.matter.startswith("links/") for one in memory.this_month())
    room = max(0, min(MOST_LINKS - links, memory.room("links", ())))
    listed = list(_listed(reports, month_begins=month_begins))
    due = sorted(
        ((matter, finding) for matter, finding in listed if memory.is_due(matter, _AGAIN)),
        key=lambda one: (one[1].status is not Status.FAIL, bool(memory.times(one[0]))),
    )
    kept = {matter for matter, _ in due[:room]}

    def marked(account: str, finding: Finding) -> Finding:
        crowded = finding.check == LINKED and finding.status in TOLD and _matter(account, finding) not in kept
        return replace(finding, crowded_out=True) if crowded else finding

    return tuple(
        replace(report, findings=tuple(marked(report.account, finding) for finding in report.findings))
        for report in reports
    )


def told_links(reports: Iterable[AccountReport], *, month_begins: bool) -> tuple[str, ...]:
    """Return the matters about links that a report lists."""
    return tuple(matter for matter, _ in _listed(reports, month_begins=month_begins))


def _listed(reports: Iterable[AccountReport], *, month_begins: bool) -> Iterator[tuple[str, Finding]]:
    for report in reports:
        for finding in report.findings:
            told = finding.check == LINKED and finding.status in TOLD
            if told and not is_left_out(finding, month_begins=month_begins):
                yield _matter(report.account, finding), finding


def _matter(account: str, finding: Finding) -> str:
    return f"links/{mark_of(f'{account} {finding.message!r}')}"
